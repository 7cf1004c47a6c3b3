"""What the official client gets wrong about OAuth: each of its faults, by name, and not here."""

from __future__ import annotations

import gc
import json
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import anyio
import pytest

from miro_async import Miro, Token
from miro_async.auth.storage.official import State
from miro_async.client import MiroApi
from miro_async.errors import (
    APIError,
    CodeRejectedError,
    ConfigurationError,
    DecodeError,
    InvalidArgumentError,
    NotAuthorizedError,
)
from miro_async.sandbox import Sandbox, SandboxServer
from tests.unit.apps import (
    BOARD,
    CLIENT_SECRET,
    IDENTITY,
    STORAGES,
    Authority,
    Leasing,
    app_with,
    refusal,
)
from tests.unit.loopback import http, serving
from tests.unit.recording import answer, raw_answer

pytestmark = pytest.mark.anyio


async def test_secret_and_code_in_the_query_string():
    """`miro_api_wrapper.py:159-177`. Addresses are logged by every server and proxy on the way.

    Over a real socket: nothing of it is in any address, nor in a header; it is in the body.
    """
    authority = Authority()

    async def talk(stream, request):
        refreshed = b"refresh_token=" in request
        pair = authority.next_pair("7") | {"expires_in": 3600 if refreshed else 0}
        said = pair if b"/oauth/token" in request.split(b"\r\n")[0] else BOARD
        await stream.send(http(json.dumps(said).encode()))

    async with serving(talk) as server, Miro(**IDENTITY, base_url=server.url) as miro:
        await miro.exchange_code_for_access_token("code-7", code_verifier=miro.new_code_verifier())
        await miro.api.boards.get("b")

    login, refresh, _ = server.received
    for request, secrets in ((login, [b"code-7"]), (refresh, [b"refresh-7-1", b"access-7-1"])):
        head, _, body = request.partition(b"\r\n\r\n")
        assert head.splitlines()[0] == b"POST /v1/oauth/token HTTP/1.1"
        for secret in (CLIENT_SECRET.encode(), *secrets):
            assert secret not in head
        assert CLIENT_SECRET.encode() in body
        assert secrets[0] in body


async def test_expiry_is_never_stored():
    """`miro_api_wrapper.py:182-188`. It asks the answer for a field that no answer has.

    So its tokens are never refreshed: after an hour, all calls fail. Here they go on for weeks.
    """
    sandbox = Sandbox()
    miro = Miro(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        redirect_url="https://app.example/callback",
        transport=sandbox,
    )
    url, state = miro.authorization_url()
    token = await miro.exchange_code_for_access_token(sandbox.authorize(url), state=state)
    assert 3500 < token.expires_in() <= 3599
    assert token.expires_at is not None
    assert token.refresh_token is not None

    authority, storage, app = app_with()
    for _ in range(24 * 21):
        await app.as_user("7").boards.get("b")
        authority.clock.now += 3600
    assert authority.refreshes == 24 * 21 - 1
    assert storage.tokens["7"].expires_at.tzinfo is not None


@pytest.fixture
def zone(monkeypatch):
    """Give what sets the time zone of this process, as long as the test lasts."""

    def put(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


class Official:
    """A storage as its documentation shows one."""

    state = None

    def get(self):
        """Give the state."""
        return self.state

    def set(self, state):
        """Keep the state."""
        self.state = state


async def test_naive_times(zone):
    """`miro_api_wrapper.py:184,201`. `datetime.now()` is another moment on each machine.

    And once a year an hour of it comes twice. A token here has an expiry with a time zone, or is
    refused; what is in an official storage is read as what it means, local time.
    """
    with pytest.raises(InvalidArgumentError, match="time zone"):
        Token(access_token="a", expires_at=datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001 - refused

    for name in ("America/New_York", "Asia/Tokyo", "UTC"):
        zone(name)
        authority, official = Authority(), Official()
        token = await authority.miro(storage=official).exchange_code_for_access_token("code-7")
        assert token.expires_at == datetime.fromtimestamp(1_800_003_600, UTC)
        assert official.state.token_expires_at.tzinfo is None
        restarted = authority.miro(storage=official)
        await restarted.api.boards.get("b")
        assert authority.refreshes == 0
        authority.clock.now += 3600
        await restarted.api.boards.get("b")
        assert authority.refreshes == 1


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (refusal("Redirect URI mismatch."), CodeRejectedError),
        (refusal("Broken", 500), APIError),
        (answer({"error": "invalid_client"}, 401), ConfigurationError),
        (raw_answer(b"<html>Bad gateway</html>", 502), APIError),
        (answer({}), DecodeError),
        (raw_answer(b"<html>Welcome</html>"), DecodeError),
    ],
    ids=["refused", "500", "client", "page", "no token", "a page with a 200"],
)
async def test_token_errors_are_key_errors(said, kind):
    """`miro_api_wrapper.py:177-181`. The status is never looked at: `KeyError: 'access_token'`."""
    authority = Authority(first=[said])

    with pytest.raises(kind) as caught:
        await authority.miro().exchange_code_for_access_token("code-7")

    assert not isinstance(caught.value, KeyError)
    if said.status >= 400:
        assert str(said.status) in str(caught.value)


