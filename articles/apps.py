"""The one app of newsreader."""

from django.apps import AppConfig
from django.core.signals import request_finished
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from articles.database import content_version
from articles.search import release_tables, restore_index

INDEXED_SINCE = ("articles", "0021_folded_search")  # earlier migrations have an index of their own


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Library")

    def ready(self) -> None:
        pre_migrate.connect(_release_tables, sender=self)
        post_migrate.connect(_restore_triggers, sender=self)
        request_finished.connect(_close_read_only)


def _release_tables(using: str, **_kwargs: object) -> None:
    release_tables(connections[using])


def _restore_triggers(using: str, **_kwargs: object) -> None:
    if INDEXED_SINCE in MigrationRecorder(connections[using]).applied_migrations():
        restore_index(connections[using])
    content_version.install(connections[using])


def _close_read_only(**_kwargs: object) -> None:
    """Close this thread's connections to files that were read-only; `sqlite_access.read_only_uri` says why."""
    for opened in connections.all(initialized_only=True):
        if getattr(opened.connection, "is_read_only", False):
            opened.close()
