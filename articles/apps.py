"""The one app of newsreader."""

from django.apps import AppConfig
from django.core.signals import request_finished
from django.db import connections
from django.db.models.signals import post_migrate

from articles.database.sqlite_access import close_read_only
from articles.search import restore_index


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Library"

    def ready(self) -> None:
        post_migrate.connect(_restore_search, sender=self)
        request_finished.connect(close_read_only)


def _restore_search(using: str, **_kwargs: object) -> None:
    restore_index(connections[using])
