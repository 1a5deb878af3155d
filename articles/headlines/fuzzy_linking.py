"""Link headlines without an article of their own to the article whose headline has nearly the same words."""

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
from articles.headlines.upserting import queue_for_matching
from articles.models import Headline, HeadlineSignature, MatchingLock, Unmatched, Verdict
from articles.search.headline_vocabulary import remember_words, vocabulary_words

BATCH = 1_000  # headlines per transaction
MAX_CANDIDATES = 20  # that one headline is compared with: those that share most signatures
CHUNK = 5_000  # primary keys per statement; SQLite takes 32,766 parameters
# One more than MAX_POSTINGS, so that a posting list that is too long is recognised.
_POSTING_LISTS = {
    "sqlite": f"""
        SELECT hash, (SELECT group_concat(headline_id) FROM (
            SELECT headline_id FROM articles_headlinesignature stored
            WHERE stored.hash = staged_hash.hash LIMIT {MAX_POSTINGS + 1}))
        FROM staged_hash""",  # noqa: S608
    "postgresql": f"""
        SELECT hash, ARRAY(
            SELECT headline_id FROM articles_headlinesignature stored
            WHERE stored.hash = staged_hash.hash LIMIT {MAX_POSTINGS + 1})
        FROM staged_hash""",  # noqa: S608
}
_STORED_SIGNATURES = """
SELECT stored.hash, stored.headline_id FROM staged_signature JOIN articles_headlinesignature stored
ON stored.hash = staged_signature.hash AND stored.headline_id = staged_signature.headline_id
"""

type Postings = dict[int, set[int]]  # primary keys of headlines, by signature
type Target = tuple[int | None, int | None, str]  # article, headline through which it is reached, how


@dataclass(frozen=True, slots=True)
class WaitingHeadline:
    """A headline without an article of its own, and where it leads at present."""

    pk: int
    text: str
    listed_on: dt.date | None
    article_id: int | None
    same_as_id: int | None
    how: str

    @property
    def target(self) -> Target:
        return self.article_id, self.same_as_id, self.how


@dataclass(frozen=True, slots=True)
class LiveHeadline:
    """A headline with an article of its own."""

    text: str
    article_id: int
    day: dt.date | None  # on which the article was published, or else captured


NO_TARGET: Target = (None, None, Headline.How.EXACT.value)


def match_waiting(using: str) -> None:
    """Match all headlines queued so far, in transactions of BATCH headlines that are retried on collisions.

    Only one transaction matches at a time, in whichever process.
    """
    last = Unmatched.objects.using(using).aggregate(last=Max("pk"))["last"]
    while last and retry_transaction(partial(_match_batch, last, using), using):
        pass


def _match_batch(last: int, using: str) -> bool:
    """Match one batch of the queue up to the row `last`, in one transaction; return whether there was any."""
    queue = Unmatched.objects.using(using).filter(pk__lte=last).order_by("pk")[:BATCH]
    with transaction.atomic(using=using):
        _lock_matching(using)
        state_changed: dict[int, bool] = {}
        taken = []
        for pk, headline, has_turned in queue.values_list("pk", "headline_id", "has_turned"):
            taken.append(pk)
            state_changed[headline] = state_changed.get(headline, False) or has_turned
        if taken:
            skipped = _match(
                {pk for pk in state_changed if state_changed[pk]}, state_changed.keys(), connections[using]
            )
            Unmatched.objects.using(using).filter(pk__in=taken).delete()
            queue_for_matching(skipped, connections[using], has_turned=False)
    return bool(taken)


def _lock_matching(using: str) -> None:
    """Wait until no other transaction matches headlines, and keep others from it until this one ends.

    Two at once would not see the signatures that the other inserts, and miss links between their headlines. The row is
    inserted here, not by a migration, because a flush truncates its table. SQLite has one writer at a time anyway.
    """
    rows = MatchingLock.objects.using(using)
    rows.bulk_create([MatchingLock(pk=1)], ignore_conflicts=True)
    rows.select_for_update().get(pk=1)


