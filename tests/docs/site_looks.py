"""The site that was built, in a real browser: `nox -s docs` builds it, and looks at it with this.

`SITE` in the environment is its folder. It is served by this machine, and nothing else is reached.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.e2e.chromium import chromium
from tests.e2e.looking import _COLORS, ARTIFACTS

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("SITE", ROOT / "site"))
PAGES = (
    "",
    "quickstart/",
    "oauth/",
    "faults/",
    "migration/",
    "design/",
    "reference/operations/",
    "reference/sticky_notes/",
    "reference/models/items/",
    "reference/errors/",
)
"""The kinds of pages that there are: with figures, wide tables, long code, docstrings."""
FIGURES = {"": "board", "oauth/": "refresh", "design/": "call"}
LOOKS = [(1440, "default"), (1440, "slate"), (390, "slate"), (390, "default")]
# Text with less contrast than 4.5 to what is behind it, without what is hidden or moved away.
FAINT = (
    "(() => {"
    + _COLORS
    + """
  const texts = [...document.querySelectorAll(".md-content *:not(svg *), .md-header *, .md-tabs *,"
    + ".md-nav *, .md-footer *")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !element.closest("script, style, noscript, .headerlink, svg, .md-search, .md-clipboard") );
  const faint = (element) => contrast(getComputedStyle(element).color, element) < 4.5;
  return texts.filter(faint).map((element) => [element.outerHTML.slice(0, 120),
    getComputedStyle(element).color, contrast(getComputedStyle(element).color, element)]);
})()"""
)
# Words of a figure with less contrast than 4.5 to the shape that lies beneath their middle.
FAINT_IN_FIGURE = (
    "(() => {"
    + _COLORS
    + """
  const figure = document.querySelector("figure.drawn svg");
  const fills = [...figure.querySelectorAll("rect, path, circle, ellipse, polygon")].filter(
    (one) => getComputedStyle(one).fill !== "none" && !one.closest("marker"));
  const ground = getComputedStyle(figure.parentElement).backgroundColor;
  return [...figure.querySelectorAll("text")].map((text) => {
    const { left, top, width, height } = text.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const under = fills.filter((one) => {
      const box = one.getBoundingClientRect();
      return one.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING &&
        box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
    });
    const below = under.length ? getComputedStyle(under.at(-1)).fill : ground;
    const lights = [light(channels(getComputedStyle(text).fill)), light(channels(below))];
    return [text.textContent, (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05)];
  });
})()"""
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def served(folder):
    """Serve a folder on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def address():
    """Serve the site."""
    with served(SITE) as url:
        yield url


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Run one browser for all tests."""
    with chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


def look(tab, width, scheme):
    """Have the window be of this width, and the system of this taste."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    tab.command("Emulation.setDeviceMetricsOverride", **size)
    tastes = {
        "prefers-color-scheme": "dark" if scheme == "slate" else "light",
        "prefers-reduced-motion": "reduce",
    }
    features = [{"name": name, "value": value} for name, value in tastes.items()]
    tab.command("Emulation.setEmulatedMedia", features=features)
    tab.wait_for(f"document.body.dataset.mdColorScheme === '{scheme}'")
    tab.wait_for(f"window.innerWidth === {width}")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_and_can_be_read(address, browser, page):
    """Wide and narrow, light and dark: nothing is cut off, nothing fails, nobody else is asked."""
    with browser.tab(height=900, still=True) as tab:
        tab.go(f"{address}/{page}")
        tab.wait_for("document.body.dataset.mdColorScheme && document.querySelector('h1')")
        for width, scheme in LOOKS:
            look(tab, width, scheme)
            name = page.strip("/").replace("/", "-") or "home"
            tab.screenshot(ARTIFACTS / f"{name}-{width}-{scheme}.png")
            assert tab.value("document.documentElement.scrollWidth") <= width
            assert tab.value(FAINT) == []
            if page in FIGURES:
                assert tab.value("document.querySelector('figure.drawn').className") == (
                    f"drawn drawn-{FIGURES[page]}"
                )
                words = tab.value(FAINT_IN_FIGURE)
                assert min(contrast for _, contrast in words) >= 4.5, words
        assert tab.problems == []
        assert tab.hosts == {"127.0.0.1"}


def test_the_reader_can_choose_the_colors(address, browser):
    """The button leads from the system's choice to light, and from there to dark."""
    with browser.tab(width=1440, height=900, dark=True, still=True) as tab:
        tab.go(f"{address}/oauth/")
        seen = []
        for expected in ("slate", "default", "slate"):
            tab.wait_for(f"document.body.dataset.mdColorScheme === '{expected}'")
            paint = "getComputedStyle(document.querySelector('figure.drawn .box')).fill"
            seen.append(tab.value(paint))
            tab.click(".md-header__option label:not([hidden])")
        assert seen[0] == seen[2] != seen[1]


def test_something_can_be_found(address, browser):
    """The search has the guides and the operations, with the network off."""
    with browser.tab(width=1440, height=900, still=True) as tab:
        tab.go(f"{address}/")
        tab.value("document.querySelector('.md-search__input').focus()")
        tab.command("Input.insertText", text="sticky note")
        tab.wait_for("document.querySelector('.md-search-result__link')")
        found = "[...document.querySelectorAll('.md-search-result__link')].map((a) => a.href)"
        assert any("/reference/sticky_notes/" in url for url in tab.value(found))
        assert tab.hosts == {"127.0.0.1"}
        assert tab.problems == []
