"""`MiroApi`: what it can be told, what it refuses, and what it leaves open."""

from __future__ import annotations

import gc
import subprocess
import sys

import httpx
import pytest

import miro_async
from miro_async import MiroApi, Timeout, errors
from miro_async.client import MiroApi as FromModule
from miro_async.endpoints._groups import GROUPS
from miro_async.errors import ConfigurationError
from tests.unit.recording import answer, service_with

pytestmark = pytest.mark.anyio

BOARD = {"id": "b", "type": "board", "name": "Retro"}


async def test_a_call_says_who_calls_and_what_it_takes():
    """Method, address, token, what is accepted, who asks; and how long to wait."""
    service = service_with(answer(BOARD))

    await service.client().boards.get("b")

    request = service.request
    assert (request.method, request.url) == ("GET", "https://api.miro.com/v2/boards/b")
    assert request.headers == {
        "Authorization": "Bearer user-token",
        "Accept": "application/json",
        "User-Agent": f"miro-async/{miro_async.__version__}",
    }
    assert request.timeout == Timeout(connect=5.0, read=30.0, write=30.0)


async def test_the_user_agent_and_the_timeout_can_be_set():
    """Both go with every request."""
    service = service_with(answer(BOARD))
    timeout = Timeout(connect=1, read=None)

    await service.client(user_agent="my-app/2 (miro)", timeout=timeout).boards.get("b")

    assert service.request.headers["User-Agent"] == "my-app/2 (miro)"
    assert service.request.timeout == timeout


@pytest.mark.parametrize("user_agent", ["a\r\nX: 1", "é", "a\nb", "\0"])
def test_a_user_agent_that_is_no_header_is_refused(user_agent):
    """It would fail, or write another header, at the first call."""
    with pytest.raises(ConfigurationError):
        MiroApi("token", user_agent=user_agent)


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "api.miro.com",
        "/v2",
        "//api.miro.com",
        "ftp://api.miro.com",
        "https://",
        "https:///v2",
        "https://user:hidden@api.miro.com",
        "https://user@api.miro.com",
        "https://:hidden@api.miro.com",
        "https://@api.miro.com",
        "https://api.miro.com?hidden=1",
        "https://api.miro.com?",
        "https://api.miro.com#hidden",
        "https://api.miro.com#",
        "https://api.miro.com\n",
        "https://api. miro.com",
        "https://api.miro.com:abc",
        "https://api.miro.com:99999",
        "https://[::1",
        "https://api.miro.com\x00",
        "ftp://user:hidden@api.miro.com",
    ],
)
@pytest.mark.parametrize("argument", ["base_url", "scim_base_url"])
def test_an_address_that_cannot_be_one_is_refused(base_url, argument):
    """Another scheme, credentials, a query, a port that is none: said when the client is made."""
    with pytest.raises(ConfigurationError) as caught:
        MiroApi("user-token", **{argument: base_url})

    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize("base_url", ["http://127.0.0.1:8080", "https://[::1]:1/api/", "HTTP://h"])
def test_an_address_may_be_any_host(base_url):
    """A sandbox on this machine, for example."""
    assert "MiroApi" in repr(MiroApi("token", base_url=base_url))


async def test_transport_and_http_client_exclude_each_other(service):
    """Only one can carry the requests."""
    async with httpx.AsyncClient() as http_client:
        with pytest.raises(ConfigurationError, match="not both"):
            MiroApi("token", transport=service, http_client=http_client)


async def test_a_closed_client_refuses_to_call():
    """After `async with`, a call is an error that says so; closing twice is none."""
    service = service_with(answer(BOARD))
    async with service.client() as api:
        await api.boards.get("b")

    await api.aclose()
    with pytest.raises(ConfigurationError, match="this client is closed"):
        await api.boards.get("b")
    assert len(service.requests) == 1


async def test_a_given_transport_is_left_open(service):
    """Who made it closes it."""
    async with service.client():
        pass

    assert not service.closed


async def test_a_given_http_client_is_used_and_left_open():
    """The caller's httpx client carries the requests, and can be used afterwards."""
    seen = []

    def respond(request):
        seen.append(request)
        return httpx.Response(200, json=BOARD)

    async with httpx.AsyncClient(transport=httpx.MockTransport(respond)) as http_client:
        async with MiroApi("user-token", http_client=http_client) as api:
            board = await api.boards.get("b")

        assert not http_client.is_closed

    assert board.name == "Retro"
    assert seen[0].headers["authorization"] == "Bearer user-token"


async def test_a_given_http_clients_own_authorization_does_not_replace_ours():
    """Its auth and cookies are for its own requests."""
    seen = []

    def respond(request):
        seen.append(request)
        return httpx.Response(200, json=BOARD)

    async with httpx.AsyncClient(
        transport=httpx.MockTransport(respond), auth=("user", "password"), cookies={"a": "b"}
    ) as http_client:
        await MiroApi("user-token", http_client=http_client).boards.get("b")

    assert seen[0].headers["authorization"] == "Bearer user-token"
    assert "cookie" not in seen[0].headers


async def test_a_client_that_never_calls_has_nothing_to_close():
    """Making one opens nothing: not closing it is no leak."""
    api = MiroApi("token")
    assert api.boards is not None
    del api
    gc.collect()

    async with MiroApi("token"):
        pass


def test_each_group_is_made_once(api):
    """`api.boards` is the same object each time; there are 47 groups."""
    groups = [getattr(api, name) for name in GROUPS]

    assert len(groups) == 47
    assert all(getattr(api, name) is group for name, group in zip(GROUPS, groups, strict=True))


def test_a_misspelt_group_is_an_attribute_error(api):
    """There is no magic."""
    with pytest.raises(AttributeError):
        _ = api.bords


def test_what_the_package_offers_is_there():
    """Every name of `__all__` can be had, and no other."""
    for name in miro_async.__all__:
        assert getattr(miro_async, name) is not None
    assert MiroApi is FromModule
    assert miro_async.__getattr__("errors") is errors  # before it is imported otherwise
    assert set(dir(miro_async)) == {*miro_async.__all__, "__version__"}
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = miro_async.nothing


def test_models_are_found_by_name():
    """Each is loaded when it is asked for, and what is none is said to be none."""
    from miro_async import models

    assert set(models.__all__) <= set(dir(models))
    with pytest.raises(AttributeError, match="Bord"):
        _ = models.Bord


def test_making_a_client_reads_no_environment():
    """Nothing of the environment is looked at: it is all in the arguments."""
    script = """
import os, sys

class Watched(dict):
    def _note(self, name):
        raise SystemExit(f"looked at {name}")

    __getitem__ = get = __contains__ = lambda self, name, *_: self._note(name)

import miro_async
from miro_async import MiroApi

os.environ = Watched()
os.getenv = lambda name, *_: sys.exit(f"looked at {name}")
api = MiroApi("token", scim_token="other")
api.boards, api.scim_users
"""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
