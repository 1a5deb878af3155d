"""Every write in the panel and on the desk is one log line with user and address."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from articles.headlines.manual_links import set_by_hand
from articles.models import Article, Headline, Import, Verdict
from tests.support.desk import PAGE, many
from tests.support.factories import make_article, make_source
from tests.support.importing import import_texts
from tests.support.observing.log_lines import log_lines

pytestmark = pytest.mark.django_db(transaction=True)  # lines are written after the commit
PASSWORD = "forty boats and a lamp"
NO_PERMISSIONS = {"is_active": "on", "is_staff": "on", "email": "", "first_name": "", "last_name": ""}


@pytest.fixture
def panel(client):
    client.force_login(User.objects.create_superuser("anna", password=PASSWORD))
    return client


def verdict():
    make_article("Ferry returns", related=["Heron moves in", "Lamp lit"])
    one, other = Headline.objects.filter(text__in=["Heron moves in", "Lamp lit"]).order_by("text")
    return set_by_hand(one, other, is_same=False, user=None, using="default")


def by_action(model, *pks):
    return (f"/admin/{model}/", {"action": "delete_selected", "_selected_action": pks, "post": "yes"})


def add_user():
    return "/admin/auth/user/add/", {
        "username": "berta",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }


def change_user():
    berta = User.objects.create_user("berta")
    return f"/admin/auth/user/{berta.pk}/change/", {
        **NO_PERMISSIONS,
        "username": "berta",
        "date_joined_0": "2026-11-27",
        "date_joined_1": "12:00:00",
    }


def change_password_of_user():
    berta = User.objects.create_user("berta")
    return f"/admin/auth/user/{berta.pk}/password/", {
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }


def delete_user():
    return f"/admin/auth/user/{User.objects.create_user('berta').pk}/delete/", {"post": "yes"}


def delete_users():
    return by_action("auth/user", *(User.objects.create_user(name).pk for name in ("berta", "carla")))


def change_own_password():
    return "/admin/password_change/", {
        "old_password": PASSWORD,
        "new_password1": PASSWORD[::-1],
        "new_password2": PASSWORD[::-1],
    }


def add_group():
    return "/admin/auth/group/add/", {"name": "editors"}


def change_group():
    return f"/admin/auth/group/{Group.objects.create(name='readers').pk}/change/", {"name": "editors"}


def delete_group():
    return f"/admin/auth/group/{Group.objects.create(name='editors').pk}/delete/", {"post": "yes"}


def change_source():
    form = {"name": "The Tide Table", "url": "https://tide.example/", "language": "en"}
    return f"/admin/articles/source/{make_source().pk}/change/", form


def delete_source():
    return f"/admin/articles/source/{make_source().pk}/delete/", {"post": "yes"}


def delete_article():
    return f"/admin/articles/article/{make_article('Ferry returns').pk}/delete/", {"post": "yes"}


def delete_articles():
    return by_action("articles/article", *(make_article(f"Ferry {n}").pk for n in range(30)))


def link_by_hand():
    kept = verdict()
    Verdict.objects.all().delete()
    return f"/admin/articles/headline/{kept.headline_id}/link/", {"to": f"headline {kept.other_id}"}


def delete_verdict():
    return f"/admin/articles/verdict/{verdict().pk}/delete/", {"post": "yes"}


def delete_verdicts():
    return by_action("articles/verdict", verdict().pk)


def undo_headline():
    kept = verdict()
    led = Headline.objects.get(pk=kept.headline_id)
    article = make_article("Heron moved in")
    led.same_as, led.article, led.how = Headline.objects.get(article=article), article, Headline.How.FUZZY
    led.save()
    return f"/admin/articles/headline/{led.pk}/undo/", {}


def stage():
    return "/admin/import/", {"text": PAGE, "label": "Lamp"}


def discard():
    staged = staged_import([("1.txt", PAGE.encode())])
    return f"/admin/import/{staged.pk}/discard/", {}


def staged_import(files):
    client = Client()
    client.force_login(User.objects.get(username="anna"))
    client.post("/admin/import/", {"files": [SimpleUploadedFile(name, content) for name, content in files]})
    return Import.objects.latest("pk")


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (add_user, {"event": "added", "model": "auth.user", "count": 1, "first": "berta"}),
        (change_user, {"event": "changed", "model": "auth.user", "count": 1, "first": "berta"}),
        (change_password_of_user, {"event": "changed", "model": "auth.user", "count": 1, "first": "berta"}),
        (delete_user, {"event": "deleted", "model": "auth.user", "count": 1, "first": "berta"}),
        (delete_users, {"event": "deleted", "model": "auth.user", "count": 2}),
        (change_own_password, {"event": "password changed"}),
        (add_group, {"event": "added", "model": "auth.group", "count": 1, "first": "editors"}),
        (change_group, {"event": "changed", "model": "auth.group", "count": 1, "what": "Name"}),
        (delete_group, {"event": "deleted", "model": "auth.group", "count": 1, "first": "editors"}),
        (change_source, {"event": "changed", "model": "articles.source", "count": 1, "first": "The Tide Table"}),
        (delete_source, {"event": "deleted", "model": "articles.source", "count": 1, "first": "The Tide Table"}),
        (delete_article, {"event": "deleted", "model": "articles.article", "count": 1, "first": "Ferry returns"}),
        (delete_articles, {"event": "deleted", "model": "articles.article", "count": 30}),
        (link_by_hand, {"event": "link by hand"}),
        (delete_verdict, {"event": "deleted", "model": "articles.verdict", "count": 1}),
        (delete_verdicts, {"event": "deleted", "model": "articles.verdict", "count": 1}),
        (undo_headline, {"event": "link by hand"}),
        (stage, {"event": "import staged", "label": "Lamp", "files": 1}),
        (discard, {"event": "import discarded", "documents": 1}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_write_is_one_line_with_user_and_address(panel, write, expected):
    address, form = write()

    with log_lines() as lines:
        response = panel.post(address, form)

    assert response.status_code == 302, response.content.decode()
    [line] = [line for line in lines if not line["event"].startswith("Task ")]  # tasks run at once in tests
    assert {name: line.get(name) for name in expected} == expected
    assert (line["user"], line["address"], line["level"]) == ("anna", "127.0.0.1", "INFO")
    assert line["request"] == response.headers["X-Request-ID"]


def test_every_write_that_the_panel_allows_is_among_those(panel):
    request = RequestFactory().get("/")
    request.user = User.objects.get(username="anna")
    make_source()

    allowed = {
        f"{verb} {model._meta.label_lower}"
        for model, pages in site._registry.items()
        for verb, may in (
            ("add", pages.has_add_permission(request)),
            ("change", pages.has_change_permission(request)),
            ("delete", pages.has_delete_permission(request, model.objects.first())),
        )
        if may
    }

    tried = {"user": "add change delete", "group": "add change delete", "source": "change delete"}
    tried |= {"article": "delete", "verdict": "delete"}
    labels = {"user": "auth.user", "group": "auth.group"}
    assert allowed == {
        f"{verb} {labels.get(name, f'articles.{name}')}" for name, verbs in tried.items() for verb in verbs.split()
    }


def test_many_deleted_are_named_by_the_first_keys(panel):
    pks = sorted(make_article(f"Ferry {n}").pk for n in range(30))

    with log_lines() as lines:
        panel.post(*by_action("articles/article", *pks))

    [line] = lines
    assert set(line["ids"].removesuffix(",…").split(",")) <= set(map(str, pks))
    assert line["ids"].count(",") == 20 and line["first"].startswith("Ferry ")
    assert not Article.objects.exists()


def test_deletion_that_fails_is_no_line(panel):
    source = make_source()
    make_article("Ferry returns")

    with log_lines() as lines:
        response = panel.post(f"/admin/articles/source/{source.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert [line["event"] for line in lines] == ["refused"]


def test_import_of_the_desk_is_confirmed_begun_and_ended_once_each(panel):
    staged = staged_import(many(2))

    with log_lines() as lines:
        panel.post(f"/admin/import/{staged.pk}/confirm/")
        panel.post(f"/admin/import/{staged.pk}/confirm/")

    lines = [line for line in lines if not line["event"].startswith("Task ")]
    assert [(line["event"], line["id"], line["user"], line["address"]) for line in lines] == [
        (event, staged.pk, "anna", "127.0.0.1") for event in ("import confirmed", "import started", "import finished")
    ]
    assert (lines[-1]["created"], lines[-1]["rejected"]) == (2, 0)


def test_looking_is_no_line(panel):
    import_texts(PAGE)

    with log_lines() as lines:
        for address in ("/admin/", "/admin/articles/article/", "/admin/import/", "/admin/auth/user/add/"):
            panel.get(address)

    assert lines == []
