"""Did you mean: one contract, whichever database keeps the library."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Headline, HeadlineWord
from articles.search import headline_vocabulary as vocabulary
from articles.search import parse, search, suggest
from articles.search.headline_vocabulary import remember_words, vocabulary_words
from articles.search.query import Span, word_spans
from tests.support.factories import ODD, make_article, make_waiting

pytestmark = pytest.mark.django_db


def make_known(*headlines):
    """Stories of these headlines, whose words the vocabulary has."""
    articles = [make_article(headline, paragraphs=["Nothing else."]) for headline in headlines]
    remember_words(vocabulary_words(headlines), connection)
    return articles


def held():
    return set(HeadlineWord.objects.values_list("text", flat=True))


# The vocabulary


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Ferry’s BELL rings: “twice”", {"ferry", "bell", "rings", "twice"}),
        ("The who, and the what", set()),
        ("A 3rd bus to B12 at 10%", {"bus"}),
        ("Ça va au Café Zoë", {"café", "zoë"}),
        ("Straße gesperrt", {"strasse", "gesperrt"}),
        ("Паром вернулся", {"паром", "вернулся"}),
        ("東京の天気は晴れ", set()),
        ("x" * 41 + " " + "y" * 40, {"y" * 40}),
        ("", set()),
    ],
)
def test_words_are_those_that_readers_type(headline, words):
    assert vocabulary_words([headline]) == words


def test_words_are_remembered_once():
    remember_words({"ferry", "bell"}, connection)
    remember_words({"bell", "rope"}, connection)

    assert sorted(HeadlineWord.objects.values_list("text", flat=True)) == ["bell", "ferry", "rope"]


@pytest.mark.django_db(transaction=True)
def test_known_words_are_written_no_more(django_assert_num_queries):
    remember_words({"ferry", "bell"}, connection)

    with django_assert_num_queries(1):
        remember_words({"ferry", "bell"}, connection)
    remember_words({"ferry", "rope"}, connection)

    assert held() == {"ferry", "bell", "rope"}


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_not_known():
    with transaction.atomic():
        remember_words({"ferry"}, connection)
        transaction.set_rollback(True)

    remember_words({"ferry"}, connection)

    assert held() == {"ferry"}


@pytest.mark.django_db(transaction=True)
def test_an_emptied_vocabulary_is_filled_again():
    remember_words({"ferry", "bell"}, connection)
    HeadlineWord.objects.all().delete()

    remember_words({"ferry", "bell"}, connection)

    assert held() == {"ferry", "bell"}


@pytest.mark.django_db(transaction=True)
def test_known_words_are_bounded(monkeypatch):
    monkeypatch.setattr(vocabulary, "MAX_KNOWN", 3)
    for number in range(5):
        remember_words({f"{letter * 3}{'abcde'[number]}" for letter in "xy"}, connection)

    assert max(map(len, vocabulary._known.values())) <= 3
    assert len(held()) == 10


# Suggestions


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("goverment", "government"),
        ("govrenment", "government"),
        ("governnment", "government"),
        ("govermnent", "government"),
        ("govermant", "government"),  # two changes in a long word
        ("Goverment", "government"),
        ("lanterm", "lantern"),
        ("fery", "ferry"),
        ("ferrxx", None),  # two in a short one
        ("zeppelin", None),
        ("government", None),
        ("governments", None),  # finds them as it is
        ("go", None),
        ("", None),
        ("the", None),
        ("12345", None),
        ("gover*", None),
        ("goverm*", None),
    ],
)
def test_a_misspelt_word_is_corrected(text, suggestion):
    make_known("Government moves", "Lantern lit", "Ferry waits")

    assert suggest(text) == suggestion


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("fery bell", "ferry bell"),
        ('"fery bell" -rope', '"ferry bell" -rope'),
        ("“ the fery bell”  -belk", "“ the ferry bell”  -belk"),
        ("zeppelin OR fery", "zeppelin OR ferry"),
        ("(fery), bel!", "(ferry), bell!"),
        ("fery-bell", "ferry-bell"),
        ("fery’s bell", "ferry’s bell"),
        ("fery rope", None),  # no story has both
        ("bell -fery", None),
    ],
)
def test_only_the_word_is_replaced(text, suggestion):
    make_known("The ferry bell rings", "Rope frays")

    assert suggest(text) == suggestion


def test_of_equally_close_words_the_one_that_finds_most():
    make_known("Boat sails", "Bolt one", "Bolt two")

    assert suggest("bolat") == "bolt"
    assert suggest("bolat sails") == "boat sails"


def test_a_word_of_stories_alone_is_no_mistake():
    make_known("Ferry waits")
    for number in range(3):
        make_article(f"Story {number}", paragraphs=["The word fery stands here."])

    assert suggest("fery") is None


def test_a_word_of_waiting_headlines_is_right_and_can_be_meant():
    make_waiting("Zeppelin mast listed")
    remember_words(vocabulary_words(["Zeppelin mast listed"]), connection)

    assert suggest("zeppelin") is None
    assert suggest("zepelin") == "zeppelin"


def test_nothing_is_suggested_that_finds_nothing():
    (article,) = make_known("Ferry waits")
    Headline.objects.all().delete()
    Article.objects.filter(pk=article.pk).delete()

    assert suggest("fery") is None


def test_a_right_query_costs_one_statement_more(django_assert_num_queries):
    make_known("Ferry waits")

    with django_assert_num_queries(1):
        suggest("ferry waits")


def test_a_wrong_query_costs_so_many_statements_at_most(django_assert_max_num_queries):
    words = ["ferr" + letter + "stone" for letter in "abcdefghijklmnopqrstuvwxyz"]
    make_known("Ferrystone waits", *words)

    with django_assert_max_num_queries(25):
        suggest("ferxystone ferzystone ferqystone waits")


@pytest.mark.parametrize("text", ODD)
def test_odd_queries_get_an_answer(text):
    make_known("Lantern lit")

    assert suggest(text) is None


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.text(alphabet="fery lantrn\"-()|OR:&!'’“”é東"))
def test_a_suggestion_finds_more(text):
    if not HeadlineWord.objects.exists():
        make_known("Lantern lit", "Ferry waits")

    suggestion = suggest(text)

    assert suggestion is None or search(parse(suggestion)).total > search(parse(text)).total


@given(st.text() | st.text(alphabet="ab *\"-()|OR:&!'’“”é東"))
def test_spans_are_where_they_say(text):
    for span in word_spans(text):
        assert span.word and text[span.start : span.end] == span.word


def test_spans_leave_out_what_is_not_looked_for():
    assert word_spans('one OR "two three" -four fi*') == [
        Span("one", 0, 3),
        Span("two", 8, 11),
        Span("three", 12, 17),
        Span("fi", 25, 27),
    ]
