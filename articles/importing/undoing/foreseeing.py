"""What the undo of an import would take back, before it is done."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.importing.undoing.leaving import leaving, staying
from articles.importing.undoing.taking_back import why_not
from articles.models import Article, Document, Headline, Import


@dataclass(frozen=True, slots=True)
class Consequences:
    """What the undo of an import would take back. `why_not` says why it can't be undone now; "" when it can."""

    why_not: str
    documents: int = 0  # that go
    staying: int = 0  # documents that stay, as another import brought them too
    stories: int = 0  # that go, as no other import brought them
    changed: int = 0  # stories that become as the other imports made them
    waiting: int = 0  # headlines that lead to a story that goes, and are listed by others

    @property
    def sentences(self) -> list[str]:
        """The same in words; nothing where it can't be undone."""
        if self.why_not:
            return []
        said = [
            (self.stories, _stories(self.stories)),
            (self.changed, _changed(self.changed)),
            (self.waiting, _waiting(self.waiting)),
            (self.documents, _documents(self.documents)),
            (self.staying, _staying(self.staying)),
        ]
        return [sentence for count, sentence in said if count] or [_("Nothing of it is in the library.")]


def consequences(run: Import, using: str = DEFAULT_DB_ALIAS) -> Consequences:
    """What the undo of this import would take back."""
    if reason := why_not(run, using):
        return Consequences(reason)
    gone = leaving(run, using)
    touched = Article.objects.using(using).filter(pk__in=gone.values("article"))
    others = Document.objects.using(using).filter(article=OuterRef("pk")).exclude(pk__in=gone.values("pk"))
    stories = touched.filter(~Exists(others))
    waiting = Headline.objects.using(using).filter(article__in=stories.values("pk"), wanted__gt=0)
    return Consequences(
        "",
        documents=gone.count(),
        staying=staying(run, using).count(),
        stories=stories.count(),
        changed=touched.filter(Exists(others)).count(),
        waiting=waiting.count(),
    )


def _stories(n: int) -> str:
    return ngettext(
        "%(n)s story that only this import brought goes.", "%(n)s stories that only this import brought go.", n
    ) % {"n": n}


def _changed(n: int) -> str:
    return ngettext(
        "%(n)s story that other imports brought too becomes as those made it.",
        "%(n)s stories that other imports brought too become as those made them.",
        n,
    ) % {"n": n}


def _waiting(n: int) -> str:
    return ngettext(
        "%(n)s headline that leads to such a story waits again, or leads to another one that has it.",
        "%(n)s headlines that lead to such stories wait again, or lead to others that have them.",
        n,
    ) % {"n": n}


def _documents(n: int) -> str:
    return ngettext(
        "%(n)s document is deleted; it can be imported again.",
        "%(n)s documents are deleted; they can be imported again.",
        n,
    ) % {"n": n}


def _staying(n: int) -> str:
    return ngettext(
        "%(n)s document stays, as another import brought the same file.",
        "%(n)s documents stay, as other imports brought the same files.",
        n,
    ) % {"n": n}
