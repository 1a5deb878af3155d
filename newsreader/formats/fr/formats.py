"""Times of Django's own pages in French, as ours have them."""

DATETIME_FORMAT = "j F Y à H:i"
