"""The pages on which people correct documents and sources, over HTTP as browsers without scripts use them."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from articles.admin.mending import source_views
from articles.documents.received import Received
from articles.importing.staging import run_staged
from articles.mending.sources import understand_queued
from articles.models import Article, Document, Import, JoinedSource, Mend, Source, SourceBoilerplate
from tests.support.desk import stage
from tests.support.importing import assert_graph_is_true, import_texts, library_digest
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db(transaction=True)
HEADLINE = "Ferry returns to the bay after a week"
CAPTION = "The boy who rings the bell stood at the landing with a rope in his hand, and waited to be asked."
TEXT = page(HEADLINE, PARAGRAPHS[0], CAPTION, *PARAGRAPHS[1:], related=["Gull census begins", "Coal Quay paved"])
ASK = "Tell us what you think of the tide."
NUMBER = TEXT.splitlines().index(CAPTION) + 1


def address(document=None):
    return reverse("admin:mend_document", args=[(document or Document.objects.first()).pk])


def fields_of(html):
    """The fields of the form, as a browser would send them."""
    names = dict(re.findall(r'<input [^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', html))
    names |= dict(re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>([^<]*)</textarea>', html))
    for name, options in re.findall(r'<select [^>]*?name="(role-\d+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        names[name] = re.search(r'value="([^"]+)" selected', options)[1]
    names.pop("csrfmiddlewaretoken", None)
    return names


def send(client, action="save", at=None, **changes):
    at = at or address()
    fields = fields_of(client.get(at).content.decode()) | {"action": action}
    return client.post(at, fields | {name.replace("_", "-"): value for name, value in changes.items()})


def user_with(*codenames, name="ada"):
    user = User.objects.create_user(name, password="pw", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def test_role_and_values_are_saved_noted_and_taken_back(admin_client, admin_user):
    import_texts(TEXT)
    before = library_digest()

    answer = send(admin_client, **{f"role_{NUMBER}": "caption", "byline": "Ada Holm", "published": "2026-11-20T06:30"})

    assert answer.status_code == 302
    article = Article.objects.get()
    assert {block["text"]: block["kind"] for block in article.blocks}[CAPTION] == "caption"
    assert (article.byline, article.published_at.isoformat()) == ("Ada Holm", "2026-11-20T06:30:00+00:00")
    assert set(Mend.objects.values_list("kind", "old", "user")) == {
        ("line", "paragraph", admin_user.pk),
        ("byline", "", admin_user.pk),
        ("published", "", admin_user.pk),
    }
    sentence = f"Line {NUMBER}, “{CAPTION}”: Caption instead of Paragraph."
    assert LogEntry.objects.filter(change_message=sentence).count() == 2  # of the document and of its story
    shown = admin_client.get(address()).content.decode()
    assert "3 corrections saved. The story in the library was made anew." in shown
    assert "by hand; understood as Paragraph" in shown

    admin_client.post(address(), {"undo": "all"})

    assert library_digest() == before
    assert not Mend.objects.exists()
    assert LogEntry.objects.filter(change_message=f"Taken back: {sentence}").exists()


def test_form_sent_unchanged_changes_nothing(admin_client):
    import_texts(
        page(HEADLINE, *PARAGRAPHS, standfirst="Nobody rang.", byline="By Jo Tide", published="21 November 2026")
    )

    answer = send(admin_client)

    assert answer.status_code == 302
    assert not Mend.objects.exists()


def test_choice_of_the_understood_role_takes_the_correction_back(admin_client):
    import_texts(TEXT)
    send(admin_client, **{f"role_{NUMBER}": "caption", "byline": "Ada Holm"})

    send(admin_client, **{f"role_{NUMBER}": "paragraph", "byline": ""})

    assert not Mend.objects.exists()


def test_another_line_as_headline_takes_the_place_of_one_by_hand(admin_client):
    import_texts(page(HEADLINE, "A word from the harbour office", *PARAGRAPHS, twice=False))
    numbers = {line: n for n, line in enumerate(Document.objects.get().content.decode().splitlines(), 1)}
    send(admin_client, **{f"role_{numbers['A word from the harbour office']}": "headline"})
    assert Article.objects.get().headline == "A word from the harbour office"

    send(admin_client, **{f"role_{numbers[PARAGRAPHS[0]]}": "headline"})

    assert Article.objects.get().headline == PARAGRAPHS[0]
    assert [mend.text for mend in Mend.objects.filter(new="headline")] == [PARAGRAPHS[0]]
    assert_graph_is_true()


def test_two_headlines_are_refused_with_the_reason(admin_client):
    import_texts(TEXT)

    answer = send(admin_client, **{f"role_{NUMBER}": "headline", f"role_{NUMBER + 2}": "headline"})

    assert "Only one line can be the headline. Choose one." in answer.content.decode()
    assert not Mend.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"headline": ""}, "Headline: a story needs one."),
        ({"published": "tomorrow"}, "Date of publication: write it as"),
        ({"byline": "x" * 5001}, "Byline: it may have 5000 characters."),
    ],
)
def test_value_that_cannot_be_taken_is_named_and_kept_in_the_form(admin_client, values, sentence):
    import_texts(TEXT)

    answer = send(admin_client, **values)

    assert sentence in answer.content.decode()
    assert next(iter(values.values())) in answer.content.decode()
    assert not Mend.objects.exists()


def test_value_is_stored_without_control_characters(admin_client):
    import_texts(TEXT)

    send(admin_client, byline="Ada\0 \u202eHolm\x07")

    assert Article.objects.get(headline=HEADLINE).byline == "Ada Holm"


def test_story_is_drawn_anew_without_being_saved(admin_client):
    import_texts(TEXT)
    fields = fields_of(admin_client.get(address()).content.decode()) | {f"role-{NUMBER}": "boilerplate"}

    answer = admin_client.post(address(), fields, headers={"HX-Request": "true"})

    html = answer.content.decode()
    assert "<html" not in html
    assert "Not saved yet." in html
    assert f'<p class="b-paragraph" dir="auto">{CAPTION}</p>' not in html
    assert not Mend.objects.exists()


def test_headline_chosen_by_its_line_is_no_value_by_hand(admin_client):
    import_texts(page(HEADLINE, "A word from the harbour office", *PARAGRAPHS, twice=False))
    number = Document.objects.get().content.decode().splitlines().index("A word from the harbour office") + 1
    fields = fields_of(admin_client.get(address()).content.decode()) | {f"role-{number}": "headline"}
    drawn = admin_client.post(address(), fields, headers={"HX-Request": "true"}).content.decode()
    assert fields_of(drawn)["headline"] == "A word from the harbour office"

    admin_client.post(address(), fields_of(drawn) | {"action": "save"})

    assert list(Mend.objects.values_list("kind", flat=True)) == ["line"]


@pytest.mark.parametrize("ends", [(NUMBER, NUMBER + 2), (NUMBER + 2, NUMBER)])
def test_range_of_lines_is_set_at_once_and_saved_afterwards(admin_client, ends):
    import_texts(TEXT)
    changes = {"from": str(ends[0]), "to": str(ends[1]), "range-role": "boilerplate"}
    drawn = send(admin_client, action="range", **changes).content.decode()
    assert not Mend.objects.exists()

    admin_client.post(address(), fields_of(drawn) | {"action": "save"})

    assert set(Mend.objects.values_list("text", flat=True)) == {CAPTION, PARAGRAPHS[1]}


def test_form_of_another_state_is_not_saved(admin_client):
    import_texts(TEXT)
    fields = fields_of(admin_client.get(address()).content.decode())
    send(admin_client, byline="Ada Holm")

    answer = admin_client.post(address(), fields | {"action": "save", f"role-{NUMBER}": "caption"})

    assert answer.status_code == 409
    assert "is read otherwise by now" in answer.content.decode()
    assert Mend.objects.get().kind == "byline"


def test_no_story_left_is_refused_with_the_reason(admin_client):
    import_texts(TEXT)
    lines = TEXT.splitlines()

    answer = send(admin_client, **{f"role_{lines.index(one) + 1}": "boilerplate" for one in (CAPTION, *PARAGRAPHS)})

    assert answer.status_code == 400
    assert "Nothing was saved: no story would be left." in answer.content.decode()
    assert not Mend.objects.exists()


def test_document_that_waits_is_corrected_by_its_owner_and_imported_so():
    importer = user_with("run_import")
    run = stage([Received("a.txt", TEXT.encode())], user=User.objects.get(), label="Mine")
    other = user_with("run_import", name="bea")
    assert other.get(address()).status_code == 403

    send(importer, **{f"role_{NUMBER}": "caption"})
    run_staged(run.pk)

    assert {block["text"]: block["kind"] for block in Article.objects.get().blocks}[CAPTION] == "caption"
    assert importer.get(address()).status_code == 200  # what one imported oneself, one may correct
    assert other.get(address()).status_code == 403


def test_document_that_is_here_already_is_corrected_in_its_place(admin_client, admin_user):
    import_texts(TEXT)
    stage([Received("again.txt", TEXT.encode())], user=admin_user)

    answer = admin_client.get(address(Document.objects.get(state="staged")))

    assert answer.url == address(Document.objects.get(state="created"))


@pytest.mark.parametrize(
    ("permissions", "document", "source"),
    [((), 403, 403), (("view_document",), 403, 403), (("add_mend",), 200, 403), (("change_source",), 403, 200)],
)
def test_only_who_may_correct_sees_the_pages(permissions, document, source):
    import_texts(TEXT)
    client = user_with(*permissions)

    assert client.get(address()).status_code == document
    missing = reverse("admin:mend_document", args=[999])
    assert client.get(missing).status_code == (404 if document == 200 else 403)
    assert client.get(reverse("admin:mend_source", args=[Source.objects.get().pk])).status_code == source
    assert Client().get(address()).url.startswith(reverse("admin:login"))


def test_line_is_left_out_of_all_stories_of_its_source_after_a_look(admin_client):
    import_texts(page(HEADLINE, *PARAGRAPHS, ASK), page("Gull census begins", *OTHER, ASK))
    before = library_digest()
    document = Document.objects.order_by("pk").first()
    number = document.content.decode().splitlines().index(ASK) + 1
    send(admin_client, at=address(document), **{f"role_{number}": "boilerplate"})
    shown = admin_client.get(address(document)).content.decode()
    at = reverse("admin:mend_line", args=[Mend.objects.get().pk])
    assert at in shown

    look = admin_client.get(at).content.decode()
    assert "1 other story" in look
    assert f"-paragraph: {ASK}" in look
    assert ASK in Article.objects.get(headline="Gull census begins").body_text
    admin_client.post(at)

    assert ASK not in Article.objects.get(headline="Gull census begins").body_text
    source = reverse("admin:mend_source", args=[Source.objects.get().pk])
    assert ASK in admin_client.get(source).content.decode()
    admin_client.post(source, {"unmark": SourceBoilerplate.objects.get().pk})
    admin_client.post(address(document), {"undo": "all"})
    assert library_digest() == before


def test_sources_are_joined_after_a_search_and_parted(admin_client):
    import_texts(page(), page("Gull census begins", *OTHER, masthead="Tide Table Online"))
    before = library_digest()
    online, tide = Source.objects.get(name="Tide Table Online"), Source.objects.get(name="The Tide Table")
    at = reverse("admin:mend_source", args=[online.pk])

    found = admin_client.get(at, {"q": "tide table"}).content.decode()
    assert f'name="into" value="{tide.pk}"' in found
    assert f'name="into" value="{online.pk}"' not in found
    answer = admin_client.post(at, {"into": tide.pk}, follow=True)

    assert "“Tide Table Online” is joined to “The Tide Table”. 1 story changed." in answer.content.decode()
    assert set(Article.objects.values_list("source__name", flat=True)) == {"The Tide Table"}
    assert LogEntry.objects.filter(change_message__contains="is joined to").count() == 2
    admin_client.post(reverse("admin:mend_source", args=[tide.pk]), {"part": JoinedSource.objects.get().pk})
    assert library_digest() == before
    assert_graph_is_true()


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"url": "ftp://example.org/"}, "Enter a valid URL"),
        ({"language": "klingon (tlh)"}, "Select a valid choice"),
        ({"name": " "}, "This field is required"),
    ],
)
def test_source_takes_no_other_address_or_language(admin_client, values, error):
    import_texts(page())
    source = Source.objects.get()
    fields = {"name": source.name, "tagline": source.tagline, "url": "", "language": ""}

    answer = admin_client.post(reverse("admin:articles_source_change", args=[source.pk]), fields | values)

    assert error in answer.content.decode()


def test_name_and_tagline_set_by_hand_stay(admin_client):
    import_texts(page())
    source = Source.objects.get()
    fields = {"name": "Tide Table", "tagline": source.tagline, "url": "https://tide.example.org/", "language": "en"}

    admin_client.post(reverse("admin:articles_source_change", args=[source.pk]), fields)
    import_texts(page("Gulls are counted", *OTHER, tagline="Thrice a day.", captured="Sunday, 22 November 2026"))

    values = list(Source.objects.values_list("name", "tagline", "url", "language"))
    assert values == [("Tide Table", "Thrice a day.", "https://tide.example.org/", "en")]


def test_decision_about_many_documents_is_left_to_a_worker_and_its_page_says_how_far_it_is(
    admin_client, monkeypatch, settings, as_htmx
):
    monkeypatch.setattr(source_views, "MAX_AT_ONCE", 1)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # no worker runs
    import_texts(TEXT, page("Gulls", *OTHER), page("Bell is found", *OTHER, masthead="The Bell"))
    tide, bell = Source.objects.get(name="The Tide Table"), Source.objects.get(name="The Bell")
    at = reverse("admin:mend_source", args=[tide.pk])

    after = admin_client.post(at, {"into": bell.pk}, follow=True).content.decode()

    assert "A worker reads its documents again" in after and "0 of 2 documents read again." in after
    run = Import.objects.get(command="understand_again")
    assert Article.objects.filter(source=bell).count() == 1
    understand_queued(tide, run, "default")
    assert "All its documents were read again." in admin_client.get(at, headers=as_htmx).content.decode()
    assert (run.state, run.done, Article.objects.filter(source=bell).count()) == ("finished", 2, 3)
