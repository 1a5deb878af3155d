"""Addresses of the public pages."""

import datetime as dt

from django.urls import path, register_converter

from articles import feeds, search_views, views


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


register_converter(DayConverter, "day")

app_name = "articles"
urlpatterns = [
    path("", views.front, name="front"),
    path("sources/<slug:slug>/", views.source, name="source"),
    path("days/<day:day>/", views.day, name="day"),
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
