"""The corpus' pages as HTML: read as the importer reads them, and judged with what their mark-up says."""

import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np

from articles.documents.html import read_page
from articles.documents.page import Page as HtmlPage
from articles.documents.reconciling import reconcile
from articles.understanding import Story
from articles.understanding.classifier.cascade import LineProbabilities
from articles.understanding.lines import lines_of
from articles.understanding.pipeline import roles_of, story_of
from benchmarks.understanding.data.pages import FOLDS, Page, read_truths
from benchmarks.understanding.train.forests import Setting, fit, out_of_fold

KIND = "html"
SETTING = Setting(220, leaves=15, rate=0.05)


@dataclass(frozen=True, slots=True)
class MarkedPage(Page):
    """A page with its mark-up. The stages that know only text don't learn from it: its weight is 0."""

    html: HtmlPage | None = None


def read_html(corpus: Path) -> list[MarkedPage]:
    """Every page of the corpus, in the order of their ids."""
    pages = []
    for truth in read_truths(corpus):
        html = read_page(lzma.decompress((corpus / "html" / f"{truth['id']}.html.xz").read_bytes()))
        pages.append(MarkedPage(truth["id"], KIND, truth["domain"], html.text, truth, 0.0, html=html))
    return pages


def train_marked(
    pages: Sequence[Page],
    judgements: Sequence[LineProbabilities],
    labels: Sequence[np.ndarray],
    weights: Sequence[np.ndarray],
    folds: Sequence[int],
) -> list[lightgbm.Booster]:
    """The forest that knows of mark-up, on every marked page; their judgements end up corrected out of fold.

    What the text's stages have said of these pages must be out of fold already. Other pages are left alone.
    """
    marked = [number for number, page in enumerate(pages) if isinstance(page, MarkedPage)]
    if not marked:
        return []
    x = np.concatenate([judgements[n].marked(pages[n].html.marks) for n in marked])
    y = np.concatenate([labels[n] for n in marked])
    weight = np.concatenate([weights[n] for n in marked])
    weight = weight / weight.mean()
    sizes = [len(labels[n]) for n in marked]
    values = out_of_fold(x, y, weight, np.repeat([folds[n] for n in marked], sizes), range(FOLDS), SETTING)
    for number, own in zip(marked, np.split(values, np.cumsum(sizes)[:-1]), strict=True):
        judgements[number].correct(own)
    print(f"marked body: {len(y):,} lines, {x.shape[1]} columns", flush=True)
    return [fit(x[weight > 0], y[weight > 0], weight[weight > 0], SETTING)]


def marked_story(page: MarkedPage, judgement: LineProbabilities) -> Story:
    """What is understood of a page by forests that saw no page of its fold, and by its metadata."""
    lines = lines_of(page.text)
    return reconcile(story_of(lines, roles_of(lines, lambda _: judgement)), page.html)
