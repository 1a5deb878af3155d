"""The admin panel and the import desk in a real browser: the policy holds, forms work with and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, Document, Headline, Import, Revision
from tests.support.desk import PAGE, many
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long way round the bay"


@pytest.fixture
def address(live_server):
    """The whole address of a page by its name."""
    return lambda name, *args: live_server.url + reverse(name, args=args)


@pytest.fixture
def staff():
    return User.objects.create_superuser("keeper", password=PASSWORD)


def log_in(page, address):
    page.goto(address("admin:login"))
    page.get_by_label("Username").fill("keeper")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()


def text_file(name, content):
    return {"name": name, "mimeType": "text/plain", "buffer": content}


def violations(page):
    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in Axe().run(page).response["violations"]]


def test_the_panel_keeps_to_the_policy(page, address, staff, complaints):
    article = make_article("Lamp lit again", related=["Ferry returns", "Heron moves in"])
    Revision.objects.create(article=article, position=1, headline="Lamp lit", fingerprint="f", seen_at=NOON)
    run = Import.objects.create(started_at=NOON, state="finished")
    rows = [article, article.source, Headline.objects.first(), run]
    log_in(page, address)

    for row in [*rows, Revision.objects.get()]:
        name = f"admin:articles_{row._meta.model_name}"
        page.goto(address(f"{name}_changelist"))
        page.goto(address(f"{name}_change", row.pk))
    page.goto(address("admin:articles_document_changelist"))
    page.goto(address("admin:articles_article_delete", article.pk))
    page.goto(address("admin:auth_user_add"))
    page.goto(address("admin:auth_user_change", staff.pk))
    page.goto(address("admin:password_change"))
    page.goto(address("admin:django_tasks_database_dbtaskresult_changelist"))

    assert complaints == []


def test_a_document_goes_all_the_way(page, address, staff, complaints):
    log_in(page, address)
    page.get_by_role("main").get_by_role("link", name="Import stories").click()
    files = [text_file("lamp.txt", PAGE.encode()), text_file("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500))]

    assert violations(page) == []
    page.get_by_label("Drop files or folders here").set_input_files(files)
    page.get_by_label("Label of this import").fill("Found in a drawer")
    page.get_by_role("button", name="Preview").click()

    expect(page.locator("#preview")).to_be_focused()
    expect(page.get_by_text("1 document would be added. 1 can’t be added.")).to_be_visible()
    expect(page.locator(".k-head .t")).to_have_text("Lamp lit again after forty years")
    expect(page.locator("b.bad")).to_have_text("Can’t be added")
    assert violations(page) == []

    page.get_by_role("button", name="Add to the library").first.click()

    expect(page.locator("#results")).to_be_focused()
    expect(page.get_by_text("1 added, 1 not added.")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("link", name="Lamp lit again after forty years", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lamp lit again after forty years")
    assert complaints == []


def test_lines_look_alike_on_the_desk_and_in_the_panel(page, address, staff):
    log_in(page, address)
    page.goto(address("admin:import_desk"))
    page.get_by_label("Text of one page").fill(PAGE)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".k-head")).to_be_visible()
    on_the_desk = colours_of_lines(page)

    page.goto(address("admin:articles_document_change", Document.objects.get().pk))

    assert colours_of_lines(page) == on_the_desk
    assert len(set(on_the_desk)) > 2
    assert len({text.bounding_box()["x"] for text in page.locator(".lines .t").all()}) == 1


def colours_of_lines(page):
    """The colour at the edge of each line, which tells what it was taken for."""
    return page.locator(".lines > li").evaluate_all("lines => lines.map(li => getComputedStyle(li).borderLeftColor)")


def test_a_paste_can_be_discarded(page, address, staff):
    log_in(page, address)
    page.goto(address("admin:import_desk"))
    page.get_by_label("Text of one page").fill(PAGE)
    page.get_by_role("button", name="Preview").click()

    page.get_by_role("button", name="Discard").first.click()

    expect(page.get_by_role("status")).to_have_text("Discarded. Nothing of it was kept.")
    assert not Document.objects.exists()


def test_what_is_wrong_with_a_field_is_said_of_the_field(page, address, staff):
    log_in(page, address)
    page.goto(address("admin:import_desk"))
    page.get_by_label("Text of one page").fill(PAGE)
    label = page.get_by_label("Label of this import")
    label.evaluate("input => { input.removeAttribute('maxlength'); input.value = 'x'.repeat(201) }")

    page.get_by_role("button", name="Preview").click()

    expect(label).to_have_attribute("aria-invalid", "true")
    expect(label).to_have_accessible_description("Ensure this value has at most 200 characters (it has 201).")
    assert violations(page) == []


def test_without_scripts_too_much_at_once_is_answered_on_a_page(browser, address, staff):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, address)
    page.goto(address("admin:import_desk"))
    page.get_by_label("Drop files or folders here").set_input_files(
        [text_file(f"{n}.txt", b"x" * 50_000) for n in range(101)]
    )

    page.get_by_role("button", name="Preview").click()

    expect(page.get_by_role("alert")).to_contain_text("more than 100 files")
    context.close()


def test_who_waits_sees_how_far_it_is_and_then_the_results(page, address, staff, complaints):
    run = Import.objects.create(
        started_at=NOON, seen_at=timezone.now(), state="running", total=60, created=12, claimed_by="one"
    )
    log_in(page, address)
    page.goto(address("admin:import_run", run.pk))

    expect(page.get_by_role("progressbar")).to_have_accessible_name("12 of 60 documents read.")
    assert violations(page) == []
    Import.objects.filter(pk=run.pk).update(created=30)
    expect(page.get_by_role("progressbar")).to_have_accessible_name("30 of 60 documents read.")
    Import.objects.filter(pk=run.pk).update(created=60, state="finished")

    expect(page.get_by_text("60 added.")).to_be_visible()
    assert complaints == []


def test_screen_readers_hear_the_end_of_an_import_and_not_each_count(page, address, staff):
    run = Import.objects.create(started_at=NOON, seen_at=timezone.now(), state="running", total=60, created=12)
    log_in(page, address)
    page.goto(address("admin:import_run", run.pk))

    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("[role=status], [role=alert], [aria-live=polite]").filter(visible=True)).to_have_count(0)
    Import.objects.filter(pk=run.pk).update(created=60, state="finished")

    results = page.get_by_role("region", name="Results")
    expect(results).to_be_focused()
    expect(results).to_have_accessible_description("60 added.")


def test_failed_polls_show_one_notice_until_the_next_answer(page, address, staff):
    run = Import.objects.create(started_at=NOON, seen_at=timezone.now(), state="running", total=60, created=12)
    log_in(page, address)
    page.goto(address("admin:import_run", run.pk))
    page.route("**/import/*/?seen=*", lambda route: route.abort())

    expect(page.get_by_role("alert")).to_contain_text("This count may be out of date.")
    alert = page.get_by_role("alert").element_handle()
    for _ in range(2):  # by the second, what the first has done is seen
        page.wait_for_event("requestfailed")
    assert alert.evaluate("alert => alert.isConnected")
    Import.objects.filter(pk=run.pk).update(created=30)
    page.unroute("**/import/*/?seen=*")

    expect(page.get_by_text("30 of 60 documents read.")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_without_scripts_it_works_the_same(browser, address, staff):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, address)
    page.goto(address("admin:import_desk"))
    page.get_by_label("Drop files or folders here").set_input_files(
        [text_file(name, content) for name, content in many(22)]
    )
    page.get_by_role("button", name="Preview").click()

    page.get_by_role("link", name="More documents").click()
    expect(page.locator(".lines")).to_have_count(2)
    page.get_by_role("button", name="Add to the library").last.click()

    expect(page.get_by_text("22 added.")).to_be_visible()
    assert Article.objects.count() == 22
    context.close()
