"""HTML pages, joined by address, and dumps, joined by headline, give the same library in any order."""

import random

import pytest

from articles.documents.received import Received
from tests.support.html_pages import html_page
from tests.support.importing import digests_of_orders
from tests.support.texts import page


def random_pages_and_dumps(chance):
    """Dated pages of four addresses and dumps of two papers under shared headlines, some cut short."""
    names = [
        "One long day at the old quay",
        "ONE LONG DAY: at the old quay",
        "Letters to us",
        "The day at the old quay",
    ]
    days = {"Friday, Nov 20, 2026": "2026-11-20", "Saturday, Nov 21, 2026": "2026-11-21T19:20:00+01:00"}
    words = ["quay", "lamp", "river", "copper", "train", "bread", "music", "engine", "paper", "signal", "window"]
    sentences = [" ".join(chance.choices(words, k=14)).capitalize() + "." for _ in range(24)]
    texts = [page(names[0], *sentences[:6], masthead="")]
    for number in range(12):
        start, day, headline = chance.choice([0, 2, 4, 12]), chance.choice(list(days)), chance.choice(names)
        body = [*sentences[start : start + chance.randint(2, 8)], chance.choice(sentences)]
        body[-1] = body[-1][: chance.choice([-20, None])]
        html = html_page(headline, *body, url=f"https://tide.example/{number % 4}", modified=days[day])
        dump = page(headline, *body, masthead=chance.choice(["The Tide Table", "Bell Weekly"]), captured=day)
        texts.append(chance.choice([html, dump]))
    return [Received(f"{number}", text.encode()) for number, text in enumerate(dict.fromkeys(texts))]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_random_pages_and_dumps_in_any_order(seed):
    assert len(digests_of_orders(random_pages_and_dumps(random.Random(seed)), seed)) == 1
