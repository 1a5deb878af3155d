"""A list of stories and the stories, as pages of Wagtail."""

from django.db import models
from django.http import HttpRequest
from wagtail.fields import RichTextField
from wagtail.models import Page

LISTED = 30  # stories, as on our front page
RELATED = 50  # stories, as our documents have


class NewsIndexPage(Page):
    """The newest stories."""

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        # by the index; with a condition on the page's own table, SQLite would read and sort all stories
        newest = NewsPage.objects.order_by("-date", "-page_ptr").values("pk")[:LISTED]
        stories = NewsPage.objects.live().filter(pk__in=newest).order_by("-date", "-pk").defer("body")
        return {**super().get_context(request, *args, **kwargs), "stories": stories}


class NewsPage(Page):
    """A story with the newest others of its source as its related list."""

    date = models.DateTimeField()
    source = models.CharField(max_length=200)
    intro = RichTextField(blank=True)
    body = RichTextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["source", "-date"], name="news_newest_of_source"),
            models.Index(fields=["-date", "-page_ptr"], name="news_newest"),
        ]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, object]:
        others = NewsPage.objects.live().filter(source=self.source).exclude(pk=self.pk)
        related = others.order_by("-date", "-pk").defer("body")[:RELATED]
        return {**super().get_context(request, *args, **kwargs), "related": related}
