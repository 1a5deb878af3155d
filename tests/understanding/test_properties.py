"""What holds of any text: one role a line, nothing made up, no errors."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.documents.formats.plain_text import decode
from articles.documents.problems import UnreadableError
from articles.importing.problem_sentences import sentence_of
from articles.text.digests import headline_key
from articles.text.normal_form import normal_form
from articles.understanding import Role, understand
from tests.support.texts import TEXTS, page


def spaceless(text):
    return "".join(text.split())


@settings(max_examples=400)
@given(TEXTS)
@example(page(related=["One more headline", "Another headline here"]))
@example("\ud800\nx\x00\u200b\u2028y")
def test_every_line_gets_one_role_and_nothing_is_made_up(text):
    story = understand(text).story

    numbers = [line.number for line in story.lines]
    expected = [
        n for n, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1) if line.strip()
    ]
    texts = [story.headline, story.standfirst, story.body, *story.related]
    whole = spaceless(text)
    # A line that was joined to the one above it has that one's number.
    assert numbers == sorted({*numbers} & {*expected}) and numbers[:1] == expected[:1]
    assert all(isinstance(line.role, Role) for line in story.lines)
    assert all(spaceless(part) in whole for piece in texts for part in piece.split("\n"))


@settings(max_examples=200)
@given(TEXTS)
def test_same_text_gives_the_same_story(text):
    assert understand(text).story == understand(text).story


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(),
        TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
        TEXTS.map(lambda t: t.encode("utf-16", "surrogatepass")),
    )
)
def test_bytes_become_storable_text_or_a_problem(content):
    try:
        text = decode(content)
    except UnreadableError as error:
        assert sentence_of(error.problem).endswith((".", "?"))
        return

    text.encode()
    assert not any(ord(c) < 32 and c not in "\t\n\r" for c in text)


@given(st.text())
def test_headline_key_fits_a_bigint_and_ignores_form(text):
    key = headline_key(text)

    assert -(2**63) <= key < 2**63
    assert normal_form(normal_form(text)) == normal_form(text) or not text.isascii()
    assert headline_key(f"  {text}\t") == headline_key(text) or not text.strip()


def test_spellings_of_one_headline_share_a_key():
    spellings = ["Putin’s ‘Gamble’: What Next?", "putin's 'gamble' – what next", "PUTIN'S “GAMBLE” — WHAT  NEXT?!"]

    assert len({headline_key(text) for text in spellings}) == 1
    assert headline_key("12 dead in storm") != headline_key("14 dead in storm")


def test_combining_marks_without_end_are_quick():
    assert len(normal_form("e" + "\u0301" * 200_000)) < 100
