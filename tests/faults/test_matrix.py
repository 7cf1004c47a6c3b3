"""Every fault x every kind of call x every HTTP library x asyncio and trio: as the table says."""

from __future__ import annotations

import socket
from pathlib import Path
from threading import Event

import anyio
import anyio.lowlevel
import pytest

from miro_async import NO_RETRIES, RetryPolicy, Timeout
from miro_async.errors import MiroError, ServerError
from tests.faults.answers import NOW
from tests.faults.cases import SECTIONS
from tests.faults.clients import CLIENTS
from tests.faults.server import fault_server
from tests.faults.table import DELETE, FINE, GET, METHODS, POST, UPLOAD
from tests.faults.talks import BOARD, gone, healthy, says
from tests.faults.wire import CUTS, REUSED
from tests.unit.loopback import http
from tests.unit.recording import SteppedClock

pytestmark = [pytest.mark.anyio]

PATIENT = Timeout(connect=30, read=30, write=30)
IMPATIENT = Timeout(connect=30, read=0.02, write=30)
PICTURE = b"\x89PNG" + bytes(300_000)

CALLS = {
    GET: lambda api: api.boards.get("b"),
    POST: lambda api: api.boards.create(name="Retro"),
    DELETE: lambda api: api.boards.delete("b"),
    UPLOAD: lambda api: api.images.upload("b", PICTURE, file_name="a.png"),
}
KEPT_BY_AIOHTTP = pytest.mark.xfail(reason="aiohttp keeps what comes later for the next answer")
KEPT_BY_HTTPX = pytest.mark.xfail(reason="httpcore keeps what follows an answer for the next one")


def runs(marks):
    """Give each kind of client on each event loop, with the marks that it has."""
    return [
        pytest.param(name, backend, id=f"{name}-{backend}", marks=marks(name, backend))
        for name, (_, backends) in CLIENTS.items()
        for backend in backends
    ]


RUNS = runs(lambda *_: [])
FAULTS = [
    pytest.param(fault, id=fault.what.replace("`", ""))
    for section in SECTIONS
    for fault in section.faults
]
"""Each on its own row of the table."""


@pytest.fixture(scope="module")
def elsewhere():
    """Give the host that redirects lead to."""
    with fault_server() as server:
        server.behave(healthy)
        yield server


@pytest.fixture(scope="module")
def server(elsewhere):
    """Give one server for all: each test tells it what to do."""
    with fault_server() as server:
        server.elsewhere = elsewhere.url
        yield server


