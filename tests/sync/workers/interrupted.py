"""A script without await that is interrupted in the middle of a call."""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
from collections import Counter
from tempfile import TemporaryDirectory

from miro_async import Hooks
from miro_async.sync import MiroApi
from tests.sync.plain_storages import SOON
from tests.sync.workers.apps import app
from tests.sync.workers.refresher import App
from tests.sync.workers.stores import opened
from tests.tokens.processes import heard, say

LONG = 1000


class AlarmError(Exception):
    """What the handler raises: no OSError, as Python's import takes those for a missing file."""


def give_up(*_):
    """Handle the alarm."""
    raise AlarmError("the alarm")


def call(api, _):
    """Ask for a board, which does not come."""
    api.boards.get("board")  # the line of the call


def wait_for_credits(api, _):
    """Have none left."""
    api.boards.get("board")
    api.boards.get("board")  # the line of the wait


def go_through_a_list(api, _):
    """Get a part of a list."""
    for _ in api.items.list("board"):  # the line of the list
        say(item=True)


def download(api, url):
    """Get a part of a file."""
    file = f"{url}/v2/boards/board/resources/images/1"
    with TemporaryDirectory() as folder:
        api.download(file, f"{folder}/miro.png")  # the line of the download


def sleep_in_the_loop(api, _):
    """Keep the event loop from doing anything."""
    say(began=True)
    api.boards.get("board")  # the line of the sleep


def call_until_the_alarm(api, _):
    """Be told by the system that it has taken long enough."""
    signal.signal(signal.SIGALRM, give_up)
    try:
        api.boards.get("board")
    except AlarmError as error:
        say(error=str(error))


def call_until_asked_to_end(api, _):
    """End in order when the system says so, as servers have their workers do."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
    api.boards.get("board")


def a_life(url):
    """Give the seconds that a client takes from its start to its end."""
    began = time.monotonic()
    with MiroApi("token", base_url=url) as api:
        api.boards.get("board")
    return time.monotonic() - began


def at_every_moment(_, url):
    """Interrupt clients at many moments of their lives, from their start to their end.

    Not the first one, which imports everything: where an import is interrupted, Python may keep the
    lock of its imports, and other threads wait for it for good. Nor does anybody hear of what
    interrupts a finalizer: the loop that it would have ended may stay, and is not counted.
    """
    whole = min(a_life(url) for _ in range(10))
    came, unheard = Counter(), []
    signal.signal(signal.SIGALRM, give_up)
    sys.unraisablehook = lambda told: unheard.append(told.exc_type)
    for moment in range(1, 151):
        try:
            try:
                signal.setitimer(signal.ITIMER_REAL, moment * whole / 100)
                a_life(url)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            came["whole"] += 1
        except (AlarmError, KeyError, RuntimeError) as error:
            if not is_of_the_alarm(error):
                raise
            came["interrupted"] += 1
    gc.collect()
    until = time.monotonic() + SOON
    while loops() > unheard.count(AlarmError) and time.monotonic() < until:
        time.sleep(0.01)
    say(**came, left=max(0, loops() - unheard.count(AlarmError)))


def is_of_the_alarm(error):
    """Tell whether this is the alarm, or what Python's threads raise when it comes amid them."""
    return isinstance(error, AlarmError) or (
        error.__context__ is not None and is_of_the_alarm(error.__context__)
    )


def loops():
    """Count the clients' threads; one whose start was interrupted may hang there, in Python."""
    threads = [thread for thread in threading.enumerate() if thread.is_alive()]
    return [thread.name for thread in threads].count("miro-async")


def sleepy_token():
    """Give a token after a long while."""
    time.sleep(LONG)


def main():
    """Do what we are told."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored
    given = heard()
    if given["what"] == "refresh":
        credentials = App(given["client_id"], given["client_secret"])
        with app(credentials, given["url"], opened(*given["place"])) as miro:
            miro.as_user(given["user_id"]).boards.list().first()  # the line of the refresh
        return
    hooks = Hooks(wait=lambda wait: say(waits=wait.seconds > 1))
    token = sleepy_token if given["what"] == "sleep_in_the_loop" else "token"
    with MiroApi(token, base_url=given["url"], hooks=hooks) as api:
        globals()[given["what"]](api, given["url"])


if __name__ == "__main__":
    main()
