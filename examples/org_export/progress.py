"""What became of each board, in PostgreSQL: the one truth about an export."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from attrs import frozen
from sqlalchemy import text

from . import statements

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

    from sqlalchemy.engine import RowMapping
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

AHEAD = 100
"""How many boards are in the queue at most, so that it is short however large the organization."""


class LeaseLostError(Exception):
    """The board belongs to somebody else by now; nothing of what was done here counts."""


@frozen(kw_only=True)
class Claim:
    """A board that a worker exports, as long as its lease lasts.

    `attempts` counts this one, `setbacks` what went wrong before for reasons that are not the
    board's.
    """

    export: str
    board_id: str
    fence: int
    user_id: str
    attempts: int
    setbacks: int

    @property
    def key(self) -> dict[str, object]:
        """What names it in statements."""
        return {"export": self.export, "board_id": self.board_id, "fence": self.fence}


@frozen(kw_only=True)
class Figures:
    """What there is of a board: how many of each kind, and the sum over all files."""

    counts: Mapping[str, int]
    bytes: int
    sha256: str


@frozen(kw_only=True)
class Ending:
    """What becomes of a board that could not be exported."""

    state: str
    reason: str
    attempts: int
    setbacks: int
    delay: float = 0.0


@frozen
class Progress:
    """The boards of all exports. Every method is one transaction."""

    engine: AsyncEngine

    async def create_table(self) -> None:
        """Create the table, unless it is there."""
        async with self.engine.begin() as connection:
            for statement in statements.TABLE:
                await connection.execute(text(statement))

    async def plan(self, export: str, boards: Collection[Mapping[str, str]]) -> int:
        """Add boards (`board_id`, `name`, `user_id`); those that are known stay as they are.

        Gives how many are new.
        """
        async with self.engine.begin() as connection:
            before = await _count(connection, export)
            if boards:
                # In one order for all: two plans at once would else wait for each other's rows.
                ordered = sorted(boards, key=itemgetter("board_id"))
                rows = [{"export": export, **board} for board in ordered]
                await connection.execute(text(statements.PLAN), rows)
            return await _count(connection, export) - before

    async def again(self, export: str, lost: Sequence[str] = ()) -> int:
        """Let all failed boards wait again, and those done boards whose files are lost."""
        return await self._change(statements.AGAIN, {"export": export, "lost": list(lost)})

    async def take_away(self, attempts: int) -> int:
        """Let boards wait again whose worker gives no sign of life; or fail, after so many."""
        return await self._change(statements.TAKE_AWAY, {"attempts": attempts})

    async def take_due(self, resend: float, ahead: int = AHEAD) -> Sequence[tuple[str, str]]:
        """Give what is to be put into the queue now: export and board.

        A board that was put there and not begun in `resend` seconds is so once more: its message
        may be lost.
        """
        async with self.engine.begin() as connection:
            limits = {"ahead": ahead, "resend": resend}
            due = await connection.execute(text(statements.TAKE_DUE), limits)
            return [(row.export, row.board_id) for row in due]

    async def not_sent(self, export: str, board_id: str) -> None:
        """Take back that it was put into the queue."""
        await self._change(statements.NOT_SENT, {"export": export, "board_id": board_id})

    async def begin(self, export: str, board_id: str, worker: str, lease: float) -> Claim | None:
        """Begin a board; `None`: it is done, or not due, or somebody else has it."""
        asked = {"export": export, "board_id": board_id, "worker": worker, "lease": lease}
        async with self.engine.begin() as connection:
            row = (await connection.execute(text(statements.BEGIN), asked)).mappings().first()
        return Claim(export=export, board_id=board_id, **row) if row else None

    async def prolong(self, claim: Claim, lease: float) -> None:
        """Have the lease last from now.

        Raises:
            LeaseLostError: It was taken away.
        """
        _demand(await self._change(statements.PROLONG, {**claim.key, "lease": lease}))

    async def finish(
        self, claim: Claim, figures: Figures, publish: Callable[[], Awaitable[None]]
    ) -> None:
        """Say that a board is done, and have its files put into their place meanwhile.

        Nobody else can begin or finish this board before both have happened, or neither.

        Raises:
            LeaseLostError: It was taken away; nothing is put into its place.
        """
        done = {
            **claim.key,
            "counts": json.dumps(dict(figures.counts)),
            "bytes": figures.bytes,
            "sha256": figures.sha256,
        }
        async with self.engine.begin() as connection:
            _demand((await connection.execute(text(statements.FINISH), done)).rowcount)
            await publish()

    async def put_back(self, claim: Claim, ending: Ending) -> None:
        """Say what becomes of a board that could not be exported, if it still is this worker's."""
        values = {
            "state": ending.state,
            "reason": ending.reason,
            "attempts": ending.attempts,
            "setbacks": ending.setbacks,
            "delay": ending.delay,
        }
        await self._change(statements.PUT_BACK, {**claim.key, **values})

    async def leave(self, worker: str) -> int:
        """Give all boards of a worker back that stops."""
        return await self._change(statements.LEAVE, {"worker": worker})

    async def boards(self, export: str) -> Sequence[RowMapping]:
        """Give everything that is known of each board."""
        return await self._rows(statements.ROWS, {"export": export})

    async def states(self, export: str) -> Sequence[RowMapping]:
        """Give how many boards are in each state, and how many bytes these have."""
        return await self._rows(statements.STATES, {"export": export})

    async def _rows(self, statement: str, values: Mapping[str, Any]) -> Sequence[RowMapping]:
        async with self.engine.connect() as connection:
            return (await connection.execute(text(statement), values)).mappings().all()

    async def _change(self, statement: str, values: Mapping[str, Any]) -> int:
        async with self.engine.begin() as connection:
            changed: int = (await connection.execute(text(statement), values)).rowcount
            return changed


async def _count(connection: AsyncConnection, export: str) -> int:
    asked = {"export": export}
    found: int = (await connection.execute(text(statements.COUNT), asked)).scalar_one()
    return found


def _demand(changed: int) -> None:
    if not changed:
        raise LeaseLostError("the lease was taken away")
