"""What each line says by itself and by its place in the page, as columns of numbers."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from articles.lexicon.cues import BOILERPLATE_KINDS, CUE_KINDS
from articles.understanding.features.tokens import FIRST_CUE, FIRST_LANGUAGE, SHAPES, tokens_of
from articles.understanding.features.windows import best_span, distance_to, nearest, since
from articles.understanding.lines import Line

LONG = 60  # characters; a line that could be a paragraph
FAR = 60  # lines; farther is as far
OWN_WORDS = 40  # a page's commonest short words stand in for a language's small words
UNKNOWN = -1.0  # instead of NaN, so that a comparison decides alone
_SHAPE = {name: place for place, name in enumerate(SHAPES)}
_CUE = {name: place for place, name in enumerate(CUE_KINDS)}
_QUOTES = "\"'“”‘’„«»‹›「『"
_BULLETS = "•◦▪‣∙●·*–-—►▶→+"


class LineFeatures:
    """The columns of a document's lines, by name, and what later columns are made from."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.texts = [line.text for line in lines]
        self.count = len(lines)
        self.tokens = tokens_of(self.texts)
        self.columns: dict[str, np.ndarray] = {}
        self.sums = np.add.reduceat(self.tokens.columns, self.tokens.starts[:-1], axis=0, dtype=np.float32)
        self.words = np.diff(self.tokens.starts).astype(np.float32)
        self._add_words()
        self._add_ends()
        self._add_gaps(lines)
        self._add_repeats()
        self._add_place()
        self._add_vocabulary()
        self._add_memory()
        self._add_sentences()
        self._add_echo()

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]

    def shape(self, name: str) -> np.ndarray:
        return self.sums[:, _SHAPE[name]]

    def cue(self, name: str) -> np.ndarray:
        return self.sums[:, FIRST_CUE + _CUE[name]]

    def _add_words(self) -> None:
        c, words = self.columns, self.words
        c["chars"] = np.array([len(text) for text in self.texts], dtype=np.float32)
        c["words"] = words
        c["width"] = c["chars"] + 1.5 * self.shape("wide")
        c["word_length"] = self.shape("length") / words
        long = c["width"] >= 80
        said = self.sums[:, FIRST_LANGUAGE:FIRST_CUE]
        of_long = said[long].sum(axis=0) if long.any() else said.sum(axis=0)
        self.language = int(of_long.argmax()) if of_long.max() >= 5 else -1
        small = said[:, self.language] if self.language >= 0 else np.zeros(self.count, dtype=np.float32)
        c["small"] = small / words
        c["own_small"] = self._own_small()
        c["upper"], c["caps"] = self.shape("upper") / words, self.shape("caps") / words
        c["digits"] = self.shape("digits") / np.maximum(1, self.shape("length"))
        c["commas"] = self.shape("comma")
        last = self.tokens.columns[self.tokens.starts[1:] - 1]
        c["inner_stops"] = self.shape("stop") - last[:, _SHAPE["stop"]] + np.maximum(0, self.shape("stops") - 1)
        c["bars"], c["date"], c["time"] = self.shape("bar"), self.shape("date"), self.shape("time")
        for kind in CUE_KINDS:
            c[f"cue_{kind}"] = self.cue(kind)
        c["flags"] = (self.sums[:, [FIRST_CUE + _CUE[k] for k in BOILERPLATE_KINDS]] > 0).sum(axis=1)
        first = self.tokens.columns[self.tokens.starts[:-1]]
        c["first_cues"] = first[:, FIRST_CUE:].sum(axis=1)
        c["first_byline"] = first[:, FIRST_CUE + _CUE["byline"]]
        c["cue_share"] = self.sums[:, FIRST_CUE:].sum(axis=1) / words
        c["page_small"] = np.full(self.count, small.sum() / max(1.0, words.sum()))
        kind = 0 if self.language == 0 else 1 if self.language == 1 else 2 if self.language > 1 else 3
        c["page_language"] = np.full(self.count, kind)

    def _own_small(self) -> np.ndarray:
        """Share of the page's own commonest short words, for languages without a list."""
        plain, length = self.tokens.plain, self.tokens.columns[:, _SHAPE["letters"]]
        counts = np.bincount(plain[(length > 0) & (length <= 4)], minlength=int(plain.max()) + 1)
        common = np.zeros(len(counts), dtype=bool)
        top = np.argsort(-counts, kind="stable")[:OWN_WORDS]
        common[top[counts[top] > 1]] = True
        return np.add.reduceat(common[plain], self.tokens.starts[:-1], dtype=np.float32) / self.words

    def _add_ends(self) -> None:
        ends = np.array([_ends(text) for text in self.texts], dtype=np.float32)
        for place, name in enumerate(("stop", "end_mark", "first", "bullet")):
            self.columns[name] = ends[:, place]
        c = self.columns
        c["headline_like"] = (self.words >= 4) & (self.words <= 25) & (c["stop"] < 1) & (c["first"] != 2)
        c["paragraph_like"] = (c["width"] >= 80) & ((c["stop"] > 0) | (c["inner_stops"] > 0))

    def _add_gaps(self, lines: Sequence[Line]) -> None:
        """Blank lines around each line; unknown where the text has none at all."""
        before = np.array([line.blanks_before for line in lines], dtype=np.float32)
        after = np.array([line.blanks_after for line in lines], dtype=np.float32)
        self.spaced = bool(before[1:].any())
        block = np.cumsum(before > 0)
        size = np.bincount(block)[block].astype(np.float32)
        unknown = np.full(self.count, UNKNOWN, dtype=np.float32)
        c = self.columns
        c["gap"], c["gap_after"] = (np.minimum(before, 4), np.minimum(after, 4)) if self.spaced else (unknown, unknown)
        c["block"] = size if self.spaced else unknown

    def _add_repeats(self) -> None:
        plain, starts = self.tokens.plain, self.tokens.starts.tolist()
        keys = [plain[a:b].tobytes() for a, b in pairwise(starts)]
        numbers: dict[bytes, int] = {}
        self.same = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
        counts = np.bincount(self.same)
        first = np.full(len(counts), self.count)
        np.minimum.at(first, self.same, np.arange(self.count))
        self.columns["printed"] = np.minimum(counts[self.same], 5)
        self.columns["seen"] = first[self.same] < np.arange(self.count)

    def _add_place(self) -> None:
        c, index = self.columns, np.arange(self.count, dtype=np.float32)
        c["place"] = index / max(1, self.count - 1)
        c["index"] = np.minimum(index, 300)
        total = np.cumsum(c["width"])
        c["char_place"] = total / total[-1]
        c["page_lines"] = np.full(self.count, min(self.count, 1500))
        c["page_chars"] = np.full(self.count, min(total[-1], 100_000))
        c["page_long"] = np.full(self.count, (c["width"] >= 150).sum())
        small = np.maximum(c["small"], c["own_small"] * 0.8) if self.language >= 0 else c["own_small"]
        dense = np.minimum(c["width"], 350) * (0.4 + small) - 45 - 40 * np.minimum(c["flags"], 3)
        self.run = best_span(dense)
        c["density"] = dense
        c["to_run"] = distance_to(self.run, self.count, FAR)
        c["run_lines"] = np.full(self.count, self.run.stop - self.run.start)
        c["run_share"] = np.full(self.count, c["width"][self.run].sum() / total[-1])
        long = c["width"] >= LONG
        c["since_long"], c["until_long"] = nearest(long, FAR)

    def _add_vocabulary(self) -> None:
        """How many of a line's words of content stand elsewhere: in the dense run, near by, in the first line."""
        line, word, size = self.content()
        inside = (line >= self.run.start) & (line < self.run.stop)
        in_run = np.bincount(word[inside], minlength=size)[word] - inside
        long = self.columns["width"] >= LONG
        order = np.cumsum(long)  # how many long lines stand up to here
        share = self.share_of(line, in_run > 0)
        c = self.columns
        c["run_words"], c["run_word_count"] = share, share * self.content_count
        c["words_before"] = self.share_of(line, self._stands(line, word, order, long, -3, -1))
        c["words_after"] = self.share_of(line, self._stands(line, word, order, long, 1, 4))
        title = np.zeros(size, dtype=bool)
        title[word[line == 0]] = True
        c["title_words"] = self.share_of(line, title[word])
        c["content"] = self.content_count / self.words
        c["rare_run"] = self.share_of(line, in_run > 2)

    def content(self) -> tuple[np.ndarray, np.ndarray, int]:
        """Lines and words of content, each pair once, sorted by line; and how many words the page has."""
        columns, plain = self.tokens.columns, self.tokens.plain
        wanted = columns[:, _SHAPE["letters"]] + columns[:, _SHAPE["wide"]] >= 4
        if self.language >= 0:
            wanted &= columns[:, FIRST_LANGUAGE + self.language] == 0
        size = int(plain.max()) + 1
        pairs = np.unique(self.tokens.line_of[wanted] * size + plain[wanted])
        line, word = pairs // size, pairs % size
        self.content_count = np.bincount(line, minlength=self.count).astype(np.float32)
        self.pairs = (line, word, size)
        return self.pairs

    def share_of(self, line: np.ndarray, hit: np.ndarray) -> np.ndarray:
        """Of each line's words of content, the share for which `hit` holds."""
        return np.bincount(line[hit], minlength=self.count) / np.maximum(1, self.content_count)

    def _stands(
        self, line: np.ndarray, word: np.ndarray, order: np.ndarray, long: np.ndarray, low: int, high: int
    ) -> np.ndarray:
        """Whether the word stands in a long line, `low` to `high` long lines from this one."""
        width = int(order[-1]) + 20
        known = np.sort((word * width + order[line])[long[line]])
        if not len(known):
            return np.zeros(len(line), dtype=bool)
        here = order[line] + (0 if high > 0 else (~long)[line])
        at = np.searchsorted(known, word * width + np.maximum(0, here + low))
        found = known[np.minimum(at, len(known) - 1)]
        return (at < len(known)) & (found // width == word) & (found % width <= here + high)

    def _add_memory(self) -> None:
        """How many lines ago a short line gave each kind of cue."""
        short = self.words <= 7
        for kind in ("related", "comments", "legal", "author", "share", "subscribe"):
            self.columns[f"since_{kind}"] = since((self.cue(kind) > 0) & short, FAR)

    def _add_sentences(self) -> None:
        """How many lines with sentences, or without, stand in a row around each; how many the page has."""
        c = self.columns
        spoken = (c["stop"] > 0) | (c["inner_stops"] > 0)
        row = np.cumsum(np.concatenate([[0], spoken[1:] != spoken[:-1]]))
        c["row"] = np.minimum(np.bincount(row)[row], FAR) * np.where(spoken, 1, -1)
        c["page_spoken"] = np.full(self.count, c["width"][spoken].sum() / c["width"].sum())
        c["page_spoken_lines"] = np.full(self.count, spoken.mean())

    def _add_echo(self) -> None:
        """Share of each line's three words in a row that stand elsewhere in the page too."""
        plain, line_of = self.tokens.plain.astype(np.int64), self.tokens.line_of
        size = int(plain.max()) + 1
        if len(plain) < 3:
            self.columns["echo"] = np.zeros(self.count)
            return
        two = np.unique(plain[:-1] * size + plain[1:], return_inverse=True)[1]
        three = np.unique(two[:-1] * size + plain[2:], return_inverse=True)[1]
        whole = line_of[:-2] == line_of[2:]
        again = np.bincount(three[whole], minlength=int(three.max()) + 1)[three] > 1
        at = line_of[:-2][whole]
        hits = np.bincount(at[again[whole]], minlength=self.count)
        self.columns["echo"] = hits / np.maximum(1, np.bincount(at, minlength=self.count))

    @cached_property
    def matrix(self) -> np.ndarray:
        """All columns, one row a line."""
        return np.stack([np.asarray(column, dtype=np.float32) for column in self.columns.values()], axis=1)


def _ends(text: str) -> tuple[int, int, int, int]:
    """Sentence end; last mark; class of the first character; whether a bullet or a lone number opens or fills it."""
    last = text.rstrip("\"'”’»“)]」』")[-1:] or text[-1]
    stop = last in ".!?…。！？؟।"
    mark = '.:?!…,"”»'.find(text[-1]) + 1
    first = text[0]
    kind = 1 if first.isdigit() else 2 if first.islower() else 3 if first.isupper() else 4 if first in _QUOTES else 0
    return stop, mark, kind, first in _BULLETS or len(text) < 3
