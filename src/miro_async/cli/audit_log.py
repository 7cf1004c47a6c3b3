"""The audit log of an organization as JSON lines, each event once, whatever comes between.

Time is what an export goes on by, and not a cursor of Miro's, which nobody says how long it lives.
It begins anew a little before the last event that it has, and leaves out those that it has: what is
late in Miro's log is still found.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from anyio import to_thread
from attrs import define, field

from ..auth.storage.file_lock import FileLock
from ..call.uninterrupted import uninterrupted
from ..codec.codec import Codec
from ..errors import TokenStorageError
from .exits import Exit, Refusal
from .words import json_text, moment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from ..client import MiroApi
    from ..models import AuditEvent
    from .output import Output

KEPT = timedelta(days=90) - timedelta(minutes=1)
"""How long Miro keeps events, a little less as time goes on until it is asked."""
OVERLAP = timedelta(minutes=10)
"""How late an event may come into Miro's log."""


@define
class State:
    """How far an export is.

    Attributes:
        size: Bytes of the file that count; what is behind them was being written.
        last: When the last event was, `None` before the first.
        recent: The ids of the events of the last while, and when they were.
    """

    size: int = 0
    last: datetime | None = None
    recent: dict[str, datetime] = field(factory=dict[str, datetime])

    def add(self, events: Sequence[AuditEvent]) -> list[AuditEvent]:
        """Take events in, and give those that are new."""
        new: list[AuditEvent] = []
        for event in events:
            if (key := event.id or repr(event)) in self.recent:
                continue
            new.append(event)
            # Of what has no time, the time of the one before it.
            at = event.created_at if _is_moment(event.created_at) else self.last
            if at is not None:
                self.recent[key] = at
                self.last = at if self.last is None else max(at, self.last)
        if self.last is not None:
            oldest = begin_of(self.last)
            self.recent = {one: at for one, at in self.recent.items() if at >= oldest}
        return new

    def to_json(self) -> str:
        """Write it."""
        recent = {one: at.isoformat() for one, at in self.recent.items()}
        last = self.last and self.last.isoformat()
        return json.dumps({"size": self.size, "last": last, "recent": recent})

    @classmethod
    def from_json(cls, text: str) -> State:
        """Read what `to_json` wrote; a `ValueError` or the like where it did not."""
        read = cast("dict[str, Any]", json.loads(text))
        last = read["last"]
        recent = {str(one): datetime.fromisoformat(at) for one, at in read["recent"].items()}
        return cls(int(read["size"]), last and datetime.fromisoformat(last), recent)


def begin_of(last: datetime) -> datetime:
    """Give where to look on from, after an event of this time: to the millisecond, as Miro does."""
    begin = last - OVERLAP
    return begin.replace(microsecond=begin.microsecond // 1000 * 1000)


@define
class Export:
    """An export to a file, which can be gone on with.

    The lines of a page are on the disk before the state says so, and what the state does not know
    of is cut off: so whenever it ends, each event is there once.

    Args:
        api: The client.
        file: Where the events go; beside it, `<file>.state` says how far it is.
        tell: Is told how many events there are in this run.

    Attributes:
        lost: What is missing from the file after a run, in words: Miro does not keep it any more.
    """

    api: MiroApi
    file: Path
    tell: Callable[[int], None] = field(default=lambda _: None)
    lost: str | None = field(default=None, init=False)
    _codec: Codec = field(factory=Codec, init=False)

    async def run(self, since: datetime | None, until: datetime, *, resume: bool) -> int:
        """Export the events of a span, and give how many are new.

        Args:
            since: Where the file begins; by default with all that Miro keeps. A file that has
                events goes on from the last of them.
            until: The end of the span.
            resume: Go on where the file ends.

        Raises:
            Refusal: The file is there, and is not to be gone on with, or cannot be; or another
                export writes to it.
            OSError: It cannot be written.
            MiroError: As all calls do.
        """
        if sys.platform == "win32":  # has nothing like these locks
            return await self._run(since, until, resume=resume)
        lock = FileLock(self.file, ".lock")
        try:
            taken = await to_thread.run_sync(lock.take)
        except TokenStorageError as error:  # the lock is made for tokens
            why = getattr(error.__cause__, "strerror", None) or "there cannot be such a file"
            raise Refusal(f"{self.file} cannot be written: {why}", Exit.USAGE) from error
        if taken is None:
            raise Refusal(f"another export writes to {self.file}")
        try:
            return await self._run(since, until, resume=resume)
        finally:
            lock.release()

    async def _run(self, since: datetime | None, until: datetime, *, resume: bool) -> int:
        state = await to_thread.run_sync(self._begin, resume)
        count = 0
        async for page in pages(self.api, self._since(state, since, until), until):
            new = state.add(page)
            if new:
                # To its end, as the next run would have to cut off a half.
                await uninterrupted(to_thread.run_sync, partial(self._write, state, new))
            count += len(new)
            self.tell(count)
        return count

    @property
    def _state_file(self) -> Path:
        return self.file.with_name(f"{self.file.name}.state")

    def _since(self, state: State, since: datetime | None, until: datetime) -> datetime | None:
        if state.last is None:
            return since
        again, kept = begin_of(state.last), until - KEPT
        if state.last < kept:
            self.lost = f"Miro keeps nothing of before {moment(kept)} any more"
        return max(again, kept)

    def _begin(self, resume: bool) -> State:
        if self._state_file.exists() and resume:
            state = self._read_state()
            with self.file.open("r+b") as file:
                file.truncate(state.size)
            return state
        if self.file.exists():
            way_out = "it has no state beside it" if resume else "go on with it by --resume"
            raise Refusal(f"{self.file} is there already: {way_out}", Exit.USAGE)
        self._save(State())
        self.file.touch(mode=0o600)
        return State()

    def _read_state(self) -> State:
        try:
            state = State.from_json(self._state_file.read_text(encoding="utf-8"))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refusal(f"{self._state_file} is damaged", Exit.USAGE) from error
        size = self.file.stat().st_size if self.file.exists() else -1
        if size == -1 and state.size == 0:
            self.file.touch(mode=0o600)  # it ended before there was anything
        elif size < state.size:
            raise Refusal(
                f"{self.file} is shorter than it was: it cannot be gone on with", Exit.USAGE
            )
        return state

    def _write(self, state: State, events: Sequence[AuditEvent]) -> None:
        lines = "".join(f"{json_text(self._codec.dump(event))}\n" for event in events)
        with self.file.open("ab") as file:
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())
            state.size = file.tell()
        self._save(state)

    def _save(self, state: State) -> None:
        new = self._state_file.with_name(f"{self._state_file.name}.tmp")
        with open(new, "w", encoding="utf-8", opener=_for_its_owner) as file:
            file.write(state.to_json())
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._state_file)


async def pages(
    api: MiroApi, since: datetime | None, until: datetime
) -> AsyncIterator[Sequence[AuditEvent]]:
    """Give the events of a span in pages, the oldest first."""
    start = until - KEPT if since is None else since
    if start >= until:
        return
    listed = api.audit_logs.list(created_after=start, created_before=until, sorting="ASC")
    async for page in listed.pages():
        yield page.data


async def print_events(
    output: Output, api: MiroApi, since: datetime | None, until: datetime
) -> None:
    """Print the events of a span, each once, and a page as soon as it is there."""
    state = State()
    async for page in pages(api, since, until):
        for event in state.add(page):
            output.json(event)


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_moment(at: object) -> bool:
    return isinstance(at, datetime) and at.tzinfo is not None
