"""The templates: their sizes, what they trust, and the tag that lays out a page's sections."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template

FOLDER = Path(__file__).resolve().parent.parent / "templates"
MAX_TEMPLATE = 100  # lines
MAX_LINE = 120  # characters
SECTION = '{% load layout %}{% sided "names" label note %}<ul><li>{{ name }}</li></ul>{% endsided %}'


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.html")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_template_is_too_long_or_too_wide(path):
    lines = path.read_text(encoding="utf-8").splitlines()

    wide = [number for number, line in enumerate(lines, start=1) if len(line) > MAX_LINE]

    assert len(lines) <= MAX_TEMPLATE
    assert not wide


def test_no_template_trusts_a_text_by_itself():
    """`pages.stories.text` alone marks HTML as safe."""
    trusting = [path for path in FOLDER.rglob("*.html") if re.search(r"\|\s*safe|autoescape", path.read_text("utf-8"))]

    assert trusting == []


def render(**values):
    return Template(SECTION).render(Context(values)).replace("\n", "")


def test_section_is_named_by_its_label():
    page = render(label="Names", note="By age", name="Ada")

    assert page.startswith('<section class="sided" aria-labelledby="names">')
    assert '<div><h2 class="label" id="names">Names</h2><p>By age</p></div><ul><li>Ada</li></ul></div>' in page


def test_section_escapes_what_it_is_given_and_needs_no_note():
    page = render(label="Ink & <b>", note="", name="<i>")

    assert "Ink &amp; &lt;b&gt;</h2></div><ul><li>&lt;i&gt;</li></ul>" in page
