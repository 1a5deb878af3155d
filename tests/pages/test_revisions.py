"""How a story changed: its versions on a page, and the latest changes of all stories as a feed. All invented."""

import datetime as dt
import re
from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import connection, transaction

from articles import migrations
from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.models import Article, Revision
from articles.pages.versions import versions_of
from tests.support.factories import NOON, make_article
from tests.support.fragments import page_of
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db

ATOM = {"": "http://www.w3.org/2005/Atom"}
HOUR = dt.timedelta(hours=1)


def make_revision(article, position=1, headline=None, text="The boat left at nine.", **fields):
    values = {"fingerprint": str(position), "seen_at": NOON, "changed_at": NOON, **fields}
    blocks = [{"kind": "paragraph", "text": text}]
    made = Revision.objects.create(
        article=article, position=position, headline=headline or article.headline, blocks=blocks, **values
    )
    fill_in("0017_revision_changed_paragraphs")
    return made


def fill_in(migration):
    """Do again what a migration did for stored rows."""
    import_module(f"{migrations.__name__}.{migration}").fill(apps, SimpleNamespace(connection=connection))


def import_texts(*texts):
    for text in texts:
        list(run_import([Received("page.txt", text.encode())]))


# The page


def test_history_of_the_headlines_stands_before_the_versions(client):
    article = make_article("Boat leaves late", paragraphs=["The boat left at ten."], captured_on=dt.date(2026, 11, 23))
    make_revision(article, 1, "Boat to leave", captured_on=dt.date(2026, 11, 20))
    make_revision(article, 2, "“Boat to leave”", text="The boat left.", captured_on=dt.date(2026, 11, 21))

    _, text = page_of(client, f"/stories/{article.pk}/revisions/")
    heads = re.findall(r'<li><h3[^>]*>([^<]*)</h3>.*?<time datetime="([^"]*)">', text)

    assert heads == [("Boat to leave", "2026-11-20"), ("Boat leaves late", "2026-11-23")]
    assert text.index("Boat to leave</h3>") < text.index("Version 3</h2>") < text.index("Version 1</h2>")


def test_story_with_one_headline_has_no_history_of_headlines(client):
    article = make_article()
    make_revision(article)

    assert 'id="heads"' not in page_of(client, f"/stories/{article.pk}/revisions/")[1]


def test_each_version_says_in_a_sentence_what_changed(client):
    article = make_article("Boat leaves late", paragraphs=["The boat left at ten.", "Nobody rang."])
    make_revision(article, 1, "Boat to leave")
    make_revision(article, 2, "Boat to leave late")

    _, text = page_of(client, f"/stories/{article.pk}/revisions/")

    assert '<p class="changed">The headline was “<span lang="" dir="auto">Boat to leave</span>”.</p>' in text
    former = '<span lang="" dir="auto">Boat to leave late</span>'
    assert f'<p class="changed">2 paragraphs changed, the headline was “{former}”.</p>' in text


@pytest.mark.parametrize("path", ["/", "/sources/the-tide-table/", "/stories/{}/revisions/"])
def test_pages_lead_feed_readers_to_the_feed(client, path):
    article = make_article()

    text = page_of(client, path.format(article.pk))[1]

    assert '<link rel="alternate" type="application/atom+xml" title="Changed stories" href="/feeds/changes/">' in text


def passages_of(text):
    """The kinds and the texts of what the page shows of the newest version."""
    shown = text.partition('class="prose version"')[2].partition("</section>")[0]
    return re.findall(r'(?s)<p class="(?:k-)?(\w+)"[^>]*>(.*?)</p>', shown)


def long_text(changes):
    return [f"Boat number {n} left {changes.get(n, 'at nine')}. " + "Nobody rang. " * 30 for n in range(300)]


