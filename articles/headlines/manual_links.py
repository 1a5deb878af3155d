"""Store and undo decisions by hand that two headlines are the same or not, and match the headlines again."""

from functools import partial

from django.contrib.auth.models import User
from django.db import connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.headlines.fuzzy_linking import match_waiting
from articles.headlines.upserting import queue_for_matching
from articles.models import Headline, Verdict


def set_by_hand(headline: Headline, other: Headline, *, is_same: bool, user: User | None, using: str) -> Verdict:
    """Store whether two headlines have the same story, in place of an earlier verdict on them.

    If `other` itself leads to its story through a third headline, the verdict names that third headline.
    """
    if is_same and other.same_as and other.same_as_id != headline.pk:
        other = other.same_as
    with transaction.atomic(using=using):
        _lock_and_queue({headline.pk, other.pk}, using)
        Verdict.objects.using(using).filter(_is_about(headline, other)).delete()
        return Verdict.objects.using(using).create(
            headline=headline, other=other, is_same=is_same, user=user, made_at=timezone.now()
        )


def part(headline: Headline, *, user: User | None, using: str) -> bool:
    """Let a headline no longer lead to its story through another one; return whether it did.

    A link by hand is taken back. Where the two were matched by their words, a verdict says that they are not the same.
    """
    other = headline.same_as
    if other is None:
        return False
    if headline.how == Headline.How.BY_HAND:
        undo(Verdict.objects.filter(_is_about(headline, other), is_same=True), using)
    else:
        set_by_hand(headline, other, is_same=False, user=user, using=using)
    return True


def undo(verdicts: QuerySet[Verdict], using: str) -> None:
    """Delete verdicts and match their headlines again without them."""
    with transaction.atomic(using=using):
        rows = list(verdicts.using(using).values_list("pk", "headline", "other"))
        _lock_and_queue({pk for _, *pair in rows for pk in pair}, using)
        Verdict.objects.using(using).filter(pk__in=[pk for pk, *_ in rows]).delete()


def _is_about(headline: Headline, other: Headline) -> Q:
    return Q(headline=headline, other=other) | Q(headline=other, other=headline)


def _lock_and_queue(pks: set[int], using: str) -> None:
    """Lock these headlines, so that no two verdicts on them are stored at once, and match them after the commit."""
    list(Headline.objects.using(using).filter(pk__in=pks).locked().values_list("pk"))
    queue_for_matching(sorted(pks), connections[using], has_turned=True)
    transaction.on_commit(partial(match_waiting, using), using=using)
