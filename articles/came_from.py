"""The list from which a reader opened a story, read from the story's address: `?from=` and the list's own address."""

from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, reverse
from django.utils.translation import get_language

from articles.forms import SearchForm
from articles.languages.addresses import address_in
from articles.pages.river import MAX_ID
from articles.pages.stories.reading_lists import Kind, ReadingList, Searched

MAX_FROM = 1_000  # characters


def came_from(address: str) -> ReadingList | None:
    """The list with this address, if it is one of ours from which stories are opened.

    Its address is made anew from what was read, so that no link leads elsewhere.
    """
    parts = urlsplit(address) if _is_plain(address) else urlsplit("")
    found = _resolved(parts.path)
    if found is None:
        return None
    match found.view_name:
        case "articles:front" | "articles:day":
            return ReadingList(Kind.NEWEST, reverse(found.view_name, kwargs=found.kwargs))
        case "articles:source":
            slug = found.kwargs["slug"]
            return ReadingList(Kind.SOURCE, reverse("articles:source", args=[slug]), source=slug)
        case "articles:detail":
            if found.kwargs["pk"] <= MAX_ID:
                return ReadingList(
                    Kind.RELATED, reverse("articles:detail", kwargs=found.kwargs), story=found.kwargs["pk"]
                )
        case "articles:search":
            return _search(QueryDict(parts.query))
    return None


def _is_plain(address: str) -> bool:
    """Whether it is a path with a query; "//host/" and "[" are none."""
    return len(address) <= MAX_FROM and address.startswith(get_script_prefix()) and not address.startswith("//")


def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(_in_active_language(path)) if path else None
    except Resolver404:
        return None


def _in_active_language(path: str) -> str:
    """The path as addresses are resolved; the list may have been read in another language than the story."""
    return f"/{address_in(get_language() or '', path).removeprefix(get_script_prefix())}"


def _search(query: QueryDict) -> ReadingList | None:
    form = SearchForm(query)
    form.full_clean()
    if not form.words:
        return None
    searched = Searched(form.words, tuple(form.sources), tuple(form.years), form.order, form.pages.start)
    return ReadingList(Kind.SEARCH, f"{reverse('articles:search')}?{form.address_of(form.pages.start)}", searched)


def as_query(given: ReadingList | None) -> str:
    """The query string that hands the list on to the next story; "" without one."""
    return f"?{urlencode({'from': given.address}, safe='/')}" if given else ""
