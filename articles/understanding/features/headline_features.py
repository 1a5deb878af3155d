"""Features of the stages that rank headline and byline candidates among the lines around the body."""

import re
from dataclasses import dataclass

import numpy as np

from articles.understanding.features.author_names import AFTER_BODY, name_features
from articles.understanding.features.line_features import FAR, UNKNOWN, LineFeatures
from articles.understanding.features.stacked_features import log_odds
from articles.understanding.features.windows import as_matrix, best_span, clipped, distance_to, nearest, shifted
from articles.understanding.rules.datelines import is_dateline
from articles.understanding.rules.line_shapes import is_related_cue

AFTER_START = 12  # lines below the body's first that a headline may still stand on
BEFORE_HEADLINE = 12  # lines above the headline that a byline may stand on
SURE_BODY = 0.8  # probability from which a line of the body can't be the byline
MOST_WORDS = 40  # of a headline
MOST_CHARS = 300  # of a headline
TRAIL = 3  # lines below a trail of sections in which its last part may be the headline
_SMALL, _SIGN = r"[^\W\d_A-ZÀ-Þ]", r"[\d)?!]"
# Two small letters, perhaps a sign or two, a capital, a small letter. Capitals are looked for first: they are few.
_GLUE = re.compile(
    rf"[A-ZÀ-Þ](?:(?<={_SMALL}{{2}}.)|(?<={_SMALL}{{2}}{_SIGN}.)|(?<={_SMALL}{{2}}{_SIGN}{{2}}.)){_SMALL}"
)
TRAIL_MARKS = "/|»›>→•·"
NEAR_START = 1_000  # lines around the body's start that are compared in pairs; the cost grows with their square
LEAST_DIGITS = 3  # of a date
SEQUENCE = ("words", "stop", "date", "cue_byline", "cue_credit", "paragraph_like", "upper")  # of the lines that follow
OPENING = 4  # body lines whose words a headline shares


def body_run(features: LineFeatures, body: np.ndarray) -> slice:
    """Find the page's main run of body lines, given each line's probability of being body."""
    return best_span((body - 0.4) * np.sqrt(features["width"]))


def headline_candidates(features: LineFeatures, run: slice) -> np.ndarray:
    """Whether each line could be the headline: a few words, and not far below the start of the body's run.

    A date never is, nor is a line below the heading of a related list.
    """
    words, size = features["words"], np.maximum(features["words"], features["width"] / 6)
    last = run.start + AFTER_START if run.stop > run.start else features.count
    is_short = (size >= 2) & (words <= MOST_WORDS) & (features["chars"] <= MOST_CHARS)
    candidates: np.ndarray = is_short & (np.arange(features.count) <= last)
    below = range(run.start, min(last + 1, features.count))
    listed = next((index for index in below if is_related_cue(features.texts[index])), features.count)
    candidates[listed:] = False
    digits = np.flatnonzero(candidates & (features.shape("digits") >= LEAST_DIGITS)).tolist()
    dates = set(filter(is_dateline, {features.texts[index] for index in digits}))
    candidates[[index for index in digits if features.texts[index] in dates]] = False
    return candidates


def with_trails(features: LineFeatures, candidates: np.ndarray, probabilities: np.ndarray) -> np.ndarray:
    """Move the probability of a line that ends with a whole candidate right below it to that candidate.

    Such a line is a breadcrumb trail of sections down to the headline, or names who posted it: another printing of the
    headline, not the headline.
    """
    probabilities = probabilities.copy()
    for index in np.flatnonzero(candidates & (probabilities > 0.001)).tolist():
        for below in range(index + 1, min(index + TRAIL + 1, features.count)):
            if candidates[below] and _trails(features.texts[index], features.texts[below], below == index + 1):
                probabilities[below] += probabilities[index]
                probabilities[index] = 0
                break
    return probabilities


def _trails(longer: str, text: str, is_next: bool) -> bool:
    """Whether the longer line is a trail that ends with `text`, or ends with it right above its own line."""
    lead = longer.removesuffix(text).rstrip()
    if not lead or len(lead) == len(longer):
        return False
    return lead[-1] in TRAIL_MARKS or (is_next and text.count(" ") >= 3 and len(text) * 3 >= len(longer))


