"""What all calls of a user share, whatever the options of each: connections, credits, tokens."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from ..errors import ConfigurationError
from ..once import once
from ..secret import Secret
from .slots import Slots
from .tokens import TokenKeeper
from .transport.loop import is_over, running_loop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..options import Timeout
    from .connections import Connections
    from .hooks import Hooks
    from .operation import Api
    from .pacing import Pacer
    from .pacing_store import PacingStore
    from .retry import RetryPolicy
    from .shared_pacing import SharedPacer


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
    token: Secret | TokenKeeper | None = field(repr=False)
    media_type: str
    pacer: Pacer | SharedPacer
    slots: Slots


class Wiring:
    """The two ways of one user, or of one token; they are made when the first call needs them."""

    def __init__(  # noqa: PLR0913 - where to, and as whom
        self,
        connections: Connections,
        *,
        base_url: str,
        token: Secret | TokenKeeper,
        scim_base_url: str,
        scim_token: Secret | TokenKeeper | None,
        pacing: bool | PacingStore,
    ) -> None:
        self.connections: Connections = connections
        self.base_url: str = base_url
        self.token: Secret | TokenKeeper = token
        self._scim_base_url = scim_base_url
        self._scim_token = scim_token
        self._pacing = pacing
        self._process = os.getpid()
        self._loop: object = None

    def for_another(self, token: TokenKeeper) -> Wiring:
        """Give the wiring for another user, over the same connections."""
        return Wiring(
            self.connections,
            base_url=self.base_url,
            token=token,
            scim_base_url=self._scim_base_url,
            scim_token=self._scim_token,
            pacing=self._pacing,
        )

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
            if isinstance(lane.token, TokenKeeper):
                lane.token.forget_calls()
            self.lanes[api] = evolve(lane, slots=Slots(self.connections.limits.max_connections))

    @once
    def lanes(self) -> dict[Api, Lane]:
        """The way to each of the two APIs."""
        from .pacing import SCIM_WINDOW, WINDOW

        slots = self.connections.limits.max_connections
        return {
            "rest": Lane(
                url=self.base_url,
                token=self.token,
                media_type="application/json",
                pacer=self._pacer("rest", self.token, WINDOW),
                slots=Slots(slots),
            ),
            "scim": Lane(
                url=self._scim_base_url,
                token=self._scim_token,
                media_type="application/scim+json",
                pacer=self._pacer("scim", self._scim_token, SCIM_WINDOW),
                slots=Slots(slots),
            ),
        }

    def _pacer(
        self, api: Api, token: Secret | TokenKeeper | None, window: float
    ) -> Pacer | SharedPacer:
        """Give what counts the credits of one API; SCIM's answers do not speak of them."""
        clock, heed = self.connections.clock, api == "rest"
        if isinstance(self._pacing, bool) or token is None:
            from .pacing import Pacer

            return Pacer(window=window, clock=clock, enabled=bool(self._pacing), heed=heed)
        from .shared_pacing import SharedPacer

        key = f"{api}:{_pacing_key(token)}"
        return SharedPacer(self._pacing, key=key, window=window, clock=clock, heed=heed)


def _pacing_key(token: Secret | TokenKeeper) -> str:
    """Give by what others know whose credits these are, without showing the token."""
    if isinstance(token, Secret):
        from hashlib import sha256

        return sha256(token.reveal().encode()).hexdigest()[:32]
    if token.pacing_key is None:
        raise ConfigurationError(
            "to share credits, give the access token itself, as it says whose they are"
        )
    return token.pacing_key
