"""TODO"""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.captures.line_counts import MAX_LINES, BaseCounts, CountedLines, LineCounts, counted_lines_of
from articles.importing.runs import run_import
from articles.models import Article, Document, SourceLines
from articles.text.digests import signed_digest
from articles.understanding import Role, understand
from tests.support.importing import assert_graph_is_true, digests_of_orders, empty_library, library_digest
from tests.support.repeating_site import APPEAL, AUTHOR, HEADLINES, NAME, NOTICE, held, page_of, pages, truth
from tests.support.texts import PARAGRAPHS, page, received

MARK = 3  # stories that make a line the source's own
BOILERPLATE = (*NOTICE, AUTHOR, APPEAL)


def test_single_pages_get_it_wrong():
    """Or else the tests below show nothing."""
    for number in range(20):
        assert all(line in understand(page_of(number)).story.body for line in BOILERPLATE)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_twenty_pages_mend_each_other_in_any_order(seed):
    chance = random.Random(seed)
    shuffled = chance.sample(received(pages()), 20)
    while shuffled:
        size = chance.choice([1, 2, 5, 20])
        list(run_import(shuffled[:size]))
        shuffled = shuffled[size:]

    assert held() == [truth(number) for number in range(20)]
    assert_graph_is_true()


@pytest.mark.django_db
def test_twenty_pages_in_any_order_give_one_library():
    assert len(digests_of_orders(received(pages()))) == 1


@pytest.mark.django_db
def test_earlier_pages_are_understood_again_when_a_line_crosses_the_mark():
    list(run_import(received(pages()[: MARK - 1])))
    assert all(line in body for _, body, _ in held() for line in BOILERPLATE)

    list(run_import(received(pages()[MARK - 1 : MARK])))

    assert len(held()) == MARK
    assert not any(line in body for _, body, _ in held() for line in BOILERPLATE)


@pytest.mark.django_db
def test_captures_of_one_story_are_one_story():
    """Five captures of a page don't make its paragraphs boilerplate."""
    days = [f"Friday, Nov {day}, 2026" for day in range(10, 15)]
    list(run_import(received(page(captured=day) for day in days)))

    article = Article.objects.get()

    assert article.documents.count() == 5
    assert len(article.blocks) == 3


@pytest.mark.django_db
def test_story_under_three_headlines_keeps_its_body():
    texts = [page(headline) for headline in HEADLINES[:4]]
    list(run_import(received(texts)))

    assert [len(article.blocks) for article in Article.objects.all()] == [3, 3, 3, 3]


@pytest.mark.django_db
def test_developing_story_keeps_its_paragraphs():
    """Three texts under three headlines begin with the same six paragraphs."""

    def sentence(k):
        return f"At {k} past the hour the {k * 3 + 2} men of rescue boat {k} were seen from the mole by the master."

    heads = ["Ferry runs aground off the north mole", "All forty saved from ferry", "Captain blames the new lamp"]
    for n, head in enumerate(heads):
        further = [sentence(100 * n + k) for k in range(10, 11 + 4 * n)]
        list(run_import(received([page(head, *map(sentence, range(6)), *further)])))

    assert [len(article.blocks) for article in Article.objects.order_by("pk")] == [7, 11, 15]


@pytest.mark.django_db
def test_documents_of_nothing_but_known_lines():
    texts = ["\n\n".join(some) + "\n" for some in itertools.permutations(PARAGRAPHS)]

    states = {result.state for text in texts for result in run_import(received([text]), source_name="The Tide Table")}

    assert states == {"created", "updated"}


@pytest.mark.django_db
def test_other_papers_pages_are_another_matter():
    texts = [page_of(number).replace(NAME, paper) for number, paper in enumerate(["Bell Weekly", "Salt Post", NAME])]
    list(run_import(received(texts)))

    assert all(AUTHOR in article.body_text for article in Article.objects.all())


@pytest.mark.django_db
def test_pages_deleted_and_imported_again_count_once():
    list(run_import(received(pages()[:2])))
    Article.objects.all().delete()
    list(run_import(received(pages()[:2])))

    assert all(AUTHOR in article.body_text for article in Article.objects.all())
    assert Document.objects.count() == 2


