"""What a word finds, and what is marked, however it is written: the same on both databases."""

import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.search import parse, search
from articles.search.folded.marks import without_punctuation
from articles.search.highlight import segments
from articles.text.folding.folding import folded
from articles.text.folding.origins import traced
from tests.support.factories import make_article, make_waiting

pytestmark = pytest.mark.django_db

FOUND = [  # text, query, what is marked
    # Invisible characters
    ("Das Hafen\u00adkon\u00adzept liegt vor", "Hafenkonzept", ["Hafen\u00adkon\u00adzept"]),
    ("Das Hafen\u200bkonzept liegt vor", '"hafenkonzept liegt"', ["Hafen\u200bkonzept liegt"]),
    ("Das Hafen\u2060konzept\u200e liegt vor", "hafenkonzept", ["Hafen\u2060konzept\u200e"]),
    ("Das Hafenkonzept liegt vor", "Hafen\u00adkonzept", ["Hafenkonzept"]),
    ("کتاب\u200cها رسید", "کتابها", ["کتاب\u200cها"]),
    # Ligatures, width, compatibility forms
    ("The o\ufb03ce was \ufb02ooded", "office flooded", ["o\ufb03ce", "\ufb02ooded"]),
    ("ＦＥＲＲＹ－７ sails", "ferry-7", ["ＦＥＲＲＹ－７"]),
    ("ﾌｪﾘｰの話", "フェリー", ["ﾌｪﾘｰ"]),
    ("A caf\u0065\u0301 opened", "café", ["caf\u0065\u0301"]),
    ("10 m² of ⅧI", "m2", ["m²"]),
    # Letters
    ("Die Große Straße am Wall", "grosse strasse", ["Große", "Straße"]),
    ("STRASSE gesperrt", "straße", ["STRASSE"]),
    ("Müller aus Łódź", "Muller lodz", ["Müller", "Łódź"]),
    ("På Ærø ved Tårnø", "aero", ["Ærø"]),
    ("Đà Nẵng và Þór, ħobż, œuvre", "da nang thor hobz oeuvre", ["Đà", "Nẵng", "Þór", "ħobż", "œuvre"]),
    ("Iğdır'dan İzmir'e", "igdir", ["Iğdır"]),
    ("Iğdır'dan İzmir'e", "İZMİR", ["İzmir"]),
    ("Ο δρόμος της πόλης", "ΠΟΛΗΣ", ["πόλης"]),
    ("Ο ΔΡΟΜΟΣ ΤΗΣ ΠΟΛΗΣ", "δρόμος", ["ΔΡΟΜΟΣ"]),
    ("Зелёный берёг", "зеленый", ["Зелёный"]),
    # Vowel marks
    ("وَصَلَتِ السَّفِينَةُ", "وصلت السفينة", ["وَصَلَتِ", "السَّفِينَةُ"]),
    ("مـــدرسة إسلامية", "مدرسه اسلاميه", ["مـــدرسة", "إسلامية"]),
    ("مستشفى علي", "مستشفي على", ["مستشفى", "علي"]),
    ("הַסְּפִינָה הִגִּיעָה", "הספינה", ["הַסְּפִינָה"]),
    ("הספינה הגיעה", "הַסְּפִינָה", ["הספינה"]),
    ("बड़ी नाव आई", "बड\u093cी", ["बड़ी"]),
    # Numbers
    ("It paid 12,500 crowns", "12500", ["12,500"]),
    ("It paid 12500 crowns", "12,500", ["12500"]),
    ("Es waren 1.234.567 Stück", "1234567", ["1.234.567"]),
    ("Il y a 12\u202f500 bateaux", "12500", ["12\u202f500"]),
    ("في ١٩٦٢ و ١٬٥٠٠", "1962 1500", ["١٩٦٢", "١٬٥٠٠"]),
    ("१९६२ में", "1962", ["१९६२"]),
    # Hyphens, apostrophes, initials
    ("Send an e-mail today", "email", ["e-mail"]),
    ("Send an e-mail today", "mail", ["mail"]),
    ("Send an email today", "e-mail", ["email"]),
    ("Send an e\u2011mail today", '"an e-mail today"', ["an e\u2011mail today"]),
    ("The co-operation of both", "cooperation", ["co-operation"]),
    ("A harbour-based crew", "harbour crew", ["harbour", "crew"]),
    ("They don’t know", "dont", ["don’t"]),
    ("They don't know", "don’t", ["don't"]),
    ("The U.S. navy", "US", ["U.S"]),
    ("The US navy", "U.S.", ["US"]),
    ("O’Brien’s boat", "O'Brien", ["O’Brien"]),
    ("The fishermen's wives' choir", "fishermen wives", ["fishermen", "wives"]),
    # Scripts without spaces
    ("港口管理局宣布新的渡轮时刻表", "渡轮", ["渡轮"]),
    ("港口管理局宣布新的渡轮时刻表", "新的渡轮时刻", ["新的渡轮时刻"]),
    ("港口管理局宣布新的渡轮时刻表", "表", ["表"]),
    ("港口管理局宣布新的渡轮时刻表", "局", ["局"]),
    ("港口用AI系统，2026年起与OpenSea合作", "AI", ["AI"]),
    ("港口用AI系统，2026年起与OpenSea合作", "OpenSea 2026", ["2026", "OpenSea"]),
    ("港口用AI系统，2026年起与OpenSea合作", "用AI系统", ["用AI系统"]),
    ("来年の春にフェリーが戻ると市議会は発表した", "市議会", ["市議会"]),
    ("来年の春にフェリーが戻ると市議会は発表した", "フェリー", ["フェリー"]),
    ("人々は喜んだ", "人々", ["人々"]),
    ("เรือข้ามฟากกลับมาในฤดูร้อน", "ฤดูร้อน", ["ฤดูร้อน"]),
    ("ເຮືອຂ້າມຟາກກັບມາ", "ຟາກ", ["ຟາກ"]),
    ("សាឡាងត្រឡប់មកវិញ", "ត្រឡប់", ["ត្រឡប់"]),
    ("ကူးတို့သင်္ဘော ပြန်လာ", "သင်္ဘော", ["သင်္ဘော"]),
    ("국립해양도서관에서 열렸다", "도서관", ["도서관"]),
    ("국립해양도서관에서 열렸다", '"도서관에서 열렸다"', ["도서관에서 열렸다"]),
    # Stop words alone
    ("It's a good year", "it's", ["It's"]),
    ("The Who played", "the who", ["The", "Who"]),
    ("To be or not to be", '"to be or not to be"', ["To be or not to be"]),
]
NOT_FOUND = [
    ("It cost 1.5 crowns", "15"),
    ("It cost 15 crowns", "1.5"),
    ("Ansgar O’Brien", "OBrien"),
    ("мой дом", "мои"),
    ("港口管理局宣布", "理宣"),
    ("港口管理局宣布", "飞机"),
    ("港口用AI系统", "A"),
    ("เรือข้ามฟากกลับมา", "เครื่องบิน"),
    ("국립해양도서관", "도관"),
    ("The harbour", "the who"),
    ("All-out effort", "allou"),
]
# Those that the steps of the folding are about, and their neighbours.
LETTERS = "abAZ tTnN019,.'’-‐\u00a0\n\u00ad\u200b\u0301\u0306иИёłßæıΣς渡轮東アｱﾞ々・ก่ำ서울ﬁＡ１，אַبّحًـ۱١कड़\u093c½²U.S"

