"""The stretch of a body among the lines of a page."""

from collections.abc import Sequence

from articles.understanding.story import BLOCK_ROLES, Role

BODY = BLOCK_ROLES - {Role.CAPTION}
OPEN = frozenset({Role.BOILERPLATE, Role.CAPTION, Role.RELATED})  # roles that a line of the body may have got instead


def body_span(roles: Sequence[Role]) -> range:
    """Return the indices from the first to the last line of the body; empty without one."""
    places = [index for index, role in enumerate(roles) if role in BODY]
    return range(places[0], places[-1] + 1) if places else range(0)


def headline_index(roles: Sequence[Role]) -> int:
    """Return the index of the headline; -1 without one."""
    return next((index for index, role in enumerate(roles) if role is Role.HEADLINE), -1)
