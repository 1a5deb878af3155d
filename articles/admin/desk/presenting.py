"""Documents, texts and results of imports as plain values for the templates of the panel."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.admin.confidence import Part, show_sureness
from articles.captures.acceptance import acceptance_problem
from articles.captures.building import document_story
from articles.captures.by_hand.sources import KnownBoilerplate
from articles.documents.formats import format_of
from articles.documents.limits import MAX_NAME, MAX_SHOWN_LINES, MAX_SHOWN_TEXT
from articles.documents.problems import Problem, UnreadableError
from articles.importing.problem_sentences import sentence_of
from articles.models import Document, RelatedHeadline
from articles.understanding.story import Hints, Role, RoledLine

KINDS = {
    Role.MASTHEAD: (_("Source"), "k-src"),
    Role.TAGLINE: (_("Tagline"), "k-src"),
    Role.DATELINE: (_("Date"), "k-src"),
    Role.BYLINE: (_("Byline"), "k-src"),
    Role.HEADLINE: (_("Headline"), "k-head"),
    Role.STANDFIRST: (_("Standfirst"), "k-stand"),
    Role.PARAGRAPH: (_("Paragraph"), "k-para"),
    Role.QUOTE: (_("Quote"), "k-para"),
    Role.ITEM: (_("List item"), "k-para"),
    Role.SUBHEADING: (_("Subheading"), "k-sub"),
    Role.CAPTION: (_("Caption"), "k-cap"),
    Role.RELATED: (_("Related"), "k-rel"),
    Role.BOILERPLATE: (_("Left out"), "k-out"),
    Role.REPEAT: (_("Repeat"), "k-out"),
}
COUNTED = {
    Role.HEADLINE: ngettext_lazy("%(n)d headline", "%(n)d headlines", "n"),
    Role.STANDFIRST: ngettext_lazy("%(n)d standfirst", "%(n)d standfirsts", "n"),
    Role.PARAGRAPH: ngettext_lazy("%(n)d paragraph", "%(n)d paragraphs", "n"),
    Role.SUBHEADING: ngettext_lazy("%(n)d subheading", "%(n)d subheadings", "n"),
    Role.CAPTION: ngettext_lazy("%(n)d caption", "%(n)d captions", "n"),
    Role.QUOTE: ngettext_lazy("%(n)d quote", "%(n)d quotes", "n"),
    Role.ITEM: ngettext_lazy("%(n)d list item", "%(n)d list items", "n"),
    Role.RELATED: ngettext_lazy("%(n)d related", "%(n)d related", "n"),
}


@dataclass(frozen=True, slots=True)
class ShownLine:
    number: int
    kind: str
    css: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A document's lines with their roles, and the problem with it, if there is one."""

    name: str
    summary: str = ""
    lines: tuple[ShownLine, ...] = ()
    total: int = 0  # lines of the document that aren't blank; more than `lines` when it is long
    problem: Problem | None = None
    sureness: tuple[Part, ...] = ()

    @property
    def sentence(self) -> str:
        """Why it can't be added; "" when it can."""
        return sentence_of(self.problem) if self.problem else ""

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.lines)


@dataclass(frozen=True, slots=True)
class Related:
    """How many related headlines an article has, and how many of them are live."""

    all: int
    live: int


def show_document(document: Document, boilerplate: KnownBoilerplate) -> Shown:
    """The document as it is understood now, which may differ from what was stored at its import."""
    name = shown_name(document.name)
    if format_of(document.media_type).is_structured:  # its story is given and has no lines
        return Shown(name)
    try:
        hints = Hints(source=document.source_name)
        story = document_story(document.content, hints, boilerplate, document.media_type).story
    except UnreadableError as unreadable:
        return Shown(name, problem=unreadable.problem)
    problem, sureness = acceptance_problem(story), show_sureness(story.confidence)
    lines = show_lines(story.lines)
    return Shown(name, summary(story.lines), lines, len(story.lines), problem, () if problem else sureness)


def show_lines(lines: Iterable[RoledLine]) -> tuple[ShownLine, ...]:
    """The first of them, each with the name of its kind and its class in the stylesheet."""
    return tuple(map(_show_line, islice(lines, MAX_SHOWN_LINES)))


def _show_line(line: RoledLine) -> ShownLine:
    kind, css = KINDS[line.role]
    return ShownLine(line.number, str(kind), css, Truncator(line.text).chars(MAX_SHOWN_TEXT))


def show_blocks(blocks: Iterable[Mapping[str, str]]) -> tuple[ShownLine, ...]:
    """The blocks of a stored text as lines, numbered from 1."""
    roles = (RoledLine(n, Role(block["kind"]), block["text"]) for n, block in enumerate(blocks, start=1))
    return show_lines(roles)


def summary(lines: Iterable[RoledLine]) -> str:
    """The contents of a document in a sentence: "1 headline, 3 paragraphs, 2 related. 7 lines left out."."""
    return summary_of(Counter(line.role for line in lines))


def summary_of(roles: Mapping[Role, int]) -> str:
    """The same, given the number of lines of each role."""
    counts = Counter(roles)
    parts = [phrase % {"n": counts[role]} for role, phrase in COUNTED.items() if counts[role]]
    content = (gettext(", ").join(parts) or gettext("Nothing of a story")) + "."
    out = counts[Role.BOILERPLATE] + counts[Role.REPEAT]
    left = ngettext("%(n)d line left out.", "%(n)d lines left out.", out) % {"n": out}
    return f"{content} {left}" if out else content


def shown_name(name: str) -> str:
    """A file name as the panel shows it: printable characters, at most 200."""
    return Truncator("".join(c for c in name if c.isprintable()).strip()).chars(MAX_NAME) or gettext("without a name")


def related_counts(article_ids: Iterable[int]) -> dict[int, Related]:
    """The number of related headlines by article; articles without any are left out."""
    links = RelatedHeadline.objects.filter(article__in=article_ids).values_list("article")
    counted = links.annotate(all=Count("pk"), live=Count("headline__article")).order_by()
    return {pk: Related(total, live) for pk, total, live in counted}
