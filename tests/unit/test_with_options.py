"""Clients with other options, for one call or for many."""

from __future__ import annotations

import pytest

from miro_async import Hooks, MiroApi, RetryPolicy, Timeout
from miro_async.errors import ConfigurationError, ServerError
from tests.unit.recording import Service, SteppedClock, answer, service_with

pytestmark = pytest.mark.anyio

BOARD = {"id": "b", "type": "board", "name": "Retro"}


async def test_other_options_are_for_the_derived_client_only():
    """Timeout and headers go with its calls, and with no others."""
    service = service_with(answer(BOARD), answer(BOARD))
    api = service.client(headers={"X-Team": "a"})
    patient = Timeout(read=300)

    await api.with_options(timeout=patient, headers={"X-Job": "7"}).boards.get("b")
    await api.boards.get("b")

    theirs, ours = service.requests
    assert theirs.timeout == patient
    assert (theirs.headers["x-team"], theirs.headers["x-job"]) == ("a", "7")
    assert ours.timeout == Timeout()
    assert ours.headers["x-team"] == "a"
    assert "x-job" not in ours.headers


async def test_what_is_not_given_stays():
    """And a derived client can be derived from again."""
    service = service_with(answer(BOARD))
    api = service.client(timeout=Timeout(read=1), headers={"X-A": "1"})

    await api.with_options(headers={"X-A": "2"}).with_options(headers={"X-B": "3"}).boards.get("b")

    assert service.request.timeout == Timeout(read=1)
    assert (service.request.headers["x-a"], service.request.headers["x-b"]) == ("2", "3")


async def test_retries_for_a_single_call():
    """The policy of the call counts over the client's."""
    service = service_with(answer({}, 503), answer(BOARD))
    api = service.client(clock=SteppedClock())

    board = await api.with_options(retry=RetryPolicy(attempts=2)).boards.get("b")

    assert board.name == "Retro"


async def test_hooks_come_on_top():
    """Those of the client hear of the call, too."""
    heard = []
    service = service_with(answer(BOARD))
    api = service.client(hooks=Hooks(response=lambda *_: heard.append("client")))

    await api.with_options(hooks=[Hooks(response=lambda *_: heard.append("call"))]).boards.get("b")

    assert heard == ["client", "call"]


async def test_a_derived_client_closes_nothing():
    """It shares the connections of the other, which closes them for both."""
    service = Service(lambda _: answer(BOARD))
    async with service.client() as api:
        async with api.with_options() as derived:
            await derived.boards.get("b")
        await api.boards.get("b")

    with pytest.raises(ConfigurationError, match="this client is closed"):
        await derived.boards.get("b")


async def test_names_of_headers_are_the_same_in_any_case():
    """What a call says counts over what the client says."""
    service = service_with(answer(BOARD))
    api = service.client(headers={"X-Team": "a"})

    await api.with_options(headers={"x-team": "b"}).boards.get("b")

    sent = {name: value for name, value in service.request.headers.items() if "eam" in name}
    assert sent == {"x-team": "b"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Authorization", "Bearer other"),
        ("host", "evil.example"),
        ("user-agent", "other"),
        ("Content-Length", "0"),
        ("X A", "1"),
        ("", "1"),
        ("X:A", "1"),
        ("X-A", "1\r\nX-B: 2"),
        ("X-A", "é"),
    ],
)
async def test_a_header_that_cannot_be_sent_is_refused(api, name, value):
    """One that this package writes, or one that would break the request."""
    with pytest.raises(ConfigurationError, match="header"):
        MiroApi("token", headers={name: value})
    with pytest.raises(ConfigurationError, match="header"):
        api.with_options(headers={name: value})


async def test_the_call_hook_surrounds_a_call():
    """Waits and tries included; the error goes through it."""
    heard = []

    class Around:
        def __init__(self, operation):
            self.operation = operation

        def __enter__(self):
            heard.append(("begin", self.operation.call))

        def __exit__(self, kind, error, traceback):
            heard.append(("end", kind))

    service = service_with(answer({}, 503), answer(BOARD), answer({}, 503))
    api = service.client(hooks=Hooks(call=Around), clock=SteppedClock())

    await api.with_options(retry=RetryPolicy(attempts=2)).boards.get("b")
    with pytest.raises(ServerError):
        await api.boards.get("b")

    assert heard == [
        ("begin", "boards.get"),
        ("end", None),
        ("begin", "boards.get"),
        ("end", ServerError),
    ]


async def test_a_call_hook_cannot_make_an_error_disappear():
    """A call has a result or an error; there is no third."""

    class Swallowing:
        def __init__(self, _):
            pass

        def __enter__(self):
            pass

        def __exit__(self, *_):
            return True

    api = service_with(answer({}, 503)).client(hooks=Hooks(call=Swallowing))

    with pytest.raises(ConfigurationError, match="swallowed"):
        await api.boards.get("b")
