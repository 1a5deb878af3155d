"""The documents of an import that waits: those that a page of its preview lists, and the number of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.admin.confidence import DOUBTFUL
from articles.models import Import, Outcome

PAGE = 20  # documents

REFUSED = Q(state="rejected") | Q(preview__expected="rejected")
ADDABLE = Q(state="waiting") & ~REFUSED
SHOWS = {  # what can be asked for: its label and its condition
    "": (pgettext_lazy("documents", "All"), Q()),
    "unsure": (pgettext_lazy("documents", "Unsure"), Q(preview__sureness__lt=DOUBTFUL)),
    "new": (pgettext_lazy("documents", "New"), Q(preview__expected="created")),
    "changed": (pgettext_lazy("documents", "Changed"), Q(preview__expected="updated")),
    "here": (_("Already here"), Q(preview__expected="unchanged")),
    "refused": (_("Can’t be added"), REFUSED),
    "unnamed": (_("Without a publication"), Q(preview__has_source=False)),
    "left": (_("Left out"), Q(state="left out")),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of documents, with their number."""

    name: str
    label: str
    count: int
    is_shown: bool


def outcomes_of(run: Import) -> QuerySet[Outcome]:
    return Outcome.objects.filter(import_run=run)


def counts_of(run: Import) -> dict[str, int]:
    """How many documents there are of each kind, and how many can be added and will be."""
    kinds = {f"show_{name}": Count("pk", filter=condition) for name, (_label, condition) in SHOWS.items() if name}
    added = Count("pk", filter=ADDABLE)
    changing = Count("pk", filter=ADDABLE & ~Q(preview__expected="unchanged"))
    return outcomes_of(run).aggregate(all=Count("pk"), added=added, changing=changing, **kinds)


def choices(counts: Mapping[str, int], shown: str) -> list[Choice]:
    """What there is to choose from: everything, and each kind that has documents."""
    numbers = {name: counts[f"show_{name}"] if name else counts["all"] for name in SHOWS}
    return [
        Choice(name, str(SHOWS[name][0]), number, name == shown)
        for name, number in numbers.items()
        if number or name in ("", shown)
    ]


def page_of(run: Import, shown: str, number: str | None, total: int) -> Page[int]:
    """A page of the primary keys of outcomes: those that are least sure first, refused ones last."""
    found = outcomes_of(run).filter(SHOWS[shown][1])
    ordered = found.order_by(F("preview__sureness").asc(nulls_last=True), "position").values_list("pk", flat=True)
    paginator = Paginator(ordered, PAGE)
    paginator.__dict__["count"] = total  # known by `counts_of`
    return paginator.get_page(number)


def sentence_of(counts: Mapping[str, int]) -> str:
    """What would be done if the import were confirmed now."""
    if not counts["added"] and not counts["show_left"]:
        return gettext("Nothing of this can be added.")
    n, here = counts["changing"], counts["added"] - counts["changing"]
    sentence = ngettext("%(n)d document would be added.", "%(n)d documents would be added.", n) % {"n": n}
    if here:
        more = ngettext("%(n)d is already here.", "%(n)d are already here.", here)
        sentence = f"{sentence} {more % {'n': here}}"
    if refused := counts["show_refused"]:
        more = ngettext("%(n)d can’t be added.", "%(n)d can’t be added.", refused)
        sentence = f"{sentence} {more % {'n': refused}}"
    if left := counts["show_left"]:
        more = ngettext("%(n)d is left out.", "%(n)d are left out.", left)
        sentence = f"{sentence} {more % {'n': left}}"
    return sentence
