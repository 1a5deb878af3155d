"""Bringing documents to the import desk in a real browser: dropped files and folders, lots, and sessions that end."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Document, Import, Outcome
from tests.support.desk import PAGE, many

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long way round the bay"


@pytest.fixture
def address(live_server):
    return lambda name, *args: live_server.url + reverse(name, args=args)


@pytest.fixture
def importer():
    """Staff who may import, and nothing else."""
    user = User.objects.create_user("importer", password=PASSWORD, is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="run_import"))
    return user


def log_in(page, name="importer"):
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


@pytest.fixture
def desk(page, address, importer):
    page.goto(address("admin:import_desk"))
    log_in(page)
    expect(page.get_by_text("Choose a folder")).to_be_visible()  # the script is there
    return page


def drop(page, paths, x, y):
    """Drop files and folders as a hand does, by real drag events."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for event in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": event, "x": x, "y": y, "data": data})


def violations(page):
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in Axe().run(page).response["violations"]]


def mixed(folder):
    """Thirty files in nested folders, with duplicates and what is no story, beside what a saved page needs."""
    inner = folder / "inner" / "more"
    inner.mkdir(parents=True)
    for number, (name, content) in enumerate(many(24)):
        (inner if number % 3 else folder).joinpath(name).write_bytes(content)
    (folder / "copy of 1.txt").write_bytes(many(1)[0][1])
    (folder / "another copy.txt").write_bytes(many(1)[0][1])
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(900))
    (folder / "wide.txt").write_bytes(PAGE.replace("Lamp", "Candle").encode("utf-16"))
    (folder / "saved.html").write_text(f"<!doctype html><title>Saved</title><pre>{PAGE}</pre>")
    (folder / "saved_files").mkdir()
    for name in ("a.css", "b.js", "c.png"):
        (folder / "saved_files" / name).write_bytes(b"x")
    (folder / ".DS_Store").write_bytes(b"x")
    return [folder / "inner", *(path for path in sorted(folder.iterdir()) if path.name != "inner")]


@pytest.mark.parametrize("corner", ["top", "bottom"])
def test_files_and_folders_dropped_on_a_corner_of_the_box_are_previewed_and_imported(
    desk, tmp_path, complaints, corner
):
    page = desk
    box = page.locator(".drop").bounding_box()
    far = corner == "bottom"
    page.get_by_label("Label of this import").fill("Thirty")

    drop(
        page, mixed(tmp_path), box["x"] + (box["width"] - 4 if far else 4), box["y"] + (box["height"] - 4 if far else 4)
    )

    expect(page.locator("[data-summary]")).to_contain_text("Files: 30")
    expect(page.locator("[data-left]")).to_contain_text(
        "Pictures and scripts of saved pages, which aren’t needed and stay here: 3."
    )
    expect(page.locator("[data-left]")).to_contain_text("Hidden files, which stay here: 1.")
    assert violations(page) == []
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#sum")).to_contain_text("would be added", timeout=30_000)
    run = Import.objects.get()
    assert (run.label, run.total, Outcome.objects.count()) == ("Thirty", 30, 30)
    assert Outcome.objects.filter(name__contains="inner/more/").count() == 16
    assert violations(page) == []

    page.locator("#preview").get_by_role("link", name="New").click()
    page.get_by_role("checkbox").first.uncheck()
    expect(page.locator("#sum")).to_contain_text("1 is left out.")
    page.get_by_role("button", name="Add to the library").first.click()

    expect(page.locator("#results")).to_be_visible()
    run.refresh_from_db()
    assert (run.state, run.left_out) == (Import.State.FINISHED, 1)
    assert Outcome.objects.filter(state="left out").count() == 1
    assert complaints == []


def test_nothing_is_lost_when_the_session_ends_before_each_step(desk, address):
    page = desk
    page.get_by_label("Text of one page").fill(PAGE)
    page.get_by_label("Label of this import").fill("Kept")
    Session.objects.all().delete()

    page.get_by_role("button", name="Preview").click()
    go_on_after_login(page)

    expect(page.locator("#sum")).to_contain_text("1 document would be added.")
    page.get_by_role("checkbox").uncheck()
    expect(page.locator("#sum")).to_contain_text("1 is left out.")
    page.get_by_role("checkbox").check()
    expect(page.locator("#sum")).to_contain_text("1 document would be added.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Add to the library").first.click()
    go_on_after_login(page)

    expect(page.locator("#results")).to_be_visible()
    assert Import.objects.get().label == "Kept"
    assert Article.objects.count() == 1


def go_on_after_login(page):
    """Log in in the other tab that the dialog offers, and go on in this one."""
    dialog = page.get_by_role("dialog", name="You were logged out")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    dialog.get_by_role("button", name="Go on").click()
    expect(dialog.get_by_role("alert")).to_have_text("You are not logged in yet.")
    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Log in").click()
    other = opened.value
    log_in(other)
    expect(other.get_by_role("heading", name="Site administration")).to_be_visible()
    other.close()
    page.bring_to_front()
    if dialog.is_visible():
        dialog.get_by_role("button", name="Go on").click(timeout=2_000)
    expect(dialog).to_be_hidden()


def test_a_link_to_a_form_leads_to_the_import(desk, address, importer):
    desk.get_by_label("Text of one page").fill(PAGE)
    desk.get_by_role("button", name="Preview").click()
    expect(desk.locator("#sum")).to_be_visible()
    run = Import.objects.get()

    desk.goto(address("admin:import_confirm", run.pk))

    expect(desk.locator("#sum")).to_contain_text("1 document would be added.")
    assert not Article.objects.exists()


def test_too_much_is_said_before_anything_is_sent_and_all_stays(desk, address, settings):
    settings.UPLOAD_QUOTA = 200
    desk.reload()
    desk.get_by_label("Text of one page").fill(PAGE)
    desk.get_by_label("Label of this import").fill("Still here")

    desk.get_by_role("button", name="Preview").click()

    expect(desk.get_by_role("alert").first).to_contain_text("the import desk has room for")
    expect(desk.get_by_label("Label of this import")).to_have_value("Still here")
    assert not Import.objects.exists()


LOSE_AN_ANSWER = """
const real = window.fetch;
let lost = false;
window.fetch = async (url, options) => {
  const response = await real(url, options);
  if (lost || !String(url).endsWith("/lot/")) return response;
  lost = true;
  throw new TypeError("the connection was closed");
};
"""


def test_lots_go_on_after_an_answer_was_lost(desk):
    desk.evaluate(f"() => {{{LOSE_AN_ANSWER}}}")  # the library takes the first lot, and the page never hears of it
    files = [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in many(3)]
    desk.get_by_label("Drop files or folders here").set_input_files(files)
    lots = []
    desk.on("request", lambda request: request.url.endswith("/lot/") and lots.append(request))
    desk.get_by_role("button", name="Preview").click()

    expect(desk.locator("#sum")).to_contain_text("3 documents would be added.", timeout=20_000)
    assert len(lots) == 2
    assert Document.objects.count() == 3
