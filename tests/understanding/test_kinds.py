"""Every kind of text and page in the folder kinds/ is read as its file says; kinds/README.md has the keys."""

import json
from pathlib import Path

import pytest

from articles.captures.building import document_story
from articles.documents.problems import UnreadableError
from articles.management.commands.understand import story_as_json
from articles.understanding import Hints

KINDS = Path(__file__).parent / "kinds"
EXPECTED = sorted(KINDS.glob("*/*.json"))
BLOCKS = {"paragraphs": "paragraph", "subheadings": "subheading", "captions": "caption", "items": "item"}
VALUES = ("headline", "standfirst", "byline", "source", "tagline", "captured_on", "language", "nature", "url")


def input_of(expected):
    """The one file beside NAME.json that has its name."""
    (path,) = (path for path in expected.parent.glob(f"{expected.stem}.*") if path != expected)
    return path


def understood(path):
    """The story of a file as JSON values, or the code of its problem."""
    try:
        found = document_story(path.read_bytes(), Hints())
    except UnreadableError as error:
        return {"problem": error.problem.code}
    return {**story_as_json(found.story), "url": found.url or None}


def differences(story, expected):
    """What doesn't hold, a line each."""
    if "problem" in expected or "problem" in story:
        problem = story.get("problem")
        return [] if problem == expected.get("problem") else [f"problem: {problem}"]
    body, related = " ".join(story["body"].split()), story["related"]
    found = {key: [block["text"] for block in story["blocks"] if block["kind"] == BLOCKS[key]] for key in BLOCKS}
    found |= {key: story[key] for key in VALUES} | {"related": related}
    found["blocks"] = [[block["kind"], block["text"]] for block in story["blocks"]]
    holds = {
        "published": lambda wanted: (story["published"] or "").startswith(wanted) if wanted else not story["published"],
        "body_has": lambda texts: all(text in body for text in texts),
        "body_lacks": lambda texts: (
            not any(text in " ".join(block["text"].split()) for text in texts for block in story["blocks"])
        ),
        "once": lambda texts: all(body.count(text) == 1 for text in texts),
        "related_has": lambda texts: all(text in related for text in texts),
        "related_lacks": lambda texts: not any(text in related for text in texts),
    }
    different = [key for key, wanted in expected.items() if key in found and found[key] != wanted]
    different += [key for key, wanted in expected.items() if key in holds and not holds[key](wanted)]
    assert expected.keys() <= found.keys() | holds.keys(), "an unknown key"
    return [f"{key}: {found.get(key, story['published'] if key == 'published' else body)}" for key in different]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_kind_is_read_as_its_file_says(expected):
    wanted = json.loads(expected.read_text(encoding="utf-8"))

    assert wanted
    assert differences(understood(input_of(expected)), wanted) == []


def test_every_input_has_its_expectation():
    inputs = [path for path in KINDS.glob("*/*") if path.suffix != ".json"]

    assert inputs
    assert [path.name for path in inputs if not path.with_suffix(".json").exists()] == []


def test_story_that_differs_is_noticed():
    path = EXPECTED[0]
    wanted = json.loads(path.read_text(encoding="utf-8"))

    assert differences(understood(input_of(path)), {**wanted, "headline": "Another headline"}) != []
    assert differences(understood(input_of(path)), {"problem": "empty"}) != []
