"""Drives Debian's Chromium over its pipe (the DevTools protocol), so that nothing has to listen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from base64 import b64decode
from contextlib import ExitStack, contextmanager
from itertools import count
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest

PATIENCE = 60.0
NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",  # which root has not; the pages are our own
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
# The browser reads from descriptor 3 and writes to 4.
_PIPES = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(pipe), fcntl.F_DUPFD, 10) for pipe in sys.argv[1:3]]
os.dup2(pipes[0], 3)
os.dup2(pipes[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
_KEYS = {
    "Tab": ("Tab", 9, ""),
    "Enter": ("Enter", 13, "\r"),
    " ": ("Space", 32, " "),
    "ArrowLeft": ("ArrowLeft", 37, ""),
    "ArrowRight": ("ArrowRight", 39, ""),
    "ArrowDown": ("ArrowDown", 40, ""),
    "+": ("Equal", 187, "+"),
    "-": ("Minus", 189, "-"),
    "0": ("Digit0", 48, "0"),
}


@contextmanager
def chromium(folder):
    """Run a browser that keeps what it has to keep in a folder; skip where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    to_browser, ours_out = os.pipe()
    ours_in, from_browser = os.pipe()
    command = [program, *_FLAGS, f"--user-data-dir={folder}", "about:blank"]
    with (folder / "chromium.log").open("wb") as printed:
        process = subprocess.Popen(  # noqa: S603 - the browser that is installed
            [sys.executable, "-Ic", _PIPES, str(to_browser), str(from_browser), *command],
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        os.close(to_browser)
        os.close(from_browser)
        browser = Browser(ours_in, ours_out)
        try:
            yield browser
        finally:
            browser.close()
            try:
                process.wait(PATIENCE)
            finally:
                process.kill()
                process.wait()


class Browser:
    """A browser, and what it says: answers to commands, and events of its tabs."""

    def __init__(self, incoming, outgoing):
        self._in, self._out = os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")
        self._numbers = count(1)
        self._answers = {}
        self._tabs = {}
        self._came = threading.Condition()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def command(self, method, session=None, **parameters):
        """Give a command, and what the browser answers."""
        number = next(self._numbers)
        sent = {"id": number, "method": method, "params": parameters}
        if session:
            sent["sessionId"] = session
        self._out.write(json.dumps(sent).encode() + b"\0")
        self._out.flush()
        with self._came:
            assert self._came.wait_for(lambda: number in self._answers, PATIENCE), method
            answer = self._answers.pop(number)
        assert "error" not in answer, (method, answer)
        return answer["result"]

    @contextmanager
    def tab(self, *, width=1280, height=800, dark=False, still=False):
        """Open a tab with cookies of its own."""
        context = self.command("Target.createBrowserContext")["browserContextId"]
        made = self.command("Target.createTarget", url="about:blank", browserContextId=context)
        attached = {"targetId": made["targetId"], "flatten": True}
        session = self.command("Target.attachToTarget", **attached)["sessionId"]
        tab = self._tabs[session] = Tab(self, session)
        tab.begin(width, height, dark=dark, still=still)
        try:
            yield tab
        finally:
            self.command("Target.disposeBrowserContext", browserContextId=context)
            del self._tabs[session]

    @contextmanager
    def tabs(self):
        """Open any number of tabs, which are closed in the end."""
        with ExitStack() as stack:
            yield Tabs(lambda **looks: stack.enter_context(self.tab(**looks)))

    def close(self):
        """Let it end."""
        self.command("Browser.close")
        self._thread.join(PATIENCE)
        self._in.close()
        self._out.close()

    def _listen(self):
        rest = b""
        while piece := self._in.read1(65536):
            *whole, rest = (rest + piece).split(b"\0")
            for text in whole:
                self._take(json.loads(text))

    def _take(self, message):
        with self._came:
            if "id" in message:
                self._answers[message["id"]] = message
            elif tab := self._tabs.get(message.get("sessionId")):
                tab.events.append((message["method"], message["params"]))
            self._came.notify_all()


class Tabs:
    """The tabs of a test."""

    def __init__(self, opened):
        self._opened = opened
        self.all = []

    def open(self, **looks):
        """Open another one."""
        self.all.append(self._opened(**looks))
        return self.all[-1]


class Tab:
    """A tab: where people look, click and type."""

    def __init__(self, browser, session):
        self._browser = browser
        self._session = session
        self.events = []

    def command(self, method, **parameters):
        """Give this tab a command."""
        return self._browser.command(method, self._session, **parameters)

    def begin(self, width, height, *, dark, still):
        """Have it listen to everything, and be of this size and taste."""
        for domain in ("Page", "Runtime", "Network", "Log", "Audits"):
            self.command(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1}
        self.command("Emulation.setDeviceMetricsOverride", mobile=width < 600, **size)
        tastes = {
            "prefers-color-scheme": "dark" if dark else "light",
            "prefers-reduced-motion": "reduce" if still else "no-preference",
        }
        features = [{"name": name, "value": value} for name, value in tastes.items()]
        self.command("Emulation.setEmulatedMedia", features=features)

    @property
    def problems(self):
        """What went wrong in it: exceptions, errors and warnings, and breaches of policies."""
        return [about for method, about in self.events if _is_problem(method, about)]

    @property
    def hosts(self):
        """All hosts that it asked for something."""
        urls = [a["request"]["url"] for m, a in self.events if m == "Network.requestWillBeSent"]
        return {urlsplit(url).hostname for url in urls if not url.startswith("data:")}

    def go(self, url):
        """Go to an address, and wait until the page is there."""
        failed = self.command("Page.navigate", url=url).get("errorText")
        assert failed is None, failed
        self.wait_for(
            f"document.readyState === 'complete' && location.href !== 'about:blank' "
            f"&& {json.dumps(url)} !== ''"
        )

    def value(self, script):
        """Give the value of an expression on the page."""
        result = self.command(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def wait_for(self, script, patience=PATIENCE):
        """Wait until an expression is true."""
        end = monotonic() + patience
        while not self._holds(script):
            assert monotonic() < end, f"never: {script}\n{self.value('document.body.innerText')}"
            sleep(0.02)

    def _holds(self, script):
        """Tell whether an expression is true; on a page that is on its way, none is."""
        try:
            return self.value(f"Boolean({script})")
        except AssertionError:
            return False

    def click(self, selector, text=""):
        """Press the mouse on what is first among these, and has this text, if one is given."""
        x, y = self.value(_CENTER % (json.dumps(selector), json.dumps(text)))
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.mouse(kind, x, y)

    def mouse(self, kind, x, y, **more):
        """Do something with the mouse at a place."""
        buttons = {} if kind == "mouseWheel" else {"button": "left", "clickCount": 1}
        pressed = {"buttons": 1} if kind == "mouseMoved" and more.pop("held", False) else {}
        self.command(
            "Input.dispatchMouseEvent", type=kind, x=x, y=y, **{**buttons, **pressed, **more}
        )

    def touch(self, begin, end):
        """Put fingers on some places, and move them to others."""
        for kind, places in (("touchStart", begin), ("touchMove", end), ("touchEnd", [])):
            points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
            self.command("Input.dispatchTouchEvent", type=kind, touchPoints=points)

    def press(self, key):
        """Press a key."""
        code, number, text = _KEYS[key]
        named = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        self.command("Input.dispatchKeyEvent", type="keyDown", text=text, **named)
        self.command("Input.dispatchKeyEvent", type="keyUp", **named)

    def named(self, *roles):
        """Give the names of all that has one of these roles, as assistive technology has them."""
        nodes = self.command("Accessibility.getFullAXTree")["nodes"]
        found = [node for node in nodes if node.get("role", {}).get("value") in roles]
        return [node.get("name", {}).get("value", "") for node in found if not node["ignored"]]

    def screenshot(self, path):
        """Keep what is seen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b64decode(self.command("Page.captureScreenshot")["data"]))


_CENTER = """(() => {
  const all = [...document.querySelectorAll(%s)];
  const found = all.find((element) => element.textContent.includes(%s));
  found.scrollIntoView({ block: "nearest" });
  const { left, top, width, height } = found.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
})()"""


def _is_problem(method, about):
    if method == "Runtime.consoleAPICalled":
        return about["type"] in {"error", "warning", "assert"}
    if method == "Log.entryAdded":
        return about["entry"]["level"] in {"error", "warning"}
    if method == "Audits.issueAdded":
        return about["issue"]["code"] == "ContentSecurityPolicyIssue"
    return method == "Runtime.exceptionThrown"
