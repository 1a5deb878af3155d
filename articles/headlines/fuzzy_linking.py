"""Headlines without a story of their own find one that is headed in nearly the same words."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import batched

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, Q

from articles.database.bulk import insert, stage, update
from articles.database.retrying import retry_transaction
from articles.headlines.comparing.blocking_keys import MAX_POSTINGS, signatures
from articles.headlines.comparing.matching import best, dates_agree
from articles.headlines.upserting import to_match
from articles.models import Headline, HeadlineSignature, MatchingLock, Unmatched, Verdict
from articles.search.headline_vocabulary import remember_words, words_of

BATCH = 1_000  # headlines a transaction
NEAREST = 20  # candidates of one headline that are looked at, those that share most signatures
CHUNK = 5_000  # primary keys a statement; SQLite takes 32,766 parameters
# One more than say something, so that it shows when there are too many.
_POSTINGS = {
    "sqlite": f"""
        SELECT hash, (SELECT group_concat(headline_id) FROM (
            SELECT headline_id FROM articles_headlinesignature held
            WHERE held.hash = staged_hash.hash LIMIT {MAX_POSTINGS + 1}))
        FROM staged_hash""",  # noqa: S608
    "postgresql": f"""
        SELECT hash, ARRAY(
            SELECT headline_id FROM articles_headlinesignature held
            WHERE held.hash = staged_hash.hash LIMIT {MAX_POSTINGS + 1})
        FROM staged_hash""",  # noqa: S608
}
_SIGNED = """
SELECT held.hash, held.headline_id FROM staged_signature JOIN articles_headlinesignature held
ON held.hash = staged_signature.hash AND held.headline_id = staged_signature.headline_id
"""

type Postings = dict[int, set[int]]  # headlines by hash


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
    """Compare the headlines that are new or have changed until now with those nearly equal.

    Small transactions, begun again when that may help; one after the other, whoever asks for them.
    """
    last = Unmatched.objects.using(using).aggregate(last=Max("pk"))["last"]
    while last and retry_transaction(partial(_match_some, last, using), using):
        pass


def _match_some(last: int, using: str) -> bool:
    """One transaction's worth of what was queued up to the last; whether there was any."""
    queue = Unmatched.objects.using(using).filter(pk__lte=last).order_by("pk")[:BATCH]
    with transaction.atomic(using=using):
        _lock_matching(using)
        turned: dict[int, bool] = {}
        taken = []
        for pk, headline, has_turned in queue.values_list("pk", "headline_id", "has_turned"):
            taken.append(pk)
            turned[headline] = turned.get(headline, False) or has_turned
        if taken:
            left = _match({pk for pk in turned if turned[pk]}, turned.keys(), connections[using])
            Unmatched.objects.using(using).filter(pk__in=taken).delete()
            to_match(left, connections[using], has_turned=False)
    return bool(taken)


def _lock_matching(using: str) -> None:
    """Wait until no other transaction matches headlines, and keep others from it until this one ends.

    Two at once would not see the signatures that the other inserts, and miss links between their headlines. The row is
    inserted here, not by a migration, because a flush truncates its table. SQLite has one writer at a time anyway.
    """
    rows = MatchingLock.objects.using(using)
    rows.bulk_create([MatchingLock(pk=1)], ignore_conflicts=True)
    rows.select_for_update().get(pk=1)


def _match(turned: Collection[int], queued: Collection[int], connection: BaseDatabaseWrapper) -> set[int]:
    """Match these headlines, the neighbours of those that `turned` live or waiting, and who else has fewer now.

    Gives those that an importer holds just now, and that are still to be matched.
    """
    headlines = Headline.objects.using(connection.alias)
    texts = dict(headlines.filter(pk__in=queued).locked().values_list("pk", "text"))
    hashes = {pk: signatures(text) for pk, text in texts.items()}
    remember_words(words_of(texts.values()), connection)
    postings = _postings({one for found in hashes.values() for one in found}, connection)
    around = _sign(hashes, postings, connection)
    around |= _neighbours(turned, hashes, postings) | _led_by_hand(turned, connection.alias)
    around -= texts.keys()
    others: dict[int, str] = {}
    for some in batched(sorted(around), CHUNK):
        others.update(headlines.filter(pk__in=some).locked(skip_locked=True).values_list("pk", "text"))
    hashes |= {pk: signatures(text) for pk, text in others.items()}
    postings |= _postings({one for pk in others for one in hashes[pk]} - postings.keys(), connection)
    for some in batched([*texts, *others], CHUNK):
        _lead(some, hashes, postings, connection)
    return around - others.keys()


