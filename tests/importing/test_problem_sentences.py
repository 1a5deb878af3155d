"""Every problem has a sentence in the reader's language, made of its code and parameters when it is shown."""

import ast
import re
import struct
from pathlib import Path

import pytest
from django.utils.translation import override

from articles.documents.problems import Problem
from articles.importing.problem_sentences import SENTENCES, english_sentence_of, sentence_of

ARTICLES = Path(__file__).resolve().parent.parent.parent / "articles"
MODULE = ARTICLES / "importing" / "problem_sentences.py"
HEADER = "Content-Type: text/plain; charset=utf-8\nPlural-Forms: nplurals=2; plural=n!=1;\n"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def problems_made():
    """The code and the names of the parameters of every Problem that is made in the code."""
    for path in sorted(ARTICLES.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Problem":
                given = next((one for one in call.args[1:] if isinstance(one, ast.Dict)), None)
                yield call.args[0].value, frozenset(key.value for key in given.keys) if given else frozenset()


MADE = sorted(set(problems_made()), key=lambda made: (made[0], sorted(made[1])))
CODES = [code for code, _ in MADE]


def marked_sentences():
    """The texts that makemessages finds for each code: one, or singular and plural."""
    (table,) = [
        node.value
        for node in ast.walk(ast.parse(MODULE.read_text()))
        if isinstance(node, ast.Assign) and node.targets[0].id == "SENTENCES"
    ]
    for key, call in zip(table.keys, table.values, strict=True):
        assert call.func.id in ("_", "ngettext_lazy")
        yield key.value, [argument.value for argument in call.args][:2]


def problem_of(code, names):
    return Problem(
        code, {name: 1_234 if name in ("count", "limit", "columns") else "reason" for name in sorted(names)}, 5
    )


@pytest.mark.parametrize(("code", "names"), MADE, ids=CODES)
def test_every_problem_fills_every_place_of_its_sentence(code, names):
    texts = dict(marked_sentences())[code]

    assert {frozenset(PLACEHOLDER.findall(text)) - {"line"} for text in texts} == {names}
    assert sentence_of(problem_of(code, names)).endswith((".", "?"))


# What the advice in a sentence begins with.
VERBS = {
    *(
        "Answer",
        "Break",
        "Check",
        "Copy",
        "Correct",
        "Divide",
        "Download",
        "Export",
        "Extract",
        "Fetch",
        "Import",
        "Leave",
        "Make",
    ),
    *("Name", "Open", "Please", "Put", "Rename", "Save", "Split", "Unpack", "Write"),
}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_says_what_is_wrong_and_then_what_to_do(code):
    for text in dict(marked_sentences())[code]:
        what, *rest = re.split(r"[.:;] (?=[A-Z])", text)
        advice = [part for part in rest if part.split()[0] in VERBS or part.startswith("If there is one, import")]

        assert len(what.split()) > 3 and advice, text


def test_every_sentence_is_that_of_a_problem():
    assert set(SENTENCES) == {code for code, _ in MADE}


def test_numbers_are_written_and_counted_in_the_language_of_the_reader(tmp_path, settings):
    translate(tmp_path, settings)
    many, one = Problem("too-many-tags", {"limit": 200_000}), Problem("too-many-tags", {"limit": 1})

    assert sentence_of(many) == "It has over 200,000 tags. Copy its text from a browser, and import that."
    assert sentence_of(one) == "It has over 1 tag. Copy its text from a browser, and import that."
    with override("de"):
        assert sentence_of(many) == "DE+ It has over 200.000 tags. Copy its text from a browser, and import that."
        assert sentence_of(one) == "DE It has over 1 tag. Copy its text from a browser, and import that."
        assert english_sentence_of(many) == "It has over 200,000 tags. Copy its text from a browser, and import that."


@pytest.mark.parametrize(("code", "names"), MADE, ids=CODES)
def test_every_sentence_is_translated_when_it_is_shown(tmp_path, settings, code, names):
    translate(tmp_path, settings)
    problem = problem_of(code, names)

    with override("de"):
        assert sentence_of(problem).startswith("DE")


def test_stored_problem_comes_back():
    problem = Problem("too-many-lines", {"count": 60_000, "limit": 50_000}, 7)

    assert Problem.from_json(problem.as_json()) == problem


def test_problem_that_was_stored_as_a_sentence_is_shown_as_it_is():
    problem = Problem.from_json({"code": "empty", "message": "There was 100 % nothing in it.", "line": None})

    assert sentence_of(problem) == "There was 100 % nothing in it."
    assert Problem.from_json(problem.as_json()) == problem


def test_problem_of_another_version_is_shown_by_its_code():
    assert sentence_of(Problem("from-the-future", {"a": 1})) == "It was refused (from-the-future)."


def translate(folder, settings):
    """Make a German catalogue of every marked sentence."""
    sentences = [(texts[0], texts[1] if texts[1:] else None) for _, texts in marked_sentences()]
    write_catalogue(folder / "de" / "LC_MESSAGES" / "django.mo", sentences)
    settings.LOCALE_PATHS = [folder]


def write_catalogue(path, sentences):
    """Write a .mo file of (singular, plural or None), each text after DE, the plural after DE+.

    Without gettext's own tools, which not every machine has.
    """
    messages = {"": HEADER}
    for singular, plural in sentences:
        key = f"{singular}\0{plural}" if plural else singular
        messages[key] = f"DE {singular}" + (f"\0DE+ {plural}" if plural else "")
    pairs = [(key.encode(), text.encode()) for key, text in sorted(messages.items())]
    start = 28 + 16 * len(pairs)  # after the header, and two tables of lengths and offsets
    tables, body = [], b""
    for part in (0, 1):
        for pair in pairs:
            tables += [len(pair[part]), start + len(body)]
            body += pair[part] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    path.parent.mkdir(parents=True)
    path.write_bytes(header + struct.pack(f"<{len(tables)}I", *tables) + body)
