"""Predicates on a single line: boilerplate, cues of lists, shapes of headlines, names and sentences."""

import re

from articles.lexicon.boilerplate import CONTROLS, INTERRUPTIONS, RELATED_CUES, RIGHTS, TAIL_CUES
from articles.text.normal_form import normal_form
from articles.text.scripts import MODEL_WIDE_LETTER

MAX_CAPTION = 25  # words; a longer line is a paragraph, even without a full stop
MAX_SUBHEADING = 12  # words
MAX_NAME_LINE = 12  # words
MAX_HEADLINE_LINE = 300  # characters; the longest headline measured has 214
_END = re.compile(r"[.!?…。！？।؟۔։][\"'”’»)\]]*$|[\"”’»]$(?<=[.!?…,][\"”’»])")
_FULL_STOP = re.compile(r"[.。।۔։][\"'”’»)\]]*$")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"'”’)\]]*\s+[\"'“‘(\[]?[^\W\d_a-z]|[。！？].|[।۔؟։]\s+.")
_BULLET = re.compile(r"[•◦▪‣∙●·*–-]\s+\S|\d{1,2}[.)]\s+\S")
_BYLINE = re.compile(r"(?i:by|von|par|por|di|door|av|af):?\s+[^\W\d_a-z]")
_ATTRIBUTION = re.compile(r"[—–]\s*[^\W\d_a-z]")
_NAME_END = re.compile(r"\s+[|·–—-]\s+")
_CREDIT = re.compile(
    r"^(?:photo|photograph|image|picture|caption|foto|bild)\b.{0,20}:"
    r"|\b(?:getty images|photograph by|photo by|picture by)\b"
    r"|[(/|]\s*(?:reuters|ap|afp|pa|epa|dpa)\s*\)?$",
    re.IGNORECASE,
)
_RESIDUE = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?/ ?\d{1,2}:\d{2}(?::\d{2})?)?|[\W_]+|x")
_RIGHTS = re.compile(r"^(?:©|\(c\)\s|copyright\b)|\ball rights reserved\b", re.IGNORECASE)
_RIGHTS_SIGN = re.compile(r"[©℗]|\(c\)\s*(?:19|20)\d\d", re.IGNORECASE)
MAX_RIGHTS = 300  # characters; longer lines are prose
_PROMO = re.compile(
    r"(?:read more|read also|see also|also read|watch|listen|more on this|lesen sie auch|mehr zum thema)\s*:", re.I
)


def word_count(text: str) -> int:
    """Count words; in scripts without spaces two characters count as one word."""
    wide = len(MODEL_WIDE_LETTER.findall(text))
    return max(len(text.split()), wide // 2) if wide else len(text.split())


def ends_sentence(text: str) -> bool:
    """Whether the line ends like a sentence; quotation marks may follow the full stop."""
    return bool(_END.search(text))


def ends_with_full_stop(text: str) -> bool:
    return bool(_FULL_STOP.search(text))


def is_prose(text: str) -> bool:
    """Whether the line reads as a paragraph: it ends like a sentence and has twelve words or more."""
    return ends_sentence(text) and word_count(text) >= 12


def is_one_sentence(text: str) -> bool:
    return not _SENTENCE_BREAK.search(text)


def is_related_cue(text: str) -> bool:
    return _cue(text) in RELATED_CUES


def is_tail_cue(text: str) -> bool:
    """Whether the line begins what follows a story: newsletter box, comments, related headlines."""
    return _cue(text) in TAIL_CUES or is_related_cue(text)


def ends_list(text: str) -> bool:
    """Whether the line ends the list of headlines around it; share buttons and the like only interrupt it."""
    return is_tail_cue(text) and not is_related_cue(text) and _cue(text) not in INTERRUPTIONS


def is_boilerplate(text: str) -> bool:
    """Whether the line is boilerplate wherever it stands: a control, a promo, a rights notice."""
    return bool(_RESIDUE.fullmatch(text) or _PROMO.match(text) or _RIGHTS.search(text)) or _cue(text) in CONTROLS


def is_rights_notice(text: str) -> bool:
    """Whether the line says who holds the rights in the page: by a sign or by words in many languages."""
    if len(text) > MAX_RIGHTS:
        return False
    form = normal_form(text)
    return bool(_RIGHTS_SIGN.search(text)) or any(phrase in form for phrase in RIGHTS)


def is_item(text: str) -> bool:
    return bool(_BULLET.match(text))


def is_byline(text: str) -> bool:
    return word_count(text) <= 14 and bool(_BYLINE.match(text)) and not ends_with_full_stop(text)


def is_attribution(text: str) -> bool:
    """Whether the line names the speaker of the quotation above it."""
    return word_count(text) <= 14 and bool(_ATTRIBUTION.match(text))


def is_quotation(text: str) -> bool:
    """Whether the whole line stands in quotation marks."""
    return len(text) > 2 and text[0] in "\"“„«‘'" and text[-1] in "\"”“»’'"


def has_credit(text: str) -> bool:
    """Whether the line holds a picture credit, as captions do."""
    return word_count(text) <= 2 * MAX_CAPTION and bool(_CREDIT.search(text))


def is_headline_shaped(text: str) -> bool:
    """Whether the line could be a related headline: two words or more, with letters, of bounded length."""
    return any(map(str.isalpha, text)) and word_count(text) >= 2 and len(text) >= 6 and len(text) <= 1000


def is_name_shaped(text: str) -> bool:
    """Whether the line could be a publication's name, alone or before a bar or a dash.

    A name has five words at most, no full stop, and no word of four letters or more in lower case.
    """
    words = _NAME_END.split(text)[0].split()
    return (
        1 <= len(words) <= 5
        and word_count(text) <= MAX_NAME_LINE
        and not ends_sentence(text)
        and any(map(str.isalpha, text))
        and all(not word[0].islower() for word in words if len(word) > 3)
    )


def starts_lower(text: str) -> bool:
    return text[:1].islower()


def _cue(text: str) -> str:
    return normal_form(text) if len(text) <= 60 else ""