def test_of_a_long_text_only_the_changes_and_two_lines_around_them_are_shown(client):
    old, new = (
        [{"kind": "paragraph", "text": text} for text in long_text(at)] for at in ({}, {9: "late", 200: "late"})
    )
    article = make_article("Boats leave", blocks=new)
    make_revision(article)
    article.revisions.update(blocks=old)

    _, text = page_of(client, f"/stories/{article.pk}/revisions/")
    shown = [(kind, " ".join(words.split())) for kind, words in passages_of(text)]

    kinds = [kind for kind, _ in shown]
    assert kinds == [*("same", "context", "paragraph", "context"), *("same", "context", "paragraph", "context", "same")]
    assert "<del>at nine</del><ins>late</ins>" in shown[2][1]
    assert shown[0][1] == "9 paragraphs as before"
    assert (shown[1][1][0], shown[1][1][-5:]) == ("…", "rang.")
    assert shown[3][1].startswith("Boat number 10 left")
    assert all(len(words) < 400 for _, words in shown)
    assert "<summary>The first text, 300 paragraphs</summary>" in " ".join(text.split())


def test_of_a_text_that_was_written_anew_the_first_changes_are_shown_and_the_rest_is_counted(client):
    article = make_article("Boats leave", paragraphs=[f"Wholly new words {n} of {n * 7}." for n in range(150)])
    make_revision(article)

    _, text = page_of(client, f"/stories/{article.pk}/revisions/")

    assert len(passages_of(text)) == 101
    assert "more paragraphs changed" in text


def test_adjacent_changes_have_nothing_between_them(client):
    article = make_article("Boats leave", paragraphs=["One left at ten.", "Two left at ten.", "Three left at nine."])
    make_revision(article)
    before = [
        {"kind": "paragraph", "text": text} for text in ("One left at six.", "Two left at six.", "Three left at nine.")
    ]
    article.revisions.update(blocks=before)

    kinds = [kind for kind, _ in passages_of(page_of(client, f"/stories/{article.pk}/revisions/")[1])]

    assert kinds == ["context", "paragraph", "paragraph", "context"]


# The feed


