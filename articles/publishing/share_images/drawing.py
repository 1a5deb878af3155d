"""Draws a story's picture: site, headline, source and day; and a book's cover in the same way."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageDraw
from PIL.ImageDraw import ImageDraw as Canvas
from PIL.ImageFont import FreeTypeFont

from articles.publishing.share_images.fonts import font_for

WIDTH, HEIGHT = 1_200, 630  # pixels: what sites that show such pictures ask for
COVER_HEIGHT = 1_600  # pixels; readers of books show covers of three to four
MARGIN = 72
INNER = WIDTH - 2 * MARGIN
TOP, BOTTOM = 150, 508  # between which the headline stands
SIZES = (98, 84, 72, 62, 54, 46)  # pixels; the largest in which the headline has room
LEADING = 1.16
SMALL = 30  # pixels
LISTED, ROW = 44, 154  # pixels; the headlines of a cover, and the height of one in two lines
BELOW = 104  # pixels below the lowest rule
MAX_LETTERS = 400  # of a headline; more never have room
HANGING = frozenset("，。、；：？！）」』》】…")  # never begin a line, and hang over its end instead
PAPER, INK, GREEN = (0xFD, 0xFD, 0xFB), (0x16, 0x16, 0x15), (0x0A, 0x5A, 0x3D)  # as in tokens.css
GREYS = 15  # steps from ink to paper; with green, sixteen colours: half a byte each
PALETTE = [
    round(ink + (paper - ink) * step / (GREYS - 1))
    for step in range(GREYS)
    for ink, paper in zip(INK, PAPER, strict=True)
]
# Shades as the canvas has them until it gets its palette, from black to white.
BLACK, SOFT, HAIR, WHITE = 0, 48, 220, 255


@dataclass(frozen=True, slots=True)
class Words:
    """What a picture says; `is_rtl` is whether the headline is read from right to left."""

    site: str
    headline: str
    below: str
    is_rtl: bool = False


def share_image(words: Words) -> bytes:
    """The picture as PNG. A text that no font has is left out; in the place of a headline stand grey lines."""
    image, page = _begun(words, HEIGHT)
    return _as_png(image, page.left(0, 32))


def cover_image(words: Words, headlines: Iterable[str]) -> bytes:
    """The cover of a book as PNG: its title as a story's picture has the headline, and as many headlines as fit."""
    image, page = _begun(words, COVER_HEIGHT)
    place = BOTTOM
    for headline in headlines:
        if place > COVER_HEIGHT - BELOW - ROW:
            break
        place = page.listed(headline, place)
    return _as_png(image, page.left(0, 32))


def _begun(words: Words, height: int) -> "tuple[Image.Image, _Page]":
    """A picture with all that stories' pictures and covers have."""
    image = Image.new("L", (WIDTH, height), WHITE)
    page = _Page(ImageDraw.Draw(image), words.is_rtl, height)
    page.rules()
    page.small(words.site, 60, BLACK, beside=52)
    page.small(words.below, height - 84, SOFT)
    headline = _set(" ".join(words.headline[:MAX_LETTERS].split()))
    if headline:
        page.headline(headline)
    else:
        page.grey_lines()
    return image, page


@dataclass(frozen=True, slots=True)
class _Set:
    """A headline in a size, broken into lines."""

    font: FreeTypeFont
    lines: list[str]

    @property
    def leading(self) -> int:
        return round(self.font.size * LEADING)


@dataclass(frozen=True, slots=True)
class _Page:
    """Draws everything from the side on which reading begins."""

    canvas: Canvas
    is_rtl: bool
    height: int

    def rules(self) -> None:
        """The bar at the top, and the rules around the headline."""
        self.canvas.rectangle((0, 0, WIDTH, 20), BLACK)
        for top, bottom, shade in (
            (120, 122, BLACK),
            (126, 127, BLACK),
            (self.height - BELOW, self.height - BELOW + 1, HAIR),
        ):
            self.canvas.rectangle((MARGIN, top, WIDTH - MARGIN, bottom), shade)

    def small(self, text: str, y: int, shade: int, beside: int = 0) -> None:
        """A line of small text, so far from the margin, cut if it is too long."""
        text = " ".join(text.split())
        font = font_for(text, SMALL) if text else None
        if font:
            self._write(_shortened(text, font, INNER - beside), font, (beside, y), shade)

    def headline(self, headline: _Set) -> None:
        for number, line in enumerate(headline.lines):
            self._write(line, headline.font, (0, TOP + number * headline.leading), BLACK)

    def listed(self, headline: str, y: int) -> int:
        """One of several headlines below a hair line, in two lines at most, and where the next one stands.

        One that no font has is left out.
        """
        text = " ".join(headline[:MAX_LETTERS].split())
        font = font_for(text, LISTED) if text else None
        if font is None:
            return y
        self.canvas.rectangle((MARGIN, y, WIDTH - MARGIN, y + 1), HAIR)
        first, *rest = _lines(text, font)
        lines = [first, _shortened(" ".join(rest), font, INNER)] if rest else [first]
        leading = round(LISTED * LEADING)
        for number, line in enumerate(lines):
            self._write(line, font, (0, y + 20 + number * leading), BLACK)
        return y + 52 + len(lines) * leading

    def grey_lines(self) -> None:
        """Lines as a page has them that is too far away to be read."""
        for number, width in enumerate((INNER, INNER * 9 // 10, INNER * 6 // 10)):
            x, y = self.left(0, width), TOP + 24 + number * 112
            self.canvas.rectangle((x, y, x + width, y + 56), HAIR)

    def left(self, beside: int, width: int) -> int:
        """Where something of this width begins that stands so far from the margin."""
        return WIDTH - MARGIN - beside - width if self.is_rtl else MARGIN + beside

    def _write(self, text: str, font: FreeTypeFont, place: tuple[int, int], shade: int) -> None:
        beside, y = place
        self.canvas.text((self.left(beside, 0), y), text, shade, font, "ra" if self.is_rtl else "la")


def _as_png(image: Image.Image, square: int) -> bytes:
    """The picture in its sixteen colours, with the site's green square at this place."""
    coloured = image.point([shade * (GREYS - 1) // WHITE for shade in range(WHITE + 1)])
    coloured.putpalette([*PALETTE, *GREEN])
    ImageDraw.Draw(coloured).rectangle((square, 62, square + 32, 94), GREYS)
    written = io.BytesIO()
    coloured.save(written, "PNG", bits=4)
    return written.getvalue()


def _set(text: str) -> _Set | None:
    """The headline in the largest size in which it has room, cut in the smallest; None if no font has it."""
    for size in SIZES:
        font = font_for(text, size) if text else None
        if font is None:
            return None
        found = _Set(font, _lines(text, font))
        room = (BOTTOM - TOP) // found.leading
        if len(found.lines) <= room:
            return found
    last = _shortened(" ".join(found.lines[room - 1 :]), found.font, INNER)
    return _Set(found.font, [*found.lines[: room - 1], last])


def _lines(text: str, font: FreeTypeFont) -> list[str]:
    """The text in lines of the inner width, broken between words, or within one where it is too long for a line."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if font.getlength(joined) <= INNER:
            lines[-1] = joined
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            if font.getlength(lines[-1] + letter) > INNER and letter not in HANGING:
                lines.append("")
            lines[-1] += letter
    return lines


def _shortened(text: str, font: FreeTypeFont, width: int) -> str:
    """The text, or as much of it as has room, with an ellipsis."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
