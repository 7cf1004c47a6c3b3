"""No secret in the errors of connections, whatever goes wrong with them, and whenever.

Over real sockets and each HTTP library: a form that is being sent, or a header, may stand as a
plain text among the locals of whatever sends it.
"""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import struct
from contextlib import AsyncExitStack, asynccontextmanager

import anyio
import anyio.abc
import httpx
import pytest

from miro_async import NO_RETRIES, Hooks, Limits, MemoryStorage, Miro, Timeout, Token
from miro_async.errors import (
    APIError,
    DecodeError,
    MiroConnectionError,
    MiroTimeoutError,
    TransportError,
)
from tests.unit.apps import CLIENT_SECRET, IDENTITY, token_of
from tests.unit.hunting import Hunt
from tests.unit.loopback import http, says, serving
from tests.unit.recording import SteppedClock

pytestmark = pytest.mark.anyio

WAYS = ["httpx", "httpx2", "aiohttp", "an httpx.AsyncClient", "a proxy"]
SOCKETS = [*(("asyncio", way) for way in WAYS), ("trio", "httpx")]
TLS = ssl.create_default_context()  # takes long to make, and is not used
PATIENT = Timeout(connect=30, read=30, write=30)
SHORT = Timeout(connect=30, read=0.03, write=0.03)


@pytest.fixture
def hunt():
    """Hunt as long as the test lasts."""
    with Hunt() as hunt:
        hunt.hide(CLIENT_SECRET, "code-7-code", "verifier-7-verifier", "access-8-1")
        hunt.hide(token_of())
        yield hunt


@asynccontextmanager
async def app(url, way, **options):
    """Give an app of two users, one of whose tokens has expired."""
    storage = MemoryStorage()
    await storage.set("7", token_of(seconds=0))
    await storage.set("8", Token(access_token="access-8-1"))
    usual = {"retry": NO_RETRIES, "timeout": PATIENT, "clock": SteppedClock(), "base_url": url}
    async with AsyncExitStack() as stack:
        match way:
            case "an httpx.AsyncClient":
                client = await stack.enter_async_context(httpx.AsyncClient(verify=TLS))
                usual["http_client"] = client
            case "a proxy":
                usual |= {"proxy": url, "base_url": "http://api.example", "ssl_context": TLS}
            case _:
                usual["http_client"] = way
        miro = Miro(**IDENTITY, storage=storage, **(usual | options))
        yield await stack.enter_async_context(miro)


def attempts(miro, big=""):
    """Give all that sends a secret: in a form, in a body, in a header, with a body or without."""
    return [
        lambda: miro.exchange_code_for_access_token(
            f"code-7-code{big}", code_verifier="verifier-7-verifier"
        ),
        lambda: miro.as_user("7").boards.get("b"),
        lambda: miro.revoke_token("7"),
        lambda: miro.as_user("8").boards.get("b"),
        lambda: miro.as_user("8").boards.create(name=f"x{big}"),
        lambda: miro.as_user("8").images.upload("b", b"x" + big.encode()),
        lambda: miro.revoke_token("8"),
    ]


async def hang_up(stream, _):
    """Hang up instead of an answer, as if the cable was cut."""
    raw = stream.extra(anyio.abc.SocketAttribute.raw_socket)  # noqa: S610 - this is no Django
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    await stream.aclose()


async def close(stream, _):
    """Close instead of an answer."""
    await stream.aclose()


async def break_off(stream, _):
    """Close in the middle of an answer."""
    await stream.send(http(b"x" * 10)[:-5])
    await stream.aclose()


async def say_nothing(_stream, _):
    """Never answer."""
    await anyio.sleep_forever()


