"""Addresses of the public pages."""

import datetime as dt

from django.urls import path, register_converter

from articles import archive_views, feeds, search_views, views


class DayConverter:
    """Converts a day in an address, such as 2026/11/22."""

    regex = r"\d{4}/\d{2}/\d{2}"

    def to_python(self, value: str) -> dt.date:
        day = dt.date.fromisoformat(value.replace("/", "-"))
        if day == dt.date.max:
            raise ValueError("a day that has no next one")
        return day

    def to_url(self, value: dt.date) -> str:
        return value.isoformat().replace("-", "/")


class MonthConverter:
    """Converts a month in an address, such as 2026/11, to its first day."""

    regex = r"\d{4}/\d{2}"

    def to_python(self, value: str) -> dt.date:
        return _archived(dt.date.fromisoformat(value.replace("/", "-") + "-01"))

    def to_url(self, value: dt.date) -> str:
        return value.isoformat()[:7].replace("-", "/")


class YearConverter:
    """Converts a year in an address, such as 2026."""

    regex = r"\d{4}"

    def to_python(self, value: str) -> int:
        return _archived(dt.date(int(value), 1, 1)).year

    def to_url(self, value: int) -> str:
        return f"{value:04}"


def _archived(day: dt.date) -> dt.date:
    """The day, unless it is of a year that no calendar has a use for; some stand for all days or for none."""
    if not 1000 < day.year < 9999:
        raise ValueError("a year that has no archive")
    return day


register_converter(DayConverter, "day")
register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

app_name = "articles"
urlpatterns = [
    path("", views.front, name="front"),
    path("sources/<slug:slug>/", views.source, name="source"),
    path("sources/", archive_views.sources, name="sources"),
    path("sources/<slug:slug>/undated/", archive_views.undated_of_source, name="undated_of_source"),
    path("undated/", archive_views.undated, name="undated"),
    path("days/", archive_views.newest_year, name="archive"),
    path("days/<day:day>/", views.day, name="day"),
    path("<month:month>/", archive_views.month, name="month"),
    path("<year:year>/", archive_views.year, name="year"),
    path("stories/<int:pk>/", views.detail),
    path("stories/<int:pk>/revisions/", views.revisions, name="revisions"),
    path("stories/<int:pk>/<str:slug>/", views.detail, name="detail"),
    path("headlines/<int:pk>/", views.headline, name="headline"),
    path("headlines/<int:pk>/stories/", views.headline_stories, name="headline_stories"),
    path("wanted/", views.wanted, name="wanted"),
    path("wanted.csv", views.wanted_csv, name="wanted_csv"),
    path("wanted.txt", views.wanted_text, name="wanted_text"),
    path("feeds/changes/", feeds.changes, name="changes"),
    path("search/", search_views.search_page, name="search"),
]
