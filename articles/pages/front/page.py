"""The front page of the library or of a source: its top, its days and its undated stories."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.database.compiled_queries import Row
from articles.models import Source
from articles.pages.front.top import choose_top
from articles.pages.front.undated import Undated, undated_page, undated_section
from articles.pages.river import Cursor, River, river


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page of the river; on the first page also the undated stories, if there are any."""

    river: River
    undated: Undated | None

    @property
    def is_empty(self) -> bool:
        return not (self.river.date or self.undated)


def front_page(rows: Sequence[Row], after: Cursor | None, source: Source | None) -> FrontPage:
    """The page of these rows, which follows the cursor; one more query on the first page.

    Undated stories are at the top only where no story has a date.
    """
    page = river(rows, after, has_top=True)
    if after:
        return FrontPage(page, None)
    undated = undated_page(source, None)
    if not page.date:
        page = replace(page, top=choose_top(undated.cards))
    return FrontPage(page, undated_section(undated, page.top.cards) if undated.total else None)
