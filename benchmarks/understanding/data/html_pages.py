"""The corpus' pages as HTML, read as the importer reads them, and the stage that classifies them with their mark-up."""

import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np

from articles.documents.html import read_page
from articles.documents.page import Page as ReadPage
from articles.documents.reconciling import reconcile
from articles.understanding import Story
from articles.understanding.classifier.cascade import LineProbabilities
from articles.understanding.classifier.labelling import learned_roles
from articles.understanding.lines import lines_of
from articles.understanding.pipeline import story_of
from articles.understanding.rules.front import front_roles
from articles.understanding.rules.masthead import with_front
from articles.understanding.rules.plain_layout import is_plain, plain_roles
from benchmarks.understanding.data.pages import FOLDS, Page, read_truths
from benchmarks.understanding.train.forests import Setting, fit, out_of_fold

KIND = "html"
SETTING = Setting(220, leaves=15, rate=0.05)


@dataclass(frozen=True, slots=True)
class HtmlPage(Page):
    """A page with its mark-up. Its weight is 0, so that the text stages don't learn from it."""

    html: ReadPage | None = None


def read_html(corpus: Path) -> list[HtmlPage]:
    """Read every page of the corpus, in the order of their ids."""
    pages = []
    for truth in read_truths(corpus):
        html = read_page(lzma.decompress((corpus / "html" / f"{truth['id']}.html.xz").read_bytes()))
        pages.append(HtmlPage(truth["id"], KIND, truth["domain"], html.text, truth, 0.0, html=html))
    return pages


def train_with_markup(
    pages: Sequence[Page],
    probabilities: Sequence[LineProbabilities],
    labels: Sequence[np.ndarray],
    weights: Sequence[np.ndarray],
    folds: Sequence[int],
) -> list[lightgbm.Booster]:
    """Train the forest that uses mark-up, and record its out-of-fold probabilities in those of the HTML pages.

    The text stages' probabilities must be out of fold already. Other pages are left alone.
    """
    own_pages = [number for number, page in enumerate(pages) if isinstance(page, HtmlPage)]
    if not own_pages:
        return []
    x = np.concatenate([probabilities[n].markup_stage_features(pages[n].html.marks) for n in own_pages])
    y = np.concatenate([labels[n] for n in own_pages])
    weight = np.concatenate([weights[n] for n in own_pages])
    weight = weight / weight.mean()
    sizes = [len(labels[n]) for n in own_pages]
    values = out_of_fold(x, y, weight, np.repeat([folds[n] for n in own_pages], sizes), range(FOLDS), SETTING)
    for number, own in zip(own_pages, np.split(values, np.cumsum(sizes)[:-1]), strict=True):
        probabilities[number].record_markup(own)
    print(f"body with mark-up: {len(y):,} lines, {x.shape[1]} features", flush=True)
    return [fit(x[weight > 0], y[weight > 0], weight[weight > 0], SETTING)]


def predicted_story(page: Page, probabilities: LineProbabilities) -> Story:
    """Make a page's story from these probabilities as the app does: plain layouts by rule, HTML with metadata."""
    lines = lines_of(page.text)
    front = front_roles(lines)
    if is_plain(lines, front):
        roles = plain_roles(lines, front)
    else:
        roles = with_front(lines, learned_roles(lines, probabilities), front)
    story = story_of(lines, roles)
    return reconcile(story, page.html) if isinstance(page, HtmlPage) else story
