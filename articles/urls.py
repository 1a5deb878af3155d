"""Addresses of the public pages."""

import datetime as dt

from django.urls import path, register_converter

from articles import archive_views, machine_views, search_views, views
from articles.languages.addresses import Route, in_each_language


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
urlpatterns: list[Route] = [
    path("", views.front, name="front"),
    path("sources/<slug:slug>/", views.source, name="source"),
    path("sources/", archive_views.sources, name="sources"),
    path("sources/<slug:slug>/undated/", archive_views.undated_of_source, name="undated_of_source"),
    path("undated/", archive_views.undated, name="undated"),
    path("days/", archive_views.newest_year, name="archive"),
    path("days/<day:day>/", views.day, name="day"),
    path("days/<day:day>/edition/", archive_views.edition, name="edition"),
    path("days/<day:day>/edition.epub", archive_views.edition_epub, name="edition_epub"),
    path("statistics/", archive_views.statistics, name="statistics"),
    path("saved/stories.epub", archive_views.saved_epub, name="saved_epub"),
    path("<month:month>/", archive_views.month, name="month"),
    path("<year:year>/", archive_views.year, name="year"),
    path("stories/<int:pk>/", views.detail),
    path("stories/<int:pk>/revisions/", views.revisions, name="revisions"),
    path("stories/<int:pk>/share.png", machine_views.share_image, name="share_image"),
    path("stories/<int:pk>/<str:slug>/", views.detail, name="detail"),
    path("headlines/arrived/", views.arrived, name="arrived"),
    path("headlines/<int:pk>/", views.headline, name="headline"),
    path("headlines/<int:pk>/stories/", views.headline_stories, name="headline_stories"),
    path("wanted/", views.wanted, name="wanted"),
    path("wanted.csv", views.wanted_csv, name="wanted_csv"),
    path("wanted.txt", views.wanted_text, name="wanted_text"),
    path("feeds/changes/", machine_views.changed, {"form": "atom"}, name="changes"),
    path("feeds/changes.json", machine_views.changed, {"form": "json"}, name="changes_json"),
    path("feeds/stories.atom", machine_views.newest, {"form": "atom"}, name="feed"),
    path("feeds/stories.json", machine_views.newest, {"form": "json"}, name="feed_json"),
    path("sources/<slug:slug>/feed.atom", machine_views.of_source, {"form": "atom"}, name="source_feed"),
    path("sources/<slug:slug>/feed.json", machine_views.of_source, {"form": "json"}, name="source_feed_json"),
    path("search/feed.atom", machine_views.of_search, {"form": "atom"}, name="search_feed"),
    path("search/feed.json", machine_views.of_search, {"form": "json"}, name="search_feed_json"),
    path("headlines/<int:pk>/feed.atom", machine_views.of_headline, {"form": "atom"}, name="headline_feed"),
    path("headlines/<int:pk>/feed.json", machine_views.of_headline, {"form": "json"}, name="headline_feed_json"),
    path("sitemap.xml", machine_views.sitemap, name="sitemap"),
    path("sitemaps/lists.xml", machine_views.sitemap_lists, name="sitemap_lists"),
    path("sitemaps/stories-<int:number>.xml.gz", machine_views.sitemap_stories, name="sitemap_stories"),
    path("robots.txt", machine_views.robots, name="robots"),
    path("opensearch.xml", machine_views.open_search, name="open_search"),
    path("search/", search_views.search_page, name="search"),
    path("saved/", views.saved, name="saved"),
]
urlpatterns = in_each_language(urlpatterns)
