"""Piles of made-up pages that name each other, big enough for several batches and processes."""

import itertools
import random

from tests.support.texts import OTHER, PARAGRAPHS, page

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
    """`count` pages of two papers; every tenth has the story of an earlier one in other words."""
    return [_page(number) for number in range(count)]


def _page(number):
    story = number - 5 if number % 10 == 9 else number
    body = [f"{text[:-1]}, as {headline(story)} said." for text in (PARAGRAPHS if story % 3 else OTHER)]
    again = [f"On page {number} there was more to say of it, and somebody said it in the end."] * (story != number)
    related = [headline(story + step) for step in (1, 2, 3, 5, 8, 13, 400)]
    return page(headline(story), *body, *again, masthead=PAPERS[story % 2], captured=DAYS[number % 3], related=related)


def alike_pages(count):
    """So many pages, up to 571, whose headlines and lists are full of what is nearly the same in a word or two."""
    chance = random.Random(1)
    sets = (WORDS[:2], WORDS[2:4], WORDS[4:64]), (WORDS[:7], WORDS[:7], WORDS[:7])
    heads = [
        f"{one} and {two} meet the {three} once more" for words in sets for one, two, three in itertools.product(*words)
    ]
    heads = list(dict.fromkeys(heads))
    chance.shuffle(heads)
    pages = []
    for number, head in enumerate(heads[:count]):
        cut = [f"{label} {head[: chance.randrange(20, 60)]}" for label in ("LIVE:", "Old")]
        body = (*(PARAGRAPHS if number % 2 else OTHER), f"This is page {number} of them.")
        pages.append(page(head, *body, related=[chance.choice(heads[: 3 * count]), *cut]))
    return pages


def put(folder, texts, first=0):
    """Each text a file, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts, start=first):
        (folder / f"{number:05}.txt").write_text(text)
    return folder
