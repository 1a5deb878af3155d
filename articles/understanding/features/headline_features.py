"""What makes a line the headline or the byline: columns for small rankers over the lines around the body's start."""

import re

import numpy as np

from articles.understanding.features.line_features import FAR, UNKNOWN, LineFeatures
from articles.understanding.features.stacked_features import log_odds
from articles.understanding.features.tokens import FIRST_LANGUAGE, SHAPES
from articles.understanding.features.windows import best_span, distance_to, nearest, shifted

AFTER_START = 12  # lines below the body's first that a headline may still stand on
BEFORE_HEADLINE, AFTER_BODY = 12, 16  # lines around headline and body that a byline may stand on
SURE_BODY = 0.8
MOST_WORDS = 40
TRAIL = 3  # lines below a trail of sections in which its last part may be the headline
_GLUE = re.compile(r"[^\W\d_A-ZÀ-Þ]{2}[\d)?!]{0,2}[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]")
TRAIL_MARKS = "/|»›>→•·"
NEAR_START = 1_000  # lines around the body's start that are compared in pairs; more would cost their square
NAMING = 30  # words of a line, outside the body, that may name an author again
OPENING = 4  # body lines whose words a headline shares


def body_run(line: LineFeatures, body: np.ndarray) -> slice:
    """The lines from the main run's first to its last."""
    return best_span((body - 0.4) * np.sqrt(line["width"]))


def headline_candidates(line: LineFeatures, run: slice) -> np.ndarray:
    """Whether each line could be the headline at all."""
    size = np.maximum(line["words"], line["width"] / 6)
    last = run.start + AFTER_START if run.stop > run.start else line.count
    return (size >= 2) & (line["words"] <= MOST_WORDS) & (line["chars"] <= 300) & (np.arange(line.count) <= last)


def with_trails(line: LineFeatures, candidates: np.ndarray, said: np.ndarray) -> np.ndarray:
    """Each candidate's probability, together with those of lines right above it that end with the whole of it.

    Such a line is a trail of sections down to the headline, or says who posted it: another printing, not the headline.
    """
    said = said.copy()
    for index in np.flatnonzero(candidates & (said > 0.001)).tolist():
        for below in range(index + 1, min(index + TRAIL + 1, line.count)):
            if candidates[below] and _trails(line.texts[index], line.texts[below], below == index + 1):
                said[below] += said[index]
                said[index] = 0
                break
    return said


def _trails(longer: str, text: str, is_next: bool) -> bool:
    """Whether the longer line is a path that ends with `text`, or has it in full right before it is printed."""
    lead = longer.removesuffix(text).rstrip()
    if not lead or len(lead) == len(longer):
        return False
    return lead[-1] in TRAIL_MARKS or (is_next and text.count(" ") >= 3 and len(text) * 3 >= len(longer))


def byline_candidates(line: LineFeatures, body: np.ndarray, run: slice, headline: int) -> np.ndarray:
    """Whether each line could be the byline at all; a line that surely is of the body is none."""
    index = np.arange(line.count)
    near = (index >= headline - BEFORE_HEADLINE) & (index <= max(run.stop, headline) + AFTER_BODY)
    return near & (body < SURE_BODY) & (line["words"] <= 2 * MOST_WORDS) & (index != headline)


def fixed_headline_features(line: LineFeatures) -> np.ndarray:
    """Lines x columns for the headline's rankers that don't depend on where the body is."""
    near = np.stack(
        [np.asarray(line[n], dtype=np.float32) for n in ("words", "stop", "gap", "upper", "printed")], axis=1
    )
    columns = [*_title(line), *_followed(line), _glued(line)]
    return np.concatenate([line.matrix, _stack(columns), *(shifted(near, by, UNKNOWN) for by in (-1, 1))], axis=1)


