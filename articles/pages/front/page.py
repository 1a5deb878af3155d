"""The front page of the library or of a source: its top, its days and its undated stories."""

from dataclasses import dataclass, replace

from articles.models import Source
from articles.pages.front.top import SECONDS, THIRDS, Top, choose_top
from articles.pages.front.undated import Undated, undated_page, undated_section
from articles.pages.river import River, RowsAfter, Span, river_of
from articles.pages.stories.peeks import LEADS_ON, Link, leading_on


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page of the river; on the first page also the undated stories, if there are any."""

    river: River
    undated: Undated | None

    @property
    def is_empty(self) -> bool:
        return not (self.river.date or self.undated)


def front_page(rows_after: RowsAfter, span: Span, source: Source | None) -> FrontPage:
    """The pages of a span of a list as one; one query for each page, and one more if the first is among them.

    Undated stories are at the top only where no story has a date.
    """
    page = river_of(rows_after, span, has_top=True)
    if span.after:
        return FrontPage(page, None)
    undated = undated_page(source, None)
    if not page.date:
        page = replace(page, top=choose_top(undated.cards))
    return FrontPage(page, undated_section(undated, page.top.cards) if undated.total else None)


def leading_on_from(top: Top) -> list[Link]:
    """The first headlines that the lead leads on to, without those that stand at the top as well."""
    if not (top.lead and top.lead.links):
        return []
    shown = {card.href for card in top.cards}
    links = leading_on([top.lead.pk], LEADS_ON + SECONDS + THIRDS)[top.lead.pk]
    return [link for link in links if link.href not in shown][:LEADS_ON]
