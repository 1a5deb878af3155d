"""Features of each line's links: where they lead, and whether their addresses look like those of stories."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import SplitResult, urlsplit

import numpy as np

from articles.documents.html.element_tree import Elements
from articles.text.normal_form import line_form

MAX_ADDRESS = 500  # characters of an address that are read; longer ones are trackers
LEAST_LETTERS = 4  # of a word of an address that a headline may share
SLUG_WORDS = 4  # in the last part of an address, from which on it reads like a headline
LONG_NUMBER = 5  # digits of a story's number
MOST = 20  # links and parts of a path are counted up to here
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_DAY = re.compile(r"/(?:19|20)\d\d[/-]?\d\d")
NOTHING: tuple[float, ...] = (0.0,) * 12


def link_features(
    elements: Elements, numbers: Sequence[int], texts: Sequence[str], url: str | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return one row (lines x 12) for the links of each line, and a number for the address of its longest link.

    `url` is the page's own address, if it names one. The columns: distinct addresses; share of the line that the
    longest link is; kind of its address (0 same site, 1 this page, 2 another site, 3 none of the web); parts of its
    path, most words in one, longest number, day, query and fragment; first parts shared with the page's own path, and
    likeness to it; share of the address' words in the line; lines that link to it. Lines without a link have number -1.
    """
    own = _split(url or "")
    addresses = [_addresses(elements, number) for number in numbers]
    chosen = [max(found, key=found.__getitem__, default="") for found in addresses]
    counts = Counter(chosen)
    site = own.netloc or _commonest_host(chosen)
    known: dict[str, tuple[SplitResult, list[float]]] = {}
    rows: list[tuple[float, ...]] = []
    for address, found, text in zip(chosen, addresses, texts, strict=True):
        if not found:
            rows.append(NOTHING)
            continue
        if address not in known:
            parts = _split(address)
            known[address] = parts, _of_address(parts, own, site)
        parts, columns = known[address]
        size = min(1.0, found[address] / max(1, len(text)))
        shared = _shared(parts, text)
        rows.append((min(MOST, len(found)), size, *columns, shared, min(MOST, counts[address])))
    places = {address: place for place, address in enumerate(filter(None, counts))}
    target = np.array([places.get(address, -1) for address in chosen], dtype=np.int64)
    return np.array(rows, dtype=np.float64).reshape(len(numbers), len(NOTHING)), target


def _addresses(elements: Elements, number: int) -> Mapping[str, int]:
    """Return the addresses that a line links to, each with the number of characters that do."""
    found: dict[str, int] = {}
    for text in elements.texts[elements.ends[number - 2] if number > 1 else 0 : elements.ends[number - 1]]:
        if text.is_linked and (address := elements.address_of(text.element)):
            found[address] = found.get(address, 0) + text.size
    return found


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address[:MAX_ADDRESS].strip())
    except ValueError:
        return SplitResult("", "", "", "", "")


def _commonest_host(addresses: Sequence[str]) -> str:
    hosts = Counter(host for address in addresses if (host := _split(address).netloc))
    return max(sorted(hosts), key=hosts.__getitem__, default="")


def _site(host: str) -> str:
    """Return the last two parts of a host's name: www.example.org and m.example.org are one site."""
    return ".".join(host.lower().partition(":")[0].rsplit(".", 2)[-2:])


def _of_address(parts: SplitResult, own: SplitResult, site: str) -> list[float]:
    """Return what an address by itself says about the page behind it."""
    is_web = parts.scheme in ("", "http", "https")
    is_same = is_web and (not parts.netloc or _site(parts.netloc) == _site(site))
    path = parts.path.rstrip("/")
    is_itself = is_same and (path in ("", own.path.rstrip("/")) or not parts.path)
    steps = [step for step in path.split("/") if step]
    words = max((len(_WORD.findall(step)) for step in steps), default=0)
    digits = max((len(number) for number in _NUMBER.findall(path + "?" + parts.query)), default=0)
    kind = 3.0 if not is_web else 2.0 if not is_same else 1.0 if is_itself else 0.0
    return [
        kind,
        float(min(MOST, len(steps))),
        float(min(MOST, words)),
        float(min(MOST, digits)),
        float(bool(_DAY.search(path))),
        float(bool(parts.query)) + 2 * float(bool(parts.fragment)),
        *_like_own(steps, [step for step in own.path.split("/") if step], words, digits),
    ]


def _like_own(steps: Sequence[str], own: Sequence[str], words: int, digits: int) -> tuple[float, float]:
    """Return the number of first parts shared with the page's own path, and how far their shapes agree."""
    if not own or not steps:
        return -1.0, -1.0
    shared = next(
        (place for place, (a, b) in enumerate(zip(steps, own, strict=False)) if a != b), min(len(steps), len(own))
    )
    own_words = max(len(_WORD.findall(step)) for step in own)
    own_digits = max((len(number) for number in _NUMBER.findall("/".join(own))), default=0)
    agree = (len(steps) == len(own)) + ((words >= SLUG_WORDS) == (own_words >= SLUG_WORDS))
    agree += (digits >= LONG_NUMBER) == (own_digits >= LONG_NUMBER)
    agree += steps[-1].rpartition(".")[2] == own[-1].rpartition(".")[2] if "." in own[-1] else "." not in steps[-1]
    return float(shared), float(agree)


def _shared(parts: SplitResult, text: str) -> float:
    """Return the share of the address' longer words that the line holds; a headline's address is made of it."""
    words = [word for word in _WORD.findall(parts.path.lower()) if len(word) >= LEAST_LETTERS and word.isalpha()]
    form = line_form(text).replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return sum(word in form for word in words) / len(words) if words else 0.0
