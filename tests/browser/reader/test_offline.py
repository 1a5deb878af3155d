"""Reading without a connection: what the service worker keeps, says and deletes."""

import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from playwright.sync_api import expect

from articles.models import Article
from tests.support.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

NOTES = (
    "(await (await caches.open('newsreader-pages')).matchAll())"
    ".map(({headers}) => JSON.parse(decodeURIComponent(headers.get('x-kept'))))"
)
KEPT = "(await (await caches.open('newsreader-pages')).keys()).map(({url}) => new URL(url).pathname)"


@pytest.fixture
def library(live_server, deployment, settings):
    """The site as it is run, with a service worker and names of assets that hold digests; five stories."""
    settings.OFFLINE = True
    for number in range(5):
        make_article(f"Story number {number}", related=["Story number 1", "Story number 2"], language="en")
    return live_server.url


def story(library, number):
    return library + Article.objects.get(headline=f"Story number {number}").get_absolute_url()


def wait_until(page, condition):
    """Wait until what the page finds in the browser's caches holds."""
    for _ in range(100):
        if page.evaluate(f"async () => {condition}"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate(f"async () => {KEPT}"))


def wait_until_kept(page, *paths):
    """Wait until the pages of these addresses, and no others, are kept."""
    wait_until(page, f"{KEPT}.sort().join() === '{','.join(sorted(paths))}'")


def wait_until_new(page, *paths):
    """Wait until the pages of these addresses are kept as this build of the site has them."""
    new = f"{NOTES}.filter(({{version}}) => version === '{staticfiles_storage.manifest_hash}')"
    wait_until(page, f"{new}.map(({{address}}) => address).sort().join() === '{','.join(sorted(paths))}'")


def path_of(library, number):
    return re.sub(r"[^/]+/$", "", story(library, number).removeprefix(library))


def test_what_was_read_opens_without_a_connection_and_the_rest_says_so_kindly(page, library, context):
    page.goto(story(library, 0))
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0))
    for number in range(1, 3):
        page.goto(story(library, number))
    page.evaluate(
        "href => navigator.serviceWorker.ready.then(({active}) => active.postMessage({type: 'keep', href}))",
        story(library, 3),
    )
    wait_until_kept(page, "/", "/saved/", "/offline/", *(path_of(library, number) for number in range(4)))

    context.set_offline(True)

    for number in range(4):
        page.goto(story(library, number))
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Story number {number}")
        expect(page.locator("[data-kept-line]")).to_contain_text("The library can’t be reached. This page was kept on ")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Story number 3")
    page.locator("#related .fold").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Its headline leads to a page of its own.")
    page.goto(library)
    expect(page.get_by_role("link", name="Story number 4").first).to_be_visible()
    page.goto(story(library, 4))
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not kept in this browser")
    expect(page.locator("[data-kept-pages] li")).to_have_count(4)
    expect(page.locator("[data-kept-pages] li").first).to_contain_text("Saved")

    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Story number 4")
    expect(page.locator("[data-kept-line]")).to_be_hidden()


def test_a_deployment_leaves_no_page_with_the_assets_of_another(page, library, deployment, context):
    page.goto(story(library, 0))
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0))
    page.goto(story(library, 1))
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0), path_of(library, 1))
    with (deployment.sources / "css" / "base.css").open("a") as sheet:
        sheet.write("@layer base { h1 { text-transform: uppercase } }")
    deployment.build()

    page.goto(story(library, 1))

    expect(page.get_by_role("heading", level=1)).to_have_css("text-transform", "uppercase")
    wait_until_new(page, "/", "/saved/", "/offline/", path_of(library, 1))
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_css("text-transform", "uppercase")
    page.goto(story(library, 0))
    expect(page.get_by_role("heading", level=1)).to_have_css("text-transform", "none")
    expect(page.locator("[data-kept-line]")).to_be_visible()


def test_a_site_that_keeps_nothing_any_more_deletes_what_was_kept(page, library, settings):
    page.goto(story(library, 0))
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0))
    settings.OFFLINE = False

    page.goto(story(library, 1))

    wait_until(page, "!(await caches.keys()).length && !(await navigator.serviceWorker.getRegistrations()).length")


def test_panel_forms_and_downloads_are_left_alone(page, library):
    page.goto(story(library, 0))
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0))
    answers = []
    page.on("response", lambda answer: answers.append(answer))

    page.goto(library + "/admin/")
    page.goto(library + "/wanted/")
    with page.expect_download():
        page.evaluate("location.assign('/wanted.csv')")

    passed = [answer.url.removeprefix(library) for answer in answers if answer.from_service_worker]
    assert "/wanted/" in passed
    assert [path for path in passed if path.startswith(("/admin/", "/wanted.csv"))] == []
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0))


def test_stories_opened_first_go_first_but_not_saved_ones(page, library):
    for number in range(5, 53):
        make_article(f"Story number {number}")
    page.goto(story(library, 0))
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0))
    post = "message => navigator.serviceWorker.ready.then(({active}) => active.postMessage(message))"
    page.evaluate(post, {"type": "keep", "href": story(library, 1)})

    page.evaluate(post, {"type": "opened", "hrefs": [story(library, number) for number in range(2, 53)]})

    fixed = ["/", "/saved/", "/offline/", path_of(library, 1)]
    wait_until_kept(page, *fixed, *(path_of(library, number) for number in range(3, 53)))
    page.evaluate(post, {"type": "forget", "href": story(library, 1)})
    wait_until(page, f"{NOTES}.every(({{isSaved}}) => !isSaved)")


