"""What must hold of any library at any moment; run as a module it prints what does not, as JSON."""

import json
import sys
from collections import Counter

import django


def main(asked):
    django.setup()
    print(json.dumps(list(runs()) if asked == ["runs"] else {name: list(check()) for name, check in CHECKS.items()}))


def runs():
    """Each run's state and counts, and how many documents there are of it."""
    from articles.models import Import

    for run in Import.objects.order_by("pk"):
        counts = {state: getattr(run, state) for state in ("created", "updated", "unchanged", "rejected")}
        yield {"state": run.state, "documents": run.documents.count(), **counts}


def headlines():
    """Counters say what counting says, and each headline leads to a story of its own where there is one."""
    from django.db.models import Count

    from articles.models import Article, Headline

    counted = Headline.objects.annotate(n=Count("mentions"), m=Count("mentions__list_key", distinct=True))
    for pk, wanted, lists, n, m in counted.values_list("pk", "wanted", "lists", "n", "m"):
        if (wanted, lists) != (n, m):
            yield f"headline {pk} is wanted by {wanted} in {lists} lists, and counting says {n} in {m}"
    keys = set(Article.objects.values_list("key", flat=True))
    rows = Headline.objects.select_related("article")
    for headline in rows:
        own = bool(headline.article and headline.article.key == headline.key)
        if own != (headline.key in keys):
            yield f"headline {headline.pk} leads astray"


def stories():
    """Days and sources count their stories."""
    from articles.models import Article, StoryCount
    from articles.models.sources import ALL_DAYS, counted_on

    counts = Counter()
    for published_at, source in Article.objects.values_list("published_at", "source"):
        counts.update((day, source or 0) for day in (counted_on(published_at), ALL_DAYS))
    held = {(row.day, row.source_id): row.stories for row in StoryCount.objects.all() if row.stories}
    for place in counts.keys() | held.keys():
        if counts[place] != held.get(place, 0):
            yield f"{place} has {counts[place]} stories, and its counter says {held.get(place, 0)}"


def documents():
    """Every document that was taken has its article, and every run counts what it brought."""
    from articles.models import Article, Document

    taken = (
        Document.objects.exclude(state="rejected").filter(article=None, deleted_at=None).values_list("name", flat=True)
    )
    yield from (f"{name} was taken and has no article" for name in taken)
    yield from (
        f"article {pk} has no document" for pk in Article.objects.filter(documents=None).values_list("pk", flat=True)
    )


def database():
    """Whether the database finds itself whole."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA integrity_check").fetchall()
        yield from (row[0] for row in found if row[0] != "ok")
        yield from map(str, cursor.execute("PRAGMA foreign_key_check").fetchall())
        tables = cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%%USING fts5%%'").fetchall()
        for (name,) in tables:
            cursor.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
        if not tables:
            yield "there is no search index"


CHECKS = {"headlines": headlines, "stories": stories, "documents": documents, "database": database}

if __name__ == "__main__":
    main(sys.argv[1:])
