"""Transports around a sandbox: they count what is under way, or show things late."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager

from anyio.lowlevel import checkpoint
from attrs import evolve


class Around:
    """A transport that hands on."""

    def __init__(self, sandbox):
        self.sandbox = sandbox

    async def send(self, request):
        """Send a request."""
        return await self.sandbox.send(request)

    @asynccontextmanager
    async def stream(self, request):
        """Stream an answer."""
        async with self.sandbox.stream(request) as response:
            yield response

    async def aclose(self):
        """Close nothing."""


class Counting(Around):
    """Counts how many calls are under way at once, each for so many steps of the loop."""

    def __init__(self, sandbox, steps=5):
        super().__init__(sandbox)
        self.steps = steps
        self.now = self.most = 0

    async def send(self, request):
        """Let others come meanwhile."""
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            for _ in range(self.steps):
                await checkpoint()
            return await super().send(request)
        finally:
            self.now -= 1


class Late(Around):
    """Shows nothing in the first lists; `times` says in how many."""

    def __init__(self, sandbox, times):
        super().__init__(sandbox)
        self.times = times

    async def send(self, request):
        """Give an empty list for the first so many."""
        response = await super().send(request)
        if request.method != "GET" or self.times == 0 or "/items" not in request.url:
            return response
        self.times -= 1
        page = {**json.loads(response.body), "data": [], "cursor": None}
        return evolve(response, body=json.dumps(page).encode())


class Then(Around):
    """Calls something after the answer to the first call of a method and path end."""

    def __init__(self, sandbox, method, end, what):
        super().__init__(sandbox)
        self.method, self.end, self.what = method, end, what

    async def send(self, request):
        """Do it once, when the call has been carried out and before its answer arrives."""
        path = request.url.partition("?")[0]
        if self.what and request.method == self.method and path.endswith(self.end):
            what, self.what = self.what, None
            try:
                return await super().send(request)
            finally:
                await what()
        return await super().send(request)


class Closed(Around):
    """Answers what is read by experimental routes with an error status."""

    def __init__(self, sandbox, status):
        super().__init__(sandbox)
        self.status = status

    async def send(self, request):
        """Answer them with this status."""
        response = await super().send(request)
        hidden = "/v2-experimental/" in request.url and request.method == "GET"
        return evolve(response, status=self.status) if hidden else response


class Shifted(Around):
    """Lists items of a kind as if somebody had moved them to the right."""

    def __init__(self, sandbox, kind, by):
        super().__init__(sandbox)
        self.kind, self.by = kind, by

    async def send(self, request):
        """Add to their places."""
        response = await super().send(request)
        if request.method != "GET" or "/items" not in request.url:
            return response
        page = json.loads(response.body)
        for item in page["data"]:
            item["position"]["x"] += self.by if item["type"] == self.kind else 0
        return evolve(response, body=json.dumps(page).encode())


class Cancelling(Around):
    """Cancels whoever changes something, before that is done."""

    scope = None

    async def send(self, request):
        """Cancel, and wait for that."""
        if request.method == "PATCH":
            self.scope.cancel()
            await checkpoint()
        return await super().send(request)
