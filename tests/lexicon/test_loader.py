"""How word lists that are written as text are read."""

from articles.lexicon import Name, names, phrases, rows, words


def test_words_are_casefolded():
    assert words("Straße\n nach  Süden") == {"strasse", "nach", "süden"}


def test_phrases_stand_between_commas_and_keep_their_order():
    assert phrases("read more,\n  see\n  also, ") == ("read more", "see also")


def test_rows_are_found_by_their_key():
    assert rows("en: yes, no;\nde: ja,\nnein;") == {"en": ("yes", "no"), "de": ("ja", "nein")}


def test_names_know_their_number_and_whether_they_are_short():
    assert list(names("de: januar|jänner/jan, mai;")) == [
        Name("januar", 1, "de", is_short=False),
        Name("jänner", 1, "de", is_short=False),
        Name("jan", 1, "de", is_short=True),
        Name("mai", 2, "de", is_short=False),
    ]
