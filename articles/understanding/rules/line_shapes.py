"""Predicates on a single line: boilerplate, cues of lists, shapes of headlines, names and sentences."""

import re
from functools import lru_cache

from articles.lexicon.boilerplate import (
    BOXES,
    BUTTONS,
    CONTROLS,
    INTERRUPTIONS,
    RELATED_CUES,
    RELATIVES,
    SECTIONS,
    SPONSORED,
    SUBJECTS,
    TAIL_CUES,
    VERBS,
)
from articles.text.normal_form import CACHED_LINES, LONGEST_CACHED, line_form
from articles.text.scripts import MODEL_WIDE_LETTER
from articles.understanding.rules.rights import has_rights_sign, is_rights_notice

MAX_CAPTION = 25  # words; a longer line is a paragraph, even without a full stop
MAX_SUBHEADING = 12  # words
MAX_NAME_LINE = 12  # words
MAX_BARE_CREDIT = 4  # words: "Photo by Ada Finch"
MAX_LABEL = 25  # characters of what stands before an advertisement
MAX_ADVERTISER = 3  # words of its name behind "sponsored by"
MAX_CUE = 60  # characters
MAX_SMALL = 3  # characters of a word that has no capital in a headline
MIN_CLAUSE = 4  # words of a sentence that is told by the pronoun with which it begins
MIN_CAPITALS = 3  # longer words of a headline in capitals
MAX_HEADLINE_LINE = 300  # characters; the longest headline measured has 214
_END, _FULL_STOP = frozenset(".!?…。！？।؟۔։"), frozenset(".。।۔։")
_CLOSING, _QUOTES = "\"'”’»)]", frozenset('"”’»')  # after the end of a sentence
_SENTENCE_BREAK = re.compile(r"[.!?…][\"'”’)\]]*\s+[\"'“‘(\[]?[^\W\d_a-z]|[。！？].|[।۔؟։]\s+.")
_BULLET = re.compile(r"[•◦▪‣∙●·*–-]\s+\S|\d{1,2}[.)]\s+\S")
_BYLINE = re.compile(
    r"(?i:(?:written )?by|von|par|por|di|door|av|af|(?:autor(?:a|in|ka)?|author|text|tekst|texte|texto|testo):):?"
    r"\s+[^\W\d_a-z]"
    r"|(?i:by|von|par|por|di|door|av|af)\s(?:[^\W\d_]+\s){0,3}(?i:correspond|korrespond|corrispond|reporter|staff|editor|redak)"
)
_ATTRIBUTION = re.compile(r"[—–]\s*[^\W\d_a-z]")
_NAME_END = re.compile(r"\s+[|·–—-]\s+")
_INVITATION = ("newsletter", "inbox", "email", "e-mail", "subscri", "sign up", "posteingang", "abonn", "boletín")
_MARKS = "\"'“”„«»‘’(),;:"
_SECTION_END = re.compile(r"\s*[|/•·>»›,]\s*")
_LABEL_END = re.compile(r":\s|\s[|·–—-]\s")
_SPEECH = re.compile(r"[,!?][\"”“»«’]\s+[^\W\d_A-Z]")
# One of which is in each credit, so that most lines are not searched any further.
_OF_CREDIT = (
    *("photo", "fot", "imag", "pic", "caption", "bild", "getty", "courtesy", "illustration", "immagine", "beeld"),
    *("zdj", "credit", "crédit", "archiv", "©"),
)
_AGENCIES = ("reuters", "ap", "afp", "pa", "epa", "dpa")
_CREDIT_SIGNS = ":©(/|"
_CREDIT = re.compile(
    r"^(?:photo|photograph|image|picture|pictured|caption|foto|bild)\b.{0,20}:"
    r"|\bgetty images\b|\b(?:photo|image|picture) courtesy of\b|\bcourtesy of (?:the )?(?-i:[A-ZÀ-Þ])"
    r"|\b(?:photograph|photo|picture) by:?\s(?-i:[A-ZÀ-Þ@])[^\s.,)]*(?:\s[^\s.,)]+){0,4}(?:[.,)]|$|\s[|/])"
    r"|[(/|]\s*(?:reuters|ap|afp|pa|epa|dpa)\s*\)?$"
    r"|(?:[.(\[/|–—-]|^)\s*(?:file |archive )?(?:photo|photograph|image|picture|pic|illustration|foto|fot|bild"
    r"|fotografía|imagen|immagine|beeld|zdjęcie|credit|crédit|créditos)"
    r"(?:\s?:|\.:?|\scourtesy\b|\s(?:by|von|de|di|av|van|af)(?:\s[^\s.,)|/]+){1,5}(?:\s?[.,)|/]|$))"
    r"|(?:^|\()(?:archive|file|illustrative|library|representative|stock) (?:photo|picture|image)\)?$"
    r"|^photo illustration$|\(archiv(?:bild|foto)?\)$"
    r"|\s(?-i:Photo|Photograph|Picture|Image|Foto|Bild):\s(?-i:[A-ZÀ-Þ])"
    r"|©\s?[^\W\d_][^.]{1,40}$",
    re.IGNORECASE,
)
_RESIDUE = re.compile(
    r"\d{1,2} ?min(?:ute)?s? read|\d{1,4} (?:comments?|shares?|views?)|[\W_]+|x"
    r"|-?\d{1,2}:\d{2}(?::\d{2})?(?: ?/ ?\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|\d(?:\.\d+)?x|(?i:volume|speed|(?:current |remaining )?time|duration|loaded|progress|playback (?:rate|speed)):?"
    r" -?\d[\d:.]* ?[%x]?|(?:\d{1,3} ){2,}(?i:next|[>»›…])"
)
_ROW_BREAK, _BRACKETS = re.compile(r"\s[/|·•]\s"), re.compile(r"\]\s*\[")
_ADDRESS = re.compile(r"\bwww\.|\w@\w[\w-]*\.\w")
MOST_PARTS, MAX_LINK = 2, 3  # parts of a headline with bars, and words of a link
MAX_NOTICE = 40  # words of a rights notice
_ANY_TAIL_CUE = TAIL_CUES | RELATED_CUES
_PROMO = re.compile(
    r"(?:read more|read also|see also|also read|watch|listen|more on this|lesen sie auch|mehr zum thema)\s*:", re.I
)


