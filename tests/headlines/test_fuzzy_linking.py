"""Waiting headlines are linked to a story of nearly the same words, and wait on when it is another. All invented."""

import itertools
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from articles.headlines.fuzzy_linking import match_waiting
from articles.headlines.upserting import queue_for_matching
from articles.models import (
    Article,
    ArticleTrait,
    Headline,
    MatchingLock,
    RelatedHeadline,
    StoryCount,
    Unmatched,
    Verdict,
)
from articles.operations.exporting import export_lines
from tests.support.importing import assert_graph_is_true, import_texts
from tests.support.piles import alike_pages
from tests.support.texts import OTHER, PARAGRAPHS, page

STORY = "Harbour council buys the old lamp factory for one crown"
NEARLY = "Harbour council buys old lamp factory for one crown"
LABELLED = "LIVE: Harbour council buys the old lamp factory for one crown"
REPLACED = "Harbour council buys the old bell factory for nine crowns"


def headline(text):
    return Headline.objects.select_related("article", "same_as").get(text=text)


def clear():
    Article.objects.all().delete()
    for model in (RelatedHeadline, Headline):
        model.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize("story_first", [True, False])
@pytest.mark.parametrize(("listed", "how"), [(NEARLY, "fuzzy"), (LABELLED, "variant"), (REPLACED, None)])
def test_waiting_headline_finds_the_story_of_nearly_its_words_whichever_came_first(listed, how, story_first):
    texts = [page(STORY, *PARAGRAPHS), page("Gulls return", *OTHER, related=[listed])]

    import_texts(*texts[:: 1 if story_first else -1])

    found = headline(listed)
    assert (found.article and found.article.headline) == (STORY if how else None)
    assert found.same_as_id == (headline(STORY).pk if how else None)
    assert found.how == (how or "exact")
    assert not Unmatched.objects.exists()
    assert_graph_is_true()


@pytest.mark.django_db
def test_story_of_its_own_comes_before_one_of_nearly_its_words():
    import_texts(page(STORY, *PARAGRAPHS), page("Gulls return", *OTHER, related=[NEARLY]))

    import_texts(page(NEARLY, OTHER[0], *PARAGRAPHS[:1]))

    found = headline(NEARLY)
    assert (found.article.headline, found.same_as, found.how) == (NEARLY, None, "exact")
    assert_graph_is_true()


@pytest.mark.django_db
def test_two_stories_equally_near_are_no_match_until_one_is_deleted():
    listed = "Harbour council buys the lamp factory for one crown"
    import_texts(page("Gulls return", *OTHER, related=[listed]))
    import_texts(page("Harbour council buys the old lamp factory for one crown", *PARAGRAPHS))
    assert headline(listed).how == "fuzzy"

    import_texts(page("Harbour council buys the dim lamp factory for one crown", *OTHER[:1], *PARAGRAPHS[1:]))
    assert headline(listed).is_waiting

    Article.objects.get(headline__contains="dim lamp").delete()
    match_waiting("default")
    assert headline(listed).article.headline == "Harbour council buys the old lamp factory for one crown"
    assert_graph_is_true()


@pytest.mark.django_db
def test_deleted_story_leaves_the_headlines_of_nearly_its_words_waiting_and_import_heals_them():
    story, naming = page(STORY, *PARAGRAPHS), page("Gulls return", *OTHER, related=[NEARLY])
    import_texts(story, naming)
    whole = list(export_lines())

    Article.objects.get(headline=STORY).delete()
    match_waiting("default")
    assert headline(NEARLY).is_waiting

    import_texts(story)
    assert list(export_lines()) == whole


@pytest.mark.django_db
def test_days_far_apart_are_no_match():
    import_texts(
        page(STORY, *PARAGRAPHS, captured="Saturday, Nov 21, 2026"),
        page("Gulls return", *OTHER, captured="Sunday, Nov 22, 2026", related=[NEARLY]),
        page("Gulls leave", OTHER[0], *PARAGRAPHS[:2], captured="Sunday, Mar 1, 2026", related=["LIVE: " + STORY]),
    )

    assert headline(NEARLY).article
    assert headline("LIVE: " + STORY).is_waiting


@pytest.mark.django_db
def test_verdict_by_hand_overrules_matching():
    import_texts(page(STORY, *PARAGRAPHS), page("Gulls return", *OTHER, related=[NEARLY, "Lamp deal done"]))
    story, nearly, other = headline(STORY), headline(NEARLY), headline("Lamp deal done")

    Verdict.objects.create(headline=nearly, other=story, is_same=False, made_at=timezone.now())
    Verdict.objects.create(headline=other, other=story, is_same=True, made_at=timezone.now())
    queue_for_matching([nearly.pk, other.pk], connection, has_turned=True)
    match_waiting("default")

    assert headline(NEARLY).is_waiting
    assert (headline("Lamp deal done").article.headline, headline("Lamp deal done").how) == (STORY, "by hand")
    import_texts(page(STORY, *PARAGRAPHS, OTHER[0], captured="Sunday, Nov 22, 2026"))
    assert headline(NEARLY).is_waiting
    assert headline("Lamp deal done").article


