"""What a transport has in one event loop of one process: connections cannot leave either."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from attrs import field, frozen
from sniffio import current_async_library

from .libraries import core_and_network
from .loop import running_loop
from .ways import OverClient, OverPool

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, Callable

    import httpx

    from ...options import Limits
    from .libraries import Httpx, LibraryName
    from .pool import Pool
    from .ways import Way


@frozen(eq=False)
class Home:
    """A way to carry requests, and the event loop and process that it belongs to."""

    way: Way
    pool: Pool | None = None
    until_closed: AsyncGenerator[None] | None = None
    loop: object = field(factory=running_loop)
    process: int = field(factory=os.getpid)

    @property
    def is_here(self) -> bool:
        """Whether this is that event loop and that process."""
        return self.loop is running_loop() and not self.is_of_other_process

    @property
    def is_of_other_process(self) -> bool:
        """Whether this is a copy that a fork has made."""
        return self.process != os.getpid()

    async def aclose(self) -> None:
        """Close the client, in its event loop."""
        if self.until_closed is not None:
            await self.until_closed.aclose()

    def abandon(self) -> None:
        """Let go of the connections that a fork has copied."""
        if self.pool is not None:
            self.pool.abandon()


async def home_of(library: Httpx, client: httpx.AsyncClient) -> Home:
    """Give a home whose client is closed with it.

    Or with the event loop, if nobody closes it before: its end finds every generator that is still
    open. And when nobody has the home any more, the generator is closed, in its own loop.
    """
    until_closed = _open_until_closed(client)
    await anext(until_closed)
    return Home(way=OverClient(library, client), until_closed=until_closed)


async def pooled_home(
    library: Httpx, name: LibraryName, limits: Limits, ssl_context: Callable[[], ssl.SSLContext]
) -> Home:
    """Give a home whose client keeps its connections in a pool of ours."""
    from .pool import Pool
    from .pooled_client import pooled_client

    core, network = core_and_network(name, trio=current_async_library() == "trio")
    pool = Pool(core, network, limits=limits, ssl_context=ssl_context)
    until_closed = _open_until_closed(pooled_client(library, pool))
    await anext(until_closed)
    return Home(way=OverPool(library, core, pool), pool=pool, until_closed=until_closed)


async def _open_until_closed(client: httpx.AsyncClient) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        await client.aclose()
