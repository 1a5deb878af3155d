"""The panel's first page: what came in, what was refused and why, what is unsure and wanted, and the worker."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.documents.problems import Problem
from articles.models import Import, Outcome, TaskWorker
from tests.support.factories import NOON, make_article, make_waiting

pytestmark = pytest.mark.django_db


def page_for(*codenames):
    user = User.objects.create_user("keeper", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client.get(reverse("admin:index")).content.decode()


def refuse(run, *codes):
    for position, code in enumerate(codes, start=1):
        Outcome.objects.create(
            import_run=run, position=position, name="x", state="rejected", problem=Problem(code).as_json()
        )


def test_importer_sees_what_came_in_and_why_documents_were_refused():
    run = Import.objects.create(started_at=NOON, state="finished", label="Found in a drawer", created=7, rejected=3)
    refuse(run, "no-story", "empty", "no-story")

    page = page_for("run_import")

    assert "Found in a drawer" in page and "7 added, 3 not added" in page
    assert page.index("No story was found in it") < page.index("There is no text in it.")
    assert f"{reverse('admin:import_run', args=[run.pk])}?show=rejected&amp;why=no-story#results" in page


def test_viewer_sees_unsure_stories_and_wanted_headlines_but_no_link_to_the_desk():
    sure = {"confidence": 0.9, "headline_confidence": 0.9, "body_confidence": 0.9, "related_confidence": 0.9}
    story = make_article("Half a lamp", **{**sure, "confidence": 0.3, "body_confidence": 0.3})
    make_article("Whole lamp", **sure)
    make_waiting("Heron moves in", wanted=3)
    make_article("Lister", related=["Ferry returns"])

    page = page_for("view_article", "view_headline")

    assert f'href="{reverse("admin:articles_article_change", args=[story.pk])}">Half a lamp</a>' in page
    assert "body 30\xa0%" in page
    assert "Whole lamp" not in page
    assert 'data-copy="Ferry returns"' in page
    assert reverse("admin:import_desk") not in page and "worker" not in page.lower()


def test_nobody_sees_what_he_may_not():
    make_article("Half a lamp", confidence=0.3, body_confidence=0.3, related=["Ferry returns"])
    Import.objects.create(started_at=NOON, state="finished", label="Found in a drawer")

    page = page_for()

    assert "Half a lamp" not in page and "Ferry returns" not in page and "Found in a drawer" not in page


@pytest.mark.parametrize("is_alive", [True, False])
def test_importer_sees_whether_a_worker_runs_and_what_waits_for_it(is_alive):
    beat_at = timezone.now() if is_alive else NOON
    TaskWorker.objects.create(name="one", beat_at=beat_at)
    DBTaskResult.objects.create(
        status="READY",
        task_path="articles.tasks.import_staged",
        args_kwargs={"args": [1], "kwargs": {}},
        backend_name="default",
        run_after=NOON,
    )

    page = page_for("run_import")

    assert ("A worker is there and takes imports on." in page) == is_alive
    assert ("No worker has shown signs of life for" in page) == (not is_alive)
    assert "1 task waits." in page
