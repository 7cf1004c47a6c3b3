"""Tokens: where they come from, where they go, and where they never show."""

from __future__ import annotations

import pickle
import traceback

import anyio
import anyio.lowlevel
import httpx
import pytest

from miro_async import MiroApi
from miro_async.errors import (
    BadRequestError,
    ConfigurationError,
    MiroConnectionError,
    MiroError,
)
from miro_async.secret import Secret
from tests.unit.recording import Service, answer, service_with

pytestmark = pytest.mark.anyio

BOARD = {"id": "b", "type": "board", "name": "Retro"}
TOKEN = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_user-secret"
SCIM_TOKEN = "organizations-secret"


def authorization(service):
    """Give the tokens that were sent."""
    return [request.headers["Authorization"] for request in service.requests]


class Object:
    """Something that can be called and is no function."""

    def __call__(self):
        """Give a token."""
        return "from-an-object"


async def from_a_coroutine():
    """Give a token, asynchronously."""
    return "from-a-coroutine"


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("a-string", "a-string"),
        (lambda: "from-a-function", "from-a-function"),
        (from_a_coroutine, "from-a-coroutine"),
        (Object(), "from-an-object"),
    ],
)
async def test_a_token_is_a_string_or_comes_from_a_function(source, sent):
    """Sync or async; a callable object will do."""
    service = service_with(answer(BOARD))

    await service.client(access_token=source).boards.get("b")

    assert authorization(service) == [f"Bearer {sent}"]


async def test_a_function_is_asked_for_each_call():
    """So that it can give a newer token."""
    tokens = iter(["one", "two"])
    service = service_with(answer(BOARD), answer(BOARD))
    api = service.client(access_token=lambda: next(tokens))

    await api.boards.get("b")
    await api.boards.get("b")

    assert authorization(service) == ["Bearer one", "Bearer two"]


async def test_an_awaitable_is_waited_for_once():
    """By calls that come at once, and all get what it gives."""
    asked = []

    async def token():
        asked.append(1)
        await anyio.lowlevel.checkpoint()
        return "awaited"

    service = Service(lambda _: answer(BOARD))
    api = service.client(access_token=token())

    async with anyio.create_task_group() as tasks:
        for _ in range(5):
            tasks.start_soon(api.boards.get, "b")

    assert asked == [1]
    assert authorization(service) == ["Bearer awaited"] * 5


async def test_a_call_that_is_cancelled_does_not_take_the_token_from_others():
    """The awaitable runs to its end, once it has begun."""
    begun, go_on = anyio.Event(), anyio.Event()

    async def token():
        begun.set()
        await go_on.wait()
        return "awaited"

    service = Service(lambda _: answer(BOARD))
    api = service.client(access_token=token())

    async with anyio.create_task_group() as tasks:
        with anyio.CancelScope() as scope:
            tasks.start_soon(cancel_after, begun, scope, go_on)
            await api.boards.get("a")
    assert (await api.boards.get("b")).name == "Retro"

    assert set(authorization(service)) == {"Bearer awaited"}


async def cancel_after(begun, scope, go_on):
    """Cancel a call that waits for its token, and then let the token come."""
    await begun.wait()
    scope.cancel()
    await anyio.wait_all_tasks_blocked()
    go_on.set()


async def test_an_awaitable_that_gave_no_token_is_named():
    """A coroutine that was cancelled or failed cannot run again: the next call says so."""

    async def token():
        raise LookupError("not now")

    api = service_with(answer(BOARD)).client(access_token=token())

    with pytest.raises(LookupError):
        await api.boards.get("b")
    with pytest.raises(ConfigurationError, match="give the function itself"):
        await api.boards.get("b")


async def test_an_awaitable_that_can_be_awaited_again_is():
    """An object of one's own, after an error."""

    class Token:
        tries = 0

        def __await__(self):
            yield from anyio.lowlevel.checkpoint().__await__()
            self.tries += 1
            if self.tries == 1:
                raise LookupError("not now")
            return "second"

    service = service_with(answer(BOARD))
    api = service.client(access_token=Token())

    with pytest.raises(LookupError):
        await api.boards.get("b")
    await api.boards.get("b")

    assert authorization(service) == ["Bearer second"]


async def test_an_error_of_a_token_function_is_the_callers():
    """It comes out as it is, and nothing is sent."""

    def fail():
        raise LookupError("no token for this user")

    service = service_with(answer(BOARD))

    with pytest.raises(LookupError, match="no token for this user"):
        await service.client(access_token=fail).boards.get("b")
    assert service.requests == []


@pytest.mark.parametrize(
    "token",
    [
        "",
        " ",
        "a b",
        "a\n",
        "a\r\nX-Evil: 1",
        "\t",
        "é",
        "a\x00",
        "\x7f",
        "Bearer x",
        None,
        5,
        b"x",
    ],
)
@pytest.mark.parametrize("how", ["string", "function"])
async def test_what_can_be_no_token_is_refused(token, how):
    """It would break the header, or end it: an error of the client, which does not show it."""
    service = service_with(answer(BOARD))
    source = token if how == "string" else lambda: token

    with pytest.raises(ConfigurationError, match="token") as caught:
        await service.client(access_token=source).boards.get("b")

    assert service.requests == []
    assert "Evil" not in str(caught.value)


