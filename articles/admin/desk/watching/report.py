"""The report of an import as rows: one for each document, filtered, searched, and a page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.admin.confidence import UNSURE, Part, show_sureness
from articles.admin.desk.presenting import Related, related_counts, shown_name
from articles.importing.applying import confidence_of
from articles.importing.outcomes import label_of, sentence_of_outcome
from articles.models import Article, Document, Import, Outcome
from articles.models.merged import MergedArticle

PAGE = 50  # rows
MAX_READ = 20_000  # outcomes that one page looks through for what is searched
MAX_COUNTED = 2_000  # documents of an import whose marks are counted
MAX_POSITION = 2**31 - 1

STATES = {  # what a report shows, and the counter of the import with their number
    "created": (_("Added"), "created"),
    "updated": (_("Changed"), "updated"),
    "unchanged": (_("Already here"), "unchanged"),
    "rejected": (_("Not added"), "rejected"),
    "left out": (_("Left out"), "left_out"),
}
MARKS = {  # further choices, and what makes a row one of them
    "unsure": (pgettext_lazy("documents", "Unsure"), Q(document__article__confidence__lt=UNSURE)),
    "no publication": (_("Without a publication"), Q(document__article__isnull=False, document__article__source=None)),
    "deleted": (_("Deleted since"), Q(document__deleted_at__isnull=False)),
}
LABELS = {name: label for name, (label, _counter) in {**STATES, **MARKS}.items()}
CHOICES = [("", pgettext_lazy("documents", "All")), *LABELS.items()]


class ReportForm(forms.Form):
    """Which rows of a report are shown. What can't be read is left out, as somebody may have cut the address."""

    show = forms.ChoiceField(choices=CHOICES, required=False)
    why = forms.SlugField(required=False)
    q = forms.CharField(required=False, max_length=200)
    after = forms.IntegerField(required=False, min_value=0, max_value=MAX_POSITION)
    before = forms.IntegerField(required=False, min_value=1, max_value=MAX_POSITION)

    def asked(self) -> "Asked":
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            show=given.get("show") or "",
            why=given.get("why") or "",
            q=given.get("q") or "",
            after=given.get("after") or 0,
            before=given.get("before") or 0,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows: of a state or mark, of a problem, with a text in name or headline, after or before a position."""

    show: str = ""
    why: str = ""
    q: str = ""
    after: int = 0
    before: int = 0

    @property
    def is_filtered(self) -> bool:
        return bool(self.show or self.why or self.q)

    def chosen(self, run: Import) -> QuerySet[Outcome]:
        """The outcomes of the import that are asked for, in no order."""
        outcomes = Outcome.objects.filter(import_run=run)
        if self.show in STATES:
            outcomes = outcomes.filter(state=self.show)
        if self.show in MARKS:
            outcomes = outcomes.filter(MARKS[self.show][1])
        if self.why:
            outcomes = outcomes.filter(problem__code=self.why)
        if self.q:
            outcomes = outcomes.filter(Q(name__icontains=self.q) | Q(headline__icontains=self.q))
        return outcomes


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one document."""

    number: int
    label: str
    css: str
    name: str
    line: int | None  # of the problem
    sentence: str
    headline: str  # as it is now, or as it was when the story was in the library
    article: Article | None  # with its headline and its address, no more; None when there is none, or none any more
    document: int | None
    gone: str  # why its story is not in the library any more; "" when it is, or never was
    again: bool  # whether its story was deleted by hand and can be added again
    sureness: tuple[Part, ...]

    @property
    def message(self) -> str:
        """All that is said of it."""
        return " ".join(filter(None, [self.sentence, self.gone]))

    @property
    def is_unsure(self) -> bool:
        return any(part.css == "bad" for part in self.sureness)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Rows in the order of the import; `before` and `after` are positions, 0 where no page precedes or follows.

    `read_to` is the position up to which a search has looked, if it gave up before the end.
    """

    rows: list[Row]
    before: int
    after: int
    read_to: int = 0


def marked(run: Import) -> dict[str, int | None]:
    """How many rows of a report have each mark; None where there are too many rows to count them."""
    if run.done > MAX_COUNTED:
        return dict.fromkeys(MARKS)
    counts = {name.replace(" ", "_"): Count("pk", filter=condition) for name, (_label, condition) in MARKS.items()}
    found = Outcome.objects.filter(import_run=run).aggregate(**counts)
    return {name: found[name.replace(" ", "_")] for name in MARKS}


def report_page(run: Import, asked: Asked) -> ReportPage:
    """One page of the report; it reads MAX_READ outcomes at the most when it has to look for some."""
    return _page_before(run, asked) if asked.before else _page_after(run, asked)


def _page_after(run: Import, asked: Asked) -> ReportPage:
    last = asked.after + MAX_READ if asked.is_filtered else MAX_POSITION
    ahead = asked.chosen(run).filter(position__gt=asked.after, position__lte=last).order_by("position")
    found = list(with_documents(ahead)[: PAGE + 1])
    shown, has_more = found[:PAGE], len(found) > PAGE
    is_cut = not has_more and Outcome.objects.filter(import_run=run, position__gt=last).exists()
    before = (shown[0].position if shown else asked.after + 1) if asked.after else 0
    return ReportPage(rows_of(shown), before, shown[-1].position if has_more else 0, last if is_cut else 0)


def _page_before(run: Import, asked: Asked) -> ReportPage:
    first = asked.before - MAX_READ if asked.is_filtered else 0
    behind = asked.chosen(run).filter(position__lt=asked.before, position__gte=first).order_by("-position")
    found = list(with_documents(behind)[: PAGE + 1])
    shown = found[:PAGE][::-1]
    return ReportPage(
        rows_of(shown),
        before=shown[0].position if len(found) > PAGE else 0,
        after=shown[-1].position if shown else asked.before - 1,
    )


def with_documents(outcomes: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """The outcomes with what a row says of their documents, but without the bytes."""
    return outcomes.select_related("document", "document__deleted_by").defer("document__raw")


def rows_of(outcomes: Sequence[Outcome]) -> list[Row]:
    """The rows of these outcomes; the number of queries doesn't depend on theirs."""
    articles = stories_of(outcomes)
    related = related_counts({article.pk for article in articles.values()})
    return [_row(outcome, _story_of(outcome, articles), related) for outcome in outcomes]


