"""The one app of newsreader."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from articles.database import content_version
from articles.search import restore_index


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Library"

    def ready(self) -> None:
        post_migrate.connect(_restore_triggers, sender=self)


def _restore_triggers(using: str, **_kwargs: object) -> None:
    restore_index(connections[using])
    content_version.install(connections[using])
