"""Headlines without a story of their own find one that is headed in nearly the same words."""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

from articles.bulk import insert, stage, update
from articles.linking.resolving import to_match
from articles.linking.sameness import best, dates_agree
from articles.linking.signatures import MAX_POSTINGS, signatures
from articles.models import Headline, HeadlineSignature, Unmatched, Verdict
from articles.search.vocabulary import remember_words, words_of

BATCH = 1_000  # headlines a transaction
NEAREST = 20  # candidates of one headline that are looked at, those that share most signatures
READ = 2 * MAX_POSTINGS  # headlines read of those that share a signature: more than says nothing
_POSTINGS = {
    "sqlite": f"""
        SELECT hash, (SELECT json_group_array(headline_id) FROM (
            SELECT headline_id FROM articles_headlinesignature held WHERE held.hash = staged_hash.hash LIMIT {READ}))
        FROM staged_hash""",  # noqa: S608
    "postgresql": f"""
        SELECT hash, ARRAY(
            SELECT headline_id FROM articles_headlinesignature held WHERE held.hash = staged_hash.hash LIMIT {READ})
        FROM staged_hash""",  # noqa: S608
}

type Postings = dict[int, Sequence[int]]  # headlines by hash


@dataclass(frozen=True, slots=True)
class Waiting:
    """A headline without a story of its own, and the one through which it leads to a story now, if any."""

    pk: int
    text: str
    listed_on: dt.date | None
    article_id: int | None
    same_as_id: int | None
    how: str

    @property
    def lead(self) -> tuple[int | None, int | None, str]:
        return self.article_id, self.same_as_id, self.how


@dataclass(frozen=True, slots=True)
class Live:
    """A headline with a story of its own, and the day of that."""

    text: str
    article_id: int
    day: dt.date | None


NOWHERE = (None, None, Headline.How.EXACT.value)


def match_waiting(using: str) -> None:
    """Compare the headlines that are new or have changed with those nearly equal, until all have been.

    Small transactions, each of which can be done again. What another importer works at is left to it.
    """
    while _match_some(using):
        pass


def _match_some(using: str) -> bool:
    """One transaction's worth; whether there was any that could be finished."""
    connection = connections[using]
    with transaction.atomic(using=using):
        queue = Unmatched.objects.using(using).select_for_update(skip_locked=True).order_by("pk")[:BATCH]
        turned: dict[int, bool] = {}
        taken = []
        for pk, headline, has_turned in queue.values_list("pk", "headline_id", "has_turned"):
            taken.append(pk)
            turned[headline] = turned.get(headline, False) or has_turned
        if not taken:
            return False
        left = _match({pk for pk in turned if turned[pk]}, turned.keys(), connection)
        Unmatched.objects.using(using).filter(pk__in=taken).delete()
        to_match(left, connection, has_turned=True)
    return len(left) < len(turned)


def _match(turned: Collection[int], queued: Collection[int], connection: BaseDatabaseWrapper) -> set[int]:
    """Match these headlines; of those that `turned` live or waiting the neighbours too.

    Gives those whose neighbours another importer holds.
    """
    headlines = Headline.objects.using(connection.alias)
    texts = dict(headlines.filter(pk__in=queued).locked().values_list("pk", "text"))
    hashes = {pk: signatures(text) for pk, text in texts.items()}
    added = _sign(hashes, connection)
    remember_words(words_of(texts.values()), connection)
    postings = _postings(hashes.values(), connection)
    around = _around(turned, hashes, postings, added) - texts.keys()
    around |= _led_by_hand(turned, connection.alias) - texts.keys()
    free = headlines.filter(pk__in=around).locked(skip_locked=True) if around else headlines.none()
    others = dict(free.values_list("pk", "text"))
    more = {pk: signatures(text) for pk, text in others.items()}
    postings |= _postings(more.values(), connection)
    _lead([*texts, *others], hashes | more, postings, connection)
    return set(turned) if len(others) < len(around) else set()


def _sign(hashes: Mapping[int, Sequence[int]], connection: BaseDatabaseWrapper) -> Counter[int]:
    """Store the signatures of headlines that have none yet; gives how many were added to each hash."""
    firsts = {pk: found[0] for pk, found in hashes.items() if found}
    stage(connection, "staged_first", ["hash bigint", "headline_id bigint"], ((h, pk) for pk, h in firsts.items()))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT held.headline_id FROM staged_first JOIN articles_headlinesignature held "
            "ON held.hash = staged_first.hash AND held.headline_id = staged_first.headline_id"
        )
        signed = {pk for (pk,) in cursor.fetchall()}
    rows = sorted((one, pk) for pk in firsts.keys() - signed for one in hashes[pk])
    insert(connection, HeadlineSignature._meta.db_table, ["hash", "headline_id"], rows)
    return Counter(one for one, _ in rows)


