"""A Firefox as readers have it, with a profile of its own, driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/)."""

import itertools
import json
import os
import re
import shutil
import subprocess
import time
from contextlib import contextmanager

from websockets.sync.client import connect

from tests.support.environments import NEVER

ADVICE = "NEWSREADER_FIREFOX names no Firefox; with the package firefox-esr of Debian, that is firefox-esr."
NO_FAULT = re.compile(r"Skipped view transition|^Failed to load ‘[^’]*/favicon\.")
CLICK = """(selector, text) => {
    const isMeant = (one) => one.checkVisibility() && (!text || one.innerText.trim() === text);
    const found = [...document.querySelectorAll(selector)].find(isMeant);
    found?.click();
    return Boolean(found);
}"""


def find_firefox():
    """The path of the Firefox that was asked for; None if there is none."""
    return shutil.which(os.environ.get("NEWSREADER_FIREFOX", ""))


@contextmanager
def started_firefox(path, folder):
    """A Firefox with one window, until the context ends; downloads come into the folder `downloads` in this one.

    It ends a service worker as soon as that has answered, which it else does after a while, and for another version.
    """
    preferences = {
        "browser.download.folderList": 2,
        "browser.download.dir": str(folder / "downloads"),
        "dom.serviceWorkers.idle_timeout": 0,
    }
    for name in ("profile", "downloads"):
        (folder / name).mkdir(parents=True)
    (folder / "profile" / "user.js").write_text(
        "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
    )
    words = [path, "--headless", "--profile", str(folder / "profile"), "--remote-debugging-port", "0"]
    log = folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(words, stdout=output, stderr=output)
    try:
        address = wait_for(lambda: re.search(r"BiDi listening on (ws://\S+)", log.read_text()), log.read_text)[1]
        with connect(f"{address}/session", max_size=None, compression=None) as socket:
            yield Firefox(socket)
    finally:
        process.kill()
        process.wait()


class Firefox:
    """One window; a question of a page is answered yes.

    `complaints` are the errors and warnings in its console, but for skipped view transitions, as on a busy machine, and
    the page's icon, which Firefox asks for in its own time and gives up when the page goes.
    """

    def __init__(self, socket):
        self.complaints, self._socket, self._numbers = [], socket, itertools.count(1)
        self.ask("session.new", capabilities={"alwaysMatch": {"unhandledPromptBehavior": {"default": "ignore"}}})
        self.ask("session.subscribe", events=["log.entryAdded", "browsingContext.userPromptOpened"])
        self._tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method, **parameters):
        """The result of a command."""
        number = self._send(method, parameters)
        while (message := json.loads(self._socket.recv(NEVER))).get("id") != number:
            self._heed(message)
        assert message["type"] == "success", message
        return message["result"]

    def _send(self, method, parameters):
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        return number

    def _heed(self, message):
        """Note a complaint; say yes to a question, which Firefox leaves to its driver and which holds up the page."""
        parameters = message.get("params", {})
        if message.get("method") == "browsingContext.userPromptOpened":
            self._send("browsingContext.handleUserPrompt", {"context": parameters["context"], "accept": True})
        elif parameters.get("level") in ("error", "warn") and not NO_FAULT.search(parameters["text"]):
            self.complaints.append(parameters["text"])
        assert message["type"] != "error", message

    def open(self, url):
        self.ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def reload(self):
        self.ask("browsingContext.reload", context=self._tab, wait="complete")

    def run(self, function, *texts):
        """What a function of JavaScript returns in the page."""
        answer = self.ask(
            "script.callFunction",
            functionDeclaration=f"async (...texts) => JSON.stringify((await ({function})(...texts)) ?? null)",
            arguments=[{"type": "string", "value": text} for text in texts],
            target={"context": self._tab},
            awaitPromise=True,
            userActivation=True,
        )
        assert answer["type"] == "success", answer["exceptionDetails"]
        return json.loads(answer["result"]["value"])

    def wait_for(self, function, *texts):
        """Wait until a function of JavaScript returns something true; returns that."""
        return wait_for(lambda: self.run(function, *texts), lambda: self.run("() => document.body.innerText"))

    def click(self, selector, text=""):
        """Click what is visible and has this text, once it is there."""
        self.wait_for(CLICK, selector, text)

    def press(self, key):
        actions = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self.ask("input.performActions", context=self._tab, actions=[{"type": "key", "id": "keys", "actions": actions}])

    def choose_file(self, selector, path):
        locator = {"type": "css", "value": selector}
        node = self.ask("browsingContext.locateNodes", context=self._tab, locator=locator)["nodes"][0]
        element = {"sharedId": node["sharedId"]}
        self.ask("input.setFiles", context=self._tab, element=element, files=[str(path)])


def wait_for(find, tell):
    """What `find` returns, once that is true; `tell` says what there is instead."""
    deadline = time.monotonic() + NEVER
    while not (found := find()):
        assert time.monotonic() < deadline, tell()
        time.sleep(0.05)
    return found
