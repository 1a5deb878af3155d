"""Times of Django's own pages in Spanish, as ours have them."""

DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i"
