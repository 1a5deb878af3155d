"""A pile of made-up pages of two papers that name each other, big enough for several batches and processes."""

import random

from tests.texts import OTHER, PARAGRAPHS, page

PAPERS = ["The Tide Table", "Bell Weekly"]
DAYS = ["Friday, Nov 20, 2026", "Saturday, Nov 21, 2026", "Sunday, Nov 22, 2026"]
FIRST = ["quay", "lamp", "river", "copper", "train", "bread", "music", "engine", "paper", "signal", "window", "bridge"]
SECOND = ["yard", "house", "light", "work", "stone", "side", "field", "master"]
WORDS = [first + second for first in FIRST for second in SECOND]


def headline(number):
    """Of words of its own: no other headline is nearly the same."""
    first, *others = random.Random(number).sample(WORDS, 7)
    return " ".join([first.capitalize(), *others])


def pages(count):
    """So many pages; every tenth tells the story of an earlier one anew."""
    return [_page(number) for number in range(count)]


def _page(number):
    story = number - 5 if number % 10 == 9 else number
    body = [f"{text[:-1]}, as {headline(story)} said." for text in (PARAGRAPHS if story % 3 else OTHER)]
    again = [f"On page {number} there was more to say of it, and somebody said it in the end."] * (story != number)
    related = [headline(story + step) for step in (1, 2, 3, 5, 8, 13, 400)]
    return page(headline(story), *body, *again, masthead=PAPERS[story % 2], captured=DAYS[number % 3], related=related)


def put(folder, texts, first=0):
    """Each text a file, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts, start=first):
        (folder / f"{number:05}.txt").write_text(text)
    return folder
