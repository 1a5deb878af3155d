"""A small library with one row of everything that the panel shows, and users of every role."""

import zlib
from hashlib import sha256
from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.models import Article, Document, Headline, Import, Mend, Outcome, Revision, Verdict
from tests.support.desk import PAGE
from tests.support.factories import NOON, make_article, make_source

GROUPS = ("Viewer", "Importer", "Editor")


def make_groups():
    """The groups that a migration makes; tests that empty the tables of users empty theirs, too."""
    migration = import_module("articles.migrations.0026_groups")
    migration.make_groups(apps, SimpleNamespace(connection=connection))


def make_user(role, password=None):
    """A user of a role: "stranger" is none, "reader" no staff, "staff" has no rights, then the groups, "superuser"."""
    if role == "stranger":
        return None
    if role == "superuser":
        return User.objects.create_superuser(role)
    user = User.objects.create_user(role, password=password, is_staff=role != "reader")
    if role in GROUPS:
        make_groups()
        user.groups.add(Group.objects.get(name=role))
    return user


def fill_library(user=None):
    """Make the rows, and return what addresses may be about: primary keys by model and, of imports, by kind.

    The kinds: finished, stopped, staged (those of somebody else) and own (staged, of this user).
    """
    somebody = User.objects.create_user("somebody", is_staff=True)
    finished = make_import("finished", somebody, finished_at=NOON, total=1, created=1)
    article = make_article("Ferry returns", related=["Heron moves in", "Lamp lit", "Ferry is back"])
    Article.objects.filter(pk=article.pk).update(import_run=finished)
    document = make_document(finished, PAGE, state="created", article=article)
    Outcome.objects.create(
        import_run=finished, position=1, name="ferry.txt", state="created", article_number=article.pk, document=document
    )
    Article.objects.filter(pk=article.pk).update(document=document)
    revision = Revision.objects.create(
        article=article, position=1, headline="Ferry late", blocks=article.blocks, fingerprint="f", seen_at=NOON
    )
    own, waiting, nearly = (Headline.objects.get(text=text) for text in ("Ferry returns", "Lamp lit", "Ferry is back"))
    Headline.objects.filter(pk=nearly.pk).update(article=article, same_as=own, how=Headline.How.FUZZY)
    verdict = Verdict.objects.create(headline=waiting, other=own, is_same=False, user=somebody, made_at=NOON)
    mend = Mend.objects.create(
        document=document, kind="line", line=6, text="Lamp lit", old="headline", new="boilerplate", made_at=NOON
    )
    task = DBTaskResult.objects.create(
        task_path="articles.tasks.import_staged",
        args_kwargs={"args": [finished.pk], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
        exception_class_path="",
        traceback="",
    )
    kinds = {
        "finished": finished.pk,
        "stopped": make_import("stopped", somebody, total=1).pk,
        "staged": make_staged(somebody).pk,
        "own": make_staged(user or somebody).pk,
    }
    return {
        "articles.article": article.pk,
        "articles.document": document.pk,
        "articles.headline": waiting.pk,
        "articles.import": finished.pk,
        "articles.revision": revision.pk,
        "articles.source": make_source("Bell Weekly").pk,
        "articles.verdict": verdict.pk,
        "articles.mend": mend.pk,
        "auth.user": somebody.pk,
        "auth.group": Group.objects.get_or_create(name="Desk")[0].pk,
        "django_tasks_database.dbtaskresult": task.pk,
        "desk": kinds["finished"],
        "kinds": kinds,
        "led": nearly.pk,
    }


def make_import(state, user, **values):
    return Import.objects.create(state=state, user=user, started_at=NOON, label=f"Of {user}, {state}", **values)


def make_staged(user):
    """An import that waits for its confirmation, begun now, so that nothing is too old."""
    run = Import.objects.create(state="staged", user=user, started_at=timezone.now(), label=f"Of {user}", total=1)
    document = make_document(run, PAGE.replace("Lamp", f"Lantern {run.pk}"), state="staged")
    Outcome.objects.create(import_run=run, position=1, name="lamp.txt", state="waiting", document=document)
    return run


def make_document(run, text, **values):
    raw = text.encode()
    return Document.objects.create(
        sha256=sha256(raw).hexdigest(),
        name="ferry.txt",
        media_type="text/plain",
        raw=zlib.compress(raw),
        size=len(raw),
        received_at=NOON,
        import_run=run,
        **values,
    )
