"""Listening to a story, and sharing it. Voices and the share dialog are the system's, so those here are small fakes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.reader.conftest import VOICES
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db(transaction=True)

LAST = "said.at(-1).text"
END = "spoken.onend()"


@pytest.fixture
def story(live_server):
    texts = ["Die Glocke schlug. Die Fähre kam pünktlich.", "Niemand winkte."]
    make_article("Die zweite", language="de", published_at=NOON, paragraphs=texts)
    first = make_article("Die erste", language="de", published_at=NOON, paragraphs=texts, related=["Die zweite"])
    return live_server.url + first.get_absolute_url()


def heard(page):
    return page.evaluate("[...CSS.highlights.get('heard')].map(String).join()")


def test_story_is_read_aloud_sentence_by_sentence_in_its_language(page, story, complaints):
    page.add_init_script(f"{VOICES}; performance.now = () => 1000")  # the total adapts to the time that a voice takes
    page.goto(story)
    page.get_by_role("button", name="Listen").click()
    player = page.get_by_role("region", name="Listen")
    expect(player.get_by_role("button", name="Pause")).to_be_focused()
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("said.map(({text, lang, rate}) => [text, lang, rate])") == [["Die erste", "de_DE", 1]]

    page.evaluate(END)
    page.locator("#r1 .fold").click()
    expect(page.locator("#r1 .peek")).to_be_visible()
    assert page.evaluate(LAST) == heard(page) == "Die Glocke schlug."
    page.evaluate(END)
    assert page.evaluate(LAST) == heard(page) == "Die Fähre kam pünktlich."
    player.get_by_label("Speed").select_option("1.5")
    assert page.evaluate("[said.at(-1).text, said.at(-1).rate]") == ["Die Fähre kam pünktlich.", 1.5]

    page.keyboard.press("Tab")
    player.get_by_role("button", name="Pause").click()
    assert page.evaluate("spoken") is None
    player.get_by_role("button", name="Play").click()
    assert page.evaluate(LAST) == "Die Fähre kam pünktlich."
    expect(player.locator("[data-total]")).to_have_text("0:02")
    page.evaluate(END)
    page.evaluate(END)
    expect(player.get_by_role("link", name="Next story")).to_be_focused()
    assert heard(page) == ""

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Die zweite")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Listen")).to_be_focused()
    assert complaints == []


def test_listen_is_hidden_without_a_voice_of_the_language(page, live_server):
    page.add_init_script(VOICES)
    page.goto(live_server.url + make_article("An English one", language="en").get_absolute_url())
    expect(page.get_by_role("button", name="Share")).to_be_visible()
    expect(page.get_by_role("button", name="Listen")).to_be_hidden()


def test_a_voice_that_fails_says_so_and_goes_on_when_asked(page, story):
    page.add_init_script(VOICES)
    page.goto(story)
    page.get_by_role("button", name="Listen").click()
    page.get_by_role("button", name="Pause").wait_for()

    page.evaluate("spoken.onerror()")

    expect(page.get_by_role("status").filter(has_text="The voice stopped.")).to_be_visible()
    page.get_by_role("button", name="Play").click()
    assert page.evaluate(LAST) == "Die erste"


def test_a_voice_that_never_says_anything_has_stopped_after_a_while(page, story):
    page.add_init_script(f"{VOICES}; globalThis.clock = 1000; performance.now = () => clock")
    page.goto(story)
    page.get_by_role("button", name="Listen").click()
    page.get_by_role("button", name="Pause").wait_for()

    page.evaluate("clock += 15_000")

    expect(page.get_by_role("status").filter(has_text="The voice stopped.")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


@pytest.mark.parametrize("paragraph", ["", "#p2"])
def test_address_of_story_or_of_selected_paragraph_is_copied_where_no_system_shares(page, story, context, paragraph):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(story)
    if paragraph:
        page.locator(paragraph).select_text()

    page.get_by_role("button", name="Share").click()

    expect(page.get_by_role("status").filter(has_text="The address was copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == story + paragraph


def test_system_shares_where_it_can(page, story):
    page.add_init_script(
        "navigator.canShare = () => true; navigator.share = async (data) => (globalThis.shared = data)"
    )
    page.goto(story)

    page.get_by_role("button", name="Share").click()

    page.wait_for_function("() => globalThis.shared")  # an expression would need eval at each look
    assert page.evaluate("shared") == {"title": "Die erste", "url": story}
