"""The language and direction of one line, beside a text whose language is known or not."""

import pytest

from articles.typography.languages import direction_of, language_of_line

LINES = [
    ("Ferry returns to the bay", "en", "en"),
    ("Ferry returns to the bay", "", ""),
    ("Ferry returns to the bay", "ja", ""),
    ("Fähre kehrt zurück", "de", "de"),
    ("灯台の明かりが戻った", "en", "ja"),
    ("港口重新开放", "zh-Hans", "zh-Hans"),
    ("灯台新聞", "en", ""),
    ("東京駅", "ja", "ja"),
    ("항구가 다시 열렸다", "", "ko"),
    ("Паром вернулся", "ru", "ru"),
    ("Паром вернулся", "bg", "bg"),
    ("Пором повернувся до Києва", "ru", "uk"),
    ("عادت العبارة إلى الميناء", "en", "ar"),
    ("کشتی به بندر برگشت و چراغ", "ar", "fa"),
    ("המעבורת חזרה", "en", "he"),
    ("เรือเฟอร์รี่กลับมา", "en", "th"),
    ("Το πλοίο επέστρεψε", "en", "el"),
    ("Tide Table 11", "th", ""),
    ("2026", "ja", "ja"),
    ("Lantern Radio: 灯", "en", "en"),
]


@pytest.mark.parametrize(("text", "near", "expected"), LINES)
def test_line_has_the_language_of_its_script_or_of_the_text_beside_it(text, near, expected):
    assert language_of_line(text, near) == expected


def test_direction_follows_the_language():
    assert [direction_of(language) for language in ("ar", "he", "ur-PK", "en", "ja", "")] == (
        ["rtl", "rtl", "rtl", "ltr", "ltr", "auto"]
    )
