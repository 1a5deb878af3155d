"""Django's admin site with the import desk.

The module lies outside `articles.admin`: Django creates the site before that package registers its models.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite, apps
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, path


class PanelConfig(apps.AdminConfig):
    default_site = "newsreader.panel.Panel"


class Panel(AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from articles.admin.desk import views  # it imports models, which aren't ready when this module is read

        return [
            path("import/", views.desk, name="import_desk"),
            path("import/<int:pk>/", views.run, name="import_run"),
            path("import/<int:pk>/confirm/", views.confirm, name="import_confirm"),
            path("import/<int:pk>/discard/", views.discard_run, name="import_discard"),
            *super().get_urls(),
        ]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The apps of the index page: the library first."""
        return sorted(super().get_app_list(request, app_label), key=lambda app: app["app_label"] != "articles")

    def admin_view[View: Callable[..., HttpResponseBase]](self, view: View, cacheable: bool = False) -> View:
        """A page of the panel that is never cached: Django would allow caching of three of them."""
        return super().admin_view(view, cacheable=False)
