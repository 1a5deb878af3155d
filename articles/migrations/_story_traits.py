"""A frozen copy of how migration 0008 found the traits of a story, its telling words and MinHash bands; never changed."""

import re
import zlib
from collections import Counter
from hashlib import blake2b
from math import log2

import numpy as np

from articles.migrations._normal_form import STOP_WORDS, cap_marks, normal_form

TELLING = 12  # words of a story
ALIKE = 5  # letters; words that begin with the same ones are taken for one
LONG = 6  # letters from which a word of the headline is telling though it is no name
MAX_READ = 20_000  # characters of a body
SHINGLE, WIDE_SHINGLE = 3, 6  # words; characters where words aren't parted by spaces
MIN_SHINGLES = 20
BANDS, ROWS = 4, 2
TITLES_NEGATIONS_AND_DAYS = """
mrs miss sir dame lord lady prof professor doctor herr herrn frau monsieur madame mme mlle señor señora signor signora
meneer mevrouw not no never none nobody nothing neither nor without cannot cant dont doesnt didnt wont isnt arent wasnt
nt t non hardly barely almost nearly fails failed fail refuses refused refuse denies denied deny false fake falsely
against except unless instead only nicht nichts kein keine keiner keinen keinem keines nie niemals niemand ohne weder
gegen statt kaum fast beinahe falsch falsche dementiert ne n pas jamais aucun aucune sans ni rien contre sauf dément
nient faux fausse nunca sin nada ningún ninguna contra mai senza nessuno niet geen nooit zonder tegen inte ej ikke
aldrig ingen utan uden não sem bez nem ei ekki hvorki değil nu fără не нет ни без нi никогда против ні немає ex former
vice deputy acting anti pro pre post attempted stops stopped once dozens hundreds thousands half double twice triple
dozen quarter women womens woman men mens man girls boys girl boy female male junior juniors youth u21 u19 ehemalige
ehemaliger ehemaligen früherer frühere dutzende hunderte tausende halb halbe doppelt frauen frau männer mann mädchen
jungen moitié demi femmes femme hommes homme ancien ancienne monday tuesday wednesday thursday friday saturday sunday
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi
dimanche january february april june july august september october november december jan feb apr jun jul aug sep sept
oct nov dec januar februar märz juni juli oktober dezember jänner janvier février avril juin juillet août septembre
octobre novembre décembre today tomorrow yesterday tonight heute morgen gestern aujourd hui demain hier
"""
COMMON = STOP_WORDS | frozenset(TITLES_NEGATIONS_AND_DAYS.split())  # tell nothing of a story
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NAME = re.compile(r"(?<=[\w,;’'] )[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*")  # with a capital, and within a sentence
WIDE = re.compile(r"[\u30a0-\u30ff\u3400-\u9fff]{2,8}")  # runs of kanji and katakana
POSSESSIVE = re.compile(r"['’]s$")


def traits_of(headline, standfirst, body):
    """The hashes under which the story is found, each once."""
    text = f"{standfirst}\n{body}".strip()
    words = (signed_digest(f"word {word}") for word in telling_words(headline, text))
    return dict.fromkeys([*words, *band_traits(normal_form(text))])


def signed_digest(text):
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def telling_words(headline, text):
    """Folded names and long words of the headline, the most telling first."""
    headline, text = cap_marks(headline), cap_marks(text[:MAX_READ])
    weights = Counter()
    in_lower_case = set(WORD.findall(text))
    for name, times in Counter(NAME.findall(text)).items():
        folded = name.casefold()
        if name[0].isupper() and folded not in in_lower_case and tells(folded):
            weights[folded] += 3 + log2(1 + times)
    words = [POSSESSIVE.sub("", word) for word in WORD.findall(headline)]
    for word in dict.fromkeys([*words, *WIDE.findall(headline)]):
        folded = word.casefold()
        if folded in weights or (tells(folded) and (len(folded) >= LONG or WIDE.match(folded))):
            weights[folded] += 3
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    alike = {word[:ALIKE]: word for word in reversed(ranked)}
    return [word for word in ranked if alike[word[:ALIKE]] == word][:TELLING]


def tells(folded):
    return len(folded) > 2 - bool(WIDE.match(folded)) and folded not in COMMON


ODD = np.array([signed_digest(f"row {n}") | 1 for n in range(BANDS * ROWS)]).view(np.uint64)
MIX = np.array([signed_digest(f"place {n}") | 1 for n in range(WIDE_SHINGLE)]).view(np.uint64)


def band_traits(plain_text):
    """MinHash bands of the text's shingles; none of a short text."""
    words = plain_text.split()
    is_wide = len(plain_text) > 12 * max(1, len(words))
    size = WIDE_SHINGLE if is_wide else SHINGLE
    marks = map(ord, plain_text) if is_wide else (zlib.crc32(word.encode()) for word in words)
    hashes = np.fromiter(marks, dtype=np.uint64)
    count = len(hashes) - size + 1
    if count < MIN_SHINGLES:
        return []
    shingles = np.zeros(count, dtype=np.uint64)
    for start in range(size):
        shingles += hashes[start : start + count] * MIX[start]
    shingles ^= shingles >> np.uint64(29)
    smallest = np.array([(shingles * odd).min() for odd in ODD]).reshape(BANDS, ROWS)
    bands = (smallest[:, 0] * MIX[0] + smallest[:, 1] * MIX[1] + np.arange(BANDS, dtype=np.uint64)).view(np.int64)
    return bands.tolist()
