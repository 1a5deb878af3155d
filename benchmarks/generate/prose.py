"""Paragraphs that look like news: sentences with capitals, commas, names and quotations."""

import numpy as np

from benchmarks.generate.newsroom import Topic
from benchmarks.generate.vocabulary import Vocabulary

SHORTEST, LONGEST = 8, 28  # words of a sentence
ON_TOPIC = 8  # one word in 8 is a word of the topic
A_NAME = 40  # one word in 40 is a name
QUOTED, TWO = 0.12, 0.35  # shares of sentences that are quotations; that share a paragraph with the next one


def paragraphs(random: np.random.Generator, vocabulary: Vocabulary, topic: Topic, words: int) -> list[str]:
    """Return paragraphs of one or two sentences, with `words` words in all."""
    written = sentences(random, vocabulary, topic, words)
    joins = (random.random(len(written)) < TWO).tolist()
    found: list[str] = []
    is_open = False
    for sentence, joins_next in zip(written, joins, strict=True):
        if is_open:
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
        is_open = joins_next and not is_open
    return found


def sentences(random: np.random.Generator, vocabulary: Vocabulary, topic: Topic, words: int) -> list[str]:
    """Return sentences with `words` words in all."""
    tokens = vocabulary.draw(random, words)
    _set_in(tokens, topic.words, random, words // ON_TOPIC)
    _set_in(tokens, topic.names, random, words // A_NAME)
    found, start = [], 0
    lengths = random.integers(SHORTEST, LONGEST + 1, words // SHORTEST + 1).tolist()
    dice = random.random(len(lengths)).tolist()
    for length, die in zip(lengths, dice, strict=True):
        end = start + length if words - start - length >= SHORTEST else words
        found.append(_sentence(tokens[start:end], die, topic))
        start = end
        if start >= words:
            break
    return found


def _set_in(tokens: list[str], own: list[str], random: np.random.Generator, count: int) -> None:
    places = random.integers(0, len(tokens), count).tolist()
    for place, pick in zip(places, random.integers(0, len(own), count).tolist(), strict=True):
        tokens[place] = own[pick]


def _sentence(tokens: list[str], die: float, topic: Topic) -> str:
    """Join words into a sentence, with a comma if it is long, and as a quotation if the die is below QUOTED."""
    if len(tokens) > 12:
        tokens[3 + int(die * (len(tokens) - 7))] += ","
    text = " ".join(tokens)
    text = text[0].upper() + text[1:]
    if die < QUOTED:
        return f'"{text}," said {topic.names[int(die / QUOTED * len(topic.names))]}.'
    return text + "."
