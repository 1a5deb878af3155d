"""Users and groups, of which Django has the pages; the permissions offered are those that open something."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

SEEN = ("article", "document", "headline", "import", "revision", "source", "verdict")
LIBRARY = (
    *(f"view_{model}" for model in SEEN),
    *("run_import", "see_every_import", "add_mend"),
    *("add_verdict", "delete_verdict", "change_source", "delete_source", "delete_article"),
)
WORKERS = ("view_dbtaskresult",)


def offered() -> QuerySet[Permission]:
    """The permissions that anything in the panel asks for; Django makes four for each table."""
    of_library = Q(content_type__app_label="articles", codename__in=LIBRARY)
    of_workers = Q(content_type__app_label="django_tasks_database", codename__in=WORKERS)
    of_accounts = Q(content_type__app_label="auth", content_type__model__in=("user", "group"))
    permissions = Permission.objects.filter(of_library | of_workers | of_accounts)
    return permissions.select_related("content_type").order_by("content_type__app_label", "content_type__model", "pk")


class OfferedPermissions:
    """A form with the permissions that open something."""

    def formfield_for_manytomany(
        self,
        db_field: Any,  # noqa: ANN401  as Django gives them
        request: HttpRequest | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        if db_field.name in ("permissions", "user_permissions"):
            kwargs["queryset"] = offered()
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]  # of ModelAdmin


admin.site.unregister([User, Group])


@admin.register(Group)
class Groups(OfferedPermissions, GroupAdmin):
    pass


@admin.register(User)
class Users(OfferedPermissions, UserAdmin[User]):
    list_display = ("username", "first_name", "last_name", "in_groups", "is_staff", "is_superuser", "last_login")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("groups"))
    def in_groups(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())
