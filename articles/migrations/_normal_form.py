"""A frozen copy of the normal form of texts, and of English stop words, as migrations used them; never changed."""

import re
import unicodedata
from functools import cache

MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
TOO_MANY_MARKS = re.compile(f"({MARK}{{30}}){MARK}+")
ENGLISH = """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it
its itself they them their theirs themselves what which who whom this that these those am is are was were be been
being have has had having do does did doing a an the and but if or because as until while of at by for with about
against between into through during before after above below to from up down in out on off over under again further
then once here there when where why how all any both each few more most other some such no nor not only own same so
than too very s t can will just don should now
"""
STOP_WORDS = frozenset(ENGLISH.split())


def normal_form(text):
    """The text with case, quotes, dashes, punctuation and white space folded, in NFKC."""
    text = text if text.isascii() else unicodedata.normalize("NFKC", cap_marks(text))
    return " ".join(text.casefold().translate(folds()).split()) or " ".join(text.split())


def cap_marks(text):
    """The text with at most 30 combining marks in a row: NFC of 64,000 of them takes seconds."""
    return TOO_MANY_MARKS.sub(r"\1", text)


@cache
def folds():
    table = {}
    for code in range(0x10000):
        category = unicodedata.category(chr(code))
        if category.startswith("P") and chr(code) not in "%&@#":
            table[code] = " "
        elif category in ("Cf", "Cc", "Cs") and not chr(code).isspace():
            table[code] = None
    return table | {ord(mark): " " for mark in "`´^~|<>=+"}
