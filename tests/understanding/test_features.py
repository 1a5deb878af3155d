"""Features of lines: words, runs, repeats, and the place below the headline."""

import numpy as np
import pytest

from articles.understanding.features.line_features import LineFeatures
from articles.understanding.features.related_features import stacked_related_features
from articles.understanding.features.stacked_features import below_headline_features, stacked_features
from articles.understanding.features.tokens import words_of
from articles.understanding.lines import lines_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two gulls, one chip.", ["Two", "gulls,", "one", "chip."]),
        ("かもめは港にいた。", ["かもめは", "港", "にいた。"]),
        ("フェリー「海星」が3日、再開した", ["フェリー", "「", "海星」", "が", "3", "日、", "再開", "した"]),
        ("갈매기가 돌아왔다", ["갈매기가", "돌아왔다"]),
        ("。", ["。"]),
    ],
)
def test_words_of_scripts_without_spaces_are_runs_of_one_script(text, words):
    assert words_of(text) == words


def test_japanese_sentences_have_words_small_words_and_ends():
    features = LineFeatures(lines_of("漁師は港の市場で魚を売り、子供は海岸の波を見た。\n天気"))

    assert features["words"][0] > 8
    assert features["small"][0] > 0.3
    assert features["stop"].tolist() == [1, 0]


def test_echo_is_the_share_of_word_runs_that_the_page_has_twice():
    texts = ["Nine gulls were counted", "Nine gulls were fed twice", "Nobody saw the tenth", "Two words"]

    features = LineFeatures(lines_of("\n".join(texts)))

    assert features["echo"].tolist() == pytest.approx([1 / 2, 1 / 3, 0, 0])


def test_row_counts_lines_with_sentences_and_lines_without_apart():
    features = LineFeatures(lines_of("Home\nNews\nIt rained.\nIt stopped.\nThen it rained.\nMore"))

    assert features["row"].tolist() == [-2, -2, 3, 3, 3, -1]


def test_lines_know_how_far_below_the_headline_they_stand():
    features = LineFeatures(lines_of("Home\nGulls return\nBy Ada Holm\nThey came at dawn.\nGulls return"))

    matrix = below_headline_features(features, np.array([0, 0.9, 0, 0, 0.4]), headline=1)

    distance, printed, ahead = matrix[:, 0], matrix[:, 3], matrix[:, 4]
    assert distance.tolist() == [-1, 0, 1, 2, 3]
    assert printed.tolist() == [0, 1, 1, 1, 2]
    assert ahead.tolist() == [2, 1, 1, 1, 0]


@pytest.mark.parametrize("text", ["One line", "あ", "1\n2", "Same line\nSame line\nSame line", "。\n\n\n」"])
def test_features_of_short_documents_are_numbers(text):
    features = LineFeatures(lines_of(text))
    probabilities = np.linspace(0, 1, features.count)

    for matrix in (
        stacked_features(features, probabilities, probabilities),
        below_headline_features(features, probabilities, headline=-1),
        stacked_related_features(features, probabilities, slice(0, 0)),
    ):
        assert matrix.shape[0] == features.count
        assert np.isfinite(matrix).all()