def headline_features(
    fixed: np.ndarray, line: LineFeatures, body: np.ndarray, inside: np.ndarray, run: slice
) -> np.ndarray:
    """Lines x columns for the headline's rankers; `fixed` as above."""
    columns = [*_place(line, run), *_shared(line, body, run)]
    p, q = log_odds(body), log_odds(inside)
    columns += [shifted(p, by, -9.5) for by in range(-2, 4)] + [shifted(q, by, -9.5) for by in (-1, 0, 1)]
    return np.concatenate([fixed, _stack(columns)], axis=1)


def byline_features(ranked: np.ndarray, line: LineFeatures, body: np.ndarray, run: slice, headline: int) -> np.ndarray:
    """The same, with the place beside the headline found, what bylines look like, and where their names stand again."""
    index = np.arange(line.count)
    plain = (line["words"] >= 2) & (line["words"] <= 5) & (line["upper"] == 1) & (line["digits"] == 0)
    columns = [
        np.clip(index - headline, -FAR, FAR),
        np.abs(np.clip(index - headline, -FAR, FAR)),
        np.clip(index - run.stop, -FAR, FAR),
        plain,
        shifted((line["first_byline"] > 0) & (line["words"] <= 2), -1, 0),
    ]
    near = [
        shifted(np.asarray(line[n]), by, 0)
        for n in ("cue_byline", "date", "cue_updated", "cue_author")
        for by in (-1, 1, 2)
    ]
    return np.concatenate([ranked, _stack([*columns, *near, *_names(line, body, run)])], axis=1)


def _names(line: LineFeatures, body: np.ndarray, run: slice) -> list[np.ndarray]:
    """A line's words with capitals that give no cue: how many, and where they stand again.

    An author's name is printed again in boxes and lists, but hardly ever in the story.
    """
    shape, place, plain = line.tokens.columns, line.tokens.line_of, line.tokens.plain
    wordy, upper = shape[:, SHAPES.index("letters")] >= 2, shape[:, SHAPES.index("upper")] > 0
    name = wordy & upper & ~shape[:, FIRST_LANGUAGE:].any(axis=1)
    at, word, size = place[name], plain[name], int(plain.max()) + 1
    count, lower = np.bincount(at, minlength=line.count), np.bincount(place[wordy & ~upper], minlength=line.count)
    story = np.zeros(line.count, dtype=bool)
    story[run] = body[run] > 0.5
    index = np.arange(line.count)
    short = ~story & (line.words <= NAMING)
    below = ~story & (index >= run.stop) & (index <= run.stop + AFTER_BODY)
    said = np.bincount(plain[story[place]], minlength=size)[word]
    pairs = np.unique(place[short[place]] * size + plain[short[place]])
    elsewhere = np.bincount(pairs % size, minlength=size)[word] - 1
    after = np.bincount(plain[below[place]], minlength=size)[word]

    def mean(values: np.ndarray) -> np.ndarray:
        return np.bincount(at, weights=values, minlength=line.count) / np.maximum(1, count)

    again, least = mean(np.clip(elsewhere, 0, 6)), np.full(line.count, FAR)
    np.minimum.at(least, at, elsewhere)
    columns = [count, count / line.words, mean(said > story[at]), again, mean(elsewhere > 0), mean(after > below[at])]
    return [*columns, again - mean(np.minimum(said, 6)), lower, lower / line.words, np.where(count > 0, least, UNKNOWN)]


def _stack(columns: list[np.ndarray]) -> np.ndarray:
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _place(line: LineFeatures, run: slice) -> list[np.ndarray]:
    """The distance to the body's start, counted in lines, in lines like headlines, and in long lines."""
    index = np.arange(line.count)
    like = line["headline_like"]
    counts = np.cumsum(like)
    at_start = counts[min(run.start, line.count - 1)]
    return [
        np.clip(index - run.start, -FAR, FAR),
        distance_to(run, line.count, FAR),
        np.clip(at_start - counts, -FAR, FAR),
        *nearest(like, FAR),
    ]


