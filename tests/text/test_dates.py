"""Dates as newspapers of many languages print them."""

import datetime as dt
import time

import pytest

from articles.lexicon import names, words
from articles.lexicon.dates import calendar, calendar_extras
from articles.text.dates import find_date, is_date, is_day, read_date, says_when, without_date


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
        "14 Mayo 2024",
        "Mayo 14, 2024",
        "14 Mai 2024",
        "14 Bealtaine 2024",
        "2024eko maiatzaren 14a",
        "14 મે 2024",
        "14 ਮਈ 2024",
        "14 ಮೇ 2024",
        "14 മേയ് 2024",
        "2024 මැයි 14",
        "14 मे 2024",
        "၂၀၂၄ ခုနှစ် မေလ ၁၄ ရက်",
        "ថ្ងៃទី១៤ ខែឧសភា ឆ្នាំ២០២៤",
        "14 ພຶດສະພາ 2024",
        "14 ሜይ 2024",
        "2024 оны 5-р сарын 14",
        "14 maj 2024",
        "14 мај 2024",
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


# Lines that are nothing but a date, and the beginning of their moment in UTC.
LINES = [
    ("14.5.2024 klo 9.30", "2024-05-14T09:30"),
    ("Tiistai 14.5.2024 klo 9", "2024-05-14T09:00"),
    ("Julkaistu 14.5.2024 klo 9.30 – Päivitetty 15.5.2024 klo 10.00", "2024-05-14T09:30"),
    ("2024. május 14., kedd 09:30", "2024-05-14T09:30"),
    ("2024.05.14. 09:30", "2024-05-14T09:30"),
    ("2024. május 14. 9 óra", "2024-05-14T09:00"),
    ("2024. máj. 14. du. 3:20", "2024-05-14T15:20"),
    ("14 tháng 5 năm 2024", "2024-05-14"),
    ("14/05/2024 09:30 (GMT+7)", "2024-05-14T02:30"),
    ("Thứ ba, 14/5/2024, 09:30 (GMT+7)", "2024-05-14T02:30"),
    ("Thứ Ba, ngày 14 tháng 05 năm 2024 lúc 14 giờ 30", "2024-05-14T14:30"),
    ("Cập nhật lúc 09:30, 14/05/2024", "2024-05-14T09:30"),
    ("2024年5月14日 下午3时20分", "2024-05-14T15:20"),
    ("2024년 5월 14일 오후 3:20", "2024-05-14T15:20"),
    ("2024년 5월 14일 오후 3시", "2024-05-14T15:00"),
    ("입력 2024.05.14. 오후 3:20", "2024-05-14T15:20"),
    ("기사입력 2024-05-14 15:20 | 최종수정 2024-05-15 09:00", "2024-05-14T15:20"),
    ("2024年5月14日(火) 15時20分", "2024-05-14T15:20"),
    ("2024年5月14日 15時", "2024-05-14T15:00"),
    ("令和6年5月14日", "2024-05-14"),
    ("公開日時：2024年5月14日 9:30", "2024-05-14T09:30"),
    ("发布时间：2024-05-14 09:30", "2024-05-14T09:30"),
    ("民國113年5月14日", "2024-05-14"),
    ("2024年05月14日09:30", "2024-05-14T09:30"),
    ("2024年5月14日星期二 上午9:30", "2024-05-14T09:30"),
    ("2024-05-14 星期二", "2024-05-14"),
    ("14. svibnja 2024.", "2024-05-14"),
    ("utorak, 14. svibnja 2024. u 9:30", "2024-05-14T09:30"),
    ("Objavljeno: 14.05.2024. u 09:30", "2024-05-14T09:30"),
    ("14 พฤษภาคม 2567", "2024-05-14"),
    ("14 พ.ค. 2567 เวลา 09.30 น.", "2024-05-14T09:30"),
    ("วันอังคารที่ 14 พฤษภาคม พ.ศ. 2567", "2024-05-14"),
    ("วันอังคารที่ ๑๔ พฤษภาคม ๒๕๖๗ เวลา ๐๙:๓๐ น.", "2024-05-14T09:30"),
    ("เผยแพร่: 14 พ.ค. 2567 15:20", "2024-05-14T15:20"),
    ("14/05/2567 15:20 น.", "2024-05-14T15:20"),
    ("۲۵ اردیبهشت ۱۴۰۳", "2024-05-14"),
    ("سه‌شنبه ۲۵ اردیبهشت ۱۴۰۳ - ۰۹:۳۰", "2024-05-14T09:30"),
    ("۱۴۰۳/۰۲/۲۵ - ۱۴:۳۰", "2024-05-14T14:30"),
    ("تاریخ انتشار: ۲۵ اردیبهشت ۱۴۰۳ ساعت ۱۴:۳۰", "2024-05-14T14:30"),
    ("۱۴ مه ۲۰۲۴", "2024-05-14"),
    ("14 أيار 2024", "2024-05-14"),
    ("الثلاثاء 14 مايو/أيار 2024 الساعة 09:30", "2024-05-14T09:30"),
    ("14 مايو (أيار) 2024 م", "2024-05-14"),
    ("الثلاثاء 6 ذو القعدة 1445 هـ - 14 مايو 2024 م", "2024-05-14"),
    ("نشر في 14 مايو 2024 - 06:30 م", "2024-05-14T18:30"),
    ("الثلاثاء، ١٤ مايو ٢٠٢٤ ٩:٣٠ ص", "2024-05-14T09:30"),
    ("آخر تحديث: 14 ابريل 2024", "2024-04-14"),
    ("14 مايو 2024 09:30 بتوقيت غرينتش", "2024-05-14T09:30"),
    ("14 במאי 2024", "2024-05-14"),
    ("יום שלישי, 14 במאי 2024, 09:30", "2024-05-14T09:30"),
    ("פורסם: 14.05.2024, 09:30", "2024-05-14T09:30"),
    ("עודכן ב-14 במאי 2024 בשעה 10:00", "2024-05-14T10:00"),
    ("14 मई 2024, शाम 6:30 बजे", "2024-05-14T18:30"),
    ("प्रकाशित: 14 मई 2024, 09:30 AM IST", "2024-05-14T04:00"),
    ("१४ मई २०२४", "2024-05-14"),
    ("मंगलवार, 14 फरवरी 2024", "2024-02-14"),
    ("14 फ़रवरी 2024", "2024-02-14"),
    ("14 फ़रवरी 2024", "2024-02-14"),
    ("14 मई 2024 शाम 6 बजे", "2024-05-14T18:00"),
    ("১৪ মে ২০২৪, ০৯:৩০", "2024-05-14T09:30"),
    ("প্রকাশ: ১৪ ফেব্রুয়ারি ২০২৪, সকাল ৯:৩০", "2024-02-14T09:30"),
    ("মঙ্গলবার, ১৪ ফেব্রুয়ারি ২০২৪", "2024-02-14"),
    ("Tuesday 14 May 2024 at 2 p.m.", "2024-05-14T14:00"),
    ("14. Mai 2024, 9 Uhr", "2024-05-14T09:00"),
    ("May 14, 2024, 9 PM", "2024-05-14T21:00"),
    ("14 mai 2024 à 14h", "2024-05-14T14:00"),
    ("14 mai 2024 à 14 h 30", "2024-05-14T14:30"),
    ("Publié le 14 mai 2024 à 14h30, mis à jour le 15 mai 2024 à 9h", "2024-05-14T14:30"),
    ("mardi 14 mai 2024 - 14h30", "2024-05-14T14:30"),
    ("May 14, 2024 05:30 pm IST", "2024-05-14T12:00"),
    ("14 May 2024, 06:15 AM SGT", "2024-05-13T22:15"),
    ("15 May 2024, 6:05 am NZST", "2024-05-14T18:05"),
    ("14 May 2024 09:30 GMT+5:30", "2024-05-14T04:00"),
    ("14 May 2024 09:30 UTC+05:45", "2024-05-14T03:45"),
    ("14 May 2024 09:30 +0530", "2024-05-14T04:00"),
    ("2024-05-14T09:30:00Z", "2024-05-14T09:30"),
    ("2024-05-14T09:30:00+05:30", "2024-05-14T04:00"),
    ("14/05/2024 18h30 BRT", "2024-05-14T21:30"),
    ("Selasa, 14 Mei 2024 19:00 WIB", "2024-05-14T12:00"),
    ("Selasa, 14 Mei 2024 | 19:00 WITA", "2024-05-14T11:00"),
    ("14 May 2024 9am AKDT", "2024-05-14T17:00"),
    ("14 May 2024 9:30 UTC-3", "2024-05-14T12:30"),
    ("14 мая 2024, 09:30 МСК", "2024-05-14T06:30"),
    ("14 мая 2024 г., 09:30", "2024-05-14T09:30"),
    ("Вторник, 14 мая 2024 года, 9:30", "2024-05-14T09:30"),
    ("Опубликовано: 14.05.2024 в 09:30 Обновлено: 15.05.2024 10:00", "2024-05-14T09:30"),
    ("14 травня 2024 р. о 09:30", "2024-05-14T09:30"),
    ("вівторок, 14 травня 2024, 09:30", "2024-05-14T09:30"),
    ("14 май 2024 г., 14:30 ч.", "2024-05-14T14:30"),
    ("14 май 2024, 14 ч.", "2024-05-14T14:00"),
    ("14 maja 2024 r., godz. 9:30", "2024-05-14T09:30"),
    ("wtorek, 14 maja 2024, godz. 9", "2024-05-14T09:00"),
    ("Opublikowano: 14.05.2024, 09:30 Aktualizacja: 15.05.2024, 10:00", "2024-05-14T09:30"),
    ("úterý 14. května 2024 9:30", "2024-05-14T09:30"),
    ("14. 5. 2024 9:30", "2024-05-14T09:30"),
    ("Publikováno 14. května 2024 v 9:30 hod.", "2024-05-14T09:30"),
    ("14. maj 2024 kl. 9.30", "2024-05-14T09:30"),
    ("Publicerad 14 maj 2024 kl. 9", "2024-05-14T09:00"),
    ("tirsdag 14. maj 2024 kl. 09:30", "2024-05-14T09:30"),
    ("Publisert 14. mai 2024, kl. 09.30", "2024-05-14T09:30"),
    ("dinsdag 14 mei 2024 om 9.30 uur", "2024-05-14T09:30"),
    ("14 mei 2024 9 uur", "2024-05-14T09:00"),
    ("martedì 14 maggio 2024 alle ore 9:30", "2024-05-14T09:30"),
    ("14 Maggio 2024 - 9.30", "2024-05-14T09:30"),
    ("14 de mayo de 2024 a las 9:30 h", "2024-05-14T09:30"),
    ("14 de maio de 2024, às 9h30", "2024-05-14T09:30"),
    ("14/05/2024 às 9h", "2024-05-14T09:00"),
    ("14 MAYIS 2024 SALI 09:30", "2024-05-14T09:30"),
    ("Giriş: 14 Mayıs 2024 09:30 Güncelleme: 15 Mayıs 2024 10:00", "2024-05-14T09:30"),
    ("14 Mayıs 2024, Salı", "2024-05-14"),
    ("14.05.2024 - 09:30", "2024-05-14T09:30"),
    ("ΤΡΙΤΗ 14 ΜΑΪΟΥ 2024", "2024-05-14"),
    ("14 ΜΑΙΟΥ 2024, 09:30", "2024-05-14T09:30"),
    ("Τρίτη, 14 Μαΐου 2024, 6:30 μ.μ.", "2024-05-14T18:30"),
    ("Δημοσιεύτηκε: 14/05/2024 09:30", "2024-05-14T09:30"),
    ("Τρ 14 Μαΐ 2024", "2024-05-14"),
    ("marți, 14 mai 2024, ora 9:30", "2024-05-14T09:30"),
    ("Publicat: 14 mai 2024, 09:30. Actualizat: 15 mai 2024", "2024-05-14T09:30"),
    ("2024 m. gegužės 14 d. 09:30", "2024-05-14T09:30"),
    ("2024. gada 14. maijs", "2024-05-14"),
    ("14. mai 2024 kell 9.30", "2024-05-14T09:30"),
    ("14 მაისი, 2024", "2024-05-14"),
    ("2024 жылғы 14 мамыр", "2024-05-14"),
    ("14 mai 2024 · 5 min read", "2024-05-14"),
    ("14 Maggio 2024 Aggiornato alle 16:01 1 minuti di lettura", "2024-05-14"),
    ("Lesezeit: 3 Minuten | 14. Mai 2024, 09:30 Uhr", "2024-05-14T09:30"),
    ("14 мая 2024, 3 мин. чтения", "2024-05-14"),
    ("Updated May 15, 2024 10:00 | Published May 14, 2024 9:00", "2024-05-14T09:00"),
    ("09:30, 14 May 2024", "2024-05-14T09:30"),
    ("14.05.2024 | 09:30 Uhr", "2024-05-14T09:30"),
    ("Stand: 14.05.2024, 9 Uhr", "2024-05-14T09:00"),
    ("14-May-2024", "2024-05-14"),
    ("14/May/2024", "2024-05-14"),
    ("14 Mei 2024 pukul 14.30 WIB", "2024-05-14T07:30"),
    ("Tuesday, the 14th of May, 2024", "2024-05-14"),
    ("14 May 2024 9:30pm HKT", "2024-05-14T13:30"),
    ("2024/05/14 18:30 JST", "2024-05-14T09:30"),
    ("প্রকাশ: ১৪ মে ২০২৪, ০৯: ৩০", "2024-05-14T09:30"),
    ("14 May 2024, 1430 hrs", "2024-05-14T14:30"),
    ("14 May 2024 | 6:30 p.m. ET", "2024-05-14T22:30"),
]


