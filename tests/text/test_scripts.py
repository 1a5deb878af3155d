"""Which letters belong to scripts that put no spaces between words."""

import pytest

from articles.text.scripts import MODEL_WIDE_LETTER, UNSPACED_LETTER, UNSPACED_OR_GLUED_LETTER


@pytest.mark.parametrize("word", ["ไทย", "ລາວ", "မြန်မာ", "ខ្មែរ", "ひらがな", "カタカナ", "漢字", "𠮷"])
def test_words_of_scripts_without_spaces_are_known(word):
    assert UNSPACED_LETTER.search(word)
    assert UNSPACED_OR_GLUED_LETTER.search(word)


@pytest.mark.parametrize("word", ["harbour", "Hafenstraße", "гавань", "ميناء", "नाव", "བོད"])
def test_words_of_other_scripts_are_not(word):
    assert not UNSPACED_OR_GLUED_LETTER.search(word)


def test_korean_has_spaces_but_glues_its_particles_to_words():
    assert not UNSPACED_LETTER.search("항구에서")
    assert UNSPACED_OR_GLUED_LETTER.search("항구에서")


def test_trained_model_knows_fewer_scripts():
    known = [word for word in ("ไทย", "ລາວ", "ខ្មែរ", "漢字", "한글") if MODEL_WIDE_LETTER.search(word)]

    assert known == ["ไทย", "漢字", "한글"]
