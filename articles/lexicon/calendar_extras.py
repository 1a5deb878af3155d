"""What newspapers write in dates and calendar.py, made from CLDR, does not hold; and time zones."""

MONTHS = {"febbr": 2, "mrz": 3}
WEEKDAYS = """
sonnabend segunda terça quarta quinta sexta mon tue tues wed thu thurs fri sat sun mo di mi do fr sa so
"""
# Short names of months that are other words more often than months: 14 Pro 2024, 24 LED 2024.
NO_MONTHS = "abe ag api bal dub eka elo ira kol led pro stu tra vas"
# Languages that put a full stop behind the day: it tells the Croatian 14. listopada from the Polish 14 listopada.
DOTTED_DAYS = "cs hr"
MONTH_PREFIX = "ב"  # "in", glued to a month's Hebrew name
# Words before and after noon, in scripts or spellings that leave no doubt what they are.
DAY_PERIODS = """
ar: صباحا, مساء, after;
"""
# Hours ahead of UTC.
ZONES = {
    **{"gmt": 0, "utc": 0, "z": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "sast": 2, "msk": 3},
    **{"et": -5, "est": -5, "edt": -4, "ct": -6, "cst": -6, "cdt": -5, "mt": -7, "mst": -7, "mdt": -6},
    **{"pt": -8, "pst": -8, "pdt": -7, "jst": 9, "kst": 9, "aest": 10, "aedt": 11},
}
SEASONAL_ZONES = frozenset({"et", "ct", "mt", "pt"})  # an hour more from March to October, give or take some days
