"""A local Miro for every test: pytest finds this plugin by itself.

    async def test_a_note_is_added(miro_api, miro_sandbox):
        board_id = miro_sandbox.add_board("Retro")
        await miro_api.sticky_notes.create(board_id)

The fixtures are not async, so that they are the same under pytest-asyncio, anyio, pytest-trio and
in tests that bring a loop of their own. As pytest loads this file in every run, it loads nothing
else before a test asks for a fixture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

    from .app import Miro
    from .client import MiroApi
    from .sandbox import Sandbox
    from .sync import MiroApi as SyncMiroApi

REDIRECT_URL = "http://localhost/callback"
"""The redirect URL of `miro_app`, unless the sandbox's app has its own."""
_MARKER = "miro_faults"
_SAME_AS = "what, *, to='*', times=None, share=None, seed=0, seconds=0.0, done=False"


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    meaning = "let calls of this test go wrong, as miro_sandbox.faults.add() does."
    config.addinivalue_line("markers", f"{_MARKER}({_SAME_AS}): {meaning}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Have the faults of the markers while the test itself runs: fixtures do not meet them."""
    marks = [*item.iter_markers(_MARKER)]
    if not marks:
        return (yield)
    fixtures: dict[str, object] = getattr(item, "funcargs", {})
    if "miro_sandbox" not in fixtures:
        pytest.fail(f"{_MARKER} is for tests that use miro_sandbox", pytrace=False)
    sandbox = cast("Sandbox", fixtures["miro_sandbox"])
    # In the order in which they are written.
    added = [sandbox.faults.add(*mark.args, **mark.kwargs) for mark in reversed(marks)]
    try:
        return (yield)
    finally:
        for fault in added:
            sandbox.faults.remove(fault)


@pytest.fixture
def miro_sandbox() -> Sandbox:
    """A new `Sandbox`, the same in every run: its clock stands at the beginning of 2026.

    `miro_sandbox.clock.advance(61)` moves it; waiting by this clock moves it, too. Give it to
    clients of your own: `MiroApi(..., transport=miro_sandbox, clock=miro_sandbox.clock)`.
    """
    from datetime import UTC, datetime

    from .sandbox import Clock, Sandbox

    return Sandbox(clock=Clock(datetime(2026, 1, 1, tzinfo=UTC)))


@pytest.fixture
def miro_api(miro_sandbox: Sandbox) -> MiroApi:
    """A `MiroApi` that speaks for the first user of `miro_sandbox`, and to SCIM.

    It waits by the sandbox's clock, that is, not at all: for credits, and before it tries again.
    """
    from .client import MiroApi

    return MiroApi(
        miro_sandbox.token,
        scim_token=miro_sandbox.scim_token,
        transport=miro_sandbox,
        clock=miro_sandbox.clock,
    )


@pytest.fixture
def miro_sync_api(miro_sandbox: Sandbox) -> Generator[SyncMiroApi]:
    """A `miro_async.sync.MiroApi`, for the same user and by the same clock: nothing is awaited.

    It is closed after the test.
    """
    from .sync import MiroApi

    with MiroApi(
        miro_sandbox.token,
        scim_token=miro_sandbox.scim_token,
        transport=miro_sandbox,
        clock=miro_sandbox.clock,
    ) as api:
        yield api


@pytest.fixture
def miro_app(miro_sandbox: Sandbox) -> Miro:
    """A `Miro`, which the first user of `miro_sandbox` has authorized; it keeps tokens in memory.

    Both `miro_app.api` and `miro_app.as_user(miro_sandbox.user_ids[0])` speak for that user. More
    of them authorize it with `miro_sandbox.authorize(url, user=...)`.
    """
    from anyio.from_thread import start_blocking_portal

    from .app import Miro

    miro = Miro(
        client_id=miro_sandbox.client_id,
        client_secret=miro_sandbox.client_secret,
        redirect_url=next(iter(miro_sandbox.redirect_urls), REDIRECT_URL),
        scim_token=miro_sandbox.scim_token,
        transport=miro_sandbox,
        clock=miro_sandbox.clock,
    )
    code = _code_in(miro_sandbox.authorize(miro.auth_url))
    with start_blocking_portal() as elsewhere:  # this thread may have a loop, or get one
        elsewhere.call(miro.exchange_code_for_access_token, code)
    return miro


def _code_in(url: str) -> str:
    from urllib.parse import parse_qs, urlsplit

    return parse_qs(urlsplit(url).query)["code"][0]
