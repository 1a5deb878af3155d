"""Type in a real browser: the measure, the edges of pages that run from the right, where lines break, and paper."""

import pytest

from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db(transaction=True)

ENGLISH = (
    "The ferry came back to the bay on Sunday, half full and on time, and nobody on the quay could say who had rung "
    "the bell, though three of them had stood beside it since the early morning with their hands in their pockets. "
) * 4
ARABIC = "وصلت السفينة ظهر يوم الأحد ونزل جميع الركاب إلى الشاطئ بسلام، ثم دق جرس الميناء القديم مرتين. " * 6
KOREAN = "일요일 정오에 나룻배가 항구에 닿았고 승객들은 모두 무사히 뭍으로 올라왔다고 선장이 기자들에게 말했다. " * 6

# The texts of the lines of each paragraph but its last.
LINES = """() => [...document.querySelectorAll(".prose > p")].flatMap(paragraph => {
  const text = paragraph.firstChild, range = document.createRange(), lines = [""]
  let top = null
  for (let at = 0; at < text.length; at++) {
    range.setStart(text, at); range.setEnd(text, at + 1)
    const box = range.getClientRects()[0]
    if (!box) continue
    if (top !== null && box.top > top + 8) lines.push("")
    top = box.top
    lines[lines.length - 1] += text.data[at]
  }
  return lines.slice(0, -1)
})"""
EDGE = "element => { const range = document.createRange(); range.selectNodeContents(element); return range.%s }"


def edge(locator):
    """The right edge of a text, in pixels."""
    return locator.evaluate(EDGE % "getBoundingClientRect().right")


@pytest.mark.parametrize("font", ["Noto Serif", "Liberation Serif"])  # the latter is as narrow as Times
@pytest.mark.parametrize("width", [768, 1440])
def test_full_line_holds_60_to_75_letters(page, live_server, width, font):
    story = make_article("The ferry returns", paragraphs=[ENGLISH.strip()] * 3, language="en")
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(live_server.url + story.get_absolute_url())
    page.evaluate("font => document.documentElement.style.setProperty('--read', font)", font)
    lines = [len(line.strip()) for line in page.evaluate(LINES)]

    assert len(lines) > 20
    assert sum(60 <= letters <= 75 for letters in lines) >= 0.9 * len(lines)


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_page_that_runs_from_the_right_turns_whole(page, live_server, width):
    headline, other = "عادت العبارة إلى الميناء", "دق الجرس في الميناء القديم"
    make_article(other, language="ar", published_at=NOON, source=None)
    fields = {"standfirst": "انتظر السكان عامين كاملين", "language": "ar", "published_at": NOON, "source": None}
    story = make_article(headline, paragraphs=[ARABIC.strip()], related=[other], **fields)
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(live_server.url + story.get_absolute_url())
    edges = [edge(page.locator(part)) for part in (".title", ".standfirst", ".prose p")]
    row, main = page.locator(".rel .h"), page.locator("main").bounding_box()

    assert max(edges) - min(edges) <= 1
    assert edge(page.locator(".about .facts")) >= max(edges) - 1
    assert edge(row) > main["x"] + main["width"] * 0.85
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_rule_between_columns_stays_where_a_row_runs_from_the_right(page, live_server):
    for number in range(12):
        headline = f"דוח הנמל {number}" if number % 2 else f"Harbour report {number}"
        fields = {"language": "he"} if number % 2 else {"language": "en"}
        make_article(headline, source=f"Paper {number}", published_at=NOON, **fields)
    page.set_viewport_size({"width": 1440, "height": 900})

    page.goto(live_server.url)
    sides = page.locator(":is(.dense > li, .river > li)").evaluate_all(
        "rows => rows.map(row => [getComputedStyle(row).direction, getComputedStyle(row, '::before')])"
        ".filter(([, rule]) => rule.position == 'absolute').map(([direction, rule]) => [direction, rule.left])"
    )

    assert {direction for direction, _ in sides} == {"ltr", "rtl"}
    assert {left for _, left in sides} == {sides[0][1]}
    assert sides[0][1].startswith("-")


def test_korean_lines_break_between_words(page, live_server):
    story = make_article("나룻배가 돌아왔다", paragraphs=[KOREAN.strip()], language="ko")
    page.set_viewport_size({"width": 390, "height": 900})

    page.goto(live_server.url + story.get_absolute_url())
    lines = page.evaluate(LINES)

    assert len(lines) > 3
    assert all(line.strip() in KOREAN for line in lines)
    assert {word for line in lines for word in line.split()} <= set(KOREAN.split())


def test_story_is_printed_alone_in_two_columns(page, live_server):
    make_article("Bell rings")
    story = make_article("The ferry returns", paragraphs=[ENGLISH.strip()] * 3, related=["Bell rings", "Not here yet"])
    page.goto(live_server.url + story.get_absolute_url())

    page.emulate_media(media="print")
    shown = {part: page.locator(part).is_visible() for part in (".title", ".prose", "#related", ".foot", ".bar nav")}

    assert shown == {".title": True, ".prose": True, "#related": False, ".foot": False, ".bar nav": False}
    assert page.locator(".prose").evaluate("prose => getComputedStyle(prose).columnCount") == "2"
