"""How a story is cited: as a line of text and as BibTeX, from what is known of where it comes from."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article
from articles.pages.stories.facts import facts_of

_BY = re.compile(r"^by\s+", re.IGNORECASE)
_ENDED = re.compile(r"[.?!…。？！][\"'”’“»)]*$")
_WORD = re.compile(r"[a-z]{3,}")
_ESCAPES = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_{}"},
        **{"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"},
    }
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a citation says; "" and None for what is not known.

    `original` is the address of the page that the story was read from, `captured` and `imported` are the days on which
    that was done; `address` is that of the story's page on this site.
    """

    headline: str
    author: str
    source: str
    published: dt.date | None
    original: str
    captured: dt.date | None
    imported: dt.date
    address: str
    site: str


def provenance_of(article: Article, address: str, site: str) -> Provenance:
    """The provenance of a story that was read with its source."""
    facts = facts_of(article)
    return Provenance(
        headline=article.headline,
        author=without_by(facts.byline),
        source=facts.source,
        published=article.published_at.date() if article.published_at else None,
        original=facts.original,
        captured=article.captured_on,
        imported=article.imported_at.date(),
        address=address,
        site=site,
    )


def without_by(byline: str) -> str:
    """The names of a byline."""
    return _BY.sub("", byline)


def as_text(story: Provenance) -> str:
    """One line: author, headline, source, day, address of the original and day of its capture, and address here."""
    published = date_format(story.published, _("j F Y")) if story.published else _("undated")
    seen = _("captured on %(day)s") if story.captured else _("imported on %(day)s")
    day = date_format(story.captured or story.imported, _("j F Y"))
    return " ".join(
        [
            *([_sentence(story.author)] if story.author else []),
            _sentence(story.headline),
            _sentence(", ".join(filter(None, [story.source, published]))),
            *([f"{story.original} ({seen % {'day': day}})."] if story.original else []),
            _("Read at %(site)s: %(address)s") % {"site": story.site, "address": story.address},
        ]
    )


def _sentence(text: str) -> str:
    return text if _ENDED.search(text) else f"{text}."


def as_bibtex(story: Provenance) -> str:
    """An entry of BibTeX: an article of its source, or `misc` without one. Names stand as they are printed."""
    published = story.published
    fields = {
        "author": f"{{{_escaped(story.author)}}}" if story.author else "",
        "title": f"{{{_escaped(story.headline)}}}",
        "journal": _escaped(story.source),
        "year": f"{published:%Y}" if published else "",
        "month": f"{published:%m}" if published else "",
        "day": f"{published:%d}" if published else "",
        "url": story.original or story.address,
        "urldate": (story.captured or story.imported).isoformat(),
        "note": f"{_escaped(story.site)}, \\url{{{story.address}}}",
    }
    kind = "article" if story.source else "misc"
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{_key(story)},\n{''.join(lines)}}}\n"


def _key(story: Provenance) -> str:
    """A key such as tidetable2026-17: source, year and the number of the story here."""
    word = "".join(_WORD.findall(story.source.lower())) or "story"
    number = re.search(r"/stories/(\d+)/", story.address)
    return f"{word}{story.published.year if story.published else ''}{f'-{number[1]}' if number else ''}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
