"""The label and the sentences of an outcome, in the reader's language."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.documents.problems import Problem
from articles.importing.outcomes.foreseen import FORESEEN
from articles.importing.problem_sentences import sentence_of
from articles.models import Outcome

type Detail = Mapping[str, Any]  # its code, and the parameters of the sentence

LABELS = {
    Outcome.State.WAITING: (_("Waiting"), "wait"),
    Outcome.State.CREATED: (_("Added"), "ok"),
    Outcome.State.UPDATED: (_("Changed"), "ok"),
    Outcome.State.UNCHANGED: (_("Already here"), "warn"),
    Outcome.State.REJECTED: (_("Not added"), "bad"),
    Outcome.State.LEFT_OUT: (_("Left out"), "warn"),
}
# Labels that say more than the state does, by the code of a detail.
BY_CODE = {"deleted": (_("Kept out"), "warn"), "same-bytes": (_("Twice in this import"), "warn")}
# What a sentence calls the values of a story; the keys are those of the details.
VALUES = {
    "source": _("publication"),
    "tagline": _("tagline of the publication"),
    "source_url": _("address of the publication"),
    "url": _("address"),
    "published": _("time of publication"),
    "byline": _("byline"),
    "language": _("language"),
    "captured_on": _("day of the capture"),
}
# A sentence for each code of a detail.
SENTENCES = {
    "same-bytes": _("The same file, byte for byte, as “%(name)s” of this import."),
    "held": _("The library has this file, byte for byte, since %(on)s, as “%(name)s”. Nothing changed."),
    "same-text": _("The library has this text. Nothing changed."),
    "part": _("It holds only a part of the text that the library has. Nothing changed."),
    "earlier-held": _("The library has this text among the earlier ones of the story. Nothing changed."),
    "deleted": _("Its story was deleted on %(on)s, so it stays out. Whoever may delete stories can add it again."),
    "deleted-by": _(
        "Its story was deleted on %(on)s by %(by)s, so it stays out. Whoever may delete stories can add it again."
    ),
    "related": ngettext_lazy("It lists %(count)s related headline.", "It lists %(count)s related headlines.", "count"),
    "together": ngettext_lazy(
        "It changed the story together with the captures beside it, %(count)s in all:",
        "It changed the story together with the captures beside it, %(count)s in all:",
        "count",
    ),
    "joined": _("It showed that the story is the same as “%(headline)s”; the two are one now."),
    "headline": _("Its headline is new; “%(before)s” is kept as the earlier one."),
    "text": ngettext_lazy(
        "The text changed in %(paragraphs)s paragraph; the earlier text is kept.",
        "The text changed in %(paragraphs)s paragraphs; the earlier text is kept.",
        "paragraphs",
    ),
    "fuller": ngettext_lazy(
        "It holds more of the text, by %(paragraphs)s paragraph; what the library had was only a part of it.",
        "It holds more of the text, by %(paragraphs)s paragraphs; what the library had was only a part of it.",
        "paragraphs",
    ),
    "form": _("The words are those that the library had; how they are set changed: spelling, marks or links."),
    "earlier-text": ngettext_lazy(
        "It holds an earlier text of the story, which is kept; the text that readers see stayed.",
        "It holds %(texts)s earlier texts of the story, which are kept; the text that readers see stayed.",
        "texts",
    ),
    "earlier-texts": _("What is known of the earlier texts of the story changed; the text that readers see stayed."),
    "values-added": _("Added: %(values)s."),
    "values-changed": _("Changed: %(values)s."),
    "values-gone": _("Taken out: %(values)s."),
    "related-added": ngettext_lazy(
        "%(count)s related headline was added.", "%(count)s related headlines were added.", "count"
    ),
    "related-gone": ngettext_lazy(
        "%(count)s related headline was taken out.", "%(count)s related headlines were taken out.", "count"
    ),
    "related-order": _("The order of the related headlines changed."),
    "sureness": _("Only how sure the understanding is of it changed."),
    "shared-lines": ngettext_lazy(
        "%(count)s line was left out, because other stories of the publication have it too: %(lines)s",
        "%(count)s lines were left out, because other stories of the publication have them too: %(lines)s",
        "count",
    ),
    "understood-again": _("Understood again; nothing changed."),
    "understood-again-changed": _("Understood again; its story changed."),
    "source-given": _("It was known without a publication; the one given with this import was added."),
}
FORESEEN_SENTENCES = {**SENTENCES, **FORESEEN}
UNKNOWN = _("Something else changed (%(code)s).")  # by another version of newsreader


def label_of(outcome: Outcome) -> tuple[str, str]:
    """The state of an outcome in a word or two, and its class in the stylesheet: ok, warn, bad or wait."""
    codes = [detail["code"] for detail in outcome.details] if outcome.state == Outcome.State.UNCHANGED else []
    labels = [BY_CODE[code] for code in codes if code in BY_CODE]
    label, css = labels[0] if labels else LABELS[Outcome.State(outcome.state)]
    return str(label), css


def sentence_of_outcome(outcome: Outcome) -> str:
    """What the import did with the document, and why; "" where the label says all."""
    if outcome.problem:
        return sentence_of(Problem.from_json(outcome.problem))
    return " ".join(sentences_of_details(outcome.details))


def sentences_of_details(details: Iterable[Detail]) -> list[str]:
    return [_sentence(detail, SENTENCES) for detail in details]


def foreseen_sentences(details: Iterable[Detail]) -> list[str]:
    """The sentences of details that a preview expects."""
    return [_sentence(detail, FORESEEN_SENTENCES) for detail in details]


class _Number(int):
    """A number that picks the plural form, and is written with the separators of the reader's language."""

    def __str__(self) -> str:
        return number_format(int(self), force_grouping=True)


def _sentence(detail: Detail, sentences: Mapping[str, Any]) -> str:
    sentence = sentences.get(_code_of(detail), UNKNOWN)
    return str(sentence % {name: _shown(name, value) for name, value in detail.items()})


def _code_of(detail: Detail) -> str:
    """The code of the sentence: of some details another one when more is known."""
    code = str(detail["code"])
    if code == "deleted" and detail.get("by"):
        return "deleted-by"
    if code == "understood-again" and detail.get("changed"):
        return "understood-again-changed"
    return code


def _shown(name: str, value: Any) -> Any:  # noqa: ANN401  as JSON gives them
    if name == "on":
        return date_format(timezone.localtime(dt.datetime.fromisoformat(value)), "DATE_FORMAT")
    if name == "values":
        return get_text_list([str(VALUES.get(one, one)) for one in value], gettext("and"))
    if name == "lines":
        return " ".join(f"“{line}”" for line in value)
    return _Number(value) if isinstance(value, int) and not isinstance(value, bool) else value
