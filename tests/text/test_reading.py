"""How long texts are to a reader, in scripts with and without spaces."""

import pytest

from articles.text.reading import count_words, reading_minutes

LENGTHS = [
    ("The ferry came back on Sunday.", 6, 1),
    ("灯台の明かりが戻った。" * 140, 637, 3),  # 1,540 characters
    ("港口重新开放。" * 200, 546, 3),
    ("เรือกลับมาแล้ว " * 100, 380, 2),
    ("항구가 다시 열렸다 " * 100, 300, 2),
    ("", 0, 1),
]


@pytest.mark.parametrize(("text", "words", "minutes"), LENGTHS)
def test_letters_of_scripts_without_spaces_count_as_parts_of_words(text, words, minutes):
    assert count_words(text) == words
    assert reading_minutes(count_words(text)) == minutes
