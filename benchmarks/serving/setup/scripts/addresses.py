"""Print the addresses of each kind of page of a library, as JSON.

It runs with the code of the tree that is measured, so it imports nothing of the benchmarks.
"""

import json
import os
import random
import sys
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")
django.setup()

from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.contrib.staticfiles.storage import staticfiles_storage  # noqa: E402
from django.db import connection  # noqa: E402

from articles.models import Article, Headline, Source  # noqa: E402
from articles.pages.river import Cursor  # noqa: E402

ALL = 2_000  # requests for stories of the whole library


def main(asked: int, words: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return at most `asked` addresses of each kind; `words` to search for, by class."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    places = list(Article.objects.newest().values_list("dated_at", "pk"))
    stories = every_story()
    chosen = spread(stories, asked)
    updated = Article.objects.filter(revisions__isnull=False).distinct().values_list("pk", flat=True)
    waiting = Headline.objects.waiting().values_list("pk", flat=True)
    days = spread(sorted({dated_at.date() for dated_at, _ in places}), asked)
    kinds = {
        "story": chosen,
        "story, all stories": drawn(stories),
        "story, every one": stories,
        "story, all related": [f"{path}?related=all" for path in chosen],
        "fragment, all related": [f"{path}?related=all" for path in chosen],
        "front": ["/"],
        "front, any depth": [f"/?{urlencode({'after': str(Cursor(*place))})}" for place in spread(places, asked)],
        "source": [f"/sources/{slug}/" for slug in Source.objects.order_by("slug").values_list("slug", flat=True)],
        "day": [f"/days/{day:%Y/%m/%d}/" for day in days],
        "headline": [f"/headlines/{pk}/" for pk in waiting[:asked]],
        "versions": [f"/stories/{pk}/revisions/" for pk in spread(sorted(updated), asked)],
        "wanted": ["/wanted/"],
        "wanted.csv": ["/wanted.csv"],
        **{f"search, {name} word": searches(words[name]) for name in ("rare", "medium", "common")},
        "feed": ["/feeds/changes/"],
        "404": [f"/stories/{10**12 + number}/" for number in range(asked)],
        "static file": [staticfiles_storage.url(stylesheet())],
    }
    return {kind: paths for kind, paths in kinds.items() if paths}


def every_story() -> list[str]:
    return [article.get_absolute_url() for article in Article.objects.order_by("pk").only("pk", "slug").iterator()]


def stylesheet() -> str:
    """Return the name of the first stylesheet of the public pages."""
    names = (name for finder in get_finders() for name, _storage in finder.list(["admin/*"]))
    return min(name for name in names if name.startswith("css/"))


def searches(words: list[str]) -> list[str]:
    return [f"/search/?{urlencode({'q': word})}" for word in words]


def spread(items: list, asked: int) -> list:
    """Return items from all over a list."""
    count = min(asked, len(items))
    return [items[number * len(items) // count] for number in range(count)]


def drawn(items: list[str]) -> list[str]:
    """Return items by Zipf's law: a few often, most of them once or never. Always the same ones."""
    order = random.Random(11)
    shuffled = order.sample(items, len(items))
    weights = [1 / place for place in range(1, len(items) + 1)]
    return order.choices(shuffled, weights, k=ALL)


if __name__ == "__main__":
    print(json.dumps(main(**json.loads(sys.argv[1]))))
