"""The style sheets: where a colour may stand."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch|hwb|light-dark)\(", re.I)


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_colours_are_written_in_the_tokens_alone(path):
    """A colour written a second time, as the panel's were, changes in one place only."""
    colours = COLOUR.findall(path.read_text(encoding="utf-8"))

    assert bool(colours) == (path.name == "tokens.css")
