"""Fills an empty library with every kind of row, and with everything that is done by hand; prints JSON.

Run as a module: `fill` gives a session key, `gaps` the columns that no row fills, and `state WORD...` what can be told
of a library in one process: a digest of the whole export, what recounting would fix, what is found, what is broken.
"""

import datetime as dt
import json
import sys

import django

MOMENT = dt.datetime(2026, 11, 22, 12, 34, 56, 789_123, tzinfo=dt.UTC)  # with microseconds


def main(action, *arguments):
    django.setup()
    sys.stdout.write(json.dumps(ACTIONS[action](*arguments)))


def fill():
    from articles.models import Article, Headline
    from tests.support.importing import import_texts
    from tests.support.piles import pages
    from tests.support.texts import PARAGRAPHS, page

    later = [f"{paragraph} So it was said again." for paragraph in PARAGRAPHS]
    import_texts(*pages(40), page("Bell rings", captured="Friday, Nov 20, 2026", related=["Rope frays", "Röpe, frays"]))
    import_texts(page("Bell rings", *later, captured="Sunday, Nov 22, 2026"), "", page("Last one in"))
    Article.objects.get(headline="Last one in").delete()  # the next story mustn't get its id
    by_hand(Headline.objects.get(text="Rope frays"), Headline.objects.get(text="Bell rings"))
    fill_columns()
    return session()


def by_hand(headline, other):
    """Users, groups, permissions, verdicts, a source's address, an upload that waits, the panel's log."""
    from django.contrib.admin.models import LogEntry
    from django.contrib.auth.models import Group, Permission, User
    from django.contrib.contenttypes.models import ContentType

    from articles.documents.received import Received
    from articles.headlines.manual_links import set_by_hand
    from articles.models import Headline, Source
    from tests.support.desk import stage
    from tests.support.texts import page

    ann = User.objects.create_superuser("ann", "ann@news.invalid", "correct horse battery", first_name="Ånn")
    bob = User.objects.create_user("bob", password="staple battery horse", is_staff=True, last_login=MOMENT)
    desk = Group.objects.create(name="Desk")
    desk.permissions.add(Permission.objects.get(codename="run_import"))
    bob.groups.add(desk)
    bob.user_permissions.add(Permission.objects.get(codename="view_document"))
    set_by_hand(headline, other, is_same=True, user=ann, using="default")
    third = Headline.objects.exclude(pk__in=[headline.pk, other.pk]).order_by("pk")[0]
    set_by_hand(other, third, is_same=False, user=bob, using="default")
    Source.objects.filter(name="The Tide Table").update(url="https://tide.invalid/", language="en")
    stage([Received("wait.txt", page("Waits").encode())], user=bob, label="Waits", source_name="Bell Weekly")
    kind = ContentType.objects.get_for_model(Source)
    LogEntry.objects.create(
        user=ann, content_type=kind, object_id="1", object_repr="T", action_flag=2, change_message="[]"
    )


def session():
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store["_auth_user_id"] = "1"
    store.save()
    return store.session_key


def fill_columns():
    """Give each column that is null or empty everywhere a value in one row, and each empty table a row."""
    from django.apps import apps

    from articles.models import SourceLines
    from articles.operations.backups.moved_models import moved_models

    SourceLines.objects.create(source="nobody", understood_by="0", counts=b"\x00\xff", base=7, recent=b"\xff")
    for model in moved_models(apps):
        if not model._base_manager.exists():
            model._base_manager.create(**{field.name: value_for(field) for field in model._meta.local_fields[1:]})
        for field in empty_fields(model):
            pk = model._base_manager.order_by("-pk").values_list("pk", flat=True)[0]
            model._base_manager.filter(pk=pk).update(**{field.attname: value_for(field)})
    count_the_dated_one()


def count_the_dated_one():
    """Move the story that has a date of publication now to that day's count."""
    from articles.models import Article, StoryCount
    from articles.models.sources import UNDATED, counted_on

    story = Article.objects.get(published_at__isnull=False)
    source = story.source_id or 0
    StoryCount.objects.add({(UNDATED, source): -1, (counted_on(story.published_at), source): 1})


def value_for(field):
    from django.db import models

    if isinstance(field, models.ForeignKey):
        return field.remote_field.model._base_manager.order_by("pk")[0]
    if field.choices:
        return field.choices[0][0]
    values = {
        models.DateTimeField: MOMENT, models.DateField: MOMENT.date(), models.BooleanField: True,
        models.FloatField: 0.1 + 0.2, models.IntegerField: 7, models.BinaryField: b"\x00\xff",
        models.JSONField: {"b": [0.1, None, "ü\u2028"], "a": {"z": 1, "y": True}},
    }  # fmt: skip
    return next((value for kind, value in values.items() if isinstance(field, kind)), "Zwölf \\N \t \u2028 𐒰")


def empty_fields(model):
    from articles.operations.backups.moved_models import fields_of

    for field in fields_of(model):
        if not any(model._base_manager.values_list(field.attname, flat=True)):
            yield field


def gaps():
    from django.apps import apps

    from articles.operations.backups.moved_models import moved_models

    return [str(field) for model in moved_models(apps) for field in empty_fields(model)]


def state(*words):
    from hashlib import sha256

    from articles.headlines.auditing import audit
    from articles.operations.backups.whole_export import whole_library_lines
    from articles.search import Order, parse, search
    from tests.support.scripts.oracle import database

    found = [search(parse(word), order=Order.NEWEST) for word in words]
    return {
        "digest": sha256("".join(f"{line}\n" for line in whole_library_lines()).encode()).hexdigest(),
        "differing": audit("default", fix=False).differing,
        "found": [
            [results.total, results.waiting_total, [hit.article_id for hit in results.hits]] for results in found
        ],
        "broken": list(database()),
    }


ACTIONS = {"fill": fill, "gaps": gaps, "state": state}

if __name__ == "__main__":
    main(*sys.argv[1:])
