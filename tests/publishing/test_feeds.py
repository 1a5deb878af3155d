"""The feeds: valid, whole, with ids that never change, and nothing sent twice."""

import datetime as dt

import pytest
from django.urls import reverse

from articles.models import Article, Headline, JoinedSource, Source
from articles.publishing.feeds.stories import ENTRIES, MAX_TEXT
from tests.publishing.reading import atom_of, json_of
from tests.support.factories import NOON, make_article, make_waiting

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
PAIRS = [  # each feed as Atom and as JSON Feed
    ("/feeds/stories.atom", "/feeds/stories.json"),
    ("/sources/the-tide-table/feed.atom", "/sources/the-tide-table/feed.json"),
    ("/search/feed.atom?q=ferry", "/search/feed.json?q=ferry"),
    ("/headlines/{}/feed.atom", "/headlines/{}/feed.json"),
    ("/feeds/changes/", "/feeds/changes.json"),
]


@pytest.fixture
def ferry():
    return make_article(
        "Ferry & crew <return>",
        standfirst="Half full, and on time.",
        byline="By Ida Holm",
        published_at=NOON - HOUR,
        language="en",
        url="https://tide.example/ferry?a=1&b=2",
        body_html='<h2>Late</h2>\n<p>The ferry came "back" &amp; left.</p>',
    )


@pytest.mark.parametrize("pair", PAIRS)
def test_each_feed_is_valid_in_both_forms_and_they_say_the_same(client, ferry, pair):
    ferry.revisions.create(position=1, headline="Ferry returns", seen_at=NOON, changed_at=NOON + HOUR, fingerprint="1")
    atom_path, json_path = (path.format(Headline.objects.get(article=ferry).pk) for path in pair)

    atom, written = atom_of(client, atom_path), json_of(client, json_path)

    assert [entry.id for entry in atom.entries] == [item["id"] for item in written["items"]]
    assert len(atom.entries) == 1
    assert atom.feed.title == written["title"]
    assert atom.entries[0].title_detail.value == written["items"][0]["title"] == "Ferry & crew <return>"
    assert atom.entries[0].link == written["items"][0]["url"]
    links = {link.rel: link.href for link in atom.feed.links}
    assert links["alternate"] == written["home_page_url"]
    assert links["self"] == f"http://testserver{atom_path}"
    assert written["feed_url"] == f"http://testserver{json_path}"


@pytest.mark.parametrize("path", [path for pair in PAIRS for path in pair if "search" not in path])
def test_feed_without_an_entry_is_valid_and_has_the_same_date_at_each_look(client, path):
    make_article().delete()
    waiting = make_waiting("Lamp lit again")

    path = path.format(waiting.pk)
    read = json_of if "json" in path else atom_of

    assert read(client, path) == read(client, path)


def test_entry_has_the_whole_text_and_where_it_comes_from(client, ferry):
    (entry,) = atom_of(client, "/feeds/stories.atom").entries
    (item,) = json_of(client, "/feeds/stories.json")["items"]

    assert entry.content[0].value == item["content_html"]
    assert item["content_html"] == (
        '<div lang="en" dir="ltr"><p>Half full, and on time.</p><h2>Late</h2>\n'
        "<p>The ferry came “back” &amp; left.</p></div>"
    )
    assert item["summary"] == "Half full, and on time."
    assert [author.name for author in entry.authors] == ["Ida Holm", "The Tide Table"]
    assert item["authors"] == [{"name": "Ida Holm"}, {"name": "The Tide Table"}]
    via = [link.href for link in entry.links if link.rel == "via"]
    assert via == [item["external_url"]] == ["https://tide.example/ferry?a=1&b=2"]
    assert entry.published == item["date_published"] == "2026-11-22T11:00:00+00:00"
    assert entry.updated == item["date_modified"] == "2026-11-22T12:00:00+00:00"
    assert item["language"] == "en"


def test_story_that_is_too_long_for_a_feed_comes_as_its_beginning(client):
    make_article(body_html=f"<p>{'x' * MAX_TEXT}</p>", standfirst="Long.")

    (item,) = json_of(client, "/feeds/stories.json")["items"]

    assert item["content_html"] == "<p>Long.</p>"


