"""A frozen copy of how migration 0017 counted the paragraphs that a new version of a story changed; never changed."""

import re

from rapidfuzz.distance import Indel

ALIKE = 0.4  # of their words, before one paragraph counts as the other changed
AHEAD = 8  # paragraphs among which the one that was changed is looked for
LONGEST = 10_000  # paragraphs, or words and spaces of one, that are compared
SOUTHEAST_ASIAN = r"\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"
UNSPACED = SOUTHEAST_ASIAN + r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
WORDS = re.compile(rf"\s+|[^\W{UNSPACED}]+|.", re.DOTALL)


def changed_paragraphs(older, newer):
    """How many paragraphs below the headline were changed, put in or taken out; each is a kind and a text."""
    gone_in_all = come_in_all = 0
    for gone, come in changes(older, newer):
        at = 0
        for paragraph in come:
            ahead = range(at, min(at + AHEAD, len(gone)))
            changed = next((place for place in ahead if are_alike(gone[place], paragraph)), None)
            come_in_all += counted([paragraph])
            if changed is not None:
                gone_in_all += counted(gone[at : changed + 1])
                at = changed + 1
        gone_in_all += counted(gone[at:])
    return max(gone_in_all, come_in_all)


def counted(paragraphs):
    return sum(kind != "headline" for kind, _ in paragraphs)


def changes(older, newer):
    """What each change takes out and puts in."""
    if max(len(older), len(newer)) > LONGEST:
        yield older, newer
        return
    i = j = 0
    for block in Indel.opcodes(older, newer).as_matching_blocks():
        yield older[i : block.a], newer[j : block.b]
        i, j = block.a + block.size, block.b + block.size


def are_alike(old, new):
    a, b = words_of(old[1]), words_of(new[1])
    if old[0] != new[0] or max(len(a), len(b)) > LONGEST:
        return False
    return Indel.normalized_similarity(a, b, score_cutoff=ALIKE) >= ALIKE


def words_of(text):
    return [word for word in WORDS.findall(text) if word.isalnum()]
