"""The style sheets and scripts: where a colour may stand, and how much a reader's browser fetches."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from tests.support.factories import make_article

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
LOADED = re.compile(r"""import\(?[^"();]*["']\./([\w.]+)["']""")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch|hwb|light-dark)\(", re.I)


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_colours_are_written_in_the_tokens_alone(path):
    """A colour written a second time, as the panel's were, changes in one place only."""
    colours = COLOUR.findall(path.read_text(encoding="utf-8"))

    assert bool(colours) == (path.name == "tokens.css")


@pytest.mark.django_db
def test_story_weighs_40_kb_at_the_first_visit_and_12_kb_after(client):
    names = [f"Keeper number {number} writes of a light that {number + 3} ships have seen" for number in range(30)]
    for name in names:
        make_article(name, source=f"Paper {len(name) % 7}")
    words = (f"{word}{number}" for number in range(200) for word in ("fog", "lamp", "bell"))
    story = make_article("The lamp is lit at six", paragraphs=[" ".join(words)], related=names)

    page = client.get(story.get_absolute_url()).content
    assets = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
    later = len(brotli.compress(page, quality=4))
    first = later + sum(len(brotli.compress(Path(finders.find(name)).read_bytes())) for name in assets)

    assert len(assets) > 9
    assert first <= 40_000
    assert later <= 12_000


def test_scripts_weigh_110_kb_as_they_are_served():
    """Ours, written short as the build writes them, and htmx."""
    minify = pytest.importorskip("minify", reason="this machine has no wheel of tdewolff-minify")
    ours = [path.read_text(encoding="utf-8") for path in CSS.parent.glob("js/*.js")]
    htmx = Path(finders.find("django_htmx/htmx-2.min.js")).stat().st_size

    assert htmx + sum(len(minify.string("application/javascript", script).encode()) for script in ours) <= 110_000


def test_no_script_loads_itself_by_way_of_others():
    """A circle cannot be named by digests of its contents: collecting the static files gives up on it."""
    left = {path.name: set(LOADED.findall(path.read_text(encoding="utf-8"))) for path in CSS.parent.glob("js/*.js")}
    assert len(left["own.js"]) > 3

    while free := {name for name, loaded in left.items() if not loaded & left.keys()}:
        left = {name: loaded for name, loaded in left.items() if name not in free}

    assert left == {}
