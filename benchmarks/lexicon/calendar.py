"""Write the names of months, weekdays and day periods from CLDR:

    python -m benchmarks.lexicon.calendar > articles/lexicon/dates/calendar.py

Needs Babel, which the app does not: `pip install Babel==2.19.0`, in an environment of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from unicodedata import east_asian_width

import babel
from babel import Locale
from babel.core import get_cldr_version

LANGUAGES = """
en de fr es it nl pt sv no da is fi pl cs sk hu ro bg hr sr sl uk ru be el tr ar fa he hi bn ur th vi id ms ja ko zh ka
hy az kk et lv lt ca eu gl sw ta te
"""
# Regions whose newspapers use other names than the language's main one.
REGIONS = {"ar": ["ar_LB", "ar_DZ", "ar_MA"], "de": ["de_AT"], "en": ["en_GB"], "no": ["nn"], "sr": ["sr_Latn"]}
CLDR_NAMES = {"no": "nb"}
MAX_COLUMNS = 118
CONTEXTS, WIDTHS = ("format", "stand-alone"), ("wide", "abbreviated")
HEAD = '''"""Months, weekdays and day periods of {count} languages; generated, so edit calendar_extras.py instead.

Made by benchmarks/lexicon/calendar.py with Babel {babel} from Unicode CLDR {cldr}, (c) Unicode, Inc., under the
Unicode License v3. A row is a language; `articles.lexicon.rows` reads it. Names are in lower case, without a final full
stop; of one month or day, "|" stands between the forms of its name, that in a date first, and "/" before short ones.
"""
'''


def main() -> None:
    """Print the module."""
    languages = LANGUAGES.split()
    print(HEAD.format(count=len(languages), babel=babel.__version__, cldr=get_cldr_version()))
    _print_rows("MONTHS", "January first.", {language: _months(language) for language in languages})
    _print_rows("WEEKDAYS", "Monday first.", {language: _weekdays(language) for language in languages})
    periods = {language: _day_periods(language) for language in languages}
    _print_rows("DAY_PERIODS", "Before noon; after noon; whether they stand before or after the time.", periods)


def _print_rows(name: str, comment: str, rows: dict[str, list[str]]) -> None:
    print(f'# {comment}\n{name} = """')
    for language, names in rows.items():
        text = f"{language}: {', '.join(names)};"
        columns = sum(1 + (east_asian_width(letter) == "W") for letter in text)
        print("\n".join(wrap(text, MAX_COLUMNS * len(text) // columns, break_long_words=False, break_on_hyphens=False)))
    print('"""')


def _locales(language: str) -> Iterator[Locale]:
    for name in (CLDR_NAMES.get(language, language), *REGIONS.get(language, ())):
        yield Locale.parse(name)


def _months(language: str) -> list[str]:
    return [_names([locale.months for locale in _locales(language)], month) for month in range(1, 13)]


def _weekdays(language: str) -> list[str]:
    return [_names([locale.days for locale in _locales(language)], day) for day in range(7)]


def _names(tables: Sequence[Mapping], number: int) -> str:
    """The forms of one month or day: wide ones, then those that are only short."""
    wide, short = (
        dict.fromkeys(_plain(table[context][width][number]) for table in tables for context in CONTEXTS)
        for width in WIDTHS
    )
    return "/".join(filter(None, ("|".join(wide), "|".join(name for name in short if name not in wide))))


def _day_periods(language: str) -> list[str]:
    locale = next(_locales(language))
    halves = [_period(locale, half) for half in ("am", "pm")]
    pattern = next(skeleton.pattern for name, skeleton in locale.datetime_skeletons.items() if name == "hm")
    return [*halves, "before" if pattern.lstrip().startswith(("a", "B")) else "after"]


def _period(locale: Locale, half: str) -> str:
    words = (locale.day_periods[context].get(width, {}).get(half) for width in WIDTHS for context in CONTEXTS)
    return "|".join(dict.fromkeys(_plain(word) for word in words if word))


def _plain(name: str) -> str:
    """In lower case, with plain spaces, without the "of" of Catalan and a final stop."""
    name = " ".join(name.lower().replace("\u200f", "").split()).removeprefix("de ").removeprefix("d’")
    return name.removesuffix(".")


if __name__ == "__main__":
    main()