@pytest.fixture(scope="module")
def closed_port():
    """Give a port on which nothing listens, and which nobody else gets."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]


@pytest.mark.parametrize(("kind", "anyio_backend"), RUNS)
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_fault_has_the_outcome_of_the_table(kind, fault, server, elsewhere, closed_port):
    """For each kind of call; and what is open before is open after, no more and no less."""
    clients, _ = CLIENTS[kind]
    before = held()
    options = {
        "base_url": fault.at.format(url=server.url, port=server.port, closed_port=closed_port),
        "timeout": IMPATIENT if fault.impatient else PATIENT,
        "clock": SteppedClock(NOW),
        "user_agent": "matrix",
    }
    expected = {method: expected_of(fault, method, kind) for method in METHODS}

    async with clients(**options) as api:
        seen = {
            method: await seen_of(fault, method, api, server, expected[method])
            for method in METHODS
        }
    await until(server.is_left_alone)

    assert seen == expected
    assert held() == before
    assert elsewhere.connections == 0


async def seen_of(fault, method, api, server, expected):
    """Give what becomes of a call: tried once, by the default policy, and when the fault passes."""
    seen = {}
    for run, (*_, requests) in expected.items():
        again = (gone if method == DELETE else healthy,) if run == "passing" else ()
        policy = NO_RETRIES if run == "once" else RetryPolicy()
        server.behave(*fault.talks, *again)
        await have_a_connection(fault, api, server)
        error = await told(CALLS[method](api.with_options(retry=policy)))
        seen[run] = *error, await requests_of(server, requests)
        assert server.kept <= 1
    return seen


async def have_a_connection(fault, api, server):
    """Call before, where the fault is of a connection that has served a call."""
    if fault.before != "nothing":
        await api.boards.get("b")
        await settled(server)
        server.requests = 0


async def requests_of(server, expected):
    """Give the number of requests that came. One that was given up may be seen only later."""
    with anyio.move_on_after(30):
        await until(lambda: server.requests >= expected)
    await settled(server)
    return server.requests


async def settled(server):
    """Wait until the server has done what it does, and the event loop has seen that."""
    await until(server.is_quiet)
    for _ in range(3):
        await anyio.lowlevel.checkpoint()


async def until(condition):
    """Wait until it holds: a moment, as it depends on another thread."""
    with anyio.fail_after(30):
        while not condition():  # noqa: ASYNC110 - threads know no events of an event loop
            await anyio.sleep(0.0002)


async def told(call):
    """Give the name of the error of a call, whether it is unknown what happened, and the tries."""
    fault = None
    try:
        await call
    except MiroError as error:
        fault = error
    if fault is None:
        return None, False, None
    # A failure of the service leaves it open, too, which its class says.
    open_ = getattr(fault, "may_have_happened", False)
    unknown = open_ and not isinstance(fault, ServerError)
    assert unknown == ("may have been carried out" in str(fault))
    assert "user-token" not in f"{fault!r} {fault}"
    return type(fault).__name__, unknown, getattr(fault, "attempts", 1)


@pytest.mark.parametrize(("kind", "anyio_backend"), RUNS)
@pytest.mark.parametrize("fault", [*CUTS.faults, *REUSED.faults], ids=lambda fault: fault.what)
async def test_what_would_be_done_twice_is_sent_once(kind, fault, server):
    """A PUT that copies or replaces is no less dangerous than a POST, whatever HTTP calls a PUT."""
    clients, _ = CLIENTS[kind]
    seen = []

    async with clients(base_url=server.url, timeout=PATIENT, clock=SteppedClock(NOW)) as api:
        for call in (
            api.boards.copy("b"),
            api.item_groups.update("b", "g", data={"items": ["1", "2"]}),
        ):
            server.behave(*fault.talks)
            await have_a_connection(fault, api, server)
            error = await told(call)
            seen.append((error, await requests_of(server, 1)))

    lost = ("MiroConnectionError", True, 1)
    assert seen == [((None, False, None) if fault.outcomes is FINE else lost, 1)] * 2


@pytest.mark.parametrize(
    ("kind", "anyio_backend"),
    runs(lambda kind, _: [KEPT_BY_HTTPX] if kind == "httpx of the caller" else []),
)
async def test_what_follows_an_answer_is_not_the_answer_to_the_next_call(kind, server):
    """A service that answers twice: each call gets what came after it was sent, or an error."""
    clients, _ = CLIENTS[kind]
    other = BOARD.replace(b"Retro", b"Other")
    server.behave(says(http(BOARD) + http(other)), healthy)

    async with clients(base_url=server.url, timeout=PATIENT) as api:
        first = await api.boards.get("a")
        await settled(server)
        second = await api.boards.get("b")

    assert (first.name, second.name) == ("Retro", "Retro")


@pytest.mark.parametrize(
    ("kind", "anyio_backend"),
    runs(lambda kind, _: [KEPT_BY_AIOHTTP] if kind == "aiohttp of the caller" else []),
)
async def test_what_comes_while_a_connection_is_idle_is_no_answer(kind, server):
    """Something that nobody asked for, some time after an answer: the next call does not get it."""
    clients, _ = CLIENTS[kind]
    later, sent = Event(), Event()

    def talk(visit):
        visit.request()
        visit.send(http(BOARD))
        later.wait(60)
        visit.send(http(BOARD.replace(b"Retro", b"Other")))
        sent.set()

    server.behave(talk, healthy)

    async with clients(base_url=server.url, timeout=PATIENT) as api:
        first = await api.boards.get("a")
        later.set()
        await until(sent.is_set)
        await anyio.sleep(0.05)
        second = await api.boards.get("b")

    assert (first.name, second.name) == ("Retro", "Retro")


def expected_of(fault, method, kind):
    """Give what the table says of it."""
    library, _, _ = kind.partition(" ")
    outcome = fault.apart.get(library, fault.outcomes)[method]
    failed = (outcome.error, outcome.unknown)
    once, tries = (1, outcome.tries) if outcome.error else (None, None)
    reached = 0 if "{closed_port}" in fault.at else 1
    expected = {"once": (*failed, once, reached)}
    if fault.before == "kept" and outcome.tries > 1:
        return {**expected, "by default": (None, False, None, 2)}
    if not fault.costly or method == POST or (method == GET and kind in {"httpx", "aiohttp"}):
        expected["by default"] = (*failed, tries, reached * outcome.tries)
    if outcome.tries > 1 and fault.at == "{url}" and not fault.costly:
        expected["passing"] = after(outcome, method)
    return expected


def after(outcome, method):
    """Give what becomes of a call whose second try succeeds, or finds what it deletes deleted."""
    unknown = outcome.unknown or outcome.error == "ServerError"
    if method == DELETE and not unknown:
        return "NotFoundError", False, 2, 2
    return None, False, None, 2


def held():
    """Give the number of file handles and of tasks."""
    return len(list(Path("/dev/fd").iterdir())), len(anyio.get_running_tasks())
