"""A person's tour of the demo edition in one browser; `--pictures docs` writes the pictures of docs/reading.md."""

from io import BytesIO

import pytest
from django.conf import settings as site
from PIL import Image
from playwright.sync_api import expect

from articles.documents.sources.paths import read_paths
from articles.importing.runs import run_import
from articles.models import Headline
from tests.browser.reader.conftest import VOICES
from tests.publishing.epubcheck import complaints_about
from tests.support.importing import import_texts
from tests.support.texts import page as text_page

pytestmark = pytest.mark.django_db(transaction=True)

LEAD = "Barrier keeps the sea out on its first night, then keeps the river in"
QUOTE = "Eight gates rose from the sea bed, met their seals and stayed there"
NOTE = "Ask who wrote the manual."
COLOURS = 64  # fewer lose the green
ARE_KEPT = """async (paths) => {
    const keys = await (await caches.open("newsreader-pages")).keys();
    const kept = keys.map(({ url }) => new URL(url).pathname);
    return paths.every((path) => kept.includes(path));
}"""


@pytest.fixture
def picture(page, pytestconfig):
    """Writes what the window shows, from an element downwards, to the folder of --pictures, if there is one."""
    folder = pytestconfig.getoption("--pictures")

    def write(name, top="body"):
        if folder is None:
            return
        page.locator(top).evaluate("element => element.scrollIntoView()")
        shot = Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
        shot.quantize(COLOURS, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)

    return write


@pytest.fixture
def demo(live_server, deployment, settings):
    """The demo edition as it is run, with a service worker and names of assets that hold digests."""
    settings.OFFLINE = True
    list(run_import(read_paths([str(site.BASE_DIR / "articles" / "demo")])))
    return live_server.url


def test_reader_tours_the_demo_edition(page, context, demo, select, complaints, picture, tmp_path):
    page.add_init_script(VOICES.replace("de_DE", "en_GB"))
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 1440, "height": 1150})
    title = page.get_by_role("heading", level=1)

    page.goto(demo)
    expect(page.locator(".lead h2")).to_have_text(LEAD)
    picture("front")
    page.set_viewport_size({"width": 1100, "height": 1000})
    page.get_by_role("link", name=LEAD).click()
    expect(title).to_have_text(LEAD)
    story = page.url

    watched = unfold_two_and_follow_one(page, title, picture)
    save_and_highlight(page, select)
    watch(page, watched)
    search(page, "night train", title)
    page.goto(story)
    listen(page, picture)

    paths = [address.removeprefix(demo) for address in ("/", "/saved/", kept_address(story))]
    page.wait_for_function(ARE_KEPT, arg=paths)
    context.new_cdp_session(page).send("Network.clearBrowserCache")  # it may give a page for a second more
    context.set_offline(True)
    read_saved_offline(page, demo, title, picture)
    context.set_offline(False)

    import_texts(text_page(watched))
    page.goto(demo)
    expect(page.locator(".arrived").get_by_role("link", name=watched)).to_be_visible()
    page.goto(f"{demo}/saved/")
    expect(page.get_by_role("link", name="Its story has arrived.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Saved stories (EPUB)").click()
    download.value.save_as(tmp_path / "saved.epub")
    assert complaints_about(tmp_path / "saved.epub") == []
    assert [text for text in complaints if "ERR_INTERNET_DISCONNECTED" not in text] == []


def kept_address(story):
    """Stories are kept under their number."""
    return story.split("?")[0].split("#")[0].rsplit("/", 2)[0] + "/"


def unfold_two_and_follow_one(page, title, picture):
    """Back again, both are open as they were. Returns a headline of the story's list that is waiting."""
    rows = page.locator("#related .rel:not(.waiting)")
    for number in range(2):
        rows.nth(number).get_by_role("link", name="Unfold").click()
        expect(rows.nth(number).locator(".peek")).to_be_visible()
    picture("unfolded", "#related")
    followed = rows.nth(1).locator("> .h").inner_text()
    rows.nth(1).locator(".btn.main").click()
    expect(title).to_have_text(followed)
    page.go_back()
    expect(title).to_have_text(LEAD)
    expect(page.locator("#related .peek")).to_have_count(2)
    return Headline.objects.waiting().filter(mentions__article__headline=LEAD).first().text


def save_and_highlight(page, select):
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Saved", exact=True)).to_have_attribute("aria-pressed", "true")
    select(QUOTE)
    page.get_by_role("button", name="Add a note").click()
    page.get_by_label("Your note").fill(NOTE)
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("mark.own")).to_have_text(QUOTE)


def watch(page, headline):
    page.get_by_role("link", name="Show the other").click()
    row = page.locator(".rel.waiting").filter(has_text=headline)
    row.get_by_role("button", name="Watch").click()
    expect(row.get_by_role("button", name="Watch")).to_have_attribute("aria-pressed", "true")


def search(page, words, title):
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    hit = page.locator("#hits h3 a").first
    found = hit.inner_text()
    hit.click()
    expect(title).to_have_text(found)


def listen(page, picture):
    page.get_by_role("button", name="Listen").click()
    player = page.get_by_role("region", name="Listen")
    expect(player.get_by_role("button", name="Pause")).to_be_focused()
    for _ in range(4):
        page.evaluate("spoken.onend()")
    picture("listening", ".story > header")
    player.get_by_role("button", name="Close").click()
    expect(player).to_have_count(0)


def read_saved_offline(page, demo, title, picture):
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(demo)
    expect(page.get_by_role("link", name=LEAD).first).to_be_visible()
    page.goto(f"{demo}/saved/")
    expect(page.locator("[data-kept=highlights] blockquote")).to_have_text(QUOTE)
    expect(page.locator("[data-kept-line]")).to_be_visible()
    picture("saved")
    page.locator("[data-kept=saved]").get_by_role("link", name=LEAD).click()
    expect(title).to_have_text(LEAD)
    expect(page.locator("[data-kept-line]")).to_contain_text("This page was kept on ")
    sign = page.get_by_role("button", name="Your highlight and its note")
    expect(sign).to_be_visible()
    picture("offline")
    sign.click()
    expect(page.get_by_label("Your note")).to_have_value(NOTE)
    page.keyboard.press("Escape")
    expect(page.get_by_label("Your note")).to_be_hidden()
    page.get_by_role("link", name="Reading", exact=True).click()
    expect(page.get_by_role("dialog", name="Reading")).to_be_visible()
