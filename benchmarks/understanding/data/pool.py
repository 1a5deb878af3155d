"""Pages without a truth, taught by two readers of their HTML: newsreader's, as its weights are now, and trafilatura.

Where both agree on a line, it is learned; where they don't, a snippet that the page's collection wants or doesn't want
decides, and other lines are not learned from.
"""

import json
import lzma
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from articles.documents.html import read_page
from articles.documents.page import Page as ReadPage
from articles.documents.problems import UnreadableError
from articles.documents.reconciling import headline_line, reconcile
from articles.understanding import Story, understand
from articles.understanding.story import Nature
from benchmarks.understanding.data.html_pages import KIND, HtmlPage
from benchmarks.understanding.data.labels import NEUTRAL, body_labels, byline_labels, headline_labels, related_labels
from benchmarks.understanding.data.pages import KINDS, Page

SURE_LIST = 0.6  # confidence in a list from which on it is learned
LEAST_AGREED = 0.3  # share of the lines that either reader takes; with fewer the page is not learned from
MOST_LINES = 800  # of a page
MOST_NAMES = 3  # authors
_SPACES = re.compile(r"\s+")


def read_pool(corpus: Path, weight: float) -> list[Page]:
    """Read the pages of the folder `pool` as both dumps and as HTML, with what their readers say as truth."""
    path = corpus / "pool" / "pages.jsonl"
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    with ProcessPoolExecutor(2) as pool:
        found = pool.map(_pages, rows, [path.parent] * len(rows), [weight] * len(rows), chunksize=20)
        return [page for pages in found for page in pages]


def _pages(row: dict[str, Any], folder: Path, weight: float) -> list[Page]:
    content = lzma.decompress((folder / "html" / f"{row['id']}.html.xz").read_bytes())
    try:
        html = read_page(content)
    except UnreadableError:
        return []
    story = reconcile(understand(html.text, markup=html.marks).story, html)
    if story.nature not in (Nature.STORY, Nature.LIST) or html.text.count("\n") > MOST_LINES:
        return []
    truth = {**row, **_told(story, html), "other_body": _by_trafilatura(content)}
    pages: list[Page] = []
    for kind, name in zip(KINDS, ("documents", "wet"), strict=True):
        text = (folder / name / f"{row['id']}.txt").read_text("utf-8")
        pages.append(Page(row["id"], kind, row["domain"], text, truth, weight))
    pages.append(HtmlPage(row["id"], KIND, row["domain"], html.text, truth, 0.0, html=html, markup_weight=weight))
    return pages


def _told(story: Story, html: ReadPage) -> dict[str, Any]:
    """Return what our own reader says, as far as it is sure; a headline only where an h1 prints what metadata names."""
    line = headline_line(story.lines, html)
    names = html.metadata.authors if len(html.metadata.authors) <= MOST_NAMES else ()
    told: dict[str, Any] = {
        "body": story.body,
        "headline": line.text if line is not None and line.number in html.titles else None,
        "authors": [name for name in names if 2 <= len(name.split()) <= 4],
    }
    if story.confidence and story.confidence.related >= SURE_LIST:
        told |= {"related": [{"text": text} for text in story.related], "related_optional": []}
    return told


def _by_trafilatura(content: bytes) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(content, include_comments=False, with_metadata=False)
    return (found.text or "") if found else ""


def inside_labels(body: np.ndarray) -> np.ndarray:
    """Label the lines from the body's first to its last 1."""
    inside = np.zeros(len(body), dtype=np.int8)
    if (places := np.flatnonzero(body == 1)).size:
        inside[places[0] : places[-1] + 1] = 1
    return inside


def is_taught(truth: dict[str, Any]) -> bool:
    """Whether a page's truth is what its readers say."""
    return "other_body" in truth


def taught_labels(texts: Sequence[str], truth: dict[str, Any], score: ModuleType) -> dict[str, np.ndarray]:
    """Label the lines of a page of the pool for each stage."""
    unknown = np.full(len(texts), NEUTRAL, dtype=np.int8)
    body = taught_body(texts, truth)
    if not (body == 1).any():
        return dict.fromkeys(("body", "inside", "headline", "byline", "related"), unknown)
    inside = np.where(body == NEUTRAL, NEUTRAL, inside_labels(body == 1))
    places = np.flatnonzero(body == 1)
    inside[places[0] : places[-1] + 1] = 1
    related = related_labels(texts, truth, score) if "related" in truth else unknown.copy()
    related[(body != 0) & (related >= 0)] = NEUTRAL
    headline, byline = headline_labels(texts, truth, score), byline_labels(texts, truth, score)
    return {
        "body": body,
        "inside": inside.astype(np.int8),
        "related": related,
        "headline": headline if (headline == 1).any() else unknown,
        "byline": byline if (byline == 1).any() else unknown,
    }


def taught_body(texts: Sequence[str], truth: dict[str, Any]) -> np.ndarray:
    """Label body lines 1, others 0, and lines about which nobody is sure NEUTRAL."""
    ours, theirs = (body_labels(texts, truth[name], improved=False) for name in ("body", "other_body"))
    sizes = np.array([len(text) for text in texts])
    agreed, either = sizes[(ours == 1) & (theirs == 1)].sum(), sizes[(ours == 1) | (theirs == 1)].sum()
    wanted, unwanted = _holding(texts, truth.get("with")), _holding(texts, truth.get("without"))
    wanted &= ~_again(texts)
    body = np.where(ours == theirs, ours, NEUTRAL).astype(np.int8)
    if agreed < LEAST_AGREED * either:
        body[(ours == 1) | (theirs == 1)] = NEUTRAL
        if not wanted.any():
            return np.full(len(texts), NEUTRAL, dtype=np.int8)
    for block in _blocks(body == NEUTRAL):
        if wanted[block].any() and not unwanted[block].any():
            body[block] = 1
        elif unwanted[block].any() and not wanted[block].any():
            body[block] = 0
    body[wanted] = 1
    body[unwanted & ~wanted] = np.where(body[unwanted & ~wanted] == 1, NEUTRAL, body[unwanted & ~wanted])
    return body


def _holding(texts: Sequence[str], snippets: Sequence[str] | None) -> np.ndarray:
    """Whether each line holds one of the snippets."""
    forms = [form for form in (_SPACES.sub(" ", snippet).strip() for snippet in snippets or ()) if form]
    return np.array([any(form in text for form in forms) for text in texts], dtype=bool)


def _again(texts: Sequence[str]) -> np.ndarray:
    """Whether the same line stands elsewhere too, so that a snippet doesn't tell which one is meant."""
    return np.array([texts.count(text) > 1 for text in texts], dtype=bool)


def _blocks(chosen: np.ndarray) -> Iterator[slice]:
    """Yield the runs of chosen lines."""
    start = 0
    for is_chosen, group in groupby(chosen.tolist()):
        size = len(list(group))
        if is_chosen:
            yield slice(start, start + size)
        start += size
