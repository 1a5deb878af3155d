"""Features of whole pages, computed from the probabilities of their lines, for the regressions of `confidence`."""

from collections.abc import Sequence

import numpy as np

from articles.understanding.classifier.cascade import LineProbabilities
from articles.understanding.features.line_features import LONG
from articles.understanding.features.windows import shifted
from articles.understanding.story import TEXT_ROLES, Role

BEST_KNOWN = (0, 1)  # indices of languages: English and German, most of the corpus
DIGIT = 1  # class of a line's first character
CUT = ("…", "...")
LISTED = 0.3  # probability of being a related headline from which a line counts towards a list
LEAST_LIST = 6  # lines; of the lists made of the corpus 98 % have eight or more
MOST_LISTED = 1_000  # words taken for the body of a page of headlines; 99 % of those made have under 900
LEAST = 1e-3  # shares and probabilities are clipped to this distance from 0 and 1


def body_confidence_features(probabilities: LineProbabilities, roles: Sequence[Role]) -> np.ndarray:
    """The body's expected F1, and what makes bodies hard: lines left out inside, lines without a sentence's end."""
    features, body = probabilities.features, probabilities["body"]
    kept, weight = lines_in(roles, TEXT_ROLES), features["words"] + 3
    mass, in_body = weight * body, max(1.0, float(weight[kept].sum()))
    left_out = ~kept
    left_out[: span_of(kept).start], left_out[span_of(kept).stop :] = False, False
    return np.array(
        [
            odds(2 * mass[kept].sum() / (in_body + mass.sum())),
            odds(mass[left_out].sum() / in_body),
            odds((features["stop"] * weight)[kept].sum() / in_body),
            np.log1p(kept.sum()),
            float(features.language in BEST_KNOWN),
        ]
    )


def headline_confidence_features(probabilities: LineProbabilities) -> np.ndarray:
    """The headline's probability, and its lead over the next candidate; some line must be the headline."""
    features, single, headline = probabilities.features, probabilities["headline"], probabilities.headline
    total = np.bincount(features.text_ids, weights=single)  # of all printings of each text
    own = features.text_ids[headline]
    return np.array(
        [
            odds(single[headline]),
            odds(total[own] / max(LEAST, total.sum())),
            odds(np.delete(total, own).max(initial=0)),
            float(features.has_blank_lines),
        ]
    )


def related_confidence_features(probabilities: LineProbabilities, roles: Sequence[Role]) -> np.ndarray:
    """The related list's expected F1; without a list, how probable it is that there is none."""
    related, listed = probabilities["related"], lines_in(roles, {Role.RELATED})
    kept = lines_in(roles, TEXT_ROLES)
    rest = np.where(listed | kept, 0, related)
    count = np.count_nonzero(listed)
    expected = 2 * related[listed].sum() / max(1e-9, count + related[listed].sum() + rest.sum())
    some = float(count > 0)
    return np.array(
        [
            some,
            some * odds(expected),
            some * odds(related[listed].mean() if count else 0.5),
            some * np.log1p(count),
            some * np.log1p(rest.sum()),
            (1 - some) * odds(related.max(initial=0)),
            (1 - some) * np.log1p(rest.sum()),
        ]
    )


def may_be_list(probabilities: LineProbabilities, roles: Sequence[Role]) -> bool:
    """Whether the page has enough lines like headlines to be a list of stories, and no long body."""
    like = (probabilities.features["headline_like"] > 0) | (probabilities["related"] > LISTED)
    words = probabilities.features["words"][lines_in(roles, TEXT_ROLES)].sum()
    return bool(np.count_nonzero(like) >= LEAST_LIST and words <= MOST_LISTED)


def story_features(probabilities: LineProbabilities, roles: Sequence[Role]) -> np.ndarray:
    """Features that tell a story from menus, lists and teasers; some line must be of the body."""
    kept = lines_in(roles, TEXT_ROLES)
    return np.array(
        [
            *_stage_probabilities(probabilities, kept),
            *_body_length(probabilities, kept),
            *_headlines_around(probabilities, kept),
        ]
    )


def _stage_probabilities(probabilities: LineProbabilities, kept: np.ndarray) -> list[float]:
    """The stages' probabilities for the body's lines, and for the page's best lines."""
    words, span = probabilities.features["words"], span_of(kept)
    in_body, top = max(1.0, float(words[kept].sum())), np.sort(probabilities["body"])[::-1][:5]
    return [
        odds((words * probabilities["body"])[kept].sum() / in_body),
        odds((words * probabilities["first_body"])[kept].sum() / in_body),
        odds(probabilities["first_inside"][span].mean()),
        odds(top[0]),
        odds(top.mean()),
        odds(probabilities["headline"].max()),
        odds(probabilities["byline"].max()),
        odds(probabilities["related"][span].mean()),
        odds(probabilities["related"][kept].max()),
    ]


def _body_length(probabilities: LineProbabilities, kept: np.ndarray) -> list[float]:
    """Words and paragraphs of the body, and how much of the page they are."""
    features, words = probabilities.features, probabilities.features["words"]
    paragraphs, long = kept & (features["paragraph_like"] > 0), kept & (features["width"] >= LONG)
    widths = np.log1p(features["width"][long])
    return [
        np.log1p((words * probabilities["body"]).sum()),
        np.log1p(words[kept].sum()),
        odds(words[kept].sum() / words.sum()),
        np.log1p(paragraphs.sum()),
        odds(paragraphs.sum() / kept.sum()),
        np.log1p(long.sum()),
        np.log1p(features["width"][long].mean()) if len(widths) else 0.0,
        widths.std() if len(widths) else 0.0,
    ]


def _headlines_around(probabilities: LineProbabilities, kept: np.ndarray) -> list[float]:
    """Lines like headlines in the page; body lines that stand alone below one of them; body lines cut short."""
    features, headline = probabilities.features, probabilities.headline
    likely = features["headline_like"] > 0
    alone = kept & (shifted(likely & ~kept, -1, 0) > 0) & (shifted(~kept, 1, 0) > 0)
    cut = [features.texts[place].endswith(CUT) for place in np.flatnonzero(kept)]
    return [
        odds(likely.mean()),
        np.log1p(likely.sum()),
        np.log1p(alone.sum()),
        odds(alone.sum() / kept.sum()),
        float(np.mean(cut)),
        odds((features["first"][kept] == DIGIT).mean()),
        headline_confidence_features(probabilities)[1] if headline >= 0 else odds(0),
        np.log1p(probabilities["related"].sum()),
        np.log1p(np.count_nonzero(features.text_ids == features.text_ids[headline]) - 1) if headline >= 0 else 0.0,
    ]


def lines_in(roles: Sequence[Role], wanted: frozenset[Role] | set[Role]) -> np.ndarray:
    """Whether each line has one of these roles."""
    return np.array([role in wanted for role in roles], dtype=bool)


def span_of(kept: np.ndarray) -> slice:
    """The slice from the first to the last true value; empty when there is none."""
    places = np.flatnonzero(kept)
    return slice(int(places[0]), int(places[-1]) + 1) if len(places) else slice(0, 0)


def odds(share: float) -> float:
    """Turn a share or a probability into log-odds, from -6.9 to 6.9."""
    share = min(max(share, LEAST), 1 - LEAST)
    return float(np.log(share / (1 - share)))
