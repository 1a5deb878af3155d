"""The one app of newsreader."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db import connections
from django.db.models.signals import post_migrate

from articles.search import restore_index


class ArticlesConfig(AppConfig):
    default = True
    name = "articles"
    verbose_name = "Library"

    def ready(self) -> None:
        post_migrate.connect(_restore_search, sender=self)


class PanelConfig(admin_apps.AdminConfig):
    """Django's admin, with the import desk on it."""

    default = False
    default_site = "articles.admin.site.Panel"


def _restore_search(using: str, **_kwargs: object) -> None:
    restore_index(connections[using])
