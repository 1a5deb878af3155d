"""How long a text is to a reader: its words, or what stands for them where no spaces part them; and the minutes."""

import math
import re

from articles.text.scripts import BURMESE, HAN, KANA, KHMER, LAO, THAI

WORDS_A_MINUTE = 230  # silent reading of English non-fiction averages 238; Brysbaert 2019
SIGNS_A_WORD = 2.2  # 500 a minute are in the middle of what adults read silently in Japanese and Chinese, 400 to 600
LETTERS_A_WORD = 5  # of Thai and its neighbours, vowel signs and tone marks included
_SIGN = re.compile(f"[{KANA}{HAN}]")
_LETTER = re.compile(f"[{THAI}{LAO}{BURMESE}{KHMER}]")


def count_words(text: str) -> int:
    """Return the number of words; letters of scripts without spaces count as parts of words."""
    words = len(text.split())
    if text.isascii():
        return words
    return words + round(len(_SIGN.findall(text)) / SIGNS_A_WORD + len(_LETTER.findall(text)) / LETTERS_A_WORD)


def reading_minutes(words: int) -> int:
    """Return the reading time in whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))
