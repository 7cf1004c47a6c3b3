"""Figures and things that cannot be right are refused where they are given."""

from __future__ import annotations

import asyncio

import pytest

from miro_async import Hooks, Limits, MiroApi, RetryPolicy, Timeout
from miro_async.errors import ConfigurationError
from tests.unit.recording import Service, answer

BOARD = {"id": "b", "type": "board", "name": "Retro"}


@pytest.mark.parametrize("name", ["connect", "read", "write", "total"])
@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_time_to_wait_is_more_than_nothing(name, seconds):
    """None waits for ever; nothing would never wait for anything."""
    with pytest.raises(ConfigurationError, match=name):
        Timeout(**{name: seconds})


@pytest.mark.parametrize("number", [0, -1])
def test_there_is_at_least_one_connection(number):
    """Without, every call would wait for ever."""
    with pytest.raises(ConfigurationError, match="max_connections"):
        Limits(max_connections=number)


@pytest.mark.parametrize(
    ("argument", "value", "wanted"),
    [
        ("timeout", 5, "Timeout"),
        ("retry", 3, "RetryPolicy"),
        ("limits", 10, "Limits"),
        ("hooks", print, "Hooks"),
        ("hooks", [print], "Hooks"),
    ],
)
def test_what_is_no_such_thing_is_refused_with_the_name_of_what_is(argument, value, wanted):
    """Not at the first call, or when something goes wrong."""
    with pytest.raises(ConfigurationError, match=wanted):
        MiroApi("token", **{argument: value})
    if argument != "limits":
        with pytest.raises(ConfigurationError, match=wanted):
            MiroApi("token").with_options(**{argument: value})


def test_what_is_such_a_thing_is_taken():
    """Alone or several."""
    api = MiroApi("token", timeout=Timeout(), limits=Limits(), hooks=[Hooks(), Hooks()])

    assert api.with_options(retry=RetryPolicy(), hooks=Hooks()) is not api


class Hanging(Service):
    """A service that never answers the first call."""

    async def send(self, request):
        """Answer, or wait for ever."""
        self.requests.append(request)
        if len(self.requests) == 1:
            await asyncio.Event().wait()
        return answer(BOARD)


def test_calls_of_a_loop_that_is_closed_do_not_hold_up_the_next_loop():
    """Its calls will never end: their slots are free again."""
    api = Hanging().client(limits=Limits(max_connections=1))
    loop = asyncio.new_event_loop()
    call = loop.create_task(api.boards.get("b"))
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()

    assert asyncio.run(asyncio.wait_for(api.boards.get("b"), 30)).name == "Retro"
    call._log_destroy_pending = False  # it was left on purpose


def test_two_loops_at_once_are_refused():
    """What waits in one cannot be woken from the other: an error says what to do instead."""
    api = Hanging().client()
    loop = asyncio.new_event_loop()
    call = loop.create_task(api.boards.get("b"))
    loop.run_until_complete(asyncio.sleep(0))

    with pytest.raises(ConfigurationError, match="client of its own"):
        asyncio.run(api.boards.get("b"))

    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        loop.run_until_complete(call)
    loop.close()