def _match(state_changed: Collection[int], queued: Collection[int], connection: BaseDatabaseWrapper) -> set[int]:
    """Match the queued headlines and all others whose candidates changed with them.

    Those are the neighbours of the headlines in `state_changed`, which became live or waiting, and the headlines that
    lost a signature because more than MAX_POSTINGS headlines have it now. Return the ids skipped because another
    transaction locks them.
    """
    headlines = Headline.objects.using(connection.alias)
    texts = dict(headlines.filter(pk__in=queued).locked().values_list("pk", "text"))
    hashes = {pk: signatures(text) for pk, text in texts.items()}
    remember_words(vocabulary_words(texts.values()), connection)
    postings = _load_postings({one for some in hashes.values() for one in some}, connection)
    affected = _insert_signatures(hashes, postings, connection)
    affected |= _neighbours(state_changed, hashes, postings) | _linked_through(state_changed, connection.alias)
    affected -= texts.keys()
    others: dict[int, str] = {}
    for some in batched(sorted(affected), CHUNK):
        others.update(headlines.filter(pk__in=some).locked(skip_locked=True).values_list("pk", "text"))
    hashes |= {pk: signatures(text) for pk, text in others.items()}
    postings |= _load_postings({one for pk in others for one in hashes[pk]} - postings.keys(), connection)
    for some in batched([*texts, *others], CHUNK):
        _update_targets(some, hashes, postings, connection)
    return affected - others.keys()


def _load_postings(hashes: Collection[int], connection: BaseDatabaseWrapper) -> Postings:
    """Load the posting list of each hash: the headlines that have it, MAX_POSTINGS + 1 at most."""
    if not hashes:
        return {}
    stage(connection, "staged_hash", ["hash bigint"], ((one,) for one in sorted(hashes)))
    with connection.cursor() as cursor:
        rows = cursor.execute(_POSTING_LISTS[connection.vendor]).fetchall()
    if connection.vendor == "sqlite":
        rows = [(one, map(int, pks.split(","))) for one, pks in rows if pks]
    return {one: set() for one in hashes} | {one: set(pks) for one, pks in rows}


def _insert_signatures(
    hashes: Mapping[int, Sequence[int]], postings: Postings, connection: BaseDatabaseWrapper
) -> set[int]:
    """Insert the signatures that these headlines don't have yet, and add them to `postings`.

    Return the headlines in posting lists that became longer than MAX_POSTINGS by that: they have fewer neighbours now.
    """
    rows = sorted((one, pk) for pk, some in hashes.items() for one in some if pk not in postings[one])
    # of a list that is too long only a part was loaded: the headline may stand in the rest of it
    unsure = [(one, pk) for one, pk in rows if len(postings[one]) > MAX_POSTINGS]
    if unsure:
        stage(connection, "staged_signature", ["hash bigint", "headline_id bigint"], unsure)
        with connection.cursor() as cursor:
            stored = set(cursor.execute(_STORED_SIGNATURES).fetchall())
        rows = [row for row in rows if row not in stored]
    insert(connection, HeadlineSignature._meta.db_table, ["hash", "headline_id"], rows)
    crowded: set[int] = set()
    for one, pk in rows:
        had = postings[one]
        if len(had) == MAX_POSTINGS:
            crowded |= had
        had.add(pk)
    return crowded


def _neighbours(pks: Collection[int], hashes: Mapping[int, Sequence[int]], postings: Postings) -> set[int]:
    """Return the headlines that share a signature with one of these, without posting lists that are too long."""
    neighbours: set[int] = set()
    for pk in pks:
        for one in hashes.get(pk, ()):
            if len(posting_list := postings[one]) <= MAX_POSTINGS:
                neighbours |= posting_list
    return neighbours


def _linked_through(state_changed: Collection[int], using: str) -> set[int]:
    """Return the headlines that lead to an article through one of these, or should by a verdict."""
    if not state_changed:
        return set()
    linked = Headline.objects.using(using).filter(same_as__in=state_changed).values_list("pk", flat=True)
    verdicts = _load_verdicts(state_changed, using)
    return {*linked, *(pk for others in verdicts.values() for pk, is_same in others.items() if is_same)}


