"""The months, weekdays and day periods that CLDR gives."""

import pytest

from articles.lexicon import rows
from articles.lexicon.dates import calendar


@pytest.mark.parametrize(("table", "size"), [("MONTHS", 12), ("WEEKDAYS", 7), ("DAY_PERIODS", 3)])
def test_every_language_has_all_of_its_names(table, size):
    languages = rows(getattr(calendar, table))

    assert len(languages) >= 40
    assert {language: len(names) for language, names in languages.items() if len(names) != size} == {}
    assert all(all(names) for names in languages.values())


def test_module_says_where_its_names_are_from():
    assert "Unicode License v3" in calendar.__doc__
