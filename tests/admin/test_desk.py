"""The import desk: who may use it, what it refuses, previews, confirmations, and interrupted imports."""

import datetime as dt
import io
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin.desk import access as gate
from articles.admin.desk.quota import room_for
from articles.importing.staging import QuotaExceeded
from articles.models import Article, Document, Headline, Import
from tests.support.desk import PAGE, many

pytestmark = pytest.mark.django_db
LONG_AGO = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)

GO_ON = '<button class="btn main">Go on</button>'


@pytest.fixture
def importer():
    """Staff who may import, and nothing else."""
    user = User.objects.create_user("importer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="run_import"))
    return user


@pytest.fixture
def desk(importer):
    client = Client()
    client.force_login(importer)
    return client


def upload(*named):
    """Form data of files: pairs of a name and bytes."""
    return {"files": [SimpleUploadedFile(name, content) for name, content in named]}


def stage(client, data):
    response = client.post(reverse("admin:import_desk"), data)
    assert response.status_code == 302, response.content.decode()
    return Import.objects.latest("pk")


def confirm(client, run):
    return client.post(reverse("admin:import_confirm", args=[run.pk]), follow=True)


def all_addresses(run):
    return [
        ("get", reverse("admin:import_desk")),
        ("get", reverse("admin:import_run", args=[run.pk])),
        ("post", reverse("admin:import_desk")),
        ("post", reverse("admin:import_confirm", args=[run.pk])),
        ("post", reverse("admin:import_discard", args=[run.pk])),
    ]


def test_strangers_are_asked_to_log_in(client, desk):
    run = stage(desk, {"text": PAGE})

    for method, address in all_addresses(run):
        response = getattr(client, method)(address)

        assert response.status_code == 302
        assert response["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("is_staff", [True, False])
def test_without_the_permission_nobody_imports(client, desk, is_staff):
    run = stage(desk, {"text": PAGE})
    user = User.objects.create_user("looker", is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)

    for method, address in all_addresses(run):
        response = getattr(client, method)(address)

        assert response.status_code == 403
        assert "This page is not open to you" in response.content.decode()

    assert Import.objects.get().state == Import.State.STAGED


def test_a_forged_form_changes_nothing(importer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(importer)

    response = client.post(reverse("admin:import_desk"), {"text": PAGE})

    assert response.status_code == 403
    assert not Import.objects.exists()


def test_nothing_of_the_desk_is_kept_by_a_cache(desk, client):
    run = stage(desk, {"text": PAGE})

    for method, address in all_addresses(run):
        assert "no-store" in getattr(desk, method)(address)["Cache-Control"]
        assert "no-store" in getattr(client, method)(address)["Cache-Control"]


def test_reading_changes_nothing(desk):
    run = stage(desk, {"text": PAGE})

    for method in ("get", "head"):
        for address in (reverse("admin:import_desk"), reverse("admin:import_run", args=[run.pk])):
            assert getattr(desk, method)(address).status_code == 200
    for action in ("admin:import_confirm", "admin:import_discard", "admin:import_choose", "admin:import_finish"):
        response = desk.get(reverse(action, args=[run.pk]))
        assert response["Location"] == reverse("admin:import_run", args=[run.pk])

    assert Document.objects.get().state == Document.State.STAGED


def test_the_preview_says_what_each_line_is(desk):
    run = stage(desk, {"text": PAGE})

    page = desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()

    assert '<li class="k-head"><span class="n">4</span> <span class="kind">Headline</span>' in page
    assert "1 headline, 4 paragraphs, 2 related. 7 lines left out." in page
    assert not Article.objects.exists()


def test_confirming_adds_to_the_library(desk):
    run = stage(desk, upload(("lamp.txt", PAGE.encode())))

    page = confirm(desk, run).content.decode()

    article = Article.objects.get()
    assert article.headline == "Lamp lit again after forty years"
    assert Headline.objects.waiting().count() == 2
    assert article.get_absolute_url() in page
    assert "Added" in page
    assert "lamp.txt" in page
    assert "1 added." in page
    assert "It lists 2 related headlines. None of them is in the library yet." in page


def test_confirming_twice_adds_once(desk):
    run = stage(desk, {"text": PAGE})

    confirm(desk, run)
    page = confirm(desk, run).content.decode()

    assert Article.objects.count() == 1
    assert "1 added" in page


def test_a_second_click_while_it_runs_changes_nothing(desk):
    run = stage(desk, {"text": PAGE})
    Import.objects.update(state=Import.State.RUNNING)

    page = confirm(desk, run).content.decode()

    assert "0 of 1 documents read." in page
    assert not Article.objects.exists()


def test_the_same_page_again_is_already_here(desk):
    confirm(desk, stage(desk, {"text": PAGE}))

    page = confirm(desk, stage(desk, {"text": PAGE})).content.decode()

    assert "Already here" in page
    assert Article.objects.count() == 1


def test_a_paste_is_the_same_document_as_its_file(desk):
    confirm(desk, stage(desk, upload(("lamp.txt", PAGE.encode()))))

    confirm(desk, stage(desk, {"text": PAGE.replace("\n", "\r\n")}))

    assert Document.objects.count() == 1


def test_discarding_leaves_nothing(desk):
    run = stage(desk, {"text": PAGE})

    response = desk.post(reverse("admin:import_discard", args=[run.pk]), follow=True)

    assert "Discarded" in response.content.decode()
    assert not Document.objects.exists()
    assert (
        "It was discarded before anything of it was added"
        in desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()
    )


def test_what_was_imported_can_not_be_discarded(desk):
    run = stage(desk, {"text": PAGE})
    confirm(desk, run)

    desk.post(reverse("admin:import_discard", args=[run.pk]))

    assert Article.objects.exists()
    assert Document.objects.exists()


def test_publication_and_label_are_taken_along(desk):
    page = PAGE.split("\n", 3)[3]

    run = stage(desk, {"text": page, "source_name": "The Dry Dock", "label": "Found in a drawer"})
    confirm(desk, run)

    assert Import.objects.get().label == "Found in a drawer"
    assert Article.objects.get().source.name == "The Dry Dock"


@pytest.mark.parametrize("data", [{}, {"text": ""}, {"text": " \r\n\t "}])
def test_nothing_sent_is_said_so(desk, data):
    response = desk.post(reverse("admin:import_desk"), data)

    assert response.status_code == 400
    assert "There is nothing to read yet" in response.content.decode()
    assert not Import.objects.exists()


BAD = {
    "empty.txt": b"",
    "spaces.txt": b"  \n\n \t\n",
    "boilerplate.txt": b"Newsletter\nRelated Articles\n0:00\n0:00\nClose\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8,
    "one-line.txt": b"a" * 3_000_000,
    "page.html": b"<!doctype html><html><body><p>A page.</p></body></html>",
}
GOOD = {
    "plain.exe": PAGE.encode(),
    "nul.txt": PAGE.replace("lamp", "la\0mp").replace("Lamp", "Beacon").encode(),
    "wide.txt": PAGE.replace("Lamp", "Candle").encode("utf-16"),
    "western.txt": PAGE.replace("Lamp", "Café lamp").encode("cp1252"),
}


def test_bad_input_is_refused_by_name_and_the_rest_goes_in(desk):
    run = stage(desk, upload(*{**BAD, **GOOD}.items()))

    preview = desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()
    page = confirm(desk, run).content.decode()

    for name in BAD:
        assert name in preview
    assert f"4 documents would be added. {len(BAD)} can’t be added." in preview
    assert all(name in page for name in {**BAD, **GOOD})
    run.refresh_from_db()
    assert (run.created, run.rejected) == (len(GOOD), len(BAD))
    refused = {outcome.name: outcome.problem for outcome in run.outcomes.filter(state="rejected")}
    assert set(refused) == set(BAD)
    assert all(problem["code"] for problem in refused.values())
    assert sorted(Article.objects.values_list("headline", flat=True)) == [
        "Beacon lit again after forty years",
        "Café lamp lit again after forty years",
        "Candle lit again after forty years",
        "Lamp lit again after forty years",
    ]


def test_a_library_that_only_got_bad_input_says_what_is_wrong(desk):
    run = stage(desk, upload(("one-line.txt", BAD["one-line.txt"]), ("empty.txt", b"")))

    page = desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()

    assert "Nothing of this can be added." in page
    assert "Add to the library" not in page
    assert "the limit of its format is 2 MB" in page


def test_names_and_texts_are_escaped_and_cut(desk):
    name = "<b onclick=x>" + "n" * 300 + ".txt"
    page = PAGE.replace("The lamp was lit", "<script>alert(1)</script> The lamp was lit")

    run = stage(desk, upload((name, page.encode())))
    html = desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()

    assert "<b onclick" not in html
    assert "n" * 201 not in html
    assert "<script>alert" not in html


def test_a_paste_of_two_megabytes_works(desk):
    line = "The tide came in, looked round, found nobody it knew, and went out again without a word.\r\n\r\n"
    text = PAGE + line * (1_900_000 // len(line))

    run = stage(desk, {"text": text})
    page = desk.get(reverse("admin:import_document", args=[run.pk, 1])).content.decode()

    assert "The first 400 of" in page


def test_a_paste_that_is_too_long_is_answered_with_a_sentence(desk):
    response = desk.post(reverse("admin:import_desk"), {"text": "a" * 6_000_000})

    assert response.status_code == 413
    assert "The pasted text is too long." in response.content.decode()
    assert not Import.objects.exists()


def test_a_hundred_and_one_files_are_answered_with_a_sentence(desk):
    response = desk.post(reverse("admin:import_desk"), upload(*((f"{n}.txt", b"x") for n in range(101))))

    assert response.status_code == 413
    assert "more than 100 files" in response.content.decode()


def test_too_many_fields_are_answered_with_a_sentence(desk):
    response = desk.post(reverse("admin:import_desk"), {f"f{n}": "x" for n in range(1_001)})

    assert response.status_code == 400
    assert "too many fields" in response.content.decode()


def test_a_request_beyond_all_measure_is_not_read(desk, monkeypatch):
    monkeypatch.setattr(gate, "MAX_REQUEST", 1_000)

    response = desk.post(reverse("admin:import_desk"), {"text": PAGE * 2})

    assert response.status_code == 413
    assert "too much at once" in response.content.decode()


def test_preview_shows_twenty_documents_a_page(desk):
    run = stage(desk, upload(*many(22)))
    address = reverse("admin:import_run", args=[run.pk])

    first, last = (desk.get(address, {"page": number}).content.decode() for number in (1, 2))

    assert [page.count('<ol class="lines"') for page in (first, last)] == [20, 2]
    assert "22 documents would be added." in first and "Page 1 of 2" in first
    assert 'href="?page=2"' in first and 'href="?page=1"' in last
    assert "Add to the library" in first and "Add to the library" in last


def test_preview_loads_no_document_and_costs_the_same_however_many(desk):
    counted = []
    for number in (2, 20):
        run = stage(desk, upload(*many(number)))
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("admin:import_run", args=[run.pk]))
        counted.append(len(queries))
        assert not [query for query in queries if '"articles_document"' in query["sql"]]

    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("state", "how"), [("running", "interrupted"), ("failed", "interrupted"), ("stopped", "stopped")]
)
def test_import_that_was_cut_short_goes_on_from_its_page(desk, state, how):
    run = stage(desk, {"text": PAGE})
    Import.objects.update(state=state, seen_at=LONG_AGO)

    page = desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()
    after = confirm(desk, run).content.decode()

    assert GO_ON in page and f"The import was {how}" in page
    assert "1 added" in after
    assert GO_ON not in after
    assert Import.objects.get().state == Import.State.FINISHED


def test_who_watches_an_import_that_died_is_led_to_what_can_be_done(desk, as_htmx):
    run = stage(desk, {"text": PAGE})
    Import.objects.update(state=Import.State.RUNNING, seen_at=LONG_AGO)

    response = desk.get(reverse("admin:import_run", args=[run.pk]), headers=as_htmx)

    assert response["HX-Redirect"] == f"{reverse('admin:import_run', args=[run.pk])}#results"


def test_run_by_command_can_not_be_continued_from_the_desk(desk):
    run = Import.objects.create(command="import_articles", state=Import.State.FAILED, started_at=LONG_AGO)

    page = confirm(desk, run).content.decode()

    assert GO_ON not in page
    assert Import.objects.get().state == Import.State.FAILED


def test_many_documents_are_left_to_the_worker(desk, settings):
    run = stage(desk, upload(*many(51)))
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}

    page = confirm(desk, run).content.decode()
    part = desk.get(reverse("admin:import_run", args=[run.pk]), headers={"HX-Request": "true"}).content.decode()

    assert not Article.objects.exists()
    assert "<progress" in page
    assert "0 of 51 documents read." in page
    assert "See how far it is" in page
    assert "0 of 51 documents read." in part
    assert "<html" not in part


def test_the_worker_imports_them_all(desk):
    run = stage(desk, upload(*many(51)))

    page = confirm(desk, run).content.decode()  # tasks run at once in tests

    assert Article.objects.count() == 51
    assert "51 added" in page


def test_who_watches_is_led_to_the_results(desk, as_htmx):
    run = stage(desk, {"text": PAGE})
    confirm(desk, run)

    response = desk.get(reverse("admin:import_run", args=[run.pk]), headers=as_htmx)

    assert response["HX-Redirect"] == f"{reverse('admin:import_run', args=[run.pk])}#results"


def test_results_cost_the_same_however_many(desk, django_assert_max_num_queries):
    run = stage(desk, upload(*many(30)))
    confirm(desk, run)

    with django_assert_max_num_queries(14):
        desk.get(reverse("admin:import_run", args=[run.pk]))


@pytest.fixture
def colleague(importer):
    """A second user with the same rights."""
    user = User.objects.create_user("colleague", is_staff=True)
    user.user_permissions.set(importer.user_permissions.all())
    client = Client()
    client.force_login(user)
    return client


def test_an_import_that_waits_is_its_owners(desk, colleague):
    run = stage(desk, {"text": PAGE, "label": "Mine alone"})

    statuses = [
        colleague.get(reverse("admin:import_run", args=[run.pk])).status_code,
        colleague.post(reverse("admin:import_confirm", args=[run.pk])).status_code,
        colleague.post(reverse("admin:import_discard", args=[run.pk])).status_code,
    ]

    assert statuses == [403, 403, 403]
    assert Import.objects.get().state == Import.State.STAGED
    assert "Mine alone" not in colleague.get(reverse("admin:import_desk")).content.decode()
    assert "Mine alone" in desk.get(reverse("admin:import_desk")).content.decode()


def test_whoever_may_see_every_import_handles_those_of_others(desk, colleague):
    run = stage(desk, {"text": PAGE, "label": "Of a colleague"})
    User.objects.get(username="colleague").user_permissions.add(Permission.objects.get(codename="see_every_import"))

    assert "Of a colleague" in colleague.get(reverse("admin:import_desk")).content.decode()
    assert confirm(colleague, run).status_code == 200

    assert Article.objects.count() == 1


def test_results_of_an_import_are_for_all_who_import(desk, colleague):
    run = stage(desk, {"text": PAGE})
    confirm(desk, run)

    assert colleague.get(reverse("admin:import_run", args=[run.pk])).status_code == 200


@pytest.mark.parametrize("as_form", [True, False], ids=["with files", "as a script may paste"])
def test_no_more_waits_than_the_quota(desk, settings, as_form):
    first = stage(desk, upload(("a.txt", PAGE.encode())))
    settings.UPLOAD_QUOTA = 2 * len(PAGE)
    more = upload(*many(2))
    pasted = urlencode({"text": PAGE.replace("forty", "fifty") + PAGE})
    sent = [more] if as_form else [pasted, "application/x-www-form-urlencoded"]

    response = desk.post(reverse("admin:import_desk"), *sent)

    assert response.status_code == 413
    page = response.content.decode()
    assert "The import desk is full: 0 kB wait to be added to the library, these are" in page
    assert "together there may be 1 kB. Add or discard what waits" in page
    assert Import.objects.get() == first

    desk.post(reverse("admin:import_discard", args=[first.pk]))
    settings.UPLOAD_QUOTA = 20 * len(PAGE)
    assert desk.post(reverse("admin:import_desk"), *sent).status_code == 302


def test_confirming_and_discarding_need_no_room(desk, settings):
    first, second = stage(desk, {"text": PAGE}), stage(desk, {"text": PAGE})
    settings.UPLOAD_QUOTA = 1

    for action, run in (("admin:import_confirm", first), ("admin:import_discard", second)):
        answer = desk.post(reverse(action, args=[run.pk]), content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 302

    assert Article.objects.count() == 1


def test_uploads_that_are_received_at_once_share_the_quota(settings):
    settings.UPLOAD_QUOTA = 100

    with room_for(60):
        with pytest.raises(QuotaExceeded), room_for(60):
            pass
        with room_for(40):
            pass
    with room_for(100):
        pass


class BreaksOff:
    """The body of a request whose connection breaks after so many bytes."""

    def __init__(self, body, folder):
        self.left, self.folder, self.seen = io.BytesIO(body), folder, set()

    def read(self, size=-1):
        self.seen |= set(self.folder.iterdir())
        if not (chunk := self.left.read(size)):
            raise OSError("broken")
        return chunk

    readline = read


def test_large_files_never_have_a_name_on_the_disk(desk, settings):
    before = set(settings.DATA_DIR.iterdir())
    large = b"Lamp lit again after forty years. " * 90_000  # over what is kept in memory
    files = upload(("large.txt", large))
    body = BreaksOff(encode_multipart(BOUNDARY, files)[:-50_000], settings.DATA_DIR)

    broken = desk.generic(
        "POST",
        reverse("admin:import_desk"),
        **{"wsgi.input": body, "CONTENT_TYPE": MULTIPART_CONTENT, "CONTENT_LENGTH": str(len(large))},
    )
    whole = desk.post(reverse("admin:import_desk"), upload(("large.txt", large)))

    assert broken.status_code == 503
    assert whole.status_code == 302
    assert Import.objects.get().rejected == 1  # over the limit of one document, which is said after it was received
    assert body.seen | set(settings.DATA_DIR.iterdir()) == before


def test_import_that_runs_can_be_stopped_and_goes_on(desk):
    run = stage(desk, {"text": PAGE})
    Import.objects.update(state=Import.State.RUNNING, claimed_by="a worker", seen_at=timezone.now())
    page = desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()
    stop = reverse("admin:import_stop", args=[run.pk])
    assert f'action="{stop}"' in page and "It waits for a worker." not in page

    stopped = desk.post(stop, follow=True).content.decode()
    after = confirm(desk, run).content.decode()

    assert "The import was stopped." in stopped and GO_ON in stopped
    assert "1 added" in after


def test_import_that_waits_for_a_worker_says_so(desk):
    run = stage(desk, {"text": PAGE})
    Import.objects.update(state=Import.State.RUNNING, seen_at=timezone.now())

    assert "It waits for a worker." in desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()


@pytest.mark.parametrize("state", ["running", "failed", "stopped"])
def test_command_that_was_cut_short_says_what_to_do(desk, state):
    run = Import.objects.create(command="import_articles", state=state, started_at=LONG_AGO, claimed_by="a command")

    page = desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()

    assert "run the same command again" in page and GO_ON not in page


def test_import_is_stopped_by_post_only(desk):
    run = stage(desk, {"text": PAGE})
    Import.objects.update(state=Import.State.RUNNING, seen_at=timezone.now())

    assert desk.get(reverse("admin:import_stop", args=[run.pk])).status_code == 405
    assert Import.objects.get().state == Import.State.RUNNING
