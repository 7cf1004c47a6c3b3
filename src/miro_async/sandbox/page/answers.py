"""Answers to a browser, with all that keeps what is in them from doing anything."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from hashlib import sha256
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Mapping[str, Any]]]
Send: TypeAlias = Callable[[Mapping[str, Any]], Awaitable[None]]

HTML = "text/html; charset=utf-8"
# Scripts and styles come from files of ours; nothing comes from elsewhere, or goes there.
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# What people have uploaded may be anything: opened by itself, it can do nothing.
_FILE_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
_EVERYWHERE = {
    "content-security-policy": _PAGE_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}


async def answer(send: Send, status: int, kind: str, body: str | bytes, **headers: str) -> None:
    """Send a whole answer. `_` in the names of headers stands for `-`."""
    content = body if isinstance(body, bytes) else body.encode(errors="replace")
    await begin(send, status, kind, content_length=str(len(content)), **headers)
    await send({"type": "http.response.body", "body": content})


async def answer_file(send: Send, request: Scope, kind: str, body: bytes, name: str) -> None:
    """Send a file that may have anything in it, unless the browser has it."""
    tag = f'"{sha256(body).hexdigest()}"'
    sent = {key: value for key, value in request["headers"] if key == b"if-none-match"}
    unchanged = sent.get(b"if-none-match") == tag.encode()
    await answer(
        send,
        304 if unchanged else 200,
        kind,
        b"" if unchanged else body,
        content_disposition=f'attachment; filename="{name}"',
        content_security_policy=_FILE_POLICY,
        cache_control="no-cache",
        etag=tag,
    )


async def begin(send: Send, status: int, kind: str, **headers: str) -> None:
    """Send the head of an answer."""
    own = {name.replace("_", "-"): value for name, value in headers.items()}
    every = {**_EVERYWHERE, "content-type": kind, **own}
    encoded = [(name.encode(), value.encode()) for name, value in every.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
