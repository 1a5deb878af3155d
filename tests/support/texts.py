"""Documents for tests, in the form that a page's dump has. All invented."""

from itertools import count

NUMBERS = count(1)


def page(
    headline="Ferry returns to the bay after a week",
    *paragraphs,
    masthead="The Tide Table",
    tagline="Twice a day.",
    captured="",
    related=(),
    standfirst="",
    byline="",
    published="",
    twice=True,
):
    """One page as plain text: masthead, headline twice, story, newsletter box, player residue, related list."""
    paragraphs = paragraphs or PARAGRAPHS
    front = [f"{masthead}\n\n{tagline}" + (f"\n{captured}" if captured else "")] if masthead else []
    under = "\n".join(filter(None, [standfirst, byline, published]))
    heads = [headline] * (2 if twice else 1)
    tail = ["Newsletter", "Related Articles", "\n".join(["0:00", "0:00", "Close", *related, "×"])] if related else []
    return "\n\n".join([*front, *heads, *([under] if under else []), *paragraphs, *tail]) + "\n"


PARAGRAPHS = (
    "The ferry came back to the landing on Sunday morning, half full and, for the first time in a month, on time.",
    "Nobody rang the bell, because the boy who rings it had gone across to hear how the bell sounds from there.",
    "The harbour master wrote down the depth at every marker and then, having some room left on the page, the weather.",
)
OTHER = (
    "A census of the gulls on the north mole has found one more gull than there were places to stand.",
    "The counting was done twice, by two women who have not spoken since the spring and agreed to the last feather.",
    "What to do with the remaining gull will be discussed at the next meeting, to which the public is not invited.",
)
