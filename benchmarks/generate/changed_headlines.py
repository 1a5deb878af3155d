"""Headlines changed as pages change them, and changed into headlines of other stories; reproducible by a seed."""

import random
import re
from collections.abc import Callable, Iterable, Sequence

from benchmarks.generate.real_headlines import MEANINGFUL, Headlines, Pair, Real, is_sentence

FEWEST_WORDS, MOST_CHARACTERS = 6, 200  # of a headline that is changed
LABELS = ("LIVE: ", "Watch: ", "BREAKING: ", "Exclusive - ", "Update: ", "Video | ", "Eilmeldung: ", "EN DIRECT - ")
NEGATION = {"en": "not", "de": "nicht", "fr": "pas", "es": "no", "it": "non", "nl": "niet", "sv": "inte", "da": "ikke"}
# Function words that replace each other in headlines.
_SIMILAR = [
    frozenset(group.split(" "))
    for line in (
        "a the an|in at on|to for|and &|is was|are were|has have had|will would|can could|of for|says said|by with",
        "its their|as while|der die das ein eine|im am|auf bei|und &|ist war|hat haben|zu für|von bei|den einen",
        "will kann|dem einem|le la un une|du de|et &|à en|les des|est sera",
    )
    for group in line.split("|")
]
_LETTERS = "abcdefghijklmnoprstuvwz"


def is_changeable(real: Real) -> bool:
    """Return whether a headline is long enough, not too long, and mostly in lower case."""
    words = real.text.split()
    has_case = sum(map(str.islower, real.text)) * 2 > len(real.text)
    return len(words) >= FEWEST_WORDS and len(real.text) <= MOST_CHARACTERS and has_case


