"""What the desk receives in lots, who may send and decide, and previews that work without scripts."""

import json

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Article, Import, Outcome
from tests.support.desk import PAGE, many

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def importer(name):
    """A client of staff who may import, and nothing else."""
    user = User.objects.create_user(name, is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="run_import"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk():
    return importer("importer")


def start(client, **values):
    return client.post(reverse("admin:import_start"), values, headers=JSON)


def lot(client, run, *named, parts=None):
    described = [{"position": n, "number": 1, "name": name} for n, (name, _) in enumerate(named, start=1)]
    files = [SimpleUploadedFile("part", content) for _, content in named]
    data = {"parts": json.dumps(described if parts is None else parts), "files": files}
    return client.post(reverse("admin:import_lot", args=[run.pk]), data, headers=JSON)


def finish(client, run, files, size):
    data = {"files": files, "size": size}
    return client.post(reverse("admin:import_finish", args=[run.pk]), data, headers=JSON)


def staged(client, number=3):
    client.post(reverse("admin:import_desk"), {"files": [SimpleUploadedFile(*one) for one in many(number)]})
    return Import.objects.latest("pk")


def test_lots_become_an_import_that_waits(desk):
    addresses = start(desk, label="In lots", source_name="The Dry Dock").json()
    run = Import.objects.get()
    files = many(3)

    first, second = lot(desk, run, *files), lot(desk, run, *files)
    answer = finish(desk, run, 3, sum(len(content) for _, content in files))

    assert (first.json(), second.json()) == ({"parts": 3}, {"parts": 3})
    assert addresses["page"] == answer.json()["page"] == reverse("admin:import_run", args=[run.pk])
    run.refresh_from_db()
    assert (run.state, run.label, run.source_name, run.total) == ("staged", "In lots", "The Dry Dock", 3)


def test_name_of_a_file_that_no_database_takes_is_cleaned(desk):
    start(desk)
    run = Import.objects.get()

    response = lot(desk, run, ("tide\ud800\0.txt", b"one"))

    assert response.status_code == 200
    assert run.uploads.get().name == "tide.txt"


def test_what_is_wrong_with_a_field_is_said_before_anything_is_sent(desk):
    response = start(desk, label="x" * 201)

    assert (response.status_code, list(response.json()["errors"])) == (400, ["label"])
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    "parts",
    ["", {}, 7, [], [{"position": 1}], [{"position": 0, "number": 1, "name": "a"}], [{"position": "x", "number": 1}]],
    ids=str,
)
def test_a_damaged_lot_is_refused_and_nothing_of_it_is_kept(desk, parts):
    start(desk)
    run = Import.objects.get()

    response = lot(desk, run, ("a.txt", b"a"), parts=parts)

    assert response.status_code == 400 and response.json()["message"]
    assert not run.uploads.exists()


def test_a_lot_over_the_quota_is_refused_with_a_sentence(desk, settings):
    start(desk)
    settings.UPLOAD_QUOTA = 100

    response = lot(desk, Import.objects.get(), *many(1))

    assert response.status_code == 413
    assert "The import desk is full" in response.json()["message"]


def test_what_is_lost_on_the_way_is_noticed(desk):
    start(desk)
    run = Import.objects.get()
    lot(desk, run, *many(1))

    assert finish(desk, run, 2, 5_000).status_code == 409

    run.refresh_from_db()
    assert run.state == Import.State.RECEIVING
    page = desk.get(reverse("admin:import_run", args=[run.pk])).content.decode()
    assert "1 file has arrived" in page and "Read what has arrived" in page


def test_what_has_arrived_can_be_read_when_the_rest_never_comes(desk):
    start(desk)
    run = Import.objects.get()
    lot(desk, run, *many(2))

    page = desk.post(reverse("admin:import_finish", args=[run.pk]), follow=True).content.decode()

    assert "2 documents would be added." in page
    assert lot(desk, run, *many(1)).status_code == 409


def test_a_script_of_somebody_logged_out_gets_to_know_it(desk):
    run = staged(desk)
    stranger = Client()

    for name in ("import_lot", "import_finish", "import_confirm", "import_choose"):
        response = stranger.post(reverse(f"admin:{name}", args=[run.pk]), headers=JSON)
        assert (response.status_code, "login" in response.json()) == (401, True)
    assert stranger.get(reverse("admin:import_session"), headers=JSON).status_code == 401
    assert desk.get(reverse("admin:import_session"), headers=JSON).json()["token"]


def test_after_the_login_a_form_leads_to_its_import(desk):
    run = staged(desk)

    response = Client().post(reverse("admin:import_confirm", args=[run.pk]))

    assert response["Location"].endswith(f"?next={reverse('admin:import_run', args=[run.pk])}")


def test_nobody_sends_to_or_decides_on_the_import_of_another(desk):
    run = staged(desk)
    other = importer("other")

    for name in ("import_lot", "import_finish", "import_confirm", "import_choose", "import_discard"):
        assert other.post(reverse(f"admin:{name}", args=[run.pk])).status_code == 403
    assert other.get(reverse("admin:import_document", args=[run.pk, 1])).status_code == 403


