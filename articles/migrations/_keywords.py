"""A frozen copy of how migration 0016 found the keywords of a story again, by their stored hashes; never changed."""

from collections import Counter
from math import log2

from articles.migrations._normal_form import cap_marks
from articles.migrations._story_traits import MAX_READ, NAME, POSSESSIVE, WIDE, WORD, signed_digest


def keywords_by(traits, headline, text):
    """The words whose hashes are among these traits, as they are printed, those with the highest weight first."""
    headline, text = cap_marks(headline), cap_marks(text[:MAX_READ])
    weights, spellings = Counter(), {}
    in_lower_case = set(WORD.findall(text))
    for name, times in Counter(NAME.findall(text)).items():
        folded = name.casefold()
        if name[0].isupper() and folded not in in_lower_case:
            spellings.setdefault(folded, name)
            weights[folded] += 3 + log2(1 + times)
    words = [POSSESSIVE.sub("", word) for word in WORD.findall(headline)]
    for word in dict.fromkeys([*words, *WIDE.findall(headline)]):
        spellings.setdefault(word.casefold(), word)
        weights[word.casefold()] += 3
    ranked = sorted(weights, key=lambda folded: (-weights[folded], folded))
    return [spellings[folded] for folded in ranked if signed_digest(f"word {folded}") in traits]
