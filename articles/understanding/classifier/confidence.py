"""Confidence: the probability that each part of a story is right, and that a page is a story at all."""

from collections.abc import Sequence

import numpy as np

from articles.understanding.classifier.cascade import LineProbabilities
from articles.understanding.classifier.page_features import (
    body_confidence_features,
    headline_confidence_features,
    may_be_list,
    odds,
    related_confidence_features,
    story_features,
)
from articles.understanding.classifier.weights import logistics
from articles.understanding.story import TEXT_ROLES, Confidence, Role

# The corpus has 19 plain documents, all of one site: one headline is wrong, no body or list is.
# By the rule of succession (18 + 1) / (19 + 2) and (19 + 1) / (19 + 2).
PLAIN = Confidence(0.90, 0.95, 0.95)
SURE, UNSURE = 0.99, 0.01  # the ends of what is given as a probability
STORY = 0.3  # the probability below which a page is a list; out of fold 0.4 % of the stories are, and 92 % of the lists


def confidence_of(probabilities: LineProbabilities, roles: Sequence[Role]) -> Confidence:
    """Compute the probability that each part is right, from the lines' probabilities and roles."""
    learned = logistics()
    headline = (
        learned["headline"].probability(headline_confidence_features(probabilities)) if Role.HEADLINE in roles else 0.0
    )
    return Confidence(
        headline=hundredths(headline),
        body=hundredths(learned["body"].probability(body_confidence_features(probabilities, roles))),
        related=hundredths(learned["related"].probability(related_confidence_features(probabilities, roles))),
    )


def story_probability(probabilities: LineProbabilities, roles: Sequence[Role]) -> float:
    """Compute the probability that this is one story, not a list of several; 1 where the page can't be such a list."""
    if not may_be_list(probabilities, roles):
        return 1.0
    has_body = not TEXT_ROLES.isdisjoint(roles)
    return logistics()["story"].probability(story_features(probabilities, roles)) if has_body else 0.0


def confirmed(headline: float, is_same: bool) -> float:
    """Compute the probability that the metadata's headline is right.

    `headline` is the confidence in the headline found in the text; `is_same` says that both are the same.
    """
    return hundredths(logistics()["confirmed"].probability(confirmed_features(headline, is_same)))


def confirmed_features(headline: float, is_same: bool) -> np.ndarray:
    """The features of the regression `confirmed`."""
    return np.array([odds(headline) if is_same else 0.0, float(is_same)])


def hundredths(probability: float) -> float:
    """Round to two decimals, from 0.01 to 0.99, so that the value is the same on every machine."""
    return round(min(SURE, max(UNSURE, probability)), 2)
