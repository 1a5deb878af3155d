"""Features of each line from the mark-up around it."""

from collections.abc import Collection, Sequence
from itertools import chain

import numpy as np

from articles.documents.headline_line import PageLines, headline_row
from articles.documents.html.class_names import KINDS
from articles.documents.html.element_tree import Elements
from articles.documents.html.groups import captions_of, items_of, lists_of
from articles.documents.html.links import link_features
from articles.documents.html.visible_text import Rendered
from articles.documents.page import Metadata
from articles.text.normal_form import line_form, normal_form
from articles.text.scripts import MODEL_WIDE_LETTER
from articles.understanding.features.markup import Markup
from articles.understanding.features.windows import distinct

FAR = 12  # elements; anything farther up counts as absent
HALF = 0.5  # share of a line's characters that are links
LEAST_PROSE = 60  # letters of a line that is taken for a sentence of a story
LONGEST_READ = 2_000  # characters of a line whose width is measured
MOST, MOST_BEFORE, FEW_LINKS = 0.5, 1, 0.25  # share of the prose; lines of prose above; links per character of prose
LEAST_BODY = 200  # characters; a shorter copy of the body in the metadata is none
AROUND = (
    *("article", "main", "aside", "nav", "footer", "header", "figure", "figcaption", "li", "table", "form"),
    *("blockquote", "button", "section", "p", "a", "dl", "details", "ul"),
)
_PLACES = {tag: place for place, tag in enumerate(AROUND)}
_NAMES = (*(f".{kind}" for kind in KINDS), *AROUND)
_APART = [_NAMES.index(name) for name in (".comment", ".related", "aside", "nav", "footer")]
_NO_TEXT = [
    _NAMES.index(f".{kind}")
    for kind in ("share", "promo", "advert", "popular", "menu", "label", "legal", "author", "date")
]  # of lists that are no part of a text
_HOLDING = np.isin(_NAMES, (".article", ".body", "article", "main", "section"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_KINDS = {"p": 1, "div": 2, "li": 3, "td": 4, "span": 5, "section": 6}
_INLINE = frozenset(
    {"a", "b", "em", "i", "q", "strong", "span", "u", "s", "small", "font", "time", "mark", "sub", "sup", "abbr"}
)


def markup_of(rendered: Rendered, metadata: Metadata) -> Markup:
    """Return one row of features for each line that isn't blank, with the tree of elements around the lines."""
    lines = [(number, line) for number, line in enumerate(rendered.text.split("\n"), start=1) if line.strip()]
    numbers, forms = [number for number, _ in lines], [line_form(line) for _, line in lines]
    elements = rendered.elements
    parent = np.array(elements.parents, dtype=np.int64)
    block, texts = _texts(elements, numbers)
    linked = texts[:, 0]
    prose = np.array([_prose(line) for _, line in lines]) * (linked < HALF)
    title = _title(lines, rendered.titles, linked, _story_start(prose, block, parent), metadata)
    depth = _depth(elements.parents)
    holding = _around_prose(parent, block, prose, linked * [len(line) for _, line in lines], title)
    holding += _above(int(block[title]), parent) if title >= 0 else []
    everywhere = _distances(elements, parent, depth, holding)
    distances = everywhere[block]
    links, target = link_features(elements, numbers, [line for _, line in lines], metadata.url)
    columns = [
        texts,
        distances,
        np.array([(_HEADINGS.get(tag, 0), _BLOCK_KINDS.get(tag, 0)) for tag in elements.tags])[block],
        np.stack([depth[block], _since_title(len(numbers), title)], axis=1),
        _declared(forms, metadata),
    ]
    return Markup(
        features=np.concatenate(columns, axis=1).astype(np.float32),
        links=links.astype(np.float32),
        target=target,
        linked=linked,
        apart=_is_apart(distances),
        title=title,
        block=block,
        parent=parent,
        path=np.array(elements.paths, dtype=np.int64),
        listed=lists_of(elements, block, np.flatnonzero(_is_no_text(everywhere))),
        item=items_of(elements, block),
        caption=captions_of(elements.tags, elements.parents, block),
    )


def _is_apart(distances: np.ndarray) -> np.ndarray:
    apart: np.ndarray = (distances[:, _APART] < FAR).any(axis=1)
    return apart


def _is_no_text(distances: np.ndarray) -> np.ndarray:
    found: np.ndarray = (distances[:, _NO_TEXT] <= 1).any(axis=1) | _is_apart(distances)
    return found


def _texts(elements: Elements, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the block of each line, and an array (lines x 5).

    Its columns: share of characters that are linked, and bold; number of links; of texts; share of the longest text.
    """
    blocks: list[int] = []  # of each element: itself, or its nearest ancestor that isn't inline
    for number, (tag, parent) in enumerate(zip(elements.tags, elements.parents, strict=True)):
        blocks.append(blocks[parent] if tag in _INLINE and parent >= 0 else number)
    pieces = list(map(elements.texts_of, numbers))
    block = np.array([blocks[elements.blocks[texts.start]] for texts in pieces], dtype=np.int64)
    count, row = len(numbers), np.repeat(np.arange(len(numbers)), list(map(len, pieces)))  # row: of each piece
    shown = np.fromiter(chain.from_iterable(pieces), dtype=np.int64)
    sizes, around = np.array(elements.sizes)[shown], np.array(elements.blocks)[shown]
    is_linked, is_bold = np.array(elements.links)[shown] >= 0, np.array(elements.bold)[shown]
    total = np.bincount(row, weights=sizes, minlength=count)
    links = distinct(row[is_linked] * len(blocks) + around[is_linked]) // len(blocks)  # the row of each
    longest = np.zeros(count)
    np.maximum.at(longest, row, np.where(is_linked, 0, sizes))
    columns = [
        np.bincount(row, weights=sizes * is_linked, minlength=count) / total,
        np.bincount(row, weights=sizes * is_bold, minlength=count) / total,
        np.minimum(20, np.bincount(links, minlength=count)),
        np.minimum(50, np.bincount(row, minlength=count)),
        longest / total,
    ]
    return block, np.stack(columns, axis=1)


def _prose(line: str) -> float:
    """Return the line's width in Latin letters where it is long enough to be a sentence of a story; else 0."""
    width = len(line) if line.isascii() else len(line) + 1.5 * len(MODEL_WIDE_LETTER.findall(line[:LONGEST_READ]))
    return width if width >= LEAST_PROSE else 0


def _title(
    lines: Sequence[tuple[int, str]], titles: Collection[int], linked: np.ndarray, start: int, metadata: Metadata
) -> int:
    """Return the row of the likeliest headline, or -1: named by the metadata or by a first-level heading."""
    headings = {row for row, (number, _) in enumerate(lines) if number in titles}
    return headline_row(PageLines([line for _, line in lines], headings, linked, start), metadata)


def _story_start(prose: np.ndarray, block: np.ndarray, parent: np.ndarray) -> int:
    """Return the first row of prose inside the element that holds most prose without another element around it."""
    rows = np.flatnonzero(prose)
    if not len(rows):
        return len(prose)
    around = parent[block[rows]]
    held = np.bincount(around + 1, weights=prose[rows])
    return int(rows[(around + 1 == held.argmax()).argmax()])


def _around_prose(
    parent: np.ndarray, block: np.ndarray, prose: np.ndarray, linked: np.ndarray, title: int
) -> list[int]:
    """Return the elements that hold the story, as far as prose shows it, whatever their names say.

    Such an element holds most of the prose below the headline, begins right below it, and is no list of links.
    """
    below = np.where(np.arange(len(prose)) > title, prose, 0)
    order = np.cumsum(below > 0) - (below > 0)  # for each row, the number of rows of prose from the headline to it
    held, first = np.zeros((2, len(parent))), np.full(len(parent), len(prose))
    np.add.at(held[0], block, below)
    np.add.at(held[1], block, linked)
    np.minimum.at(first, block[below > 0], order[below > 0])
    sums, firsts, parents = held.tolist(), first.tolist(), parent.tolist()
    for number in range(len(parents) - 1, 0, -1):
        if (above := parents[number]) >= 0:
            sums[0][above] += sums[0][number]
            sums[1][above] += sums[1][number]
            firsts[above] = min(firsts[above], firsts[number])
    total = below.sum()
    return [
        number
        for number, (own, link, start) in enumerate(zip(*sums, firsts, strict=True))
        if own > MOST * total and start <= MOST_BEFORE and link <= FEW_LINKS * own
    ]


def _depth(parents: Sequence[int]) -> np.ndarray:
    depth: list[int] = []
    for parent in parents:
        depth.append(depth[parent] + 1 if parent >= 0 else 0)
    return np.array(depth, dtype=np.int64)


def _above(element: int, parent: np.ndarray) -> list[int]:
    """Return the element and its ancestors."""
    above = []
    while element >= 0:
        above.append(element)
        element = int(parent[element])
    return above


def _distances(elements: Elements, parent: np.ndarray, depth: np.ndarray, holding: Sequence[int]) -> np.ndarray:
    """Return how many elements up the nearest one of each kind of name and of each tag is (elements x _NAMES).

    FAR stands for none. Of `holding`, the elements around the headline or the story's prose, only the names of
    articles and bodies count: the others tell what such an element has beside the story.
    """
    cues = np.array(elements.cues, dtype=np.int64)
    tags = np.array([_PLACES.get(tag, len(AROUND)) for tag in elements.tags])
    named = (cues[:, None] >> np.arange(len(KINDS))) & 1 > 0
    here = np.concatenate([named, tags[:, None] == np.arange(len(AROUND))], axis=1)
    here[np.array([0, *holding])] &= _HOLDING
    distances = np.where(here, 0, FAR).astype(np.float32)
    order = np.argsort(depth, kind="stable")
    for level in np.split(order, np.cumsum(np.bincount(depth))[:-1])[1:]:
        distances[level] = np.minimum(distances[level], distances[parent[level]] + 1)
    return distances


def _since_title(count: int, title: int) -> np.ndarray:
    """Return the distance of each line from the headline in lines, negative above it."""
    return np.clip(np.arange(count) - title, -200, 300) if title >= 0 else np.full(count, 400)


def _declared(forms: Sequence[str], metadata: Metadata) -> np.ndarray:
    """Return, for each line (lines x 5), whether the body and the description in the metadata contain it.

    Its columns: in the body (-1 without one), size of the body, in the description, shares of words shared with it.
    """
    body, description = f" {normal_form(metadata.body)} ", f" {normal_form(metadata.description)} "
    words, has_body = set(description.split()), len(body) > LEAST_BODY
    body_words = set(body.split())
    columns, size = np.zeros((len(forms), 5)), min(20_000, len(body))
    for row, form in enumerate(forms):
        own = set(form.split())
        shared = len(own & words)
        # Words are compared first: that a text holds all of a line's is rare.
        in_body = has_body and own <= body_words and f" {form} " in body
        is_described = shared == len(own) and f" {form} " in description
        is_described = is_described or (len(words) > 3 and shared == len(words) and description in f" {form} ")
        of_own, of_words = shared / max(1, len(own)), shared / max(1, len(words))
        columns[row] = in_body if has_body else -1, size, is_described, of_own, of_words
    return columns
