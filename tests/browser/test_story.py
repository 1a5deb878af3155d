"""A story's page in a real browser: its margins, the addresses of its paragraphs, and the way through a list."""

import pytest
from playwright.sync_api import expect

from articles.models import Revision
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db(transaction=True)

PARAGRAPH = "The keeper wrote that the lamp had been lit at six, an hour before the fog came in from the far side. "


def blocks(texts):
    return [{"kind": "paragraph", "text": text} for text in texts]


@pytest.fixture
def story(live_server):
    """A story of six sections, of which each is higher than half a screen, with five related ones."""
    names = [f"Related story {number}" for number in range(5)]
    for name in names:
        make_article(name)
    body = "".join(f"<h2>Part {number}</h2>" + f"<p>{PARAGRAPH * 5}</p>" * 3 for number in range(6))
    article = make_article(
        "The hub", body_html=body, standfirst=PARAGRAPH, related=names, url="https://paper.example/a"
    )
    return live_server.url + article.get_absolute_url()


@pytest.mark.parametrize("width", [320, 768, 1024, 1440, 1920])
def test_header_is_held_to_the_text_and_nothing_scrolls_sideways(page, story, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(story)

    text, standfirst = (page.locator(part).bounding_box() for part in (".prose", ".story > header .standfirst"))

    assert standfirst["x"] == text["x"]
    assert standfirst["x"] + standfirst["width"] <= text["x"] + text["width"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_way_onward_stays_in_sight_beside_the_text(page, story):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(story)
    page.evaluate("scrollTo(0, 2000)")

    onward = page.locator(".onward")
    expect(onward.get_by_role("link", name="Related story 3")).to_be_in_viewport()

    page.set_viewport_size({"width": 390, "height": 844})
    expect(onward).to_be_hidden()


def test_contents_mark_the_section_that_is_being_read(page, story):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(story)
    current = page.locator(".contents [aria-current]")

    page.get_by_role("link", name="Part 3", exact=True).click()
    expect(current).to_have_text("Part 3")
    page.get_by_role("link", name="Part 0", exact=True).click()
    expect(current).to_have_text("Part 0")

    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".contents ol")).to_be_hidden()
    page.locator(".contents summary").click()
    expect(page.locator(".contents ol")).to_be_visible()


def test_address_of_a_paragraph_is_copied_by_a_click_in_the_margin_and_by_key(page, context, story, complaints):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{story}?from=/")
    box = page.locator("#p3").bounding_box()

    page.mouse.click(box["x"] - 8, box["y"] + 20)
    expect(page.get_by_role("status")).to_have_text("The address of this paragraph was copied.")
    expect(page).to_have_url(f"{story}?from=/#p3")
    assert page.evaluate("navigator.clipboard.readText()") == f"{story}#p3"

    page.locator("#p6").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('p6').scrollIntoView()")
    page.keyboard.press("c")
    expect(page).to_have_url(f"{story}?from=/#p6")
    page.locator("#p7").click()
    expect(page).to_have_url(f"{story}?from=/#p6")
    assert complaints == []


def test_sign_of_a_paragraph_is_seen_only_where_it_is_pointed_to(page, story):
    page.emulate_media(forced_colors="active")
    page.goto(f"{story}#p3")
    sign = """paragraph => {
      const { content, opacity } = getComputedStyle(paragraph, "::before")
      return [content.includes("¶"), opacity]
    }"""

    assert page.locator("#p2").evaluate(sign) == [True, "0"]
    assert page.locator("#p3").evaluate(sign) == [True, "1"]
    page.emulate_media(media="print", forced_colors="none")
    assert page.locator("#p3").evaluate(sign)[0] is False


def test_reader_walks_along_the_related_stories_and_comes_back(page, story, complaints):
    page.goto(story)
    page.locator("#r2 .h").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Related story 1")
    page.locator(".turn").get_by_role("link", name="Related story 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Related story 2")
    page.locator(".turn").get_by_role("link", name="The hub").click()

    expect(page).to_have_url(story)
    assert complaints == []


@pytest.mark.parametrize("way", ["click", "keyboard"])
def test_search_hands_itself_on(page, live_server, story, way):
    page.goto(f"{live_server.url}/search/?q=related&sort=newest")
    link = page.get_by_role("link", name="Related story 2")
    assert "from" not in link.get_attribute("href")
    if way == "click":
        link.click()
    else:
        link.focus()
        page.keyboard.press("Enter")

    expect(page.locator(".turn").get_by_role("link", name="Search for “related”")).to_be_visible()
    expect(page.locator(".turn [rel=prev]")).to_contain_text("Related story 3")
    expect(page.locator(".turn [rel=next]")).to_contain_text("Related story 1")


def test_two_changes_among_three_hundred_paragraphs_fit_three_screens(page, live_server):
    old = [f"Paragraph {number}. {PARAGRAPH * 3}" for number in range(300)]
    new = [*old[:40], f"Now {old[40]}", *old[41:250], f"Now {old[250]}", *old[251:]]
    article = make_article("Long", blocks=blocks(new))
    Revision.objects.create(
        article=article, position=1, headline="Long", blocks=blocks(old), fingerprint="1", seen_at=NOON
    )
    page.set_viewport_size({"width": 1440, "height": 900})

    page.goto(f"{live_server.url}/stories/{article.pk}/revisions/")

    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * 900
    expect(page.get_by_text("Paragraph 299.")).to_be_hidden()
    page.get_by_text("The first text").click()
    expect(page.get_by_text("Paragraph 299.")).to_be_visible()
