"""Bytes become text, and a wrong one costs a character, not the file."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.documents.decoding import text_of
from articles.documents.formats import recognise
from articles.documents.problems import UnreadableError

TEXTS = {
    "ar": "صوت مجلس القرية على بناء جسر جديد فوق النهر.\nوقال رئيس المجلس إن العمل سيبدأ في الربيع.",
    "cs": "Rada obce schválila nový most přes řeku.\nStarosta řekl: „Čekali jsme sedm let, a teď už nečekáme.“",
    "el": "Το συμβούλιο του χωριού ψήφισε τη νέα γέφυρα.\nΟ πρόεδρος είπε ότι το έργο θα αρχίσει την άνοιξη.",
    "en": "The village council voted for a new bridge.\n“We’ve waited seven years – and paid £12,” said Zoë Fairman.",
    "fr": "Le conseil a voté pour un pont très étroit.\n« Nous avons attendu sept ans », a déclaré la mairesse, émue.",
    "he": "מועצת הכפר הצביעה בעד גשר חדש מעל הנהר.\nראש המועצה אמר שהבנייה תתחיל באביב."
    '\n"חיכינו שבע שנים", הוסיף. העבודות יעלו שנים עשר מיליון ויסתיימו בסתיו.',
    "ja": "村議会は川に新しい橋を架けることを決めた。\n議長は、工事は春に始まると述べた。「七年待った」と語った。",
    "ko": "마을 의회는 강 위에 새 다리를 놓기로 결정했다.\n의장은 공사가 봄에 시작된다고 말했다."
    " “우리는 칠 년을 기다렸다”고 그는 덧붙였다. 공사에는 천이백만이 들고 가을에 끝난다.",
    "ru": "Совет деревни проголосовал за новый мост.\n«Мы ждали этого семь лет», — сказал Иван Петров.",
    "th": "สภาหมู่บ้านลงมติให้สร้างสะพานใหม่ข้ามแม่น้ำ\nประธานสภากล่าวว่าการก่อสร้างจะเริ่มในปีหน้า",
    "tr": "Köy meclisi nehrin üzerindeki köprüye evet dedi.\nBaşkan, inşaatın ilkbaharda başlayacağını söyledi.",
    "zh": "村委会投票决定在河上修建一座新桥。\n主席说，工程将于春天开始。“我们等了七年。”",
}
LEGACY = {
    **{"ar": "cp1256", "cs": "cp1250", "el": "cp1253", "en": "cp1252", "fr": "cp1252", "he": "cp1255"},
    **{"ja": "cp932", "ko": "cp949", "ru": "cp1251", "th": "cp874", "tr": "cp1254", "zh": "gb18030"},
}
MAX_COST = 3  # characters: what is left of one that a byte parted may be a character and two broken ones


def cost(text, expected):
    """The characters of the stretch in which two texts differ."""
    begin = next((n for n, (one, other) in enumerate(zip(text, expected, strict=False)) if one != other), None)
    if begin is None:
        return abs(len(text) - len(expected))
    text, expected = text[begin:][::-1], expected[begin:][::-1]
    same = next(
        (n for n, (a, b) in enumerate(zip(text, expected, strict=False)) if a != b), min(len(text), len(expected))
    )
    return max(len(text), len(expected)) - same


@given(
    st.sampled_from(sorted(TEXTS)),
    st.integers(0, 10_000),
    st.sampled_from(["replaced", "lost", "added"]),
    st.integers(0, 255),
)
@example("en", 10, "replaced", 0xE9)
@example("ru", 0, "lost", 0)
@example("zh", 1, "added", 0x80)
def test_one_wrong_byte_costs_a_few_characters(language, place, change, byte):
    whole = TEXTS[language].encode()
    place %= len(whole)
    after = whole[place:] if change == "added" else whole[place + 1 :]

    found = text_of(whole[:place] + (b"" if change == "lost" else bytes([byte])) + after)

    assert cost(found, TEXTS[language]) <= MAX_COST


@given(st.sampled_from(sorted(TEXTS)), st.integers(1, 10_000))
def test_text_that_is_cut_loses_no_more_than_its_last_character(language, length):
    whole = TEXTS[language].encode()
    cut = whole[: len(whole) // 2 + length % (len(whole) // 2)]

    found = text_of(cut)

    assert cost(found, cut.decode("utf-8", "ignore")) <= 2


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\x1b\0")))
def test_utf_8_is_never_anything_else(text):
    assert text_of(text.encode()) == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_problem(content):
    try:
        assert isinstance(text_of(content), str)
    except UnreadableError as error:
        assert error.problem.code == "charset"


@pytest.mark.parametrize("language", LEGACY)
def test_legacy_encodings_are_recognised(language):
    content = TEXTS[language].encode(LEGACY[language])

    assert text_of(content) == content.decode(LEGACY[language])


@pytest.mark.parametrize("other", ["en", "ru", "zh"])
@pytest.mark.parametrize("language", sorted(LEGACY.keys() - {"en"}))
def test_file_joined_from_two_encodings_is_read_as_both(language, other):
    legacy = TEXTS[language].encode(LEGACY[language])
    parts = [legacy, TEXTS[other].encode()]
    texts = [legacy.decode(LEGACY[language]), TEXTS[other]]

    assert text_of(b"\n".join(parts)) == "\n".join(texts)
    assert text_of(b"\n".join(parts[::-1])) == "\n".join(texts[::-1])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", TEXTS)
def test_utf_16_without_its_mark_is_recognised_by_its_zeros(language, encoding):
    text = f"7 May 2024\n{TEXTS[language]}\n2 3\n4 5\n"

    assert text_of(text.encode(encoding)) == text
    assert text_of(text.encode(encoding)[:-1])[:-1] == text[:-1]


@pytest.mark.parametrize(
    ("byte", "character"), [(b"\xe9", "é"), (b"\x92", "’"), (b"\xa3", "£"), (b"\x81", "\ufffd"), (b"\xe2", "\ufffd")]
)
def test_wrong_byte_is_its_windows_1252_character_unless_it_begins_others(byte, character):
    content = "“A first line” – said she.\nNo cafX here\n".encode().replace(b"X", byte)

    assert text_of(content) == f"“A first line” – said she.\nNo caf{character} here\n"


def test_wrong_byte_in_other_letters_is_no_western_character():
    content = TEXTS["ru"].encode().replace("ждали".encode(), b"2 \xb2 3")

    assert "2 \ufffd 3" in text_of(content)


def test_declared_encoding_holds_for_what_is_not_utf_8():
    legacy = TEXTS["ru"].encode("mac-cyrillic")

    assert text_of(legacy + b"\n" + TEXTS["ru"].encode(), "mac-cyrillic") == f"{TEXTS['ru']}\n{TEXTS['ru']}"
    assert text_of(TEXTS["ru"].encode(), "cp1251") == TEXTS["ru"]


def test_encoding_that_is_declared_wrongly_is_recognised():
    assert text_of(TEXTS["ja"].encode("cp932"), "euc-jp") == TEXTS["ja"]


def test_wrong_byte_of_a_legacy_text_costs_a_few_characters():
    content = "\n".join([TEXTS["ko"]] * 6).encode("cp949")

    found = text_of(content[:20] + b"\xff" + content[21:])

    assert cost(found, "\n".join([TEXTS["ko"]] * 6)) <= MAX_COST


def test_seven_bit_japanese_is_read():
    assert text_of(TEXTS["ja"].encode("iso2022-jp")) == TEXTS["ja"]


def test_mark_does_not_keep_wrong_bytes_from_being_replaced():
    found = text_of(codecs.BOM_UTF8 + TEXTS["ru"].encode() + b"\xff")

    assert found == TEXTS["ru"] + "\ufffd"


def test_zeros_do_not_make_a_text_binary():
    content = TEXTS["en"].encode() + bytes(9_000)

    assert recognise(content).media_type == "text/plain"
    assert text_of(content).rstrip("\0") == TEXTS["en"]
