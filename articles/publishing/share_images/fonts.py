"""Which font can set a text: the one that comes with a package, or else one of the system's.

A text that no font has whole is not set at all: boxes in the place of letters help nobody.
"""

import unicodedata
from functools import lru_cache

import font_source_serif_pro  # type: ignore[import-untyped]  # it has no types
from PIL import ImageFont, features
from PIL.ImageFont import FreeTypeFont, Layout

OWN = font_source_serif_pro.SourceSerifProBold  # Latin, Greek and Cyrillic
# Free fonts by file name, as Linux systems have them; Pillow looks through the system's folders.
UNSHAPED = ("NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc")
SHAPED = (
    *("NotoNaskhArabic-Bold.ttf", "NotoSerifHebrew-Bold.ttf", "DejaVuSans-Bold.ttf"),  # the last has Latin besides both
    *("NotoSerifDevanagari-Bold.ttf", "NotoSerifBengali-Bold.ttf", "NotoSerifTamil-Bold.ttf"),
    *("NotoSerifTelugu-Bold.ttf", "NotoSerifThai-Bold.ttf", "NotoSerifGeorgian-Bold.ttf", "NotoSerifArmenian-Bold.ttf"),
    *(
        "NotoSerifEthiopic-Bold.ttf",
        "NotoSerifGujarati-Bold.ttf",
        "NotoSerifKhmer-Bold.ttf",
        "NotoSerifSinhala-Bold.ttf",
    ),
)
PROBE = 24  # pixels at which a glyph is looked at
MISSING = "\U0010fffd"  # a private character, which no font has


def font_for(text: str, size: int) -> FreeTypeFont | None:
    """The first font that has all of the text, in a size in pixels; None if there is none."""
    letters = frozenset(text)
    found = next((name for name in _names() if _has(name, letters)), None)
    return _font(found, size) if found else None


def _names() -> tuple[str, ...]:
    """The fonts to try. Letters that join or stand in another order need raqm, which is not on every system."""
    return (OWN, *UNSHAPED, *(SHAPED if features.check("raqm") else ()))


@lru_cache(maxsize=128)
def _font(name: str, size: int, layout: Layout | None = None) -> FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, size, layout_engine=layout)
    except OSError:
        return None


def _has(name: str, letters: frozenset[str]) -> bool:
    return all(_has_letter(name, letter) for letter in letters if not _is_unseen(letter))


def _is_unseen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) == "Cf"


@lru_cache(maxsize=8_192)
def _has_letter(name: str, letter: str) -> bool:
    """Whether the font draws it in another way than what it has not. Each letter stands alone, without shaping."""
    font = _font(name, PROBE, Layout.BASIC)
    return font is not None and _drawn(font, letter) != _drawn(font, MISSING)


def _drawn(font: FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)
