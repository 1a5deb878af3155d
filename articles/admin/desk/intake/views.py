"""Receives an import from a browser: by one form, or by a script that sends its files in lots."""

import json
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.admin.desk.access import denied, desk_view, form_view, import_view, logged_out
from articles.admin.desk.forms import ImportForm, UploadForm
from articles.admin.desk.refusals import REFUSALS
from articles.importing.staging import QuotaExceeded
from articles.importing.uploads.receiving import Incomplete, Part, finish, start, take, take_file, waiting_size
from articles.models import Import
from articles.operations.events import log_event
from articles.requests import user_of
from articles.tasks import prepare_import
from articles.text.characters import clean

MAX_POSITION = 10_000_000  # of a file in an import, and of a part in a file


def receive_form(request: HttpRequest, form: UploadForm) -> Import:
    """Keep what the form brings, and leave it to a worker. Raises QuotaExceeded, and keeps nothing then."""
    with transaction.atomic():
        run = start(user_of(request), form.cleaned_data["label"], form.cleaned_data["source_name"])
        waiting = waiting_size()
        for position, (name, chunks) in enumerate(form.uploads(), start=1):
            take_file(run, position, name, chunks)
        if waiting_size() > settings.UPLOAD_QUOTA:
            raise QuotaExceeded(waiting, waiting_size() - waiting)
    leave_to_worker(run)
    return run


def leave_to_worker(run: Import, files: int | None = None, size: int | None = None) -> None:
    """Let a worker read what has arrived. Raises Incomplete."""
    if finish(run, files, size):
        log_event("import staged", id=run.pk, label=run.label, files=run.uploads.count())
        prepare_import.enqueue(run.pk)


@require_safe
@never_cache
def session(request: HttpRequest) -> HttpResponse:
    """Whether a member of the staff is still logged in, and the token for the next form; 401 when not."""
    if not request.user.is_authenticated:
        return logged_out(request, reverse("admin:index"))
    return JsonResponse({"token": get_token(request)}) if request.user.is_staff else denied(request)


@require_POST
@desk_view
def start_import(request: HttpRequest) -> HttpResponse:
    """Begin an import whose files a script sends; the addresses to send them to."""
    form = ImportForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    run = start(user_of(request), form.cleaned_data["label"], form.cleaned_data["source_name"])
    names = {"lots": "import_lot", "finish": "import_finish", "page": "import_run"}
    return JsonResponse({part: reverse(f"admin:{name}", args=[run.pk]) for part, name in names.items()})


@require_POST
@desk_view
@import_view
def take_lot(request: HttpRequest, run: Import) -> HttpResponse:
    """Keep a lot of parts: files of the form, and their places in "parts", as JSON, in the same order."""
    if run.state != Import.State.RECEIVING:
        return JsonResponse({"message": REFUSALS["takes-no-more"]}, status=409)
    parts = _parts(request)
    if parts is None:
        return JsonResponse({"message": REFUSALS["lot-damaged"]}, status=400)
    take(run, parts)
    return JsonResponse({"parts": len(parts)})


@form_view
@desk_view
@import_view
def finish_import(request: HttpRequest, run: Import) -> HttpResponse:
    """Leave what has arrived to a worker. A script says how much it has sent; a form takes what is there."""
    counts = [request.POST.get(name, "") for name in ("files", "size")]
    is_script = all(count.isdecimal() for count in counts)
    try:
        leave_to_worker(run, *(map(int, counts) if is_script else ()))
    except Incomplete:
        return JsonResponse({"message": REFUSALS["not-all-arrived"]}, status=409)
    page = reverse("admin:import_run", args=[run.pk])
    return JsonResponse({"page": page}) if is_script else redirect(page)


def _parts(request: HttpRequest) -> list[Part] | None:
    """The parts of a lot; None when their description doesn't fit them."""
    files: list[UploadedFile[bytes]] = request.FILES.getlist("files")
    try:
        described = json.loads(request.POST.get("parts", ""))
        return [_part(one, file) for one, file in zip(described, files, strict=True)]
    except (ValueError, KeyError, TypeError):
        return None


def _part(described: dict[str, Any], file: "UploadedFile[bytes]") -> Part:
    position, number = int(described["position"]), int(described["number"])
    name = clean(str(described["name"]))  # names on Windows may have lone surrogates, which no database takes
    if not (0 < position < MAX_POSITION and 0 < number < MAX_POSITION):
        raise ValueError
    return Part(position, name, number, file.read())
