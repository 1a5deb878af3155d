"""Fill the Wagtail site with stories from a file, and print addresses as JSON: python -m … FILE COUNT."""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import django

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from benchmarks.serving.wagtail_site.news.models import NewsIndexPage, NewsPage  # noqa: E402

BY_HAND = 5  # stories made as an editor's are, by Wagtail itself
BATCH = 500  # stories


def main(file: Path, asked: int) -> dict[str, list[str]]:
    """Make the pages unless they are there; return the addresses of `asked` stories and of the list."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not NewsPage.objects.exists():
        with file.open() as lines, transaction.atomic():
            fill(new_index(), map(json.loads, lines))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    pks = list(NewsPage.objects.order_by("pk").values_list("pk", flat=True))
    count = min(asked, len(pks))
    chosen = NewsPage.objects.filter(pk__in=[pks[number * len(pks) // count] for number in range(count)])
    return {"story": [page.get_url() for page in chosen], "list": ["/"]}


def new_index() -> NewsIndexPage:
    """Make the list the first page of the only site."""
    root = Page.get_first_root_node()
    index = root.add_child(instance=NewsIndexPage(title="News", slug="news"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": index})
    return index


def fill(index: NewsIndexPage, stories: Iterator[dict[str, Any]]) -> None:
    for story in islice(stories, BY_HAND):
        index.add_child(instance=NewsPage(**story))
    number = BY_HAND
    while batch := list(islice(stories, BATCH)):
        insert(index, batch, number)
        number += len(batch)
    Page.objects.filter(pk=index.pk).update(numchild=number)


def insert(index: NewsIndexPage, batch: Sequence[dict[str, Any]], after: int) -> None:
    """Insert pages behind the first `after`, their rows in both tables, as `add_child` leaves them."""
    kind = ContentType.objects.get_for_model(NewsPage)
    made = [
        NewsPage(
            **story,
            draft_title=story["title"],
            path=NewsPage._get_path(index.path, index.depth + 1, number),
            depth=index.depth + 1,
            url_path=f"{index.url_path}{story['slug']}/",
            content_type=kind,
            locale=index.locale,
        )
        for number, story in enumerate(batch, after + 1)
    ]
    shared = [field for field in Page._meta.concrete_fields if field.name != "id"]
    pages = Page.objects.bulk_create(
        [Page(**{field.attname: getattr(one, field.attname) for field in shared}) for one in made]
    )
    with connection.cursor() as cursor:
        fields = NewsPage._meta.local_fields
        columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        for page, one in zip(pages, made, strict=True):
            one.page_ptr_id = page.pk
        rows = [[field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields] for one in made]
        cursor.executemany(f"INSERT INTO {NewsPage._meta.db_table} ({columns}) VALUES ({marks})", rows)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
