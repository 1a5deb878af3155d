"""The version of the folding, by which an index knows whether its words are those that queries have now."""

from hashlib import blake2b

from articles.text.folding.letters import ACCENT, DIGITS, INVISIBLE, LETTERS, PLAIN, SIGNS
from articles.text.folding.rules import BIGRAMS, JOINTS, NUMBERS

_STEPS = (PLAIN, INVISIBLE, DIGITS, SIGNS, NUMBERS, ACCENT, LETTERS, JOINTS, BIGRAMS)
VERSION = blake2b(repr(_STEPS).encode(), digest_size=6).hexdigest()
