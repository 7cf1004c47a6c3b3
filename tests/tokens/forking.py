"""A process that forks: parent and child call for the same user, with the same app object."""

from __future__ import annotations

import asyncio
import os
import traceback

from miro_async import FileStorage, MemoryStorage, MiroError, RefreshRejectedError, Token
from tests.tokens.apps import app, works
from tests.tokens.processes import heard, say
from tests.tokens.worker import App


def forked(function):
    """Do this in a child, in an event loop of its own."""
    child = os.fork()
    if child:
        return child
    try:
        asyncio.run(asyncio.wait_for(function(), 60))
        os._exit(0)
    except RefreshRejectedError:
        os._exit(1)
    except BaseException:  # noqa: BLE001 - whatever it was
        traceback.print_exc()
    finally:
        os._exit(1)


async def session(given):
    """Call, and fork: before that, or while the token is refreshed for it."""
    sandbox = App(given["client_id"], given["client_secret"])
    if "token" in given:
        storage = MemoryStorage()
        await storage.set(given["user_id"], Token.from_json(given["token"]))
    else:
        storage = FileStorage(given["place"]["address"])
    async with app(sandbox, given["url"], storage) as miro:
        api = miro.as_user(given["user_id"])

        async def call():
            await asyncio.gather(*(works(api) for _ in range(10)))

        async def call_and_close():
            await call()
            await miro.aclose()

        if given["while_refreshing"]:
            calling = asyncio.ensure_future(call())
            await asyncio.to_thread(heard)
            child = forked(call_and_close)
        else:
            child = forked(call_and_close)
            calling = asyncio.ensure_future(call())
        say(forked=True)
        error = None
        try:
            await calling
        except MiroError as caught:
            error = type(caught).__name__
        _, status = await asyncio.to_thread(os.waitpid, child, 0)
        say(parent=error, child=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    while told := heard():
        asyncio.run(session(told))
