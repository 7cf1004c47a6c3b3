"""Somebody who looks at the page of a sandbox: as a browser does, but without one and a socket."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from math import inf

import anyio

from miro_async.sandbox.page.routes import Page

SOON = 60


class Seen:
    """An answer."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def text(self):
        """The body as text."""
        return self.body.decode()


class Stream:
    """What a page is told: events, as a browser reads them."""

    def __init__(self, messages):
        self._messages = messages
        self._rest = ""
        self._blocks = []
        self.ended = False

    async def block(self):
        """Give the next block of lines; `None` when the stream has ended."""
        while not self._blocks and not self.ended:
            with anyio.fail_after(SOON):
                message = await self._messages.receive()
            *whole, self._rest = (self._rest + message["body"].decode()).split("\n\n")
            self._blocks += whole
            self.ended = not message.get("more_body", False)
        return self._blocks.pop(0) if self._blocks else None

    async def event(self, *names):
        """Give what the next event of these names says; others are passed over."""
        while (block := await self.block()) is not None:
            fields = dict(line.partition(": ")[::2] for line in block.splitlines())
            if fields.get("event") in names:
                return json.loads(fields["data"])
        raise AssertionError(f"it ended without {names}")

    async def until(self, name, holds):
        """Give what the first event says that is as wanted."""
        while not holds(about := await self.event(name)):
            pass
        return about


class Visitor:
    """Opens addresses of the page."""

    def __init__(self, sandbox, **options):
        self.closing = False
        self.page = Page(sandbox, lambda: self.closing, **{"tick": 0.005, **options})

    async def get(self, path, host="127.0.0.1:8765", **headers):
        """Open an address, and give the whole answer."""
        sent = []

        async def send(message):
            sent.append(message)

        async def receive():
            return {"type": "http.request", "body": b""}

        await self.page(_scope(path, host, headers), receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Seen(sent[0]["status"], _headers(sent[0]), body)

    @asynccontextmanager
    async def stream(self, path):
        """Listen to a stream, and go away in the end."""
        told, messages = anyio.create_memory_object_stream(inf)
        gone = anyio.Event()
        asked = iter([{"type": "http.request", "body": b""}])

        async def receive():
            for message in asked:
                return message
            await gone.wait()
            return {"type": "http.disconnect"}

        async with anyio.create_task_group() as group:
            group.start_soon(self.page, _scope(path, "localhost", {}), receive, told.send)
            with anyio.fail_after(SOON):
                head = await messages.receive()
            assert head["status"] == 200
            assert _headers(head)["content-type"] == "text/event-stream"
            yield Stream(messages)
            gone.set()
        told.close()
        messages.close()


def _scope(path, host, headers):
    named = {"host": host, **headers}
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in named.items()]
    return {"type": "http", "method": "GET", "path": path, "headers": sent}


def _headers(head):
    return {name.decode(): value.decode() for name, value in head["headers"]}
