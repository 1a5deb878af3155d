"""Headlines that differ only in what search folds are one headline."""

import pytest

from articles.headlines.comparing.blocking_keys import signatures
from articles.headlines.comparing.matching import match


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Το λιμάνι ανοίγει ξανά μετά από δέκα χρόνια", "ΤΟ ΛΙΜΑΝΙ ΑΝΟΙΓΕΙ ΞΑΝΑ ΜΕΤΑ ΑΠΟ ΔΕΚΑ ΧΡΟΝΙΑ"),
        ("The U.S. navy doesn’t answer e-mail today", "The US navy doesnt answer email today"),
        ("Große Straße am Hafen für Wochen gesperrt", "GROSSE STRASSE AM HAFEN FUR WOCHEN GESPERRT"),
        ("Łódź żegna ostatni prom przez rzekę", "Lodz zegna ostatni prom przez rzeke"),
        ("وَصَلَتِ السَّفِينَةُ إلى الميناء بعد عام", "وصلت السفينة الى الميناء بعد عام"),
        ("הַסְּפִינָה הִגִּיעָה אל הנמל אחרי שנה", "הספינה הגיעה אל הנמל אחרי שנה"),
    ],
)
def test_folded_alike_is_the_same_headline_and_found_by_a_common_key(one, other):
    assert match(one, other).distance == 0
    assert set(signatures(one)) & set(signatures(other))


def test_decimal_point_makes_another_headline():
    assert match("Harbour wall to close for 15 days in May", "Harbour wall to close for 1.5 days in May") is None
