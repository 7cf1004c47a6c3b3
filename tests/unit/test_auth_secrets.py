"""No secret anywhere: not in a log, an error, a pickle, or a frame of its traceback.

The secrets are those of the app and of its users: client secret, code, verifier, state, and every
access and refresh token. Frames of tests are left out, as an app knows its secrets, too.
"""

from __future__ import annotations

import json
import logging
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime

import anyio
import httpx
import pytest

from miro_async import Miro, RetryPolicy, Token
from miro_async.clock import SystemClock
from miro_async.errors import (
    AccessDeniedError,
    AuthorizationError,
    CodeRejectedError,
    ConfigurationError,
    InvalidArgumentError,
    MiroError,
    NotAuthorizedError,
    NotFoundError,
    RefreshRejectedError,
    StateMismatchError,
    TokenNotSavedError,
    TokenStorageError,
)
from miro_async.sandbox import Sandbox, SandboxServer
from tests.unit.apps import CLIENT_SECRET, IDENTITY, Authority, Leasing
from tests.unit.hunting import Hunt

pytestmark = pytest.mark.anyio

LIBRARIES = ["httpx", "httpx2", "aiohttp", "an httpx.AsyncClient"]
SOCKETS = [(backend, one) for backend in ("asyncio", "trio") for one in LIBRARIES]
SOCKETS.remove(("trio", "aiohttp"))
EVERYWHERE = [("asyncio", "in process"), ("trio", "in process"), *SOCKETS]
SCIM_TOKEN = "the-organizations-scim-token"
REDIRECT = {"redirect_url": "http://localhost:8000/callback"}


class Quick(SystemClock):
    """A clock that waits for a moment only."""

    async def sleep(self, seconds):
        """Wait less."""
        await anyio.sleep(min(seconds, 0.001))


class Watched(Leasing):
    """A storage that tells a hunt which tokens there are."""

    hunt = None

    async def do(self, what, user_id):
        """Note the tokens that are there."""
        self.hunt.hide(*(token for user, token in self.tokens.items() if user[0] != "@"))
        await super().do(what, user_id)


@asynccontextmanager
async def options_for(library):
    """Give the options that make an app use a library."""
    async with AsyncExitStack() as stack:
        if library == "an httpx.AsyncClient":
            client = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
            yield {"http_client": client}
        else:
            yield {"http_client": library}


@pytest.fixture
def hunt():
    """Hunt as long as the test lasts."""
    with Hunt() as hunt:
        hunt.hide(CLIENT_SECRET, SCIM_TOKEN)
        yield hunt


@asynccontextmanager
async def sandboxed(hunt, way):
    """Give a sandbox, and the options of an app that talks to it in this way."""
    sandbox = Sandbox()
    storage = Watched()
    storage.hunt = hunt
    hunt.hide(sandbox.client_secret, sandbox.token)
    options = {
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
        "storage": storage,
        "scim_token": SCIM_TOKEN,
        "retry": RetryPolicy(attempts=2),
        "clock": Quick(),
        **REDIRECT,
    }
    if way == "in process":
        yield sandbox, storage, options | {"transport": sandbox}
        return
    async with SandboxServer(sandbox) as server, options_for(way) as more:
        yield sandbox, storage, options | more | {"base_url": server.url}


async def login(hunt, sandbox, miro):
    """Let the user authorize the app; give the token and the code."""
    verifier = miro.new_code_verifier()
    url, state = miro.authorization_url(code_verifier=verifier)
    back = sandbox.authorize(url)
    code = httpx.URL(back).params["code"]
    hunt.hide(verifier, state, code)
    token = await miro.exchange_code_for_access_token(back, state=state, code_verifier=verifier)
    hunt.hide(token)
    return token, code


def test_a_hunt_finds_what_is_there():
    """In logs, in the words of errors and of their causes, and in the frames of libraries."""
    with Hunt() as hunt:
        hunt.hide("hidden-secret")
        logging.getLogger("some.library").debug("sent %s", "hidden-secret")
        assert len(hunt.found()) == 1
        with hunt.failing(ValueError):
            json.loads("hidden-secret")
        assert any("JSONDecoder.decode, s:" in one for one in hunt.found())
        with hunt.failing(MiroError):
            fail_because_of("hidden-secret")
        assert any("LookupError as text" in one for one in hunt.found())


def fail_because_of(secret):
    """Raise an error whose cause says it."""
    try:
        raise LookupError(secret)  # noqa: TRY301 - it is to be a cause
    except LookupError as error:
        raise MiroError("no secret") from error


WITH_REFUSALS = [("asyncio", "aiohttp"), ("trio", "httpx")]  # each takes two seconds


