"""How sure a story is of its parts, and whether it is a story at all: what was learned of whole pages."""

from collections.abc import Sequence

import numpy as np

from articles.understanding.classifier.cascade import LineProbabilities
from articles.understanding.classifier.page_features import (
    body_features,
    headline_features,
    may_be_list,
    odds,
    related_features,
    story_features,
)
from articles.understanding.classifier.weights import logistics
from articles.understanding.story import TEXT_ROLES, Confidence, Role

# Of 19 plain documents of the corpus' one such site, one has no headline and is given one; no body or list of theirs
# was found wrong. By the rule of succession (18 + 1) / (19 + 2) and (19 + 1) / (19 + 2).
PLAIN = Confidence(0.90, 0.95, 0.95)
SURE, UNSURE = 0.99, 0.01
STORY = 0.3  # the probability below which a page is a list; out of fold 0.4 % of the stories are, and 92 % of the lists


def confidence_of(judgement: LineProbabilities, roles: Sequence[Role]) -> Confidence:
    """How likely each part is right, given the judgements and the roles made of them."""
    learned = logistics()
    headline = learned["headline"].probability(headline_features(judgement)) if Role.HEADLINE in roles else 0.0
    return Confidence(
        headline=hundredths(headline),
        body=hundredths(learned["body"].probability(body_features(judgement, roles))),
        related=hundredths(learned["related"].probability(related_features(judgement, roles))),
    )


def story_probability(judgement: LineProbabilities, roles: Sequence[Role]) -> float:
    """The probability that this is one story, not a page of headlines and teasers; 1 where it can be no such page."""
    if not may_be_list(judgement, roles):
        return 1.0
    has_body = not TEXT_ROLES.isdisjoint(roles)
    return logistics()["story"].probability(story_features(judgement, roles)) if has_body else 0.0


def confirmed(headline: float, is_same: bool) -> float:
    """How likely a headline is right that the metadata names: the one understood anyway (`is_same`), or another."""
    return hundredths(logistics()["confirmed"].probability(confirmed_features(headline, is_same)))


def confirmed_features(headline: float, is_same: bool) -> np.ndarray:
    return np.array([odds(headline) if is_same else 0.0, float(is_same)])


def hundredths(probability: float) -> float:
    """Rounded, so that it is the same on every machine; never quite 0 or 1."""
    return round(min(SURE, max(UNSURE, probability)), 2)
