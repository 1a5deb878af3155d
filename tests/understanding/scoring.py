"""How much of a page's truth is in what was understood of it: from 0 to 1 for each part of the story."""

import re
from collections import Counter

SHINGLE = 4  # tokens
TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")  # kana and ideographs singly


def scores(truth, story):
    """A score for each part; `related` and `body` are F1, the others are right (1) or wrong (0).

    Lines that the truth calls optional neither help nor hurt. Where the page has no list, byline or date, the right
    answer is to give none.
    """
    optional = set(map(folded, truth.get("optional", [])))
    return {
        "accepted": float(story.nature == "story"),
        "headline": float(folded(story.headline) == folded(truth["headline"])),
        "body": f1(shingles(truth["body"]), shingles(text for text in body(story) if folded(text) not in optional)),
        "related": related_f1(truth["related"], [text for text in story.related if folded(text) not in optional]),
        "published": float((story.published and str(story.published.date())) == truth["published"]),
        "byline": byline_score(truth["byline"], story.byline),
        "source": float(story.source == (truth["source"] or "")),
    }


def body(story):
    """The texts of the body in order, the standfirst first, without the captions."""
    blocks = [block.text for block in story.blocks if block.kind != "caption"]
    return [story.standfirst, *blocks] if story.standfirst else blocks


def shingles(texts):
    """Each run of four tokens of the texts, with how often it stands there; a shorter text is one shingle."""
    tokens = TOKEN.findall("\n".join(texts))
    return Counter(tuple(tokens[start : start + SHINGLE]) for start in range(max(1, len(tokens) - SHINGLE + 1)))


def related_f1(truth, found):
    """`truth` holds a headline, or the spellings of it that are right, for each story in the list."""
    spellings = {
        folded(text): number
        for number, spelled in enumerate(truth)
        for text in ([spelled] if isinstance(spelled, str) else spelled)
    }
    found = Counter(spellings.get(text, text) for text in set(map(folded, found)))
    return f1(Counter(range(len(truth))), Counter(dict.fromkeys(found, 1)))


def byline_score(names, byline):
    """Whether the byline holds every name."""
    return float(all(folded(name) in folded(byline) for name in names) if names else not byline)


def f1(wanted, found):
    """The harmonic mean of precision and recall; 1 when nothing was wanted and nothing found."""
    shared = (wanted & found).total()
    return 2 * shared / (wanted.total() + found.total()) if wanted or found else 1.0


def folded(text):
    return " ".join(text.split())