def test_documents_are_left_out_without_scripts_page_by_page(desk):
    run = staged(desk, 22)
    address = reverse("admin:import_run", args=[run.pk])
    page = desk.get(address).content.decode()
    assert page.count('name="kept"') == 20

    back = desk.post(
        reverse("admin:import_choose", args=[run.pk]), {"position": [1, 2, 3], "kept": [1, 3], "show": "", "page": 1}
    )
    kept = desk.get(address).content.decode()
    desk.post(reverse("admin:import_confirm", args=[run.pk]), {"position": [21, 22], "kept": [21]})

    assert back["Location"].startswith(address)
    assert "21 documents would be added. 1 is left out." in kept
    run.refresh_from_db()
    assert (run.created, run.left_out) == (20, 2)
    names = Outcome.objects.filter(import_run=run, state="left out").order_by("position").values_list("name", flat=True)
    assert list(names) == ["2.txt", "22.txt"]


def test_ticks_that_make_no_sense_change_nothing(desk):
    run = staged(desk)

    desk.post(reverse("admin:import_choose", args=[run.pk]), {"position": ["x", "99", "-1", "9" * 30], "kept": ["²"]})

    assert Outcome.objects.filter(import_run=run, state="waiting").count() == 3


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("", ["new.txt", "held.txt", "twice.txt", "empty.txt"]),
        ("new", ["new.txt"]),
        ("here", ["held.txt", "twice.txt"]),
        ("refused", ["empty.txt"]),
        ("left", []),
        ("nonsense", ["new.txt", "held.txt", "twice.txt", "empty.txt"]),
    ],
)
def test_the_preview_shows_what_is_asked_for(desk, show, names):
    desk.post(reverse("admin:import_desk"), {"text": PAGE})
    desk.post(reverse("admin:import_confirm", args=[Import.objects.get().pk]))
    assert Article.objects.count() == 1
    new = many(1)[0][1]
    files = {"new.txt": new, "held.txt": PAGE.encode(), "twice.txt": new, "empty.txt": b""}
    desk.post(reverse("admin:import_desk"), {"files": [SimpleUploadedFile(*one) for one in files.items()]})

    page = desk.get(reverse("admin:import_run", args=[Import.objects.latest("pk").pk]), {"show": show}).content.decode()

    headings = page.split('<h3 class="label"')[1:]
    assert {name for name in files if any(f">{name}<" in one.split("</h3>")[0] for one in headings)} == set(names)
    assert len(headings) == len(names)


def test_documents_without_a_publication_can_be_asked_for(desk):
    desk.post(reverse("admin:import_desk"), {"text": PAGE.split("\n", 3)[3]})

    page = desk.get(reverse("admin:import_run", args=[Import.objects.get().pk]), {"show": "unnamed"}).content.decode()

    assert "Without a publication" in page and "give one when you import it" in page


def test_a_page_of_twenty_large_documents_stays_under_300_kb(desk):
    line = (
        "The tide came in, looked round, found nobody it knew, and went out again without a word. <Not> one & all.\n\n"
    )
    texts = [(name, content + (line * 2_000).encode()) for name, content in many(20)]
    desk.post(reverse("admin:import_desk"), {"files": [SimpleUploadedFile(*one) for one in texts]})

    page = desk.get(reverse("admin:import_run", args=[Import.objects.get().pk])).content

    assert page.count(b"<h3") == 20
    assert len(page) < 300_000


def test_what_was_discarded_in_another_tab_is_said_when_it_is_confirmed(desk):
    run = staged(desk)
    desk.post(reverse("admin:import_discard", args=[run.pk]))

    page = desk.post(reverse("admin:import_confirm", args=[run.pk]), follow=True).content.decode()

    assert "Nothing was added: this import was discarded meanwhile." in page
    assert not Article.objects.exists()


def test_when_the_first_of_equal_files_is_left_out_the_next_one_has_its_preview(desk, as_htmx):
    lamp, other = PAGE.encode(), PAGE.replace("Lamp", "Lantern").encode()
    files = [
        SimpleUploadedFile(name, content) for name, content in (("a.txt", lamp), ("b.txt", lamp), ("c.txt", other))
    ]
    desk.post(reverse("admin:import_desk"), {"files": files})
    run = Import.objects.get()
    choose = reverse("admin:import_choose", args=[run.pk])

    first = desk.post(choose, {"position": [1, 2, 3], "kept": [2, 3]}, headers=as_htmx).content.decode()

    assert ("same file, byte for byte, as “b.txt”" in first, "as “a.txt”" in first) == (True, False)
    assert first.count('hx-swap-oob="true"') == 2
    shown = desk.get(reverse("admin:import_document", args=[run.pk, 2])).content.decode()
    assert "Lamp lit again after forty years" in shown and "byte for byte" not in shown
    again = desk.post(choose, {"position": [1], "kept": [1]}, headers=as_htmx).content.decode()
    assert "same file, byte for byte, as “a.txt”" in again
    desk.post(choose, {"position": [1, 2], "kept": [2]})
    desk.post(reverse("admin:import_confirm", args=[run.pk]))
    assert list(run.outcomes.order_by("position").values_list("name", "state")) == [
        ("a.txt", "left out"),
        ("b.txt", "created"),
        ("c.txt", "created"),
    ]
