"""A frozen copy of how migration 0006 filled the vocabulary of headlines; never changed."""

import re
from itertools import batched

from articles.migrations._normal_form import STOP_WORDS, normal_form

SHORTEST, LONGEST = 3, 40  # letters
MAX_SEEN = 200_000  # words held in memory
CHUNK = 5_000  # headlines read, and words written, at once
HEADLINES = "SELECT id, text FROM articles_headline WHERE id > %s ORDER BY id LIMIT %s"
UNSPACED = re.compile(  # scripts without spaces, in which a word may be a whole clause
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)


def fill_vocabulary(connection):
    """Store the words of all headlines that are stored."""
    seen = set()
    for headlines in stored(connection):
        new = words_of(headlines) - seen
        insert(new, connection)
        if len(seen) + len(new) > MAX_SEEN:
            seen.clear()
        seen.update(new)


def stored(connection):
    last = 0
    with connection.cursor() as cursor:
        while rows := cursor.execute(HEADLINES, [last, CHUNK]).fetchall():
            last = rows[-1][0]
            yield [text for _, text in rows]


def words_of(headlines):
    words = {word for headline in headlines for word in normal_form(headline).split()}
    return {word for word in words if SHORTEST <= len(word) <= LONGEST and is_word(word)}


def is_word(word):
    return word.isalpha() and word not in STOP_WORDS and not UNSPACED.search(word)


def insert(words, connection):
    with connection.cursor() as cursor:
        for some in batched(sorted(words), CHUNK):
            places = ", ".join(["(%s)"] * len(some))
            statement = f"INSERT INTO articles_headlineword (text) VALUES {places} ON CONFLICT DO NOTHING"  # noqa: S608
            cursor.execute(statement, some)
