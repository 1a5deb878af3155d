"""Check stored counters and the article of each headline against links and stories, and fix what differs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.headlines.fuzzy_linking import match_waiting
from articles.headlines.upserting import assign_articles, queue_for_matching
from articles.models import Headline, StoryCount
from articles.models.sources import ALL_DAYS, UNDATED

CHUNK = 10_000  # headlines that one statement checks
FIX_BATCH = 1_000  # headlines locked in one transaction; small, so that importers do not wait long
_DAY = {
    "sqlite": f"coalesce(date(published_at), '{UNDATED}')",
    "postgresql": f"coalesce(CAST(published_at AT TIME ZONE 'UTC' AS date), DATE '{UNDATED}')",
}
_CHUNK_AFTER = """
SELECT max(id), count(*) FROM (SELECT id FROM articles_headline WHERE id > %s ORDER BY id LIMIT %s) chunk
"""
_COUNTERS = """
SELECT headline.id, wanted <> coalesce(links, 0), lists <> coalesce(different, 0) FROM articles_headline headline
LEFT JOIN (
    SELECT headline_id, count(*) AS links, count(DISTINCT list_key) AS different
    FROM articles_relatedheadline WHERE headline_id > %s AND headline_id <= %s GROUP BY headline_id
) named ON named.headline_id = headline.id
WHERE headline.id > %s AND headline.id <= %s AND (wanted <> coalesce(links, 0) OR lists <> coalesce(different, 0))
"""
# LIMIT 1 instead of EXISTS, for which PostgreSQL would hash all stories once per chunk.
_HAS_A_STORY = """(
    (SELECT 1 FROM articles_article story WHERE story.key = stored.key LIMIT 1) IS NOT NULL
    OR (SELECT 1 FROM articles_identity former WHERE former.key = stored.key AND former.headline <> '' LIMIT 1)
        IS NOT NULL
)"""
_STORY_HAS = """(
    (SELECT story.key FROM articles_article story WHERE story.id = stored.article_id) = {key}
    OR (SELECT 1 FROM articles_identity former
        WHERE former.article_id = stored.article_id AND former.key = {key} AND former.headline <> '' LIMIT 1)
        IS NOT NULL
)"""
_OTHER = "(SELECT other.key FROM articles_headline other WHERE other.id = stored.same_as_id)"
# Headlines that are queued for matching are skipped: their article may change without anything being wrong.
_WRONG_TARGETS = f"""
SELECT stored.id FROM articles_headline stored WHERE stored.id > %s AND stored.id <= %s AND CASE
    WHEN stored.same_as_id IS NOT NULL THEN
        stored.article_id IS NULL OR stored.how = 'exact' OR {_HAS_A_STORY} OR NOT {_STORY_HAS.format(key=_OTHER)}
    WHEN stored.article_id IS NOT NULL THEN stored.how <> 'exact' OR NOT {_STORY_HAS.format(key="stored.key")}
    ELSE stored.how <> 'exact' OR {_HAS_A_STORY}
END AND NOT EXISTS (SELECT 1 FROM articles_unmatched queued WHERE queued.headline_id IN (stored.id, stored.same_as_id))
"""  # noqa: S608
_STORY_COUNTS = """
SELECT CAST(day AS text), CAST(source_id AS bigint), CAST(sum(counted) - sum(stored) AS bigint) FROM (
    SELECT day, source_id, stories AS stored, 0 AS counted FROM articles_storycount
    UNION ALL
    SELECT {day}, coalesce(source_id, 0), 0, count(*) FROM articles_article GROUP BY 1, 2
    UNION ALL
    SELECT {all_days}, coalesce(source_id, 0), 0, count(*) FROM articles_article GROUP BY 2
) counts GROUP BY day, source_id HAVING sum(counted) <> sum(stored) ORDER BY day, source_id
"""


@dataclass(slots=True)
class AuditReport:
    """How many headlines were checked, and how many stored values of each kind differed."""

    headlines: int = 0  # checked
    wanted: int = 0  # counts of the articles that link to a headline
    lists: int = 0  # counts of the lists that contain a headline
    targets: int = 0  # headlines that led to a wrong article, or to none although they have one
    story_counts: int = 0  # counts of stories, by day and source

    @property
    def differing(self) -> int:
        return self.wanted + self.lists + self.targets + self.story_counts


def audit(using: str, *, fix: bool) -> AuditReport:
    """Report which stored counters and targets differ from the links and stories, and fix them if `fix`.

    Safe while importers run: each statement reads a counter and the rows it counts in one snapshot, and differing
    headlines are locked, in the order in which importers lock them, before they are recomputed.
    """
    connection, report = connections[using], AuditReport()
    for start, end, count in _chunks(connection):
        report.headlines += count
        counters = _rows(connection, _COUNTERS, [start, end] * 2)
        report.wanted += sum(bool(wanted) for _, wanted, _ in counters)
        report.lists += sum(bool(lists) for *_, lists in counters)
        wrong = [pk for (pk,) in _rows(connection, _WRONG_TARGETS, [start, end])]
        report.targets += len(wrong)
        if fix:
            _fix([pk for pk, *_ in counters], _recount, using)
            _fix(wrong, _reassign, using)
    report.story_counts = len(_differing_story_counts(connection))
    if fix:
        if report.story_counts:
            _fix_story_counts(using)
        match_waiting(using)
    return report


def _chunks(connection: BaseDatabaseWrapper) -> Iterator[tuple[int, int, int]]:
    """Yield (after, last, count) for each CHUNK headlines, which have ids in (after, last]; ids may have gaps."""
    after = 0
    while (row := _rows(connection, _CHUNK_AFTER, [after, CHUNK])[0])[1]:
        yield after, *row
        after = row[0]


def _rows(connection: BaseDatabaseWrapper, statement: str, parameters: Sequence[int] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _fix(pks: Sequence[int], recompute: Callable[[dict[int, int], str], None], using: str) -> None:
    """Call `recompute` with the primary keys by key of FIX_BATCH locked headlines, in one transaction a batch."""
    for batch in batched(pks, FIX_BATCH):
        with transaction.atomic(using=using):
            locked = Headline.objects.using(using).filter(pk__in=batch).locked()
            recompute(dict(locked.values_list("key", "pk")), using)


def _recount(headlines: dict[int, int], using: str) -> None:
    Headline.objects.using(using).recount(list(headlines.values()))


def _reassign(headlines: dict[int, int], using: str) -> None:
    """Assign these headlines their own articles, and queue them so that those without one are matched again."""
    rows = Headline.objects.using(using).filter(pk__in=headlines.values())
    rows.exclude(same_as=None).update(article=None, same_as=None)
    rows.update(how=Headline.How.EXACT)
    assign_articles(headlines, connections[using])
    queue_for_matching(headlines.values(), connections[using], has_turned=True)


def _differing_story_counts(connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """Return (day, source id, number of stories to add to the stored count) for each count that differs."""
    day, all_days = _DAY[connection.vendor], f"'{ALL_DAYS.isoformat()}'"
    if connection.vendor == "postgresql":
        all_days = f"DATE {all_days}"
    return _rows(connection, _STORY_COUNTS.format(day=day, all_days=all_days))


def _fix_story_counts(using: str) -> None:
    """Lock the differing counts by adding 0 to them, then compare again, as others may have fixed them meanwhile."""
    counts = StoryCount.objects.using(using)
    with transaction.atomic(using=using):
        counts.change([(day, source, 0) for day, source, _ in _differing_story_counts(connections[using])])
        counts.change(_differing_story_counts(connections[using]))
