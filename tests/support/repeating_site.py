"""An invented site of twenty pages whose boilerplate reads like prose."""

from articles.models import Article

NAME = "The Tide Table"
PLACES = ["quay", "lighthouse", "bakery", "school", "library", "mill", "ferry", "orchard", "station", "museum"]
ACTS = ["reopens after the storm", "will not be sold after all"]
HEADLINES = [f"Old {place} {act}" for act in ACTS for place in PLACES]
NOTICE = (
    "Our reporters answer to nobody but their readers, and that is only possible because some of those readers pay.",
    "If you are one of them, thank you; if you are not, a month of the paper costs less than a loaf of rye bread.",
)
AUTHOR = "Ada Holm has written about the bay and its people since 2009 and lives above the chandlery with two dogs."
APPEAL = "Do you know more about this? Write to the desk, and we will keep your name to ourselves if you ask us to."
MENU = ["Skip to content", "Menu", "News", "Harbour", "Weather", "Letters", "Sign in"]
FOOT = ["About us", "Contact", "Imprint", "Privacy", "Terms of use", "© 2026 The Tide Table"]


def story(number):
    """The paragraphs of one story, distinguished from all others by its subject and its figures."""
    place, act = PLACES[number % 10], ACTS[number // 10]
    return [
        f"The old {place} {act}, the council said on Monday, after {number + 3} weeks of talks behind closed doors.",
        f"Work on the roof took {12 + number} days longer than planned, because the slates come from the north.",
        f"“Nobody here thought of giving up the {place},” said the builder, who has mended it {number + 2} times.",
        f"About {200 + 7 * number} people signed a letter in its favour, more than live in the streets around it.",
        f"The {place} will be open from {7 + number % 4} in the morning, and the first visitors get a cup of tea.",
    ]


def listed(number):
    """The headlines listed below the story."""
    return [HEADLINES[(number + step) % 20] for step in (3, 7, 11, 14)]


def page_of(number):
    """The dump of one page: notices within the story, an author box and an appeal below, teasers of others."""
    headline, paragraphs = HEADLINES[number], story(number)
    promo = HEADLINES[(number + 5) % 20]
    body = [*paragraphs[:2], *NOTICE, paragraphs[2], promo, *paragraphs[3:]]
    front = [NAME, *MENU, headline, headline, "By Ada Holm"]
    tail = [AUTHOR, APPEAL, "More from the harbour", *listed(number), *FOOT]
    return "\n\n".join(front + body + tail) + "\n"


def pages():
    return [page_of(number) for number in range(20)]


def truth(number):
    """Headline, body and related headlines of the page as a reader would have them."""
    return HEADLINES[number], "\n\n".join(story(number)), listed(number)


def held():
    """Headline, body and related headlines of every article, in the order of the pages."""
    rows = {row.headline: row for row in Article.objects.all()}
    return [(row.headline, row.body_text, related_of(row)) for headline in HEADLINES if (row := rows.get(headline))]


def related_of(article):
    return list(article.related.order_by("position").values_list("headline__text", flat=True))
