"""The words of headlines, by which a misspelt one is known: what they are, and how importers remember them."""

from collections.abc import Iterable, Sequence
from itertools import batched

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.lexicon.stopwords import STOP_WORDS
from articles.search.query import is_unspaced
from articles.text.normal_form import normal_form

SHORTEST, LONGEST = 3, 40  # letters
MAX_KNOWN = 200_000  # words remembered by a process, some 20 MB
CHUNK = 5_000  # words a statement; SQLite takes 32,766 parameters
_PREFIXED = {  # in the order of code points on both
    "sqlite": "SELECT text FROM articles_headlineword WHERE text >= %s AND text < %s ORDER BY text LIMIT %s",
    "postgresql": """SELECT text FROM articles_headlineword WHERE text ~>=~ %s AND text ~<~ %s
        ORDER BY text USING ~<~ LIMIT %s""",
}
_LAST = "\U0010ffff"

_known: dict[tuple[str, str], set[str]] = {}  # by alias and name of a database, words that it is known to hold


def vocabulary_words(headlines: Iterable[str]) -> set[str]:
    """The words that readers may type: of letters, in the normal form, neither "the" nor whole clauses of Chinese."""
    words = {word for headline in headlines for word in normal_form(headline).split()}
    return {word for word in words if SHORTEST <= len(word) <= LONGEST and is_word(word)}


def is_word(word: str) -> bool:
    return word.isalpha() and word not in STOP_WORDS and not is_unspaced(word)


def remember_words(words: set[str], connection: BaseDatabaseWrapper) -> None:
    """Make sure that the vocabulary holds these words. Costs one look-up where this process knows that it does.

    Best at the end of a transaction or after it: another importer that writes the same new word waits for this one.
    In sorted order, so that they never wait in a circle.
    """
    known = _known.setdefault((connection.alias, str(connection.settings_dict["NAME"])), set())
    if known and words and not stored_words([next(iter(words & known or known))], connection):
        known.clear()  # the table was emptied, or is another one
    new = words - known
    if new:
        _insert(new, connection)
        transaction.on_commit(lambda: _note(known, new), using=connection.alias)  # what is rolled back isn't known


def stored_words(words: Sequence[str], connection: BaseDatabaseWrapper) -> set[str]:
    """Those of the words that the vocabulary holds."""
    held: set[str] = set()
    with connection.cursor() as cursor:
        for some in batched(words, CHUNK):
            places = ", ".join(["%s"] * len(some))
            cursor.execute(f"SELECT text FROM articles_headlineword WHERE text IN ({places})", some)  # noqa: S608
            held.update(text for (text,) in cursor.fetchall())
    return held


def words_with_prefix(beginning: str, most: int, connection: BaseDatabaseWrapper) -> list[str]:
    """The first words with this beginning, in the order of their code points."""
    with connection.cursor() as cursor:
        cursor.execute(_PREFIXED[connection.vendor], [beginning, beginning + _LAST, most])
        return [text for (text,) in cursor.fetchall()]


def _insert(words: set[str], connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for some in batched(sorted(words), CHUNK):
            places = ", ".join(["(%s)"] * len(some))
            statement = f"INSERT INTO articles_headlineword (text) VALUES {places} ON CONFLICT DO NOTHING"  # noqa: S608
            cursor.execute(statement, some)


def _note(known: set[str], words: set[str]) -> None:
    if len(known) + len(words) > MAX_KNOWN:
        known.clear()
    known.update(words)