def byline_candidates(features: LineFeatures, body: np.ndarray, run: slice, headline: int) -> np.ndarray:
    """Whether each line could be the byline: near the headline and the body, and not surely of the body."""
    index = np.arange(features.count)
    near = (index >= headline - BEFORE_HEADLINE) & (index <= max(run.stop, headline) + AFTER_BODY)
    candidates: np.ndarray = near & (body < SURE_BODY) & (features["words"] <= 2 * MOST_WORDS) & (index != headline)
    return candidates


@dataclass(frozen=True, slots=True)
class FixedFeatures:
    """The part of the headline features that doesn't depend on where the body is."""

    matrix: np.ndarray  # lines x features
    alike: list[np.ndarray] | None  # what `_alike` returns; None on a page so long that only some lines are compared


def fixed_headline_features(features: LineFeatures) -> FixedFeatures:
    """Build the features that both headline stages have in common."""
    near = as_matrix(features[name] for name in ("words", "stop", "gap", "upper", "printed"))
    further = as_matrix(features[name] for name in SEQUENCE)
    columns = [*_title(features), *_followed(features), _glued(features)]
    matrix = np.concatenate(
        [
            *(features.matrix, as_matrix(columns)),
            *(shifted(near, by, UNKNOWN) for by in (-1, 1)),
            *(shifted(further, by, UNKNOWN) for by in (-2, 2, 3, 4)),
        ],
        axis=1,
    )
    return FixedFeatures(matrix, _alike(features, 0) if features.count <= NEAR_START else None)


def headline_features(
    fixed: FixedFeatures, features: LineFeatures, body: np.ndarray, inside: np.ndarray, run: slice
) -> np.ndarray:
    """Build the lines x features matrix of a headline stage.

    `fixed`: what `fixed_headline_features` returns. `body`, `inside`: each line's probability of being body, and of
    lying between body lines. `run`: the body's main run.
    """
    columns = [*_place(features, run), *_shared(features, body, run)]
    columns += _alike(features, run.start) if fixed.alike is None else fixed.alike
    p, q = log_odds(body), log_odds(inside)
    columns += [shifted(p, by, -9.5) for by in range(-2, 4)] + [shifted(q, by, -9.5) for by in (-1, 0, 1)]
    return np.concatenate([fixed.matrix, as_matrix(columns)], axis=1)


def byline_features(
    headline_matrix: np.ndarray, features: LineFeatures, body: np.ndarray, run: slice, headline: int
) -> np.ndarray:
    """Add to the headline features the place beside the headline, the shape of bylines, and the names in each line."""
    index = np.arange(features.count)
    plain = (features["words"] >= 2) & (features["words"] <= 5) & (features["upper"] == 1) & (features["digits"] == 0)
    columns = [
        clipped(index - headline, -FAR, FAR),
        np.abs(clipped(index - headline, -FAR, FAR)),
        clipped(index - run.stop, -FAR, FAR),
        plain,
        shifted((features["first_byline"] > 0) & (features["words"] <= 2), -1, 0),
    ]
    near = [
        shifted(np.asarray(features[n]), by, 0)
        for n in ("cue_byline", "date", "cue_updated", "cue_author")
        for by in (-1, 1, 2)
    ]
    return np.concatenate([headline_matrix, as_matrix([*columns, *near, *name_features(features, body, run)])], axis=1)


def _place(features: LineFeatures, run: slice) -> list[np.ndarray]:
    """Distances to the body, in lines and in lines like headlines, and to the nearest lines like headlines."""
    index = np.arange(features.count)
    like = features["headline_like"]
    counts = np.cumsum(like)
    at_start = counts[min(run.start, features.count - 1)]
    return [
        clipped(index - run.start, -FAR, FAR),
        distance_to(run, features.count, FAR),
        clipped(at_start - counts, -FAR, FAR),
        *nearest(like, FAR),
    ]