@pytest.mark.parametrize(("line", "moment"), LINES)
def test_date_lines_of_many_languages_are_read_with_their_time_and_zone(line, moment):
    date = read_date(line)

    assert date is not None
    assert date.isoformat().startswith(moment)
    assert says_when(line)


@pytest.mark.parametrize(
    "text",
    [
        "030-12-2024",
        "+49 30 14052024",
        "ISBN 978-3-16-148410-0",
        "Version 14.5.2024",
        "v2024.5.14",
        "3-2, 2024",
        "14:5 2024",
        "1.299.2024 €",
        "14 Pro 2024",
        "24 LED 2024",
        "14 May 2567",
        "30 février 2024",
        "Straße 14, 20249 Hamburg",
        "Call 14 05 2024",
        "Room 14, May 2024",
        "May 2024",
        "14 May",
        "2024",
        "1403/02/25",
        "Order 2024-0514",
        "§ 14.5.2024",
        "Az. 14/5/24-7",
        "Nr. 14.5.2024",
        "12.5.2024.17",
        "14/05/2024/33",
        "99.99.2024",
        "32 May 2024",
        "14 Mai-Tai 2024",
        "The 14 Marchers 2024",
        "Tel: 14/05/2024",
        "par. 14 sept 20",
        "14 mars 1299",
        "5月14日",
        "2024年",
        "第14届 2024年5月",
        "25 مهر ۲۰۲۴",
        "พ.ศ. 2567",
        "14/05/2467",
        "9 PM",
        "14:30",
        "3:2 (1:1)",
        "$14.05 2024",
        "१४ मई",
        "1445 هـ 14",
    ],
)
def test_no_date_is_made_of_other_numbers(text):
    assert find_date(text) is None
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("۱ فروردین ۱۳۹۵", "2016-03-20"),
        ("۱ فروردین ۱۳۹۶", "2017-03-21"),
        ("۱ فروردین ۱۴۰۰", "2021-03-21"),
        ("۱ فروردین ۱۴۰۳", "2024-03-20"),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),  # a leap year
        ("۱ فروردین ۱۴۰۴", "2025-03-21"),
        ("۲۲ بهمن ۱۳۵۷", "1979-02-11"),
    ],
)
def test_years_of_iran_begin_where_its_calendar_says(line, day):
    assert read_date(line).date().isoformat() == day


