"""Corrections by hand in words: for the page, the messages and the history."""

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.desk.presenting import KINDS
from articles.mending.correcting import Correction
from articles.models import Mend
from articles.understanding import Role

NAMES = {
    "headline": _("Headline"),
    "standfirst": _("Standfirst"),
    "byline": _("Byline"),
    "published": _("Date of publication"),
    "source": _("Publication"),
}
SHOWN = 120  # characters of a line or a value


def sentence_of(mend: Mend | Correction) -> str:
    """What was corrected: "Line 12, “…”: Caption instead of Paragraph."."""
    if mend.new is None:
        return gettext("Taken back: %(what)s is as understood.") % {"what": _subject(mend)}
    if mend.kind == Mend.Kind.LINE:
        values = {"line": mend.line, "text": short(mend.text), "old": role_name(mend.old), "new": role_name(mend.new)}
        if not mend.old:
            return gettext("Line %(line)d, “%(text)s”: %(new)s.") % values
        return gettext("Line %(line)d, “%(text)s”: %(new)s instead of %(old)s.") % values
    values = {"name": NAMES[mend.kind], "old": value(mend.kind, mend.old), "new": value(mend.kind, mend.new)}
    return gettext("%(name)s: %(new)s instead of %(old)s.") % values


def undone(mend: Mend) -> str:
    return gettext("Taken back: %(sentence)s") % {"sentence": sentence_of(mend)}


def _subject(one: Mend | Correction) -> str:
    if one.kind != Mend.Kind.LINE:
        return str(NAMES[one.kind])
    return gettext("line %(line)d, “%(text)s”") % {"line": one.line, "text": short(one.text)}


def role_name(role: str) -> str:
    return str(KINDS[Role(role)][0])


def value(kind: str, text: str) -> str:
    if not text:
        return gettext("none")
    if kind == "published" and (moment := parse_datetime(text)):
        return date_format(moment, gettext("j F Y, H:i")) + " UTC"
    return gettext("“%(text)s”") % {"text": short(text)}


def short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(SHOWN)
