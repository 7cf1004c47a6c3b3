"""What a caller may listen to."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractContextManager

    from ..codec.drift import DriftKind
    from ..errors import APIError, TokenStorageError, TransportError
    from .operation import Operation
    from .transport.protocol import Request, Response

    Around: TypeAlias = Callable[[Operation[object]], AbstractContextManager[object]]
    OnRequest: TypeAlias = Callable[[Operation[object], Request], Awaitable[None] | None]
    OnResponse: TypeAlias = Callable[[Operation[object], Response], Awaitable[None] | None]
    OnRetry: TypeAlias = "Callable[[Retry], Awaitable[None] | None]"
    OnWait: TypeAlias = "Callable[[Wait], Awaitable[None] | None]"
    OnRefresh: TypeAlias = "Callable[[Refresh], Awaitable[None] | None]"
    OnDrift: TypeAlias = "Callable[[Drift], None]"


@frozen(kw_only=True)
class Retry:
    """A try that failed and is followed by another one, after so many `seconds`.

    `attempt` counts the tries, from 1; `error` is what went wrong with this one.
    """

    operation: Operation[object]
    attempt: int
    error: APIError | TransportError
    seconds: float


@frozen(kw_only=True)
class Wait:
    """A call that has to wait for credits, about so many `seconds`."""

    operation: Operation[object]
    seconds: float


@frozen(kw_only=True)
class Refresh:
    """A token of a user of an app that was refreshed.

    `saved`: whether it is in the storage. If not, `error` says why; the token is used all the same,
    and saving it is tried again with each call of the user, and when the app is closed. Until then,
    only this process has it.
    """

    user_id: str
    saved: bool
    error: TokenStorageError | None = None


@frozen(kw_only=True)
class Drift:
    """One place where an answer differs from Miro's description of its API; it was kept as it came.

    `path` is the place in wire names, such as `data[3].style.fillColor`. `value` is what stood
    there; it is content of a board, so think before logging it.
    """

    operation: str
    path: str
    kind: DriftKind
    value: object = None


@frozen(kw_only=True)
class Hooks:
    """Functions of the caller's, called as things happen; an exception of theirs ends the call.

    All but `call` and `drift` may be sync or async. They are part of the call: one that is slow
    holds it up, and one that calls the same client may wait for itself.

    - `call` gives a context manager that is entered around each call, waits and retries included;
      the error of a call passes through it.
    - `request` gets each request before it is sent, `response` each answer before it is decoded:
      every try of a call is one of each.
    - `retry` is told before another try, `wait` before a wait for credits.
    - `refresh` is told of each token that `Miro` has refreshed for a user, saved or not.
    - `drift` gets each surprise in an answer. Looking for them costs time, so it is only done when
      somebody listens.
    """

    call: Around | None = None
    request: OnRequest | None = None
    response: OnResponse | None = None
    retry: OnRetry | None = None
    wait: OnWait | None = None
    refresh: OnRefresh | None = None
    drift: OnDrift | None = None
