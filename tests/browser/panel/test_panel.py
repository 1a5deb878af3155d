"""The panel in a real browser: axe finds nothing, lists fit, and a headline is linked by hand without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Headline
from articles.search.headline_vocabulary import remember_words, vocabulary_words
from tests.support.factories import make_article
from tests.support.panel.library import fill_library

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long way round the bay"
LISTS = ("article", "document", "headline", "import", "revision", "source", "verdict")


@pytest.fixture
def keeper():
    return User.objects.create_superuser("keeper", password=PASSWORD)


def log_in(page, live_server):
    page.goto(live_server.url + reverse("admin:login"))
    page.get_by_label("Username").fill("keeper")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()


def pages_of(subjects):
    """Every page of the panel that shows rows of the library."""
    for model in LISTS:
        yield reverse(f"admin:articles_{model}_changelist")
        yield reverse(f"admin:articles_{model}_change", args=[subjects[f"articles.{model}"]])
        yield reverse(f"admin:articles_{model}_history", args=[subjects[f"articles.{model}"]])
    for model in ("article", "source", "verdict"):
        yield reverse(f"admin:articles_{model}_delete", args=[subjects[f"articles.{model}"]])
    yield reverse("admin:articles_headline_link", args=[subjects["articles.headline"]]) + "?q=ferry"
    yield reverse("admin:articles_headline_change", args=[subjects["led"]])
    yield from (reverse(f"admin:{name}_changelist") for name in ("auth_user", "auth_group"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_panel(page, live_server, keeper, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    subjects = fill_library(keeper)
    log_in(page, live_server)
    found = {}

    for path in pages_of(subjects):
        page.goto(live_server.url + path)
        if violations := Axe().run(page).response["violations"]:
            found[path] = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations]

    assert found == {}


def test_lists_fit_into_1280_with_what_matters_in_sight(page, live_server, keeper):
    page.set_viewport_size({"width": 1280, "height": 900})
    fill_library(keeper)
    make_article("A headline that is as long as those of some papers are when they tell the whole of a story in it")
    log_in(page, live_server)
    beyond = {}

    for model in LISTS:
        page.goto(live_server.url + reverse(f"admin:articles_{model}_changelist"))
        beyond[model] = page.locator(".results").evaluate("list => list.scrollWidth - list.clientWidth")

    assert beyond == dict.fromkeys(LISTS, 0)


def test_headline_is_linked_and_parted_by_hand_without_scripts(browser, live_server, keeper):
    make_article("The Gulls of the Mole", related=["Birds at the breakwater"])
    remember_words(vocabulary_words(["The Gulls of the Mole"]), connection)
    headline = Headline.objects.get(text="Birds at the breakwater")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, live_server)
    page.goto(live_server.url + reverse("admin:articles_headline_change", args=[headline.pk]))

    page.get_by_role("link", name="Link by hand").click()
    page.get_by_label("Words").fill("gulls")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Link to this story").click()
    expect(page.get_by_text("Somebody said that it is the same as")).to_be_visible()
    page.get_by_role("button", name="Undo this link by hand").click()

    expect(page.get_by_text("Nowhere yet: it waits for its story.")).to_be_visible()
    context.close()
