"""Features of each line by itself and by its place in the page: one number per line under each name."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from articles.lexicon.cues import BOILERPLATE_KINDS, CUE_KINDS
from articles.understanding.features.tokens import FIRST_CUE, FIRST_LANGUAGE, SHAPES, tokens_of
from articles.understanding.features.windows import as_matrix, best_span, distance_to, distinct, nearest, since
from articles.understanding.lines import Line

LONG = 60  # characters; a line that could be a paragraph
FAR = 60  # lines; larger distances are clipped to it
OWN_WORDS = 40  # most frequent short words of a page, which stand in for the stop words of an unknown language
UNKNOWN = -1.0  # instead of NaN, so that trees need nothing but comparisons
_SHAPE = {name: place for place, name in enumerate(SHAPES)}
_CUE = {name: place for place, name in enumerate(CUE_KINDS)}
_QUOTES = "\"'“”‘’„«»‹›「『"
_BULLETS = "•◦▪‣∙●·*–-—►▶→+"


class LineFeatures:
    """The features of a page's lines by name, and the arrays that later stages compute theirs from.

    `features[name]` has one number per line. The order in which names are added is the order of the matrix' columns,
    which the trained forests rely on.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.texts = [line.text for line in lines]
        self.count = len(lines)
        self.tokens = tokens_of(self.texts)
        self.by_name: dict[str, np.ndarray] = {}
        # lines x token features: the sum over each line's tokens
        self.token_sums = np.add.reduceat(self.tokens.features, self.tokens.starts[:-1], axis=0, dtype=np.float32)
        self.words = np.diff(self.tokens.starts).astype(np.float32)
        self._add_words()
        self._add_ends()
        self._add_gaps(lines)
        self._add_repeats()
        self._add_place()
        self._add_vocabulary()
        self._add_lines_since_cues()
        self._add_sentences()
        self._add_echo()

    def __getitem__(self, name: str) -> np.ndarray:
        return self.by_name[name]

    def shape(self, name: str) -> np.ndarray:
        """Sum one of the tokens' SHAPES over each line."""
        return self.token_sums[:, _SHAPE[name]]

    def cue(self, name: str) -> np.ndarray:
        """Count the cues of one kind in each line."""
        return self.token_sums[:, FIRST_CUE + _CUE[name]]

    def _add_words(self) -> None:
        c, words = self.by_name, self.words
        c["chars"] = np.array([len(text) for text in self.texts], dtype=np.float32)
        c["words"] = words
        c["width"] = c["chars"] + 1.5 * self.shape("wide")
        c["word_length"] = self.shape("length") / words
        long = c["width"] >= 80
        stop_words = self.token_sums[:, FIRST_LANGUAGE:FIRST_CUE]  # lines x languages
        of_long = stop_words[long].sum(axis=0) if long.any() else stop_words.sum(axis=0)
        self.language = int(of_long.argmax()) if of_long.max() >= 5 else -1
        small = stop_words[:, self.language] if self.language >= 0 else np.zeros(self.count, dtype=np.float32)
        c["small"] = small / words
        c["own_small"] = self._own_small()
        c["upper"], c["caps"] = self.shape("upper") / words, self.shape("caps") / words
        c["digits"] = self.shape("digits") / np.maximum(1, self.shape("length"))
        c["commas"] = self.shape("comma")
        last = self.tokens.features[self.tokens.starts[1:] - 1]
        c["inner_stops"] = self.shape("stop") - last[:, _SHAPE["stop"]] + np.maximum(0, self.shape("stops") - 1)
        c["bars"], c["date"], c["time"] = self.shape("bar"), self.shape("date"), self.shape("time")
        for kind in CUE_KINDS:
            c[f"cue_{kind}"] = self.cue(kind)
        c["flags"] = (self.token_sums[:, [FIRST_CUE + _CUE[k] for k in BOILERPLATE_KINDS]] > 0).sum(axis=1)
        first = self.tokens.features[self.tokens.starts[:-1]]
        c["first_cues"] = first[:, FIRST_CUE:].sum(axis=1)
        c["first_byline"] = first[:, FIRST_CUE + _CUE["byline"]]
        c["cue_share"] = self.token_sums[:, FIRST_CUE:].sum(axis=1) / words
        c["page_small"] = np.full(self.count, small.sum() / max(1.0, float(words.sum())))
        language = 0 if self.language == 0 else 1 if self.language == 1 else 2 if self.language > 1 else 3
        c["page_language"] = np.full(self.count, language)

    def _own_small(self) -> np.ndarray:
        """Share of words that are among the page's most frequent short ones, for languages without stop words."""
        word_ids, length = self.tokens.word_ids, self.tokens.features[:, _SHAPE["letters"]]
        counts = np.bincount(word_ids[(length > 0) & (length <= 4)], minlength=int(word_ids.max()) + 1)
        common = np.zeros(len(counts), dtype=bool)
        top = np.argsort(-counts, kind="stable")[:OWN_WORDS]
        common[top[counts[top] > 1]] = True
        return np.add.reduceat(common[word_ids], self.tokens.starts[:-1], dtype=np.float32) / self.words

    def _add_ends(self) -> None:
        ends = np.array([_ends(text) for text in self.texts], dtype=np.float32)
        for place, name in enumerate(("stop", "end_mark", "first", "bullet")):
            self.by_name[name] = ends[:, place]
        c = self.by_name
        c["headline_like"] = (self.words >= 4) & (self.words <= 25) & (c["stop"] < 1) & (c["first"] != 2)
        c["paragraph_like"] = (c["width"] >= 80) & ((c["stop"] > 0) | (c["inner_stops"] > 0))

    def _add_gaps(self, lines: Sequence[Line]) -> None:
        """Blank lines around each line, and the size of its block; UNKNOWN where the text has no blank lines at all."""
        before = np.array([line.blanks_before for line in lines], dtype=np.float32)
        after = np.array([line.blanks_after for line in lines], dtype=np.float32)
        self.has_blank_lines = bool(before[1:].any())
        block = np.cumsum(before > 0)
        size = np.bincount(block)[block].astype(np.float32)
        unknown = np.full(self.count, UNKNOWN, dtype=np.float32)
        c = self.by_name
        c["gap"], c["gap_after"] = (
            (np.minimum(before, 4), np.minimum(after, 4)) if self.has_blank_lines else (unknown, unknown)
        )
        c["block"] = size if self.has_blank_lines else unknown

    def _add_repeats(self) -> None:
        """How often each line's words stand in the page as a line, and whether this is not the first time."""
        word_ids, starts = self.tokens.word_ids, self.tokens.starts.tolist()
        keys = [word_ids[a:b].tobytes() for a, b in pairwise(starts)]
        numbers: dict[bytes, int] = {}
        # The number of each line's text: equal for lines of the same words, whatever their case and punctuation.
        self.text_ids = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
        counts = np.bincount(self.text_ids)
        first = np.full(len(counts), self.count)
        np.minimum.at(first, self.text_ids, np.arange(self.count))
        self.by_name["printed"] = np.minimum(counts[self.text_ids], 5)
        self.by_name["seen"] = first[self.text_ids] < np.arange(self.count)

    def _add_place(self) -> None:
        """The place in the page, by lines and by characters, and beside the densest run of prose."""
        c, index = self.by_name, np.arange(self.count, dtype=np.float32)
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
        """The share of a line's content words that stand elsewhere: in the densest run, near by, in the first line."""
        line, word, size = self.content_words
        self.content_count = np.bincount(line, minlength=self.count).astype(np.float32)
        inside = (line >= self.run.start) & (line < self.run.stop)
        in_run = np.bincount(word[inside], minlength=size)[word] - inside
        long = self.by_name["width"] >= LONG
        order = np.cumsum(long)  # long lines up to here
        share = self.share_of(line, in_run > 0)
        c = self.by_name
        c["run_words"], c["run_word_count"] = share, share * self.content_count
        c["words_before"] = self.share_of(line, self._stands(line, word, order, long, -3, -1))
        c["words_after"] = self.share_of(line, self._stands(line, word, order, long, 1, 4))
        title = np.zeros(size, dtype=bool)
        title[word[line == 0]] = True
        c["title_words"] = self.share_of(line, title[word])
        c["content"] = self.content_count / self.words
        c["rare_run"] = self.share_of(line, in_run > 2)

    @cached_property
    def content_words(self) -> tuple[np.ndarray, np.ndarray, int]:
        """Pairs of a line and a content word in it, each once, sorted by line; and how many words the page has."""
        tokens, word_ids = self.tokens.features, self.tokens.word_ids
        wanted = tokens[:, _SHAPE["letters"]] + tokens[:, _SHAPE["wide"]] >= 4
        if self.language >= 0:
            wanted &= tokens[:, FIRST_LANGUAGE + self.language] == 0
        size = int(word_ids.max()) + 1
        pairs = distinct(self.tokens.line_of[wanted] * size + word_ids[wanted])  # one number for line and word
        return pairs // size, pairs % size, size

    def share_of(self, line: np.ndarray, hit: np.ndarray) -> np.ndarray:
        """The share of each line's content words for which `hit` is true; `line` is the line of each word."""
        return np.bincount(line[hit], minlength=self.count) / np.maximum(1, self.content_count)

    def _stands(
        self, line: np.ndarray, word: np.ndarray, order: np.ndarray, long: np.ndarray, low: int, high: int
    ) -> np.ndarray:
        """Whether each word stands in a long line as well, from `low` to `high` long lines away.

        `line`, `word`: the pairs of `content_words`. `order`: the number of each line among the long ones.
        """
        width = int(order[-1]) + 20
        known = np.sort((word * width + order[line])[long[line]])
        if not len(known):
            return np.zeros(len(line), dtype=bool)
        here = order[line] + (0 if high > 0 else (~long)[line])
        at = np.searchsorted(known, word * width + np.maximum(0, here + low))
        found = known[np.minimum(at, len(known) - 1)]
        stands: np.ndarray = (at < len(known)) & (found // width == word) & (found % width <= here + high)
        return stands

    def _add_lines_since_cues(self) -> None:
        """Lines since a short line held a cue of each kind."""
        short = self.words <= 7
        for kind in ("related", "comments", "legal", "author", "share", "subscribe"):
            self.by_name[f"since_{kind}"] = since((self.cue(kind) > 0) & short, FAR)

    def _add_sentences(self) -> None:
        """The length of the run of lines with sentences, or without (negative); the page's share of sentences."""
        c = self.by_name
        spoken = (c["stop"] > 0) | (c["inner_stops"] > 0)
        row = np.cumsum(np.concatenate([[0], spoken[1:] != spoken[:-1]]))
        c["row"] = np.minimum(np.bincount(row)[row], FAR) * np.where(spoken, 1, -1)
        c["page_spoken"] = np.full(self.count, c["width"][spoken].sum() / c["width"].sum())
        c["page_spoken_lines"] = np.full(self.count, spoken.mean())

    def _add_echo(self) -> None:
        """The share of each line's word trigrams that occur elsewhere in the page."""
        word_ids, line_of = self.tokens.word_ids.astype(np.int64), self.tokens.line_of
        size = int(word_ids.max()) + 1
        if len(word_ids) < 3:
            self.by_name["echo"] = np.zeros(self.count)
            return
        in_line = line_of[:-2] == line_of[2:]
        at = line_of[:-2][in_line]
        # One number for each three words; a document of 2 MB has half a million words at most.
        triples = ((word_ids[:-2] * size + word_ids[1:-1]) * size + word_ids[2:])[in_line]
        _, places, counts = np.unique(triples, return_inverse=True, return_counts=True)
        hits = np.bincount(at[counts[places] > 1], minlength=self.count)
        self.by_name["echo"] = hits / np.maximum(1, np.bincount(at, minlength=self.count))

    @cached_property
    def matrix(self) -> np.ndarray:
        """Lines x features, in the order of `by_name`."""
        return as_matrix(self.by_name.values())


def _ends(text: str) -> tuple[int, int, int, int]:
    """Classify a line's ends: sentence end, last mark, class of the first character, bullet or hardly any text."""
    last = text.rstrip("\"'”’»“)]」』")[-1:] or text[-1]
    stop = last in ".!?…。！？؟।"
    mark = '.:?!…,"”»'.find(text[-1]) + 1
    first = text[0]
    kind = 1 if first.isdigit() else 2 if first.islower() else 3 if first.isupper() else 4 if first in _QUOTES else 0
    return stop, mark, kind, first in _BULLETS or len(text) < 3
