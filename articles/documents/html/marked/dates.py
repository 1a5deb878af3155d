"""The dates of publication that a page marks in the story's own header: <time>, microformats, microdata."""

import re
from collections.abc import Collection, Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.lexicon.publication import CHANGED, PUBLISHED

_DATES = (
    "[itemprop=datePublished], time[pubdate], .dt-published, .published[title], .published[datetime], "
    ".entry-date[title], .entry-date[datetime]"
)
_OF_OTHERS = re.compile(r"comment|related|recommend|teaser|sidebar|widget", re.IGNORECASE)
_CHANGED_NAME = re.compile(r"modif|updat|chang|revis", re.IGNORECASE)
_OUTSIDE = frozenset({"aside", "footer", "nav"})
_ANY = f"{_DATES}, time[datetime]"
_PUBLISHED_NAME = re.compile(r"publi|creat", re.IGNORECASE)
_NO_LABELS = frozenset({"br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "figure", None})
_IN_BRACKETS = re.compile(r"^\W*\([^)]*\)")  # said of the date before
_WIDE = "\u2e80"  # the first of the letters that are written without spaces
LABELS_UP = 2  # elements up in which the words before a date stand
MAX_UP = 30  # elements
MAX_DATES = 60  # elements of a page that are looked at
LONG = 100  # characters of a paragraph of the story
MOST_ABOVE = 2  # such paragraphs between the headline and its date, where no <article> holds both
LONGEST_LABEL = 60  # characters


def marked_dates(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield the dates, the likeliest first: those of publication by their names, then those below the headline."""
    body = tree.body
    if body is None or body.css_first(_ANY) is None:
        return
    title = body.css_first("h1")
    around_title = {up.mem_id for up in _ancestors(title)} if title else frozenset()
    explicit = {node.mem_id for node in body.css(_DATES)[:MAX_DATES]}
    found: list[tuple[bool, bool, LexborNode]] = []
    for node, above in _in_order(body, title):
        is_own, is_explicit = _is_own(node, around_title), node.mem_id in explicit
        if is_own and (is_explicit or _is_in_article(node) or 0 <= above <= MOST_ABOVE) and not _is_change(node):
            found.append((not is_explicit, above < 0, node))
    yield from (_value(node) for _, _, node in sorted(found, key=lambda one: one[:2]))


def _in_order(body: LexborNode, title: LexborNode | None) -> Iterator[tuple[LexborNode, int]]:
    """Yield each date with the number of long paragraphs between it and the headline above; -1 above the headline."""
    seen: set[int] = set()
    above, title_id = -1, title.mem_id if title else 0
    for node in body.css(f"h1, p, {_ANY}"):
        if node.mem_id == title_id:
            above = 0
        elif node.tag == "p":
            above += above >= 0 and len(node.text()) > LONG
        elif node.mem_id not in seen and node.tag != "h1":
            seen.add(node.mem_id)
            yield node, above
            if len(seen) >= MAX_DATES:
                return


def _is_own(node: LexborNode, around_title: Collection[int]) -> bool:
    """Whether a date is the story's: not that of a card, a comment or another box."""
    articles = 0
    for up in _ancestors(node):
        if up.mem_id in around_title:
            return True
        if up.tag in _OUTSIDE or _OF_OTHERS.search(f"{up.attributes.get('class')} {up.attributes.get('id')}"):
            return False
        articles += up.tag == "article"
        if articles > (0 if around_title else 1):
            return False
    return True


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    up = node.parent
    for _ in range(MAX_UP):
        if up is None or up.tag in ("body", "html", None):
            return
        yield up
        up = up.parent


def _is_in_article(node: LexborNode) -> bool:
    return any(up.tag == "article" for up in _ancestors(node))


def _is_change(node: LexborNode) -> bool:
    """Whether a date is that of a change: by its names, or by the last word before it, or one in brackets behind it."""
    parent = node.parent
    for one in (node, parent):
        names = " ".join(one.attributes.get(name) or "" for name in ("class", "itemprop", "id")) if one else ""
        if _CHANGED_NAME.search(names) and not _PUBLISHED_NAME.search(names):
            return True
    behind = (node.next.text() if node.next else "").strip()[:LONGEST_LABEL].casefold()
    label = _label(node)
    return _last(_CHANGED, label) > _last(_PUBLISHED, label) or (behind[:1] == "(" and bool(_CHANGED.match(behind, 1)))


def _label(node: LexborNode) -> str:
    """Return the words before a date, down from the date before it: "updated on", "first published"."""
    parts, one = [node.text() if node.attributes.get("datetime") else ""], node
    for _ in range(LABELS_UP + 1):
        before = one.prev
        while before is not None and (before.tag == "-text" or _is_label(before)):
            parts.append(before.text())
            before = before.prev
        if before is not None or one.parent is None or sum(map(len, parts)) > LONGEST_LABEL:
            break
        one = one.parent
    return _IN_BRACKETS.sub("", " ".join(reversed(parts)).strip())[-LONGEST_LABEL:].casefold()


def _is_label(node: LexborNode) -> bool:
    """Whether an element beside a date may hold the word for it: it is short, no heading and no other date."""
    return node.tag not in _NO_LABELS and len(node.text()) <= LONGEST_LABEL and node.css_first(_ANY) is None


def _last(cue: re.Pattern[str], label: str) -> int:
    """Return where the last such word of a label begins; -1 without one."""
    return max((match.start() for match in cue.finditer(label)), default=-1)


def _value(node: LexborNode) -> str:
    attributes = node.attributes
    return next(filter(None, map(attributes.get, ("datetime", "content", "title"))), None) or node.text()[:200]


def _cue(beginnings: Sequence[str]) -> re.Pattern[str]:
    longest = sorted(beginnings, key=len, reverse=True)
    return re.compile("|".join(rf"\b{word}" if word[0] < _WIDE else word for word in longest))


_CHANGED, _PUBLISHED = _cue(CHANGED), _cue(PUBLISHED)
