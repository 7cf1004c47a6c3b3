"""What is told of the pictures as they come: events, log records, and a report at the end."""

from __future__ import annotations

import logging
from collections import Counter
from inspect import isawaitable
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    OnEvent: TypeAlias = "Callable[[PictureEvent], Awaitable[None] | None]"

logger: logging.Logger = logging.getLogger("miro_async.pictures")

EventKind: TypeAlias = Literal[
    "uploaded",
    "replaced",
    "renamed",
    "removed",
    "adopted",
    "confirmed",
    "gone",
    "left",
    "unknown",
    "offline",
    "online",
    "in_step",
]

_WORDS: Mapping[EventKind, str] = {
    "uploaded": "is on the board",
    "replaced": "has another content now, and so has its item",
    "renamed": "has another name now, and so has its item",
    "removed": "was deleted, and so was its item",
    "adopted": "was on the board already",
    "confirmed": "was sent earlier, and is on the board",
    "gone": "was deleted; its item is kept",
    "left": "is left",
    "unknown": "was sent, and is looked for on the board",
    "offline": "nothing can be done for now",
    "online": "it works again",
    "in_step": "the board is in step with the folder",
}
_WARNINGS = {"left", "unknown", "offline"}


@frozen(kw_only=True)
class PictureEvent:
    """Something that happened to a picture, or to all of them.

    - `uploaded`, `replaced`, `confirmed`: the item was read back from the board, and its file,
      unless `confirm` says otherwise.
    - `adopted`: the board had it already, which the ledger did not know.
    - `renamed`, `removed`: the item has another title, or is deleted. `gone`: the file is deleted,
      and the item stays.
    - `left`: it is not uploaded, until its file changes; `reason` says why.
    - `unknown`: no answer came, or it cannot be read back, for `reason`: it will be looked for on
      the board before it is sent again.
    - `offline`: nothing can be done for now, for `reason`; the next try is in `seconds`. `online`:
      it works again.
    - `in_step`: nothing is left to do.

    `name` is the path of the file in the folder: it may hold anything that a name can. `waiting`
    and `under_way` count what is still to be done.
    """

    kind: EventKind
    name: str | None = None
    item_id: str | None = None
    reason: str | None = None
    seconds: float | None = None
    waiting: int = 0
    under_way: int = 0


@frozen(kw_only=True)
class PictureReport:
    """What was done: how many times what, which files were left and why, and how many are there.

    `total` is how many pictures of the folder are on the board, those of deleted files included.
    """

    uploaded: int = 0
    replaced: int = 0
    renamed: int = 0
    removed: int = 0
    adopted: int = 0
    confirmed: int = 0
    left: Mapping[str, str] = field(factory=dict[str, str])
    total: int = 0


@define
class Telling:
    """Tells of what happens, and counts it."""

    listener: OnEvent | None
    counts: Counter[str] = field(factory=Counter[str])
    left: dict[str, str] = field(factory=dict[str, str])
    waiting: int = 0
    under_way: int = 0

    async def __call__(
        self,
        kind: EventKind,
        name: str | None = None,
        *,
        item_id: str | None = None,
        reason: str | None = None,
        seconds: float | None = None,
    ) -> None:
        """Tell of one thing, to the log and to who listens."""
        self.counts[kind] += 1
        if kind == "left" and name is not None:
            self.left[name] = reason or ""
        elif name is not None:
            self.left.pop(name, None)
        event = PictureEvent(
            kind=kind,
            name=name,
            item_id=item_id,
            reason=reason,
            seconds=seconds,
            waiting=self.waiting,
            under_way=self.under_way,
        )
        _log(event)
        if self.listener is not None and isawaitable(answer := self.listener(event)):
            await answer

    def report(self, total: int) -> PictureReport:
        """Give what has been told so far, in figures."""
        counted = ("uploaded", "replaced", "renamed", "removed", "adopted", "confirmed")
        return PictureReport(
            **{kind: self.counts[kind] for kind in counted}, left=dict(self.left), total=total
        )


def _log(event: PictureEvent) -> None:
    level = logging.WARNING if event.kind in _WARNINGS else logging.INFO
    if not logger.isEnabledFor(level):
        return
    # A name may have line breaks in it, and whatever a terminal would obey: `repr` shows no such.
    words = _WORDS[event.kind] if event.name is None else f"{event.name!r} {_WORDS[event.kind]}"
    if event.reason:
        words += f": {event.reason}"
    if event.seconds is not None:
        words += f" (next try in {event.seconds:.0f} s)"
    facts = {
        "picture": event.name,
        "item_id": event.item_id,
        "reason": event.reason,
        "seconds": event.seconds,
        "waiting": event.waiting,
        "under_way": event.under_way,
    }
    logger.log(level, "%s", words, extra={"event": event.kind, "facts": facts})
