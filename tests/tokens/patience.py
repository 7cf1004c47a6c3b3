"""What carries the requests of an app: with time for what is answered, and little for silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
from attrs import Factory, define, evolve

from miro_async import MiroTimeoutError, Timeout
from miro_async.call.transport.httpx import HttpxTransport
from tests.tokens.relay import PATIENCE, SILENT, TOKEN_PATH

if TYPE_CHECKING:
    from tests.tokens.relay import Relay

PATIENT = Timeout(connect=30, read=30, write=30)
IMPATIENT = Timeout(connect=30, read=0.1, write=30)
"""For what never comes: however slow the machine is, it does not come sooner."""


@define(eq=False)
class Patience:
    """Carries requests over HTTP, and gives up soon where the relay will say nothing."""

    relay: Relay
    inner: HttpxTransport = Factory(HttpxTransport)

    async def send(self, request):
        """Send a request; what is not answered is over when Miro has heard of it, or has not."""
        if not (request.url.endswith(TOKEN_PATH) and self.relay.upcoming in SILENT):
            return await self.inner.send(evolve(request, timeout=PATIENT))
        try:
            return await self.inner.send(evolve(request, timeout=IMPATIENT))
        except MiroTimeoutError:
            assert await anyio.to_thread.run_sync(self.relay.quiet.acquire, True, PATIENCE)
            raise

    def stream(self, request):
        """Send a request, and give the beginning of its answer."""
        return self.inner.stream(request)

    async def aclose(self):
        """Let go of every connection."""
        await self.inner.aclose()
