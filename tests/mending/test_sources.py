"""Names of publications joined and parted, and lines marked as boilerplate of a source."""

import pytest

from articles.mending.correcting import Correction, correct
from articles.mending.sources import CannotJoin, join, mark, part, preview_of_mark, understand_source
from articles.models import Article, Document, JoinedSource, Source, SourceBoilerplate
from tests.support.importing import assert_graph_is_true, empty_library, import_texts, library_digest
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db(transaction=True)
TIDE, ONLINE = "The Tide Table", "Tide Table Online"
LETTERS, BELL = "Letters to the harbour office", "Bell is found in the chapel"
ASK = "Tell us what you think of the tide."


def pages(other):
    """Three stories of one publication and three that name another, one of them the same story."""
    return [
        page("Ferry returns to the bay after a week", *PARAGRAPHS, related=["Gull census begins"]),
        page("Gull census begins", *OTHER),
        page(LETTERS, PARAGRAPHS[0], OTHER[0], ASK),
        page("Ferry returns to the bay after a week", *PARAGRAPHS, masthead=other, captured="Sunday, 22 November 2026"),
        page("Bell is found", OTHER[1], PARAGRAPHS[1], ASK, masthead=other, related=["Gull census begins"]),
        page("Weather is written down", PARAGRAPHS[2], OTHER[2], ASK, masthead=other),
    ]


def source(name):
    return Source.objects.get(name=name)


def test_joined_sources_are_as_if_they_had_one_name():
    import_texts(*pages(TIDE))
    one = library_digest()
    empty_library()
    import_texts(*pages(ONLINE))
    apart = library_digest()
    assert Article.objects.count() == 6

    join(source(ONLINE), source(TIDE), None, "default")
    understand_source(source(ONLINE), "default")

    assert library_digest() == one
    assert Article.objects.count() == 5
    assert set(Article.objects.values_list("source__name", flat=True)) == {TIDE}
    assert_graph_is_true()
    part(JoinedSource.objects.get(), "default")
    understand_source(source(TIDE), "default")
    assert library_digest() == apart
    assert_graph_is_true()


def test_later_stories_of_a_joined_name_belong_to_the_other_source():
    import_texts(page(), page("Gulls", *OTHER, masthead=ONLINE))
    join(source(ONLINE), source(TIDE), None, "default")
    understand_source(source(ONLINE), "default")

    import_texts(page("Bell is found", *OTHER, masthead=ONLINE, captured="Sunday, 22 November 2026"))

    assert Article.objects.get(headline="Bell is found").source.name == TIDE
    assert source(TIDE).tagline == "Twice a day."


def test_names_follow_when_their_source_is_joined():
    import_texts(page(), page("Gulls", *OTHER, masthead=ONLINE), page(BELL, *OTHER, masthead="Bell Weekly"))

    join(source(ONLINE), source(TIDE), None, "default")
    join(source(TIDE), source("Bell Weekly"), None, "default")

    assert set(JoinedSource.objects.values_list("source__name", flat=True)) == {"Bell Weekly"}
    for joined in (source(ONLINE), source(TIDE)):
        understand_source(joined, "default")
    assert set(Article.objects.values_list("source__name", flat=True)) == {"Bell Weekly"}


def test_source_is_not_joined_to_itself_or_to_a_joined_one():
    import_texts(page(), page("Gulls", *OTHER, masthead=ONLINE))
    join(source(ONLINE), source(TIDE), None, "default")

    with pytest.raises(CannotJoin):
        join(source(TIDE), source(TIDE), None, "default")
    with pytest.raises(CannotJoin):
        join(source(TIDE), source(ONLINE), None, "default")


def test_name_and_tagline_by_hand_are_not_changed_by_a_masthead():
    import_texts(page())
    Source.objects.update(name="Tide Table", tagline="By hand.", set_by_hand=["name", "tagline"])

    import_texts(page("Gulls", *OTHER, tagline="Thrice a day.", captured="Sunday, 22 November 2026"))

    assert list(Source.objects.values_list("name", "tagline")) == [("Tide Table", "By hand.")]


def test_marked_line_leaves_the_stories_of_its_source_and_comes_back():
    import_texts(*pages(ONLINE)[:2], page(LETTERS, *PARAGRAPHS[:2], ASK), page(BELL, *OTHER, ASK, masthead=ONLINE))
    before = library_digest()

    shown = preview_of_mark(source(TIDE), ASK, "default")
    assert library_digest() == before
    assert not SourceBoilerplate.objects.exists()
    assert (shown.stories, [change.headline for change in shown.changes]) == (1, [LETTERS])
    assert f"-paragraph: {ASK}" in shown.changes[0].diff

    mark(source(TIDE), ASK, None, "default")
    understand_source(source(TIDE), "default")

    assert ASK not in Article.objects.get(headline=LETTERS).body_text
    assert ASK in Article.objects.get(headline=BELL).body_text
    SourceBoilerplate.objects.all().delete()
    understand_source(source(TIDE), "default")
    assert library_digest() == before


def test_marked_line_stays_where_its_role_is_set_by_hand():
    text = page(LETTERS, *PARAGRAPHS[:2], ASK)
    import_texts(text)
    number = text.splitlines().index(ASK) + 1
    correct(Document.objects.get(), [Correction("line", "paragraph", "paragraph", number, ASK)], None, "default")

    mark(source(TIDE), ASK, None, "default")
    understand_source(source(TIDE), "default")

    assert ASK in Article.objects.get().body_text


def test_page_of_a_joined_source_leads_to_the_other(client):
    import_texts(page(), page("Gull census begins", *OTHER, masthead=ONLINE))
    join(source(ONLINE), source(TIDE), None, "default")

    answer = client.get(source(ONLINE).get_absolute_url())

    assert answer.url == source(TIDE).get_absolute_url()
