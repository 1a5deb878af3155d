"""Forms that read the query strings of public pages; an invalid value counts as not given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from articles.pages.related import RelatedRequest
from articles.pages.river import MAX_ID, Cursor, Span
from articles.pages.wanted import Place
from articles.search import Order
from articles.text.characters import clean

MAX_QUERY = 200  # characters
MAX_WATCHED = 100  # headlines in one question
MAX_PAGES = 50  # of 20 results: a search ranks the newest thousand
MAX_SHOWN = 5  # pages of results, shown one after the other on one page
ORDERS = [(Order.BEST, _("Best match")), (Order.NEWEST, _("Newest"))]


class Typed(forms.TextInput):
    """A field in which words are typed: what comes in it is read without control characters, which no text has."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:  # noqa: ANN401  as Django's
        return clean(super().value_from_datadict(data, files, name) or "")


class AnyOf(forms.MultipleChoiceField):
    """Several values of free text."""

    def valid_value(self, value: str) -> bool:
        return "\0" not in value


class PlacesForm(forms.Form):
    """`after` is the place in a list that a page follows; `until` is the place that its last part follows."""

    after: forms.Field = forms.CharField(required=False)
    until: forms.Field = forms.CharField(required=False)

    def place_or_404[T](self, name: str, read: Callable[[Any], T | None]) -> T | None:
        """The place that a field names, or None if the field is empty. Raises Http404 for text that is no place."""
        self.full_clean()
        if not self.data.get(name):
            return None
        place = read(self.cleaned_data[name]) if name in self.cleaned_data else None
        if place is None:
            raise Http404
        return place


class RiverForm(PlacesForm):
    def span_or_404(self) -> Span:
        return Span(self.place_or_404("after", Cursor.read), self.place_or_404("until", Cursor.read))


class WantedForm(PlacesForm):
    def after_or_404(self) -> Place | None:
        return self.place_or_404("after", Place.read)

    def until_or_404(self) -> Place | None:
        return self.place_or_404("until", Place.read)


class UndatedForm(PlacesForm):
    """The places are the ids of stories."""

    after = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID)
    until = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID)

    def after_or_404(self) -> int | None:
        return self.place_or_404("after", int)

    def until_or_404(self) -> int | None:
        return self.place_or_404("until", int)


class SourcesForm(PlacesForm):
    """`q` are words of names, `after` is the slug of the source after which the index goes on."""

    q = forms.CharField(required=False, max_length=100, widget=Typed)
    after = forms.SlugField(required=False)

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q", ""))

    def after_or_404(self) -> str:
        return self.place_or_404("after", str) or ""


class WatchedForm(forms.Form):
    """`n` are the numbers of the headlines that a reader watches, parted by commas."""

    n = forms.RegexField(r"\A[0-9]{1,18}(,[0-9]{1,18})*\Z", strip=False)

    def numbers_or_404(self) -> list[int]:
        """At most a hundred numbers, each once. Raises Http404 for anything else."""
        numbers = self.cleaned_data["n"].split(",") if self.is_valid() else []
        if not 0 < len(numbers) <= MAX_WATCHED:
            raise Http404
        return sorted({int(number) for number in numbers})


class RevisionsForm(PlacesForm):
    """`until` is the number of the last version that the page shows."""

    until = forms.IntegerField(required=False, min_value=1, max_value=MAX_ID)

    def until_or_404(self) -> int | None:
        return self.place_or_404("until", int)


class RelatedForm(forms.Form):
    """`open` lists the positions to unfold, `related=all` shows all, `related=rest` and `row` are htmx's."""

    related = forms.CharField(required=False)
    open = AnyOf(required=False)
    row = forms.IntegerField(required=False, min_value=1)

    def asked(self, *, is_fragment: bool) -> RelatedRequest:
        """The part of the list to render: a page always has the first ten rows, only a fragment can be the rest."""
        self.full_clean()
        given = self.cleaned_data
        is_rest = given.get("related") == "rest"
        return RelatedRequest(
            is_all=given.get("related") == "all" or (is_rest and not is_fragment),
            is_rest=is_rest and is_fragment,
            opened=frozenset(int(number) for number in given.get("open", ()) if _is_position(number)),
            row=given.get("row"),
        )


@dataclass(frozen=True, slots=True)
class OrderLink:
    """A link to the same search in another order; `is_chosen` marks the present one."""

    value: str
    label: str
    address: str
    is_chosen: bool


class SearchForm(forms.Form):
    q = forms.CharField(
        required=False,
        max_length=MAX_QUERY,
        widget=Typed,
        error_messages={"max_length": _("Search for at most %(limit_value)d characters; these are %(show_value)d.")},
    )
    source = AnyOf(required=False)
    year = AnyOf(required=False)
    sort = forms.ChoiceField(required=False, choices=ORDERS)
    page = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGES)
    until = forms.IntegerField(required=False, min_value=1, max_value=MAX_PAGES)

    @property
    def problem(self) -> str:
        """What is wrong with the words, for the reader; "" when nothing is."""
        return " ".join(str(error) for error in self.errors.get("q", ()))

    @property
    def words(self) -> str:
        return "" if self.problem else self.cleaned_data["q"]

    @property
    def sources(self) -> list[str]:
        return list(self.cleaned_data.get("source", []))

    @property
    def years(self) -> list[int]:
        return [int(year) for year in self.cleaned_data.get("year", ()) if _is_position(year)]

    @property
    def chosen_years(self) -> list[str]:
        return [str(year) for year in self.years]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.sources or self.years)

    @property
    def order(self) -> Order:
        return Order(self.cleaned_data.get("sort") or Order.BEST)

    @property
    def is_newest_first(self) -> bool:
        return self.order == Order.NEWEST

    @property
    def orders(self) -> list[OrderLink]:
        return [
            OrderLink(value, str(label), self._address(*self._facets, *_sorted(value)), value == self.order)
            for value, label in ORDERS
        ]

    @property
    def without_facets(self) -> str:
        return self._address(*_sorted(self.order))

    def address_of(self, page: int) -> str:
        """The query string of another page of the same search."""
        return self._address(*self._facets, *_sorted(self.order), *[("page", page)] * (page > 1))

    @property
    def _facets(self) -> list[tuple[str, str | int]]:
        return [("source", slug) for slug in self.sources] + [("year", year) for year in self.years]

    def _address(self, *more: tuple[str, object]) -> str:
        return urlencode([("q", self.words), *more])

    @property
    def pages(self) -> range:
        """The numbers of the pages of results to show, from `page` as far as `until`."""
        first = self.cleaned_data.get("page") or 1
        last = self.cleaned_data.get("until") or first
        return range(first, min(max(first, last), first + MAX_SHOWN - 1) + 1)

    def with_words(self, words: str) -> "SearchForm":
        """The same search for other words."""
        form = SearchForm({**self.cleaned_data, "q": words})
        form.full_clean()
        return form


def _sorted(order: str) -> list[tuple[str, str]]:
    """The query parameter of an order; none for the default order, so that each search has one address."""
    return [] if order == Order.BEST else [("sort", order)]


def _is_position(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4
