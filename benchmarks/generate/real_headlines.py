"""The real headlines of the corpus, with their common words and names."""

import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from articles.text.digests import headline_key

# Words whose insertion, deletion or replacement makes another story; not taken from the rules that are measured.
MEANINGFUL = frozenset(
    word
    for line in (
        "no not never none only nicht kein keine keiner nie nur pas jamais non niet inte ikke without against ohne",
        "one two three four five six seven eight nine ten first second third zwei drei vier fünf erste zweite deux",
        "hundred thousand thousands million millions billion millionen milliarden man men woman women frau frauen",
        "up down in out over under before after from more less most least best worst last next new old former nearly",
        "vor nach über unter aus mehr weniger neue neuen alte letzte win wins dead killed december january june july",
        "trois gegen mann männer",
    )
    for word in line.split(" ")
)


@dataclass(frozen=True, slots=True)
class Real:
    """A headline on a page of this domain."""

    text: str
    domain: str
    language: str

    @property
    def is_for_tuning(self) -> bool:
        """Whether the domain is in the half on which the rules were made; results are for the other half."""
        return blake2b(self.domain.encode(), digest_size=1).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Pair:
    """What waits, what it was made of, and how."""

    kind: str
    waiting: str
    live: str


@dataclass(frozen=True)
class Headlines:
    """All headlines, once each; pairs of two real forms of one headline; and the names of sites."""

    reals: list[Real]
    forms: list[Pair]
    sites: list[str]

    @cached_property
    def common(self) -> dict[str, list[str]]:
        """Words that are in lower case in at least three headlines, by language."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for real in self.reals:
            counts[real.language].update({word for word in real.text.split() if word.isalpha() and word.islower()})
        return {
            language: sorted(word for word, count in words.items() if count > 2 and word not in MEANINGFUL)
            for language, words in counts.items()
        }

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """Words that are capitalised within a sentence at least twice and never in lower case, by language."""
        small = {word for real in self.reals for word in real.text.split() if word.islower()}
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for real in self.reals:
            if is_sentence(real.text):
                counts[real.language].update(word for word in real.text.split()[1:] if is_capital(word))
        return {
            language: sorted(word for word, count in words.items() if count > 1 and word.casefold() not in small)
            for language, words in counts.items()
        }


def read_headlines(corpus: Path) -> Headlines:
    """Read the headlines and related lists of the truth files, of the seed, and the titles of the extra pages."""
    reals: dict[int, Real] = {}
    forms: list[Pair] = []
    sites: set[str] = set()
    for truth in _truths(corpus):
        headline, domain, language = truth["headline"], truth["domain"], truth.get("lang") or "en"
        rows = [*truth["related"], *truth["related_optional"]]
        for text in filter(None, [headline, *(row["text"] for row in rows)]):
            reals.setdefault(headline_key(text), Real(" ".join(text.split()), domain, language))
        forms += [Pair("other form of a page's headline", text, headline) for text in truth["headline_alt"] if headline]
        forms += [Pair("other form in a list", row["also"], row["text"]) for row in rows if row.get("also")]
        sites.add(truth.get("site") or domain)
    for title, domain, language in _extra(corpus):
        reals.setdefault(headline_key(title), Real(title, domain, language))
    return Headlines(sorted(reals.values(), key=lambda real: real.text), forms, sorted(sites))


def _truths(corpus: Path) -> Iterable[dict[str, Any]]:
    for path in [*sorted((corpus / "truth").glob("*.json")), *sorted((corpus / "seed").glob("*.json"))]:
        truth = json.loads(path.read_text("utf-8"))
        yield {**truth, "domain": truth.get("domain") or truth["id"]}


def _extra(corpus: Path) -> Iterable[tuple[str, str, str]]:
    path = corpus / "extra" / "pages.jsonl.xz"
    if path.exists():
        for line in lzma.decompress(path.read_bytes()).decode().split("\n")[:-1]:
            page = json.loads(line)
            yield " ".join(page["title"].split()), page["domain"], page["lang"] or "en"


def is_capital(word: str) -> bool:
    return word.isalpha() and word[0].isupper() and not word.isupper() and len(word) > 2


def is_sentence(text: str) -> bool:
    """Return whether most long words after the first are in lower case, so that a capital means a name."""
    words = [word for word in text.split()[1:] if len(word) > 3 and word.isalpha()]
    return bool(words) and sum(word.islower() for word in words) * 2 > len(words)
