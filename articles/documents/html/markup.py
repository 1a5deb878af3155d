"""Features of each line from the mark-up around it."""

from collections.abc import Sequence

import numpy as np

from articles.documents.html.class_names import KINDS
from articles.documents.html.element_tree import Elements
from articles.documents.html.links import link_features
from articles.documents.html.visible_text import Rendered
from articles.documents.page import Metadata, title_parts
from articles.text.normal_form import line_form, normal_form
from articles.understanding.features.markup import Markup

FAR = 12  # elements; anything farther up counts as absent
LONGEST_TITLE = 400  # characters
LEAST_FORM = 10  # characters; shorter forms of a headline are not looked for
LEAST_BODY = 200  # characters; a shorter copy of the body in the metadata is none
AROUND = (
    *("article", "main", "aside", "nav", "footer", "header", "figure", "figcaption", "li", "table", "form"),
    *("blockquote", "button", "section", "p", "a", "dl", "details", "ul"),
)
_NAMES = (*(f".{kind}" for kind in KINDS), *AROUND)
_APART = [_NAMES.index(name) for name in (".comment", ".related", "aside", "nav", "footer")]
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
    title = _title(numbers, forms, rendered.titles, metadata)
    depth = _depth(elements.parents)
    distances = _distances(elements, parent, depth, _above(int(block[title]), parent) if title >= 0 else [])[block]
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
        linked=texts[:, 0],
        apart=(distances[:, _APART] < FAR).any(axis=1),
        title=title,
        block=block,
        parent=parent,
        path=np.array(elements.paths, dtype=np.int64),
    )


def _texts(elements: Elements, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the block of each line, and an array (lines x 5).

    Its columns: share of characters that are linked, and bold; number of links; of texts; share of the longest text.
    """
    blocks: list[int] = []  # of each element: itself, or its nearest ancestor that isn't inline
    for number, (tag, parent) in enumerate(zip(elements.tags, elements.parents, strict=True)):
        blocks.append(blocks[parent] if tag in _INLINE and parent >= 0 else number)
    block, columns = np.zeros(len(numbers), dtype=np.int64), np.zeros((len(numbers), 5))
    for row, number in enumerate(numbers):
        texts = elements.texts[elements.ends[number - 2] if number > 1 else 0 : elements.ends[number - 1]]
        block[row] = blocks[texts[0].element]
        total = sum(text.size for text in texts)
        linked = [text for text in texts if text.is_linked]
        columns[row] = (
            sum(text.size for text in linked) / total,
            sum(text.size for text in texts if text.is_bold) / total,
            min(20, len({text.element for text in linked})),
            min(50, len(texts)),
            max((text.size for text in texts if not text.is_linked), default=0) / total,
        )
    return block, columns


def _title(numbers: Sequence[int], forms: Sequence[str], titles: set[int], metadata: Metadata) -> int:
    """Return the row of the likeliest headline, or -1: named by the metadata, preferably in a first-level heading."""
    wanted = [normal_form(text) for text in (*metadata.headlines, *title_parts(metadata.headlines))]
    for form in wanted:
        rows = [row for row, own in enumerate(forms) if own == form] if len(form) > LEAST_FORM else []
        if rows:
            return next((row for row in rows if numbers[row] in titles), rows[0])
    words = set(" ".join(wanted).split())
    rows = [row for row, number in enumerate(numbers) if number in titles and len(forms[row]) < LONGEST_TITLE]
    return max(rows, key=lambda row: (len(words & set(forms[row].split())), -row), default=-1)


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


def _distances(elements: Elements, parent: np.ndarray, depth: np.ndarray, around_title: Sequence[int]) -> np.ndarray:
    """Return how many elements up the nearest one of each kind of name and of each tag is (elements x _NAMES).

    FAR stands for none. Of `around_title`, the elements around the headline, only the names of articles and bodies
    count: these elements contain the whole page.
    """
    cues, tags = np.array(elements.cues, dtype=np.int64), np.array(elements.tags)
    here = (
        np.stack([*((cues >> place) & 1 for place in range(len(KINDS))), *(tags == tag for tag in AROUND)], axis=1) > 0
    )
    here[np.array([0, *around_title])] &= _HOLDING
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
    columns = np.zeros((len(forms), 5))
    columns[:, 1] = min(20_000, len(body))
    for row, form in enumerate(forms):
        own = set(form.split())
        shared = len(own & words)
        columns[row, 0] = f" {form} " in body if has_body else -1
        columns[row, 2] = f" {form} " in description or (len(words) > 3 and description in f" {form} ")
        columns[row, 3:] = shared / max(1, len(own)), shared / max(1, len(words))
    return columns
