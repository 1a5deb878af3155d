"""Access to the import desk: staff with the permission, their own uploads, and requests up to a written size."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from django.views.defaults import permission_denied

from articles.admin.desk.pages import render
from articles.admin.desk.quota import room_for
from articles.admin.desk.refusals import REFUSALS
from articles.documents.limits import MAX_DOCUMENT, MAX_FILES, MAX_REQUEST, shown_size
from articles.importing.staging import UNDECIDED, QuotaExceeded
from articles.models import Import
from articles.requests import user_of

View = Callable[..., HttpResponseBase]

MAX_DRAINED = 32_000_000  # bytes read and dropped, about a second, so that the browser reads the answer
CHUNK = 1 << 20  # bytes

OF_ERRORS = {  # of each error that reading a form may raise: the status of the answer, and the refusal
    RequestDataTooBig: (413, "text-too-long"),
    TooManyFilesSent: (413, "too-many-files"),
    TooManyFieldsSent: (400, "too-many-fields"),
    MultiPartParserError: (400, "form-damaged"),
    OSError: (503, "not-received"),
}
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
            return logged_out(request, page_of(request, kwargs.get("pk")))
        if not (user.is_staff and user.has_perm("articles.run_import")):
            return denied(request)
        try:
            with room_for(content_length(request)) if is_upload(request) else nullcontext():
                return refusal(request) or protected(request, *args, **kwargs)
        except QuotaExceeded as full:
            return refuse(request, 413, REFUSALS["desk-full"] % shown_quota(full))

    return guarded


def form_view(view: View) -> View:
    """Wrap a view of forms about one import: who comes by a link, as after a login, is led to the import's page."""

    @wraps(view)
    def answered(request: HttpRequest, pk: int, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return redirect("admin:import_run", pk)
        return require_POST(view)(request, *args, pk=pk, **kwargs)

    return answered


def import_view(view: View) -> View:
    """Wrap a view of one import, which it gets instead of the key.

    One that is not confirmed is seen, and any is confirmed or discarded, only by its owner and by users who may see
    the imports of all; others get 403.
    """

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs: object) -> HttpResponseBase:
        found = get_object_or_404(Import, pk=pk)
        is_private = request.method == "POST" or found.state in UNDECIDED
        return denied(request) if is_private and not may_handle(request, found) else view(request, found, **kwargs)

    return guarded


def may_handle(request: HttpRequest, run: Import) -> bool:
    """Whether the user may confirm and discard the import."""
    user = user_of(request)
    return run.user_id == user.pk or user.has_perm("articles.see_every_import")


def logged_out(request: HttpRequest, back: str) -> HttpResponse:
    """Lead to the login, and from there to the address `back`; a script only gets to know it."""
    login = reverse("admin:login")
    if wants_json(request):
        return JsonResponse({"login": login}, status=401)
    if request.headers.get("HX-Request"):  # htmx would put the login's page into a part of this one
        return HttpResponse(headers={"HX-Redirect": f"{login}?{urlencode({'next': back})}"})
    return redirect_to_login(back, login)


def page_of(request: HttpRequest, pk: object) -> str:
    """The address to come back to: the import's page, or else what was asked for."""
    return reverse("admin:import_run", args=[pk]) if pk else request.get_full_path()


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def may_open(request: HttpRequest, run: Import) -> bool:
    """Whether the page of the import is open to the user."""
    is_private = run.state in UNDECIDED
    return user_of(request).has_perm("articles.run_import") and (not is_private or may_handle(request, run))


def denied(request: HttpRequest) -> HttpResponse:
    return permission_denied(request, PermissionDenied(), "errors/403.html")


def refusal(request: HttpRequest) -> HttpResponse | None:
    """Return the page that says why the form is refused; None when it is accepted."""
    if content_length(request) > MAX_REQUEST:
        return refuse(request, 413, REFUSALS["too-much-at-once"] % AMOUNTS)
    try:
        request.POST  # noqa: B018  # reads the form, once
    except tuple(OF_ERRORS) as error:
        status, code = next(OF_ERRORS[kind] for kind in OF_ERRORS if isinstance(error, kind))
        return refuse(request, status, REFUSALS[code] % AMOUNTS)
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
    if wants_json(request):
        return JsonResponse({"message": message}, status=status)
    return render(request, "admin/import_refused.html", {"message": message}, status=status)


def drain(request: HttpRequest) -> None:
    """Read the rest of the request: a server that closes with bytes unread resets the connection."""
    left = MAX_DRAINED
    try:
        while left > 0 and (chunk := request.read(CHUNK)):
            left -= len(chunk)
    except OSError:
        return
