"""One passage after another: look at the folder, plan, and carry the plan out."""

from __future__ import annotations

from collections import deque
from hashlib import sha256
from math import inf
from typing import TYPE_CHECKING

from anyio import create_task_group, to_thread
from attrs import define, evolve, field, frozen

from ..errors import (
    BadRequestError,
    ConflictError,
    ContentTooLargeError,
    DecodeError,
    MiroError,
    RateLimitError,
    ServerError,
    TooEarlyError,
    TransportError,
)
from ..uploads import LARGEST_UPLOAD
from .carrying import LeftError
from .finding import listing
from .kinds import inspect, too_large
from .looking import Stamp, read_file
from .planning import Picture, Remove, Rename, Replace, Send, View, plan
from .room import make_room

if TYPE_CHECKING:
    from anyio import Event

    from .carrying import Carrying
    from .events import PictureReport, Telling
    from .finding import Listing
    from .looking import Look, Looking
    from .planning import Deleted, Plan, Step

_PASSING = (TransportError, ServerError, RateLimitError, TooEarlyError, DecodeError)
_REFUSED = (BadRequestError, ConflictError, ContentTooLargeError)
_SHORT = 1.0
_NO_STAMP = Stamp(0, 0, 0)


@frozen(kw_only=True)
class Outcome:
    """How a passage ended: in how many seconds there is more to do; `None`: nothing is.

    `error` is what stands in the way, if nothing could be done for it.
    """

    seconds: float | None = None
    error: MiroError | OSError | None = None


