"""The word lists that are features of the trained model are those it was trained with."""

import json
from pathlib import Path

from articles.understanding.classifier import weights

TRAINED_WITH = json.loads(Path(weights.__file__).with_name(weights.NAME).with_suffix(".json").read_text("utf-8"))


def test_word_lists_of_the_model_are_those_it_was_trained_with():
    assert weights.lexicon_digest() == TRAINED_WITH["lexicon"], (
        "cues.py, SMALL_WORDS, class_names.py or a MODEL_ script changed, and the weights were not trained with that. "
        "Train again (python -m benchmarks.understanding.train CORPUS), "
        "or put the phrase into boilerplate.py, which only rules read."
    )
