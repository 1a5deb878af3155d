"""Pages in each language: their addresses, who is led to which, and what they say."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from articles.languages.addresses import PREFIXED, address_in, is_page
from articles.languages.preferences import preferred
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db

GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"}


@pytest.fixture
def story():
    return make_article("The lamp is lit again", related=["A ferry that nobody took"])


def language_said(response):
    return re.search(r'<html lang="([\w-]+)"', response.content.decode())[1]


@pytest.mark.parametrize("language", PREFIXED)
def test_prefix_gives_each_page_in_its_language_and_its_links_stay_there(client, story, language):
    with override(language):
        addresses = [reverse("articles:front"), story.get_absolute_url(), reverse("articles:wanted")]

    for address in addresses:
        response = client.get(address)
        text = response.content.decode()
        links = re.findall(r'<a[^>]* href="(/[^"]*)"', text)

        assert address.startswith(f"/{language}/")
        assert (response.status_code, language_said(response)) == (200, language)
        assert [link for link in links if is_page(link) and not link.startswith(f"/{language}/")] == []
        assert 'href="/admin/"' in text
        assert ('dir="rtl">\n<head>' in text) == (language == "ar")


def test_page_without_prefix_is_english_and_varies_on_what_is_preferred(client, story):
    response = client.get("/")

    assert language_said(response) == "en-gb"
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
    assert "Accept-Language" not in client.get("/de/").get("Vary", "")


def test_reader_who_prefers_another_language_is_led_to_it_with_the_query(client, story):
    led = client.get("/search/?q=lamp&order=newest", headers=GERMAN)

    assert (led.status_code, led["Location"]) == (302, "/de/search/?q=lamp&order=newest")
    assert {"Accept-Language", "Cookie"} <= set(led["Vary"].split(", "))
    assert client.get(led["Location"], headers=GERMAN).status_code == 200


def test_choice_is_kept_and_stands_above_the_browser(client, story):
    chosen = client.get("/language/?to=en-gb", headers={**GERMAN, "Referer": "http://testserver/de/wanted/?after=9"})

    assert (chosen.status_code, chosen["Location"]) == (302, "/wanted/?after=9")
    assert chosen["Cache-Control"] == "no-store"
    assert language_said(client.get("/", headers=GERMAN)) == "en-gb"
    client.get("/language/?to=uk")
    assert client.get("/", headers=GERMAN)["Location"] == "/uk/"


def test_choice_of_english_holds_without_the_cookie_on_the_way_from_page_to_page(client, story):
    from_here = {**GERMAN, "Referer": "http://testserver/de/"}
    chosen = client.get("/language/?to=en-gb", headers=from_here)
    client.cookies.clear()  # refused

    page = client.get(chosen["Location"], headers=from_here)
    onwards = client.get("/wanted/", headers={**GERMAN, "Referer": "http://testserver/"})

    assert [(one.status_code, language_said(one)) for one in (page, onwards)] == [(200, "en-gb")] * 2
    assert {"Accept-Language", "Cookie", "Referer"} <= set(page["Vary"].split(", "))


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/", "http://testserver.example/"])
def test_reader_from_elsewhere_is_led_to_their_language_and_caches_know_why(client, story, referer):
    led = client.get("/wanted/", headers={**GERMAN, "Referer": referer})

    assert (led.status_code, led["Location"]) == (302, "/de/wanted/")
    assert "Referer" in led["Vary"]
    assert "Referer" not in client.get("/wanted/", headers={"Accept-Language": "en"})["Vary"]


def test_chosen_language_stands_above_the_page_that_led_here(client, story):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    assert client.get("/wanted/", headers={"Referer": "http://testserver/"})["Location"] == "/fr/wanted/"


@pytest.mark.parametrize("referer", ["", "https://evil.example/x/", "http://testserver//evil.example/", "javascript:x"])
def test_choice_leads_to_no_other_site(client, referer):
    chosen = client.get("/language/?to=fr", headers={"Referer": referer})

    assert chosen["Location"].startswith("/fr/")


@pytest.mark.parametrize("language", ["", "xx", "de/", "../de"])
def test_language_that_is_none_cannot_be_chosen(client, language):
    assert client.get("/language/", {"to": language}).status_code == 404


def test_fragment_is_never_redirected(client, story, as_htmx):
    response = client.get("/", headers={**as_htmx, **GERMAN})

    assert response.status_code == 200
    assert b"<html" not in response.content


@pytest.mark.parametrize("address", ["/feeds/changes/", "/wanted.csv", "/wanted.txt"])
def test_addresses_for_machines_have_no_language(client, story, address):
    assert client.get(address, headers=GERMAN).status_code == 200
    assert client.get(f"/de{address}").status_code == 404


def test_admin_panel_has_one_address_and_speaks_the_language_of_its_reader(client):
    assert language_said(client.get("/admin/login/", headers=GERMAN)) == "de"
    assert language_said(client.get("/admin/login/")) == "en-gb"
    assert client.get("/de/admin/").status_code == 404


def test_what_is_not_there_is_said_in_the_language_of_its_address(client):
    response = client.get("/fr/nothing-like-it/")

    assert (response.status_code, language_said(response)) == (404, "fr")


def test_search_engines_find_a_page_in_all_languages(client, story):
    with override("es"):
        text = client.get(story.get_absolute_url()).content.decode()
    links = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', text))

    assert set(links) == {"x-default", "en", *PREFIXED}
    assert links["en"] == links["x-default"] == f"http://testserver{story.get_absolute_url()}"
    assert links["uk"] == f"http://testserver/uk{story.get_absolute_url()}"
    assert f'rel="canonical" href="{links["es"]}"' in text
    assert "hreflang" not in client.get("/de/?x=1").content.decode()


def test_story_leads_on_in_its_list_also_in_another_language(client):
    stories = [make_article(f"The lamp, part {n}", source="Bell Weekly") for n in range(3)]

    page = client.get(f"/fr{stories[1].get_absolute_url()}?from=/sources/bell-weekly/").content.decode()

    assert "?from=/fr/sources/bell-weekly/" in page


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        ("", "", "en-gb"),
        ("", "en-US,en;q=0.9", "en-gb"),
        ("", "it,fr-CA;q=0.8", "fr"),
        ("", "it", "en-gb"),
        ("", "en,de;q=0.9", "en-gb"),
        ("", "ar-EG", "ar"),
        ("", "*", "en-gb"),
        ("", "x" * 9_999, "en-gb"),
        ("es", "de", "es"),
        ("tlh", "de", "de"),
    ],
)
def test_preferred_language(chosen, accepted, language):
    assert preferred(chosen, accepted) == language


def test_address_in_another_language():
    assert address_in("de", "/stories/1/lamp/?from=/") == "/de/stories/1/lamp/?from=/"
    assert address_in("fr", "/de/") == "/fr/"
    assert address_in(settings.LANGUAGE_CODE, "/ar/wanted/") == "/wanted/"
    assert address_in(settings.LANGUAGE_CODE, "/de//evil.example/") == "/evil.example/"
