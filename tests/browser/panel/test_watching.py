"""Watching imports in a real browser: the report, the first page's copy buttons, the theme, and axe on all of them."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.documents.problems import Problem
from articles.models import Import, Outcome
from tests.browser.panel.test_admin import PASSWORD, log_in
from tests.browser.test_axe import assert_nothing_is_found
from tests.support.factories import NOON, make_article, make_document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(live_server):
    return lambda name, *args: live_server.url + reverse(name, args=args)


@pytest.fixture
def staff():
    return User.objects.create_superuser("keeper", password=PASSWORD)


@pytest.fixture
def runs(staff):
    """An import that has ended, one that runs, and two that wait."""
    ended = Import.objects.create(user=staff, started_at=NOON, state="finished", created=61, rejected=1, total=62)
    for n in range(1, 61):
        article = make_article(f"Lamp number {n}", related=["Ferry returns"])
        Outcome.objects.create(
            import_run=ended, position=n, name=f"{n}.txt", state="created", article_number=article.pk, headline="Lamp"
        )
    gone = make_document(ended, deleted_at=NOON, deleted_by=staff)
    values = {
        "import_run": ended,
        "position": 61,
        "state": "created",
        "article_number": 9_999,
        "headline": "A lamp gone",
    }
    Outcome.objects.create(name="gone.txt", document=gone, **values)
    problem = Problem("no-story").as_json()
    Outcome.objects.create(import_run=ended, position=62, name="menu.txt", state="rejected", problem=problem)
    running = Import.objects.create(
        user=staff, started_at=NOON, seen_at=timezone.now(), state="running", claimed_by="one", total=9, created=3
    )
    for _ in range(2):
        Import.objects.create(user=staff, started_at=NOON, state="staged", total=2)
    return ended, running


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_pages_that_watch(page, address, runs, scheme, width):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, address)
    ended, running = runs
    report = address("admin:import_run", ended.pk)
    places = [address("admin:index"), address("admin:import_desk"), report, f"{report}?q=zeppelin"]
    places += [address("admin:import_run", running.pk), address("admin:import_undo", ended.pk)]

    for place in places:
        page.goto(place)
        assert_nothing_is_found(page)


def test_report_is_filtered_searched_and_paged_without_scripts(browser, address, runs):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, address)
    page.goto(address("admin:import_run", runs[0].pk))
    rows = page.locator(".report > li")

    expect(rows).to_have_count(50)
    page.get_by_role("link", name="More documents").click()
    expect(rows).to_have_count(12)
    expect(page.get_by_role("button", name="Add again A lamp gone")).to_be_visible()
    page.get_by_role("link", name="Previous documents").click()
    expect(rows).to_have_count(50)
    page.get_by_role("link", name="Not added 1").click()
    expect(rows).to_have_count(1)
    page.get_by_role("link", name="Show all").click()
    page.get_by_role("searchbox").fill("number 17")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    context.close()


def test_wanted_headlines_are_copied(page, address, runs, complaints):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    log_in(page, address)

    page.get_by_role("button", name="Copy Ferry returns").click()

    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Ferry returns"
    assert complaints == []


def test_desk_follows_the_theme_of_the_panel(page, address, runs, complaints):
    page.emulate_media(color_scheme="light")
    log_in(page, address)
    page.goto(address("admin:import_desk"))
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)

    for _ in range(3):  # auto, light, dark
        if page.evaluate("document.documentElement.dataset.theme") == "dark":
            break
        page.get_by_role("button", name="Toggle theme").click()

    assert page.evaluate(paper) != before
    assert complaints == []