def entries_of(client):
    response = client.get("/feeds/changes/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).findall("entry", ATOM)  # noqa: S314  our own


def text_of(entry, tag):
    return entry.find(tag, ATOM).text


def test_feed_tells_what_changed_and_leads_there(client):
    article = make_article("Boat & crew leave <late>", paragraphs=["The boat left at ten."], language="da")
    make_revision(article, 1, "Boat to leave", text="The boat left at eight.", changed_at=NOON)
    make_revision(article, 2, "Boat & crew leave", changed_at=NOON + HOUR)

    newer, older = entries_of(client)

    there = f"http://testserver/stories/{article.pk}/revisions/"
    assert text_of(newer, "title") == "Boat & crew leave <late>"
    assert text_of(newer, "summary") == (
        '<p lang="en-gb">1 paragraph changed, the headline was '
        '“<span lang="da" dir="auto">Boat &amp; crew leave</span>”.</p>'
    )
    assert newer.get("{http://www.w3.org/XML/1998/namespace}lang") == "da"
    assert newer.find("link", ATOM).get("href") == f"{there}#v3"
    assert text_of(newer, "id") == f"tag:localhost,2026:changes/{article.pk}/3"
    assert text_of(newer, "updated") == "2026-11-22T13:00:00+00:00"
    assert text_of(newer.find("author", ATOM), "name") == "The Tide Table"
    assert text_of(older, "title") == "Boat & crew leave"
    assert older.find("link", ATOM).get("href") == f"{there}#v2"
    assert 'id="v3"' in page_of(client, f"/stories/{article.pk}/revisions/")[1]


def test_feed_is_a_valid_one(client):
    make_revision(make_article("Odd \uffff characters \ufffe", source=None), headline="Odd \u200e ones \x7f")

    feed = ElementTree.fromstring(client.get("/feeds/changes/").content)  # noqa: S314  our own

    assert feed.tag == f"{{{ATOM['']}}}feed"
    assert all(text_of(feed, tag) for tag in ("title", "id", "updated", "subtitle"))
    assert text_of(feed, "id") == "tag:localhost,2026:feeds/changes"
    assert text_of(feed.find("author", ATOM), "name")
    assert {link.get("rel"): link.get("href") for link in feed.findall("link", ATOM)} == {
        "alternate": "http://testserver/",
        "self": "http://testserver/feeds/changes/",
    }
    assert [text_of(entry, "title") for entry in feed.findall("entry", ATOM)] == ["Odd  characters "]


def ids_and_links(client, **headers):
    response = client.get("/feeds/changes/", headers=headers)
    feed = ElementTree.fromstring(response.content)  # noqa: S314  our own
    ids = [element.text for element in feed.iter(f"{{{ATOM['']}}}id")]
    return ids, {element.get("href") for element in feed.iter(f"{{{ATOM['']}}}link")}


def test_ids_of_the_feed_do_not_depend_on_the_host(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_revision(make_article())

    ids, _ = ids_and_links(client, host="one.example")
    same, _ = ids_and_links(client, host="two.example:8000")

    assert len(ids) == 2
    assert ids == same


def test_feed_is_addressed_by_the_origin(client, settings):
    settings.ALLOWED_HOSTS, settings.ORIGIN = ["*"], "https://news.example.org"
    make_revision(make_article())

    ids, links = ids_and_links(client, host="inner.example")

    assert ids[0] == "tag:news.example.org,2026:feeds/changes"
    assert all(link.startswith("https://news.example.org/") for link in links)


def test_story_of_many_versions_is_compared_in_pages(client):
    article = make_article(paragraphs=["The boat left at 26."])
    for number in range(1, 26):
        make_revision(article, number, text=f"The boat left at {number}.")

    def shown(query=""):
        _, text = page_of(client, f"/stories/{article.pk}/revisions/{query}")
        return re.findall(r'<h2 class="label" id="v(\d+)"', text), text

    newest, text = shown()
    assert newest == [str(number) for number in range(26, 16, -1)]
    assert 'href="?until=16"' in text
    assert "<del>16</del>" in text  # the first on the page is compared with the last of the page before
    assert shown("?until=16")[0] == [str(number) for number in range(16, 6, -1)]
    assert 'href="?until=26"' in shown("?until=16")[1]
    assert shown("?until=6")[0] == [str(number) for number in range(6, 0, -1)]
    assert shown("?until=999")[0] == newest
    assert [client.get(f"/stories/{article.pk}/revisions/?until={none}").status_code for none in ("0", "x")] == [
        404
    ] * 2


@pytest.mark.parametrize("count", [3, 60])
def test_versions_take_three_queries_however_many(client, count, django_assert_max_num_queries):
    article = make_article()
    for number in range(1, count):
        make_revision(article, number)

    with django_assert_max_num_queries(3):
        client.get(f"/stories/{article.pk}/revisions/")


def test_feed_leads_to_the_page_that_shows_the_version(client):
    article = make_article()
    for number in range(1, 26):
        make_revision(article, number, changed_at=NOON + number * HOUR)

    links = {entry.find("link", ATOM).get("href") for entry in entries_of(client)}

    for link in links:
        path, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in page_of(client, path)[1]
    assert len(links) == 25


def test_feed_is_valid_when_nothing_has_changed(client):
    assert entries_of(client) == []


def test_feed_ends_with_the_fiftieth_change(client):
    for number in range(60):
        make_revision(make_article(f"Story {number}"), changed_at=NOON + number * HOUR)

    entries = entries_of(client)

    assert [text_of(entry, "title") for entry in entries] == [f"Story {n}" for n in range(59, 9, -1)]


@pytest.mark.parametrize("count", [3, 30])
def test_feed_takes_three_queries_however_many_changes(client, count, django_assert_max_num_queries):
    for number in range(count):
        article = make_article(f"Story {number}")
        make_revision(article, 1)
        make_revision(article, 2)

    with django_assert_max_num_queries(3):
        client.get("/feeds/changes/")


def test_feed_that_is_known_already_is_not_sent_again(client, django_assert_max_num_queries):
    article = make_article()
    make_revision(article)
    tag = client.get("/feeds/changes/")["ETag"]

    with django_assert_max_num_queries(1):
        known = client.get("/feeds/changes/", headers={"If-None-Match": tag})
    make_revision(article, 2)
    changed = client.get("/feeds/changes/", headers={"If-None-Match": tag})

    assert (known.status_code, changed.status_code) == (304, 200)


def test_latest_changes_are_read_by_their_index():
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        plan = Revision.objects.latest_first()[:50].explain()

    assert "revision_latest" in plan
    assert "TEMP B-TREE" not in plan


# What imports make of it


def test_a_change_is_as_new_as_the_text_that_made_it(client):
    old = page(captured="Friday, Nov 20, 2026")
    import_texts(old, page("Gulls return", *OTHER, captured="Friday, Nov 20, 2026"))
    changed = [page("Gulls return", *OTHER[:2], PARAGRAPHS[0], captured="Saturday, Nov 21, 2026")]
    changed.append(page("Ferry returns to the bay after a week", *PARAGRAPHS[:2], OTHER[0]))

    import_texts(*changed[:1], changed[1].replace("Twice a day.", "Twice a day.\nSaturday, Nov 21, 2026"))

    assert [text_of(entry, "title") for entry in entries_of(client)] == [
        "Ferry returns to the bay after a week",
        "Gulls return",
    ]
    for article in Article.objects.all():
        assert article.revisions.get().changed_at == article.document.received_at


def test_an_older_text_that_comes_later_is_a_change_of_then():
    new = page("Gulls return", *OTHER[:2], PARAGRAPHS[0], captured="Saturday, Nov 21, 2026")
    import_texts(new, page("Gulls return", *OTHER, captured="Friday, Nov 20, 2026"))

    revision = Revision.objects.get()

    assert revision.changed_at == revision.seen_at > revision.article.document.received_at


def test_importers_store_how_many_paragraphs_each_text_changed():
    days = ("Friday, Nov 20, 2026", "Saturday, Nov 21, 2026", "Sunday, Nov 22, 2026")
    texts = [PARAGRAPHS, (*PARAGRAPHS[:2], *OTHER), (OTHER[0], f"{PARAGRAPHS[1]} And so on.", *OTHER[1:])]
    import_texts(*(page("Ferry returns", *text, captured=day) for day, text in zip(days[:2], texts[:2], strict=True)))

    import_texts(page("Ferry returns", *texts[2], captured=days[2]))

    (article,) = Article.objects.all()
    stored = list(article.revisions.order_by("position").values_list("changed_paragraphs", flat=True))
    compared = [version.summary for version in versions_of(article).versions[-2::-1]]
    assert len(stored) == 2
    assert [f"{count} paragraphs changed." for count in stored] == compared
    Revision.objects.update(changed_paragraphs=None)
    fill_in("0017_revision_changed_paragraphs")
    assert list(article.revisions.order_by("position").values_list("changed_paragraphs", flat=True)) == stored


def test_spacing_quotes_boilerplate_and_list_are_no_change(client):
    import_texts(
        page("A bell is “heard”", *PARAGRAPHS, related=["One headline here"]),
        page("A bell is 'heard'", *(p.replace(" ", "  ") for p in PARAGRAPHS), related=["Another headline here"]),
    )

    assert entries_of(client) == []


def test_changes_of_older_libraries_are_as_new_as_the_texts_that_made_them():
    import_texts(page("Gulls return", *OTHER), page("Gulls return", *OTHER[:2], PARAGRAPHS[0]))
    article = Article.objects.get()
    first = article.revisions.get()
    last = make_revision(article, 2, seen_at=first.seen_at - HOUR)
    before = dict(Revision.objects.values_list("pk", "seen_at"))
    Revision.objects.update(changed_at=NOON)

    (name,) = (module.name for module in iter_modules(migrations.__path__) if module.name.endswith("_revision_changed"))
    import_module(f"{migrations.__name__}.{name}").fill(None, connection.schema_editor())

    after = dict(Revision.objects.values_list("pk", "changed_at"))
    assert after == {first.pk: before[first.pk], last.pk: article.document.received_at}


@pytest.mark.django_db
def test_feed_without_changes_is_always_the_same(client):
    feed = client.get("/feeds/changes/").content.decode()

    assert "<updated>2026-01-01T00:00:00+00:00</updated>" in feed
