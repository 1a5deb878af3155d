"""Counts what the library holds, for the page of statistics; only a worker does, since it reads many rows."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from articles.models import Article, DailyCount, Headline, RelatedHeadline, StoryCount
from articles.operations.statistics.trails import longest_trails

LATELY = 20_000  # stories imported last, of which languages, hours and trails are counted
LANGUAGES = 12  # the commonest; the others are counted as one
TRAILS = 5
CHUNK = 2_000  # rows
_A_TIME_OF_DAY = dt.time()  # a publication date without a time is kept as midnight


def count_library(today: dt.date | None = None) -> None:
    """Write what the library holds into the row of the day, unless it is there already.

    A write makes all kept pages old, so there is none when nothing has changed.
    """
    day = today or timezone.now().date()
    counted: dict[str, Any] = {
        "stories": StoryCount.objects.of_all_days().aggregate(n=Sum("stories"))["n"] or 0,
        "live": Headline.objects.filter(article__isnull=False).order_by().count(),
        "waiting": Headline.objects.filter(article=None, lists__gt=0).order_by().count(),
        "figures": figures_of_newest(),
    }
    if DailyCount.objects.filter(day=day).values(*counted).first() != counted:
        with transaction.atomic():
            DailyCount.objects.exclude(day=day).filter(figures__isnull=False).update(figures=None)
            DailyCount.objects.update_or_create(day=day, defaults=counted)


def figures_of_newest() -> dict[str, Any]:
    """Languages, hours of publication and the longest trails of the stories imported last."""
    newest = Article.objects.aggregate(pk=Max("pk"))["pk"] or 0
    stories = Article.objects.filter(pk__gt=newest - LATELY).order_by()
    languages: Counter[str] = Counter()
    hours: Counter[int] = Counter()
    for language, published_at in stories.values_list("language", "published_at").iterator(chunk_size=CHUNK):
        languages[language.partition("-")[0]] += 1
        if published_at and published_at.time() != _A_TIME_OF_DAY:
            hours[published_at.hour] += 1
    trails = longest_trails(_following(newest - LATELY), TRAILS)
    return {
        "stories": languages.total(),
        "languages": [[language, n] for language, n in _commonest(languages)],
        "hours": [hours[hour] for hour in range(24)],
        "trails": [[trail.first, trail.last, trail.stories] for trail in trails if trail.stories > 1],
    }


def _commonest(languages: Counter[str]) -> list[tuple[str, int]]:
    """The languages with the most stories, equal ones by their tags."""
    return sorted(languages.items(), key=lambda item: (-item[1], item[0]))[:LANGUAGES]


def _following(floor: int) -> dict[int, int]:
    """For each story after this number, the first of its related stories that the library has."""
    links = RelatedHeadline.objects.filter(article__gt=floor, headline__article__isnull=False).order_by()
    first: dict[int, tuple[int, int]] = {}
    rows = links.values_list("article", "position", "headline__article").iterator(chunk_size=CHUNK)
    for story, position, other in rows:
        if other != story and (story not in first or (position, other) < first[story]):
            first[story] = (position, other)
    return {story: other for story, (_, other) in first.items()}
