"""Who looks at a page of the panel: Django's functions for a column of a list get the row, but not the user."""

from contextvars import ContextVar

from django.contrib.auth.models import AnonymousUser, User

viewer: ContextVar[User | AnonymousUser] = ContextVar("viewer", default=AnonymousUser())  # noqa: B039  it never changes