def _postings(hashes: Iterable[Sequence[int]], connection: BaseDatabaseWrapper) -> Postings:
    """The headlines that have each of these hashes, where there are several."""
    distinct = sorted({one for found in hashes for one in found})
    if not distinct:
        return {}
    stage(connection, "staged_hash", ["hash bigint"], ((one,) for one in distinct))
    with connection.cursor() as cursor:
        rows = cursor.execute(_POSTINGS[connection.vendor]).fetchall()
    if connection.vendor == "sqlite":
        rows = [(one, json.loads(found)) for one, found in rows if "," in found]
    return {one: found for one, found in rows if len(found) > 1}


def _around(
    turned: Collection[int], hashes: Mapping[int, Sequence[int]], postings: Postings, added: Mapping[int, int]
) -> set[int]:
    """Headlines that may match otherwise now: neighbours of what turned, and all of a hash that has become common."""
    around: set[int] = set()
    for pk in turned:
        for one in hashes.get(pk, ()):
            if len(found := postings.get(one, ())) <= MAX_POSTINGS:
                around.update(found)
    for one, count in added.items():
        if len(found := postings.get(one, ())) > MAX_POSTINGS >= len(found) - count:
            around.update(found)
    return around


def _led_by_hand(turned: Collection[int], using: str) -> set[int]:
    """Headlines that lead, or by somebody's word should lead, to a story through one of these."""
    if not turned:
        return set()
    led = Headline.objects.using(using).filter(same_as__in=turned).values_list("pk", flat=True)
    said = _verdicts(turned, using)
    return {*led, *(pk for words in said.values() for pk, is_same in words.items() if is_same)}


def _lead(
    pks: Collection[int], hashes: Mapping[int, Sequence[int]], postings: Postings, connection: BaseDatabaseWrapper
) -> None:
    """Lead those of these headlines that have no story of their own to the nearest one, or to none."""
    rows = Headline.objects.using(connection.alias).filter(pk__in=pks).filter(Q(article=None) | ~Q(same_as=None))
    waiting = [Waiting(*row) for row in rows.values_list("pk", "text", "listed_on", "article_id", "same_as_id", "how")]
    said = _verdicts([one.pk for one in waiting], connection.alias)
    near = {one.pk: _sharing_most(one.pk, hashes[one.pk], postings) for one in waiting}
    wanted = {pk for found in near.values() for pk in found} | {pk for words in said.values() for pk in words}
    live = _live(wanted, connection.alias)
    changed = []
    for one in waiting:
        lead = _found(one, near[one.pk], said.get(one.pk, {}), live)
        if lead != one.lead:
            changed.append((*lead, one.pk))
    columns = {"article_id": "{}", "same_as_id": "{}", "how": "{}"}
    update(connection, "articles_headline", columns, changed, types=("bigint", "bigint", "text"))


def _found(
    waiting: Waiting, near: Sequence[int], said: Mapping[int, bool], live: Mapping[int, Live]
) -> tuple[int | None, int | None, str]:
    """Article, headline and how: by somebody's word before all, else the nearest of a day not too far off."""
    for pk, is_same in sorted(said.items()):
        if is_same and pk in live:
            return live[pk].article_id, pk, Headline.How.BY_HAND.value
    candidates = [
        (pk, live[pk].text)
        for pk in near
        if pk in live and said.get(pk) is not False and dates_agree(waiting.listed_on, live[pk].day)
    ]
    nearest = best(waiting.text, candidates)
    if nearest is None:
        return NOWHERE
    pk, match = nearest
    return live[pk].article_id, pk, match.how


def _sharing_most(pk: int, hashes: Sequence[int], postings: Postings) -> list[int]:
    shared: Counter[int] = Counter()
    for one in hashes:
        found = postings.get(one, ())
        if len(found) <= MAX_POSTINGS:
            shared.update(found)
    del shared[pk]
    return sorted(shared, key=lambda other: (-shared[other], other))[:NEAREST]


def _verdicts(pks: Collection[int], using: str) -> dict[int, dict[int, bool]]:
    """What was said by hand: by headline and the other, whether they are the same; whichever was named first."""
    said: defaultdict[int, dict[int, bool]] = defaultdict(dict)
    for one, other in (("headline", "other"), ("other", "headline")):
        rows = Verdict.objects.using(using).filter(**{f"{one}__in": pks}).values_list(one, other, "is_same")
        for headline, another, is_same in rows:
            said[headline][another] = is_same
    return said


def _live(pks: Collection[int], using: str) -> dict[int, Live]:
    """Those that have a story of their own."""
    rows = Headline.objects.using(using).filter(pk__in=pks, article__isnull=False, same_as=None)
    columns = ("pk", "text", "article_id", "article__published_at", "article__captured_on")
    return {
        pk: Live(text, article, published.date() if published else captured)
        for pk, text, article, published, captured in rows.values_list(*columns)
    }
