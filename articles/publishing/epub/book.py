"""Writes an EPUB 3.3 book: a zip archive of XHTML pages, of which one at a time is in memory.

No library is used, because none fits: EbookLib is under the AGPL, and mkepub gives every page the language English and
doesn't escape titles. What they would save is this file; that the books are right is checked by the official EPUBCheck.
"""

import datetime as dt
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string

from articles.publishing.epub.xhtml import without_invalid
from articles.publishing.share_images.drawing import Words, cover_image
from articles.typography.languages import direction_of

MEDIA_TYPE = "application/epub+zip"
LEVEL = 6  # of compression


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says of itself. `identifier` is the same for the same book; `notes` stand on its last page."""

    identifier: str
    title: str
    subtitle: str
    language: str
    modified: dt.datetime
    end: str
    notes: tuple[str, ...] = ()

    @property
    def dir(self) -> str:
        return direction_of(self.language)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story: its name in the archive, its entry in the table of contents, and its page as XHTML."""

    name: str
    title: str
    source: str
    lang: str
    dir: str
    xhtml: str


def write_book(book: Book, chapters: Iterable[Chapter], file: IO[bytes]) -> None:
    """Write the book to a file. The same stories give the same bytes."""
    held: list[Chapter] = []
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MEDIA_TYPE)
        for name, text in (
            ("META-INF/container.xml", _rendered("container.xml")),
            ("EPUB/style.css", _rendered("style.css")),
        ):
            _put(archive, name, text)
        for chapter in chapters:
            _put(archive, f"EPUB/{chapter.name}.xhtml", chapter.xhtml)
            held.append(Chapter(chapter.name, chapter.title, chapter.source, chapter.lang, chapter.dir, ""))
        languages = dict.fromkeys([book.language, *(chapter.lang for chapter in held if chapter.lang)])
        context = {"book": book, "chapters": held, "languages": languages, "SITE_NAME": settings.SITE_NAME}
        for name in ("title", "nav", "end"):
            _put(archive, f"EPUB/{name}.xhtml", _rendered(f"{name}.html", context))
        cover = Words(settings.SITE_NAME, book.title, book.subtitle, is_rtl=book.dir == "rtl")
        archive.writestr(zipfile.ZipInfo("EPUB/cover.png"), cover_image(cover, (chapter.title for chapter in held)))
        _put(archive, "EPUB/package.opf", _rendered("package.opf", context))


def _rendered(name: str, context: dict[str, Any] | None = None) -> str:
    return render_to_string(f"epub/{name}", context)


def _put(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name)  # of 1980, so that the same book has the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, without_invalid(text).encode(), compresslevel=LEVEL)
