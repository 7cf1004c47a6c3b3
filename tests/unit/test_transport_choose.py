"""Which transport is used: what the caller says, and nothing else."""

from __future__ import annotations

import ssl
import subprocess
import sys

import aiohttp
import httpx
import httpx2
import pytest

from miro_async.call.transport.aiohttp import AiohttpTransport
from miro_async.call.transport.choose import choose
from miro_async.call.transport.httpx import HttpxTransport
from miro_async.errors import ConfigurationError
from miro_async.options import Limits


@pytest.mark.parametrize(
    ("client", "kind", "library"),
    [
        (None, HttpxTransport, "httpx"),
        ("httpx", HttpxTransport, "httpx"),
        ("httpx2", HttpxTransport, "httpx2"),
        ("aiohttp", AiohttpTransport, None),
        (httpx.AsyncClient(), HttpxTransport, "httpx"),
        (httpx2.AsyncClient(), HttpxTransport, "httpx2"),
        (type("Mine", (httpx.AsyncClient,), {})(), HttpxTransport, "httpx"),
        (type("Mine", (httpx2.AsyncClient,), {})(), HttpxTransport, "httpx2"),
    ],
)
def test_the_caller_chooses(client, kind, library):
    """By the name of a library, or with a client of one, be it of a subclass."""
    transport = choose(client, limits=Limits())

    assert type(transport) is kind
    if library is not None:
        assert transport._library.__name__ == library
        assert transport._given is (None if client is None or isinstance(client, str) else client)


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_an_aiohttp_session_is_used():
    """It has to be made where the event loop runs."""
    async with aiohttp.ClientSession() as session:
        transport = choose(session, limits=Limits())

    assert type(transport) is AiohttpTransport
    assert transport._given is session


def test_settings_go_to_a_client_of_our_own():
    """To each of the libraries."""
    limits, context = Limits(max_connections=3), ssl.create_default_context()
    for name in ("httpx", "httpx2", "aiohttp"):
        transport = choose(name, limits=limits, proxy="http://proxy:1", ssl_context=context)
        assert transport._limits is limits
        assert str(transport._proxy).startswith("http://proxy:1")
        assert transport._ssl_context is context


@pytest.mark.parametrize(
    "settings", [{"proxy": "http://proxy"}, {"ssl_context": ssl.create_default_context()}]
)
def test_settings_for_a_client_of_the_callers_are_refused(settings):
    """They would have no effect, which could be dangerous."""
    with pytest.raises(ConfigurationError, match="set them in your own"):
        choose(httpx.AsyncClient(), **settings)


@pytest.mark.parametrize("client", ["requests", "", httpx.Client(), object(), httpx])
def test_anything_else_is_refused(client):
    """With what there is to choose from."""
    with pytest.raises(ConfigurationError, match=r"http_client is .* not "):
        choose(client)


@pytest.mark.parametrize("proxy", ["proxy", "ftp://proxy", "http://", "http://user:hush@:x"])
def test_a_proxy_that_is_none_is_refused(proxy):
    """The message does not show it, as a proxy's address may have a password."""
    with pytest.raises(ConfigurationError, match="proxy") as caught:
        choose("httpx", proxy=proxy)

    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "extra"),
    [("httpx2", "miro-async[httpx2]"), ("aiohttp", "miro-async[fast]"), ("httpx", "miro-async")],
)
def test_a_library_that_is_missing_is_an_error_that_says_what_to_install(monkeypatch, name, extra):
    """What is installed beside us never changes what is used."""
    monkeypatch.setitem(sys.modules, name, None)  # as if it were not there
    monkeypatch.delitem(sys.modules, f"miro_async.call.transport.{name}", raising=False)
    with pytest.raises(ConfigurationError) as caught:
        choose(name)

    assert str(caught.value) == f'{name} is not installed: pip install "{extra}"'


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("httpx", {"httpx2", "aiohttp"}),
        ("httpx2", {"httpx", "aiohttp"}),
        ("aiohttp", {"httpx", "httpx2"}),
    ],
)
def test_nothing_is_imported_that_is_not_used(name, others):
    """Importing an HTTP library costs more than many calls."""
    code = f"""if True:
        import sys
        from miro_async.call.transport.choose import choose
        assert not {{"httpx", "httpx2", "aiohttp", "asyncio"}} & set(sys.modules)
        choose({name!r})
        assert not {others} & set(sys.modules)
    """
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
