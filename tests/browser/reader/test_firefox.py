"""What only a real server and a Firefox as readers have it can show: reading offline, a deployment, what is kept."""

import json
import shutil

import pytest

from tests.browser.reader.conftest import LAMP, REPOSITORY, SELECT
from tests.support.running.firefox import ADVICE, find_firefox, started_firefox, wait_for
from tests.support.running.sites import Site

TITLE = "() => document.querySelector('h1').innerText"
LOOK = """() => ["body", "h1", "header", "main"].map((selector) => {
    const { color, backgroundColor, fontFamily, fontSize } = getComputedStyle(document.querySelector(selector));
    return [color, backgroundColor, fontFamily, fontSize].join();
})"""
STORIES = "() => [...new Set([...document.querySelectorAll('main h2 > a, main h3 > a')].map(({ href }) => href))]"
FOCUS = "(url) => [...document.querySelectorAll('main h2 > a, main h3 > a')].find(({ href }) => href === url).focus()"
CASE = "() => getComputedStyle(document.querySelector('h1')).textTransform"
KEPT = """async (...urls) => {
    const path = (url) => new URL(url).pathname.replace(/(stories.[0-9]+.).*/, "$1");
    const kept = (await (await caches.open("newsreader-pages")).keys()).map(({ url }) => path(url));
    return urls.every((url) => kept.includes(path(url)));
}"""
LAST_SCRIPT = "() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/js/visit.'))"
IS_KEPT_PAGE = "() => document.querySelector('[data-kept-line]')?.checkVisibility()"
STORED = "() => JSON.parse(localStorage.newsreader ?? '{}')"


@pytest.fixture
def firefox(tmp_path):
    path = find_firefox()
    if path is None:
        pytest.skip(ADVICE)  # also where CI is set: Chromium is what has to be there
    with started_firefox(path, tmp_path / "firefox") as firefox:
        yield firefox


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A copy of the sources of the static files, and in the environment a settings module that names it."""
    shutil.copytree(REPOSITORY / "static", tmp_path / "sources")
    module = f"from newsreader.settings import *\nSTATICFILES_DIRS = [{str(tmp_path / 'sources')!r}]\n"
    (tmp_path / "settings_of_copy.py").write_text(module)
    return tmp_path / "sources"


def read(firefox, url):
    """Open a page and stay until its last script is there: Firefox complains of those that it has to give up."""
    firefox.open(url)
    firefox.wait_for(LAST_SCRIPT)


def read_kept(firefox, url):
    """Open a page until it says that it was kept: for a second, Firefox itself gives what it has just loaded."""
    wait_for(lambda: read(firefox, url) or firefox.run(IS_KEPT_PAGE), lambda: f"{url} came from elsewhere")


def test_what_was_read_or_saved_opens_without_a_server_and_a_deployment_leaves_nothing_stale(
    firefox, sources, tmp_path
):
    environment = {"DJANGO_SETTINGS_MODULE": "settings_of_copy", "PYTHONPATH": str(tmp_path)}
    looks = {}
    with Site(tmp_path, **environment) as site:
        site.seconds_until_it_answers()
        front, saved = (f"http://127.0.0.1:{site.port}/{path}" for path in ("", "saved/"))
        read(firefox, front)
        *stories, other = firefox.run(STORIES)[:5]
        firefox.run(FOCUS, stories[3])
        firefox.press("s")
        firefox.wait_for(KEPT, stories[3])
        for url in [*stories[:3], front, saved]:
            read(firefox, url)
            looks[url] = firefox.run(TITLE), firefox.run(LOOK)
        firefox.wait_for(KEPT, *stories, front, saved, f"{front}offline/")

    firefox.ask("network.setCacheBehavior", cacheBehavior="bypass")  # which may lose anything at any time
    for url, look in looks.items():
        read_kept(firefox, url)
        assert (firefox.run(TITLE), firefox.run(LOOK)) == look
    read_kept(firefox, stories[3])
    firefox.reload()
    firefox.wait_for(LAST_SCRIPT)
    assert firefox.run(IS_KEPT_PAGE)
    assert firefox.run(LOOK) == looks[stories[0]][1]
    read(firefox, other)
    assert firefox.run(TITLE) == "This page is not kept in this browser"
    assert firefox.run(LOOK)[0] == looks[stories[0]][1][0]
    assert firefox.complaints == []

    firefox.ask("network.setCacheBehavior", cacheBehavior="default")
    with (sources / "css" / "base.css").open("a") as sheet:
        sheet.write("@layer base { h1 { text-transform: uppercase } }")
    with Site(tmp_path, port=site.port, **environment) as site:
        site.seconds_until_it_answers()
        for url in [*stories, front, saved, other]:  # last what was not kept before, and pages are kept in turn
            read(firefox, url)
            assert firefox.run(CASE) == "uppercase"
            assert not firefox.run(IS_KEPT_PAGE)
        firefox.wait_for(KEPT, *stories, other)
    for url in [*stories, other, front, saved]:
        read_kept(firefox, url)
        assert firefox.run(CASE) == "uppercase"
    assert firefox.complaints == []


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_is_taken_out_forgotten_and_brought_in(firefox, live_server, story, tmp_path):
    firefox.open(live_server.url + story.get_absolute_url())
    firefox.click("button", "Save")
    firefox.wait_for("() => document.querySelector('[data-save][aria-pressed=true]')?.innerText")
    firefox.click("a, button", "Show the one that is waiting")
    firefox.click(".rel.waiting [data-watch]")
    firefox.wait_for("() => document.querySelector('.rel.waiting [data-watch][aria-pressed=true]')?.innerText")
    firefox.run(SELECT, LAMP)
    firefox.click("button", "Highlight")
    firefox.wait_for("(words) => document.querySelector('mark.own')?.innerText === words", LAMP)
    read(firefox, f"{live_server.url}/saved/")
    firefox.wait_for("(title) => document.querySelector('[data-kept=saved] h3')?.innerText === title", story.headline)
    firefox.wait_for("() => JSON.parse(localStorage.newsreader).visit.asked")  # for the watched headline
    before = firefox.run(STORED)
    assert all(before[kind] for kind in ("saved", "watched", "highlights"))

    firefox.click("button", "Everything (JSON)")
    downloads = tmp_path / "firefox" / "downloads"
    file = wait_for(lambda: next((one for one in downloads.glob("*.json") if one.stat().st_size), None), lambda: "")
    assert json.loads(file.read_text()) == before
    firefox.click("button", "Forget everything")
    firefox.wait_for("() => !document.querySelector('[data-kept=saved] h3')")
    assert not firefox.run(STORED)["saved"]
    firefox.choose_file("input[type=file]", file)
    firefox.wait_for("(title) => document.querySelector('[data-kept=saved] h3')?.innerText === title", story.headline)

    assert firefox.run(STORED) == before
    assert firefox.complaints == []