@define(kw_only=True)
class Session:
    """What is known of a folder while a program keeps it on a board.

    Attributes:
        at_once: How many steps are carried out at the same time.
        deleted: What becomes of pictures whose files are deleted.
        incomplete: Seconds for which a file that is no whole picture may still become one.
        unknown: Seconds for which an upload without an answer may still appear on the board.
        longest_backoff: Seconds between two tries, at most.
    """

    carrying: Carrying
    looking: Looking
    tell: Telling
    at_once: int
    deleted: Deleted
    incomplete: float
    unknown: float
    longest_backoff: float
    _listing: Listing | None = None
    _pictures: dict[str, Picture] = field(factory=dict[str, Picture])
    _left: dict[str, Stamp] = field(factory=dict[str, "Stamp"])
    _unremovable: set[str] = field(factory=set[str])
    _was_in_step: bool = False
    _fruitless: int = 0
    _succeeded: int = 0
    _trouble: MiroError | None = None
    _failure: Exception | None = None
    _in_a_row: int = 0

    async def begin(self) -> None:
        """Take up what an earlier program left: its last uploads may still be under way."""
        now = self.carrying.clock.time()
        for row in list(self.carrying.ledger.rows.values()):
            if row.item_id is None:
                await self.carrying.ledger.put(evolve(row, since=now))

    def report(self) -> PictureReport:
        """Give what was done so far."""
        rows = self.carrying.ledger.rows.values()
        return self.tell.report(sum(row.item_id is not None for row in rows))

    async def passage(self, stop: Event | None = None) -> Outcome:
        """Bring the board in step as far as that can be done now.

        Raises:
            LedgerError: The ledger cannot be written.
            MiroError: Trying again would not help: the board is gone, or must not be changed.
        """
        self._succeeded, self._trouble = 0, None
        try:
            look = await self._look()
        except OSError as error:
            return await self._fruitlessly(error)
        for name in sorted(look.closed - self._left.keys()):
            await self._leave(name, _NO_STAMP, "this folder may not be read")
        soonest = await self._examine(look)
        try:
            planned = await self._plan(look)
            await self._make_room(planned.steps)
        except _PASSING as error:
            return await self._fruitlessly(error)
        await self._carry_out(planned.steps, stop)
        if self._trouble is not None and not self._succeeded:
            return await self._fruitlessly(self._trouble)
        if self._fruitless:
            self._fruitless = 0
            await self.tell("online")
        return await self._next(look, planned, soonest)

    async def _look(self) -> Look:
        rows = self.carrying.ledger.rows
        known = {name: row.stamp for name, row in rows.items()}
        now = self.carrying.clock.monotonic()
        look = await to_thread.run_sync(self.looking.look, now, known)
        for name in self._left.keys() - look.files.keys() - look.closed:
            del self._left[name]
            self.tell.left.pop(name, None)
        return look

    async def _examine(self, look: Look) -> float:
        """Read what is new; give the seconds until something that is no picture counts as such."""
        soonest = inf
        for name, stamp in look.settled.items():
            row = self.carrying.ledger.rows.get(name)
            done = row and row.state == "confirmed" and row.stamp == stamp and not row.gone
            known = self._pictures.get(name)
            if done or self._left.get(name) == stamp or (known and known.stamp == stamp):
                continue
            self._pictures.pop(name, None)
            found = await to_thread.run_sync(_examined, self.looking, name)
            if isinstance(found, Picture):
                self._pictures[name] = found
                continue
            age = self.looking.age(name, self.carrying.clock.monotonic())
            if age < self.incomplete:
                soonest = min(soonest, self.incomplete - age)
            else:
                await self._leave(name, stamp, found)
        return soonest

    async def _leave(self, name: str, stamp: Stamp, reason: str) -> None:
        self._left[name] = stamp
        self._pictures.pop(name, None)
        await self.tell("left", name, reason=reason)

    async def _plan(self, look: Look) -> Plan:
        planned = plan(self._view(look))
        now = self.carrying.clock.time()
        if planned.list_at is not None and planned.list_at <= now:
            self._listing = await listing(self.carrying.api, self.carrying.board_id, now)
            planned = plan(self._view(look))
        return planned

    def _view(self, look: Look) -> View:
        current = {
            name: picture
            for name, picture in self._pictures.items()
            if look.settled.get(name) == picture.stamp
        }
        return View(
            pictures=current,
            files=look.files.keys(),
            gone=look.gone - self._unremovable,
            rows=self.carrying.ledger.rows,
            listing=self._listing,
            collection=self.carrying.collection,
            grid=self.carrying.grid,
            frame_id=self.carrying.frame_id,
            deleted=self.deleted,
            unknown=self.unknown,
        )

    async def _make_room(self, steps: list[Step]) -> None:
        carrying = self.carrying
        slots = [step.slot for step in steps if isinstance(step, Send)]
        if slots and carrying.frame_id is not None:
            await make_room(
                carrying.api, carrying.board_id, carrying.frame_id, carrying.grid, slots
            )

    async def _carry_out(self, steps: list[Step], stop: Event | None) -> None:
        waiting = deque(steps)
        self._failure, self._in_a_row = None, 0
        async with create_task_group() as tasks:
            for _ in range(min(self.at_once, len(steps))):
                tasks.start_soon(self._work, waiting, stop)
        if self._failure is not None:
            raise self._failure

    async def _work(self, waiting: deque[Step], stop: Event | None) -> None:
        while waiting and not (stop and stop.is_set()):
            step = waiting.popleft()
            self.tell.waiting = len(waiting)
            self.tell.under_way += 1
            try:
                await self._step(step)
            except _PASSING as error:
                self._note_trouble(error, waiting)
            except Exception as error:  # noqa: BLE001 - it is raised when all others have ended
                self._failure = self._failure or error
                waiting.clear()
            finally:
                self.tell.under_way -= 1

    async def _step(self, step: Step) -> None:
        try:
            await self.carrying.carry_out(step)
        except (LeftError, *_REFUSED) as error:
            await self._refused(step, error)
        else:
            self._forget(step)
        self._succeeded += 1
        self._in_a_row = 0

    async def _refused(self, step: Step, error: Exception) -> None:
        reason = str(error) if isinstance(error, LeftError) else f"Miro refuses it: {error}"
        name = _name_of(step)
        picture = self._pictures.get(name)
        if isinstance(step, Remove) or picture is None:
            self._unremovable.add(name)
            await self.tell("left", name, reason=reason)
        else:
            await self._leave(name, picture.stamp, reason)

    def _forget(self, step: Step) -> None:
        name = _name_of(step)
        row = self.carrying.ledger.rows.get(name)
        picture = self._pictures.get(name)
        if row is None or (picture and row.state == "confirmed" and row.hash == picture.hash):
            self._pictures.pop(name, None)
        if isinstance(step, Remove) and step.row.item_id and self._listing:
            self._listing.forget(step.row.item_id)

    def _note_trouble(self, error: MiroError, waiting: deque[Step]) -> None:
        self._trouble = error
        self._in_a_row += 1
        unreachable = isinstance(error, TransportError) and not error.may_have_happened
        if unreachable or self._in_a_row >= 2 * self.at_once:
            waiting.clear()  # the others would fare no better

    async def _fruitlessly(self, error: MiroError | OSError) -> Outcome:
        seconds = min(_SHORT * 2.0**self._fruitless, self.longest_backoff)
        self._fruitless = min(self._fruitless + 1, 30)
        self._was_in_step = False
        await self.tell("offline", reason=str(error), seconds=seconds)
        return Outcome(seconds=seconds, error=error)

    async def _next(self, look: Look, planned: Plan, soonest: float) -> Outcome:
        waits = [soonest]
        if self._trouble is not None:
            waits.append(_SHORT)
        elif planned.steps:
            waits.append(0.0)
        rows = self.carrying.ledger.rows
        unsettled = any(look.settled.get(name) != stamp for name, stamp in look.files.items())
        missing = any(not rows[name].gone for name in look.missing if name in rows)
        if unsettled or missing:
            waits.append(max(self.looking.settle, 0.001))
        if planned.list_at is not None:
            waits.append(max(planned.list_at - self.carrying.clock.time(), 0.0))
        if (seconds := min(waits)) < inf:
            self._was_in_step = False
            return Outcome(seconds=seconds)
        if not self._was_in_step:
            self._was_in_step = True
            await self.tell("in_step")
        return Outcome()


def _name_of(step: Step) -> str:
    return step.picture.name if isinstance(step, (Send, Replace, Rename)) else step.row.name


def _examined(looking: Looking, name: str) -> Picture | str:
    """Give the picture that a file is, or say why it is none."""
    try:
        stamp, content = read_file(looking.root, name, LARGEST_UPLOAD)
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"
    inspected = too_large(stamp.size) if content is None else inspect(content)
    if content is None or inspected.fault or inspected.kind is None:
        return inspected.fault or ""
    return Picture(
        name=name,
        stamp=stamp,
        hash=sha256(content).hexdigest(),
        kind=inspected.kind,
        size=inspected.size,
    )
