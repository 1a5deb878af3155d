"""Pages made from the corpus' own: menus, lists and teasers, which are no stories; short stories and round-ups.

They are made for training and evaluation and never shipped. No forest learns from their lines.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from articles.text.normal_form import normal_form
from articles.understanding.lines import Line, lines_of
from benchmarks.understanding.data.pages import Page, folds_of

EACH = 3  # kinds of page made from each dump, in turn
LEAST = 4  # lines of a page
SECTIONS = ("News", "Sport", "Kultur", "Opinion", "Politik", "Économie", "Mundo", "Most read", "Weather", "Wirtschaft")
STAMPS = ("3 hours ago", "14:48", "21 Nov 2026", "Von unserer Redaktion", "Analysis", "Video", "hace 2 horas", "Live")


@dataclass(frozen=True, slots=True)
class Parts:
    """A dump in parts: its body, and the lines before, among and after it without printings of the headline."""

    page: Page
    head: tuple[str, ...]
    body: tuple[str, ...]
    between: tuple[str, ...]  # other lines among those of the body
    tail: tuple[str, ...]

    @property
    def headline(self) -> str:
        return self.page.truth["headline"]

    @property
    def listed(self) -> list[str]:
        return [item["text"] for item in self.page.truth["related"]]


def made_pages(pages: Sequence[Page], bodies: Sequence[np.ndarray]) -> list[Page]:
    """Make pages, each from dumps of one fold; `bodies` holds a 1 for each line of a dump that is of its body."""
    folds = folds_of([page.domain for page in pages])
    apart = [parts_of(page, body) for page, body in zip(pages, bodies, strict=True)]
    pools: defaultdict[tuple[int, str, str], list[Parts]] = defaultdict(list)
    for fold, parts in zip(folds, apart, strict=True):
        if parts.headline and parts.body:
            pools[fold, parts.page.kind, parts.page.language].append(parts)
    made, names = [], list(MAKINGS)
    for number, (fold, parts) in enumerate(zip(folds, apart, strict=True)):
        if not parts.headline or not parts.body:
            continue
        others = _others(parts, pools[fold, parts.page.kind, parts.page.language])
        for name in (names[(3 * number + turn) % len(names)] for turn in range(EACH)):
            texts = list(MAKINGS[name](parts, others))
            if sum(map(bool, texts)) >= LEAST:
                made.append(_page(name, parts.page, texts))
    return made


def parts_of(page: Page, body: np.ndarray) -> Parts:
    """Divide a dump's lines by their place; blank lines are kept."""
    raw = page.text.split("\n")
    lines = lines_of(page.text)
    headline = normal_form(page.truth.get("headline") or "")
    places = {line.number for line, label in zip(lines, body, strict=True) if label == 1}
    first, last = min(places, default=0), max(places, default=0)

    def texts(numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(raw[n - 1] for n in numbers if n not in places and normal_form(raw[n - 1]) != headline)

    return Parts(
        page,
        texts(range(1, first)),
        tuple(_text(line) for line in lines if line.number in places),
        texts(range(first, last)),
        texts(range(last + 1, len(raw) + 1)),
    )


def _text(line: Line) -> str:
    return line.text


def _page(name: str, page: Page, texts: Sequence[str]) -> Page:
    text = "\n".join(texts if page.kind == "browser" else filter(None, texts))
    return Page(f"{name} {page.id}", page.kind, page.domain, text, {"lang": page.language, "body": ""}, 0.0, name)


def _chance(*texts: str) -> int:
    """A pseudo-random number that depends on these texts only."""
    return int.from_bytes(hashlib.blake2b("\n".join(texts).encode(), digest_size=4).digest(), "big")


def _others(parts: Parts, pool: Sequence[Parts]) -> list[Parts]:
    """Return the other pages of a pool, in a pseudo-random order."""
    rest = [other for other in pool if other.page.id != parts.page.id]
    return sorted(rest, key=lambda other: _chance(parts.page.id, other.page.id))


def _bodiless(parts: Parts, _others: Sequence[Parts]) -> Iterator[str]:
    yield from (*parts.head, *parts.between, *parts.tail)


def _head(parts: Parts, _others: Sequence[Parts]) -> Iterator[str]:
    yield from parts.head


def _tail(parts: Parts, _others: Sequence[Parts]) -> Iterator[str]:
    yield from parts.tail


def _lists(parts: Parts, others: Sequence[Parts]) -> Iterator[str]:
    """The related lists of several pages, each below the name of a section."""
    framed = _chance("framed", parts.page.id) % 2
    yield from parts.head if framed else ()
    listing = [one for one in (parts, *others) if one.listed][: 3 + _chance(parts.page.id) % 4]
    for number, one in enumerate(listing):
        yield from ("", SECTIONS[(number + len(listing)) % len(SECTIONS)], "")
        for text in one.listed:
            yield from (text, "") if _chance("spaced", one.page.id) % 2 else (text,)
    yield from parts.tail if framed else ()


def _teasers(parts: Parts, others: Sequence[Parts]) -> Iterator[str]:
    """Headlines of other pages, each with the beginning of its story, between this page's menus and lists."""
    manner = _chance("manner", parts.page.id)
    yield from parts.head if manner % 4 else ()
    for number, one in enumerate([*others, parts][: 5 + manner % 15]):
        stamp = STAMPS[(manner + number) % len(STAMPS)] if manner // 2 % 3 else ""
        yield from (stamp, one.headline) if manner % 2 else (one.headline, stamp)
        yield from ("",) * (manner // 4 % 2)
        yield _cut(next((text for text in one.body if len(text) > 60), one.body[0]), manner // 8 % 3)
        yield from ("",) * (manner // 16 % 3)
    yield from parts.tail if manner % 4 else ()


def _cut(text: str, manner: int) -> str:
    """Shorten a paragraph to its first sentence, or to some words and an ellipsis; a short one stays whole."""
    if manner == 0 and len(text) < 300:
        return text
    stop = text.find(". ")
    if manner == 1 and 40 < stop < 300:
        return text[: stop + 1]
    return f"{text[: 100 + 20 * manner].rsplit(' ', 1)[0]}…" if len(text) > 160 else text


def _sentence(parts: Parts, _others: Sequence[Parts]) -> Iterator[str]:
    """A story of one paragraph."""
    yield from _story(parts, [next((text for text in parts.body if len(text) > 60), parts.body[0])])


def _short(parts: Parts, _others: Sequence[Parts]) -> Iterator[str]:
    """A story of a few lines."""
    yield from _story(parts, parts.body[: 2 + _chance(parts.page.id) % 4])


def _roundup(parts: Parts, others: Sequence[Parts]) -> Iterator[str]:
    """A story of several items under one headline, each with a heading and a paragraph or two."""
    manner, texts = _chance("round-up", parts.page.id), list(parts.body[: 1 + _chance(parts.page.id) % 2])
    for number, one in enumerate(others[: 3 + manner % 8], start=1):
        texts += [(f"{number}. {one.headline}", one.headline, f"{6 + number}:{number * 7 % 60:02}")[manner // 8 % 3]]
        items = [text for text in one.body if len(text) > 60][: 1 + manner // 32 % 2]
        texts += [_cut(item, 1) for item in items] if manner // 64 % 2 else items
    yield from _story(parts, texts)


def _story(parts: Parts, texts: Sequence[str]) -> Iterator[str]:
    """This page with these lines as its body, right below its headline."""
    yield from (*parts.head, "", parts.headline, "")
    for text in texts:
        yield from (text, "")
    yield from parts.tail


MAKINGS: dict[str, Callable[[Parts, Sequence[Parts]], Iterator[str]]] = {
    "bodiless": _bodiless,
    "head": _head,
    "tail": _tail,
    "lists": _lists,
    "teasers": _teasers,
    "sentence": _sentence,
    "short": _short,
    "round-up": _roundup,
}
STORIES = ("sentence", "short", "round-up")
