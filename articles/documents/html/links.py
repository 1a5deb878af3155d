"""Features of each line's links: where they lead, and whether their addresses look like those of stories."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    addresses = [_addresses(elements, number) for number in numbers]
    chosen = [max(found, key=found.__getitem__, default="") for found in addresses]
    counts = Counter(chosen)
    split = {address: _split(address) for address in counts}
    own = _Own.of(_split(url or ""), split, chosen)
    known = {address: (_of_address(parts, own), _words(parts)) for address, parts in split.items()}
    rows: list[tuple[float, ...]] = []
    for address, found, text in zip(chosen, addresses, texts, strict=True):
        if not found:
            rows.append(NOTHING)
            continue
        columns, words = known[address]
        size = min(1.0, found[address] / max(1, len(text)))
        rows.append((min(MOST, len(found)), size, *columns, _shared(words, text), min(MOST, counts[address])))
    places = {address: place for place, address in enumerate(filter(None, counts))}
    target = np.array([places.get(address, -1) for address in chosen], dtype=np.int64)
    return np.array(rows, dtype=np.float64).reshape(len(numbers), len(NOTHING)), target


def _addresses(elements: Elements, line: int) -> Mapping[str, int]:
    """Return the addresses that a line links to, each with the number of characters that do."""
    found: dict[str, int] = {}
    for text in elements.texts_of(line):
        if address := elements.addresses.get(elements.links[text]):
            found[address] = found.get(address, 0) + elements.sizes[text]
    return found


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address[:MAX_ADDRESS].strip())
    except ValueError:
        return SplitResult("", "", "", "", "")


def _commonest_host(hosts: Iterable[str]) -> str:
    counts = Counter(filter(None, hosts))
    return max(sorted(counts), key=counts.__getitem__, default="")


def _site(host: str) -> str:
    """Return the last two parts of a host's name: www.example.org and m.example.org are one site."""
    return ".".join(host.lower().partition(":")[0].rsplit(".", 2)[-2:])


@dataclass(frozen=True, slots=True)
class _Own:
    """What the page's own address is like, with which those of its links are compared."""

    site: str
    path: str
    steps: Sequence[str]
    words: int  # most in a part of the path
    digits: int  # of the longest number

    @classmethod
    def of(cls, url: SplitResult, split: Mapping[str, SplitResult], addresses: Iterable[str]) -> "_Own":
        """Describe a URL; one that names no host has that of most links."""
        steps = [step for step in url.path.split("/") if step]
        host = url.netloc or _commonest_host(split[address].netloc for address in addresses)
        return cls(_site(host), url.path.rstrip("/"), steps, _most_words(steps), _longest_number("/".join(steps)))


def _most_words(steps: Iterable[str]) -> int:
    return max((len(_WORD.findall(step)) for step in steps), default=0)


def _longest_number(text: str) -> int:
    return max(map(len, _NUMBER.findall(text)), default=0)


def _of_address(parts: SplitResult, own: _Own) -> list[float]:
    """Return what an address by itself says about the page behind it."""
    is_web = parts.scheme in ("", "http", "https")
    is_same = is_web and (not parts.netloc or _site(parts.netloc) == own.site)
    path = parts.path.rstrip("/")
    is_itself = is_same and (path in ("", own.path) or not parts.path)
    steps = [step for step in path.split("/") if step]
    words, digits = _most_words(steps), _longest_number(path + "?" + parts.query)
    kind = 3.0 if not is_web else 2.0 if not is_same else 1.0 if is_itself else 0.0
    return [
        kind,
        float(min(MOST, len(steps))),
        float(min(MOST, words)),
        float(min(MOST, digits)),
        float(bool(_DAY.search(path))),
        float(bool(parts.query)) + 2 * float(bool(parts.fragment)),
        *_like_own(steps, own, words, digits),
    ]


def _like_own(steps: Sequence[str], own: _Own, words: int, digits: int) -> tuple[float, float]:
    """Return the number of first parts shared with the page's own path, and how far their shapes agree."""
    if not own.steps or not steps:
        return -1.0, -1.0
    pairs = enumerate(zip(steps, own.steps, strict=False))
    shared = next((place for place, (a, b) in pairs if a != b), min(len(steps), len(own.steps)))
    last, own_last = steps[-1], own.steps[-1]
    agree = (len(steps) == len(own.steps)) + ((words >= SLUG_WORDS) == (own.words >= SLUG_WORDS))
    agree += (digits >= LONG_NUMBER) == (own.digits >= LONG_NUMBER)
    agree += last.rpartition(".")[2] == own_last.rpartition(".")[2] if "." in own_last else "." not in last
    return float(shared), float(agree)


def _words(parts: SplitResult) -> list[str]:
    """Return the longer words of an address; that of a headline's story is made of it."""
    return [word for word in _WORD.findall(parts.path.lower()) if len(word) >= LEAST_LETTERS and word.isalpha()]


def _shared(words: Sequence[str], text: str) -> float:
    """Return the share of the words that the line holds."""
    if not words:
        return 0.0
    form = line_form(text)
    if not form.isascii():
        form = form.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    return sum(word in form for word in words) / len(words)
