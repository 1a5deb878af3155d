"""The desk's list, progress, reports of imports and their files, and what is undone or discarded there."""

import csv
import io
import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.admin.desk.watching import report as reports
from articles.admin.desk.watching import views as watching
from articles.admin.desk.watching.listing import OPEN
from articles.admin.desk.watching.progress import Progress, time_left
from articles.admin.desk.watching.report import ReportForm, report_page
from articles.documents.problems import Problem
from articles.importing.outcomes import foreseen_sentences, sentences_of_details
from articles.importing.results import deleted_before
from articles.importing.staging import confirm, run_staged
from articles.importing.undoing import taking_back, undo
from articles.models import Article, Document, Import, Outcome, TaskWorker
from tests.support.desk import stage
from tests.support.factories import NOON, make_article, make_document
from tests.support.piles import pages
from tests.support.texts import received

pytestmark = pytest.mark.django_db


def user_with(name, *codenames):
    user = User.objects.create_user(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def importer():
    return user_with("importer", "run_import")


@pytest.fixture
def desk(importer):
    return client_of(importer)


def make_import(user=None, **fields):
    values = {"user": user, "started_at": NOON, "seen_at": timezone.now(), "state": "finished", **fields}
    return Import.objects.create(**values)


def make_outcome(run, position, state="created", **fields):
    return Outcome.objects.create(
        import_run=run, position=position, state=state, **{"name": f"{position}.txt", **fields}
    )


def run_of(user, number, word="Lamp", **fields):
    """An import with so many stories."""
    run = make_import(user, created=number, total=number, **fields)
    for n in range(1, number + 1):
        article = make_article(f"{word} number {n}")
        make_outcome(run, n, article_number=article.pk, headline=article.headline)
    return run


def page_of(client, run, part="", **query):
    return client.get(reverse("admin:import_run", args=[run.pk]) + part, query).content.decode()


def test_report_has_a_row_for_each_document_with_state_reason_and_link(desk, importer):
    run = make_import(importer, created=1, rejected=1, total=2)
    article = make_article("Lamp lit again", related=["Ferry returns"])
    listed = [{"code": "related", "count": 1}]
    make_outcome(run, 1, article_number=article.pk, headline="Lamp lit", details=listed)
    make_outcome(run, 2, "rejected", name="empty.txt", problem=Problem("empty", line=3).as_json())

    page = page_of(desk, run)

    assert f'<a href="{article.get_absolute_url()}">Lamp lit again</a>' in page
    assert "It lists 1 related headline. None of them is in the library yet." in page
    assert "empty.txt" in page and "There is no text in it." in page and "line 3" in page
    assert "1 added, 1 not added." in page


def test_report_is_read_in_pages_forward_and_backward(importer):
    run = run_of(importer, 120)

    seen, asked = [], ReportForm({}).asked()
    while True:
        page = report_page(run, asked)
        seen.append([row.number for row in page.rows])
        if not page.after:
            break
        asked = ReportForm({"after": page.after}).asked()
    back = report_page(run, ReportForm({"before": page.before}).asked())

    assert [number for rows in seen for number in rows] == list(range(1, 121))
    assert [row.number for row in back.rows] == seen[1]
    assert report_page(run, ReportForm({"before": back.before}).asked()).before == 0


def test_report_costs_the_same_for_few_rows_and_many(desk, importer, django_assert_num_queries):
    few, many = run_of(importer, 2), run_of(importer, 40, "Buoy")
    queries = 13

    for run in (few, many):
        with django_assert_num_queries(queries):
            page_of(desk, run)


def test_report_is_filtered_and_searched(importer):
    run = make_import(importer, created=2, rejected=1)
    unsure = make_article("Half a lamp", confidence=0.3, body_confidence=0.3, source=None)
    document = make_document(run, article=unsure)
    make_outcome(run, 1, article_number=unsure.pk, headline="Half a lamp", document=document)
    make_outcome(run, 2, headline="Heron moves in", name="heron.html")
    make_outcome(run, 3, "rejected", name="menu.txt", problem=Problem("no-story").as_json())

    def found(**query):
        return [row.number for row in report_page(run, ReportForm(query).asked()).rows]

    assert reports.marked(run) == {"unsure": 1, "no publication": 1, "deleted": 0}
    assert found(show="created") == [1, 2]
    assert found(show="unsure") == [1]
    assert found(show="no publication") == [1]
    assert found(show="deleted") == []
    assert found(q="heron") == [2] and found(q="HALF") == [1] and found(q="zeppelin") == []
    assert found(why="no-story") == [3]
    assert found(show="nonsense", after="x") == [1, 2, 3]


def test_search_in_a_report_looks_so_far_and_offers_to_look_further(desk, importer, monkeypatch):
    monkeypatch.setattr(reports, "MAX_READ", 2)
    run = run_of(importer, 5)

    first = report_page(run, ReportForm({"q": "number 4"}).asked())
    page = page_of(desk, run, q="number 4")
    second = report_page(run, ReportForm({"q": "number 4", "after": first.read_to}).asked())

    assert (first.rows, first.read_to) == ([], 2)
    assert "This was looked for as far as document 2." in page and "after=2#results" in page
    assert [row.headline for row in second.rows] == ["Lamp number 4"]


def test_story_deleted_later_is_shown_as_deleted_and_can_be_added_again(desk, importer):
    run = make_import(importer, created=2)
    gone = make_document(run, deleted_at=NOON, deleted_by=importer)
    make_outcome(run, 1, article_number=4711, headline="Lamp lit again", document=gone)
    make_outcome(run, 2, article_number=4712, headline="Heron moves in")

    assert "Add again" not in page_of(desk, run)  # whoever may not take a story out may not bring it back
    importer.user_permissions.add(Permission.objects.get(codename="delete_article"))

    page = page_of(desk, run)

    assert "<s>Lamp lit again</s>" in page
    assert "Its story was deleted by importer on 2026-11-22 12:00, and stays out." in page
    assert "Its story is not in the library any more." in page
    assert page.count("Add again") == 1
    assert [row.number for row in report_page(run, ReportForm({"show": "deleted"}).asked()).rows] == [1]


def test_whoever_may_not_add_again_is_told_whom_to_ask(desk, importer):
    run = make_import(importer)
    gone = make_document(run, deleted_at=NOON, deleted_by=importer)
    details = [{"code": "deleted", "on": NOON.isoformat(), "by": "ada"}]
    make_outcome(run, 1, "unchanged", headline="Lamp lit again", document=gone, details=details)
    (told,), (foreseen,) = sentences_of_details(details), foreseen_sentences(details)

    page = page_of(desk, run)

    assert told in page and "“Add again”" not in page + foreseen
    assert all("Whoever may delete stories can add it again" in sentence for sentence in (told, foreseen))


def test_merged_story_is_found_by_the_number_that_it_had(importer):
    run = make_import(importer, created=1)
    article = make_article("Lamp lit again")
    article.merged.create(number=4711)
    make_outcome(run, 1, article_number=4711, headline="Lamp lit")

    (row,) = report_page(run, ReportForm({}).asked()).rows

    assert row.article == article and row.gone == ""


def test_report_of_an_import_that_waits_is_its_owners(desk):
    waiting = make_import(user_with("colleague", "run_import"), state="staged")
    make_outcome(waiting, 1, "waiting", name="secret.txt")

    statuses = [
        desk.get(reverse(name, args=[waiting.pk])).status_code for name in ("admin:import_csv", "admin:import_run")
    ]

    assert statuses == [403, 403]


def test_story_that_was_added_again_is_in_the_report_again(importer):
    run = make_import(importer, created=1)
    article = make_article("Lamp lit again")
    make_outcome(run, 1, article_number=4711, document=make_document(run, article=article))

    (row,) = report_page(run, ReportForm({}).asked()).rows

    assert row.article == article and row.gone == ""


def test_story_that_was_kept_out_is_said_once_to_be_deleted_and_then_to_be_added_again(importer):
    run = make_import(importer, unchanged=1)
    document = make_document(run, deleted_at=NOON, deleted_by=importer)
    make_outcome(run, 1, "unchanged", details=deleted_before(document.pk, "importer", NOON), document=document)

    (kept_out,) = report_page(run, ReportForm({}).asked()).rows
    document.article, document.deleted_at, document.deleted_by = make_article("Lamp lit again"), None, None
    document.save()
    (again,) = report_page(run, ReportForm({}).asked()).rows

    assert (kept_out.message.count("was deleted"), kept_out.again) == (1, True)
    assert again.message.endswith("It was added again since.") and not again.again


def streamed(response):
    return b"".join(response.streaming_content).decode()


def test_table_of_a_report_holds_no_formula(desk, importer):
    run = make_import(importer, created=1)
    make_outcome(run, 1, name='=cmd|" /C calc"!A0.txt', headline="+1 for the lamp")

    response = desk.get(reverse("admin:import_csv", args=[run.pk]))
    heads, row = list(csv.reader(io.StringIO(streamed(response))))

    assert heads == ["number", "result", "document", "headline", "why", "address", "sha256"]
    assert row[2:4] == ['\'=cmd|" /C calc"!A0.txt', "'+1 for the lamp"]
    assert response["Content-Disposition"] == f'attachment; filename="import-{run.pk}.csv"'


def test_files_of_a_report_hold_every_row_that_is_asked_for(desk, importer, monkeypatch):
    monkeypatch.setattr("articles.admin.desk.watching.downloads.CHUNK", 3)
    run = run_of(importer, 7)
    make_outcome(run, 8, "rejected", problem=Problem("empty").as_json())
    address = reverse("admin:import_json", args=[run.pk])

    rows = [json.loads(line) for line in streamed(desk.get(address)).splitlines()]
    refused = [json.loads(line) for line in streamed(desk.get(address, {"show": "rejected"})).splitlines()]

    assert [row["number"] for row in rows] == list(range(1, 9))
    assert rows[0]["article"] == Article.objects.get(headline="Lamp number 1").pk
    assert [(row["code"], row["state"]) for row in refused] == [("empty", "rejected")]


def test_running_and_unconfirmed_imports_stand_first_whoever_started_them(desk, importer):
    colleague = user_with("colleague", "run_import")
    make_import(colleague, state="running", claimed_by="one", label="A colleague's, which runs", total=9)
    make_import(colleague, state="staged", label="A colleague's secret", total=3)
    make_import(importer, state="staged", label="My own, which waits", total=2)
    for n in range(20):
        make_import(importer, label=f"Finished number {n}", created=1)

    page = desk.get(reverse("admin:import_desk")).content.decode()

    order = ["A colleague's, which runs", "An import of colleague", "My own, which waits", "Finished number 19"]
    places = [page.replace("&#x27;", "'").find(text) for text in order]
    assert -1 not in places and places == sorted(places)
    assert "3 imports run or wait: see them below." in page
    assert "A colleague&#x27;s secret" not in page
    assert page.count('name="run"') == 1


def test_imports_without_a_label_are_told_apart_by_their_files(desk, importer):
    for name in ("lamp.txt", "heron.html"):
        make_outcome(make_import(importer, created=30, total=30), 1, name=name)

    page = desk.get(reverse("admin:import_desk")).content.decode()

    numbers = [make_import(importer).pk for _ in range(2)]
    bare = desk.get(reverse("admin:import_desk")).content.decode()

    assert [f"2026-11-22 12:00, no. {number}" in bare for number in numbers] == [True, True]
    assert "lamp.txt and 29 more" in page and "heron.html and 29 more" in page


def test_several_imports_are_discarded_at_once_but_not_those_of_others(desk, importer):
    colleague = user_with("colleague", "run_import")
    mine = [make_import(importer, state="staged") for _ in range(3)]
    other = make_import(colleague, state="staged")

    response = desk.post(
        reverse("admin:import_discard_several"), {"run": [run.pk for run in [*mine[:2], other]]}, follow=True
    )

    assert "2 imports were discarded. The others no longer wait, or are not yours." in response.content.decode()
    assert set(Import.objects.filter(state="staged")) == {mine[2], other}


def test_nothing_ticked_discards_nothing(desk, importer):
    run = make_import(importer, state="staged")

    page = desk.post(reverse("admin:import_discard_several"), follow=True).content.decode()

    assert "No import was chosen." in page
    assert Import.objects.get() == run


def test_undo_shows_what_it_takes_back_and_then_the_import_is_gone(desk, importer):
    run = stage(received(pages(2)), user=importer)
    assert confirm(run.pk) and run_staged(run.pk).created == 2
    undo = reverse("admin:import_undo", args=[run.pk])

    asked = desk.get(undo).content.decode()
    assert Article.objects.count() == 2
    after = desk.post(undo, follow=True).content.decode()

    assert "2 stories that only this import brought go." in asked
    assert "The import was taken back." in after and "the library is as if it had never come" in after
    assert not Article.objects.exists() and not Document.objects.exists()
    assert after.count("Its story is not in the library any more.") == 2
    assert "It was taken back already." in desk.get(undo).content.decode()
    assert [entry.change_message for entry in LogEntry.objects.all()] == ["Taken back."]


def test_undo_of_many_documents_is_left_to_the_worker(desk, importer, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    run = run_of(importer, 21)

    page = desk.post(reverse("admin:import_undo", args=[run.pk]), follow=True).content.decode()

    assert "Its undo waits for a worker." in page
    assert Article.objects.count() == 21


def test_only_who_may_handle_an_import_can_undo_it(importer):
    run = run_of(importer, 1)
    colleague = client_of(user_with("colleague", "run_import"))

    for ask in (colleague.get, colleague.post):
        assert "can undo it." in ask(reverse("admin:import_undo", args=[run.pk]), follow=True).content.decode()
    assert Article.objects.exists()


@pytest.mark.parametrize(
    ("is_alive", "sentence"), [(True, "It is being taken back:"), (False, "Its undo began and was broken off.")]
)
def test_undo_that_was_broken_off_can_go_on(desk, importer, is_alive, sentence):
    seen_at = timezone.now() if is_alive else NOON
    run = make_import(importer, state="taken back", claimed_by="one", seen_at=seen_at, created=1)

    page = page_of(desk, run)

    assert sentence in page
    assert (reverse("admin:import_undo", args=[run.pk]) in page) != is_alive


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("discarded", "It was discarded before anything of it was added"),
        ("expired", "Nobody confirmed it for seven days"),
        ("taken back", "It was taken back: the library is as if it had never come."),
    ],
)
def test_page_of_an_import_says_how_it_ended(desk, importer, state, sentence):
    assert sentence in page_of(desk, make_import(importer, state=state))


