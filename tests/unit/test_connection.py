"""What a connection that is not in use has, and which event loop runs."""

from __future__ import annotations

import ssl

import anyio
import httpcore
import pytest

from miro_async.call.transport.connection import Connection, Origin
from miro_async.call.transport.loop import is_over, running_loop


class Secured:
    """A stream with TLS that says what a test wants, as those of trio do."""

    def __init__(self, held):
        self.held = held

    def get_extra_info(self, info):
        """Know of TLS, and of nothing on the socket."""
        return self if info == "ssl_object" else None

    def read(self, _):
        """Give what TLS holds back, or say that it is nothing, or broken."""
        if isinstance(self.held, Exception):
            raise self.held
        return self.held


@pytest.mark.parametrize(
    ("held", "dead"),
    [
        (ssl.SSLWantReadError(), False),
        (b"H", True),
        (b"", True),
        (ssl.SSLZeroReturnError(), True),
        (ssl.SSLError("bad record"), True),
    ],
)
def test_what_tls_holds_back_makes_a_connection_useless(held, dead):
    """It was read with the answer before, so the socket does not tell of it."""
    origin = Origin(b"https", b"api.miro.com", 443)

    assert Connection(httpcore, origin, Secured(held)).is_dead is dead


def test_without_an_event_loop_there_is_none():
    """A coroutine may be run by hand."""
    assert running_loop() is None
    assert not is_over(None)


@pytest.mark.anyio
async def test_an_event_loop_is_the_same_as_long_as_it_runs():
    """Also in another task; and it is not over."""
    seen = []

    async def look():
        seen.append(running_loop())

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(look)

    assert seen == [running_loop()]
    assert not is_over(seen[0])
