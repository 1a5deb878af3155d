"""A small library that has one of everything that the API tells of."""

import datetime as dt

import pytest

from articles.models import Headline
from articles.models.merged import MergedArticle
from tests.support.factories import NOON, make_article

GONE = 900_001  # the number of a story that was merged into another


@pytest.fixture
def library(db):
    """Two sources, stories with and without a date, a source and a byline, a changed one, a merged one."""
    bell = make_article(
        "The bell of the ferry is found",
        related=["Who rang the bell", "A tide too many"],
        standfirst="It lay where it fell.",
        byline="Mina Holt",
        language="en",
        url="https://tide.example.org/bell",
        published_at=NOON,
    )
    make_article("A tide too many", related=["Who rang the bell"], published_at=NOON - dt.timedelta(days=1))
    make_article("A lamp for the quay", source="The Lantern Post", published_at=NOON - dt.timedelta(days=2))
    make_article("Notes without a day", source=None)
    for position, text in enumerate(["The bell is missing.", "The bell is being looked for."], start=1):
        bell.revisions.create(
            position=position,
            headline="The bell of the ferry",
            blocks=[{"kind": "paragraph", "text": text}],
            fingerprint=f"{position:064}",
            seen_at=NOON - dt.timedelta(hours=3 - position),
        )
    MergedArticle.objects.create(number=GONE, article=bell)
    return {"story": bell, "waiting": Headline.objects.get(text="Who rang the bell")}
