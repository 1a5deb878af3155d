"""Texts as print sets them: marks, dashes and spaces by language; what nothing tells apart stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.typography.quotation_marks import marks_of
from articles.typography.setting import typeset, typeset_html

BY_LANGUAGE = {
    "en": "“The ‘last’ ferry”",
    "af": "“The ‘last’ ferry”",
    "ar": "”The ’last‘ ferry“",
    "bg": "„The „last“ ferry“",
    "ca": "«The “last” ferry»",
    "cs": "„The ‚last‘ ferry“",
    "da": "“The ‘last’ ferry”",
    "de": "„The ‚last‘ ferry“",
    "el": "«The “last” ferry»",
    "es": "“The ‘last’ ferry”",
    "et": "„The ‚last‘ ferry“",
    "fa": "«The ‹last› ferry»",
    "fi": "”The ’last’ ferry”",
    "fr": "«\u202fThe «\u202flast\u202f» ferry\u202f»",
    "he": "”The ’last’ ferry”",
    "hu": "„The »last« ferry”",
    "it": "«The “last” ferry»",
    "ja": "「The 『last』 ferry」",
    "ko": "“The ‘last’ ferry”",
    "nl": "‘The ‘last’ ferry’",
    "no": "«The ‘last’ ferry»",
    "pl": "„The «last» ferry”",
    "pt": "“The ‘last’ ferry”",
    "ru": "«The „last“ ferry»",
    "sv": "”The ’last’ ferry”",
    "th": "“The ‘last’ ferry”",
    "tr": "“The ‘last’ ferry”",
    "uk": "«The „last“ ferry»",
    "zh": "“The ‘last’ ferry”",
    "zh-Hant": "「The 『last』 ferry」",
    "": "“The ‘last’ ferry”",
}
SET = [
    ("en", '"I can\'t," she said, "it\'s the keepers\' boat."', "“I can’t,” she said, “it’s the keepers’ boat.”"),
    ("en", "The '90s, '68 and 'tis rock 'n' roll 'til dawn", "The ’90s, ’68 and ’tis rock ’n’ roll ’til dawn"),
    ("en", "Mayor's 'best ever' tide - and \"last\"", "Mayor’s ‘best ever’ tide\u00a0– and “last”"),
    ("en", "A 27\" bell, 5'10\" tall, 6' deep", "A 27″ bell, 5′10″ tall, 6′ deep"),
    ("en", '("yes") and/or "no"—"never"', "(“yes”) and/or “no”—“never”"),
    ("en", "\"'Down,' he said\"", "“‘Down,’ he said”"),
    ("en", 'Aden sang "Tide", "Ebb" ... "Flow"!', "Aden sang “Tide”, “Ebb” ... “Flow”!"),
    ("de", "Er sagte: \"Das ist 's\" - in den '90ern", "Er sagte: „Das ist ’s“\u00a0– in den ’90ern"),
    ("fr", "L'heure : \"C'est \u00e7a !\" Non ?", "L’heure\u00a0: «\u202fC’est \u00e7a\u202f!\u202f» Non\u202f?"),
    ("fr", "«Oui», « non », 10 %", "«\u202fOui\u202f», «\u202fnon\u202f», 10\u202f%"),
    ("nl", '\'s Avonds zei zij "ja"', "’s Avonds zei zij ‘ja’"),
    ("ja", '灯台は"はい"と言った。"Tide"も', "灯台は「はい」と言った。「Tide」も"),
    ("ko", "시장은 \"네\"라고, 'L'은 '좋다'고", "시장은 “네”라고, ‘L’은 ‘좋다’고"),
    ("ko", "'90% 득표율'을", "‘90% 득표율’을"),
    ("en", "'50% of boats' and '90s", "‘50% of boats’ and ’90s"),
    ("th", 'เขาพูดว่า"ใช่"แล้ว', "เขาพูดว่า“ใช่”แล้ว"),
    ("he", 'דו"ח של צה"ל: ב"מגדלור" יש ג\'ירפה', "דו״ח של צה״ל: ב”מגדלור” יש ג׳ירפה"),
    ("ar", 'قال "نعم" و"لا"', "قال ”نعم“ و”لا“"),
    ("uk", 'П\'ять "так" - у порту', "П’ять «так»\u00a0— у\u00a0порту"),
    ("pl", 'W porcie i w "Latarni"', "W\u00a0porcie i\u00a0w\u00a0„Latarni”"),
    ("no", "- Havet vil stige", "– Havet vil stige"),
]
LEFT = [
    'He wrote an "odd thing',
    'An end" without a beginning',
    ' " ',
    'Since 1990" it stands',
    "'Arry said so",
    "“Set” already—and ‘this’ – too",
    "lantern--keeper, 2-1, 2024-11-22 and well-known",
]
LANGUAGES = ["en", "de", "fr", "he", "ja", "ko", "nl", "pl", "ru", ""]
TEXTS = st.text(alphabet="\"'\"' a1—-.,(«»“”…:?%\n\ue000\uf8f1\u05d0\u4e2d", max_size=20)


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_quotations_have_the_marks_of_their_language(language):
    assert typeset("\"The 'last' ferry\"", language) == BY_LANGUAGE[language]


@pytest.mark.parametrize(("language", "text", "expected"), SET, ids=[f"{row[0]}-{row[1][:20]}" for row in SET])
def test_text_is_set_as_its_language_sets_it(language, text, expected):
    assert typeset(text, language) == expected


@pytest.mark.parametrize("text", LEFT)
def test_what_nothing_tells_apart_and_what_is_set_already_stay(text):
    assert typeset(text, "en").replace("\u00a0", " ") == text


def test_quotation_that_goes_on_in_the_next_paragraph_or_is_cut_has_its_first_mark():
    assert typeset('"We sailed.\n"We came back."', "en") == "“We sailed.\n“We came back.”"
    assert typeset('She said: "We sailed and…', "en") == "She said: “We sailed and…"


def test_marks_in_tags_stay_and_those_of_one_quotation_may_stand_in_different_tags():
    html = '<p>"<em>Down</em>," &quot;<a rel="x" href="https://a.example/\'">up</a>&quot; & "<b>on"</b></p>\n<p>"x</p>'

    assert typeset_html(html, "en") == (
        '<p>“<em>Down</em>,” “<a rel="x" href="https://a.example/\'">up</a>” & “<b>on”</b></p>\n<p>“x</p>'
    )


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_set_text_stays_as_it_is_and_only_marks_dashes_and_spaces_change(text, language):
    once = typeset(text, language)

    assert typeset(once, language) == once
    assert [c for c in once if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(alphabet="<>&\"' ab\n", max_size=30))
def test_tags_and_letters_of_any_html_stay(html):
    assert [c for c in typeset_html(html, "en") if c in "<>ab"] == [c for c in html if c in "<>ab"]


def test_cost_grows_with_the_length_and_no_faster():
    """Each mark looks at its neighbours only: a text of a hundred thousand marks is set, whatever their order."""
    for text in ('"' * 100_000, "'a" * 100_000, ' "' * 100_000, '"\ue000' * 100_000, "- " * 100_000):
        assert len(typeset(text, "en")) == len(text)


def test_marks_of_a_region_fall_back_on_those_of_the_language():
    assert marks_of("de-AT") == marks_of("de")
    assert marks_of("tlh") == marks_of("en")
