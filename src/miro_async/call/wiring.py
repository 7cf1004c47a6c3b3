"""What all calls of a client share, whatever the options of each: connections, credits, tokens."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from attrs import evolve, field, frozen

from ..errors import ConfigurationError
from ..options import Limits
from ..settings import default_user_agent
from .slots import Slots
from .tokens import AwaitedToken, token_source
from .transport.loop import is_over, running_loop

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping, Sequence

    from ..clock import Clock
    from ..codec import Codec
    from ..options import Timeout
    from ..secret import Secret
    from .hooks import Hooks
    from .operation import Api
    from .pacing import Pacer
    from .retry import RetryPolicy
    from .tokens import TokenFunction, TokenSource
    from .transport.choose import HttpClient
    from .transport.protocol import Transport


@frozen(kw_only=True)
class CallOptions:
    """What may differ from call to call."""

    timeout: Timeout
    retry: RetryPolicy
    headers: Mapping[str, str] = field(repr=False)
    hooks: Sequence[Hooks]


@frozen(kw_only=True)
class Lane:
    """The way to one of Miro's two APIs.

    It has where the API is, the token that goes there and nowhere else, the credits that are left
    there, and the slots for calls under way.
    """

    url: str
    token: Secret | TokenFunction | AwaitedToken | None = field(repr=False)
    media_type: str
    pacer: Pacer
    slots: Slots


class Wiring:
    """The parts of a client; each is made when the first call needs it."""

    def __init__(  # noqa: PLR0913 - what a client can be told, but for the options of calls
        self,
        *,
        base_url: str,
        access_token: TokenSource,
        scim_base_url: str,
        scim_token: TokenSource | None,
        limits: Limits | None,
        proxy: str | None,
        ssl_context: ssl.SSLContext | None,
        http_client: HttpClient | None,
        transport: Transport | None,
        json: Literal["json", "orjson"],
        pacing: bool,
        user_agent: str | None,
        clock: Clock | None,
    ) -> None:
        self.base_url = base_url
        self._token = token_source(access_token)
        self._scim_base_url = scim_base_url
        self._scim_token = None if scim_token is None else token_source(scim_token)
        self._limits = limits or Limits()
        self._proxy = proxy
        self._ssl_context = ssl_context
        self._http_client: HttpClient | None = http_client
        self._given_transport = transport
        self._own_transport: Transport | None = None
        self._json: Literal["json", "orjson"] = json
        self._pacing = pacing
        self._given_user_agent = user_agent
        self._clock = clock
        self._closed = False
        self._process = os.getpid()
        self._loop: object = None

    @cached_property
    def clock(self) -> Clock:
        """What tells the time, and waits."""
        from ..clock import SystemClock

        return self._clock or SystemClock()

    @cached_property
    def codec(self) -> Codec:
        """What reads and writes JSON."""
        from ..codec import Codec

        return Codec(self._json)

    @cached_property
    def user_agent(self) -> str:
        """How the client introduces itself."""
        return self._given_user_agent or default_user_agent()

    def lane(self, api: Api) -> Lane:
        """Give the way to one of the two APIs."""
        loop = running_loop()
        if loop is not self._loop or self._process != os.getpid():
            self._move(loop)
        return self.lanes[api]

    def _move(self, loop: object) -> None:
        """Go on in another event loop, or in a process that was forked: without their calls."""
        if (
            self._process == os.getpid()
            and not is_over(self._loop)
            and any(lane.slots.are_taken for lane in self.lanes.values())
        ):
            raise ConfigurationError(
                "this client has calls under way in another event loop: give each thread, and each "
                "loop, a client of its own"
            )
        self._loop, self._process = loop, os.getpid()
        for api, lane in self.lanes.items():
            lane.pacer.forget_calls()
            if isinstance(lane.token, AwaitedToken):
                lane.token.forget_calls()
            self.lanes[api] = evolve(lane, slots=Slots(self._limits.max_connections))

    @cached_property
    def lanes(self) -> dict[Api, Lane]:
        """The way to each of the two APIs."""
        from .pacing import SCIM_WINDOW, Pacer

        slots = self._limits.max_connections
        return {
            "rest": Lane(
                url=self.base_url,
                token=self._token,
                media_type="application/json",
                pacer=Pacer(clock=self.clock, enabled=self._pacing),
                slots=Slots(slots),
            ),
            "scim": Lane(
                url=self._scim_base_url,
                token=self._scim_token,
                media_type="application/scim+json",
                pacer=Pacer(window=SCIM_WINDOW, clock=self.clock, enabled=self._pacing, heed=False),
                slots=Slots(slots),
            ),
        }

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
                limits=self._limits,
                proxy=self._proxy,
                ssl_context=self._ssl_context,
            )
        return self._own_transport

    async def aclose(self) -> None:
        """Close the connections; what the caller gave stays open."""
        self._closed = True
        if self._own_transport is not None:
            await self._own_transport.aclose()
