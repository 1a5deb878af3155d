"""Access to the import desk: staff with the permission, their own uploads, and requests up to a written size."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.defaults import permission_denied

from articles.admin.desk.quota import room_for
from articles.documents.limits import MAX_DOCUMENT, MAX_FILES, MAX_REQUEST, shown_size
from articles.importing.staging import QuotaExceeded
from articles.models import Import
from articles.requests import user_of

View = Callable[..., HttpResponseBase]

MAX_DRAINED = 32_000_000  # bytes read and dropped, about a second, so that the browser reads the answer
CHUNK = 1 << 20  # bytes

REFUSALS = {
    RequestDataTooBig: (413, _("The pasted text is too long. One document may have %(size)s of text.")),
    TooManyFilesSent: (
        413,
        _("Those were more than %(files)d files. Send up to %(files)d at a time, or use the import command."),
    ),
    TooManyFieldsSent: (400, _("The form came with too many fields. Reload this page and try again.")),
    MultiPartParserError: (400, _("The form came damaged. Reload this page and try again.")),
    OSError: (503, _("The files could not be received: the connection broke, or the disk is full. Nothing was kept.")),
}
TOO_LARGE = _("That is too much at once. Send up to %(files)d files of %(size)s each, or use the import command.")
QUOTA_EXCEEDED = _(
    "The import desk is full: %(waiting)s wait to be added to the library, these are %(size)s, and together there may "
    "be %(quota)s. Add or discard what waits on the import desk, then send this again. Nothing of it was kept."
)
AMOUNTS = {"files": MAX_FILES, "size": shown_size(MAX_DOCUMENT)}


def desk_view(view: View) -> View:
    """Wrap a view: strangers log in first, users without the permission get 403, and no cache keeps the page."""
    protected = csrf_protect(view)

    @csrf_exempt  # otherwise Django reads the form first, and answers a large one with a bare 400
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not (user.is_staff and user.has_perm("articles.run_import")):
            return denied(request)
        try:
            with room_for(content_length(request)) if is_upload(request) else nullcontext():
                return refusal(request) or protected(request, *args, **kwargs)
        except QuotaExceeded as full:
            return refuse(request, 413, QUOTA_EXCEEDED % shown_quota(full))

    return guarded


def import_view(view: View) -> View:
    """Wrap a view of one import, which it gets instead of the key.

    One that is not confirmed is seen, and any is confirmed or discarded, only by its owner and by users who may change
    imports; others get 403.
    """

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponseBase:
        found = get_object_or_404(Import, pk=pk)
        is_private = request.method == "POST" or found.state == Import.State.STAGED
        return denied(request) if is_private and not may_handle(request, found) else view(request, found)

    return guarded


def may_handle(request: HttpRequest, run: Import) -> bool:
    """Whether the user may confirm and discard the import."""
    user = user_of(request)
    return run.user_id == user.pk or user.has_perm("articles.change_import")


def waiting_for(request: HttpRequest) -> QuerySet[Import]:
    """The imports that wait for the user to confirm or discard them."""
    staged, user = Import.objects.filter(state=Import.State.STAGED), user_of(request)
    return staged if user.has_perm("articles.change_import") else staged.filter(user=user)


def denied(request: HttpRequest) -> HttpResponse:
    return permission_denied(request, PermissionDenied(), "errors/403.html")


def refusal(request: HttpRequest) -> HttpResponse | None:
    """Return the page that says why the form is refused; None when it is accepted."""
    if content_length(request) > MAX_REQUEST:
        return refuse(request, 413, TOO_LARGE % AMOUNTS)
    try:
        request.POST  # noqa: B018  # reads the form, once
    except tuple(REFUSALS) as error:
        status, message = next(REFUSALS[kind] for kind in REFUSALS if isinstance(error, kind))
        return refuse(request, status, message % AMOUNTS)
    return None


def is_upload(request: HttpRequest) -> bool:
    """Whether the request may bring files."""
    return request.method == "POST" and request.content_type == "multipart/form-data"


def content_length(request: HttpRequest) -> int:
    """Bytes of the request's body, as announced."""
    length = request.META.get("CONTENT_LENGTH", "")
    return int(length) if length.isdecimal() else 0


def shown_quota(full: QuotaExceeded) -> dict[str, str]:
    return {
        "waiting": shown_size(full.waiting),
        "size": shown_size(full.size),
        "quota": shown_size(settings.UPLOAD_QUOTA),
    }


def refuse(request: HttpRequest, status: int, message: str) -> HttpResponse:
    drain(request)
    return render(request, "admin/import_refused.html", {"message": message}, status=status)


def drain(request: HttpRequest) -> None:
    """Read the rest of the request: a server that closes with bytes unread resets the connection."""
    left = MAX_DRAINED
    try:
        while left > 0 and (chunk := request.read(CHUNK)):
            left -= len(chunk)
    except OSError:
        return
