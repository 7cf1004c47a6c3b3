"""The address of this machine to which Miro sends the browser back after a login."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from anyio import (
    BrokenResourceError,
    CancelScope,
    ClosedResourceError,
    EndOfStream,
    Event,
    Lock,
    create_task_group,
    create_tcp_listener,
    move_on_after,
)
from attrs import define, field

from ..errors import AuthorizationError, ConfigurationError, MiroError, StateMismatchError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from anyio.abc import SocketStream

LOOPBACK = "127.0.0.1"
DEFAULT_URL = f"http://{LOOPBACK}:8912/callback"
_LONGEST_HEAD = 16 * 1024
_PATIENCE = 10.0
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>miro-async</title></head>
<body style="font: 16px/1.5 system-ui, sans-serif; margin: 20vh auto; max-width: 26rem">
<h1>{title}</h1><p>{text}</p></body></html>
"""


def loopback_port(url: str) -> int:
    """Give the port of a redirect URL, if it leads to this machine.

    Raises:
        ConfigurationError: It leads elsewhere, or nowhere.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        leads_here = parts.scheme == "http" and parts.hostname in {LOOPBACK, "localhost"}
    except ValueError:
        port, leads_here = None, False
    if not (port and leads_here):
        raise ConfigurationError(
            f"the redirect URL has to lead to this machine, such as {DEFAULT_URL}, and to be among "
            "those of the app's settings"
        )
    return port


@define
class Redirects:
    """Waits for the browser to come back, and hands on the address that it comes with.

    Browsers may come twice at once: a page that is loaded again, or before somebody goes there.
    The code that they bring is good for one exchange, so there is one at a time, and the first that
    goes well counts.
    """

    url: str
    exchange: Callable[[str], Awaitable[None]]
    """Takes the whole address; what it raises is shown in the browser, and ends the waiting."""
    _failed: MiroError | None = field(default=None, init=False)
    _logged_in: bool = field(default=False, init=False)
    _came: Event = field(factory=Event, init=False)
    _turn: Lock = field(factory=Lock, init=False)

    async def wait(self, ready: Callable[[], Awaitable[None]], seconds: float) -> None:
        """Listen, say when `ready`, and come back when somebody has logged in.

        Raises:
            AuthorizationError: Nobody came in time, or they did not allow it.
            ConfigurationError: The port is taken.
            MiroError: What the exchange raised.
        """
        port = loopback_port(self.url)
        try:
            listener = await create_tcp_listener(local_host=LOOPBACK, local_port=port)
        except OSError as error:
            raise ConfigurationError(
                f"cannot listen on {LOOPBACK}:{port} ({error.strerror}): does another login wait?"
            ) from error
        async with listener, create_task_group() as tasks:
            tasks.start_soon(partial(listener.serve, self._answer))
            await ready()
            with move_on_after(seconds):
                await self._came.wait()
            tasks.cancel_scope.cancel()
        if not self._came.is_set():
            raise AuthorizationError(f"nobody came back from Miro within {seconds:g} s")
        if self._failed and not self._logged_in:
            raise self._failed

    async def _answer(self, stream: SocketStream) -> None:
        async with stream:
            with move_on_after(_PATIENCE):
                target = await _target(stream)
                if target is None or urlsplit(target).path != urlsplit(self.url).path:
                    await _reply(stream, 404, "Nothing here", "This is not where Miro leads to.")
                    return
                # What has begun is brought to an end: the code is good for one exchange.
                with CancelScope(shield=True):
                    async with self._turn:
                        answer = await self._exchange(target)
                    await _reply(stream, *answer)

    async def _exchange(self, target: str) -> tuple[int, str, str]:
        """Exchange the code, if nobody has yet, and give what the browser is told."""
        try:
            if not self._logged_in:
                await self.exchange(f"{self.url.partition('?')[0]}?{urlsplit(target).query}")
                self._logged_in = True
        except StateMismatchError:
            # Anybody can open this address. Who has really logged in may still come.
            return 400, "This is not your login", "Begin again from the terminal."
        except MiroError as error:
            self._failed = self._failed or error
            self._came.set()
            return 400, "This did not work", str(error)
        self._came.set()
        return 200, "You are logged in", "You can close this tab."


async def _target(stream: SocketStream) -> str | None:
    """Read the head of a request, and give what is asked for; `None` if it cannot be read."""
    head = b""
    try:
        while b"\r\n\r\n" not in head:
            if len(head) > _LONGEST_HEAD:
                return None
            head += await stream.receive()
    except (EndOfStream, BrokenResourceError, ClosedResourceError):
        return None
    words = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
    return words[1] if len(words) == 3 and words[0] == "GET" else None  # noqa: PLR2004 - GET x HTTP/1.1


async def _reply(stream: SocketStream, status: int, title: str, text: str) -> None:
    body = _PAGE.format(title=escape(title), text=escape(text)).encode()
    head = (
        f"HTTP/1.1 {status} {title}\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\n"
        "Referrer-Policy: no-referrer\r\nConnection: close\r\n\r\n"
    )
    with suppress(BrokenResourceError, ClosedResourceError):  # a browser that has gone
        await stream.send(head.encode() + body)
