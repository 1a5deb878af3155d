"""Dates of Django's own pages in Arabic: its formats lack the time of day, and put the month first."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
