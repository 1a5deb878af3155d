"""Highlights of a reader: made by mouse and key, and found again when the story's text has changed."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.reader.conftest import LAMP, PARAGRAPHS

pytestmark = pytest.mark.django_db(transaction=True)


def change_text(story, paragraphs):
    Article.objects.filter(pk=story.pk).update(body_html="".join(f"<p>{text}</p>" for text in paragraphs))


def test_selected_words_are_highlighted_with_a_note_that_is_there_after_a_reload(
    page, live_server, story, select, kept, complaints
):
    page.goto(live_server.url + story.get_absolute_url())
    select(LAMP)
    page.get_by_role("button", name="Add a note").click()
    page.get_by_label("Your note").fill("Ask the keeper.")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("mark.own")).to_have_text(LAMP)

    page.reload()

    expect(page.locator("mark.own")).to_have_text(LAMP)
    page.get_by_role("button", name="Your highlight and its note").click()
    expect(page.get_by_label("Your note")).to_have_value("Ask the keeper.")
    page.get_by_role("button", name="Remove").click()
    expect(page.locator("mark.own")).to_have_count(0)
    assert kept()["highlights"] == {}
    assert complaints == []


def test_key_highlights_the_paragraph_at_the_top_once(page, live_server, story, kept):
    page.goto(live_server.url + story.get_absolute_url())
    page.locator("#p2").evaluate("paragraph => paragraph.scrollIntoView()")

    page.keyboard.press("h")
    expect(page.locator("mark.own")).to_have_text(PARAGRAPHS[1])
    page.get_by_role("button", name="Your highlight and its note").wait_for()
    page.keyboard.press("h")

    expect(page.get_by_role("dialog", name="Highlight")).to_be_visible()
    assert len(kept()["highlights"]) == 1


def test_note_opened_by_key_leaves_the_address_and_takes_the_keys(page, live_server, story, select, kept):
    address = live_server.url + story.get_absolute_url()
    page.goto(address)
    select(LAMP)
    page.get_by_role("button", name="Highlight", exact=True).click()
    page.get_by_role("button", name="Your highlight and its note").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Highlight")
    dialog.get_by_role("button", name="Keep").focus()
    for key in ("s", "c"):
        page.keyboard.press(key)
    dialog.get_by_role("button", name="Keep").click()

    expect(dialog).to_be_hidden()
    expect(page.locator(".copied")).to_have_count(0)
    assert page.url == address
    assert kept()["saved"] == {}
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("status").wait_for()
    expect(page.locator("main :is(a.kept, a.read)")).to_have_count(0)


def test_quote_of_two_paragraphs_has_a_space_between_them(page, live_server, story, kept):
    page.goto(live_server.url + story.get_absolute_url())
    page.evaluate("getSelection().setBaseAndExtent(document.querySelector('#p1'), 0, document.querySelector('#p2'), 1)")
    page.get_by_role("button", name="Highlight", exact=True).click()
    page.locator("mark.own").first.wait_for()

    assert [one["quote"] for one in kept()["highlights"].values()] == [f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}"]


def test_focus_goes_to_the_next_highlight_when_one_is_removed_from_the_list(page, live_server, story, select):
    page.goto(live_server.url + story.get_absolute_url())
    for words in (PARAGRAPHS[0], LAMP):
        select(words)
        page.get_by_role("button", name="Highlight", exact=True).click()
        page.locator("mark.own", has_text=words).wait_for()
    page.goto(f"{live_server.url}/saved/")

    for left in (1, 0):
        page.locator("[data-drop]").first.focus()
        page.keyboard.press("Enter")

        expect(page.locator("[data-drop]")).to_have_count(left)
        expect(page.locator("[data-drop]" if left else "main")).to_be_focused()


CHANGED = [
    ("paragraphs come before it", ["New.", "Newer.", *PARAGRAPHS], LAMP),
    ("its marks are set otherwise", [PARAGRAPHS[0], f"{LAMP}\u00a0 Two trawlers turned back\u2026"], LAMP),
    (
        "a word of it is corrected",
        [PARAGRAPHS[0], PARAGRAPHS[1].replace("at six", "at half past five"), *PARAGRAPHS[2:]],
        LAMP.replace("at six", "at half past five"),
    ),
    (
        "it begins and ends otherwise",
        [PARAGRAPHS[0], PARAGRAPHS[1].replace("The lamp", "A lamp").replace("came in", "rolled in"), *PARAGRAPHS[2:]],
        LAMP.replace("The lamp", "A lamp").replace("came in", "rolled in"),
    ),
    ("it is said elsewhere too", [LAMP, *PARAGRAPHS], LAMP),
]


@pytest.mark.parametrize(("paragraphs", "found"), [case[1:] for case in CHANGED], ids=[case[0] for case in CHANGED])
def test_highlight_is_found_in_a_changed_text(page, live_server, story, select, kept, paragraphs, found):
    address = live_server.url + story.get_absolute_url()
    page.goto(address)
    select(LAMP)
    page.get_by_role("button", name="Highlight", exact=True).click()
    page.locator("mark.own").wait_for()

    change_text(story, paragraphs)
    page.goto(address)

    expect(page.locator("mark.own")).to_have_text(found)
    page.get_by_role("button", name="Your highlight and its note").wait_for()
    place = page.locator("mark.own").evaluate("mark => [...mark.closest('.prose').children].indexOf(mark.closest('p'))")
    assert place == max(number for number, text in enumerate(paragraphs) if found[-9:] in text)
    assert not any(one.get("isLost") for one in kept()["highlights"].values())


def test_highlight_whose_words_are_gone_is_listed_as_such_and_comes_back_with_them(
    page, live_server, story, select, complaints
):
    address = live_server.url + story.get_absolute_url()
    page.goto(address)
    select(LAMP)
    page.get_by_role("button", name="Highlight", exact=True).click()
    page.locator("mark.own").wait_for()

    change_text(story, ["Nothing of the kind happened."])
    page.goto(address)
    page.wait_for_function("() => Object.values(JSON.parse(localStorage.newsreader).highlights)[0].isLost")
    page.goto(f"{live_server.url}/saved/")
    expect(page.get_by_text("The story has other words now.")).to_be_visible()
    expect(page.locator("[data-kept=highlights] blockquote")).to_have_text(LAMP)

    change_text(story, PARAGRAPHS)
    page.goto(address)
    expect(page.locator("mark.own")).to_have_text(LAMP)
    page.goto(f"{live_server.url}/saved/")
    expect(page.get_by_text("The story has other words now.")).to_be_hidden()
    assert complaints == []