def _postings(hashes: Collection[int], connection: BaseDatabaseWrapper) -> Postings:
    """The headlines that have each of these hashes; of more than 50, some."""
    if not hashes:
        return {}
    stage(connection, "staged_hash", ["hash bigint"], ((one,) for one in sorted(hashes)))
    with connection.cursor() as cursor:
        rows = cursor.execute(_POSTINGS[connection.vendor]).fetchall()
    if connection.vendor == "sqlite":
        rows = [(one, map(int, found.split(","))) for one, found in rows if found]
    return {one: set() for one in hashes} | {one: set(found) for one, found in rows}


def _sign(hashes: Mapping[int, Sequence[int]], postings: Postings, connection: BaseDatabaseWrapper) -> set[int]:
    """Store the signatures that these headlines don't have yet, and add them to the postings.

    Gives the headlines that had one which too many have now.
    """
    rows = sorted((one, pk) for pk, found in hashes.items() for one in found if pk not in postings[one])
    unsure = [(one, pk) for one, pk in rows if len(postings[one]) > MAX_POSTINGS]
    if unsure:
        stage(connection, "staged_signature", ["hash bigint", "headline_id bigint"], unsure)
        with connection.cursor() as cursor:
            signed = set(cursor.execute(_SIGNED).fetchall())
        rows = [row for row in rows if row not in signed]
    insert(connection, HeadlineSignature._meta.db_table, ["hash", "headline_id"], rows)
    crowded: set[int] = set()
    for one, pk in rows:
        had = postings[one]
        if len(had) == MAX_POSTINGS:
            crowded |= had
        had.add(pk)
    return crowded


def _neighbours(pks: Collection[int], hashes: Mapping[int, Sequence[int]], postings: Postings) -> set[int]:
    near: set[int] = set()
    for pk in pks:
        for one in hashes.get(pk, ()):
            if len(found := postings[one]) <= MAX_POSTINGS:
                near |= found
    return near


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
    near = {one.pk: _sharing(one.pk, hashes[one.pk], postings) for one in waiting}
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
    waiting: Waiting, near: Mapping[int, int], said: Mapping[int, bool], live: Mapping[int, Live]
) -> tuple[int | None, int | None, str]:
    """Article, headline and how: by somebody's word before all, else the nearest of a day not too far off.

    What is said not to be the same as one headline of a story leads to no other of that story either.
    """
    for pk, is_same in sorted(said.items()):
        if is_same and pk in live:
            return live[pk].article_id, pk, Headline.How.BY_HAND.value
    refused = {live[pk].article_id for pk in said if pk in live}
    candidates = [
        pk
        for pk in near
        if pk in live and live[pk].article_id not in refused and dates_agree(waiting.listed_on, live[pk].day)
    ]
    candidates.sort(key=lambda pk: (-near[pk], live[pk].text))  # never by primary key: that tells who came first
    by_text = {live[pk].text: pk for pk in candidates[:NEAREST]}
    nearest = best(waiting.text, ((live[pk].article_id, text) for text, pk in by_text.items()))
    if nearest is None:
        return NOWHERE
    article, text, match = nearest
    return article, by_text[text], match.how


def _sharing(pk: int, hashes: Sequence[int], postings: Postings) -> Counter[int]:
    """The other headlines that have some of these hashes, and how many."""
    shared: Counter[int] = Counter()
    for one in hashes:
        if 1 < len(found := postings[one]) <= MAX_POSTINGS:
            shared.update(found)
    del shared[pk]
    return shared


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
    rows = Headline.objects.using(using).filter(article__isnull=False, same_as=None)
    rows = rows.values_list("pk", "text", "article_id", "article__published_at", "article__captured_on")
    return {
        pk: Live(text, article, published.date() if published else captured)
        for some in batched(sorted(pks), CHUNK)
        for pk, text, article, published, captured in rows.filter(pk__in=some)
    }