def test_progress_knows_its_rate_from_what_the_page_has_seen():
    now = timezone.now().timestamp()
    run = Import(state="running", total=600, created=120, claimed_by="one")

    just_opened = Progress.of(run, "")
    watched = Progress.of(run, f"20~{int(now - 50)}")

    assert just_opened.how_far == "120 of 600 documents read." and just_opened.how_fast == ""
    assert watched.seen == f"20~{int(now - 50)}"
    assert watched.how_fast.startswith("1") and watched.how_fast.endswith("a minute. About 4 minutes left.")
    assert [Progress.of(run, seen).how_fast for seen in ("x", "999~1", "~")] == ["", "", ""]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "A few seconds left."),
        (34, "About 30 seconds left."),
        (100, "About 2 minutes left."),
        (9_000, "About 2 hours left."),
    ],
)
def test_time_left_is_as_exact_as_it_can_be_known(seconds, words):
    assert time_left(seconds) == words


def test_only_who_may_handle_an_import_is_offered_to_stop_and_to_undo_it(desk, importer):
    colleague = client_of(user_with("colleague", "run_import"))
    running = make_import(importer, state="running", claimed_by="one", total=9)
    ended = run_of(importer, 1)

    for client, offered in ((desk, True), (colleague, False)):
        assert (reverse("admin:import_stop", args=[running.pk]) in page_of(client, running)) == offered
        assert (reverse("admin:import_undo", args=[ended.pk]) in page_of(client, ended)) == offered
    colleague.post(reverse("admin:import_stop", args=[running.pk]))
    assert Import.objects.get(pk=running.pk).state == "running"
    desk.post(reverse("admin:import_stop", args=[running.pk]))
    assert Import.objects.get(pk=running.pk).state == "stopped"
    assert LogEntry.objects.get().change_message == "Stopped."


