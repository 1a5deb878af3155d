"""What the judgements of a page's lines come to, taken together: columns for the models that judge the whole."""

from collections.abc import Sequence

import numpy as np

from articles.understanding.classifier.cascade import LineProbabilities
from articles.understanding.features.line_features import LONG
from articles.understanding.features.windows import shifted
from articles.understanding.story import TEXT_ROLES, Role

BEST_KNOWN = (0, 1)  # of the languages' numbers: English and German, most of the corpus
DIGIT = 1  # the class of a line's first character
CUT = ("…", "...")
LISTED = 0.3  # how likely a line is the headline of another story, so that it counts towards a list
LEAST_LIST = 6  # lines; of the lists made of the corpus 98 % have eight or more
MOST_LISTED = 1_000  # words taken for the body of a page of headlines; 99 % of those made have under 900
LEAST = 1e-3  # shares and probabilities are kept off 0 and 1 by this


def body_features(judgement: LineProbabilities, roles: Sequence[Role]) -> np.ndarray:
    """The F1 that the judgements let expect of the body, and what makes bodies hard: lines left out, no sentences."""
    line, body = judgement.line, judgement.said["body"]
    kept, weight = lines_in(roles, TEXT_ROLES), line["words"] + 3
    mass, held = weight * body, max(1.0, float(weight[kept].sum()))
    left_out = ~kept
    left_out[: spanned(kept).start], left_out[spanned(kept).stop :] = False, False
    return np.array(
        [
            odds(2 * mass[kept].sum() / (held + mass.sum())),
            odds(mass[left_out].sum() / held),
            odds((line["stop"] * weight)[kept].sum() / held),
            np.log1p(kept.sum()),
            float(line.language in BEST_KNOWN),
        ]
    )


def headline_features(judgement: LineProbabilities) -> np.ndarray:
    """How likely the headline is, and how far ahead of the next line; some line must be the headline."""
    line, said, headline = judgement.line, judgement.said["headline"], judgement.headline
    total = np.bincount(line.same, weights=said)
    own = line.same[headline]
    return np.array(
        [
            odds(said[headline]),
            odds(total[own] / max(LEAST, total.sum())),
            odds(np.delete(total, own).max(initial=0)),
            float(line.spaced),
        ]
    )


def related_features(judgement: LineProbabilities, roles: Sequence[Role]) -> np.ndarray:
    """The F1 that the judgements let expect of the list; without one, how likely it is that there is none."""
    said, listed = judgement.said["related"], lines_in(roles, {Role.RELATED})
    kept = lines_in(roles, TEXT_ROLES)
    rest = np.where(listed | kept, 0, said)
    count = np.count_nonzero(listed)
    expected = 2 * said[listed].sum() / max(1e-9, count + said[listed].sum() + rest.sum())
    some = float(count > 0)
    return np.array(
        [
            some,
            some * odds(expected),
            some * odds(said[listed].mean() if count else 0.5),
            some * np.log1p(count),
            some * np.log1p(rest.sum()),
            (1 - some) * odds(said.max(initial=0)),
            (1 - some) * np.log1p(rest.sum()),
        ]
    )


def may_be_list(judgement: LineProbabilities, roles: Sequence[Role]) -> bool:
    """Whether the page has as many lines like headlines as it takes to be a list of them, and no long body."""
    like = (judgement.line["headline_like"] > 0) | (judgement.said["related"] > LISTED)
    words = judgement.line["words"][lines_in(roles, TEXT_ROLES)].sum()
    return np.count_nonzero(like) >= LEAST_LIST and words <= MOST_LISTED


def story_features(judgement: LineProbabilities, roles: Sequence[Role]) -> np.ndarray:
    """What tells a story from menus, lists and teasers; some line must be of the body."""
    kept = lines_in(roles, TEXT_ROLES)
    return np.array([*_how_likely(judgement, kept), *_how_long(judgement, kept), *_among_headlines(judgement, kept)])


def _how_likely(judgement: LineProbabilities, kept: np.ndarray) -> list[float]:
    """What the stages think of the body's lines, and of the page's best lines."""
    words, said, span = judgement.line["words"], judgement.said, spanned(kept)
    held, top = max(1.0, float(words[kept].sum())), np.sort(said["body"])[::-1][:5]
    return [
        odds((words * said["body"])[kept].sum() / held),
        odds((words * said["first_body"])[kept].sum() / held),
        odds(said["first_inside"][span].mean()),
        odds(top[0]),
        odds(top.mean()),
        odds(said["headline"].max()),
        odds(said["byline"].max()),
        odds(said["related"][span].mean()),
        odds(said["related"][kept].max()),
    ]


def _how_long(judgement: LineProbabilities, kept: np.ndarray) -> list[float]:
    """Words and paragraphs of the body, and how much of the page they are."""
    line, words = judgement.line, judgement.line["words"]
    paragraphs, long = kept & (line["paragraph_like"] > 0), kept & (line["width"] >= LONG)
    widths = np.log1p(line["width"][long])
    return [
        np.log1p((words * judgement.said["body"]).sum()),
        np.log1p(words[kept].sum()),
        odds(words[kept].sum() / words.sum()),
        np.log1p(paragraphs.sum()),
        odds(paragraphs.sum() / kept.sum()),
        np.log1p(long.sum()),
        np.log1p(line["width"][long].mean()) if len(widths) else 0.0,
        widths.std() if len(widths) else 0.0,
    ]


def _among_headlines(judgement: LineProbabilities, kept: np.ndarray) -> list[float]:
    """Headlines all over the page; lines of the body that stand alone below one of them; lines cut short."""
    line, headline = judgement.line, judgement.headline
    likely = line["headline_like"] > 0
    alone = kept & (shifted(likely & ~kept, -1, 0) > 0) & (shifted(~kept, 1, 0) > 0)
    cut = [line.texts[place].endswith(CUT) for place in np.flatnonzero(kept)]
    return [
        odds(likely.mean()),
        np.log1p(likely.sum()),
        np.log1p(alone.sum()),
        odds(alone.sum() / kept.sum()),
        float(np.mean(cut)),
        odds((line["first"][kept] == DIGIT).mean()),
        headline_features(judgement)[1] if headline >= 0 else odds(0),
        np.log1p(judgement.said["related"].sum()),
        np.log1p(np.count_nonzero(line.same == line.same[headline]) - 1) if headline >= 0 else 0.0,
    ]


def lines_in(roles: Sequence[Role], wanted: frozenset[Role] | set[Role]) -> np.ndarray:
    return np.array([role in wanted for role in roles], dtype=bool)


def spanned(kept: np.ndarray) -> slice:
    """From the first to the last that holds."""
    places = np.flatnonzero(kept)
    return slice(int(places[0]), int(places[-1]) + 1) if len(places) else slice(0, 0)


def odds(share: float) -> float:
    share = float(np.clip(share, LEAST, 1 - LEAST))
    return float(np.log(share / (1 - share)))
