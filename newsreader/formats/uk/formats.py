"""Times of Django's own pages in Ukrainian, as ours have them."""

DATETIME_FORMAT = "j E Y, H:i"
