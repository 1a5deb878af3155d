"""Django's admin site with the import desk.

The module lies outside `articles.admin`: Django creates the site before that package registers its models.
"""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin, apps, autodiscover
from django.core.checks import CheckMessage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from articles.operations.events import log_event


class PanelConfig(apps.SimpleAdminConfig):
    """Django's admin without autodiscovery: only the addresses need the panel's models, and commands start sooner."""

    default_site = "newsreader.panel.Panel"

    def ready(self) -> None:
        from newsreader.observing import logins

        super().ready()
        logins.connect()


class Panel(AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME

    def check(self, app_configs: Sequence[AppConfig] | None) -> list[CheckMessage]:
        autodiscover()
        return super().check(app_configs)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from articles.admin.desk import views  # it imports models, which aren't ready when this module is read

        return [
            path("import/", views.desk, name="import_desk"),
            path("import/<int:pk>/", views.run, name="import_run"),
            path("import/<int:pk>/confirm/", views.confirm, name="import_confirm"),
            path("import/<int:pk>/stop/", views.stop_run, name="import_stop"),
            path("import/<int:pk>/discard/", views.discard_run, name="import_discard"),
            *super().get_urls(),
        ]

    def register(
        self,
        model_or_iterable: Any,  # noqa: ANN401  as Django gives it
        admin_class: "type[ModelAdmin[Any]] | None" = None,  # quoted: not generic yet when this is read
        **options: Any,  # noqa: ANN401
    ) -> None:
        """Register the pages of a model, Django's own included, so that they log what they write."""
        from newsreader.observing.panel_writes import logged

        super().register(model_or_iterable, logged(admin_class or ModelAdmin), **options)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            log_event("password changed", user=request.user.get_username())
        return response

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's login page; its form is answered by `articles.admin.login`."""
        from articles.admin.login.view import log_in

        def answer(request: HttpRequest) -> HttpResponse:
            return super(Panel, self).login(request, extra_context)

        return log_in(request, answer) if request.method == "POST" else answer(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The apps of the index page: the library first."""
        return sorted(super().get_app_list(request, app_label), key=lambda app: app["app_label"] != "articles")

    def admin_view[View: Callable[..., HttpResponseBase]](self, view: View, cacheable: bool = False) -> View:
        """A page of the panel that is never cached: Django would allow caching of three of them."""
        return super().admin_view(view, cacheable=False)
