"""Every language of the interface says everything, with the same values in it."""

import datetime as dt
import re
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext, ngettext, override

from articles.languages.addresses import PREFIXED
from articles.languages.catalogues import TEXT, compile_catalogues
from articles.languages.strings import FOLDERS, gathered, renewed

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
TAGS = re.compile(r"</?\w+[^>]*>")
FORMATS = ["j F Y", "j M Y", "j M", "F Y", "l j F Y", "j F Y, H:i", "j M Y, H:i"]
DAY = dt.datetime(2026, 11, 22, 9, 5, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def strings():
    return gathered(settings.BASE_DIR)


@pytest.fixture(scope="module", params=PREFIXED)
def catalogue(request):
    with (settings.CATALOGUES / request.param / TEXT).open("rb") as file:
        return read_po(file, locale=request.param)


def messages_of(catalogue):
    return [message for message in catalogue if message.id]


def translated(catalogue):
    """What is not is told by one test only."""
    return [message for message in messages_of(catalogue) if all(forms_of(message.string))]


def forms_of(text):
    return list(text) if isinstance(text, tuple | list) else [text]


def identity(message):
    return message.id, message.context


def test_catalogue_has_the_strings_of_templates_and_code_and_no_others(catalogue, strings):
    held = {identity(message) for message in messages_of(catalogue)}

    assert held == {identity(message) for message in messages_of(strings)}, "run make messages"


def test_catalogue_lacks_no_translation(catalogue):
    lacking = [m.id for m in messages_of(catalogue) if m.fuzzy or not all(forms_of(m.string))]

    assert lacking == []


def test_translations_have_the_values_of_the_original(catalogue):
    wrong = [message.id for message in translated(catalogue) if not _has_its_values(message)]

    assert wrong == []


def _has_its_values(message):
    """A form for one or two may say its number in words; the last, which is for most numbers, has all values."""
    wanted = [sorted(PLACES.findall(text)) for text in forms_of(message.id)]
    forms = [sorted(PLACES.findall(text)) for text in forms_of(message.string)]
    return forms[-1] == wanted[-1] and all(set(form) <= set(wanted[-1]) for form in forms)


def test_translations_have_the_tags_of_the_original(catalogue):
    wrong = [message.id for message in translated(catalogue) if not _has_its_tags(message)]

    assert wrong == []


def _has_its_tags(message):
    wanted = sorted(TAGS.findall(forms_of(message.id)[-1]))
    return all(sorted(TAGS.findall(text)) == wanted for text in forms_of(message.string))


def test_catalogue_has_the_plural_forms_of_django(catalogue):
    """Django has forms of its own for other plurals: one language would have two ways to count."""
    path = Path(django.__file__).parent / "conf" / "locale" / str(catalogue.locale) / TEXT
    with path.open("rb") as file:
        own = read_po(file)

    assert catalogue.plural_forms.replace(" ", "") == own.plural_forms.replace(" ", "")
    assert {len(forms_of(m.string)) for m in messages_of(catalogue) if m.pluralizable} == {own.num_plurals}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", PREFIXED)
def test_formats_of_dates_name_the_same_day(language, form):
    with override(language):
        shown = date_format(DAY, gettext(form))

    assert ("2026" in shown) == ("Y" in form)
    assert ("22" in shown) == ("j" in form)
    assert ("09:05" in shown) == ("H" in form)
    assert not re.search(r"\\|November", shown) or language == "de"


@pytest.mark.parametrize("language", [settings.LANGUAGE_CODE, *PREFIXED])
def test_times_of_the_panel_are_set_as_those_of_the_desk(language):
    with override(language):
        shown = [date_format(DAY, name) for name in ("DATETIME_FORMAT", "SHORT_DATETIME_FORMAT")]
        of_desk = date_format(DAY, gettext("j F Y, H:i"))
        time = time_format(DAY.time(), "TIME_FORMAT")

    assert shown[0] == of_desk
    assert time == "09:05" and all("09:05" in moment for moment in shown)


def test_every_language_picks_its_plural_forms():
    for language in PREFIXED:
        with override(language):
            said = {
                ngettext("%(n)d document would be added.", "%(n)d documents would be added.", n) for n in range(120)
            }
        assert len(said) >= (5 if language == "ar" else 3 if language == "uk" else 2), language


def test_no_day_has_the_apostrophe_of_a_typewriter():
    for language in PREFIXED:
        with override(language):
            week = [date_format(DAY + dt.timedelta(days=n), gettext("l j F Y")) for n in range(7)]
        assert "'" not in "".join(week), language
        assert len({day.split()[0] for day in week}) == 7, language


def test_gathering_again_changes_nothing(catalogue, strings):
    before = [(identity(message), message.string) for message in messages_of(catalogue)]

    again = renewed(catalogue, strings)

    assert [(identity(message), message.string) for message in messages_of(again)] == before


def test_string_marked_alone_and_as_a_singular_is_refused(tmp_path):
    for folder in FOLDERS:
        (tmp_path / folder).mkdir()
    code = tmp_path / FOLDERS[0] / "code.py"
    code.write_text('gettext("Ferry")\nngettext("Ferry", "Ferries", 2)\n')

    with pytest.raises(ValueError, match=r"'Ferry', 'Ferries'.* is marked with and without a plural"):
        gathered(tmp_path)

    code.write_text('pgettext("heading", "Ferry")\nngettext("Ferry", "Ferries", 2)\n')
    assert len(gathered(tmp_path)) == 2


def test_catalogue_is_compiled_again_when_it_has_changed(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    text = source / "de" / TEXT
    text.parent.mkdir(parents=True)
    text.write_text('msgid "lamp"\nmsgstr "Lampe"\n')

    compile_catalogues(source, target)
    compiled = target / "de" / "LC_MESSAGES" / "django.mo"
    first = compiled.stat().st_mtime_ns
    compile_catalogues(source, target)

    assert b"Lampe" in compiled.read_bytes()
    assert compiled.stat().st_mtime_ns == first
