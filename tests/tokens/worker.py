"""A worker of a web application: many tasks at once that call for the same user."""

from __future__ import annotations

import time
from math import inf

import anyio
from attrs import Factory, define

from miro_async import Limits, MiroError, UnauthorizedError
from tests.tokens.apps import MovedClock, Seen, app, works
from tests.tokens.places import Place, storage_at
from tests.tokens.processes import heard, say


@define
class App:
    """The app's credentials, as `apps.app` takes them from a sandbox."""

    client_id: str
    client_secret: str


@define
class Round:
    """What became of the calls of one round."""

    made: int = 0
    late: int = 0
    """Calls that took so long that the new token had ended before they were sent with it."""
    failed: list[str] = Factory(list)


async def work(miro, user_id, tasks, until, life=inf):
    """Have so many tasks call, once or until then, with tokens of which so much is left."""
    api, came = miro.as_user(user_id), Round()

    async def call():
        while True:
            began = time.monotonic()
            try:
                await works(api)
                came.made += 1
            except MiroError as error:
                if isinstance(error, UnauthorizedError) and time.monotonic() - began > life:
                    came.late += 1
                else:
                    came.failed.append(repr(error))
            if time.monotonic() >= until:
                return

    async with anyio.create_task_group() as group:
        for _ in range(tasks):
            group.start_soon(call)
    return came


async def session(given):
    """Work for a user, round by round, until we are told that it is over."""
    seen, clock = Seen(), MovedClock()
    sandbox = App(given["client_id"], given["client_secret"])
    options = {"hooks": seen.hooks, "clock": clock, "limits": Limits(max_connections=50)}
    async with (
        storage_at(Place(**given["place"])) as storage,
        app(sandbox, given["url"], storage, **options) as miro,
    ):
        await work(miro, given["user_id"], 1, 0)
        say(ready=True)
        while told := heard():
            seen.statuses.clear()
            seen.refreshes.clear()
            clock.ahead = told["ahead"]
            until = time.monotonic() + told["seconds"]
            came = await work(miro, given["user_id"], told["tasks"], until, told["life"])
            say(
                made=came.made,
                failed=came.failed,
                refused=seen.statuses[401],
                refreshes=len(seen.refreshes),
                saved=all(one.saved for one in seen.refreshes),
            )
    say(over=True)


async def main():
    """Go from session to session."""
    while given := heard():
        await session(given)


if __name__ == "__main__":
    anyio.run(main)
