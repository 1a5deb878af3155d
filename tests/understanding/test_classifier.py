"""The classifier cascade on whole pages, and the parts it is made of."""

import json
from importlib.resources import files

import numpy as np
import pytest

from articles.understanding import Role, understand
from articles.understanding.classifier.cascade import classify
from articles.understanding.classifier.forest import DEPTH, LEAVES, NODES, Forest
from articles.understanding.classifier.weights import LINE_STAGES, STAGES, forests
from articles.understanding.features.headline_features import with_trails
from articles.understanding.features.line_features import LineFeatures
from articles.understanding.lines import lines_of
from tests.support.texts import OTHER, PARAGRAPHS
from tests.support.whole_page import COOKIES, HEADLINE, LISTED, MENU, whole_page

DATES_OF_OTHERS = {
    "masthead": ["The Tide Table\n\nTwice a day.\nSunday, Nov 22, 2026", "\n".join(MENU), HEADLINE, *PARAGRAPHS],
    "day of the page": ["\n".join(MENU), "Sunday 22 November 2026", HEADLINE, *PARAGRAPHS],
    "list": ["\n".join(MENU), HEADLINE, *PARAGRAPHS, "Related stories", *[f"{h}\n12 March 2026" for h in LISTED]],
    "comment": ["\n".join(MENU), HEADLINE, *PARAGRAPHS, "3 comments", "Otto 12 March 2026 at 12:30", "It was late."],
}


@pytest.mark.parametrize("parts", DATES_OF_OTHERS.values(), ids=DATES_OF_OTHERS)
def test_dates_of_other_things_are_not_the_date_of_publication(parts):
    assert understand("\n\n".join(parts)).story.published is None


def test_forest_gives_what_a_walk_down_each_tree_gives():
    random = np.random.default_rng(3)
    forest = Forest(
        random.integers(0, 5, (4, NODES)), random.normal(size=(4, NODES)).astype("f4"), random.normal(size=(4, LEAVES))
    )
    x = random.normal(size=(600, 5)).astype("f4")

    odds = [sum(walk(forest, tree, row) for tree in range(4)) for row in x]

    assert np.allclose(forest.probabilities(x), 1 / (1 + np.exp(-np.array(odds))))


def walk(forest, tree, row):
    node = 0
    for _ in range(DEPTH):
        node = 2 * node + 1 + int(row[forest.features[tree, node]] > forest.thresholds[tree, node])
    return forest.leaves[tree, node - NODES]


def test_weights_state_what_they_were_made_from_and_are_small():
    folder = files("articles.understanding.classifier")
    provenance = json.loads(folder.joinpath("weights.json").read_text())

    assert set(forests()) == set(STAGES)
    assert {"corpus", "collections", "made_on", "figures"} <= set(provenance)
    assert len(folder.joinpath("weights.npz").read_bytes()) < 3_000_000


def test_story_is_found_among_menus_lists_and_policies():
    for gap in ("\n\n", "\n"):
        story = understand(whole_page(gap)).story

        assert story.headline == HEADLINE
        blocks = [block.text for block in story.blocks]
        assert set(blocks) <= {*OTHER, *PARAGRAPHS} and len(blocks) >= len([*OTHER, *PARAGRAPHS]) - 1
        assert str(story.published.date()) == "2026-11-21"
        assert not {COOKIES, *MENU} & set(story.related)


def test_every_stage_gives_every_line_of_a_page_a_probability():
    lines = lines_of(whole_page())

    by_stage = classify(lines).by_stage

    assert set(by_stage) == set(LINE_STAGES)
    assert all(len(values) == len(lines) and ((values >= 0) & (values <= 1)).all() for values in by_stage.values())


def test_headline_printed_again_is_a_repeat():
    roles = {(line.role, line.text) for line in understand(whole_page() + f"\n\n{HEADLINE}\n").story.lines}

    assert {(Role.HEADLINE, HEADLINE), (Role.REPEAT, HEADLINE)} <= roles


def test_trail_of_sections_counts_for_the_headline_that_it_ends_with():
    texts = [
        f"Home / News / {HEADLINE}",
        HEADLINE,
        "Storm in the bay of Norrhavn",
        "the bay of Norrhavn",
        "21 November",
    ]
    features = LineFeatures(lines_of("\n".join(texts)))

    moved = with_trails(features, np.array([True, True, True, False, False]), np.array([0.6, 0.3, 0.1, 0.0, 0.0]))

    assert np.allclose(moved, [0, 0.9, 0.1, 0, 0])
