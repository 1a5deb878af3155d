"""A document with its corrections, and what a posted form changes of them."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext

from articles.admin.mending.sentences import NAMES, role_name
from articles.captures.by_hand.mending import SINGLE
from articles.importing.by_hand.loading import mends_from
from articles.importing.line_count_store import LineCountStore
from articles.mending.correcting import Correction, corrected
from articles.mending.reading import Readable, Understood, readable
from articles.models import Document, Mend
from articles.text import characters
from articles.text.digests import signed_digest
from articles.understanding import Role, RoledLine, Story

MAX_VALUE = 5_000  # characters of a value given by hand
MOMENT = "%Y-%m-%dT%H:%M"  # as a browser sends a date with a time


@dataclass
class Sheet:
    """A document as it is understood, as it is corrected, and as a form would correct it."""

    document: Document
    readable: Readable
    mends: Sequence[Mend]
    posted: Mapping[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @cached_property
    def plain(self) -> Understood:
        """The document without any correction."""
        return self.readable.understood()

    @cached_property
    def stored(self) -> Understood:
        """The document with the corrections that are stored."""
        return self.readable.understood(mends_from(self.mends))

    @cached_property
    def draft(self) -> Understood:
        """The document with the corrections of the form too."""
        return self.readable.understood(corrected(self.mends, self.corrections))

    @cached_property
    def corrections(self) -> list[Correction]:
        """What the form changes of the stored corrections."""
        return [*self.line_corrections, *self._value_corrections()] if self.posted else []

    @property
    def seen(self) -> str:
        """A digest of what the page showed: a form that answers another state is not stored."""
        story = self.stored.story
        shown = "".join(f"{line.number}{line.role}" for line in story.lines)
        return f"{signed_digest(shown + '|'.join(values_of(story).values())):x}"

    @cached_property
    def line_corrections(self) -> list[Correction]:
        """The lines to which the form gives another role; of a role that one line has, an earlier mend goes."""
        understood = {line.number: line.role for line in self.plain.story.lines}
        mended = {mend.line for mend in self.mends if mend.kind == Mend.Kind.LINE}
        found = []
        for line in self.stored.story.lines:
            role = self._posted_role(line)
            if role is line.role:
                continue
            is_undone = role is understood[line.number] and line.number in mended
            old = understood[line.number].value
            found.append(Correction("line", None if is_undone else role.value, old, line.number, line.text))
        return self._with_single_roles(found)

    def _posted_role(self, line: RoledLine) -> Role:
        given = self.posted.get(f"role-{line.number}", "")
        if self.posted.get("action") == "range" and (role := self.posted.get("range-role", "")):
            first, last = _number(self.posted.get("from")), _number(self.posted.get("to"))
            first, last = sorted((first, last or first))
            given = role if first <= line.number <= last else given
        return Role(given) if given in Role else line.role

    def _with_single_roles(self, found: Sequence[Correction]) -> list[Correction]:
        """The corrections, where a line takes a role that one line has from another: that one needs none of its own."""
        given = Counter(Role(one.new) for one in found if one.new)
        taken = {role for role in SINGLE if given[role]}
        for role in (role for role in taken if given[role] > 1):
            sentence = gettext("Only one line can be the %(role)s. Choose one.")
            self.errors.append(sentence % {"role": role_name(role).lower()})
        stored = {line.number: line.role for line in self.stored.story.lines}
        by_hand = {mend.line for mend in self.mends if mend.kind == Mend.Kind.LINE and mend.new in taken}
        losing = {one.line for one in found if one.new == Role.BOILERPLATE and stored[one.line] in taken}
        undone = [
            Correction("line", None, mend.old, mend.line, mend.text)
            for mend in self.mends
            if mend.line in by_hand and (mend.line in losing or all(one.line != mend.line for one in found))
        ]
        return [*undone, *(one for one in found if one.line not in losing)]

    def _value_corrections(self) -> list[Correction]:
        """The values that were changed in the form; one that is as the lines give it is no correction."""
        found = []
        lines = [mend for mend in self.mends if mend.kind == Mend.Kind.LINE]
        by_lines = values_of(self.readable.understood(corrected(lines, self.line_corrections)).story)
        plain = values_of(self.plain.story)
        for kind in NAMES:
            given = clean(self.posted.get(kind, ""), kind)
            if kind not in self.posted or given == clean(self.posted.get(f"was-{kind}", ""), kind):
                continue
            new = self._checked(kind, given)
            if new is not None:
                is_undone = given == by_lines[kind]
                found.append(Correction(kind, None if is_undone else new, stored_value(kind, plain[kind])))
        return found

    def _checked(self, kind: str, given: str) -> str | None:
        """The value as it is stored; None, with an error, when it can't be taken."""
        if len(given) > MAX_VALUE:
            sentence = gettext("%(name)s: it may have %(limit)d characters. Shorten it.")
            self.errors.append(sentence % {"name": NAMES[kind], "limit": MAX_VALUE})
            return None
        if kind == "headline" and not given:
            self.errors.append(gettext("Headline: a story needs one. Write it, or take a line as the headline."))
            return None
        try:
            return stored_value(kind, given)
        except ValueError:
            self.errors.append(gettext("Date of publication: write it as 2026-11-21T06:30, in UTC, or leave it empty."))
            return None


def sheet_of(document: Document, posted: Mapping[str, str] | None = None) -> Sheet:
    """The sheet of a document, with the values of a form if one was posted."""
    mends = list(Mend.objects.filter(document=document).select_related("user"))
    return Sheet(document, readable(document, LineCountStore(DEFAULT_DB_ALIAS)), mends, posted or {})


def values_of(story: Story) -> dict[str, str]:
    """The values of a story that can be corrected, as a form shows them."""
    return {
        "headline": story.headline,
        "standfirst": story.standfirst,
        "byline": story.byline,
        "published": story.published.strftime(MOMENT) if story.published else "",
        "source": story.source,
    }


def stored_value(kind: str, shown: str) -> str:
    """A value of a form as a correction stores it. Raises ValueError for what is no date."""
    if kind != "published" or not shown:
        return shown
    return dt.datetime.fromisoformat(shown).replace(tzinfo=dt.UTC).isoformat()


def clean(text: str, kind: str) -> str:
    """White space collapsed, and control characters gone; the lines of a standfirst stay lines."""
    text = characters.clean(text)
    lines = text.splitlines() if kind == "standfirst" else [text]
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
