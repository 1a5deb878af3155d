"""The corpus' pages as HTML, read as the importer reads them, and the stories that the app makes of them."""

import lzma
from dataclasses import dataclass
from pathlib import Path

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
from articles.understanding.rules.plain_layout import plain_end, plain_roles
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


def predicted_story(page: Page, probabilities: LineProbabilities) -> Story:
    """Make a page's story from these probabilities as the app does: plain layouts by rule, HTML with metadata."""
    lines = lines_of(page.text)
    front = front_roles(lines)
    end = plain_end(lines, front)
    if end is not None:
        roles = plain_roles(lines, front, end)
    else:
        roles = with_front(lines, learned_roles(lines, probabilities), front)
    story = story_of(lines, roles)
    return reconcile(story, page.html) if isinstance(page, HtmlPage) else story