@pytest.mark.django_db
def test_links_by_nearly_the_same_words_are_the_same_in_any_order():
    """Variants, near misses and ties of three stories, some dated, in lists of pages that are imported in any order."""
    listed = [NEARLY, LABELLED, REPLACED, f"{STORY} | The Tide Table", STORY[:40] + "…", STORY.upper()]
    days = ["Friday, Nov 20, 2026", "Saturday, Nov 21, 2026", "Sunday, Mar 1, 2026"]
    texts = [
        page(STORY, *PARAGRAPHS, captured=days[0]),
        page(NEARLY.replace("old", "dim"), *OTHER, captured=days[1]),
        page("Harbour council sells the old lamp factory for one crown", OTHER[0], *PARAGRAPHS[1:]),
    ]
    texts += [
        page(
            f"Gulls return, part {n}",
            OTHER[n % 2],
            f"Gull number {n} was counted twice on the mole.",
            captured=day,
            related=chosen,
        )
        for n, (day, chosen) in enumerate([(days[0], listed[:3]), (days[1], listed[2:]), (days[2], listed[1:4])])
    ]
    found = set()
    for seed in range(12):
        clear()
        shuffled = random.Random(seed).sample(texts, len(texts))
        cut = seed % len(texts)
        import_texts(*shuffled[:cut])
        import_texts(*shuffled[cut:], *shuffled[: seed % 3])
        assert_graph_is_true()
        found.add(tuple(export_lines()))

    assert len(found) == 1


@pytest.mark.django_db
def test_links_among_too_many_similar_headlines_are_the_same_for_any_batch_size():
    """Many of them differ in one word: more than MAX_POSTINGS, and more than MAX_CANDIDATES."""
    texts, chance = alike_pages(120), random.Random(1)
    found = set()
    for at_once in (9, 50, 120):
        clear()
        for some in itertools.batched(chance.sample(texts, len(texts)), at_once):
            import_texts(*some)
        assert_graph_is_true()
        found.add(tuple(export_lines()))

    assert len(found) == 1
    assert Headline.objects.filter(how="fuzzy").exists()


@pytest.mark.django_db
def test_headline_with_two_spellings_is_found_by_either():
    import_texts(page("Gulls return", *OTHER, related=["Sky News Live: " + STORY, "Sky News Live " + STORY]))
    import_texts(page("Gulls leave", *OTHER[:1], "They left.", related=["SKY NEWS live | " + STORY]))
    import_texts(page(STORY, *PARAGRAPHS))

    assert Headline.objects.filter(article__headline=STORY).count() == 2


@pytest.mark.django_db
def test_pages_saved_together_count_as_one_list():
    lists = [[f"Story number {n} of the long day" for n in range(start, start + 12)] for start in (0, 0, 0, 40)]
    common = "Ferry to be painted red again"
    import_texts(
        *(
            page(f"Gulls return, part {n}", OTHER[0], f"Gull {n} was counted twice.", related=[*listed, common])
            for n, listed in enumerate(lists)
        )
    )

    found = headline(common)
    assert (found.wanted, found.lists) == (4, 2)
    Article.objects.get(headline="Gulls return, part 3").delete()
    found.refresh_from_db()
    assert (found.wanted, found.lists) == (3, 1)


@pytest.mark.django_db
def test_stories_are_counted_by_day_and_source():
    import_texts(page(STORY, *PARAGRAPHS), page("Gulls return", *OTHER, masthead="Bell Weekly"))

    counts = {row["name"]: row["stories"] for row in StoryCount.objects.largest_sources()}

    assert counts == {"The Tide Table": 1, "Bell Weekly": 1}
    Article.objects.all().delete()
    assert not StoryCount.objects.of_all_days()


@pytest.mark.django_db(transaction=True)
def test_migration_fills_in_an_older_library_what_imports_store_now():
    import_texts(
        page(STORY, *PARAGRAPHS, captured="Saturday, Nov 21, 2026"), page("Gulls", *OTHER, related=[NEARLY, "A"])
    )
    whole = state()

    MigrationExecutor(connection).migrate([("articles", "0005_confidence")])
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    match_waiting("default")

    assert state() == whole


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.parametrize("is_first", [True, False])
def test_headlines_are_matched_by_one_transaction_at_a_time(is_first):
    """Also the very first, and the first after a flush, which empties the table of the lock."""
    import_texts(page(STORY, *PARAGRAPHS), page("Gulls return", *OTHER))
    if is_first:
        MatchingLock.objects.all().delete()

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            queue_for_matching([headline(STORY).pk], connection, has_turned=True)
            match_waiting("default")
            with pytest.raises(OperationalError, match="lock timeout"):
                pool.submit(match_impatiently).result()
        pool.submit(match_impatiently).result()

    assert not Unmatched.objects.exists()


def match_impatiently():
    """Match in another connection, which gives up when a lock is taken."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        queue_for_matching([headline("Gulls return").pk], connection, has_turned=True)
        match_waiting("default")
    finally:
        connection.close()


def state():
    """The columns that the migration has to fill."""
    return {
        "links": list(RelatedHeadline.objects.order_by("pk").values_list("pk", "list_key")),
        "headlines": list(Headline.objects.order_by("pk").values_list("pk", "lists", "listed_on", "how", "article")),
        "counts": sorted(StoryCount.objects.exclude(stories=0).values_list("day", "source_id", "stories")),
        "traits": sorted(ArticleTrait.objects.values_list("hash", "article")),
    }
