"""An edition as a book."""

from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.models import Article
from articles.pages.editions.edition import Edition
from articles.publishing.epub.book import Book


def edition_book(edition: Edition, origin: str) -> Book:
    """What the book of an edition says of itself; one query."""
    imported = Article.objects.filter(pk__in=edition.numbers).aggregate(last=Max("imported_at"))
    more = ngettext(
        "The day has %(count)s more story than fits into an edition; it is in the library.",
        "The day has %(count)s more stories than fit into an edition; they are in the library.",
        edition.more,
    )
    return Book(
        identifier=str(uuid5(NAMESPACE_URL, origin + reverse("articles:edition", args=[edition.day]))),
        title=edition.name,
        subtitle=_summary(edition),
        language=get_language() or settings.LANGUAGE_CODE,
        modified=imported["last"],
        end=_("That is all of %(day)s.") % {"day": edition.name},
        notes=(more % {"count": edition.shown_more},) if edition.more else (),
    )


def _summary(edition: Edition) -> str:
    stories = ngettext("%(count)s story", "%(count)s stories", len(edition.cards)) % {"count": len(edition.cards)}
    minutes = ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", edition.minutes)
    return f"{stories}, {minutes % {'minutes': edition.shown_minutes}}"
