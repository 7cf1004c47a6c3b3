"""What goes wrong on demand, in process."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from miro_async import NO_RETRIES, MiroApi, RetryPolicy, Timeout
from miro_async.call.transport.protocol import Request
from miro_async.errors import (
    DecodeError,
    MiroConnectionError,
    MiroTimeoutError,
    RateLimitError,
    ServerError,
)
from miro_async.models import UnknownItem
from miro_async.sandbox import Sandbox
from tests.sandbox.app import App
from tests.sandbox.talker import ORIGIN, Talker


def client(sandbox, **options):
    """Give a client of a sandbox, which has its clock and tries nothing again unless told."""
    options = {"retry": NO_RETRIES, "clock": sandbox.clock, **options}
    return MiroApi(sandbox.token, transport=sandbox, scim_token=sandbox.scim_token, **options)


BODIES = {
    401: {"code": "tokenNotProvided", "message": "The authorization token is not valid"},
    429: {"code": "tooManyRequests", "message": "Request rate limit exceed", "context": None},
    500: {"code": "internalError", "message": "Internal server error"},
    502: {"code": "badGateway", "message": "Bad gateway"},
    503: {"code": "serviceUnavailable", "message": "Service unavailable"},
    504: {"code": "gatewayTimeout", "message": "Gateway timeout"},
}


@pytest.mark.parametrize("status", BODIES)
@pytest.mark.parametrize("path", ["/v2/boards", "/v2/orgs/{org}", "/api/v1/scim/Users"])
def test_a_status_comes_in_the_shape_of_its_family(sandbox, status, path):
    """With the headers that tell the limits; nothing is done, and 401 and 429 cost nothing."""
    sandbox.faults.add(status)
    is_scim = path.startswith("/api")
    miro = Talker(sandbox, sandbox.scim_token if is_scim else None)
    answer = miro.get(path.replace("{org}", sandbox.organization_id))
    assert answer.status == status
    if is_scim:
        assert answer.json == {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": str(status),
            "detail": BODIES[status]["message"],
        }
    else:
        assert answer.json == {"type": "error", **BODIES[status], "status": status}
    assert answer.headers["x-ratelimit-limit"] == ("10000" if is_scim else "100000")
    assert sandbox.calls[-1].fault == status
    assert (sandbox.calls[-1].credits > 0) == (status >= 500)


def test_a_429_says_when_to_come_back(board, sandbox):
    """Nothing is left until the minute that runs is over; then nothing has been taken."""
    sandbox.clock.advance(10)
    sandbox.faults.add(429)
    refused = board.get("/items")
    end = datetime(2026, 1, 5, 10, 31, 16, tzinfo=UTC).timestamp()
    assert refused.headers["x-ratelimit-remaining"] == "0"
    assert refused.headers["x-ratelimit-reset"] == str(int(end))
    assert board.get("/items").headers["x-ratelimit-remaining"] == str(100_000 - 500 - 100)


@pytest.mark.anyio
async def test_a_client_waits_out_a_429_by_the_clock(sandbox):
    """Nobody sleeps: who waits by a clock that stands moves it."""
    async with client(sandbox, retry=RetryPolicy()) as api:
        before = sandbox.clock.now()
        sandbox.faults.add(429, to="boards.create")
        await api.boards.create()
        assert 60 <= sandbox.clock.now() - before <= 62
    assert [call.status for call in sandbox.calls] == [429, 201]


def test_a_client_of_the_token_endpoint_is_refused_in_its_words(sandbox):
    """A 401 of OAuth is an `oauthError`, and the code can be exchanged afterwards."""
    app = App(sandbox)
    code = app.code()
    sandbox.faults.add(401, to="oauth.token")
    refused = app.exchange(code)
    assert (refused.status, refused.json["code"]) == (401, "oauthError")
    assert app.exchange(code).status == 200


@pytest.mark.parametrize("done", [False, True])
def test_a_500_may_come_after_the_work(board, sandbox, done):
    """As of a service that fails when it is about to answer."""
    sandbox.faults.add(500, to="frames.create", done=done)
    answer = board.post("/frames", {"data": {"title": "A"}})
    assert (answer.status, answer.json["code"]) == (500, "internalError")
    assert answer.headers["x-ratelimit-remaining"] == str(100_000 - 500 - 100)
    assert len(board.items()) == done
    assert sandbox.credits_spent == 500 + 100 + 100


def test_a_500_after_the_work_waits_for_work(board, sandbox):
    """A call that is refused has done nothing."""
    fault = sandbox.faults.add(503, to="frames.create", done=True)
    assert board.post("/frames", {}).status == 400
    assert (fault.injected, fault.left) == (0, 1)
    assert board.post("/frames", {"data": {}}).status == 503


def test_a_call_that_may_not_be_made_is_refused_for_that(sandbox):
    """A status takes the place of the work, and of nothing that comes before it."""
    token = sandbox.new_token(sandbox.user_ids[0], scopes=["boards:read"])
    sandbox.faults.add(500)
    assert Talker(sandbox, token).post("/v2/boards").status == 403
    assert sandbox.faults.injected == 0
    assert Talker(sandbox).post("/v2/boards").status == 500


@pytest.mark.anyio
@pytest.mark.parametrize(("what", "done"), [("drop_before", False), ("drop_after", True)])
async def test_a_connection_is_dropped_before_or_after_the_work(sandbox, what, done):
    """The client cannot tell which, and says so."""
    async with client(sandbox) as api:
        sandbox.faults.add(what, to="boards.create")
        with pytest.raises(MiroConnectionError, match="dropped it without an answer") as caught:
            await api.boards.create()
        assert caught.value.may_have_happened
        assert len(await api.boards.list().collect()) == done
    record = sandbox.calls[0]
    assert (record.fault, record.status) == (what, 201 if done else None)
    assert (record.credits, record.user_id) == ((500, sandbox.user_ids[0]) if done else (0, None))


@pytest.mark.anyio
async def test_what_is_dropped_is_tried_again_where_that_is_harmless(sandbox):
    """A delete that was done finds nothing the second time, and has succeeded."""
    async with client(sandbox, retry=RetryPolicy()) as api:
        board = await api.boards.create()
        sandbox.faults.add("drop_after", to="boards.*", times=2)
        assert await api.boards.get(board.id) == board
        sandbox.faults.add("drop_after", to="boards.delete")
        await api.boards.delete(board.id)
    assert [call.status for call in sandbox.calls.of("boards.delete")] == [204, 404]


@pytest.mark.anyio
async def test_an_answer_is_cut_in_half(sandbox):
    """No answer comes; of one that is read in pieces, the first half does."""
    async with client(sandbox) as api:
        sandbox.faults.add("truncate", to="boards.*", times=3)
        with pytest.raises(MiroConnectionError, match="in the middle") as caught:
            await api.boards.create()
        assert caught.value.may_have_happened
        with pytest.raises(MiroConnectionError, match="without an answer"):
            await api.boards.delete(sandbox.add_board("A"))
    came = []
    headers = {"Authorization": f"Bearer {sandbox.token}"}
    request = Request(method="GET", url=f"{ORIGIN}/v2/boards", headers=headers)
    async with sandbox.stream(request) as response:
        assert response.status == 200
        with pytest.raises(MiroConnectionError, match="in the middle"):
            await collect(response.chunks, came)
    async with sandbox.stream(request) as response:
        whole = b"".join([piece async for piece in response.chunks])
    assert b"".join(came) == whole[: len(whole) // 2]


async def collect(chunks, into):
    """Read an answer, and keep what has come even if it breaks off."""
    async for chunk in chunks:
        into.append(chunk)


@pytest.mark.anyio
async def test_a_body_is_garbled(sandbox):
    """It is as long as it was, and cannot be read; what has no body waits for one that has."""
    async with client(sandbox) as api:
        board = await api.boards.create()
        fault = sandbox.faults.add("garble", to="boards.*")
        await api.boards.delete(board.id)
        assert fault.left == 1
        with pytest.raises(DecodeError):
            await api.boards.create()
        assert len(await api.boards.list().collect()) == 1


@pytest.mark.anyio
async def test_a_delay_moves_a_clock_that_stands(sandbox):
    """The work is done when the call comes; the answer is there that much later."""
    async with client(sandbox) as api:
        before = sandbox.clock.now()
        sandbox.faults.add("delay", to="boards.create", seconds=7.5)
        board = await api.boards.create()
        assert sandbox.clock.now() == before + 7.5
        assert int(board.created_at.timestamp()) == int(before)


@pytest.mark.anyio
async def test_a_delay_takes_time_by_a_clock_that_runs():
    """A sandbox is as slow as it is told."""
    sandbox = Sandbox()
    sandbox.faults.add("delay", seconds=0.05)
    before = sandbox.clock.monotonic()
    async with client(sandbox) as api:
        await api.boards.list().first()
    assert sandbox.clock.monotonic() - before >= 0.05


@pytest.mark.anyio
@pytest.mark.parametrize(("read", "waited"), [(5, 5), (30, 10), (None, 10)])
async def test_a_delay_beyond_the_patience_of_a_client_is_a_timeout(sandbox, read, waited):
    """It gives up when it would; the work was done."""
    async with client(sandbox, timeout=Timeout(read=read)) as api:
        before = sandbox.clock.now()
        sandbox.faults.add("delay", to="boards.create", seconds=10)
        if waited == 10:
            await api.boards.create()
        else:
            with pytest.raises(MiroTimeoutError) as caught:
                await api.boards.create()
            assert caught.value.may_have_happened
        assert sandbox.clock.now() == before + waited
        assert len(await api.boards.list().collect()) == 1


@pytest.mark.anyio
async def test_an_answer_has_what_nobody_knows(sandbox):
    """The client keeps it, and goes on."""
    async with client(sandbox) as api:
        board = await api.boards.create()
        note = await api.sticky_notes.create(board.id)
        sandbox.faults.add("unknown_enum", to="sticky_notes.get")
        sandbox.faults.add("extra_field", to="sticky_notes.get")
        sandbox.faults.add("missing_field", to="sticky_notes.get")
        sandbox.faults.add("unknown_type", to="items.*")
        values = (await api.sticky_notes.get(board.id, note.id)).data.shape
        assert values == "from_the_future"
        extra = (await api.sticky_notes.get(board.id, note.id)).extra
        assert extra["fromTheFuture"] is True
        assert (await api.sticky_notes.get(board.id, note.id)).type is None
        item = await api.items.get(board.id, note.id)
        assert isinstance(item, UnknownItem)
        assert item.type == "from_the_future"
        assert await api.sticky_notes.get(board.id, note.id) == note
    assert sandbox.faults.injected == 4


def test_what_cannot_be_spoiled_is_left_alone(board, sandbox):
    """Refusals, and pages with nothing on them: the fault waits for something."""
    fault = sandbox.faults.add("unknown_type", to="items.*")
    assert board.get("/items/1").status == 404
    assert board.get("/items").json["data"] == []
    assert (fault.injected, fault.left, sandbox.faults.injected) == (0, 1, 0)
    assert [call.fault for call in sandbox.calls] == [None] * 3
    board.note()
    assert board.items()[0]["type"] == "from_the_future"
    assert sandbox.faults.pending == ()


@pytest.mark.anyio
async def test_errors_say_whether_it_may_have_happened(sandbox):
    """A refusal for the rate has done nothing; of a 500 nobody knows."""
    async with client(sandbox, pacing=False) as api:
        sandbox.faults.add(429)
        with pytest.raises(RateLimitError) as refused:
            await api.boards.create()
        sandbox.faults.add(500)
        with pytest.raises(ServerError) as failed:
            await api.boards.create()
    assert not refused.value.may_have_happened
    assert failed.value.may_have_happened


def test_a_body_is_kept_but_for_what_was_garbled(board, sandbox):
    """Half of it is as it was."""
    whole = board.get("").body
    sandbox.faults.add("garble")
    broken = board.get("").body
    half = len(whole) // 2
    assert (broken[:half], len(broken)) == (whole[:half], len(whole))
    with pytest.raises(UnicodeDecodeError):
        json.loads(broken)
