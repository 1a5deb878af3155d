r"""Ranges of the scripts that put no spaces between words, as they stand inside [...] of a regular expression.

Tibetan is none of them: a mark between its syllables, which is punctuation, does what spaces do.
Source: Unicode Standard, Annex 14, classes SA and ID; blocks by Unicode 16.
"""

import re

THAI = r"\u0e00-\u0e7f"
LAO = r"\u0e80-\u0eff"
BURMESE = r"\u1000-\u109f"
KHMER = r"\u1780-\u17ff"
HIRAGANA = r"\u3040-\u309f"
KATAKANA = r"\u30a0-\u30ff"
KANA = r"\u3040-\u30ff"
HANGUL = r"\uac00-\ud7af"  # syllables
HAN_BASIC = r"\u3400-\u4dbf\u4e00-\u9fff"
HAN = HAN_BASIC + r"\U00020000-\U0003ffff"  # with the rare extensions B and later

# No spaces between words, or few.
UNSPACED = THAI + LAO + BURMESE + KHMER + KANA + HAN
# An index holds whole clauses of these, and of Korean a word with its particles: what is searched is a beginning.
UNSPACED_OR_GLUED = UNSPACED + HANGUL

UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
UNSPACED_OR_GLUED_LETTER = re.compile(f"[{UNSPACED_OR_GLUED}]")
HAS_NO_CAPITALS = re.compile(f"[{UNSPACED_OR_GLUED}\u0590-\u06ff\u0900-\u0dff\u10d0-\u10ff]")  # with Georgian
BREAKS_NO_SENTENCES = re.compile(f"[{THAI}{LAO}]")  # where a space stands between sentences, and no full stop

# Frozen with the weights: the trained model knows its features by these ranges, so they stay as they were when it was
# trained; without Lao, Burmese, Khmer and rare Han, and with the hexagrams between the blocks of Han.
MODEL_HAN = r"\u3400-\u9fff"
MODEL_UNSPACED = KANA + MODEL_HAN + THAI
MODEL_WIDE = KANA + MODEL_HAN + HANGUL + THAI  # letters that say as much as two of an alphabet
MODEL_WIDE_LETTER = re.compile(f"[{MODEL_WIDE}]")
