"""Counters and targets of headlines are checked against links and stories, and fixed where they differ."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from itertools import batched

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.models import F

from articles.database.retrying import retry_transaction
from articles.documents.received import Received
from articles.headlines import auditing
from articles.headlines.auditing import AuditReport, audit
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.runs import run_import
from articles.models import Article, Headline, Identity, StoryCount, Unmatched
from articles.models.sources import ALL_DAYS, UNDATED
from articles.text.digests import headline_key
from tests.support.factories import NOON, make_article
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db

HEADLINE = "Harbour board votes to move the second bell"
NEARLY = "Harbour board votes to move second bell"


@pytest.fixture
def library():
    """Two stories that name each other, one of them by nearly its words, and one that waits."""
    list(
        run_import(
            [
                Received("1.txt", page(HEADLINE, *PARAGRAPHS, related=["Gull census begins", "Nothing yet"]).encode()),
                Received("2.txt", page("Gull census begins", *OTHER, related=[NEARLY, "Nothing yet"]).encode()),
            ]
        )
    )
    match_waiting("default")
    assert Headline.objects.get(text=NEARLY).how != "exact"
    return state()


def state():
    """All that an audit checks."""
    headlines = Headline.objects.order_by("key")
    rows = headlines.values_list("text", "wanted", "lists", "article", "same_as", "how")
    return list(rows), list(StoryCount.objects.order_by("day", "source_id").values_list("day", "source_id", "stories"))


def report():
    return audit("default", fix=False)


def assert_fixed(before, **differing):
    """The audit reports these differences; without `fix` it changes nothing, with it the state is as before."""
    spoilt = state()
    assert report() == AuditReport(headlines=Headline.objects.count(), **differing)
    assert state() == spoilt

    assert audit("default", fix=True) == AuditReport(headlines=Headline.objects.count(), **differing)

    assert state() == before
    assert report().differing == 0
    assert not Unmatched.objects.exists()


def test_nothing_differs_after_imports(library):
    assert report() == AuditReport(headlines=4)


def test_counts_of_naming_stories_and_of_lists_are_fixed(library):
    Headline.objects.filter(text="Nothing yet").update(wanted=7)
    Headline.objects.filter(text=HEADLINE).update(wanted=3, lists=2)

    assert_fixed(library, wanted=2, lists=1)


def test_headline_that_waits_beside_its_story_leads_there(library):
    Headline.objects.filter(text=HEADLINE).update(article=None)

    assert_fixed(library, targets=1)


def test_headline_that_leads_to_a_story_of_another_does_so_no_more(library):
    census = Article.objects.get(headline="Gull census begins")
    Headline.objects.filter(text__in=["Nothing yet", HEADLINE]).update(article=census)

    assert_fixed(library, targets=2)


def test_lead_by_other_words_is_checked_through_the_headline_it_names(library):
    census = Article.objects.get(headline="Gull census begins")
    Headline.objects.filter(text=NEARLY).update(article=census)

    assert_fixed(library, targets=1)


def test_lead_by_other_words_ends_when_a_story_of_its_own_is_there(library):
    census = Article.objects.get(headline="Gull census begins")
    Identity.objects.create(article=census, key=headline_key(NEARLY), headline=NEARLY)

    assert audit("default", fix=True).targets == 1

    headline = Headline.objects.get(text=NEARLY)
    assert (headline.article, headline.same_as, headline.how) == (census, None, "exact")


def test_former_headline_leads_to_its_story(library):
    Article.objects.filter(headline=HEADLINE).update(headline="Another", key=headline_key("Another"))
    article = Article.objects.get(headline="Another")
    Identity.objects.create(article=article, key=headline_key(HEADLINE), headline=HEADLINE)

    assert report().targets == 0


def test_way_of_leading_that_can_not_be_is_fixed(library):
    Headline.objects.filter(text=HEADLINE).update(how="fuzzy")
    Headline.objects.filter(text="Nothing yet").update(how="variant")

    assert_fixed(library, targets=2)


@pytest.mark.parametrize("day", [ALL_DAYS, UNDATED])
def test_counts_of_stories_are_fixed(day):
    make_article("One")
    make_article("Two", source=None)
    before = state()

    StoryCount.objects.filter(day=day).update(stories=F("stories") + 5)
    assert_fixed(before, story_counts=2)
    StoryCount.objects.filter(day=day).delete()
    assert_fixed(before, story_counts=2)


def test_count_of_a_day_without_stories_comes_to_nothing():
    make_article("One")
    StoryCount.objects.create(day=NOON.date(), source_id=999, stories=4)

    assert audit("default", fix=True).story_counts == 1

    assert StoryCount.objects.get(source_id=999).stories == 0


def test_what_is_still_to_be_matched_is_not_wrong_yet(library):
    headline = Headline.objects.get(text=NEARLY)
    Headline.objects.filter(pk=headline.pk).update(article=Article.objects.get(headline="Gull census begins"))
    Unmatched.objects.create(headline=headline.same_as, has_turned=True)

    assert report().targets == 0

    assert audit("default", fix=True).targets == 0
    assert state() == library


def test_deletions_and_repeated_imports_leave_nothing_to_fix(library):
    Article.objects.get(headline=HEADLINE).delete()
    match_waiting("default")
    assert report() == AuditReport(headlines=4)

    list(run_import([Received("3.txt", page(HEADLINE, *PARAGRAPHS, OTHER[0], related=["Nothing yet"]).encode())]))
    match_waiting("default")
    assert report() == AuditReport(headlines=4)
    assert Headline.objects.get(text=NEARLY).article.headline == HEADLINE


def test_headlines_are_checked_in_chunks(library, monkeypatch):
    monkeypatch.setattr(auditing, "CHUNK", 1)
    monkeypatch.setattr(auditing, "FIX_BATCH", 1)
    Headline.objects.update(wanted=99, lists=99)

    assert_fixed(library, wanted=4, lists=4)


def test_command_says_what_differs_and_fixes_it(library):
    Headline.objects.filter(text="Nothing yet").update(wanted=7)
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("recount", "--check", stdout=out)
    call_command("recount", stdout=out)
    call_command("recount", "--check", stdout=out)

    assert left.value.code == 1
    checked, fixed, again = out.getvalue().split("4 headlines were checked.\n")[1:]
    assert "        1  counts of the stories that name a headline differed" in checked
    assert "All were fixed." in fixed
    assert "Nothing had to be fixed." in again


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_audit_beside_importers_runs_into_no_deadlock_and_breaks_nothing():
    titles, texts = ring(60)

    with ThreadPoolExecutor() as pool:
        works = [pool.submit(import_in_parts, texts), pool.submit(import_in_parts, texts[::-1])]
        works.append(pool.submit(spoil_and_fix, titles))
    for work in works:
        work.result()
    match_waiting("default")

    assert Article.objects.count() == 60
    assert report() == AuditReport(headlines=60)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_stories_deleted_twice_at_once_beside_importers_leave_true_counters():
    titles, texts = ring(40)
    longer = [text + f"\nAnother headline {n} for story {n}\n" for n, text in enumerate(texts)]
    import_in_parts(texts)

    with ThreadPoolExecutor() as pool:
        works = [pool.submit(delete_some, titles[start::2]) for start in (0, 0, 1, 1)]
        works += [pool.submit(import_in_parts, longer), pool.submit(import_in_parts, texts[::-1])]
    for work in works:
        work.result()
    match_waiting("default")

    assert report().differing == 0


def delete_some(titles):
    for title in titles:
        stories = Article.objects.filter(headline=title)
        retry_transaction(stories.delete, "default")
    connections.close_all()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_dry_run_keeps_no_importer_from_matching():
    rehearsal = run_import([Received("1.txt", page(HEADLINE, *PARAGRAPHS, related=[NEARLY]).encode())], dry_run=True)
    next(rehearsal)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE relation = 'articles_matchinglock'::regclass")
        locks = cursor.fetchone()[0]
    list(rehearsal)

    assert locks == 0


def ring(count):
    """Titles, and pages that each name the eight after it."""
    titles = [f"Story number {n} of the long week" for n in range(count)]
    texts = [
        page(title, f"Paragraph {n}. {PARAGRAPHS[0]}", *OTHER, related=(titles * 2)[n + 1 : n + 9])
        for n, title in enumerate(titles)
    ]
    return titles, texts


def import_in_parts(texts):
    for some in batched(texts, 6):
        list(run_import([Received("page.txt", text.encode()) for text in some]))
    connections.close_all()


def spoil_and_fix(titles):
    for number in range(8):
        Headline.objects.filter(key=headline_key(titles[number])).update(wanted=99)
        audit("default", fix=True)
    connections.close_all()
