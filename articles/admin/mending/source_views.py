"""The pages on which sources are joined and parted, and lines are marked as boilerplate of a source."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from articles.admin.mending.access import may_mend, source_view
from articles.admin.mending.sentences import short
from articles.mending.sources import (
    CannotJoin,
    join,
    mark,
    part,
    preview_of_mark,
    queue_understanding,
    stories_of,
    understand_source,
    understanding_of,
)
from articles.models import JoinedSource, Mend, Source, SourceBoilerplate, StoryCount
from articles.operations.events import log_event
from articles.requests import HtmxRequest, user_of
from articles.tasks import understand_source as understand_source_task
from articles.understanding import Role

FOUND = 20  # sources that a search shows
CANNOT = _("These can’t be joined: choose another source, one that was not joined to a third one itself.")

MAX_AT_ONCE = 50  # documents that are understood again while the browser waits


@require_http_methods(["GET", "HEAD", "POST"])
@source_view
@csrf_protect
def source(request: HtmxRequest, source: Source) -> HttpResponse:
    """What people decided about a source, with a search for the one to join it to."""
    if request.method == "POST":
        return _decide(request, source)
    reading = understanding_of(source, DEFAULT_DB_ALIAS)
    if request.htmx:
        return render(request, "admin/mend_source.html#reading", {"source": source, "reading": reading})
    query = " ".join(request.GET.get("q", "").split())
    context = {
        **admin.site.each_context(request),
        "source": source,
        "stories": StoryCount.objects.of_all_days().filter(source_id=source.pk).aggregate(n=Sum("stories"))["n"],
        "reading": reading,
        "query": query,
        "found": _found(source, query) if query else None,
        "joined_to": JoinedSource.objects.filter(key=source.key).select_related("source").first(),
        "joined": source.joined_names.select_related("user"),
        "marks": SourceBoilerplate.objects.filter(source=source.key).select_related("user").order_by("-pk"),
    }
    return render(request, "admin/mend_source.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def line(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What leaving a line out of all stories of its source would change; a POST does it."""
    mend = Mend.objects.filter(pk=pk, kind=Mend.Kind.LINE, new=Role.BOILERPLATE).select_related(
        "document__article", "document__import_run"
    )
    corrected = mend.defer("document__raw").first()
    article = corrected.document.article if corrected else None
    return _line_of(request, article.source_id or 0 if article else 0, corrected)


def _line_of(request: HttpRequest, source_id: int, corrected: Mend | None) -> HttpResponseBase:
    @source_view
    def answer(request: HttpRequest, source: Source) -> HttpResponse:
        if corrected is None:
            raise Http404
        if request.method == "POST":
            mark(source, corrected.text, user_of(request), DEFAULT_DB_ALIAS)
            sentence = gettext("Left out of all its stories: “%(line)s”.") % {"line": short(corrected.text)}
            return _done(request, source, sentence, [source, corrected.document])
        preview = preview_of_mark(source, corrected.text, DEFAULT_DB_ALIAS)
        context = {**admin.site.each_context(request), "source": source, "mend": corrected, "preview": preview}
        context["may_mend"] = may_mend(request, corrected.document)
        return render(request, "admin/mend_line.html", context)

    return answer(request, source_id)


def _decide(request: HttpRequest, source: Source) -> HttpResponse:
    """Join the source to another, part a name from it, unmark a line of it, or read its stories again."""
    if into := _chosen(request, "into", Source.objects.all()):
        return _join(request, source, into)
    if joined := _chosen(request, "part", source.joined_names.all()):
        part(joined, DEFAULT_DB_ALIAS)
        return _done(request, source, gettext("“%(name)s” is a source of its own again.") % {"name": joined}, [source])
    if marked := _chosen(request, "unmark", SourceBoilerplate.objects.filter(source=source.key)):
        marked.delete()
        return _done(
            request, source, gettext("No longer left out: “%(line)s”.") % {"line": short(marked.text)}, [source]
        )
    if request.POST.get("again"):
        return _done(request, source, gettext("Its documents are read again."), [source])
    messages.info(request, gettext("Nothing was changed: choose a source, a name or a line first."))
    return redirect("admin:mend_source", source.pk)


def _join(request: HttpRequest, source: Source, into: Source) -> HttpResponse:
    try:
        join(source, into, user_of(request), DEFAULT_DB_ALIAS)
    except CannotJoin:
        messages.error(request, str(CANNOT))
        return redirect("admin:mend_source", source.pk)
    sentence = gettext("“%(name)s” is joined to “%(into)s”.") % {"name": source, "into": into}
    return _done(request, source, sentence, [source, into])


def _done(request: HttpRequest, source: Source, sentence: str, rows: list[Model]) -> HttpResponse:
    """Say and note what was decided, and have the stories of the source follow."""
    for row in rows:
        LogEntry.objects.log_actions(user_of(request).pk, [row], CHANGE, change_message=sentence)
    log_event("source decided", id=source.pk, what=sentence)
    messages.success(request, f"{sentence} {_follow(source, user_of(request))}")
    return redirect("admin:mend_source", source.pk)


def _follow(source: Source, user: User) -> str:
    """Understand the documents of a source again, now if they are few, else in the worker; say which."""
    documents = len(stories_of(source, DEFAULT_DB_ALIAS).values_list("pk", flat=True)[: MAX_AT_ONCE + 1])
    if documents > MAX_AT_ONCE:
        run = queue_understanding(source, user, DEFAULT_DB_ALIAS)
        understand_source_task.enqueue(source.pk, run.pk)
        return gettext("A worker reads its documents again; the stories follow one after the other, as you see below.")
    changed = understand_source(source, DEFAULT_DB_ALIAS)
    return ngettext("%(n)d story changed.", "%(n)d stories changed.", changed) % {"n": changed}


def _found(source: Source, query: str) -> QuerySet[Source]:
    """The sources whose name has the words of the query, those with most stories first."""
    count = StoryCount.objects.of_all_days().filter(source_id=OuterRef("pk"))
    sources = Source.objects.exclude(pk=source.pk).exclude(key__in=JoinedSource.objects.values("key"))
    for word in query.split()[:10]:
        sources = sources.filter(name__icontains=word)
    counted = sources.annotate(stories=Coalesce(Subquery(count.values("stories")[:1]), 0))
    return counted.order_by("-stories", "name")[:FOUND]


def _chosen[Row: Model](request: HttpRequest, name: str, rows: QuerySet[Row]) -> Row | None:
    """The row that a form chose; None when it chose none. Raises Http404 for one that is not there."""
    value = request.POST.get(name, "")
    return get_object_or_404(rows, pk=int(value)) if value.isdecimal() and len(value) < 19 else None
