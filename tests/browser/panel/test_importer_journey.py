"""An importer's whole way in a browser: dropped files, preview, report, a mended caption, and all of it undone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Document, Import, Mend, Outcome
from articles.operations.exporting import export_lines
from tests.browser.panel.test_upload import PASSWORD, drop, log_in, mixed
from tests.support import texts
from tests.support.importing import import_texts
from tests.support.panel.library import make_user

pytestmark = pytest.mark.django_db(transaction=True)

CAPTION = "The harbour at dawn, before anybody had asked for a ferry."
FILES = 31  # thirty mixed ones, and the page whose caption is mended


@pytest.fixture
def address(live_server):
    return lambda name, *args: live_server.url + reverse(name, args=args)


@pytest.fixture
def importer():
    """A member of the group Importer, and of no other."""
    return make_user("Importer", PASSWORD)


@pytest.fixture
def held():
    """A library with stories, one of which the dropped files change, and its export."""
    import_texts(
        texts.page("Ferry returns to the bay after a week", *texts.PARAGRAPHS),
        texts.page("Heron moves in", *texts.PARAGRAPHS[1:], "It has been seen on the roof of the old customs house."),
    )
    return exported()


def exported():
    return "\n".join(export_lines())


def log_out():
    """End every session, as their time does."""
    Session.objects.all().delete()


def go_on(page):
    """Log in in the other tab that the dialog offers, and go on in this one with what was asked for."""
    dialog = page.get_by_role("dialog", name="You were logged out")
    expect(dialog).to_be_visible()
    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Log in").click()
    log_in(opened.value, "Importer")
    expect(opened.value.get_by_role("heading", name="Site administration")).to_be_visible()
    opened.value.close()
    page.bring_to_front()
    if dialog.is_visible():
        dialog.get_by_role("button", name="Go on").click(timeout=2_000)
    expect(dialog).to_be_hidden()


def violations(page):
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in Axe().run(page).response["violations"]]


def test_thirty_files_and_a_folder_come_in_are_mended_and_leave_without_a_trace(
    page, address, importer, held, tmp_path, complaints
):
    paths = mixed(tmp_path)
    lamp = texts.page("Harbour lights go out one by one", *texts.PARAGRAPHS[:2], CAPTION, *texts.PARAGRAPHS[2:])
    (tmp_path / "lights.txt").write_text(lamp)
    page.goto(address("admin:import_desk"))
    log_in(page, "Importer")
    expect(page.get_by_text("Choose a folder")).to_be_visible()  # the script is there
    page.get_by_label("Label of this import").fill("Thirty and one")
    box = page.locator(".drop").bounding_box()
    drop(page, [*paths, tmp_path / "lights.txt"], box["x"] + 4, box["y"] + box["height"] - 4)
    expect(page.locator("[data-summary]")).to_contain_text(f"Files: {FILES}")

    log_out()
    page.get_by_role("button", name="Preview").click()
    go_on(page)

    expect(page.locator("#sum")).to_contain_text("would be added", timeout=30_000)
    run = Import.objects.get(label="Thirty and one")
    assert (run.total, Outcome.objects.filter(import_run=run).count()) == (FILES, FILES)
    page.get_by_role("navigation", name="Show").get_by_role("link", name="New").click()
    left = page.get_by_role("checkbox").first
    log_out()
    left.uncheck()
    go_on(page)
    expect(page.locator("#sum")).to_contain_text("1 is left out.")
    expect(left).not_to_be_checked()
    log_out()
    page.get_by_role("button", name="Add to the library").first.click()
    go_on(page)

    report = page.locator("#results")
    expect(report).to_be_visible()
    run.refresh_from_db()
    assert (run.state, run.done, run.left_out) == (Import.State.FINISHED, FILES, 1)
    page.locator("#q").fill("lights.txt")
    page.keyboard.press("Enter")
    row = page.locator(".report > li")
    expect(row).to_have_count(1)
    assert violations(page) == []
    row.get_by_role("link", name="Correct by hand").click()
    mend_the_caption(page)

    page.goto(address("admin:import_run", run.pk))
    page.get_by_role("link", name="Undo this import").click()
    assert violations(page) == []
    log_out()
    page.get_by_role("button", name="Undo the import").click()
    go_on(page)
    expect(report).to_be_visible()
    expect(page.get_by_text("Taken back").first).to_be_visible()
    assert exported() == held
    assert not Document.objects.filter(import_run=run).exists()
    assert [one for one in complaints if "401" not in one] == []  # the answer to whether the session still lasts


def mend_the_caption(page):
    """Take the line as a caption, and see the session end before each step: to show it, to save it, to take it back."""
    drawn = page.get_by_role("article", name="As it will read")
    expect(drawn.get_by_text(CAPTION)).to_be_visible()
    before = exported()
    number = page.locator(".lines.edited li", has_text=CAPTION).locator(".n").inner_text()
    line = page.get_by_label(f"Line {number}", exact=True)
    log_out()
    line.select_option("caption")
    go_on(page)
    expect(drawn.locator(".b-caption", has_text=CAPTION)).to_be_visible()
    expect(line).to_have_value("caption")
    log_out()
    page.get_by_role("button", name="Save corrections").click()
    go_on(page)
    expect(page.get_by_text("1 correction saved. The story in the library was made anew.")).to_be_visible()
    assert violations(page) == []
    assert exported() != before
    log_out()
    page.get_by_role("button", name="Take back: Line").click()
    go_on(page)
    expect(page.get_by_text("1 correction taken back.")).to_be_visible()
    assert exported() == before
    line.select_option("caption")
    expect(drawn.locator(".b-caption", has_text=CAPTION)).to_be_visible()
    page.get_by_role("button", name="Save corrections").click()
    expect(page.get_by_text("1 correction saved.")).to_be_visible()
    assert Mend.objects.count() == 1
