"""A frozen copy of how migration 0024 counted the words of texts whose script puts no spaces between words."""

import re

SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
LETTER = re.compile(r"[\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]")
SIGNS_A_WORD = 2.2
LETTERS_A_WORD = 5


def count_words(text):
    parts = len(SIGN.findall(text)) / SIGNS_A_WORD + len(LETTER.findall(text)) / LETTERS_A_WORD
    return len(text.split()) + round(parts)