def _story_of(outcome: Outcome, articles: Mapping[int, Article]) -> Article | None:
    """Its story: the one that it made or changed, or else that to which its document has been added again."""
    again = outcome.document.article_id if outcome.document else None
    return articles.get(outcome.article_number or 0) or articles.get(again or 0)


def _row(outcome: Outcome, article: Article | None, related: Mapping[int, Related]) -> Row:
    label, css = label_of(outcome)
    sentences = [sentence_of_outcome(outcome)]
    if article and article.pk in related and any(detail["code"] == "related" for detail in outcome.details):
        sentences.append(live_sentence(related[article.pk].live))
    if article and _deletion_told(outcome):
        sentences.append(gettext("It was added again since."))
    return Row(
        number=outcome.position,
        label=label,
        css=css,
        name=shown_name(outcome.name),
        line=(outcome.problem or {}).get("line"),
        sentence=" ".join(filter(None, sentences)),
        headline=article.headline if article else outcome.headline,
        article=article,
        document=outcome.document_id,
        gone=gone_of(outcome, article),
        again=bool(outcome.document and outcome.document.deleted_at),
        sureness=show_sureness(confidence_of(article)) if article else (),
    )


def stories_of(outcomes: Iterable[Outcome]) -> dict[int, Article]:
    """The stories of these outcomes that are in the library, by number; one that was merged by its old number too."""
    numbers = {outcome.article_number for outcome in outcomes if outcome.article_number}
    numbers |= {outcome.document.article_id for outcome in outcomes if outcome.document and outcome.document.article_id}
    merged = dict(MergedArticle.objects.filter(number__in=numbers).values_list("number", "article_id"))
    fields = ("headline", "slug", "headline_confidence", "body_confidence", "related_confidence", "confidence")
    articles = Article.objects.only(*fields).in_bulk(numbers | set(merged.values()))
    return articles | {number: articles[pk] for number, pk in merged.items() if pk in articles}


def gone_of(outcome: Outcome, article: Article | None) -> str:
    """Why the story of an outcome is not in the library any more; "" when it is, or there never was one."""
    document: Document | None = outcome.document
    if document and document.deleted_at:
        if _deletion_told(outcome) == document.deleted_at.isoformat():
            return ""  # the outcome itself says so
        values = {"by": document.deleted_by, "when": f"{document.deleted_at:%Y-%m-%d %H:%M}"}
        if document.deleted_by:
            return gettext("Its story was deleted by %(by)s on %(when)s, and stays out.") % values
        return gettext("Its story was deleted on %(when)s, and stays out.") % values
    if outcome.article_number and not article:
        return gettext("Its story is not in the library any more.")
    return ""


def _deletion_told(outcome: Outcome) -> str:
    """When the story had been deleted for which the import kept the document out; "" when it did not."""
    return next((detail["on"] for detail in outcome.details if detail["code"] == "deleted"), "")


def live_sentence(live: int) -> str:
    """How many of a story's related headlines lead to stories now."""
    if not live:
        return gettext("None of them is in the library yet.")
    return ngettext("%(n)d of them is in the library.", "%(n)d of them are in the library.", live) % {"n": live}
