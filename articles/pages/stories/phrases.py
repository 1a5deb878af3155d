"""Words that stand together in a text, as phrases."""

import re
from collections.abc import Sequence


def phrases_of(words: Sequence[str], text: str) -> list[str]:
    """Return these words as phrases, the most telling first: words that stand together in the text are one phrase.

    Phrases of several words come before single names, and those before other words; else the order is kept.
    """
    if not words:
        return []
    any_word = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    runs = re.findall(rf"(?<!\w)(?:{any_word})(?: (?:{any_word}))+(?!\w)", text)
    together = {word: run for run in sorted(set(runs), key=lambda run: (runs.count(run), run)) for word in run.split()}
    phrases = list(dict.fromkeys(together.get(word, word) for word in words))
    return sorted(phrases, key=lambda phrase: (" " not in phrase, phrase.islower()))
