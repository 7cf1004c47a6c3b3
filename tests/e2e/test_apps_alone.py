"""The web apps of the examples with one worker: out of the box, over HTTPS, and without Miro."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from miro_async.sandbox import SandboxServer
from tests.e2e.apps import APPS, app_variables, script, worker
from tests.e2e.browser import Browser, links, words
from tests.ports import free_port

pytestmark = pytest.mark.parametrize("app", APPS)


@pytest.fixture
def browser():
    """Give a browser."""
    with Browser() as browser:
        yield browser


def test_an_app_works_out_of_the_box(app, browser, tmp_path):
    """Without an app of Miro's it has a sandbox of its own, with people who have boards."""
    with worker(script(app), tmp_path, free_port()) as alone:
        alone.await_start()
        assert f"working with a sandbox. Open {alone.url} in a browser." in alone.output
        page = browser.log_in(alone.url, "Ada")
        assert {"Retro", "Engines", "Numbers"} <= set(words(page))
        assert links(browser.press(page, "Log out")) == ["/login"]


def test_cookies_are_for_https_where_there_is_https(app, tmp_path):
    """Which the redirect URL tells: browsers do not send them in the clear then."""
    port = free_port()
    with SandboxServer() as server:
        variables = app_variables(server, port) | {"MIRO_REDIRECT_URL": "https://app.test/callback"}
        with worker(script(app), tmp_path, port, **variables) as alone:
            alone.await_start()
            answer = httpx.get(f"{alone.url}/login", trust_env=False, timeout=60)
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert query["redirect_uri"] == ["https://app.test/callback"]
    assert query["code_challenge_method"] == ["S256"]
    flags = {flag.strip() for flag in answer.headers["set-cookie"].lower().split(";")}
    assert {"secure", "httponly", "samesite=lax"} <= flags


def test_a_user_is_told_when_miro_does_not_answer(app, browser, tmp_path):
    """They stay logged in, and are logged out here if that is what they want."""
    port = free_port()
    with ExitStack() as stack:
        server = stack.enter_context(SandboxServer())
        variables = app_variables(server, port)
        alone = stack.enter_context(worker(script(app), tmp_path, port, **variables))
        alone.await_start()
        page = browser.log_in(alone.url, "Sandbox user")
        assert "You own no boards yet." in words(page)
        server.stop()
        with ThreadPoolExecutor() as threads:  # at once, as it takes the app a while to give up
            shown = threads.submit(browser.open, alone.url)
            logged_out = threads.submit(browser.press, page, "Log out")
        for failed in (shown.result(), logged_out.result()):
            assert failed.status_code == 502
            assert "This does not work" in words(failed)
        assert "set-cookie" not in shown.result().headers
        assert browser.cookies == {}
        server.start()
        assert links(browser.open(alone.url)) == ["/login"]
