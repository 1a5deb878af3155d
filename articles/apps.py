"""The one app of newsreader."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ArticlesConfig(AppConfig):
    default = True
    name = "articles"
    verbose_name = "Library"


class PanelConfig(admin_apps.AdminConfig):
    """Django's admin, with the import desk on it."""

    default = False
    default_site = "articles.admin.site.Panel"
