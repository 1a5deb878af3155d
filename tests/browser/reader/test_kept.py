"""What a reader keeps: set by hand, taken out as a file, forgotten, brought in; and a browser that keeps nothing."""

import json

import pytest
from playwright.sync_api import expect

from articles.models import Headline
from tests.browser.reader.conftest import LAMP
from tests.support.factories import NOON, make_article
from tests.support.importing import import_texts
from tests.support.texts import page as text_page

pytestmark = pytest.mark.django_db(transaction=True)

KINDS = {"settings", "read", "saved", "highlights", "places", "watched", "muted", "visit"}
FULL = """() => {
    let text = "x".repeat(1 << 20);
    while (text) {
        try {
            localStorage.setItem("filler" + localStorage.length, text);
        } catch {
            text = text.slice(text.length >> 1 || 1);
        }
    }
}"""
REFUSED = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("No", "SecurityError"); } })"""
)


def keep_one_of_each(page, live_server, story, select):
    """Save a story, watch a headline, highlight, mute, choose how to read, and leave a long story in its middle."""
    page.goto(live_server.url)
    page.goto(live_server.url + story.get_absolute_url())
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Saved", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Show the one that is waiting").click()
    page.locator(".rel.waiting .h").focus()
    page.keyboard.press("w")
    expect(page.locator(".rel.waiting [data-watch]")).to_have_attribute("aria-pressed", "true")
    select(LAMP)
    page.get_by_role("button", name="Highlight", exact=True).click()
    page.locator("mark.own").wait_for()
    page.locator("#p12").evaluate("paragraph => paragraph.scrollIntoView()")
    page.wait_for_timeout(100)
    page.goto(live_server.url)
    page.get_by_role("link", name="Reading", exact=True).click()
    dialog = page.get_by_role("dialog", name="Reading")
    for name in ("Large", "Dark", "Narrow"):
        dialog.get_by_label(name, exact=True).check()
    dialog.get_by_label("English").check()
    dialog.get_by_label("German").check()
    dialog.get_by_role("button", name="Close").click()
    page.goto(f"{live_server.url}/sources/another-paper/")
    page.get_by_role("button", name="Mute this source").click()
    expect(page.get_by_role("button", name="Mute this source")).to_have_attribute("aria-pressed", "true")


def test_everything_is_set_taken_out_forgotten_and_brought_in(
    page, live_server, story, select, kept, complaints, tmp_path
):
    keep_one_of_each(page, live_server, story, select)
    page.goto(f"{live_server.url}/saved/")
    expect(page.locator("[data-kept=saved] h3")).to_have_text("The lamp at the pier")
    expect(page.locator("[data-kept=watched] h3")).to_have_text("Who lit the lamp")
    expect(page.get_by_role("button", name="Muted")).to_be_visible()
    page.wait_for_function("() => JSON.parse(localStorage.newsreader).visit.at")
    before = kept()
    assert {kind for kind in KINDS if before[kind]} == KINDS

    with page.expect_download() as download:
        page.get_by_role("button", name="Everything (JSON)").click()
    download.value.save_as(tmp_path / "kept.json")
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    markdown = download.value.path().read_text()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Forget everything").click()
    expect(page.locator("[data-kept=saved] h3")).to_have_count(0)
    assert not any(kept()[kind] for kind in KINDS)
    page.get_by_label("Bring in a JSON file").set_input_files(tmp_path / "kept.json")
    expect(page.locator("[data-kept=saved] h3")).to_have_text("The lamp at the pier")

    assert kept() == before == json.loads((tmp_path / "kept.json").read_text())
    assert (
        f"- [The lamp at the pier]({live_server.url}{story.get_absolute_url()}), The Tide Table, 2026-11-22" in markdown
    )
    assert f"> {LAMP}" in markdown
    assert complaints == []


def test_incomplete_file_and_entry_break_no_page(page, live_server, story, kept, complaints):
    number = str(story.pk)
    incomplete = {"story": number, "quote": LAMP, "href": story.get_absolute_url(), "at": 9}
    whole = {"href": story.get_absolute_url(), "headline": story.headline, "lang": "en", "at": 9}
    held = {"saved": {number: whole, "x": {"href": "/"}}, "highlights": {"q": incomplete}, "muted": {"x": None}}
    file = json.dumps({"version": 1, **held, "settings": {"languages": 5}, "watched": {"1": {**whole, "arrived": 1}}})
    page.goto(f"{live_server.url}/saved/")
    page.get_by_label("Bring in a JSON file").set_input_files(
        {"name": "kept.json", "mimeType": "application/json", "buffer": file.encode()}
    )
    expect(page.get_by_role("status")).to_have_text("Taken from the file: 1. Left out as incomplete: 5.")
    expect(page.locator("[data-kept=saved] h3")).to_have_text(story.headline)
    assert {kind: kept()[kind] for kind in ("saved", "highlights", "muted", "watched")} == {
        "saved": {number: whole},
        "highlights": {},
        "muted": {},
        "watched": {},
    }

    page.evaluate(
        "localStorage.newsreader = JSON.stringify("
        "{ saved: null, settings: null, read: [], highlights: { a: null }, muted: { b: null }, version: 1 })"
    )
    page.goto(live_server.url + story.get_absolute_url())
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_function("() => Object.keys(JSON.parse(localStorage.newsreader).saved).length === 1")
    assert complaints == []


def test_entries_that_are_damaged_take_no_others_with_them(page, live_server, story, select, complaints):
    address = live_server.url + story.get_absolute_url()
    page.goto(f"{live_server.url}/nowhere/")
    page.evaluate(
        """story => localStorage.newsreader = JSON.stringify({
            version: 1,
            saved: { 1: {}, 2: "text" },
            highlights: { a: { story }, b: 5 },
            watched: { 1: 3, 2: { at: 1, href: "/headlines/2/", headline: "It", arrived: true } },
            settings: { languages: ["en", 5] },
            visit: { at: "text" },
        })""",
        str(story.pk),
    )
    page.goto(address)
    page.get_by_role("button", name="Save", exact=True).click()
    select(LAMP)
    page.get_by_role("button", name="Highlight", exact=True).click()
    page.locator("mark.own").wait_for()

    page.goto(f"{live_server.url}/saved/")

    expect(page.locator("[data-kept=saved] h3")).to_have_text(story.headline)
    expect(page.locator("[data-kept=highlights] blockquote")).to_have_text(LAMP)
    expect(page.locator("[data-kept=watched] [data-none]")).to_be_visible()
    assert [one for one in complaints if "404" not in one] == []


def test_settings_without_a_connection_are_said_and_tried_again(page, live_server, story, complaints):
    page.goto(live_server.url + story.get_absolute_url())
    page.route("**/saved/", lambda route: route.abort())
    page.get_by_role("link", name="Reading", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("This could not be loaded.")
    page.unroute("**/saved/")
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("dialog", name="Reading")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert [one for one in complaints if "ERR_FAILED" not in one] == []


def test_saved_page_is_of_one_language_and_says_what_is_so(page, live_server, story, kept, complaints):
    page.goto(f"{live_server.url}/saved/")
    expect(page.get_by_role("button", name="Saved stories (EPUB)")).to_be_hidden()
    page.goto(f"{live_server.url}/de{story.get_absolute_url()}")
    page.get_by_role("button", name="Merken", exact=True).click()
    page.get_by_role("button", name="Gemerkt", exact=True).wait_for()
    page.goto(f"{live_server.url}/saved/")
    link = page.get_by_role("link", name=story.headline)
    expect(link).to_have_attribute("href", story.get_absolute_url())
    with page.expect_download() as download:
        page.get_by_role("button", name="Saved stories (EPUB)").click()
    assert download.value.path().read_bytes()[:2] == b"PK"
    page.route("**/stories.epub", lambda route: route.abort())
    page.get_by_role("button", name="Saved stories (EPUB)").click()
    expect(page.get_by_role("status")).to_have_text("There is no connection.")

    line = page.locator("[data-of=read]")
    expect(line).to_contain_text("Stories marked as read: 1")
    line.get_by_role("button", name="Forget").click()
    expect(line).to_be_hidden()
    assert kept()["read"] == {}
    expect(page.locator("main")).to_be_focused()
    page.locator("[data-kept=saved]").get_by_role("button", name="Saved", exact=True).click()
    expect(page.locator("[data-kept=saved]").get_by_role("button", name="Save", exact=True)).to_be_visible()
    assert [one for one in complaints if "ERR_FAILED" not in one] == []


def test_settings_hold_before_the_modules_and_the_place_is_offered(page, live_server, story, select, kept):
    keep_one_of_each(page, live_server, story, select)
    page.route("**/own.js", lambda route: route.abort())
    page.goto(live_server.url)
    chosen = page.evaluate("({...document.documentElement.dataset})")
    assert chosen == {"theme": "dark", "size": "large", "width": "narrow"}
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(19, 21, 20)"

    page.unroute("**/own.js")
    page.goto(live_server.url + story.get_absolute_url())
    page.get_by_role("link", name="Go on where you were").click()

    expect(page.locator("#p12")).to_be_in_viewport()


def test_muted_sources_and_other_languages_are_hidden_and_said(page, live_server, story, select):
    keep_one_of_each(page, live_server, story, select)
    page.goto(live_server.url)
    expect(page.get_by_text("Another paper writes")).to_be_hidden()
    expect(page.locator(".hiding")).to_contain_text("Hidden here, as you chose: 1")
    expect(page.get_by_text("Der Nebel kam um sieben")).to_be_visible()

    page.goto(f"{live_server.url}/saved/")
    page.locator("main").get_by_label("German").uncheck()
    page.goto(live_server.url)
    expect(page.locator(".hiding")).to_contain_text("Hidden here, as you chose: 2")
    page.get_by_role("button", name="Show", exact=True).click()

    expect(page.get_by_text("Another paper writes")).to_be_visible()
    expect(page.get_by_text("Der Nebel kam um sieben")).to_be_visible()


def test_muted_sources_are_hidden_among_the_most_linked_and_in_editions(page, live_server, story):
    """Said once for each story, however often it stands on the page."""
    muted = make_article("Muted and linked", source="Another Paper", published_at=NOON, language="en")
    for number in range(2):
        make_article(f"Pointer {number}", related=[muted.headline, "Harbour story 0"], published_at=NOON, language="en")
    page.goto(live_server.url)
    page.evaluate("localStorage.newsreader = JSON.stringify({ version: 1, muted: { 'Another Paper': { at: 1 } } })")

    page.goto(live_server.url)
    rail = page.get_by_role("region", name="Most linked")
    expect(rail.get_by_role("link", name="Muted and linked")).to_be_hidden()
    expect(rail.get_by_role("link", name="Harbour story 0")).to_be_visible()
    expect(page.locator(".hiding")).to_contain_text("Hidden here, as you chose: 2")
    page.goto(f"{live_server.url}/nowhere/")
    expect(page.get_by_role("link", name="Harbour story 0")).to_be_visible()
    expect(page.get_by_role("link", name="Muted and linked")).to_be_hidden()

    page.goto(f"{live_server.url}/days/{NOON:%Y/%m/%d}/edition/")
    expect(page.locator(".hiding")).to_contain_text("Hidden here, as you chose: 1")
    expect(page.get_by_role("article", name=story.headline)).to_be_visible()
    for link in page.get_by_role("link", name="Muted and linked", include_hidden=True).all():
        expect(link).to_be_hidden()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("article", name="Muted and linked")).to_be_visible()
    expect(page.locator(".contents-list").get_by_role("link", name="Muted and linked")).to_be_visible()


def test_story_of_an_edition_is_saved_by_its_key(page, live_server, story, kept):
    page.goto(f"{live_server.url}/days/{NOON:%Y/%m/%d}/edition/")
    title = page.get_by_role("heading", name=story.headline).get_by_role("link")
    title.press("s")
    expect(title).to_have_class("kept")

    saved = kept()["saved"][str(story.pk)]

    assert saved.pop("at")
    assert saved.pop("date").startswith(f"{NOON:%Y-%m-%d}")
    assert saved == {
        "href": story.get_absolute_url(),
        "headline": story.headline,
        "lang": "en",
        "source": "The Tide Table",
    }


def test_focus_stays_among_the_settings_when_a_source_is_shown_again(page, live_server, story):
    page.goto(live_server.url)
    page.evaluate("localStorage.newsreader = JSON.stringify({ version: 1, muted: { A: { at: 1 }, B: { at: 2 } } })")
    page.goto(live_server.url)
    page.get_by_role("link", name="Reading", exact=True).click()
    dialog = page.get_by_role("dialog", name="Reading")
    muted = dialog.get_by_role("button", name="Muted")

    muted.first.press("Enter")
    expect(muted).to_have_count(1)
    expect(muted).to_be_focused()
    muted.press("Enter")

    expect(muted).to_have_count(0)
    expect(dialog.get_by_label("Small")).to_be_focused()


@pytest.mark.parametrize("want", ["full", "refused"])
def test_where_the_browser_keeps_nothing_it_is_said_once_and_nothing_fails(
    page, live_server, story, select, complaints, want
):
    if want == "refused":
        page.add_init_script(REFUSED)
    page.goto(live_server.url + "/saved/")
    if want == "full":
        page.evaluate(FULL)
    page.goto(live_server.url + story.get_absolute_url())
    save = page.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.get_by_role("status")).to_have_text("This browser keeps nothing more for this site.")
    expect(page.get_by_role("status")).to_be_hidden()

    select(LAMP)
    page.get_by_role("button", name="Highlight", exact=True).click()
    expect(page.locator("mark.own")).to_have_text(LAMP)
    page.keyboard.press("?")
    page.get_by_label("These keys are on").uncheck()

    expect(page.get_by_role("button", name="Saved", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_be_hidden()
    page.goto(live_server.url)
    assert complaints == []


def test_two_tabs_lose_nothing_of_each_other(context, live_server, story):
    tabs = [context.new_page() for _ in range(2)]
    for tab in tabs:
        tab.goto(f"{live_server.url}/nowhere/")
    for number, tab in enumerate(tabs):
        tab.evaluate(
            """number => {
                window.done = (async () => {
                    const { change } = await import(document.querySelector("script[src*='/kept.']").src);
                    for (let each = 0; each < 100; each++) {
                        change(({ read }) => (read[`${number}-${each}`] = 1));
                        await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
                    }
                })();
                return null;
            }""",
            number,
        )
    for tab in tabs:
        tab.evaluate("window.done")

    for tab in tabs:
        tab.wait_for_function("() => Object.keys(JSON.parse(localStorage.newsreader).read).length === 200")


def test_page_without_scripts_says_what_it_takes(browser, live_server, story):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + story.get_absolute_url())
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    page.get_by_role("contentinfo").get_by_role("link", name="Saved", exact=True).click()
    expect(page.get_by_text("It takes scripts")).to_be_visible()
    expect(page.get_by_role("button", name="Everything (JSON)")).to_be_hidden()


def test_switch_of_the_keys_is_taken_over_from_where_it_was(page, live_server, story, kept):
    page.goto(f"{live_server.url}/nowhere/")
    page.evaluate("localStorage.clear(); localStorage.setItem('keys', 'off')")
    page.goto(live_server.url + story.get_absolute_url())
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_hidden()
    page.wait_for_function("() => localStorage.newsreader")
    assert kept()["settings"]["keys"] == "off"


def test_watched_headline_is_told_once_when_its_story_has_arrived(page, live_server, story, kept, complaints):
    page.goto(live_server.url + Headline.objects.get(text="Who lit the lamp").get_absolute_url())
    page.get_by_role("button", name="Watch", exact=True).click()
    expect(page.get_by_role("button", name="Watch", exact=True)).to_have_attribute("aria-pressed", "true")
    page.goto(live_server.url)
    page.wait_for_function("() => JSON.parse(localStorage.newsreader).visit.asked")
    expect(page.locator(".arrived")).to_have_count(0)
    import_texts(text_page("Who lit the lamp"))

    page.goto(live_server.url)
    link = page.locator(".arrived").get_by_role("link", name="Who lit the lamp")
    expect(link).to_be_visible()
    page.wait_for_function("() => Object.values(JSON.parse(localStorage.newsreader).watched)[0].told")
    told = kept()["visit"]["at"]
    page.goto(live_server.url)
    page.wait_for_function("told => JSON.parse(localStorage.newsreader).visit.at > told", arg=told)
    page.wait_for_timeout(300)
    expect(page.locator(".arrived")).to_have_count(0)
    page.goto(f"{live_server.url}/saved/")
    page.get_by_role("link", name="Its story has arrived.").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who lit the lamp")
    assert complaints == []


def test_front_says_what_is_new_since_the_last_visit_and_where_it_ends(page, live_server, story):
    page.clock.install(time=NOON)
    page.goto(live_server.url)
    page.wait_for_function("() => JSON.parse(localStorage.newsreader ?? '{}').visit?.seen")
    expect(page.locator(".since")).to_have_count(0)
    make_article("The fog is back", published_at=NOON.replace(day=21), language="en", source=None)

    page.clock.set_fixed_time(NOON.replace(hour=14))
    page.goto(live_server.url)
    expect(page.locator(".since")).to_contain_text("New since you were last here")
    expect(page.locator(".since b")).to_have_text("1")
    order = page.locator("#river :is(h3, .seen)").all_inner_texts()

    assert order.index("The fog is back") + 1 == order.index("What follows was here when you last came.")
    page.reload()
    expect(page.locator(".since b")).to_have_text("1")
