"""The import desk: bring documents in, see how they are understood, import them, see the results."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from articles.admin.desk.access import desk_view, import_view
from articles.admin.desk.forms import UploadForm
from articles.admin.desk.intake.previews import preview
from articles.admin.desk.intake.views import receive_form
from articles.admin.desk.pages import render
from articles.admin.desk.watching.listing import desk_list
from articles.admin.desk.watching.views import address, progress, results
from articles.importing.staging import UNDECIDED
from articles.importing.uploads.receiving import waiting_size
from articles.importing.workers.heartbeat import is_dead
from articles.models import Import
from articles.requests import HtmxRequest


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def desk(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        return redirect(address(receive_form(request, form).pk, "preview"))
    room = max(0, settings.UPLOAD_QUOTA - waiting_size())
    context = {"form": form, "room": room, **desk_list(request)}
    return render(request, "admin/import_desk.html", context, status=400 if form.errors else 200)


@require_safe
@desk_view
@import_view
def run(request: HtmxRequest, found: Import) -> HttpResponse:
    """The page of one import: its preview, its progress, or its results."""
    if found.state in UNDECIDED:
        return preview(request, found)
    if found.state == Import.State.RUNNING and not is_dead(found):
        return progress(request, found)
    return results(request, found)