def _shared(features: LineFeatures, body: np.ndarray, run: slice) -> list[np.ndarray]:
    """Content words shared with the body and with its first lines."""
    at, word, size = features.content_words
    likely = np.zeros(features.count, dtype=bool)
    likely[run] = body[run] > 0.5
    opening = np.zeros(features.count, dtype=bool)
    opening[np.flatnonzero(likely)[:OPENING]] = True
    columns = []
    for chosen in (likely, opening):
        own = chosen[at]
        counts = np.bincount(word[own], minlength=size)
        hit = counts[word] - own > 0
        columns += [features.share_of(at, hit), np.bincount(at[hit], minlength=features.count)]
    weight = np.bincount(word[likely[at]], minlength=size)
    columns.append(
        np.bincount(at, weights=np.minimum(weight[word], 8), minlength=features.count)
        / np.maximum(1, features.content_count)
    )
    share = features.share_of(at, weight[word] > 0)
    columns.append(share - share[: run.start + AFTER_START + 1].max())  # the best of the lines that may be headlines
    return columns


def _alike(features: LineFeatures, start: int) -> list[np.ndarray]:
    """How many other short lines hold nearly all words of each line, and how many lines' words each nearly holds.

    `start` is the first line of the body's run, around which lines are compared.
    """
    at, word, size = features.content_words
    short = np.flatnonzero((features.content_count >= 2) & (features["words"] <= MOST_WORDS))
    short = short[np.abs(short - start) <= NEAR_START]
    place = np.full(features.count, -1)
    place[short] = np.arange(len(short))
    chosen = place[at] >= 0
    chosen &= np.bincount(word[chosen], minlength=size)[word] > 1  # a word of one line is shared with none
    used, columns = np.unique(word[chosen], return_inverse=True)
    holds = np.zeros((len(short), -(-len(used) // 64) * 64), dtype=bool)  # short lines x words, filled up to 64 bits
    holds[place[at[chosen]], columns] = True
    both = _shared_counts(holds)
    count = features.content_count[short]
    # Row i, column j: whether line j holds three quarters of line i's words and is another text.
    within = (both >= 0.75 * count[:, None]) & (features.text_ids[short][:, None] != features.text_ids[short][None, :])
    contained, containing = np.zeros(features.count), np.zeros(features.count)
    contained[short], containing[short] = np.minimum(within.sum(axis=1), 6), np.minimum(within.sum(axis=0), 6)
    return [contained, containing]


def _shared_counts(holds: np.ndarray) -> np.ndarray:
    """Count the columns that each two rows share: rows x rows. A matrix product would keep BLAS threads spinning."""
    bits = np.packbits(holds, axis=1).view(np.uint64)
    both = np.zeros((len(holds), len(holds)), dtype=np.float32)
    for column in bits.T:
        both += np.bitwise_count(column[:, None] & column)
    return both


def _title(features: LineFeatures) -> list[np.ndarray | float]:
    """How much of the first line, a page's title in some dumps, begins with the words of each line."""
    plain, starts = features.tokens.word_ids, features.tokens.starts
    title = plain[: starts[1]]
    size = len(title)
    opens = np.zeros(features.count)
    for index in np.flatnonzero((plain[starts[:-1]] == title[0]) & (features["words"] <= size + 2)):
        words = plain[starts[index] : starts[index + 1]]
        length = min(len(words), size)
        opens[index] = length / size if (words[:length] == title[:length]).all() else 0.01
    return [opens, size, opens * (np.arange(features.count) > 0), features.words / size]


def _glued(features: LineFeatures) -> np.ndarray:
    """Whether a capital follows small letters inside a word: two texts run together, as kicker and teaser in lists."""
    glued = np.zeros(features.count)
    for index in np.flatnonzero(
        (features["words"] >= 2) & (features["words"] <= MOST_WORDS) & (features["chars"] <= 300)
    ).tolist():
        glued[index] = bool(_GLUE.search(features.texts[index]))
    return glued


def _followed(features: LineFeatures) -> list[np.ndarray]:
    """Lines since and until the nearest date, byline and paragraph."""
    dated = (features["date"] > 0) | ((features["time"] > 0) & (features["words"] <= 12))
    named = (features["cue_byline"] > 0) & (features["words"] <= 12)
    return [*nearest(dated, FAR), *nearest(named, FAR), *nearest(features["paragraph_like"], FAR)]