LETTERS = (  # those that the steps of the folding are about, and their neighbours
    "abAZ tTnN019,.'’-‐\u00a0\n\u00ad\u200b\u0301\u0306иИёłßæıΣς渡轮東アｱﾞ々・ก่ำ서울ﬁＡ１，אַبّحًـ۱١कड़\u093c½²U.S"
)


def marked(text):
    return pieces_of(piece for piece, is_match in segments(text) if is_match)


def pieces_of(matches):
    """What is marked, in pieces: SQLite marks a phrase as a whole, PostgreSQL its words."""
    return [piece for match in matches for piece in re.split("[ '’]", match)]


@pytest.mark.parametrize(("text", "query", "matches"), FOUND)
def test_word_is_found_as_it_is_read_and_marked_as_it_is_printed(text, query, matches):
    make_article("Nothing here", paragraphs=[text])
    make_waiting(text)

    results = search(parse(query))

    assert [marked(hit.extract) for hit in results.hits] == [pieces_of(matches)]
    assert [marked(hit.text) for hit in results.waiting] == [pieces_of(matches)]
    assert ["".join(piece for piece, _ in segments(hit.text)) for hit in results.waiting] == [text]


@pytest.mark.parametrize(("text", "query"), NOT_FOUND)
def test_other_words_are_not_found(text, query):
    make_article("Nothing here", paragraphs=[text])
    make_waiting(text)

    results = search(parse(query))

    assert (results.total, results.waiting_total) == (0, 0)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\x00"), max_size=40)
    | st.text(alphabet=LETTERS)
)
def test_both_databases_fold_alike(text):
    with connection.cursor() as cursor:
        (of_database,) = cursor.execute("SELECT articles_folded(%s)", [text]).fetchone()

    assert words_of(of_database) == words_of(without_punctuation(folded(text)))


def words_of(text):
    return re.findall(r"[^\W_]+", text)


@given(st.text(alphabet="abtNUS 10.,'’-‐\u00a0\n_“", max_size=60))
def test_text_without_letters_to_fold_is_folded_like_any_other(text):
    assert folded(f"{text} é") == f"{folded(text)} e"


@given(st.text(max_size=60))
def test_origins_are_places_in_the_text_in_order_of_its_words(text):
    found = traced(text)

    if found:
        assert found.text == folded(text)
        assert len(found.origins) == len(found.text)
        assert all(0 <= place < len(text) for place in found.origins)