def _shared(line: LineFeatures, body: np.ndarray, run: slice) -> list[np.ndarray]:
    """Words of content shared with the body, with its first lines; lines that say nearly the same."""
    at, word, size = line.pairs
    likely = np.zeros(line.count, dtype=bool)
    likely[run] = body[run] > 0.5
    opening = np.zeros(line.count, dtype=bool)
    opening[np.flatnonzero(likely)[:OPENING]] = True
    columns = []
    for chosen in (likely, opening):
        own = chosen[at]
        counts = np.bincount(word[own], minlength=size)
        hit = counts[word] - own > 0
        columns += [line.share_of(at, hit), np.bincount(at[hit], minlength=line.count)]
    weight = np.bincount(word[likely[at]], minlength=size)
    columns.append(
        np.bincount(at, weights=np.minimum(weight[word], 8), minlength=line.count) / np.maximum(1, line.content_count)
    )
    best = np.where(np.arange(line.count) <= run.start + AFTER_START, line.share_of(at, weight[word] > 0), -1)
    columns.append(line.share_of(at, weight[word] > 0) - best.max())
    return [*columns, *_alike(line, run)]


def _alike(line: LineFeatures, run: slice) -> list[np.ndarray]:
    """How many other short lines hold nearly all of a line's words, and how many it holds nearly all of."""
    at, word, size = line.pairs
    short = np.flatnonzero((line.content_count >= 2) & (line["words"] <= MOST_WORDS))
    short = short[np.abs(short - run.start) <= NEAR_START]
    place = np.full(line.count, -1)
    place[short] = np.arange(len(short))
    chosen = place[at] >= 0
    chosen &= np.bincount(word[chosen], minlength=size)[word] > 1  # a word of one line is shared with none
    used, columns = np.unique(word[chosen], return_inverse=True)
    holds = np.zeros((len(short), -(-len(used) // 64) * 64), dtype=bool)
    holds[place[at[chosen]], columns] = True
    both = _shared_counts(holds)
    count = line.content_count[short]
    within = (both >= 0.75 * count[:, None]) & (line.same[short][:, None] != line.same[short][None, :])
    held, holding = np.zeros(line.count), np.zeros(line.count)
    held[short], holding[short] = np.minimum(within.sum(axis=1), 6), np.minimum(within.sum(axis=0), 6)
    return [held, holding]


def _shared_counts(holds: np.ndarray) -> np.ndarray:
    """How many columns each two rows share. Bit by bit: matrix products keep threads of their own spinning."""
    bits = np.packbits(holds, axis=1).view(np.uint64)
    both = np.zeros((len(holds), len(holds)), dtype=np.float32)
    for column in bits.T:
        both += np.bitwise_count(column[:, None] & column)
    return both


def _title(line: LineFeatures) -> list[np.ndarray]:
    """How much of the first line, a page's title in some dumps, the line opens; whether it ends the first line."""
    plain, starts = line.tokens.plain, line.tokens.starts
    title = plain[: starts[1]]
    size = len(title)
    opens = np.zeros(line.count)
    for index in np.flatnonzero(line["words"] <= size + 2):
        words = plain[starts[index] : starts[index + 1]]
        length = min(len(words), size)
        if words[0] == title[0]:
            opens[index] = length / size if (words[:length] == title[:length]).all() else 0.01
    return [opens, np.full(line.count, size), opens * (np.arange(line.count) > 0), line.words / size]


def _glued(line: LineFeatures) -> np.ndarray:
    """Whether a capital follows small letters inside a word: two texts glued, as kicker and teaser are in lists."""
    glued = np.zeros(line.count)
    for index in np.flatnonzero((line["words"] >= 2) & (line["words"] <= MOST_WORDS) & (line["chars"] <= 300)).tolist():
        glued[index] = bool(_GLUE.search(line.texts[index]))
    return glued


def _followed(line: LineFeatures) -> list[np.ndarray]:
    """Dates and bylines in the next lines, and the lines until the next of each."""
    dated = (line["date"] > 0) | ((line["time"] > 0) & (line["words"] <= 12))
    named = (line["cue_byline"] > 0) & (line["words"] <= 12)
    return [*nearest(dated, FAR), *nearest(named, FAR), *nearest(line["paragraph_like"], FAR)]