async def test_scim_has_a_token_of_its_own():
    """The user's token goes to the REST API only, the organization's to SCIM only."""
    service = Service(lambda _: answer({"Resources": []}))
    api = service.client(
        access_token=TOKEN,
        scim_token=SCIM_TOKEN,
        base_url="https://rest.example",
        scim_base_url="https://scim.example/v1",
    )

    await api.boards.list().first()
    await api.scim_users.list().first()
    await api.scim_groups.get("g")

    assert [(r.url.split("/")[2], r.headers["Authorization"]) for r in service.requests] == [
        ("rest.example", f"Bearer {TOKEN}"),
        ("scim.example", f"Bearer {SCIM_TOKEN}"),
        ("scim.example", f"Bearer {SCIM_TOKEN}"),
    ]
    assert service.requests[2].url == "https://scim.example/v1/Groups/g"
    assert service.requests[2].headers["Accept"] == "application/scim+json"


async def test_every_scim_call_goes_to_scim_and_no_other_does():
    """By all 197 operations: the path of SCIM's have no version in front."""
    from miro_async import operations

    scim = {operation.id for operation in operations() if operation.api == "scim"}

    assert scim == {o.id for o in operations() if o.group.startswith("scim_")}
    assert all(o.path.startswith("/v") is (o.id not in scim) for o in operations())


async def test_scim_without_its_token_is_an_error(service):
    """The user's token is not tried there; the message says what is missing."""
    api = service.client(scim_token=None)

    with pytest.raises(ConfigurationError, match="scim_token="):
        await api.scim_users.get("u")
    assert service.requests == []


async def test_a_scim_token_may_come_from_a_function():
    """As the user's may."""
    service = service_with(answer({"id": "u"}))

    await service.client(scim_token=from_a_coroutine).scim_users.get("u")

    assert authorization(service) == ["Bearer from-a-coroutine"]


async def test_tokens_never_show():
    """Not in the client, the request, the hidden token, an error, or a traceback with locals."""
    service = service_with(answer({}, 400), answer({}, 400))
    api = service.client(access_token=TOKEN, scim_token=SCIM_TOKEN)

    shown = [repr(api), str(api), repr(vars(api))]
    for call in (api.boards.get, api.scim_users.get):
        with pytest.raises(BadRequestError) as caught:
            await call("b")
        shown += [repr(caught.value), pickle.dumps(caught.value).decode("latin-1")]
        shown += _traceback(caught.value)
    shown += [repr(request) for request in service.requests]

    for text in shown:
        assert TOKEN not in text
        assert SCIM_TOKEN not in text


async def test_a_token_that_is_refused_does_not_show_either():
    """A real token with a line break at its end is the most likely of all mistakes."""
    service = service_with(answer(BOARD))

    with pytest.raises(ConfigurationError) as caught:
        service.client(access_token=f"{TOKEN}\n")
    assert TOKEN not in "".join(traceback.format_exception(caught.value))

    with pytest.raises(ConfigurationError) as caught:
        await service.client(access_token=Function(f"{TOKEN}\n")).boards.get("b")
    assert all(TOKEN not in text for text in _traceback(caught.value))


class Function:
    """A function whose token is not among the locals of the test."""

    def __init__(self, token):
        self._token = Secret(token)

    def __call__(self):
        """Give the token."""
        return self._token.reveal()


async def test_a_failed_connection_does_not_show_the_token():
    """The error of the HTTP library holds the request; ours shows nothing of it."""

    def fail(request):
        raise httpx.ConnectError("no route", request=request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(fail)) as http_client:
        api = MiroApi(TOKEN, http_client=http_client)
        with pytest.raises(MiroConnectionError) as caught:
            await api.boards.get("b")

    assert TOKEN not in "".join(traceback.format_exception(caught.value))


async def test_a_token_in_a_query_does_not_show_in_the_request():
    """Miro's old way to revoke a token has it in the address."""
    service = service_with(answer({}, 400))

    with pytest.raises(MiroError) as caught:
        await service.client().tokens.revoke_v1(access_token=TOKEN)

    assert TOKEN in service.request.url
    assert TOKEN not in repr(service.request)
    assert TOKEN not in str(caught.value)


def test_a_secret_shows_nothing_of_itself():
    """It can be used, and neither printed nor pickled."""
    secret = Secret(TOKEN)

    assert secret.reveal() == TOKEN
    assert repr(secret) == str(secret) == f"{secret}" == "Secret(***)"
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(secret)


def _traceback(error):
    """Give the lines of a traceback with locals, but those of this file, which has the token."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = [frame for frame in shown.stack if frame.filename != __file__]
    assert any(frame.filename.endswith("send.py") for frame in ours)
    return [f"{frame.name}: {frame.locals}" for frame in ours]
