"""What carries calls: of one client, or of all users of an app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..errors import ConfigurationError
from ..once import once
from ..options import Limits
from ..settings import default_user_agent

if TYPE_CHECKING:
    import ssl

    from ..clock import Clock
    from ..codec import Codec
    from .transport.choose import HttpClient
    from .transport.protocol import Transport


class Connections:
    """One transport, and what goes with it; each part is made when the first call needs it."""

    def __init__(  # noqa: PLR0913 - what a client can be told of its connections
        self,
        *,
        limits: Limits | None,
        proxy: str | None,
        ssl_context: ssl.SSLContext | None,
        http_client: HttpClient | None,
        transport: Transport | None,
        json: Literal["json", "orjson"],
        user_agent: str | None,
        clock: Clock | None,
    ) -> None:
        self.limits: Limits = limits or Limits()
        self._proxy = proxy
        self._ssl_context = ssl_context
        self._http_client: HttpClient | None = http_client
        self._given_transport = transport
        self._own_transport: Transport | None = None
        self._json: Literal["json", "orjson"] = json
        self._given_user_agent = user_agent
        self._clock = clock
        self._closed = False

    @once
    def clock(self) -> Clock:
        """What tells the time, and waits."""
        from ..clock import SystemClock

        return self._clock or SystemClock()

    @once
    def codec(self) -> Codec:
        """What reads and writes JSON."""
        from ..codec import Codec

        return Codec(self._json)

    @once
    def user_agent(self) -> str:
        """How the client introduces itself."""
        return self._given_user_agent or default_user_agent()

    def transport(self) -> Transport:
        """What carries the requests; after `aclose` there is none."""
        if self._closed:
            raise ConfigurationError("this client is closed")
        if self._given_transport is not None:
            return self._given_transport
        if self._own_transport is None:
            from .transport.choose import choose

            self._own_transport = choose(
                self._http_client,
                limits=self.limits,
                proxy=self._proxy,
                ssl_context=self._ssl_context,
            )
        return self._own_transport

    async def aclose(self) -> None:
        """Close the connections; what the caller gave stays open."""
        self._closed = True
        if self._own_transport is not None:
            await self._own_transport.aclose()
