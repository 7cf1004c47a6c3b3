"""What a caller may listen to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..codec.drift import DriftKind
    from .operation import Operation
    from .transport.protocol import Response


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

    `response` gets each answer with its operation, before it is decoded. `drift` gets each surprise
    in an answer; looking for them costs time, so it is only done when somebody listens.
    """

    response: Callable[[Operation[object], Response], None] | None = None
    drift: Callable[[Drift], None] | None = None
