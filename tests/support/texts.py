"""Documents for tests, in the form that a page's dump has. All invented."""

from itertools import count

from hypothesis import strategies as st

from articles.documents.received import Received

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
LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [*PARAGRAPHS, "", "", "Newsletter", "Related Articles", "0:00", "×", "By Ada Holm", "21 November 2026"]
        ),
        st.sampled_from(
            ["The Tide Table", "Twice a day.", "Ferry returns to the bay", "• a rope", "“Well.”", "— Ada Holm"]
        ),
    ),
    max_size=30,
)
TEXTS = st.one_of(
    st.text(), LINES.map("\n".join), st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Mn", "L"]))
)


def received(texts):
    return [Received(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]


MENU = ["Skip to content", "Home", "News", "Sport", "Culture", "Weather", "Log in", "Subscribe", "Search"]
FOOT = ["About us", "Contact", "Imprint", "Privacy policy", "Terms of use", "© 2026 The Tide Table"]
TEASERS = [
    (
        "Ferry timetable to change in spring",
        "From April the last boat leaves an hour earlier, the harbour office says…",
    ),
    ("Second bell goes missing from the chapel", "Nobody has claimed the reward, which is now two hundred candles."),
    ("Who counts the gulls at night", "A new census wants to know. The first results are expected in the new year."),
    ("Coal Quay to be paved at last", "The council voted nine to eight on Monday evening, after four hours of debate…"),
    ("Bakers agree on the weight of a loaf", "It will be what it has always been, with a little more salt."),
    ("Night train gets its berths back", "Passengers had complained of the cold since the heating was taken out…"),
    ("Lighthouse keeper retires after forty years", "His successor is a machine, but it is said to be a friendly one."),
    ("School roof held by one beam, report says", "Pupils have been moved to the fish hall until the works are done…"),
    ("Rowing club wins by a length", "It was the first victory since the river was straightened in 1957."),
    ("Museum finds its oldest map upside down", "Visitors had remarked on it for years, a spokeswoman admitted."),
    ("Storm warning lifted for the outer islands", "Gusts of up to ninety knots had been forecast for the night…"),
    ("Choir looks for two more basses", "Rehearsals are on Thursdays, in the room above the chandler's."),
]
