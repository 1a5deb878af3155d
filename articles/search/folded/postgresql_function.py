"""The folding of articles.text.folding as a function of PostgreSQL, `articles_folded`, from the same steps."""

from collections.abc import Iterable

from articles.text.folding.letters import ACCENT, DIGITS, INVISIBLE, LETTERS, MARKS, MAX_MARKS, PLAIN, SIGNS
from articles.text.folding.rules import BIGRAMS, JOINTS, NUMBERS, Rule

# PostgreSQL's parser takes "and/or" for a file, "<b>" for a tag and "3.5" for a number.
PUNCTUATION = "[!-/:-@[-`{-~]+"
# What a character before it may be composed with, once accents are gone: й, Indian and Burmese vowels, the parts of a
# Hangul syllable, voicing marks of kana. Other texts need no NFC, the most expensive step.
_COMPOSING = r"[\u0306\u0900-\u11ff\u1b00-\u1bff\u3099\u309a\U00011000-\U0001ffff]"
_AFTER_LATIN = "\u0370"


def folding_function() -> str:
    """Return the statement that creates the function."""
    return f"""
CREATE FUNCTION articles_folded(given text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $folding$
DECLARE is_plain boolean := given !~ {_quoted(f"[^{PLAIN}]")};
BEGIN
    IF NOT is_plain THEN
        given := regexp_replace(given, {_quoted(f"[{INVISIBLE}]+")}, '', 'g');
        {_translated(DIGITS | SIGNS)}
    END IF;
    {_applied(NUMBERS)}
    IF NOT is_plain THEN
        given := regexp_replace(given, {_quoted(rf"([{MARKS}]{{{MAX_MARKS}}})[{MARKS}]+")}, '\\1', 'g');
        given := regexp_replace(normalize(given, NFKD), {_quoted(ACCENT)}, '', 'g');
        IF given ~ {_quoted(_COMPOSING)} THEN
            given := normalize(given, NFC);
        END IF;
        {"".join(map(_translated, _groups(LETTERS)))}
    END IF;
    {"".join(map(_applied, JOINTS))}
    IF NOT is_plain THEN
    {"".join(map(_applied, BIGRAMS))}
    END IF;
    RETURN regexp_replace(given, {_quoted(PUNCTUATION)}, ' ', 'g');
END
$folding$
"""


def _applied(rule: Rule) -> str:
    return f"""IF given ~ {_quoted(rule.needs)} THEN
        given := regexp_replace(given, {_quoted(rule.pattern)}, {_quoted(rule.indexed)}, 'g');
    END IF;
    """


def _groups(table: dict[str, str]) -> list[dict[str, str]]:
    """Return the table by script: translate() reads its whole list for every character of a text, so short ones."""
    latin = {letter: other for letter, other in table.items() if letter < _AFTER_LATIN}
    return [latin, {letter: other for letter, other in table.items() if letter not in latin}]


def _translated(table: dict[str, str]) -> str:
    single = {letter: other for letter, other in table.items() if len(other) == 1}
    longer = [(letter, other) for letter, other in table.items() if letter not in single]
    replaced = "".join(
        f"given := replace(given, {_quoted(letter)}, {_quoted(other)});\n            " for letter, other in longer
    )
    return f"""
        IF given ~ {_class(single)} THEN
            given := translate(given, {_quoted("".join(single))}, {_quoted("".join(single.values()))});
        END IF;
        IF {f"given ~ {_class(dict(longer))}" if longer else "false"} THEN
            {replaced}
        END IF;"""


def _class(letters: Iterable[str]) -> str:
    return _quoted(f"[{''.join(letters)}]")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
