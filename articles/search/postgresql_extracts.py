"""Headlines and extracts with marked matches, made by ts_headline from those parts of the texts that it needs."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.search.folded.marks import CUT, printed, without_punctuation
from articles.search.highlight import CLOSE, EXTRACT_WORDS, OPEN, extract_of, plain
from articles.search.postgresql_index import CONFIGURATION
from articles.search.types import Hit
from articles.text.folding.folding import folded

MARKS = f"StartSel={OPEN}, StopSel={CLOSE}"
WHOLE = f"{MARKS}, HighlightAll=true"
PIECE = f"{MARKS}, MaxWords={EXTRACT_WORDS}, MinWords={EXTRACT_WORDS // 2}"
# ts_headline takes 0.7 microseconds a word, which was most of the cost of a search. So of a body it is given the words
# after each possible match, some before the end of the text, where it lengthens an extract to the left, and the
# beginning, which is the extract when nothing matches.
AFTER, BEFORE = EXTRACT_WORDS + 10, EXTRACT_WORDS // 2 + 5  # words, with a margin
MOST_AFTER, MOST_BEFORE = 1_000, 500  # characters that these words have at most
MAX_READ = 250_000  # characters of the bodies of a page, 28 ms; all of twenty long bodies would take 250

_STATEMENT = f"""
SELECT ts_headline('{CONFIGURATION}', headline, asked.shown, '{WHOLE}'),
    ts_headline('{CONFIGURATION}', standfirst, asked.shown, '{PIECE}'),
    ts_headline('{CONFIGURATION}', body, asked.shown, '{PIECE}')
FROM (SELECT %(shown)s::tsquery AS shown OFFSET 0) asked,
    unnest(%(headlines)s::text[], %(standfirsts)s::text[], %(bodies)s::text[]) WITH ORDINALITY
        AS given (headline, standfirst, body, place)
ORDER BY place
"""  # noqa: S608
_LEXEME = re.compile(r"'([^']+)'")
# How words begin that do not begin with their stem, in the Snowball stemmer for English; tried on 132,000 words.
_ENDINGS = {"i": "y", "e": "i", "bl": "bil"}  # ferri: ferry; hope: hoping; possibl: possibility
_IRREGULAR = {"die": "dying", "lie": "lying", "tie": "tying", "sky": "skies"}


def hits_of(connection: BaseDatabaseWrapper, shown: str, has_spans: bool, rows: Sequence[Sequence[Any]]) -> list[Hit]:
    """Return a hit for each row of (article id, headline, standfirst, body), in order; one statement.

    `shown` is the tsquery to highlight, as PostgreSQL prints it; `has_spans` tells if a match may take several words.
    """
    if not rows:
        return []
    starts = word_starts(_LEXEME.findall(shown))
    texts = [[without_punctuation(folded(text)) for text in row[1:]] for row in rows]
    parameters: dict[str, Any] = {
        "shown": shown,
        "headlines": [headline for headline, _, _ in texts],
        "standfirsts": [standfirst for _, standfirst, _ in texts],
        "bodies": shortened([relevant(body, starts, has_spans=has_spans) for *_, body in texts]),
    }
    with connection.cursor() as cursor:
        marked = cursor.execute(_STATEMENT, parameters).fetchall()
    return [
        Hit(
            pk,
            printed(of_headline, headline),
            extract_of(
                printed(_extract(of_standfirst, given[1]), standfirst), printed(_extract(of_body, given[2]), body)
            ),
        )
        for (pk, headline, standfirst, body), given, (of_headline, of_standfirst, of_body) in zip(
            rows, texts, marked, strict=True
        )
    ]


def word_starts(stems: Sequence[str]) -> tuple[str, ...]:
    """Return how words with these stems begin."""
    starts = list(stems)
    for stem in stems:
        starts += [stem.removesuffix(end) + other for end, other in _ENDINGS.items() if stem.endswith(end)]
        starts += [_IRREGULAR[stem]] if stem in _IRREGULAR else []
    return tuple(dict.fromkeys(starts))


def relevant(text: str, starts: Sequence[str], *, has_spans: bool) -> str:
    """Return the parts of a text that ts_headline needs for words with these starts."""
    places = list(_places(text, starts))
    if has_spans and places:
        spans = [(_before(text, places[0]), _after(text, places[-1]))]
    else:
        spans = [(place, _after(text, place)) for place in places]
    spans = [(_before(text, begin) if end == len(text) else begin, end) for begin, end in spans]
    kept = _merged([(0, _after(text, 0, BEFORE)), *spans])
    return CUT.join(text[begin:end] for begin, end in kept)


def _places(text: str, starts: Sequence[str]) -> Iterator[int]:
    """Yield the positions of the words with one of these starts, in order."""
    folded = text.lower()
    if len(folded) != len(text):  # some capitals have a longer small form
        folded = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    places = set()
    for start in starts:
        place = folded.find(start)
        while place >= 0:
            if not (place and folded[place - 1].isalnum()):
                places.add(place)
            place = folded.find(start, place + 1)
    return iter(sorted(places))


def _after(text: str, place: int, count: int = AFTER) -> int:
    """Return the position after so many words, or a few more."""
    part = text[place : place + MOST_AFTER]
    pieces = part.split(None, count)
    if wordless := sum(map(_is_wordless, pieces[:count])):
        count += 2 * wordless
        pieces = part.split(None, count)
    return place + len(part) - (len(pieces[count]) if len(pieces) > count else 0)


def _before(text: str, place: int) -> int:
    """Return the position before BEFORE words."""
    begin = max(place - MOST_BEFORE, 0)
    pieces = text[begin:place].rsplit(None, BEFORE)
    return begin + (len(pieces[0]) if len(pieces) > BEFORE else 0)


def _is_wordless(piece: str) -> bool:
    return not piece[0].isalnum() and not any(map(str.isalnum, piece))


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap or touch."""
    merged = [spans[0]]
    for begin, end in sorted(spans[1:]):
        if begin <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((begin, end))
    return merged


def shortened(texts: list[str]) -> list[str]:
    """Cut the longest texts to one length, so that all together have MAX_READ characters."""
    left, length = MAX_READ, MAX_READ
    for number, shorter in enumerate(sorted(map(len, texts))):
        length = left // (len(texts) - number)
        if shorter > length:
            break
        left -= shorter
    return [text[:length] for text in texts]


def _extract(marked: str, text: str) -> str:
    return marked if text.startswith(plain(marked)) else f"…{marked}"