def _update_targets(
    pks: Collection[int], hashes: Mapping[int, Sequence[int]], postings: Postings, connection: BaseDatabaseWrapper
) -> None:
    """Let each of these headlines without an article of its own lead to the nearest article, or to none."""
    rows = Headline.objects.using(connection.alias).filter(pk__in=pks).filter(Q(article=None) | ~Q(same_as=None))
    waiting = [
        WaitingHeadline(*row) for row in rows.values_list("pk", "text", "listed_on", "article_id", "same_as_id", "how")
    ]
    verdicts = _load_verdicts([one.pk for one in waiting], connection.alias)
    shared = {one.pk: _count_shared(one.pk, hashes[one.pk], postings) for one in waiting}
    needed = {pk for counts in shared.values() for pk in counts} | {pk for others in verdicts.values() for pk in others}
    live = _load_live(needed, connection.alias)
    changed = []
    for one in waiting:
        target = _target_of(one, shared[one.pk], verdicts.get(one.pk, {}), live)
        if target != one.target:
            changed.append((*target, one.pk))
    columns = {"article_id": "{}", "same_as_id": "{}", "how": "{}"}
    update(connection, "articles_headline", columns, changed, types=("bigint", "bigint", "text"))


def _target_of(
    waiting: WaitingHeadline,
    shared: Mapping[int, int],
    verdicts: Mapping[int, bool],
    live: Mapping[int, LiveHeadline],
) -> Target:
    """Return where a headline leads: by a verdict, else to the best match whose day is not too far off.

    `shared` counts the signatures in common with each candidate. A headline that is not the same as one headline of an
    article, by a verdict, leads to no other headline of that article either.
    """
    for pk, is_same in sorted(verdicts.items()):
        if is_same and pk in live:
            return live[pk].article_id, pk, Headline.How.BY_HAND.value
    refused = {live[pk].article_id for pk in verdicts if pk in live}
    candidates = [
        pk
        for pk in shared
        if pk in live and live[pk].article_id not in refused and dates_agree(waiting.listed_on, live[pk].day)
    ]
    # equal ones by text, not by primary key, which depends on the order of import
    candidates.sort(key=lambda pk: (-shared[pk], live[pk].text))
    by_text = {live[pk].text: pk for pk in candidates[:MAX_CANDIDATES]}
    found = best(waiting.text, ((live[pk].article_id, text) for text, pk in by_text.items()))
    if found is None:
        return NO_TARGET
    article, text, match = found
    return article, by_text[text], match.how


def _count_shared(pk: int, hashes: Sequence[int], postings: Postings) -> Counter[int]:
    """Count how many of these hashes each other headline has, without posting lists that are too long."""
    shared: Counter[int] = Counter()
    for one in hashes:
        if 1 < len(posting_list := postings[one]) <= MAX_POSTINGS:
            shared.update(posting_list)
    del shared[pk]
    return shared


def _load_verdicts(pks: Collection[int], using: str) -> dict[int, dict[int, bool]]:
    """Load whether each of these headlines is the same as another, by headline and other, in both directions."""
    verdicts: defaultdict[int, dict[int, bool]] = defaultdict(dict)
    for one, other in (("headline", "other"), ("other", "headline")):
        rows = Verdict.objects.using(using).filter(**{f"{one}__in": pks}).values_list(one, other, "is_same")
        for headline, another, is_same in rows:
            verdicts[headline][another] = is_same
    return verdicts


def _load_live(pks: Collection[int], using: str) -> dict[int, LiveHeadline]:
    """Load those of these headlines that have an article of their own, by primary key."""
    headlines = Headline.objects.using(using).filter(article__isnull=False, same_as=None)
    rows = headlines.values_list("pk", "text", "article_id", "article__published_at", "article__captured_on")
    return {
        pk: LiveHeadline(text, article, published.date() if published else captured)
        for some in batched(sorted(pks), CHUNK)
        for pk, text, article, published, captured in rows.filter(pk__in=some)
    }
