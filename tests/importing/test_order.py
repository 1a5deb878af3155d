"""TODO"""

import random
import threading

import pytest
from django.db import connection, connections

from articles.documents.received import Received
from articles.documents.sources.paths import read_paths
from articles.importing.runs import run_import
from articles.models import Article, Document, Headline
from tests.support.importing import assert_graph_is_true, digests_of_orders, empty_library, library_digest
from tests.support.piles import alike_pages
from tests.support.texts import OTHER, PARAGRAPHS, page


@pytest.mark.django_db
def test_original_document_and_its_site_in_any_order(corpus):
    pages = sorted([*(corpus / "seed").glob("*.txt"), *(corpus / "london-daily").glob("*.txt")])
    received = list(read_paths(list(map(str, pages))))

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


DAYS = ["Friday, Nov 20, 2026", "Saturday, Nov 21, 2026", "Sunday, Nov 22, 2026"]
WORDS = ["quay", "lamp", "river", "copper", "train", "bread", "music", "engine", "paper", "signal", "window", "bridge"]


def random_captures(chance):
    """Dated pages of two papers that share paragraphs and beginnings, and a bare page for each headline."""
    sentences = [" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(24)]
    headlines = ["One long day at the quay", "Letters to the editor", "ONE LONG DAY: at the quay"]
    related = [*headlines, "A waiting headline", "a Waiting Headline", "Another one that waits"]
    texts = []
    for number in range(chance.randint(6, 12)):
        start = chance.choice([0, 2, 4, 12])
        body = sentences[start : start + chance.randint(2, 8)] + chance.sample(sentences, chance.randint(0, 2))
        masthead = chance.choice(["The Tide Table", "Bell Weekly", "BELL WEEKLY", ""])
        headline = chance.choice(headlines) if masthead else f"Bare page {number} of the day"
        front = {"masthead": masthead, "captured": chance.choice(DAYS) if masthead else ""}
        texts.append(page(headline, *body, **front, related=chance.sample(related, 4)))
    for masthead, day in (("", ""), ("The Tide Table", DAYS[1]), ("Bell Weekly", DAYS[2])):
        body = sentences[:6] if not masthead else sentences[:4] + chance.sample(sentences[12:], 2)
        texts.append(page("One long day at the quay", *body, masthead=masthead, captured=day, related=related[-1:]))
    return [Received(f"{number}.txt", text.encode()) for number, text in enumerate(dict.fromkeys(texts))]


def import_in_parts(received, size):
    for start in range(0, len(received), size):
        states = {result.state for result in run_import(received[start : start + size])}
        assert "rejected" not in states
    assert_graph_is_true()
    assert not Document.objects.filter(article=None).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(16))
def test_random_captures_in_any_order_and_after_deletion(seed):
    chance, found = random.Random(seed), set()
    received = random_captures(chance)
    for size in (100, 1, 2, 3):
        empty_library()
        import_in_parts(chance.sample(received, len(received)), size)
        found.add(library_digest())

    Article.objects.filter(pk__in=Article.objects.values_list("pk", flat=True)[::2]).delete()
    assert_graph_is_true()
    import_in_parts(received[::-1], 2)

    assert {*found, library_digest()} == found
    assert len(found) == 1


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


@pytest.mark.django_db(transaction=True)
def test_two_importers_at_once_match_headlines_as_one_would():
    received = [Received(f"{n}.txt", text.encode()) for n, text in enumerate(alike_pages(60))]
    list(run_import(received))
    alone = library_digest()
    assert Headline.objects.filter(how="fuzzy").exists()

    for _ in range(3):
        empty_library()
        assert import_at_once([received[::2], received[1::2]]) == []
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