def test_desk_is_a_page_of_the_panel(desk, importer):
    page = page_of(desk, run_of(importer, 1, label="Found in a drawer"))

    assert 'class="breadcrumbs"' in page and f'href="{reverse("admin:import_desk")}">Import desk</a>' in page
    assert 'id="logout-form"' in page and "<strong>importer</strong>" in page
    assert "theme-toggle" in page


def test_open_imports_are_found_by_an_index(importer):
    for n in range(300):
        make_import(importer, label=str(n))
    asked = Import.objects.filter(state__in=OPEN)

    assert "import_by_state" in explained(asked)


def explained(queryset):
    """The plan of a query, on PostgreSQL as if the table were too large to be read whole."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return queryset.order_by().explain()


@pytest.mark.parametrize("is_alive", [True, False])
def test_import_that_waits_for_a_worker_says_whether_one_runs(desk, importer, is_alive):
    run = make_import(importer, state="running", total=9)
    TaskWorker.objects.create(name="one", beat_at=timezone.now() if is_alive else NOON)

    page = page_of(desk, run)

    assert "It waits for a worker." in page
    assert ("No worker has shown signs of life" in page) == (not is_alive)


def test_undo_that_is_left_to_a_worker_says_how_far_it_is(desk, importer, monkeypatch, settings, as_htmx):
    monkeypatch.setattr(watching, "SMALL", 1)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # no worker runs
    monkeypatch.setattr(taking_back, "BATCH", 1)
    run = stage(received(pages(2)), user=importer)
    assert confirm(run.pk) and run_staged(run.pk).created == 2
    here = f"{reverse('admin:import_run', args=[run.pk])}?undoing=1"

    waiting = desk.post(reverse("admin:import_undo", args=[run.pk]), follow=True)
    run.refresh_from_db()
    steps = undo(run, importer)
    next(steps)
    halfway = desk.get(f"{here}&of=2", headers=as_htmx).content.decode()
    list(steps)
    ended = desk.get(here, headers=as_htmx)

    assert waiting.redirect_chain[-1][0].startswith(here)
    assert "Its undo waits for a worker." in waiting.content.decode()
    assert "1 of its documents is still in the library." in halfway and 'max="2" value="1"' in halfway
    assert ended["HX-Redirect"] == f"{reverse('admin:import_run', args=[run.pk])}#results"
    assert "It was taken back" in desk.get(here).content.decode()
