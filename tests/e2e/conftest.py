"""A browser, and a sandbox to look at with it."""

from __future__ import annotations

import pytest

from miro_async.sandbox import SandboxServer
from tests.e2e.chromium import chromium


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """Run one browser for all tests."""
    with chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def open_tab(browser):
    """Give what opens tabs; none may have a problem in the end, or have asked another machine."""
    with browser.tabs() as opened:
        yield opened.open
        assert [tab.problems for tab in opened.all] == [[] for _ in opened.all]
        assert {host for tab in opened.all for host in tab.hosts} == {"127.0.0.1"}


@pytest.fixture
def server():
    """Run a sandbox."""
    with SandboxServer() as running:
        yield running