def test_stories_are_forgotten_with_everything_and_kept_again_when_a_file_brings_them(page, library):
    page.goto(story(library, 0))
    page.get_by_role("button", name="Save", exact=True).click()
    wait_until(page, f"{NOTES}.some(({{isSaved}}) => isSaved)")
    page.goto(story(library, 1))
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0), path_of(library, 1))
    page.goto(library + "/saved/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Everything (JSON)").click()
    page.once("dialog", lambda dialog: dialog.accept())

    page.get_by_role("button", name="Forget everything").click()

    wait_until_kept(page, "/", "/saved/", "/offline/")
    file = {"name": "kept.json", "mimeType": "application/json", "buffer": download.value.path().read_bytes()}
    page.get_by_label("Bring in a JSON file").set_input_files(file)
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0))
    wait_until(page, f"{NOTES}.filter(({{isSaved}}) => isSaved).length === 1")


def test_saving_says_when_the_browser_has_no_room_for_the_page(page, library, context):
    page.goto(library)
    wait_until_kept(page, "/", "/saved/", "/offline/")
    title = page.get_by_role("link", name="Story number 4").first
    title.press("s")
    wait_until(page, f"{NOTES}.some(({{isSaved}}) => isSaved)")
    expect(page.get_by_role("status")).to_have_text("Kept in this browser.")
    context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": library, "quotaSize": 1})

    page.get_by_role("link", name="Story number 3").first.press("s")

    sentence = "Saved, but it could not be kept for reading without a connection."
    expect(page.get_by_role("status")).to_have_text(sentence)
    saved = page.evaluate("Object.values(JSON.parse(localStorage.newsreader).saved).map(({headline}) => headline)")
    assert sorted(saved) == ["Story number 3", "Story number 4"]
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 4))


def test_a_story_that_is_gone_from_the_site_goes_from_the_browser(page, library):
    page.goto(story(library, 0))
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0))
    gone = story(library, 0)
    Article.objects.get(headline="Story number 0").delete()
    page.wait_for_timeout(2_000)  # the browser may give the page once more for a second: stale-while-revalidate=1

    page.goto(gone)

    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not in the library")
    wait_until_kept(page, "/", "/saved/", "/offline/")


def test_readers_of_another_language_find_what_is_kept_at_addresses_without_one(browser, library):
    with browser.new_context(locale="de-DE") as context:
        page = context.new_page()
        page.goto(library)
        wait_until_kept(page, "/de/", "/de/saved/", "/de/offline/")
        page.goto(library + "/de" + story(library, 0).removeprefix(library))
        wait_until_kept(page, "/de/", "/de/saved/", "/de/offline/", "/de" + path_of(library, 0))
        context.set_offline(True)

        for address in ("/", "/?until=2026-11-20T12:00:00Z~1&open=1", "/fr/?related=all"):
            page.goto(library + address)
            expect(page.get_by_role("link", name="Story number 4").first).to_be_visible()
        page.goto(library + "/fr" + path_of(library, 0))
        expect(page.get_by_role("heading", level=1)).to_have_text("Story number 0")
        page.goto(library + "/saved/")
        expect(page.locator("html[data-kept]")).to_have_attribute("lang", "de")
        for address in ("/fr/wanted/", "/?after=2026-11-20T12:00:00Z~1"):
            page.goto(library + address)
            expect(page.locator("html[data-missing]")).to_have_attribute("lang", "de")
            expect(page).to_have_title(re.compile("^" + page.get_by_role("heading", level=1).inner_text()))
            expect(page.locator("[data-kept-pages] b")).to_have_count(0)


def test_a_story_kept_in_two_languages_is_saved_and_listed_as_one(page, library):
    post = "message => navigator.serviceWorker.ready.then(({active}) => active.postMessage(message))"
    german = library + "/de" + story(library, 0).removeprefix(library)
    page.goto(story(library, 0))
    wait_until_kept(page, "/", "/saved/", "/offline/", path_of(library, 0))
    page.evaluate(post, {"type": "keep", "href": story(library, 0)})
    wait_until(page, f"{NOTES}.some(({{isSaved}}) => isSaved)")

    page.goto(german)

    fixed = [language + path for language in ("", "/de") for path in ("/", "/saved/", "/offline/", path_of(library, 0))]
    wait_until_kept(page, *fixed)
    saved = f"{NOTES}.filter(({{isSaved}}) => isSaved).length"
    wait_until(page, f"{saved} === 2")
    page.goto(library + "/offline/")
    expect(page.locator("[data-kept-pages] li")).to_have_count(1)
    expect(page.locator("[data-kept-pages] b")).to_have_text("Saved")
    expect(page.locator("[data-kept-pages] a")).to_have_attribute("href", story(library, 0).removeprefix(library))
    page.evaluate(post, {"type": "forget", "href": german})
    wait_until(page, f"{saved} === 0")
