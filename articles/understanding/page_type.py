"""The type of a page: a story, a list of stories, an error page, a login or subscription wall, a consent screen."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.lexicon.cues import CUES
from articles.lexicon.page_errors import BARE_ERROR_PHRASES, CONSENT_PHRASES, ERROR_PHRASES, WALL_PHRASES
from articles.text.normal_form import line_form, normal_form
from articles.text.scripts import MODEL_WIDE_LETTER
from articles.understanding.rules.corrections.live_blog import is_live_blog
from articles.understanding.rules.corrections.notices import is_script_notice
from articles.understanding.rules.line_shapes import ends_sentence, is_prose, word_count
from articles.understanding.story import TEXT_ROLES, Nature, Role, RoledLine

MAX_READ = 900  # words; a longer body is not searched. The longest consent screens measured have as many
MAX_LINES = 60  # lines searched where there is no body
MAX_LINE = 2_000  # characters of a line that are searched
BESIDE_BARE = 3  # words that may stand beside a bare error phrase in its line
AFTER = 8  # lines below the body in which a wall may stand
MOST_BESIDE_ERROR = 60  # words of an error page besides its error phrases
MOST_BESIDE_NOTICE = 30  # words of a page besides its notice about scripts
MOST_BESIDE_WALL = 50  # words of a story above a wall: a paragraph
MOST_CUT = 100  # words of a story above a wall that is cut off
LEAST_TEASERS = 6
MOST_TEASERS = 0.9  # share of a page's paragraphs
MAX_TEASER = 25  # words; items of round-ups have more
LEAST_COUNTED = 2  # items whose number is one more than that of the item before
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d{1,2}(?=[.)]\s)")
ASKED = 2  # lines that ask for consent
CONSENTING = 0.5  # share of a consent screen's words in lines about consent or law


def nature_of(lines: Sequence[RoledLine], is_list: bool) -> Nature:
    """Classify a page by its lines and their roles; `is_list`: the classifier takes it for a list of stories."""
    near = _near(lines)
    heads = [line for line in lines if line.role in (Role.HEADLINE, Role.MASTHEAD)] + _right_above(lines)
    read = [line for line in near if line.role in TEXT_ROLES or is_prose(line.text)] or near
    if sum(word_count(line.text) for line in read) <= MAX_READ:
        text = "\n".join(line.text[:MAX_LINE] for line in (*heads, *near)).casefold()
        words = set(_WORD.findall(text))
        if CONSENT.may_occur(words, text) and _is_consent((*heads, *near), read):
            return Nature.CONSENT
        if "javascript" in text and _is_script_notice(heads, read):
            return Nature.ERROR
        if (ERRORS.may_occur(words, text) or BARE_ERRORS.may_occur(words, text)) and _is_error(heads, read):
            return Nature.ERROR
        if WALLS.may_occur(words, text) and any(holds(_form(line), WALLS) for line in near) and _is_stub(read):
            return Nature.WALL
    if is_live_blog(lines):
        return Nature.STORY
    return Nature.LIST if (is_list and not _is_counted(lines)) or _is_teasers(lines) else Nature.STORY


def _near(lines: Sequence[RoledLine]) -> Sequence[RoledLine]:
    """Return the lines from the headline or the body's start to AFTER lines below the body, or the first MAX_LINES.

    Where half of a story was missed, its rest is among them.
    """
    places = [index for index, line in enumerate(lines) if line.role in TEXT_ROLES or line.role is Role.HEADLINE]
    if not any(lines[index].role in TEXT_ROLES for index in places):
        return lines[:MAX_LINES]
    return lines[places[0] : places[-1] + 1 + AFTER]


def _right_above(lines: Sequence[RoledLine]) -> list[RoledLine]:
    """Return the line above the body: what heads it in fact, where another line was taken for the headline."""
    first = next((index for index, line in enumerate(lines) if line.role in TEXT_ROLES), 0)
    return [line for line in lines[max(0, first - 1) : first] if line.role is Role.BOILERPLATE]


def _is_counted(lines: Sequence[RoledLine]) -> bool:
    """Whether the body is numbered items, each with a paragraph below: a round-up under one headline."""
    body = [line for line in lines if line.role in TEXT_ROLES]
    numbers = [
        int(found[0])
        for line, following in pairwise(body)
        if (found := _NUMBER.match(line.text)) and following.role is Role.PARAGRAPH
    ]
    return sum(after == before + 1 for before, after in pairwise(numbers)) >= LEAST_COUNTED


def _is_teasers(lines: Sequence[RoledLine]) -> bool:
    """Whether the body consists of headings with one short paragraph each: teasers of several stories."""
    body = [line for line in lines if line.role in TEXT_ROLES or line.role is Role.CAPTION]
    heads = [True, *map(_is_heading, body), True]
    paragraphs = [place for place in range(1, len(body) + 1) if not heads[place]]
    teasers = [
        place
        for place in paragraphs
        if heads[place - 1] and heads[place + 1] and word_count(body[place - 1].text) <= MAX_TEASER
    ]
    return len(teasers) >= max(LEAST_TEASERS, MOST_TEASERS * len(paragraphs))


def _is_heading(line: RoledLine) -> bool:
    is_short = word_count(line.text) <= MAX_TEASER and not ends_sentence(line.text)
    return line.role in (Role.SUBHEADING, Role.CAPTION) or (line.role is Role.PARAGRAPH and is_short)


def _form(line: RoledLine) -> str:
    return line_form(line.text[:MAX_LINE])


def _words(forms: Sequence[str]) -> int:
    """Count the words of several texts."""
    return sum(map(word_count, forms))


def _is_consent(shown: Sequence[RoledLine], read: Sequence[RoledLine]) -> bool:
    """Whether the page asks for consent twice, buttons included, and half of its text is about consent or law."""
    every = [_form(line) for line in dict.fromkeys(shown)]
    if sum(holds(form, CONSENT) for form in every) < max(1, min(ASKED, len(every))):
        return False
    forms = list(map(_form, read))
    about = [form for form in forms if holds(form, CONSENT) or holds(form, LEGAL)]
    return _words(about) >= CONSENTING * _words(forms)


def _is_error(heads: Sequence[RoledLine], read: Sequence[RoledLine]) -> bool:
    """Whether the text reports an error and holds little else."""
    if not any(_reports_error(_form(line)) for line in (*heads, *read)):
        return False
    return _words([form for form in map(_form, read) if not _reports_error(form)]) <= MOST_BESIDE_ERROR


def _is_script_notice(heads: Sequence[RoledLine], read: Sequence[RoledLine]) -> bool:
    """Whether the text tells that scripts are off, and holds little else."""
    other = _words([_form(line) for line in read if not is_script_notice(line.text)])
    if any(is_script_notice(line.text) for line in heads):
        return other <= MOST_BESIDE_ERROR
    return other <= MOST_BESIDE_NOTICE and any(is_script_notice(line.text) for line in read)


def _reports_error(form: str) -> bool:
    if holds(form, ERRORS):
        return True
    count = word_count(form)
    return any(count <= word_count(phrase) + BESIDE_BARE for phrase in BARE_ERRORS.within(form))


def _is_stub(read: Sequence[RoledLine]) -> bool:
    """Whether the text, without lines about accounts and subscriptions, is a paragraph at most."""
    story = [line for line in read if not (holds(form := _form(line), WALLS) or holds(form, ACCOUNT))]
    is_cut = bool(story) and (not ends_sentence(story[-1].text) or story[-1].text.endswith(("…", "...")))
    return sum(word_count(line.text) for line in story) <= (MOST_CUT if is_cut else MOST_BESIDE_WALL)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases in normal form: those of words parted by spaces, by their first word, and those of other scripts."""

    by_word: Mapping[str, Sequence[str]]  # each phrase with a space on both sides
    wide: Sequence[str]  # in scripts without spaces

    def may_occur(self, words: set[str], text: str) -> bool:
        """Whether a text of these words, in lower case, could hold one of the phrases: a quick test before `within`."""
        found = (phrase for word in words & self.by_word.keys() for phrase in self.by_word[word])
        return any(words.issuperset(phrase.split()) for phrase in found) or any(phrase in text for phrase in self.wide)

    @classmethod
    def of(cls, text: str) -> "Phrases":
        """Read phrases that are separated by commas."""
        by_word: dict[str, list[str]] = {}
        wide = []
        for form in (normal_form(phrase) for phrase in " ".join(text.split()).split(",")):
            if MODEL_WIDE_LETTER.search(form):
                wide.append(form)
            else:
                by_word.setdefault(form.split()[0], []).append(f" {form} ")
        return cls(by_word, wide)

    def within(self, form: str) -> Iterator[str]:
        """Yield the phrases that a text in normal form holds as whole words."""
        padded = f" {form} "
        words = set(form.split())
        yield from (p for word in words & self.by_word.keys() for p in self.by_word[word] if p in padded)
        yield from (phrase for phrase in self.wide if phrase in padded)


BARE_ERRORS, ERRORS, WALLS, CONSENT = map(
    Phrases.of, (BARE_ERROR_PHRASES, ERROR_PHRASES, WALL_PHRASES, CONSENT_PHRASES)
)
LEGAL = Phrases.of(",".join(CUES["legal"]))
ACCOUNT = Phrases.of(",".join(CUES["subscribe"]))


def holds(form: str, phrases: Phrases) -> bool:
    """Whether a text in normal form holds one of the phrases."""
    return next(phrases.within(form), None) is not None
