"""A library to read in, what its reader keeps, and the static files as a deployment builds them."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.support.factories import NOON, make_article

REPOSITORY = Path(__file__).resolve().parents[3]
LAMP = "The lamp at the end of the pier was lit at six, an hour before the fog came in."
PARAGRAPHS = [
    "Nobody in the harbour office can say who ordered it.",
    f"{LAMP} Two trawlers turned back at the sight of it.",
    *[f"Entry {number} of the log says: wind from the west, sea calm. " * 12 for number in range(20)],
    "The log ends there.",
]

# Selects words of the story's text.
SELECT = """words => {
    const walker = document.createTreeWalker(document.querySelector(".story > .prose"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const start = walker.currentNode.data.indexOf(words);
        if (start < 0) continue;
        getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + words.length);
        return;
    }
    throw new Error(words);
}"""

# A voice speaks until the test says that it has ended; `said` lists what it was given.
VOICES = """
  globalThis.said = []
  const voices = [{ lang: "de_DE", localService: true, default: false }]
  const speech = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: (utterance) => {
      said.push((globalThis.spoken = utterance))
      setTimeout(() => utterance.onstart?.())
    },
    cancel: () => (globalThis.spoken = null),
  })
  Object.defineProperty(globalThis, "speechSynthesis", { value: speech })
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
"""


@pytest.fixture
def story(live_server):
    """A story of many screens with a waiting headline, among stories of two sources and two languages."""
    for number in range(4):
        make_article(f"Harbour story {number}", published_at=NOON.replace(day=20 - number), language="en")
    make_article("Another paper writes", source="Another Paper", published_at=NOON.replace(day=19), language="en")
    make_article("Der Nebel kam um sieben", published_at=NOON.replace(day=18), language="de")
    related = ["Harbour story 1", "Who lit the lamp"]
    return make_article(
        "The lamp at the pier", paragraphs=PARAGRAPHS, language="en", published_at=NOON, related=related
    )


@pytest.fixture
def kept(page):
    """Reads what the page's browser keeps."""
    return lambda: json.loads(page.evaluate("localStorage.getItem('newsreader')") or "{}")


@pytest.fixture
def select(page):
    """Selects words of the story's text, as a mouse does."""
    return lambda words: page.evaluate(SELECT, words)


class Deployment:
    """Builds the static files of a copy of the sources, under names that hold their digests, for the live server."""

    def __init__(self, folder, settings):
        self.sources, self._folder, self._settings = folder / "sources", folder, settings
        self._storages = settings.STORAGES
        self._number = 0
        shutil.copytree(REPOSITORY / "static", self.sources)
        self.build()

    def build(self):
        """Nothing of the build before stays."""
        self._number += 1
        settings, built = self._settings, self._folder / f"built-{self._number}"
        settings.DATA_DIR, settings.STATIC_ROOT, settings.STATICFILES_DIRS = built, built / "static", [self.sources]
        storage = {"BACKEND": "newsreader.starting.static_files.StaticFilesStorage"}
        settings.STORAGES = {**self._storages, "staticfiles": storage}
        call_command("collectstatic", interactive=False, verbosity=0)
        settings.STATICFILES_DIRS = [settings.STATIC_ROOT]  # which the live server looks through


@pytest.fixture
def deployment(tmp_path, settings):
    return Deployment(tmp_path, settings)
