"""A process that calls for a user, and on the way is killed, or stopped for a while.

This one only starts those, by fork, as that takes no time: it has no threads, and no event loop.
"""

from __future__ import annotations

import os
import signal

import anyio

from miro_async import MiroError, Timeout
from tests.tokens.apps import app, works
from tests.tokens.marked import Marked
from tests.tokens.places import Place, storage_at
from tests.tokens.processes import heard, say
from tests.tokens.worker import App


async def session(given):
    """Call once; what comes of it is said by those who live to say it."""
    points, end = [given["point"]], signal.Signals[given["end"]]

    async def at(point):
        if point in points:
            points.remove(point)
            say(at=point)
            os.kill(os.getpid(), end)

    sandbox = App(given["client_id"], given["client_secret"])
    async with storage_at(Place(**given["place"])) as storage:
        marked = Marked(storage, at)
        timeout = Timeout(**given["timeout"])
        async with app(sandbox, given["url"], marked, timeout=timeout) as miro:
            say(pid=os.getpid())
            error = None
            try:
                await works(miro.as_user(given["user_id"]))
            except MiroError as caught:
                error = type(caught).__name__
    say(error=error)


def main():
    """Start one after the other, and tell how each has ended."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
    while given := heard():
        child = os.fork()
        if child == 0:
            try:
                anyio.run(session, given)
            except KeyboardInterrupt:
                say(error="KeyboardInterrupt")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say(ended=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
