"""Labels for training: which lines of a dump are the body, headline, byline and related list of its truth."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np

_TOKEN = re.compile(r"\w+")
GRAM = 4
MOST_PLACES = 3  # places in the body that a line may be a copy of
SKIPPED = 0.02  # cost of a line between two lines of the chain
NEUTRAL = -1  # not learned from


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line, and a place in the body, in words, that it may be a copy of."""

    line: int
    start: int
    end: int
    weight: float


def body_labels(lines: Sequence[str], body: str, *, improved: bool = True) -> np.ndarray:
    """Label body lines 1: the heaviest chain of 4-gram matches, improved line by line while the page's F1 rises.

    The improvement takes most of the time, and is little; it can be left out.
    """
    tokens = [_TOKEN.findall(line) for line in lines]
    candidates, coverage = _candidates(tokens, body)
    labels = np.zeros(len(lines), dtype=np.int8)
    labels[_chain(candidates)] = 1
    return _improved(labels, tokens, coverage, _TOKEN.findall(body)) if improved else labels


def related_labels(lines: Sequence[str], truth: dict[str, Any], score: ModuleType) -> np.ndarray:
    """Label the truth's related headlines 1, and its optional ones NEUTRAL."""
    wanted = {score.normalise(item[key]) for item in truth["related"] for key in ("text", "also") if item.get(key)}
    neutral = {
        score.normalise(item[key]) for item in truth["related_optional"] for key in ("text", "also") if item.get(key)
    }
    forms = map(score.normalise, lines)
    return np.array([1 if form in wanted else NEUTRAL if form in neutral else 0 for form in forms], dtype=np.int8)


def headline_labels(lines: Sequence[str], truth: dict[str, Any], score: ModuleType) -> np.ndarray:
    """Label every printing of the headline 1; all lines NEUTRAL when the page has none.

    Its other forms, mostly the page's title, are 0: when they were NEUTRAL, they outranked the headline itself.
    """
    if not truth.get("headline"):
        return np.full(len(lines), NEUTRAL, dtype=np.int8)
    wanted = score.normalise(truth["headline"])
    return np.array([score.normalise(line) == wanted for line in lines], dtype=np.int8)


def byline_labels(lines: Sequence[str], truth: dict[str, Any], score: ModuleType) -> np.ndarray:
    """Label lines that hold an author 1; all lines NEUTRAL when the truth has no author."""
    authors = [score.normalise(author) for author in truth.get("authors") or []]
    if not authors:
        return np.full(len(lines), NEUTRAL, dtype=np.int8)
    return np.array([any(a in form for a in authors) for form in map(score.normalise, lines)], dtype=np.int8)


def _candidates(tokens: Sequence[list[str]], body: str) -> tuple[list[Candidate], np.ndarray]:
    """Find the places in the body of each line, and the share of its 4-grams that the body holds."""
    places, shorts, position = defaultdict(list), defaultdict(list), 0
    for paragraph in body.split("\n"):
        words = _TOKEN.findall(paragraph)
        if 0 < len(words) < GRAM:
            shorts[tuple(words)].append(position)
        position += len(words)
    words = _TOKEN.findall(body)
    for i in range(len(words) - GRAM + 1):
        places[tuple(words[i : i + GRAM])].append(i)
    found, coverage = [], np.zeros(len(tokens))
    for line, words in enumerate(tokens):
        if len(words) < GRAM:
            found += [Candidate(line, at, at + len(words), len(words)) for at in shorts.get(tuple(words), ())]
            continue
        grams = [places.get(tuple(words[i : i + GRAM]), ()) for i in range(len(words) - GRAM + 1)]
        coverage[line] = sum(map(bool, grams)) / len(grams)
        if coverage[line] >= 0.5:
            offsets = Counter(at - i for i, ats in enumerate(grams) for at in ats)
            found += [
                Candidate(line, offset, offset + len(words), count + GRAM - 1)
                for offset, count in offsets.most_common(MOST_PLACES)
            ]
    return sorted(found, key=lambda c: (c.line, c.start)), coverage


def _chain(candidates: Sequence[Candidate]) -> list[int]:
    """Find the lines of the heaviest chain in which both lines and places increase."""
    if not candidates:
        return []
    line, start, end, weight = (np.array([getattr(c, k) for c in candidates]) for k in Candidate.__slots__)
    best, before = weight.astype(float), np.full(len(candidates), -1)
    for j in range(1, len(candidates)):
        allowed = (line[:j] < line[j]) & (end[:j] <= start[j] + 2)
        if allowed.any():
            gains = np.where(allowed, best[:j] - SKIPPED * (line[j] - line[:j] - 1), -np.inf)
            i = int(gains.argmax())
            if gains[i] > 0:
                best[j], before[j] = weight[j] + gains[i], i
    chain, j = [], int(best.argmax())
    while j >= 0:
        chain.append(int(line[j]))
        j = before[j]
    return chain


def _improved(labels: np.ndarray, tokens: Sequence[list[str]], coverage: np.ndarray, body: list[str]) -> np.ndarray:
    """Flip single labels while the page's F1 rises by it, in two rounds."""
    truth = _grams(body)
    best = _f1(labels, tokens, truth)
    for _ in range(2):
        for line in np.flatnonzero((coverage > 0.15) | (labels == 1)):
            if best > 0.9995:
                return labels
            labels[line] ^= 1
            if (score := _f1(labels, tokens, truth)) > best + 1e-9:
                best = score
            else:
                labels[line] ^= 1
    return labels


def _grams(words: list[str]) -> Counter:
    return Counter(zip(*(words[i:] for i in range(GRAM)), strict=False))


def _f1(labels: np.ndarray, tokens: Sequence[list[str]], truth: Counter) -> float:
    mine = _grams([word for label, words in zip(labels, tokens, strict=True) if label for word in words])
    both = (mine & truth).total()
    return 2 * both / max(1, mine.total() + truth.total())