def test_unknown_source_byline_date_and_language_are_left_out(client):
    make_article("1 2 3", source=None, paragraphs=["4 5 6"])

    (item,) = json_of(client, "/feeds/stories.json")["items"]
    atom_of(client, "/feeds/stories.atom")

    assert item.keys() == {"id", "url", "title", "content_html", "summary", "date_modified"}


def test_text_of_a_story_from_right_to_left_says_so(client):
    make_article("القمر فوق الميناء", paragraphs=["عاد القارب إلى الميناء بعد المطر."], language="ar")

    (item,) = json_of(client, "/feeds/stories.json")["items"]

    assert item["content_html"].startswith('<div lang="ar" dir="rtl">')


def test_ids_stay_when_a_headline_is_corrected_and_a_text_changes(client, ferry):
    before = atom_of(client, "/feeds/stories.atom").entries[0]
    ferry.revisions.create(position=1, headline="Ferry returns", seen_at=NOON, changed_at=NOON + HOUR, fingerprint="1")
    Article.objects.update(headline="Ferry stays out", slug="ferry-stays-out", body_html="<p>Gone.</p>")

    after = atom_of(client, "/feeds/stories.atom").entries[0]

    assert before.id == after.id == f"tag:localhost,2026:stories/{ferry.pk}"
    assert (before.title, after.title) == ("Ferry & crew <return>", "Ferry stays out")
    assert after.updated == "2026-11-22T13:00:00+00:00"


def test_ids_stay_after_a_move_to_another_host(client, ferry, settings):
    settings.ALLOWED_HOSTS, settings.ORIGIN = ["*"], "https://old.example"
    before = atom_of(client, "/feeds/stories.atom", host="old.example")
    settings.ORIGIN, settings.FEED_HOST = "https://new.example", "old.example"

    after = atom_of(client, "/feeds/stories.atom", host="new.example")

    assert before.feed.id == after.feed.id == "tag:old.example,2026:feeds/stories"
    assert before.entries[0].id == after.entries[0].id
    assert after.entries[0].link.startswith("https://new.example/stories/")


def test_what_is_imported_last_comes_first_whenever_it_was_published(client):
    make_article("New", published_at=NOON)
    make_article("Old but just in", published_at=NOON - 1_000 * HOUR)

    assert [entry.title for entry in atom_of(client, "/feeds/stories.atom").entries] == ["Old but just in", "New"]


@pytest.mark.parametrize("path", ["/feeds/stories", "/sources/the-tide-table/feed"])
def test_parts_of_a_feed_lead_to_every_story_once(client, path):
    for number in range(2 * ENTRIES + 1):
        make_article(f"Story {number}")
    make_article("Elsewhere", source="The Other Paper")

    titles, following = [], f"{path}.json"
    while following:
        part = json_of(client, following)
        titles += [item["title"] for item in part["items"]]
        following = part.get("next_url", "").removeprefix("http://testserver")
        atom = atom_of(client, part["feed_url"].removeprefix("http://testserver").replace(".json", ".atom"))
        assert ("next" in {link.rel for link in atom.feed.links}) == bool(following)

    expected = [f"Story {number}" for number in reversed(range(2 * ENTRIES + 1))]
    assert titles == (expected if "sources" in path else ["Elsewhere", *expected])


def test_waiting_headline_has_an_entry_from_the_arrival_of_its_story_on(client):
    waiting = make_waiting("Lamp lit again")
    path = reverse("articles:headline_feed", args=[waiting.pk])
    before = atom_of(client, path)

    arrived = make_article("Lamp lit again")
    after = atom_of(client, path)

    assert (before.entries, before.feed.title) == ([], "The story of “Lamp lit again”")
    assert [entry.link for entry in after.entries] == [f"http://testserver{arrived.get_absolute_url()}"]
    assert before.feed.id == after.feed.id


