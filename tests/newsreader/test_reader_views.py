"""What a reader takes along: the manifest, the service worker, the page of what is kept, and citations."""

import re

import pytest
from django.contrib.staticfiles import finders

from articles.publishing.manifest import PAPER
from tests.newsreader.test_static import CSS
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db


def test_manifest_names_icons_that_are_there_and_pages_that_answer(client):
    manifest = client.get("/manifest/").json()

    pages = [manifest["start_url"], *(shortcut["url"] for shortcut in manifest["shortcuts"])]
    assert [page for page in pages if client.get(page).status_code != 200] == []
    assert [icon for icon in manifest["icons"] if not finders.find(icon["src"].removeprefix("/static/"))] == []
    assert {icon.get("purpose") for icon in manifest["icons"]} == {None, "maskable"}
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}


def test_pages_lead_to_the_manifest_in_their_language(client, settings):
    settings.OFFLINE = True
    [address] = re.findall(r'rel="manifest" href="([^"]+)"', client.get("/ar/").content.decode())

    answer = client.get(address)

    manifest = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == ("ar", "rtl", "/ar/")
    assert manifest["shortcuts"][2] == {"name": "متاح دون اتصال", "url": "/ar/offline/"}


def test_manifest_has_the_ground_of_the_light_scheme():
    assert f"--paper: light-dark({PAPER}," in (CSS / "tokens.css").read_text()


def test_policy_lets_browsers_read_the_manifest(client):
    assert "manifest-src 'self'" in client.get("/offline/").headers["Content-Security-Policy"]


def test_service_worker_is_another_one_once_nothing_is_kept(client, settings):
    settings.OFFLINE = True
    keeping = client.get("/service-worker.js")
    settings.OFFLINE = False
    leaving = client.get("/service-worker.js").content.decode()

    assert keeping.headers["Content-Type"].startswith("text/javascript")
    assert keeping.headers["Cache-Control"].startswith("public, max-age=0")
    assert 'const SITE = {"assets": "/static/", "panel": "/admin/"' in keeping.content.decode()
    assert "unregister()" in leaving and 'addEventListener("fetch"' not in leaving


def test_pages_name_the_worker_and_the_manifest_only_where_pages_are_kept(client, settings):
    settings.OFFLINE = True
    assert re.search(
        r'data-worker="/service-worker.js"\s+data-pages="/ /saved/ /offline/"', client.get("/").content.decode()
    )
    settings.OFFLINE = False

    page = client.get("/").content.decode()

    assert "service-worker" not in page and "manifest" not in page


def test_story_leads_to_its_citation_in_one_query(client, django_assert_num_queries):
    story = make_article("The <bell>", byline="By Ada Moor", published_at=NOON)
    assert f'href="/stories/{story.pk}/cite/"' in client.get(story.get_absolute_url()).content.decode()

    with django_assert_num_queries(1):
        page = client.get(f"/stories/{story.pk}/cite/").content.decode()

    assert "Ada Moor. The &lt;bell&gt;. The Tide Table, 22 November 2026." in page
    assert "@article{thetidetable2026-" in page
    assert '<meta name="robots" content="noindex">' in page


def test_citation_of_a_story_that_is_none_is_404(client):
    assert client.get("/stories/99/cite/").status_code == 404