class Changes:
    """Each method returns a headline changed in one way, or None if it cannot be changed so."""

    SINGLE = ("formatting", "dropped", "transposed", "replaced", "inserted", "truncated", "prefix", "suffix", "typo")
    POSITIVE = (*SINGLE, "unmarked", "combo", "combotrunc")
    NEGATIVE = ("number", "third", "half", "name", "name_in_title_case", "names_swapped", "negation")

    def __init__(self, headlines: Headlines, seed: str) -> None:
        self.headlines, self.random = headlines, random.Random(seed)

    def change(self, kind: str, real: Real) -> str | None:
        changed = getattr(self, kind)(real.text.split(), real.language)
        return None if changed is None or changed == real.text else changed

    def formatting(self, words: list[str], language: str) -> str:
        text = " ".join(words)
        ways = [text.upper(), text.title(), "  ".join(words), f"“{text}”", text + ".", text.replace(",", "")]
        folded = text.replace("'", "’").replace('"', "”").replace(" - ", " — ").replace(": ", " – ").replace("“", '"')
        return self.random.choice([way for way in [*ways, folded] if way != text])

    def dropped(self, words: list[str], language: str) -> str | None:
        at = self._anywhere(words, lambda word: word.casefold() not in MEANINGFUL and word.isalpha())
        return at and " ".join(words[: at[0]] + words[at[0] + 1 :])

    def transposed(self, words: list[str], language: str) -> str:
        at = self.random.randrange(len(words) - 1)
        return " ".join([*words[:at], words[at + 1], words[at], *words[at + 2 :]])

    def replaced(self, words: list[str], language: str) -> str | None:
        """Replace a function word by a similar one, or a longer lower-case word by another with the same ending."""
        at = self._anywhere(
            words, lambda word: word.islower() and word.isalpha() and bool(self._similar(word, language))
        )
        if not at:
            return None
        return " ".join(
            [*words[: at[0]], self.random.choice(self._similar(words[at[0]], language)), *words[at[0] + 1 :]]
        )

    def _similar(self, word: str, language: str) -> list[str]:
        small = sorted(set().union(*(group for group in _SIMILAR if word in group)) - {word})
        if small or len(word) < 4 or word in MEANINGFUL:
            return small
        pool = self.headlines.common.get(language, [])
        return [other for other in pool if other != word and other[-2:] == word[-2:] and len(other) > 3]

    def inserted(self, words: list[str], language: str) -> str | None:
        pool = self.headlines.common.get(language, [])
        at = self.random.randrange(1, len(words))
        return " ".join([*words[:at], self.random.choice(pool), *words[at:]]) if pool else None

    def truncated(self, words: list[str], language: str) -> str:
        text = " ".join(words)
        return text[: int(len(text) * self.random.uniform(0.55, 0.85))].rstrip() + self.random.choice(
            ["…", "...", " …"]
        )

    def unmarked(self, words: list[str], language: str) -> str:
        """Cut between words, without an ellipsis."""
        return " ".join(words[: max(1, round(len(words) * self.random.uniform(0.55, 0.85)))])

    def prefix(self, words: list[str], language: str) -> str:
        return self.random.choice(LABELS) + " ".join(words)

    def suffix(self, words: list[str], language: str) -> str:
        return " ".join(words) + self.random.choice([" | ", " - ", " – "]) + self.random.choice(self.headlines.sites)

    def typo(self, words: list[str], language: str) -> str | None:
        at = self._anywhere(words, lambda word: word.isalpha() and len(word) > 3)
        return at and " ".join([*words[: at[0]], self._misspelt(words[at[0]]), *words[at[0] + 1 :]])

    def combo(self, words: list[str], language: str) -> str | None:
        first, second = self.random.sample([kind for kind in self.SINGLE if kind not in ("truncated", "suffix")], 2)
        once = getattr(self, first)(words, language)
        return once and getattr(self, second)(once.split(), language)

    def combotrunc(self, words: list[str], language: str) -> str | None:
        once = getattr(self, self.random.choice([kind for kind in self.SINGLE if kind not in ("truncated", "suffix")]))
        changed = once(words, language)
        return changed and self.truncated(changed.split(), language)

    def number(self, words: list[str], language: str) -> str | None:
        at = self._anywhere(words, lambda word: re.search(r"\d", word))
        if not at:
            return None
        found = re.search(r"\d+", words[at[0]])
        other = str(int(found[0]) + self.random.choice([1, 2, 3, 10]))
        return " ".join([*words[: at[0]], words[at[0]].replace(found[0], other, 1), *words[at[0] + 1 :]])

    def third(self, words: list[str], language: str) -> str | None:
        return self._many(words, language, max(2, len(words) // 3))

    def half(self, words: list[str], language: str) -> str | None:
        return self._many(words, language, len(words) // 2)

    def name(self, words: list[str], language: str) -> str | None:
        return self._other_name(words, language) if is_sentence(" ".join(words)) else None

    def name_in_title_case(self, words: list[str], language: str) -> str | None:
        return None if is_sentence(" ".join(words)) else self._other_name(words, language)

    def names_swapped(self, words: list[str], language: str) -> str | None:
        """Swap two names that are not adjacent."""
        names = set(self.headlines.names.get(language, []))
        places = [at for at, word in enumerate(words) if word in names]
        pairs = [(a, b) for a in places for b in places if b > a + 1 and words[a] != words[b]]
        if not pairs:
            return None
        one, other = self.random.choice(pairs)
        words = list(words)
        words[one], words[other] = words[other], words[one]
        return " ".join(words)

    def negation(self, words: list[str], language: str) -> str | None:
        at = self.random.randrange(1, len(words))
        return " ".join([*words[:at], NEGATION[language], *words[at:]]) if language in NEGATION else None

    def _other_name(self, words: list[str], language: str) -> str | None:
        names = self.headlines.names.get(language, [])
        at = self._anywhere(words, lambda word: word in set(names), first=1)
        if not at or len(names) < 10:
            return None
        return " ".join([*words[: at[0]], self._except(names, words[at[0]]), *words[at[0] + 1 :]])

    def _many(self, words: list[str], language: str, count: int) -> str | None:
        pool = self.headlines.common.get(language, []) + self.headlines.names.get(language, [])
        if len(pool) < 50:
            return None
        places = set(self.random.sample(range(len(words)), count))
        return " ".join(self._except(pool, word) if at in places else word for at, word in enumerate(words))

    def _except(self, pool: Sequence[str], word: str) -> str:
        return self.random.choice([other for other in pool if other.casefold() != word.casefold()])

    def _anywhere(self, words: list[str], is_fit: Callable[[str], object], first: int = 0) -> tuple[int] | None:
        places = [at for at, word in enumerate(words) if at >= first and is_fit(word)]
        return (self.random.choice(places),) if places else None

    def _misspelt(self, word: str) -> str:
        at = self.random.randrange(1, len(word) - 1)
        ways = [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + self.random.choice(_LETTERS) + word[at + 1 :],
        ]
        return self.random.choice([*ways, word[:at] + word[at + 1] + word[at] + word[at + 2 :]])


def pairs_of(headlines: Headlines, reals: Sequence[Real], kinds: Iterable[str], count: int, seed: str) -> list[Pair]:
    """Return up to `count` pairs of each kind; the same for the same seed."""
    changes, existing = Changes(headlines, seed), {real.text for real in headlines.reals}
    pairs: list[Pair] = []
    for kind in kinds:
        found: dict[str, Pair] = {}
        bases = [real for real in reals if is_changeable(real)]
        for real in changes.random.sample(bases, len(bases)) * 3:
            changed = changes.change(kind, real)
            if changed and len(found) < count and changed not in existing:
                found.setdefault(changed, Pair(kind, changed, real.text))
        pairs += found.values()
    return pairs
