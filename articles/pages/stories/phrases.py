"""Words that stand together in a text, as phrases."""

from collections import Counter
from collections.abc import Collection, Sequence

_MARKS = ".,;:!?()[]{}«»„“”‘’\"'"


def pairs_of(words: Collection[str], text: str) -> Counter[tuple[str, str]]:
    """Count how often one of these words stands right before another of them, with only a space between."""
    known, pairs, before = set(words), Counter[tuple[str, str]](), ""
    for token in text.split():
        bare = token.strip(_MARKS)
        if bare in known:
            if before and token.startswith(bare):
                pairs[before, bare] += 1
            before = bare if token.endswith(bare) else ""
        else:
            before = ""
    return pairs


def phrases_of(words: Sequence[str], pairs: Counter[tuple[str, str]]) -> list[str]:
    """Return these words as phrases, the most telling first: two words that stand together are one phrase.

    Such pairs come before single names, and those before other words; else the order is kept.
    """
    phrases = {word: word for word in words}
    for (first, second), _ in pairs.most_common():
        if phrases.get(first) == first != second and phrases.get(second) == second:
            phrases[first] = phrases[second] = f"{first} {second}"
    return sorted(dict.fromkeys(phrases.values()), key=lambda phrase: (" " not in phrase, phrase.islower()))
