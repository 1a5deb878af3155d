"""Times of Django's own pages in German, as ours have them."""

DATETIME_FORMAT = "j.\N{NO-BREAK SPACE}F Y, H:i"
