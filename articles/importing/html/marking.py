"""What a page's mark-up says of each line, as columns of numbers."""

import numpy as np

from articles.headlines import normal_form
from articles.importing.html.elements import Elements
from articles.importing.html.lines import Rendered
from articles.importing.html.metadata import Metadata, parts_of
from articles.importing.html.naming import KINDS
from articles.understanding.marks import Marks

FAR = 12  # elements; farther up counts as nowhere
AROUND = (
    *("article", "main", "aside", "nav", "footer", "header", "figure", "figcaption", "li", "table", "form"),
    *("blockquote", "button", "section", "p", "a", "dl", "details", "ul"),
)
HOLDING = frozenset({"article", "body", "main", "section"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = frozenset(
    {"a", "b", "em", "i", "q", "strong", "span", "u", "s", "small", "font", "time", "mark", "sub", "sup", "abbr"}
)


def marks_of(rendered: Rendered, told: Metadata) -> Marks:
    """A row for each line that isn't blank."""
    lines = [(number, line) for number, line in enumerate(rendered.text.split("\n"), start=1) if line.strip()]
    numbers, texts = [number for number, _ in lines], [line for _, line in lines]
    elements = rendered.elements
    parent = np.array(elements.parents, dtype=np.int64)
    block, written = _written(elements, numbers)
    levels = _levels(parent)
    title = _title(numbers, texts, rendered.titles, told)
    away = _away(elements, parent, levels, _above(block[title], parent) if title >= 0 else [])
    depth = np.zeros(len(parent), dtype=np.int64)
    for number, level in enumerate(levels):
        depth[level] = number
    columns = [
        written,
        away[block],
        _tags(elements)[block],
        depth[block][:, None],
        _since_title(len(numbers), title)[:, None],
        _said(texts, told),
    ]
    return Marks(
        np.concatenate(columns, axis=1).astype(np.float32), block, parent, np.array(elements.paths), title
    )


def _title(numbers: list[int], texts: list[str], titles: set[int], told: Metadata) -> int:
    """The row of the likeliest headline: what the metadata names, in a first-level heading before elsewhere; or -1."""
    forms = [normal_form(text) for text in (*told.headlines, *parts_of(told.headlines))]
    forms = list(dict.fromkeys(form for form in forms if len(form) > 10))
    own = [normal_form(text) if len(text) < 400 else "" for text in texts]
    for form in forms:
        rows = [row for row, text in enumerate(own) if text == form]
        if rows:
            return next((row for row in rows if numbers[row] in titles), rows[0])
    words = set(" ".join(forms).split())
    rows = [row for row, number in enumerate(numbers) if number in titles]
    return max(rows, key=lambda row: (len(words & set(own[row].split())), -row), default=-1)


def _above(block: int, parent: np.ndarray) -> list[int]:
    above = []
    while block >= 0:
        above.append(int(block))
        block = parent[block]
    return above


def _written(elements: Elements, numbers: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Of each line: the block it stands in; shares of its characters that are linked and bold; links."""
    blocks = _blocks(elements)
    block, columns = np.zeros(len(numbers), dtype=np.int64), np.zeros((len(numbers), 5))
    for row, number in enumerate(numbers):
        start = elements.ends[number - 2] if number > 1 else 0
        texts = elements.texts[start : elements.ends[number - 1]]
        total = max(1, sum(size for _, size, _, _ in texts))
        block[row] = blocks[texts[0][0]]
        linked = [(here, size) for here, size, is_linked, _ in texts if is_linked]
        columns[row] = (
            sum(size for _, size in linked) / total,
            sum(size for _, size, _, is_bold in texts if is_bold) / total,
            min(20, len({here for here, _ in linked})),
            min(50, len(texts)),
            max((size for here, size, is_linked, _ in texts if not is_linked), default=0) / total,
        )
    return block, columns


def _blocks(elements: Elements) -> list[int]:
    """Of each element, itself or the nearest around it that isn't inline."""
    blocks: list[int] = []
    for number, (tag, parent) in enumerate(zip(elements.tags, elements.parents, strict=True)):
        blocks.append(blocks[parent] if tag in _INLINE and parent >= 0 else number)
    return blocks


def _levels(parent: np.ndarray) -> list[np.ndarray]:
    """The elements of each depth."""
    depth = [0] * len(parent)
    for number, above in enumerate(parent.tolist()):
        if above >= 0:
            depth[number] = depth[above] + 1
    order = np.argsort(depth, kind="stable")
    return np.split(order, np.cumsum(np.bincount(depth))[:-1])


def _away(elements: Elements, parent: np.ndarray, levels: list[np.ndarray], held: list[int]) -> np.ndarray:
    """How many elements up the next of each kind of name, and of each tag, is; FAR when there is none.

    Those that hold the headline say nothing of what else is in them, but that it is an article or its body.
    """
    cues = np.array(elements.cues, dtype=np.int64)
    own = [(cues >> place) & 1 for place in range(len(KINDS))]
    tags = np.array(elements.tags)
    own += [tags == tag for tag in AROUND]
    here = np.stack(own, axis=1).astype(bool)
    kept = np.array([name in HOLDING for name in (*KINDS, *AROUND)])
    here[np.array([*held, *np.flatnonzero((tags == "body") | (tags == "html"))], dtype=np.int64)] &= kept
    away = np.full(here.shape, FAR, dtype=np.float32)
    for number, level in enumerate(levels):
        if number:
            away[level] = np.minimum(FAR, away[parent[level]] + 1)
        away[level] = np.where(here[level], 0, away[level])
    return away


def _tags(elements: Elements) -> np.ndarray:
    """The level of a heading, 0 for others; and the kind of the block."""
    level = {tag: number for number, tag in enumerate(HEADINGS, start=1)}
    kinds = {"p": 1, "div": 2, "li": 3, "td": 4, "span": 5, "section": 6}
    return np.array([(level.get(tag, 0), kinds.get(tag, 0)) for tag in elements.tags])


def _since_title(count: int, title: int) -> np.ndarray:
    """Lines since the headline, negative above it."""
    return np.clip(np.arange(count) - title, -200, 300) if title >= 0 else np.full(count, 400)


def _said(texts: list[str], told: Metadata) -> np.ndarray:
    """Whether the metadata's own copy of the body holds the line, how much there is of it; and of the description."""
    body, description = f" {normal_form(told.body)} ", f" {normal_form(told.description)} "
    words = set(description.split())
    columns = np.zeros((len(texts), 5))
    has_body = len(body) > 200
    for row, text in enumerate(texts):
        form = normal_form(text)
        own = set(form.split())
        columns[row] = (
            (f" {form} " in body) if has_body else -1,
            min(20_000, len(body)),
            f" {form} " in description or (len(description) > 20 and description in f" {form} "),
            len(own & words) / max(1, len(own)),
            len(own & words) / max(1, len(words)),
        )
    return columns
