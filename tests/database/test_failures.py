"""Tests of the sentences that commands print when there is no library to work on."""

import pytest
from django.db import OperationalError, ProgrammingError

from articles.database.failures import sentence_for

POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "news", "HOST": "db", "PORT": "5432"}
REFUSED = 'connection failed: connection to server at "192.0.2.7", port 5432 failed: FATAL:  '


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (OperationalError(f'{REFUSED}role "reader" does not exist'), "can't be reached"),
        (OperationalError(f'{REFUSED}database "news" does not exist'), "can't be reached"),
        (OperationalError(f'{REFUSED}password authentication failed for user "reader"'), "can't be reached"),
        (ProgrammingError('relation "articles_article" does not exist'), "has no library yet"),
    ],
)
def test_what_is_wrong_is_named_as_it_is(error, part):
    assert part in sentence_for(error, POSTGRESQL)


def test_another_error_is_left_as_it_is():
    assert sentence_for(ProgrammingError("syntax error at or near SELECT"), POSTGRESQL) is None