def test_feed_of_a_source_that_was_joined_leads_to_that_of_the_other(client):
    source = make_article(source="The Tide Table").source
    JoinedSource.objects.create(key="sources", name="Sources", source=source, made_at=NOON)
    Source.objects.create(key="sources", name="Sources", slug="sources")

    response = client.get("/sources/sources/feed.json")

    assert response["Location"] == "/sources/the-tide-table/feed.json"


def test_search_has_a_feed_of_the_newest_results_narrowed_as_on_its_page(client):
    make_article("Ferry one", published_at=NOON - HOUR)
    make_article("Ferry two", published_at=NOON)
    make_article("Ferry three", source="The Other Paper", published_at=NOON + HOUR)

    found = atom_of(client, "/search/feed.atom?q=ferry")
    narrowed = json_of(client, "/search/feed.json?q=fer%00ry&source=the-tide-table&year=2026&unknown=1")

    assert [entry.title for entry in found.entries] == ["Ferry three", "Ferry two", "Ferry one"]
    assert [item["title"] for item in narrowed["items"]] == ["Ferry two", "Ferry one"]
    assert narrowed["feed_url"] == "http://testserver/search/feed.json?q=ferry&source=the-tide-table&year=2026"


@pytest.mark.parametrize(
    "path",
    [
        *("/search/feed.atom", "/search/feed.json?q=", "/search/feed.atom?q=%00", "/headlines/0/feed.atom"),
        *("/headlines/99999999999999999999/feed.json", "/sources/none/feed.atom", "/feeds/stories.atom?after=x"),
        *("/feeds/stories.json?after=0", "/feeds/stories.rss"),
    ],
)
def test_feed_of_nothing_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("form", [0, 1])
def test_feed_that_is_known_is_not_sent_again_until_it_changes(client, ferry, pair, form):
    ferry.revisions.create(position=1, headline="Ferry returns", seen_at=NOON, changed_at=NOON, fingerprint="1")
    path = pair[form].format(Headline.objects.get(article=ferry).pk)
    tag = client.get(path)["ETag"]

    known = client.get(path, headers={"If-None-Match": tag})
    ferry.revisions.create(position=2, headline="Ferry late", seen_at=NOON, changed_at=NOON + HOUR, fingerprint="2")
    changed = client.get(path, headers={"If-None-Match": tag})

    assert (known.status_code, known.content, changed.status_code) == (304, b"", 200)
    assert known["Cache-Control"] == changed["Cache-Control"]


@pytest.mark.parametrize("pair", PAIRS)
def test_feeds_name_the_hub_that_is_set(client, ferry, settings, pair):
    settings.HUB = "https://hub.example/"
    atom_path, json_path = (path.format(Headline.objects.get(article=ferry).pk) for path in pair)

    assert ("hub", "https://hub.example/") in [(link.rel, link.href) for link in atom_of(client, atom_path).feed.links]
    assert json_of(client, json_path)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        ("/", "/feeds/stories"),
        ("/sources/the-tide-table/", "/sources/the-tide-table/feed"),
        ("/search/?q=ferry", "/search/feed"),
        ("/headlines/{}/", "/headlines/{}/feed"),
    ],
)
def test_pages_name_their_feeds_in_the_head_and_link_to_them(client, path, feed):
    make_article(related=["Lamp lit again"])
    waiting = Headline.objects.get(text="Lamp lit again").pk
    feed = feed.format(waiting)

    text = client.get(path.format(waiting)).content.decode()

    head, _, body = text.partition("</head>")
    assert 'type="application/atom+xml" title=' in head
    assert f'href="{feed}.atom' in head
    assert f'href="{feed}.json' in head
    assert f'href="{feed}.atom' in body


@pytest.mark.parametrize("count", [3, ENTRIES])
@pytest.mark.parametrize("path", ["/feeds/stories.atom", "/sources/the-tide-table/feed.atom"])
def test_feed_takes_two_queries_however_many_stories(client, path, count, django_assert_max_num_queries):
    for number in range(count):
        make_article(f"Story {number}")

    with django_assert_max_num_queries(2):
        client.get(path)