@pytest.mark.parametrize(("anyio_backend", "way"), EVERYWHERE)
async def test_a_whole_life_shows_no_secret(hunt, anyio_backend, way):
    """Login, calls, refresh, a 401, a refusal of each kind, revoking, closing; all of it logged."""
    async with sandboxed(hunt, way) as (sandbox, storage, options), Miro(**options) as miro:
        token, code = await login(hunt, sandbox, miro)
        api = miro.as_user(token.user_id)
        board = await api.boards.create(name="Retro")
        sandbox.expire_tokens()
        await api.boards.get(board.id)
        with hunt.failing(NotFoundError):
            await api.boards.get("nowhere")
        with hunt.failing(CodeRejectedError):
            await miro.exchange_code_for_access_token(code)
        for _ in range(2 * ((anyio_backend, way) in WITH_REFUSALS)):
            with hunt.failing(RefreshRejectedError):
                await api.boards.get(board.id)

        token, _ = await login(hunt, sandbox, miro)
        await storage.set(token.user_id, token)
        sandbox.expire_tokens()
        await miro.revoke_token(token.user_id)
        with hunt.failing(NotAuthorizedError):
            await api.boards.get(board.id)
        await redirects_that_fail(hunt, sandbox, miro)
    with hunt.failing(ConfigurationError):
        await miro.exchange_code_for_access_token("another-code")

    assert len(hunt.errors) == 11 + 2 * ((anyio_backend, way) in WITH_REFUSALS)
    assert len([where for where in hunt.kept if where.startswith("log")]) > 10
    assert len(hunt.secrets) >= 10
    assert hunt.found() == []


async def redirects_that_fail(hunt, sandbox, miro):
    """See redirects refused: those of another login, and those that say no."""
    url, state = miro.authorization_url()
    hunt.hide(state, "another-code", "another-state", "another-verifier")
    another = "http://localhost:8000/callback?code=another-code&state=another-state"
    with hunt.failing(StateMismatchError):
        await miro.exchange_code_for_access_token(another, state=state)
    with hunt.failing(StateMismatchError):
        await miro.exchange_code_for_access_token(another)
    with hunt.failing(CodeRejectedError):
        await miro.exchange_code_for_access_token(
            another, state="another-state", code_verifier="another-verifier"
        )
    with hunt.failing(AccessDeniedError):
        await miro.exchange_code_for_access_token(sandbox.authorize(url, allow=False), state=state)
    with hunt.failing(AuthorizationError):
        await miro.exchange_code_for_access_token(f"?state={state}&code=", state=state)
    with hunt.failing(AuthorizationError):
        await miro.exchange_code_for_access_token(f"?state={state}&error=server_error", state=state)
    with hunt.failing(InvalidArgumentError):
        await miro.exchange_code_for_access_token("another-code\x00")


def test_wrong_settings_show_no_secret(hunt):
    """Whatever is wrong beside it; also a token, and a text that is none."""
    for wrong in (
        {"client_id": ""},
        {"redirect_url": ""},
        {"leeway": -1},
        {"storage": 5},
        {"scim_token": f"{SCIM_TOKEN}\n"},
        {"base_url": "x"},
        {"timeout": 5},
        {"authorize_url": "x"},
    ):
        with hunt.failing(ConfigurationError):
            Miro(**(IDENTITY | {"scim_token": SCIM_TOKEN} | wrong))

    token = Token(access_token="access-token-x", refresh_token="refresh-token-x")
    hunt.hide(token)
    with hunt.failing(InvalidArgumentError):
        Token(
            access_token="access-token-x",
            refresh_token="refresh-token-x",
            expires_at=datetime(2026, 1, 1),  # noqa: DTZ001 - refused
        )
    for text in (token.to_json()[:-1], token.to_json().encode()[1:], "access-token-x"):
        with hunt.failing(InvalidArgumentError):
            Token.from_json(text)

    assert hunt.found() == []


SEEN = {
    "get": {TokenStorageError},
    "lock": {TokenStorageError},
    "save": {TokenNotSavedError},
    "set": {TokenNotSavedError},
    "release": set(),
}


@pytest.mark.parametrize("what", SEEN)
@pytest.mark.parametrize("error", [OSError("full"), TokenStorageError("full"), KeyError("7")])
async def test_a_storage_that_fails_shows_no_secret(hunt, what, error):
    """In a login, a call, a refresh, a 401, and when an app is closed with tokens that are lost."""
    authority, storage = Authority(expires_in=0), Watched()
    storage.hunt = hunt
    miro = authority.miro(storage=storage)
    for number in range(1, 9):
        hunt.hide(f"access-7-{number}", f"refresh-7-{number}")
    hunt.hide("code-7-code")
    storage.faults = {what: error}

    async def attempt(function, *args):
        with hunt.watching(MiroError):
            await function(*args)

    await attempt(miro.exchange_code_for_access_token, "code-7")
    await attempt(miro.as_user("7").boards.get, "b")
    authority.expire()
    await attempt(miro.as_user("7").boards.get, "b")
    await attempt(miro.is_authorized, "7")
    await attempt(miro.aclose)
    other = authority.miro(storage=storage)
    await attempt(other.revoke_token, "7")
    await attempt(other.forget, "7")

    assert SEEN[what] <= {type(one) for one in hunt.errors}
    assert hunt.found() == []
