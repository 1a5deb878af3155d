"""The vocabulary of headlines, against which queries are spell-checked; importers add to it."""

from collections.abc import Iterable, Sequence
from itertools import batched

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.lexicon.stopwords import STOP_WORDS
from articles.search.query import is_unspaced
from articles.text.normal_form import normal_form

SHORTEST, LONGEST = 3, 40  # letters
MAX_KNOWN = 200_000  # words cached by a process, about 20 MB
CHUNK = 5_000  # words per statement; SQLite takes 32,766 parameters
_PREFIXED = {  # in the order of code points on both databases
    "sqlite": "SELECT text FROM articles_headlineword WHERE text >= %s AND text < %s ORDER BY text LIMIT %s",
    "postgresql": """SELECT text FROM articles_headlineword WHERE text ~>=~ %s AND text ~<~ %s
        ORDER BY text USING ~<~ LIMIT %s""",
}
_LAST = "\U0010ffff"

_known: dict[tuple[str, str], set[str]] = {}  # words that are known to be stored, by alias and name of a database


def vocabulary_words(headlines: Iterable[str]) -> set[str]:
    """Return the words to store: in normal form, of letters only, without stop words and scripts without spaces."""
    words = {word for headline in headlines for word in normal_form(headline).split()}
    return {word for word in words if SHORTEST <= len(word) <= LONGEST and is_word(word)}


def is_word(word: str) -> bool:
    """Return whether a word can be in the vocabulary, apart from its length."""
    return word.isalpha() and word not in STOP_WORDS and not is_unspaced(word)


def remember_words(words: set[str], connection: BaseDatabaseWrapper) -> None:
    """Store the words that the vocabulary does not have yet; one query if this process knows that it has all of them.

    Best called late in a transaction: another importer that inserts the same new word waits for this one to commit.
    Words are inserted in sorted order, so that importers cannot deadlock.
    """
    known = _known.setdefault((connection.alias, str(connection.settings_dict["NAME"])), set())
    if known and words and not stored_words([next(iter(words & known or known))], connection):
        known.clear()  # the table was emptied, or is another one
    new = words - known
    if new:
        _insert(new, connection)
        transaction.on_commit(lambda: _add_known(known, new), using=connection.alias)  # it may be rolled back


def stored_words(words: Sequence[str], connection: BaseDatabaseWrapper) -> set[str]:
    """Return the words that the vocabulary has."""
    stored: set[str] = set()
    with connection.cursor() as cursor:
        for chunk in batched(words, CHUNK):
            places = ", ".join(["%s"] * len(chunk))
            cursor.execute(f"SELECT text FROM articles_headlineword WHERE text IN ({places})", chunk)  # noqa: S608
            stored.update(text for (text,) in cursor.fetchall())
    return stored


def words_with_prefix(prefix: str, limit: int, connection: BaseDatabaseWrapper) -> list[str]:
    """Return the first `limit` words of the vocabulary with this prefix, in the order of their code points."""
    with connection.cursor() as cursor:
        cursor.execute(_PREFIXED[connection.vendor], [prefix, prefix + _LAST, limit])
        return [text for (text,) in cursor.fetchall()]


def _insert(words: set[str], connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for chunk in batched(sorted(words), CHUNK):
            places = ", ".join(["(%s)"] * len(chunk))
            statement = f"INSERT INTO articles_headlineword (text) VALUES {places} ON CONFLICT DO NOTHING"  # noqa: S608
            cursor.execute(statement, chunk)


def _add_known(known: set[str], words: set[str]) -> None:
    if len(known) + len(words) > MAX_KNOWN:
        known.clear()
    known.update(words)
