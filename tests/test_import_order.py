"""The same documents give the same library, in any order, however often, and however many import at once."""

import hashlib
import random
import threading

import pytest
from django.db import connection, connections

from articles.exporting import export_lines
from articles.importing.reading import Received, read_paths
from articles.importing.runs import run_import
from articles.models import Article, Document, Headline, Import, Source
from tests.test_importing import assert_graph_is_true
from tests.texts import OTHER, PARAGRAPHS, page

ORDERS = 20


def empty_library():
    Article.objects.all().delete()
    for model in (Document, Import, Headline, Source):
        model.objects.all().delete()


def library_digest():
    return hashlib.sha256("\n".join(export_lines()).encode()).hexdigest()


def digests_of_orders(received, seed=0):
    """The digest after each of twenty orders, in runs of a random size, every other one imported twice."""
    chance, found = random.Random(seed), set()
    for number in range(ORDERS):
        empty_library()
        shuffled = chance.sample(received, len(received)) * (1 + number % 2)
        cut = chance.randrange(len(shuffled))
        for part in (shuffled[:cut], shuffled[cut:]):
            list(run_import(part))
        assert_graph_is_true()
        found.add(library_digest())
    return found


@pytest.mark.django_db
def test_original_document_and_its_site_in_any_order(corpus):
    received = list(read_paths([str(corpus / "seed"), str(corpus / "london-daily")]))

    assert len(digests_of_orders(received)) == 1

    original = Article.objects.get(standfirst__startswith="Ukrainian forces, backed")
    live = original.related.filter(headline__article__isnull=False).values_list("position", flat=True)
    assert list(live) == [1, 29, 31, 37, 41, 43, 47, 49]
    assert original.related.count() == 50


@pytest.mark.django_db
def test_tangled_captures_in_any_order():
    """Captures of two sources and of none, revised, cut short, bridging each other, all of one headline."""
    bodies = [PARAGRAPHS, (*PARAGRAPHS, OTHER[0]), (*PARAGRAPHS[1:], *OTHER[:2]), OTHER, PARAGRAPHS[:1]]
    days = ["Friday, Nov 20, 2026", "Saturday, Nov 21, 2026", "Sunday, Nov 22, 2026"]
    texts = [
        page("One long day", *body, masthead=masthead, captured=day, related=[f"Headline number {n}", f"Other {day}"])
        for n, body in enumerate(bodies)
        for masthead, day in [("The Tide Table", days[n % 3]), ("Bell Weekly", days[(n + 1) % 3])]
    ]
    texts += [
        page("One long day", *body, masthead="", related=["Headline number 1"]) for body in (bodies[0], bodies[3])
    ]

    assert len(digests_of_orders([Received(f"{n}.txt", text.encode()) for n, text in enumerate(texts)])) == 1


@pytest.mark.django_db(transaction=True)
def test_two_importers_at_once_lose_no_link():
    names = [f"Story number {n} of the ring" for n in range(12)]
    received = [
        Received(f"{n}.txt", page(name, *PARAGRAPHS, f"This is story {n}.", related=names).encode())
        for n, name in enumerate(names)
    ]
    list(run_import(received))
    alone = library_digest()

    for _ in range(5):
        empty_library()
        assert import_at_once([received[:8], received[4:]]) == []
        assert library_digest() == alone
        assert_graph_is_true()


def import_at_once(parts):
    """Each part by an importer of its own; what went wrong."""
    failures, start = [], threading.Barrier(len(parts))

    def work(part):
        try:
            start.wait()
            for one in part:
                list(run_import([one]))
        except Exception as error:
            failures.append(error)
        finally:
            connections[connection.alias].close()

    threads = [threading.Thread(target=work, args=[part]) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
