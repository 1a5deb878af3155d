"""Documents that wait as plain values for the templates: state, story, where each value came from, and lines."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.confidence import Part, show_sureness
from articles.admin.desk.presenting import KINDS, ShownLine, shown_name, summary_of
from articles.documents.problems import Problem
from articles.importing.outcomes import foreseen_sentences
from articles.importing.problem_sentences import sentence_of
from articles.importing.uploads.shown import GIVEN, METADATA
from articles.models import Article, Outcome
from articles.understanding.story import Confidence, Role

LINES = 9_000  # characters of HTML that the lines of one document take on a page with others
LINE_HTML = 140  # of them for the mark-up of each line
LIST_TEXT = 300  # characters of a line on such a page
FOLDED = 3  # lines in a row that stay out of the story, from which on they are shown as one

EXPECTED = {
    "created": (_("New"), "ok"),
    "updated": (_("Changed"), "ok"),
    "unchanged": (_("Already here"), "warn"),
    "rejected": (_("Can’t be added"), "bad"),
}
ORIGINS = {GIVEN: _("as given for this import"), METADATA: _("from the page’s metadata")}
VALUES = {
    "source": _("Publication"),
    "published": _("Date"),
    "byline": _("Byline"),
    "url": _("Address"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the story, and where it came from."""

    name: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A document of an import that waits."""

    position: int
    document: int | None
    name: str
    label: str
    css: str
    sentence: str
    can_be_added: bool
    is_added: bool  # unless it is left out
    article: Article | None
    headline: str
    standfirst: str
    facts: tuple[Fact, ...]
    related: str
    summary: str
    sureness: tuple[Part, ...]
    lines: tuple[ShownLine, ...]
    total: int  # lines that aren't blank
    is_cut: bool
    blocks: tuple[tuple[str, str], ...]  # kind and text
    line: int | None  # the line at fault
    is_open: bool  # whether its lines are unfolded from the first


def show(outcome: Outcome, articles: Mapping[int, Article], *, is_alone: bool) -> Shown:
    """The document with its lines: all of them when it `is_alone` on its page."""
    preview = getattr(outcome, "preview", None)
    values: dict[str, Any] = preview.shown if preview else {}
    expected = preview.expected if preview else outcome.state
    problem = outcome.problem or values.get("problem")
    label, css = EXPECTED.get(expected, (_("Waiting"), "warn"))
    story = values.get("story", {})
    details = [detail for detail in values.get("details", ()) if detail["code"] != "related"]  # said with the live ones
    all_lines = _lines(values.get("lines", ()))
    lines = tuple(all_lines if is_alone else _within(_folded(all_lines)))
    confidence = Confidence(*values["confidence"]) if values.get("confidence") and not problem else None
    return Shown(
        position=outcome.position,
        document=outcome.document_id,
        name=shown_name(outcome.name),
        label=str(label),
        css=css,
        sentence=sentence_of(Problem.from_json(problem)) if problem else " ".join(foreseen_sentences(details)),
        can_be_added=outcome.document_id is not None and not problem,
        is_added=outcome.state == Outcome.State.WAITING,
        article=articles.get(values.get("article") or 0),
        headline=story.get("headline", ""),
        standfirst=story.get("standfirst", ""),
        facts=tuple(_facts(story, values.get("from", {}))) if not problem else (),
        related=_related(values) if story and not problem else "",
        summary=summary_of({Role(role): n for role, n in values["roles"].items()}) if "roles" in values else "",
        sureness=show_sureness(confidence),
        lines=lines,
        total=values.get("total", 0),
        is_cut=values.get("total", 0) > len(values.get("lines", ())) if is_alone else len(lines) < len(all_lines),
        blocks=tuple((kind, text) for kind, text in values.get("blocks", ())) if is_alone else (),
        line=problem.get("line") if problem else None,
        is_open=is_alone or any(part.css for part in show_sureness(confidence)),
    )


def articles_of(outcomes: Iterable[Outcome]) -> dict[int, Article]:
    """The held stories that the documents belong to, with headline and address."""
    pks = {one.preview.shown.get("article") for one in outcomes if hasattr(one, "preview")} - {None}
    return Article.objects.only("headline", "slug").in_bulk(pks)


def _facts(story: Mapping[str, Any], origins: Mapping[str, Any]) -> Iterator[Fact]:
    for key, name in VALUES.items():
        value = story.get(key) or ""
        if key == "published" and value:
            value = date_format(dt.datetime.fromisoformat(value), gettext("j F Y, H:i"))
        if not value and key == "source":
            yield Fact(str(name), gettext("none"), gettext("give one when you import it"))
        elif value:
            yield Fact(str(name), Truncator(value).chars(LIST_TEXT), _origin(origins.get(key)))


def _origin(origin: str | int | None) -> str:
    if isinstance(origin, int):
        return gettext("from line %(n)d") % {"n": origin}
    return str(ORIGINS.get(origin or "", ""))


def _related(values: Mapping[str, Any]) -> str:
    every, live = values.get("related", 0), values.get("live", 0)
    if not every:
        return gettext("No related headlines.")
    sentence = ngettext(
        "%(all)d related headline, %(live)d in the library.",
        "%(all)d related headlines, %(live)d of them in the library.",
        every,
    )
    return sentence % {"all": every, "live": live}


def _lines(lines: Iterable[Sequence[Any]]) -> list[ShownLine]:
    return [ShownLine(number, str(KINDS[Role(role)][0]), KINDS[Role(role)][1], text) for number, role, text in lines]


def _folded(lines: Iterable[ShownLine]) -> Iterator[ShownLine]:
    """The lines; many in a row that stay out of the story as one that says how many they are."""
    for is_out, run in groupby(lines, lambda line: line.css == "k-out"):
        row = list(run)
        if is_out and len(row) > FOLDED:
            first, last = (Truncator(line.text).chars(40) for line in (row[0], row[-1]))
            text = gettext("%(n)d lines, from “%(first)s” to “%(last)s”") % {
                "n": len(row),
                "first": first,
                "last": last,
            }
            yield ShownLine(row[0].number, str(KINDS[Role.BOILERPLATE][0]), "k-out", text)
        else:
            yield from row


def _within(lines: Iterable[ShownLine]) -> Iterator[ShownLine]:
    """As many of the lines as fit on a page with other documents."""
    left = LINES
    for line in lines:
        text = Truncator(line.text).chars(LIST_TEXT)
        left -= LINE_HTML + len(text.encode())
        if left < 0:
            return
        yield ShownLine(line.number, line.kind, line.css, text)
