"""64-bit hashes of texts, signed as a database's big integers are, and the key of a headline."""

from functools import lru_cache
from hashlib import blake2b

from articles.text.normal_form import normal_form


@lru_cache(maxsize=65_536)
def headline_key(text: str) -> int:
    """Return the signed 64-bit BLAKE2b of the normal form, which all spellings of one headline have in common.

    Cached, because the same related headlines occur on many pages (0.07 instead of 3 microseconds).
    """
    return signed_digest(normal_form(text))


def signed_digest(text: str) -> int:
    """Return the signed 64-bit BLAKE2b of a text as it is, not of its normal form."""
    return signed_digest_of(text.encode("utf-8", "replace"))


def signed_digest_of(data: bytes) -> int:
    """Return the signed 64-bit BLAKE2b of bytes."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)