def word_count(text: str) -> int:
    """Count words; in scripts without spaces two characters count as one word."""
    return _cached_count(text) if len(text) <= LONGEST_CACHED else _count_words(text)


def _count_words(text: str) -> int:
    if text.isascii():
        return len(text.split())
    wide = len(MODEL_WIDE_LETTER.findall(text))
    return max(len(text.split()), wide // 2) if wide else len(text.split())


_cached_count = lru_cache(maxsize=CACHED_LINES)(_count_words)


def ends_sentence(text: str) -> bool:
    """Whether the line ends like a sentence; quotation marks may follow the full stop."""
    return text.rstrip(_CLOSING)[-1:] in _END or (text[-1:] in _QUOTES and text[-2:-1] == ",")


def ends_with_full_stop(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _FULL_STOP


def is_prose(text: str) -> bool:
    """Whether the line reads as a paragraph: it ends like a sentence and has twelve words or more."""
    return ends_sentence(text) and word_count(text) >= 12


def is_one_sentence(text: str) -> bool:
    return not _SENTENCE_BREAK.search(text)


def is_related_cue(text: str) -> bool:
    return _cue(text) in RELATED_CUES


def is_tail_cue(text: str) -> bool:
    """Whether the line begins what follows a story: newsletter box, comments, related headlines."""
    return _cue(text) in _ANY_TAIL_CUE


def ends_list(text: str) -> bool:
    """Whether the line ends the list of headlines around it; share buttons and the like only interrupt it."""
    return is_tail_cue(text) and not is_related_cue(text) and _cue(text) not in INTERRUPTIONS


def is_box(text: str) -> bool:
    """Whether the line begins a newsletter's box or is a button, which may stand between two paragraphs of a story."""
    return _cue(text) in BOXES or _cue(text) in INTERRUPTIONS


def is_invitation(text: str) -> bool:
    """Whether the sentence asks to subscribe to a newsletter."""
    lower = text.lower()
    return any(phrase in lower for phrase in _INVITATION)


def is_button(text: str) -> bool:
    """Whether the line is a control or for sharing: it interrupts a story, and doesn't end it."""
    return is_boilerplate(text) or (is_tail_cue(text) and not is_related_cue(text) and not ends_list(text))


def is_boilerplate(text: str) -> bool:
    """Whether the line is boilerplate wherever it stands: a control, a promo, a rights notice."""
    return bool(_PROMO.match(text)) or is_control(text)


def is_control(text: str) -> bool:
    """Whether the line is a button, the rest of a player, an advertisement's label or a rights notice."""
    return bool(_RESIDUE.fullmatch(text)) or _claims_rights(text) or _cue(text) in CONTROLS or _is_row(text)


def is_sponsored(text: str) -> bool:
    """Whether the line is an advertisement among headlines, labelled as such."""
    label = _LABEL_END.split(text[: MAX_LABEL + 1], maxsplit=1)[0]
    name, by, advertiser = text.partition(" by ")
    if by and word_count(advertiser) <= MAX_ADVERTISER and ":" not in text:
        label = name
    return len(label) <= MAX_LABEL and line_form(label) in SPONSORED


def is_section(text: str) -> bool:
    """Whether the line names a section of a paper, or several of them."""
    return len(text) <= MAX_CUE and all(line_form(part) in SECTIONS for part in _SECTION_END.split(text) if part)


def is_page_line(text: str) -> bool:
    """Whether the line is links in a row, an address or a sign of rights, as in the foot of a page."""
    parts = _ROW_BREAK.split(text)
    is_row = len(parts) > MOST_PARTS and all(len(part.split()) <= MAX_LINK for part in parts)
    is_row = is_row or (text[0] == "[" and bool(_BRACKETS.search(text)))
    return is_row or bool(_ADDRESS.search(text)) or has_rights_sign(text)


def is_lone_control(text: str) -> bool:
    """Whether a line of a text is a button, a promo, a cue of a list or a rights notice, and not code or signs."""
    if (not text[0].isalnum() and text[0] not in "[»›©") or word_count(text) > MAX_NOTICE:
        return False
    if any(map(_RESIDUE.fullmatch, text.split())):
        return False
    return is_boilerplate(text) or is_tail_cue(text)


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


def has_speech(text: str) -> bool:
    """Whether somebody speaks in the line: the quotation ends with a comma or a mark, and the sentence goes on."""
    return bool(_SPEECH.search(text))


def has_verb(text: str) -> bool:
    """Whether the line is a sentence by one of its verbs, which stands in no relative clause, or by its pronoun."""
    words = [word.strip(_MARKS) for word in text.casefold().split()]
    if words[0] in SUBJECTS and len(words) >= MIN_CLAUSE and text.split()[1].islower():
        return True
    verb = next((index for index, word in enumerate(words) if word in VERBS), 0)
    return verb > 0 and RELATIVES.isdisjoint(words[1:verb])


def has_credit(text: str) -> bool:
    """Whether the line holds a picture credit, as captions do."""
    if word_count(text) > 2 * MAX_CAPTION:
        return False
    lower = text.lower()
    may_be = any(part in lower for part in _OF_CREDIT) or lower.rstrip(" )").endswith(_AGENCIES)
    return may_be and bool(_CREDIT.search(text))


def has_marked_credit(text: str) -> bool:
    """Whether the line holds a credit that no headline has: by its signs, as in "Photo: …", or with only a name."""
    return has_credit(text) and (len(text.split()) <= MAX_BARE_CREDIT or any(sign in text for sign in _CREDIT_SIGNS))


def is_title_cased(text: str) -> bool:
    """Whether all longer words begin with a capital, as in English headlines and in no sentence."""
    words = [word for word in text.split() if len(word) > MAX_SMALL and word[0].isalpha()]
    return len(words) >= MIN_CAPITALS and all(word[0].isupper() for word in words)


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
    return line_form(text) if len(text) <= MAX_CUE else ""


def _claims_rights(text: str) -> bool:
    lower = text.lower()
    may_be = "rights reserved" in lower or lower.startswith(("©", "(c)", "copyright"))
    return may_be and is_rights_notice(text)


def _is_row(text: str) -> bool:
    """Whether the line is several buttons in a row, as below a player or for sharing."""
    parts = text.split() if len(text) <= MAX_CUE else []
    return len(parts) > 1 and all(_RESIDUE.fullmatch(part) or _cue(part) in BUTTONS for part in parts)
