"""What somebody says of two headlines by hand, and takes back: stored, and matched accordingly at once."""

from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.db import connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.headlines.fuzzy_linking import match_waiting
from articles.headlines.upserting import to_match
from articles.models import Headline, Verdict


def set_by_hand(
    headline: Headline, other: Headline, *, is_same: bool, user: AbstractBaseUser | None, using: str
) -> Verdict:
    """Whether two headlines tell the same story, in place of what was said of them before.

    The same as one that itself leads by other words is the same as the headline through which it leads.
    """
    if is_same and other.same_as_id and other.same_as_id != headline.pk:
        other = other.same_as
    with transaction.atomic(using=using):
        _turn({headline.pk, other.pk}, using)
        Verdict.objects.using(using).filter(_of(headline, other)).delete()
        return Verdict.objects.using(using).create(
            headline=headline, other=other, is_same=is_same, user=user, made_at=timezone.now()
        )


def undo(verdicts: QuerySet[Verdict], using: str) -> None:
    """Match as if these had never been said."""
    with transaction.atomic(using=using):
        rows = list(verdicts.using(using).values_list("pk", "headline", "other"))
        _turn({pk for _, *pair in rows for pk in pair}, using)
        Verdict.objects.using(using).filter(pk__in=[pk for pk, *_ in rows]).delete()


def _of(headline: Headline, other: Headline) -> Q:
    return Q(headline=headline, other=other) | Q(headline=other, other=headline)


def _turn(pks: set[int], using: str) -> None:
    """Lock these headlines, so that one thing is said of two at a time; they are matched once that is stored."""
    list(Headline.objects.using(using).filter(pk__in=pks).locked().values_list("pk"))
    to_match(sorted(pks), connections[using], has_turned=True)
    transaction.on_commit(partial(match_waiting, using), using=using)