@pytest.mark.django_db
def test_two_batches_or_one():
    list(run_import(received(pages())))
    at_once = library_digest()
    empty_library()
    SourceLines.objects.all().delete()
    for one in received(pages()):
        list(run_import([one]))

    assert library_digest() == at_once


@given(st.data())
def test_known_boilerplate_changes_nothing_else(data):
    """Known boilerplate lines, put in anywhere, leave every other line what it is."""
    number = data.draw(st.integers(0, 19))
    text = data.draw(st.sampled_from([page(related=HEADLINES[5:15]), page_of(number)]))
    known = data.draw(st.sampled_from([(), BOILERPLATE]))
    added = "Readers like you keep the lamps of this paper lit, every night, and we are grateful for it."
    repeated = frozenset(signed_digest(line) for line in [added, *known])
    alone = understand(text).without(repeated).story
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines)))
        after_blank, before_blank = not any(lines[place - 1 : place]), not any(lines[place : place + 1])
        lines[place:place] = [added, ""] if after_blank else ["", added] if before_blank else [added]

    story = understand("\n".join(lines)).without(repeated).story

    others = [line for line in story.lines if line.text != added]
    assert [(line.text, line.role) for line in others] == [(line.text, line.role) for line in alone.lines]
    assert (story.headline, story.body, story.related) == (alone.headline, alone.body, alone.related)
    assert {line.role for line in story.lines if line.text == added} == {Role.BOILERPLATE}


@given(st.data())
def test_any_lines_may_be_known(data):
    text = data.draw(st.sampled_from([page(), page_of(3), "The ferry came back.\n\nNobody rang the bell.\n"]))
    lines = [line for line in text.split("\n") if line]
    known = data.draw(st.sets(st.sampled_from(lines)))

    story = understand(text).without(frozenset(map(signed_digest, known))).story

    assert [line.text for line in story.lines] == lines


def test_repeated_lines_never_take_most_of_the_body():
    text = page()
    repeated = frozenset(map(signed_digest, text.split("\n")))

    assert understand(text).without(repeated).story == understand(text).story


def test_counts_are_bounded_and_the_rarest_and_oldest_go_first():
    counts = LineCounts(BaseCounts())
    for story in range(1, MARK + 1):
        counts.count([CountedLines("paper", story, {1: True, 2: True} if story < MARK else {1: True})])
    counts.count([CountedLines("paper", 9, {line: True for line in range(10, 10 + MAX_LINES)})])

    assert counts.is_due
    kept = BaseCounts(counts.base())

    lines = kept.rows["digest"].tolist()
    assert len(lines) == MAX_LINES
    assert kept.known([1, 2, 3]) == {1} == LineCounts(kept).known([1, 2, 3])
    assert 2 in lines
    assert 10 not in lines
    assert 9 + MAX_LINES in lines


LINES = st.dictionaries(st.integers(1, 30), st.booleans())


@given(st.lists(st.tuples(st.integers(1, 5), LINES, st.booleans()), max_size=30))
def test_counts_are_the_same_whenever_a_new_base_is_made(documents):
    whole, base, recent = LineCounts(BaseCounts()), BaseCounts(), b""
    for story, lines, is_due in documents:
        parts, printed = LineCounts(base, recent), CountedLines("paper", story, lines)
        assert whole.count([printed]) == parts.count([printed])
        base, recent = (BaseCounts(parts.base()), b"") if is_due else (base, parts.recent())
    parts = LineCounts(base, recent)

    assert whole.base() == parts.base()
    assert whole.known(range(31)) == parts.known(range(31))


def test_counts_name_the_earlier_stories_that_hold_a_line():
    counts = LineCounts(BaseCounts())

    assert counts.count([CountedLines("paper", 5, {1: True})]) == set()
    assert counts.count([CountedLines("paper", 5, {1: True})]) == set()
    assert counts.count([CountedLines("paper", 6, {1: False})]) == set()
    assert counts.count([CountedLines("paper", 7, {1: True})]) == {5}
    assert counts.known([1]) == {1}


def test_pages_without_a_source_count_nowhere():
    reading = understand(page(masthead=""))

    assert counted_lines_of(reading.story, reading.removable) is None
