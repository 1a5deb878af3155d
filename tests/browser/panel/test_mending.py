"""A document corrected in a real browser: by keyboard, redrawn by htmx, saved and taken back."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Document, Source
from tests.support import texts
from tests.support.importing import import_texts, library_digest
from tests.support.texts import PARAGRAPHS

pytestmark = pytest.mark.django_db(transaction=True)
RULES = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def signed_in(context, client):
    """The address of a page by its name, for a browser whose user is an admin already."""

    def address(live_server, name, *args):
        client.force_login(User.objects.get_or_create(username="keeper", is_staff=True, is_superuser=True)[0])
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        return live_server.url + reverse(name, args=args)

    return address


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def test_correction_made_before_the_scripts_are_there_is_shown(page, live_server, signed_in, complaints):
    import_texts(texts.page("Ferry returns to the bay after a week", *PARAGRAPHS))
    document = Document.objects.get()
    number = document.content.decode().splitlines().index(PARAGRAPHS[1]) + 1
    held = []
    page.route("**/htmx-2.min*.js", lambda route: held.append(route))
    page.goto(signed_in(live_server, "admin:mend_document", document.pk), wait_until="commit")
    drawn = page.get_by_role("article", name="As it will read")

    page.get_by_label(f"Line {number}", exact=True).select_option("boilerplate")
    expect(drawn.get_by_text(PARAGRAPHS[1])).to_be_visible()
    held[0].continue_()

    expect(drawn.get_by_text(PARAGRAPHS[1])).to_have_count(0)
    expect(page.get_by_text("Not saved yet.")).to_be_visible()


def test_line_is_corrected_by_keyboard_and_taken_back(page, live_server, signed_in, complaints):
    import_texts(texts.page("Ferry returns to the bay after a week", *PARAGRAPHS))
    before = library_digest()
    page.goto(signed_in(live_server, "admin:mend_document", Document.objects.get().pk))
    number = Document.objects.get().content.decode().splitlines().index(PARAGRAPHS[1]) + 1
    drawn = page.get_by_role("article", name="As it will read")
    expect(drawn.get_by_text(PARAGRAPHS[1])).to_be_visible()

    choice = page.get_by_label(f"Line {number}", exact=True)
    choice.focus()
    choice.select_option("boilerplate")
    expect(drawn.get_by_text(PARAGRAPHS[1])).to_have_count(0)
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    expect(page.get_by_label(f"Line {number}", exact=True)).to_be_focused()
    assert library_digest() == before
    assert violations(page) == []
    page.get_by_role("button", name="Save corrections").press("Enter")

    expect(page.get_by_text("1 correction saved. The story in the library was made anew.")).to_be_visible()
    assert PARAGRAPHS[1] not in Article.objects.get().body_text
    assert violations(page) == []
    page.get_by_role("link", name="Leave it out of all stories").click()
    expect(page.get_by_role("heading", name="Leave a line out of all stories")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("button", name="Take back: Line").click()
    expect(page.get_by_text("1 correction taken back.")).to_be_visible()
    assert library_digest() == before
    page.goto(signed_in(live_server, "admin:mend_source", Source.objects.get().pk))
    assert violations(page) == []
    assert complaints == []