def test_every_wide_name_of_a_month_is_read_in_its_language():
    days = {}
    for name in names(calendar.MONTHS):
        dot = "." if name.language in words(calendar_extras.DOTTED_DAYS) else ""
        if not name.is_short and not name.text[0].isdigit() and name.language not in ("ja", "ko", "zh"):
            days[name.language, name.text] = name.number, find_date(f"14{dot} {name.text} 2024")

    wrong = [key for key, (number, found) in days.items() if found is None or found.moment.month != number]

    assert len(days) > 600
    assert wrong == [("cs", "listopad"), ("hr", "listopad")]  # November and October


@pytest.mark.parametrize(
    ("line", "others"),
    [("Published by Ann Hale, 14 May 2024", True), ("Veröffentlicht", False), ("14 May 2024: what we know", True)],
)
def test_line_with_other_words_is_no_date_line(line, others):
    assert says_when(line) is not others


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Av Anna Holm, publicerad 14 maj 2024 kl. 9", "Av Anna Holm"),
        ("Autor: Jan Mucha | Opublikowano: 14.05.2024, 09:30", "Autor: Jan Mucha"),
    ],
)
def test_words_that_lead_to_a_date_go_with_it(line, rest):
    assert without_date(line) == rest


@pytest.mark.parametrize("text", ["1 ", "9:", "12 de ", "2024 m. ", "klo ", "2024-05-14 at ", "午", "٣", "شب "])
def test_hostile_lines_take_no_longer_than_long_ones(text):
    begun = time.process_time()

    for _ in range(20):
        find_date(text * 20_000 + "123")
        is_date((text * 120)[:119])

    assert time.process_time() - begun < 2  # seconds; a tenth is usual
