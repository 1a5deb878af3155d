"""Rows for tests, with only what matters said."""

import datetime as dt
import zlib
from hashlib import sha256

from articles.models import Article, Document, Headline, RelatedHeadline, Source, StoryCount, slug_of
from articles.models.sources import counted_on
from articles.text.digests import headline_key
from articles.text.keywords import keywords_of
from articles.text.normal_form import normal_form

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def make_source(name="The Tide Table"):
    key = normal_form(name)
    return Source.objects.get_or_create(key=key, defaults={"name": name, "slug": slug_of(name)})[0]


def make_article(
    headline="Ferry returns to the bay", *, source="The Tide Table", related=(), paragraphs=None, **fields
):
    """One article with its headline row, and a link to each of the `related` headlines."""
    paragraphs = paragraphs or ["The ferry came back on Sunday, half full and on time.", "Nobody rang the bell."]
    blocks = fields.pop("blocks", [{"kind": "paragraph", "text": text} for text in paragraphs])
    text = "\n\n".join(block["text"] for block in blocks)
    values = {
        "source": make_source(source) if source else None,
        "headline": headline,
        "key": headline_key(headline),
        "slug": slug_of(headline),
        "blocks": blocks,
        "body_text": text,
        "keywords": "\n".join(keywords_of(headline, text).values()),
        "body_html": "".join(f"<p>{text}</p>" for text in paragraphs),
        "words": len(text.split()),
        "imported_at": NOON,
        "dated_at": fields.get("published_at") or NOON,
        "fingerprint": sha256(f"{source}|{headline}|{text}".encode()).hexdigest(),
        **fields,
    }
    article = Article.objects.create(**values)
    own, _ = Headline.objects.get_or_create(key=article.key, defaults={"text": headline})
    Headline.objects.filter(pk=own.pk).update(article=article, text=headline)
    list_key = min(map(headline_key, related), default=0)
    rows = [Headline.objects.get_or_create(key=headline_key(text), defaults={"text": text})[0] for text in related]
    for position, row in enumerate(rows, start=1):
        RelatedHeadline.objects.create(article=article, headline=row, position=position, list_key=list_key)
    Headline.objects.recount([row.pk for row in rows])
    StoryCount.objects.add({(counted_on(article.published_at), article.source_id or 0): 1})
    return article


ODD = [
    "the",
    "?!",
    "\x00",
    '"',
    "'",
    "''",
    "\\",
    "lantern\\",
    "'; --",
    "a:b",
    "(",
    "*",
    "lantern -",
    "NEAR(a b)",
    "\ud800",
    "lantern " * 1_250,
    "x" * 10_000,
    "-x " * 3_000,
    '"' * 10_000,
    "𐒰𐒱",
    "\u0301",
    "a\u0301*",
    "^lantern",
    "headline:a",
]


def make_waiting(text, wanted=1):
    return Headline.objects.create(text=text, key=headline_key(text), wanted=wanted)


def make_document(run, *, content=b"Lamp lit again", **fields):
    """One document of an import, whose bytes are told apart by its number."""
    number = Document.objects.count()
    values = {
        "sha256": sha256(content + str(number).encode()).hexdigest(),
        "name": f"document-{number}.txt",
        "media_type": "text/plain",
        "raw": zlib.compress(content),
        "size": len(content),
        "received_at": NOON,
        "import_run": run,
        "state": "created",
        **fields,
    }
    return Document.objects.create(**values)
