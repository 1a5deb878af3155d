"""A sheet as plain values for its template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import Truncator
from django.utils.translation import gettext

from articles.admin.desk.presenting import KINDS
from articles.admin.mending.sentences import NAMES, role_name, sentence_of
from articles.admin.mending.sheet import Sheet, clean, values_of
from articles.captures.by_hand.mending import roles_by_hand
from articles.documents.limits import MAX_SHOWN_TEXT
from articles.importing.problem_sentences import sentence_of as sentence_of_problem
from articles.mending.correcting import corrected
from articles.models import Mend
from articles.understanding import Role

ROLES = [(role.value, KINDS[role][0]) for role in KINDS]
MAX_EDITED = 250  # lines on a page, each with a choice of its role: some 250 kB
FOLDED = 6  # lines in a row that stay out of the story, from which on they are folded
OUT = (Role.BOILERPLATE, Role.REPEAT)


@dataclass(frozen=True, slots=True)
class EditedLine:
    number: int
    role: str
    css: str
    text: str
    understood: str  # the name of the role that was understood, of a line whose role is by hand


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that follow each other; those that stay out of the story are folded when there are many."""

    lines: Sequence[EditedLine]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    value: str
    was: str
    is_by_hand: bool


@dataclass(frozen=True, slots=True)
class ShownMend:
    pk: int
    sentence: str
    user: str
    made_at: object
    can_be_marked: bool  # a line left out of this story, which could be left out of all stories of its source


def shown_sheet(sheet: Sheet, first: int) -> Mapping[str, object]:
    """The values of the template; lines from the index `first` on."""
    story, problem = sheet.draft.story, sheet.draft.problem
    lines = story.lines
    return {
        "sheet": sheet,
        "groups": list(_groups(sheet, first)),
        "roles": ROLES,
        "fields": list(_fields(sheet)),
        "story": story,
        "problem": sentence_of_problem(problem) if problem else "",
        "is_draft": bool(sheet.corrections),
        "first": first,
        "total": len(lines),
        "previous": max(0, first - MAX_EDITED) if first else None,
        "next": first + MAX_EDITED if first + MAX_EDITED < len(lines) else None,
        "mends": [_shown_mend(sheet, mend) for mend in sheet.mends],
    }


def _groups(sheet: Sheet, first: int) -> Iterator[Group]:
    lines = sheet.draft.story.lines
    by_hand = roles_by_hand(lines, corrected(sheet.mends, sheet.corrections))
    understood = {line.number: line.role for line in sheet.plain.story.lines}
    rows = [
        EditedLine(
            line.number,
            line.role.value,
            KINDS[line.role][1],
            Truncator(line.text).chars(MAX_SHOWN_TEXT),
            role_name(understood[line.number]) if index in by_hand else "",
        )
        for index, line in enumerate(lines)
    ][first : first + MAX_EDITED]
    for is_out, run in groupby(rows, key=lambda row: row.role in OUT and not row.understood):
        found = list(run)
        yield Group(found, is_out and len(found) >= FOLDED)


def _fields(sheet: Sheet) -> Iterator[Field]:
    draft, by_hand = values_of(sheet.draft.story), {mend.kind for mend in sheet.mends}
    for kind, label in NAMES.items():
        given = sheet.posted.get(kind)
        changed = given is not None and clean(given, kind) != clean(sheet.posted.get(f"was-{kind}", ""), kind)
        value = given if changed and given is not None else draft[kind]
        stored = values_of(sheet.stored.story)[kind]
        yield Field(kind, str(label), value, stored if changed else draft[kind], kind in by_hand)


def _shown_mend(sheet: Sheet, mend: Mend) -> ShownMend:
    article = sheet.document.article
    return ShownMend(
        mend.pk,
        sentence_of(mend),
        mend.user.get_username() if mend.user else gettext("somebody"),
        mend.made_at,
        mend.kind == Mend.Kind.LINE and mend.new == Role.BOILERPLATE and bool(article and article.source_id),
    )
