"""Proves the counters that importers keep and where headlines lead, and puts right what differs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.headlines.fuzzy_linking import match_waiting
from articles.headlines.upserting import assign_articles, to_match
from articles.models import Headline, StoryCount
from articles.models.sources import ALL_DAYS

CHUNK = 10_000  # headlines that a statement looks at
MENDED = 1_000  # headlines locked at once, so that an importer waits for a moment only
_DAY = {"sqlite": "date(dated_at)", "postgresql": "CAST(dated_at AT TIME ZONE 'UTC' AS date)"}
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
# LIMIT, because PostgreSQL would answer EXISTS by hashing all stories, for each chunk anew.
_HAS_A_STORY = """(
    (SELECT 1 FROM articles_article story WHERE story.key = held.key LIMIT 1) IS NOT NULL
    OR (SELECT 1 FROM articles_identity former WHERE former.key = held.key AND former.headline <> '' LIMIT 1)
        IS NOT NULL
)"""
_STORY_HAS = """(
    (SELECT story.key FROM articles_article story WHERE story.id = held.article_id) = {key}
    OR (SELECT 1 FROM articles_identity former
        WHERE former.article_id = held.article_id AND former.key = {key} AND former.headline <> '' LIMIT 1) IS NOT NULL
)"""
_OTHER = "(SELECT other.key FROM articles_headline other WHERE other.id = held.same_as_id)"
# What is still to be matched is not wrong yet.
_LEADS = f"""
SELECT held.id FROM articles_headline held WHERE held.id > %s AND held.id <= %s AND CASE
    WHEN held.same_as_id IS NOT NULL THEN
        held.article_id IS NULL OR held.how = 'exact' OR {_HAS_A_STORY} OR NOT {_STORY_HAS.format(key=_OTHER)}
    WHEN held.article_id IS NOT NULL THEN held.how <> 'exact' OR NOT {_STORY_HAS.format(key="held.key")}
    ELSE held.how <> 'exact' OR {_HAS_A_STORY}
END AND NOT EXISTS (SELECT 1 FROM articles_unmatched queued WHERE queued.headline_id IN (held.id, held.same_as_id))
"""  # noqa: S608
_STORIES = """
SELECT CAST(day AS text), CAST(source_id AS bigint), CAST(sum(counted) - sum(held) AS bigint) FROM (
    SELECT day, source_id, stories AS held, 0 AS counted FROM articles_storycount
    UNION ALL
    SELECT {day}, coalesce(source_id, 0), 0, count(*) FROM articles_article GROUP BY 1, 2
    UNION ALL
    SELECT {all_days}, coalesce(source_id, 0), 0, count(*) FROM articles_article GROUP BY 2
) counts GROUP BY day, source_id HAVING sum(counted) <> sum(held) ORDER BY day, source_id
"""


@dataclass(slots=True)
class Found:
    """How many headlines were looked at, and how many of their counters, leads and the counts of stories differed."""

    headlines: int = 0
    wanted: int = 0
    lists: int = 0
    leads: int = 0
    stories: int = 0

    @property
    def differing(self) -> int:
        return self.wanted + self.lists + self.leads + self.stories


def recount(using: str, *, mend: bool) -> Found:
    """What differed from what the links and the stories say; put right, if asked.

    Beside importers, too: each statement sees counters and what they count as one transaction left them, and what
    differs is locked, in the order in which importers lock, before it is counted anew.
    """
    connection, found = connections[using], Found()
    for start, end, count in _chunks(connection):
        found.headlines += count
        counters = _rows(connection, _COUNTERS, [start, end] * 2)
        found.wanted += sum(bool(wanted) for _, wanted, _ in counters)
        found.lists += sum(bool(lists) for *_, lists in counters)
        leads = [pk for (pk,) in _rows(connection, _LEADS, [start, end])]
        found.leads += len(leads)
        if mend:
            _mend([pk for pk, *_ in counters], _count_anew, using)
            _mend(leads, _lead_anew, using)
    found.stories = len(_differing_stories(connection))
    if mend:
        if found.stories:
            _mend_stories(using)
        match_waiting(using)
    return found


def _chunks(connection: BaseDatabaseWrapper) -> Iterator[tuple[int, int, int]]:
    """Ranges of ids, each from behind one to another with so many headlines: ids of PostgreSQL have wide gaps."""
    after = 0
    while (row := _rows(connection, _CHUNK_AFTER, [after, CHUNK])[0])[1]:
        yield after, *row
        after = row[0]


def _rows(connection: BaseDatabaseWrapper, statement: str, parameters: Sequence[int] = ()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _mend(pks: Sequence[int], anew: Callable[[dict[int, int], str], None], using: str) -> None:
    """Small transactions, each with its headlines locked, by key, before anything of them is read."""
    for some in batched(pks, MENDED):
        with transaction.atomic(using=using):
            locked = Headline.objects.using(using).filter(pk__in=some).locked()
            anew(dict(locked.values_list("key", "pk")), using)


def _count_anew(headlines: dict[int, int], using: str) -> None:
    Headline.objects.using(using).recount(list(headlines.values()))


def _lead_anew(headlines: dict[int, int], using: str) -> None:
    """To their own stories, where they have one; those that led wrongly by other words are matched again."""
    rows = Headline.objects.using(using).filter(pk__in=headlines.values())
    rows.exclude(same_as=None).update(article=None, same_as=None)
    rows.update(how=Headline.How.EXACT)
    assign_articles(headlines, connections[using])
    to_match(headlines.values(), connections[using], has_turned=True)


def _differing_stories(connection: BaseDatabaseWrapper) -> list[tuple[str, int, int]]:
    """Day, source's id and how many stories are missing in the count (fewer than none: too many)."""
    day, all_days = _DAY[connection.vendor], f"'{ALL_DAYS.isoformat()}'"
    if connection.vendor == "postgresql":
        all_days = f"DATE {all_days}"
    return _rows(connection, _STORIES.format(day=day, all_days=all_days))


def _mend_stories(using: str) -> None:
    """Lock the counts that differ, then see by how much: another may have mended them meanwhile."""
    counts = StoryCount.objects.using(using)
    with transaction.atomic(using=using):
        counts.change([(day, source, 0) for day, source, _ in _differing_stories(connections[using])])
        counts.change(_differing_stories(connections[using]))