async def test_the_default_storage_is_shared():
    """`miro_api_wrapper.py:65`. It is a mutable default: user B is given the token of user A."""
    authority = Authority()
    ours, theirs = authority.miro(), authority.miro()
    await ours.exchange_code_for_access_token("code-7")

    assert await ours.is_authorized()
    assert not await theirs.is_authorized()
    with pytest.raises(NotAuthorizedError):
        await theirs.api.boards.get("b")
    assert len(authority.requests) == 1


async def test_revoking_has_the_token_in_the_address():
    """`miro_api_wrapper.py:155`. The first version of it, which Miro itself calls vulnerable."""
    authority, _, miro = app_with()

    await miro.revoke_token("7")

    request = authority.request
    assert urlsplit(request.url).path == "/v2/oauth/revoke"
    assert urlsplit(request.url).query == ""
    assert "access-7-1" not in request.url
    assert authority.body["accessToken"] == "access-7-1"


async def test_a_pool_for_each_access_to_api():
    """`miro_api_wrapper.py:109-112`. Each `.api` makes a client, and a pool of connections.

    Here all users share the connections of the app.
    """

    async def talk(stream, _):
        await stream.send(http(json.dumps(BOARD).encode()))

    authority = Authority()
    storage = Leasing({user: authority.token(user, seconds=10**9) for user in "123"})
    async with serving(talk) as server:
        async with Miro(**IDENTITY, base_url=server.url, storage=storage) as miro:
            for _ in range(10):
                for user in "123":
                    await miro.as_user(user).boards.get("b")
            assert miro.api is miro.api
        assert len(server.received) == 30
        assert server.connections == 1


async def test_nothing_can_be_closed():
    """`miro_api_wrapper.py:109-112`. There is neither a `close()` nor an `async with`."""
    with SandboxServer() as server:
        async with Miro(
            client_id=server.sandbox.client_id,
            client_secret=server.sandbox.client_secret,
            redirect_url="https://app.example/callback",
            base_url=server.url,
        ) as miro:
            url, state = miro.authorization_url()
            back = server.sandbox.authorize(url)
            await miro.exchange_code_for_access_token(back, state=state)
            await miro.api.boards.list().first()
        with pytest.raises(ConfigurationError, match="closed"):
            await miro.api.boards.list().first()
        del miro
        gc.collect()  # an open socket would be a ResourceWarning, which is an error here


@pytest.mark.parametrize("storage", STORAGES.values(), ids=STORAGES)
async def test_no_lock_around_a_refresh(storage):
    """`miro_api_wrapper.py:109-112`. Two calls at once refresh twice, and one is locked out.

    A refresh token is good for one refresh: here 100 calls at once make one.
    """
    authority, _, miro = app_with(storage(), seconds=0)

    async with anyio.create_task_group() as tasks:
        for _ in range(100):
            tasks.start_soon(miro.as_user("7").boards.get, "b")

    assert authority.refreshes == 1
    assert len(authority.forms) == 1


async def test_state_on_the_class():
    """`miro_api_wrapper.py:76`. One `ApiClient` for all: what one app is told, all others are."""
    authority = Authority()
    ours = authority.miro(headers={"X-App": "ours"}, user_agent="ours/1.0")
    theirs = authority.miro(client_id="another")
    before = {name: repr(value) for name, value in vars(Miro).items()}

    await ours.exchange_code_for_access_token("code-7")
    await theirs.exchange_code_for_access_token("code-8")

    mine, other = authority.requests
    assert mine.headers["User-Agent"] == "ours/1.0"
    assert other.headers["User-Agent"].startswith("miro-async/")
    assert "x-app" not in other.headers
    assert [form["client_id"] for form in authority.forms] == [IDENTITY["client_id"], "another"]
    assert {name: repr(value) for name, value in vars(Miro).items()} == before
    assert not [
        name for name, value in vars(MiroApi).items() if isinstance(value, (dict, list, set))
    ]


async def test_a_storage_written_for_it_goes_on_working():
    """That much of it is right: an object with `get()` and `set(state)`, for one user."""

    class Remembering(Official):
        def __init__(self):
            self.states = []

        def set(self, state):
            self.states.append(state)
            super().set(state)

    authority, official = Authority(), Remembering()
    miro = authority.miro(storage=official)
    assert not await miro.is_authorized()
    await miro.exchange_code_for_access_token("?code=code-7&state=s", state="s")
    await miro.api.boards.get("b")
    authority.clock.now += 3600
    await authority.miro(storage=official).api.boards.get("b")
    await miro.revoke_token()

    first, second, last = official.states
    assert isinstance(first, State)
    assert (first.access_token, first.refresh_token) == ("access-7-1", "refresh-7-1")
    assert second.access_token == "access-7-2"
    assert last is None
    for use in (miro.as_user, miro.is_authorized, miro.revoke_token, miro.forget):
        with pytest.raises(ConfigurationError, match="one user"):
            await use("7")
    assert not await miro.is_authorized()
