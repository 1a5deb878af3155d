"""The corpus' pages as HTML, read as the importer reads them, and the stories that the app makes of them."""

import lzma
from dataclasses import dataclass
from pathlib import Path

from articles.documents.html import read_page
from articles.documents.page import Page as ReadPage
from articles.documents.reconciling import reconcile
from articles.understanding import Story
from articles.understanding.classifier.cascade import LineProbabilities
from articles.understanding.lines import lines_of
from articles.understanding.pipeline import roles_of, story_of
from articles.understanding.story import Role
from benchmarks.understanding.data.pages import Page, read_truths

KIND = "html"


@dataclass(frozen=True, slots=True)
class HtmlPage(Page):
    """A page with its mark-up. Its weight is 0, so that the text stages don't learn from it."""

    html: ReadPage | None = None
    markup_weight: float = 1.0  # for the stages that use mark-up


def read_html(corpus: Path) -> list[HtmlPage]:
    """Read every page of the corpus, in the order of their ids."""
    pages = []
    for truth in read_truths(corpus):
        html = read_page(lzma.decompress((corpus / "html" / f"{truth['id']}.html.xz").read_bytes()))
        pages.append(HtmlPage(truth["id"], KIND, truth["domain"], html.text, truth, 0.0, html=html))
    return pages


def predicted_roles(page: Page, probabilities: LineProbabilities) -> list[Role]:
    """Give a page's lines their roles from these probabilities, as the app does."""
    marks = page.html.marks if isinstance(page, HtmlPage) and page.html else None
    roles, _ = roles_of(lines_of(page.text), marks, lambda lines, markup: probabilities)
    return roles


def predicted_story(page: Page, probabilities: LineProbabilities) -> Story:
    """Make a page's story from these probabilities as the app does: plain layouts by rule, HTML with metadata."""
    story = story_of(lines_of(page.text), predicted_roles(page, probabilities))
    return reconcile(story, page.html) if isinstance(page, HtmlPage) and page.html else story
