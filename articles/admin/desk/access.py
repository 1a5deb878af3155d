"""Access to the import desk: logged-in staff with the permission, and requests up to a written size."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.defaults import permission_denied

from articles.documents.limits import MAX_DOCUMENT, MAX_FILES, MAX_REQUEST, shown_size

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
            return permission_denied(request, PermissionDenied(), "errors/403.html")
        return refusal(request) or protected(request, *args, **kwargs)

    return guarded


def refusal(request: HttpRequest) -> HttpResponse | None:
    """Return the page that says why the form is refused; None when it is accepted."""
    length = request.META.get("CONTENT_LENGTH", "")
    if length.isdecimal() and int(length) > MAX_REQUEST:
        return refuse(request, 413, TOO_LARGE % AMOUNTS)
    try:
        request.POST  # noqa: B018  # reads the form, once
    except tuple(REFUSALS) as error:
        status, message = next(REFUSALS[kind] for kind in REFUSALS if isinstance(error, kind))
        return refuse(request, status, message % AMOUNTS)
    return None


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
