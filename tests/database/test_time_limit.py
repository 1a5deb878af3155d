"""Statements that take too long are ended, and what comes after them has no limit."""

import pytest
from django.db import DatabaseError, connection, transaction

from articles.database.time_limit import TooSlowError, time_limit

ENDLESS = {
    "sqlite": "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(600)",
}
LONG = {  # longer than the limit of these tests, but it ends
    "sqlite": ENDLESS["sqlite"].replace("FROM n)", "FROM n WHERE i < 1000000)"),
    "postgresql": "SELECT pg_sleep(0.1)",
}
LIMIT = 0.02  # seconds


def run(statements):
    with connection.cursor() as cursor:
        return cursor.execute(statements[connection.vendor]).fetchall()


@pytest.mark.django_db(transaction=True)
def test_endless_statement_is_ended_and_the_next_has_no_limit():
    with pytest.raises(TooSlowError), time_limit(LIMIT):
        run(ENDLESS)

    assert run(LONG)


@pytest.mark.django_db
def test_limit_ends_with_the_transaction_that_it_ended():
    with pytest.raises(TooSlowError), transaction.atomic(), time_limit(LIMIT):
        run(ENDLESS)

    assert run(LONG)


@pytest.mark.django_db
def test_limit_ends_with_its_block():
    with time_limit(LIMIT):
        run({"sqlite": "SELECT 1", "postgresql": "SELECT 1"})

    assert run(LONG)


@pytest.mark.django_db
def test_no_limit_is_none():
    with time_limit(0):
        assert run(LONG)


@pytest.mark.django_db
def test_other_errors_stay_what_they_are():
    with pytest.raises(DatabaseError, match="nowhere"), transaction.atomic(), time_limit(LIMIT):
        run(dict.fromkeys(ENDLESS, "SELECT * FROM nowhere"))
