"""What the words of a page say when there is no story behind them: errors, login walls, consent screens."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from articles.lexicon.cues import CUES
from articles.lexicon.page_errors import BARE_ERROR_PHRASES, CONSENT_PHRASES, ERROR_PHRASES, WALL_PHRASES
from articles.text.normal_form import normal_form
from articles.understanding.wording import WIDE


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases in the normal form: between spaces, where words are parted by spaces, and then by their first word."""

    by_word: Mapping[str, Sequence[str]]
    wide: Sequence[str]

    def may_stand(self, words: Set[str], text: str) -> bool:
        """Whether the text, of these words in lower case, could hold one of the phrases."""
        found = (phrase for word in words & self.by_word.keys() for phrase in self.by_word[word])
        return any(words.issuperset(phrase.split()) for phrase in found) or any(phrase in text for phrase in self.wide)

    @classmethod
    def of(cls, text: str) -> "Phrases":
        by_word: dict[str, list[str]] = {}
        wide = []
        for form in (normal_form(phrase) for phrase in " ".join(text.split()).split(",")):
            if WIDE.search(form):
                wide.append(form)
            else:
                by_word.setdefault(form.split()[0], []).append(f" {form} ")
        return cls(by_word, wide)

    def within(self, form: str) -> Iterator[str]:
        """The phrases that stand in a text of normal form, as words of their own."""
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
    """Whether one of the phrases stands in a text of normal form."""
    return next(phrases.within(form), None) is not None
