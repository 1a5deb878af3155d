"""Django's admin site with the import desk.

The module lies outside `articles.admin`: Django creates the site before that package registers its models.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin, apps, autodiscover
from django.core.checks import CheckMessage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django_tasks_db.apps import TasksAppConfig

from articles.operations.events import log_event


class PanelConfig(apps.SimpleAdminConfig):
    """Django's admin without autodiscovery: only the addresses need the panel's models, and commands start sooner."""

    default_site = "newsreader.panel.Panel"

    def ready(self) -> None:
        from newsreader.observing import logins

        super().ready()
        logins.connect()


class TasksConfig(TasksAppConfig):
    """The app of background tasks, with a name in the language of who uses the panel."""

    verbose_name = _("Background tasks")  # type: ignore[assignment]  # translated when it is shown
    # Its model asks for translations of these, and brings none.
    MODEL_NAMES = (gettext_noop("Task Result"), gettext_noop("Task Results"))


class Panel(AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME

    def check(self, app_configs: Sequence[AppConfig] | None) -> list[CheckMessage]:
        autodiscover()
        return super().check(app_configs)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        from articles.admin.desk import views  # it imports models, which aren't ready when this module is read
        from articles.admin.desk.intake import previews
        from articles.admin.desk.intake import views as intake
        from articles.admin.desk.watching import views as watching
        from articles.admin.mending.urls import urlpatterns as mending

        return [
            path("import/", views.desk, name="import_desk"),
            path("import/<int:pk>/", views.run, name="import_run"),
            path("import/discard/", watching.discard_several, name="import_discard_several"),
            path("import/session/", intake.session, name="import_session"),
            path("import/start/", intake.start_import, name="import_start"),
            path("import/<int:pk>/lot/", intake.take_lot, name="import_lot"),
            path("import/<int:pk>/finish/", intake.finish_import, name="import_finish"),
            path("import/<int:pk>/documents/<int:position>/", previews.document, name="import_document"),
            path("import/<int:pk>/choose/", previews.choose_documents, name="import_choose"),
            path("import/<int:pk>/confirm/", previews.confirm_import, name="import_confirm"),
            path("import/<int:pk>/stop/", watching.stop_run, name="import_stop"),
            path("import/<int:pk>/discard/", previews.discard_import, name="import_discard"),
            path("import/<int:pk>/undo/", watching.undo_run, name="import_undo"),
            path("import/<int:pk>/again/", watching.add_stories_again, name="import_again"),
            path("import/<int:pk>/report.csv", watching.report_file, {"form": "csv"}, name="import_csv"),
            path("import/<int:pk>/report.jsonl", watching.report_file, {"form": "json"}, name="import_json"),
            path("mend/", include(mending)),
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

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The first page, with what is worth a look above the lists."""
        from articles.admin.overview import overview

        return super().index(request, {**overview(request), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The apps of the index page: the library first."""
        return sorted(super().get_app_list(request, app_label), key=lambda app: app["app_label"] != "articles")

    def admin_view[View: Callable[..., HttpResponseBase]](self, view: View, cacheable: bool = False) -> View:
        """A page of the panel that links only where its user may look, and that is never cached, as three would be."""
        return super().admin_view(cast(View, seen_by_its_user(view)), cacheable=False)


def seen_by_its_user(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a view: while it is rendered, `viewer` is the user who asks."""

    @wraps(view)
    def seen(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        from articles.admin.viewer import viewer

        token = viewer.set(request.user)
        try:
            response = view(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response
        finally:
            viewer.reset(token)

    return seen
