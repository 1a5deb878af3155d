"""Dates as newspapers of many languages print them."""

import datetime as dt

import pytest

from articles.text.dates import find_date, is_date, is_day, read_date


@pytest.mark.parametrize(
    "line",
    [
        "14. svibnja 2024.",
        "14. května 2024",
        "14 Μαΐου 2024",
        "Τρίτη, 14 Μαΐου 2024",
        "14. toukokuuta 2024",
        "2024. május 14.",
        "14 mai 2024",
        "14 травня 2024",
        "вторник, 14 мая 2024",
        "14 במאי 2024",
        "14 أيار 2024",
        "١٤ مايو ٢٠٢٤",
        "الثلاثاء، 14 مايو 2024",
        "14 मई 2024",
        "14 พฤษภาคม 2567",
        "14 พ.ค. 2567",
        "14 tháng 5 năm 2024",
        "Selasa, 14 Mei 2024",
        "14 de maig de 2024",
        "2024 May 14",
    ],
)
def test_months_of_many_languages_are_read(line):
    assert read_date(line) == dt.datetime(2024, 5, 14, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("line", "month"),
    [
        ("12 listopada 2024", 11),  # in Polish no full stop stands behind the day
        ("12. listopada 2024.", 10),  # in Croatian one does
        ("wtorek, listopad 12, 2024", 11),
        ("utorak, listopad 12, 2024", 10),
        ("listopad 12, 2024", None),
    ],
)
def test_name_of_two_months_is_read_only_where_the_line_shows_its_language(line, month):
    date = read_date(line)

    assert (date and date.month) == month


@pytest.mark.parametrize("line", ["14 Pro 2024", "24 LED 2024", "14 May 2567", "30 février 2024"])
def test_other_words_and_impossible_days_are_no_dates(line):
    assert not is_date(line)


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("2024年5月14日 下午6:30", "18:30"),
        ("2024年5月14日 上午6:30", "06:30"),
        ("2024年5月14日 午後2時30分", "14:30"),
        ("2024년 5월 14일 오후 2시 30분", "14:30"),
        ("14 مايو 2024 6:30 مساء", "18:30"),
        ("14 Μαΐου 2024, 6:30 μ.μ.", "18:30"),
        ("14 de mayo de 2024, 6:30 p. m.", "18:30"),
        ("14/05/2024 às 9:30 em Lisboa", "09:30"),  # "em" is the afternoon in Swedish only
    ],
)
def test_half_of_the_day_is_read_in_its_language(line, time):
    found = find_date(line)

    assert found.moment.isoformat()[:16] == f"2024-05-14T{time}"


def test_place_of_a_date_is_that_in_the_line_whatever_its_digits():
    line = "قال المجلس ١٤ مايو ٢٠٢٤ مساء"

    found = find_date(line)

    assert line[found.start : found.end] == "١٤ مايو ٢٠٢٤"


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("miércoles, 16 abril 2025", True), ("Miðvikudagur, 16. apríl 2025", True), ("Mar 13, 2026", False)],
)
def test_day_of_the_page_begins_with_its_weekday(line, is_one):
    assert is_day(line) is is_one
