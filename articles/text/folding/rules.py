r"""The steps of folding, written so that Python and PostgreSQL can both take them.

Patterns use only what both languages read alike: classes of written-out characters, groups, lookaround. `\w` and `\d`
are not among them, since PostgreSQL's depend on the locale of the database.
"""

from dataclasses import dataclass

from articles.text.scripts import UNSPACED_OR_GLUED

# What is no punctuation and no space counts as part of a word: with digits, and without.
_NO_WORD = r"\u0001-/:-@\[-`{-\u00bf\u2000-\u206f\u3000-\u303f"
WORD = f"[^{_NO_WORD}]"
_LETTER = f"[^0-9{_NO_WORD}]"
_HYPHEN = r"\u2010\u2011-"
_APOSTROPHE = "'\u2019"
_SEPARATOR = ",.'\u2019\u00a0\u2009\u202f\u066c\uff0c"

# Two signs of Chinese and Japanese that lie outside the blocks of letters: of repetition, and the number zero.
UNSPACED = rf"\u3005\u3007{UNSPACED_OR_GLUED}"


@dataclass(frozen=True, slots=True)
class Rule:
    r"""A replacement of a pattern; `\1` stands for its first group."""

    needs: str  # a short pattern; a text that has none of it is left alone
    pattern: str
    indexed: str  # what an index has instead
    joined: str  # what a query has instead, when it is looked for as one word


# 1,000 and 1 000 are 1000, but 1.5 stays.
NUMBERS = Rule(
    f"[0-9][{_SEPARATOR}][0-9]", f"(?<=[0-9])[{_SEPARATOR}](?=[0-9][0-9][0-9](?![0-9]))", indexed="", joined=""
)
JOINTS = (
    # U.S. is US.
    Rule(
        rf"{_LETTER}[.]{_LETTER}",
        rf"(?<!{WORD})({_LETTER})[.](?={_LETTER}(?!{WORD}))",
        indexed=r"\1",
        joined=r"\1",
    ),
    # "e-mail" is found by "email", by "mail", and within a phrase after it or before it. So is "don't" by "dont".
    Rule(
        rf"{_LETTER}[{_HYPHEN}]{WORD}",
        rf"(?<![{_HYPHEN}])(?<!{WORD})({_LETTER}{WORD}*)[{_HYPHEN}]({WORD}+)(?![{_HYPHEN}])(?!{WORD})",
        indexed=r"\1 \2 \1\2",
        joined=r"\1\2",
    ),
    Rule(
        rf"[nN][{_APOSTROPHE}][tT]",
        rf"(?<!{WORD})({_LETTER}*[nN])[{_APOSTROPHE}]([tT])(?!{WORD})",
        indexed=r"\1 \2 \1\2",
        joined=r"\1\2",
    ),
)
# Of a run of letters without spaces, every pair of neighbours is a word: "abc" becomes "a ab bc c".
BIGRAMS = (
    Rule(f"[{UNSPACED}]", f"([{UNSPACED}]+)", indexed=r" \1 ", joined=r" \1 "),
    Rule(f"[{UNSPACED}]", f"([{UNSPACED}])", indexed=r"\1 \1", joined=r"\1 \1"),
)
