"""Decodes bytes that are UTF-8 in part: with single wrong bytes, or with stretches of lines in another encoding."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

# Costs of a line, by which each stretch gets its encoding. In texts of 20 legacy encodings (1,000 pages), bytes that
# are valid UTF-8 by chance have at most .55 times as many continuation bytes as there are wrong bytes.
CONTINUATION = 1.5  # for each valid continuation byte if the line is legacy; 1 for each wrong byte if it is UTF-8
SWITCH = 4.0  # for another encoding than that of the line before; so many wrong bytes in a row are no accident
_WRONG = re.compile("[\udc80-\udcff]+")  # bytes as "surrogateescape" decodes them
_BEYOND_LATIN = re.compile("[\u0370-\u1cff\u2e80-\ud7ff]")


def decode_lines(content: bytes, decode_legacy: Callable[[bytes], str]) -> str:
    """Return the text: stretches of UTF-8 with their wrong bytes replaced, the other stretches by `decode_legacy`."""
    lines = content.splitlines(keepends=True)
    texts = [line.decode("utf-8", "surrogateescape") for line in lines]
    legacy = _are_legacy([_costs(line, text) for line, text in zip(lines, texts, strict=True)])
    western = _western_bytes("".join(text for text, is_legacy in zip(texts, legacy, strict=True) if not is_legacy))
    parts = []
    for is_legacy, stretch in groupby(zip(legacy, lines, texts, strict=True), key=lambda line: line[0]):
        if is_legacy:
            parts.append(decode_legacy(b"".join(line for _, line, _ in stretch)))
        else:
            parts += [_repaired(text, western) for _, _, text in stretch]
    return "".join(parts)


def _costs(line: bytes, text: str) -> tuple[float, float]:
    """Return what it costs to take the line for UTF-8, and for legacy."""
    return sum(map(len, _WRONG.findall(text))), CONTINUATION * (len(line) - len(text))


def _are_legacy(costs: Sequence[tuple[float, float]]) -> list[bool]:
    """Return whether each line is legacy, so that all costs together are least (Viterbi); UTF-8 when they tie."""
    utf8, legacy = 0.0, 0.0
    switched: list[tuple[bool, bool]] = []  # whether the best way to UTF-8, and to legacy, comes from the other one
    for utf8_cost, legacy_cost in costs:
        switched.append((legacy + SWITCH < utf8, utf8 + SWITCH < legacy))
        utf8, legacy = min(utf8, legacy + SWITCH) + utf8_cost, min(legacy, utf8 + SWITCH) + legacy_cost
    is_legacy, found = legacy < utf8, []
    for to_utf8, to_legacy in reversed(switched):
        found.append(is_legacy)
        is_legacy ^= to_legacy if is_legacy else to_utf8
    return found[::-1]


def _western_bytes(text: str) -> dict[str, str]:
    """Return the wrong bytes that may be characters of Windows-1252: all that begin no character of this text."""
    begins = {character.encode()[0] for character in set(text) if not _WRONG.match(character)}
    characters = {byte: bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0x100) if byte not in begins}
    return {chr(0xDC00 + byte): character for byte, character in characters.items() if character}


def _repaired(line: str, western: dict[str, str]) -> str:
    """Return the line with one character for each run of wrong bytes.

    A byte alone, with ASCII on both sides, in a line of Latin letters is its Windows-1252 character; all else U+FFFD.
    """

    def character_of(run: re.Match[str]) -> str:
        around = line[max(0, run.start() - 1) : run.start()] + line[run.end() : run.end() + 1]
        return western.get(run[0], "\ufffd") if is_latin and around.isascii() else "\ufffd"

    is_latin = not _BEYOND_LATIN.search(line)
    return _WRONG.sub(character_of, line)
