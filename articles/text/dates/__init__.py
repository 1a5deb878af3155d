"""Dates as newspapers print them, in 52 languages. Nothing is guessed: what is ambiguous is no date."""

from articles.text.dates.date_lines import is_date, is_day, read_date, says_published, says_when, without_date
from articles.text.dates.finding import FoundDate, find_date

__all__ = ["FoundDate", "find_date", "is_date", "is_day", "read_date", "says_published", "says_when", "without_date"]