# Not a refusal of a token: that is believed after two seconds only.
REFUSAL = json.dumps({"code": "tokenNotProvided", "message": "no"}).encode()
TALKS = {
    "hangs up": (hang_up, [MiroConnectionError]),
    "closes": (close, [MiroConnectionError]),
    "says nothing": (say_nothing, [MiroTimeoutError]),
    "speaks no HTTP": (says(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), [TransportError]),
    "breaks off": (break_off, [TransportError]),
    "has a wrong length": (says(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"), [TransportError]),
    "cannot be unpacked": (
        says(http(b"xxxx", "200 OK", "Content-Encoding: gzip")),
        [MiroConnectionError],
    ),
    "answers a page": (says(http(b"<html>")), [DecodeError]),
    "answers 500": (says(http(b"{}", "500 Broken")), [APIError]),
    "refuses": (says(http(REFUSAL, "401 No")), [APIError]),
    "redirects": (says(http(b"", "307 Go", "Location: http://127.0.0.1:1/")), [APIError]),
}


@pytest.mark.parametrize(("anyio_backend", "way"), SOCKETS)
@pytest.mark.parametrize("talk", TALKS)
async def test_answers_that_go_wrong_show_no_secret(hunt, way, talk):
    """Or that do not come."""
    speak, kinds = TALKS[talk]
    timeout = SHORT if speak is say_nothing else PATIENT

    async with serving(speak) as server, app(server.url, way, timeout=timeout) as miro:
        for attempt in attempts(miro):
            with hunt.watching(*kinds):
                await attempt()

    assert len(hunt.errors) == (6 if talk == "answers a page" else 7)  # any success revokes
    assert hunt.found() == []


@asynccontextmanager
async def listening(receive):
    """Give the address of a server that takes connections, and does this with each."""
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    raw = listener.extra(anyio.abc.SocketAttribute.raw_socket)  # noqa: S610 - nor is this
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    port = listener.extra(anyio.abc.SocketAttribute.local_port)  # noqa: S610 - nor this

    async def handle(stream):
        async with stream:
            await receive(stream)

    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, handle)
        yield f"http://127.0.0.1:{port}"
        tasks.cancel_scope.cancel()


async def read_nothing(_):
    """Leave what is sent where it is."""
    await anyio.sleep_forever()


async def read_a_little_and_hang_up(stream):
    """Take the beginning of a request, and cut the cable."""
    await stream.receive(1000)
    await hang_up(stream, None)


BIG = "x" * 4_000_000  # about as much as a socket takes without a reader


@pytest.mark.parametrize(("anyio_backend", "way"), SOCKETS)
@pytest.mark.parametrize("receive", [read_nothing, read_a_little_and_hang_up])
async def test_what_cannot_be_sent_shows_no_secret(hunt, way, receive):
    """A form that is being sent is as large as its code: it stands in the hands of the library."""
    async with listening(receive) as url, app(url, way, timeout=SHORT) as miro:
        login, *_, create, _, _ = attempts(miro, BIG)
        for attempt in (login, create):
            with hunt.failing(TransportError):
                await attempt()

    assert hunt.found() == []


@pytest.mark.parametrize(("anyio_backend", "way"), SOCKETS)
async def test_where_nobody_listens_no_secret_is_shown(hunt, way):
    """No connection: nothing has left, and nothing is told."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"

    async with app(url, way) as miro:
        for attempt in attempts(miro):
            with hunt.failing(MiroConnectionError):
                await attempt()

    assert hunt.found() == []


@pytest.mark.parametrize(("anyio_backend", "way"), SOCKETS)
@pytest.mark.parametrize("big", ["", BIG], ids=["waiting", "sending"])
async def test_a_time_that_runs_out_shows_no_secret(hunt, way, big):
    """Ours, anyio's, and asyncio's own, whose error has the cancelled one as its cause."""
    async with listening(read_nothing) as url, app(url, way, timeout=Timeout()) as miro:
        api = miro.as_user("8")

        async def attempt():
            await api.boards.create(name=f"x{big}")

        with hunt.failing(TimeoutError), anyio.fail_after(0.2):
            await attempt()
        if asyncio_runs():
            with hunt.failing(TimeoutError):
                async with asyncio.timeout(0.2):
                    await attempt()
            with hunt.failing(TimeoutError):
                await asyncio.wait_for(attempt(), 0.2)
        api = api.with_options(timeout=Timeout(total=0.2))
        with hunt.failing(MiroTimeoutError):
            await attempt()

    assert hunt.found() == []


@pytest.mark.parametrize(("anyio_backend", "way"), SOCKETS)
async def test_an_answer_that_does_not_end_in_time_shows_no_secret(hunt, way):
    """Its head has come, and half of its body."""

    async def say_half(stream, _):
        await stream.send(http(b"x" * 10)[:-5])
        await anyio.sleep_forever()

    async with serving(say_half) as server, app(server.url, way, timeout=Timeout()) as miro:
        with hunt.failing(TimeoutError), anyio.fail_after(0.2):
            await miro.as_user("8").boards.get("b")
        if asyncio_runs():
            with hunt.failing(TimeoutError):
                async with asyncio.timeout(0.2):
                    await miro.as_user("8").boards.get("b")

    assert hunt.found() == []


@pytest.mark.parametrize(("anyio_backend", "way"), SOCKETS)
async def test_tokens_that_do_not_come_in_time_show_no_secret(hunt, way):
    """A login or a refresh that is cancelled goes on until its own time is over."""
    async with listening(read_nothing) as url, app(url, way, timeout=Timeout(read=0.2)) as miro:
        for attempt in [one for number, one in enumerate(attempts(miro)) if number in {0, 1, 2, 6}]:
            with hunt.failing(TimeoutError), anyio.fail_after(0.01):
                await attempt()
        if asyncio_runs():
            with hunt.failing(TimeoutError):
                async with asyncio.timeout(0.01):
                    await attempts(miro)[0]()

    assert hunt.found() == []


def asyncio_runs():
    """Tell whether this is asyncio."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


@pytest.mark.parametrize(("anyio_backend", "way"), SOCKETS)
async def test_a_bug_of_a_hook_shows_no_secret(hunt, way):
    """Its error passes through our frames, and has seen the request."""

    def fail(*_):
        raise LookupError

    for hooks in (Hooks(request=fail), Hooks(response=fail)):
        async with (
            serving(says(http(b"{}"))) as server,
            app(server.url, way, hooks=hooks, limits=Limits(max_connections=1)) as miro,
        ):
            for attempt in attempts(miro)[3:6]:
                with hunt.failing(LookupError):
                    await attempt()

    assert hunt.found() == []
