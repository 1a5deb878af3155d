"""The versions of a story, the oldest first, each compared with the one before it."""

import datetime as dt
from dataclasses import dataclass

from articles.models import Article, Revision
from articles.pages.comparing import Paragraph, Passage, changed_paragraphs, compare, whole


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a story; `changed` paragraphs since the version before, none in the first."""

    number: int
    seen_at: dt.datetime
    captured_on: dt.date | None
    passages: list[Passage]
    changed: int
    is_current: bool


def versions_of(article: Article) -> list[Version]:
    """Two queries at most. The first version is whole, the others show what changed."""
    texts = [*article.revisions.order_by("position"), article]
    versions, before = [], None
    for number, text in enumerate(texts, start=1):
        paragraphs = _paragraphs(text)
        passages = whole(paragraphs) if before is None else compare(before, paragraphs)
        versions.append(
            Version(
                number=number,
                seen_at=_seen_at(text),
                captured_on=text.captured_on,
                passages=passages,
                changed=changed_paragraphs(passages) if before is not None else 0,
                is_current=text is article,
            )
        )
        before = paragraphs
    return versions


def _paragraphs(text: Article | Revision) -> list[Paragraph]:
    opening = [Paragraph("headline", text.headline), Paragraph("standfirst", text.standfirst)]
    return [p for p in opening if p.text] + [Paragraph(block["kind"], block["text"]) for block in text.blocks]


def _seen_at(text: Article | Revision) -> dt.datetime:
    if isinstance(text, Revision):
        return text.seen_at
    return text.document.received_at if text.document else text.imported_at
