"""`changes`: what changes on a board."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click
from anyio import CancelScope, to_thread

from ..command import Command, awaits
from ..parameters import KEPT_FILE, Figure, board as board_id
from ..words import printable

if TYPE_CHECKING:
    from pathlib import Path

    from ...board.change import Change
    from ...board.changes import Changes
    from ..surroundings import Surroundings

_BETWEEN_SAVES = timedelta(seconds=1)


@click.command(
    "changes",
    cls=Command,
    json=True,
    examples=(
        "miro-async changes $BOARD",
        "miro-async changes $BOARD --json --state retro.state",
        "miro-async changes $BOARD --state retro.state --once",
    ),
)
@click.argument("board", type=board_id)
@click.option("--since", metavar="TOKEN", help="Go on where another run printed this token.")
@click.option(
    "--state",
    type=KEPT_FILE,
    metavar="FILE",
    help="Go on where the last run with this file ended, and note in it how far this one is.",
)
@click.option("--once", is_flag=True, help="Look once, tell what is new since, and end.")
@click.option(
    "--interval",
    type=Figure(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait between two looks, at least.",
)
@click.option(
    "--credits",
    "credits_per_minute",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    metavar="N",
    help="How many credits a minute to spend on it.",
)
@awaits
async def changes(  # noqa: PLR0913 - what can be typed
    around: Surroundings,
    *,
    board: str,
    since: str | None,
    state: Path | None,
    once: bool,
    interval: float,
    credits_per_minute: int,
) -> None:
    """Tell what is created, changed, moved and deleted on a board, a line for each, until Ctrl-C.

    Miro tells nobody, so the board is looked at again and again; what came and went in between is
    not seen. The first look, without --since or --state, tells nothing: it is where one begins.
    At the end the token is printed on stderr, unless --state keeps it.
    """
    from ..connection import connected

    if since is not None and state is not None:
        raise click.UsageError("give --since or --state, not both")
    token = since if state is None else await to_thread.run_sync(_read, state)
    async with connected(around) as api:
        target = await api.board(board)
        watched = target.changes(
            since=token, interval=interval, credits_per_minute=credits_per_minute
        )
        teller = _Teller(around, watched, state)
        try:
            if not once:
                around.say(f"Watching {printable(target.name)}; Ctrl-C ends it.")
            if once or token is None:
                for change in await watched.look():
                    teller.tell(change)
                await teller.keep()  # whatever comes: this is where one begins
            if not once:
                async for change in watched:
                    teller.tell(change)
                    await teller.keep_now_and_then()
        finally:
            with CancelScope(shield=True):
                await teller.end(token)


class _Teller:
    """Prints changes, and keeps how far it is."""

    def __init__(self, around: Surroundings, changes: Changes, state: Path | None) -> None:
        self._around = around
        self._changes = changes
        self._state = state
        self._saved = self._around.now()
        self._unread = False

    def tell(self, change: Change) -> None:
        from ..output import Output

        self._unread = True  # if it cannot be written, the next run tells it
        if self._around.options.json:
            Output(self._around).json(change.to_json())
        else:
            Output(self._around).line(str(change))
        self._unread = False

    async def keep_now_and_then(self) -> None:
        if self._around.now() - self._saved > _BETWEEN_SAVES:
            await self.keep()

    async def keep(self) -> None:
        if self._state:
            await to_thread.run_sync(_write, self._state, self._changes.token)
            self._saved = self._around.now()

    async def end(self, before: str | None) -> None:
        from ...errors import InvalidArgumentError

        if self._unread:
            return
        try:
            token = self._changes.token
        except InvalidArgumentError:  # it has not come to a first look
            return
        await self.keep()
        if not self._state and token != before:
            self._around.warn(f"To go on from here: --since {token}")


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        why: Any = getattr(error, "strerror", None) or "it is no text"
        raise click.UsageError(f"{file} cannot be read: {why}") from error


def _write(file: Path, token: str) -> None:
    new = file.with_name(f"{file.name}.tmp")
    new.write_text(f"{token}\n", encoding="utf-8")
    new.replace(file)
