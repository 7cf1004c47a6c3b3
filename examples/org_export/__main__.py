"""The commands: `python -m org_export login|plan|work|progress|check`."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from miro_async.errors import MiroError

from .connections import connected
from .files import Place, is_whole
from .plan import boards_of
from .settings import Settings, SettingsError
from .shown import details, is_over, summary
from .tasks import new_queue, send
from .worker import dispatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .progress import Progress

FAILED, WRONG, INTERRUPTED = 1, 2, 130
TROUBLES = (MiroError, RedisError, SQLAlchemyError, OSError)
"""What is the matter is in their message: nobody needs to see where it came up."""


async def log_in(settings: Settings) -> int:
    """Have somebody authorize the app; the tokens are for all workers."""
    async with connected(settings) as connections:
        url, state = connections.miro.authorization_url()
        print(f"Open this, and allow it:\n{url}")
        redirected = await asyncio.to_thread(input, "The address that the browser came to: ")
        token = await connections.miro.exchange_code_for_access_token(redirected, state=state)
        print(f"EXPORT_USERS={token.user_id}")
    return 0


async def plan(settings: Settings, *, again: bool) -> int:
    """List the boards, and have all that are not done exported."""
    if not settings.users:
        raise SettingsError("EXPORT_USERS is missing: whose boards?")
    async with connected(settings) as connections:
        progress = connections.progress
        boards = await boards_of(connections.miro, settings.users)
        new = await progress.plan(settings.export, boards)
        if again:
            lost = await _lost(progress, settings)
            print(f"again: {await progress.again(settings.export, lost)} boards")
        queue = new_queue(settings)
        await queue.startup()
        try:
            await dispatch(progress, settings, partial(send, queue))
        finally:
            await queue.shutdown()
        print(f"{new} new; {summary(await progress.states(settings.export))}")
    return 0


async def show(settings: Settings, *, follow: bool, as_json: bool) -> int:
    """Print the progress, with `follow` until no board waits or runs."""
    async with connected(settings) as connections:
        progress = connections.progress
        while True:
            boards = await progress.boards(settings.export)
            states = await progress.states(settings.export)
            if as_json:
                print(json.dumps([dict(row) for row in boards]), flush=True)
            else:
                clear = "\x1b[2J\x1b[H" if follow and sys.stdout.isatty() else ""
                print(clear + "\n".join([summary(states), *details(boards)]), flush=True)
            if not follow or is_over(states):
                break
            await asyncio.sleep(1)
    return FAILED if any(row["state"] == "failed" for row in boards) else 0


async def check(settings: Settings) -> int:
    """Compare the files of all boards that are done with what was written then."""
    async with connected(settings) as connections:
        lost = await _lost(connections.progress, settings)
    print("\n".join([f"{len(lost)} boards are not as they were written", *lost]))
    return FAILED if lost else 0


async def _lost(progress: Progress, settings: Settings) -> list[str]:
    folder = settings.folder / settings.export
    done = [row for row in await progress.boards(settings.export) if row["state"] == "done"]
    return [
        row["board_id"]
        for row in done
        if not await asyncio.to_thread(
            is_whole, Place(folder, row["board_id"]).final, row["sha256"]
        )
    ]


def work(settings: Settings) -> NoReturn:
    """Become a worker of taskiq: one process, whose tasks share one client."""
    arguments = [
        "-m", "taskiq", "worker", "org_export.tasks:new_broker",
        "--app-dir", str(Path(__file__).parents[1]), "--workers", "1",
        "--max-async-tasks", str(settings.boards_at_once), "--ack-type", "when_executed",
        # On SIGTERM: boards that take longer than this go back, for others to begin anew.
        "--wait-tasks-timeout", "30", "--shutdown-timeout", "20",
    ]  # fmt: skip
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 - that is no shell


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; give what the shell is told."""
    parser = argparse.ArgumentParser(prog="python -m org_export", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("login", help="have somebody authorize the app")
    planning = commands.add_parser("plan", help="list the boards, and have them exported")
    planning.add_argument("--again", action="store_true", help="also what failed or was lost")
    commands.add_parser("work", help="be a worker, until SIGTERM")
    showing = commands.add_parser("progress", help="show the progress")
    showing.add_argument("--follow", action="store_true", help="until all is done")
    showing.add_argument("--json", action="store_true", help="everything about each board")
    commands.add_parser("check", help="compare the files with what was written")
    try:
        return _carry_out(parser.parse_args(arguments), Settings.from_environment())
    except SettingsError as error:
        print(f"The environment: {error}", file=sys.stderr)
        return WRONG
    except TROUBLES as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:  # the usual end of `progress --follow`
        return INTERRUPTED


def _carry_out(asked: argparse.Namespace, settings: Settings) -> int:
    match asked.command:
        case "work":
            return work(settings)
        case "plan":
            return asyncio.run(plan(settings, again=asked.again))
        case "progress":
            return asyncio.run(show(settings, follow=asked.follow, as_json=asked.json))
        case "check":
            return asyncio.run(check(settings))
        case _:
            return asyncio.run(log_in(settings))


if __name__ == "__main__":
    sys.exit(main())
