"""Tags that a scraper left in a text: "<p>" and "<br>" become the ends of lines, and others nothing."""

import re

MAX_ATTRIBUTES = 1_000  # characters in a tag
LEAST_BLOCKS = 2  # tags that end lines, of a text that is marked up
MOST_BLOCKS = 20_000  # such tags; a text with more has too many lines to be a page
LEAST_PAIRED = 4  # other tags, where no tag ends lines
MOST_NAMED = 0.2  # share of the tags that stand between words, as names of tags do in a text about them
_SPACED = "p|h[1-6]|div|blockquote|article|section|header|footer|main|ul|ol|table|figure|pre|hr"
_SINGLE = "br|li|tr|figcaption"
_INLINE = "a|b|i|u|s|em|strong|span|small|sub|sup|cite|q|mark|time|abbr|font|img|td|th|tbody|thead|strike|del|ins"
_TAG = re.compile(
    rf"<(?P<end>/?)(?:(?P<spaced>{_SPACED})|(?P<single>{_SINGLE})|(?P<inline>{_INLINE}))"
    rf"(?:\s[^<>\n]{{0,{MAX_ATTRIBUTES}}}+)?/?>",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_AROUND = " \t\"'“”‘’„«»`(),.:;"  # beside the name of a tag in a sentence


def without_tags(text: str) -> tuple[str, list[int]]:
    """Return a text without its tags, and the number of the line that each of its lines stood in.

    Both numbers of a text that isn't marked up are the same, and none is returned.
    """
    if "<" not in text or not _is_marked_up(text):
        return text, []
    lines: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(_LINE_END.split(text), start=1):
        parts = _TAG.sub(_replaced, line).split("\n")
        lines += parts
        numbers += [number] * len(parts)
    return "\n".join(lines), numbers


def _is_marked_up(text: str) -> bool:
    tags = list(_TAG.finditer(text))
    named = sum(_is_named(text, tag) for tag in tags)
    blocks = sum(not tag["inline"] for tag in tags)
    ended = sum(bool(tag["end"]) for tag in tags)
    is_paired = len(tags) >= LEAST_PAIRED and named == 0 and 2 * ended == len(tags) and not blocks
    return (LEAST_BLOCKS <= blocks <= MOST_BLOCKS and named <= MOST_NAMED * len(tags)) or is_paired


def _is_named(text: str, tag: re.Match[str]) -> bool:
    """Whether a tag stands in the middle of a line with a space or a quotation mark on both sides."""
    before, after = text[tag.start() - 1 : tag.start()], text[tag.end() : tag.end() + 1]
    return bool(before and after) and before in _AROUND and after in _AROUND


def _replaced(tag: re.Match[str]) -> str:
    if tag["spaced"]:
        return "\n\n"
    if tag["single"]:
        is_item = tag["single"].lower() == "li" and not tag["end"]
        return "\n• " if is_item else "\n"
    return ""
