"""An invented page with its menus, its cookie notice and its footer."""

from tests.support.texts import OTHER, PARAGRAPHS

MENU = ["Skip to content", "Home", "News", "Sport", "Culture", "Weather", "Log in", "Subscribe", "Search"]
LISTED = [
    "Ferry timetable to change in spring",
    "Second bell goes missing from the chapel",
    "Who counts the gulls at night",
]
COOKIES = "We use cookies and other technologies to personalise content, ads and partners. Read our privacy policy."
HEADLINE = "Gull census finds one gull too many"


def whole_page(gap="\n\n"):
    story = [*OTHER, *PARAGRAPHS]
    lines = [
        *MENU,
        HEADLINE,
        "By Ada Holm",
        "21 November 2026",
        *story,
        "Related stories",
        *LISTED,
        "Comments",
        COOKIES,
        *MENU,
    ]
    return gap.join(lines) + "\n"
