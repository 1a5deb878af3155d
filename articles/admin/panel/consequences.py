"""What becomes of the headlines that lead to stories when these are deleted, in words."""

from collections import Counter
from collections.abc import Collection
from itertools import batched

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.viewer import viewer
from articles.models import Article, Headline
from articles.templatetags.panel import link_for

CHUNK = 1_000  # primary keys a statement
MAX_SHOWN = 200  # headlines told one by one

type Another = tuple[int, str]  # number and headline of the story to which a headline leads afterwards

COUNTED = {
    "another": _("headlines that then lead to another story"),
    "matched": _("headlines in other words, which are then matched again"),
    "waiting": _("headlines that then wait"),
    "unlisted": _("headlines that then stand in no list"),
}


def consequences(article_pks: Collection[int]) -> tuple[dict[int, list[str]], dict[str, int]]:
    """Sentences by article, the first so many of them; and the counts of all headlines, by what becomes of them."""
    sentences: dict[int, list[str]] = {}
    counts: Counter[str] = Counter()
    for some in batched(sorted(article_pks), CHUNK):
        led = list(Headline.objects.filter(article__in=some).select_related("same_as").order_by("article_id", "pk"))
        others = _others([one.key for one in led if one.same_as_id is None], set(article_pks))
        for headline in led:
            kind = _kind(headline, others)
            counts[kind] += 1
            if counts.total() <= MAX_SHOWN and headline.article_id:
                sentence = _sentence(kind, headline, others.get(headline.key))
                sentences.setdefault(headline.article_id, []).append(sentence)
    labels: dict[str, str | Promise] = dict(COUNTED)
    return sentences, {str(labels[kind]): counts[kind] for kind in COUNTED if counts[kind]}


def _others(keys: Collection[int], leaving: Collection[int]) -> dict[int, Another]:
    """By key, the remaining story of the headline, as deletion chooses it: one that has it, else one that had it."""
    found: dict[int, Another] = {}
    present = Article.objects.filter(key__in=keys).leading().values_list("key", "pk", "headline")
    former = (
        Article.objects.filter(identities__key__in=keys, identities__headline__gt="")
        .leading()
        .values_list("identities__key", "pk", "headline")
    )
    for rows in (present, former):
        for key, pk, headline in rows:
            if pk not in leaving:
                found.setdefault(key, (pk, headline))
    return found


def _kind(headline: Headline, others: dict[int, Another]) -> str:
    if headline.same_as_id is not None:
        return "matched"
    if headline.key in others:
        return "another"
    return "waiting" if headline.lists else "unlisted"


def _sentence(kind: str, headline: Headline, other: Another | None) -> str:
    link = link_for(viewer.get(), "headline", headline.pk, headline.text)
    if kind == "another" and other:
        story = link_for(viewer.get(), "article", *other)
        return format_html(
            gettext("The headline “{}” then leads to another story of the same headline: {}."), link, story
        )
    if kind == "matched":
        return format_html(gettext("“{}” leads here in other words, and is then matched again."), link)
    if kind == "unlisted":
        return format_html(gettext("The headline “{}” then leads nowhere; no other story lists it."), link)
    words = ngettext(
        "The headline “{}” then waits; it stands in {} list.",
        "The headline “{}” then waits; it stands in {} lists.",
        headline.lists,
    )
    return format_html(words, link, headline.lists)
