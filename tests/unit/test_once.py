"""Things that are made when they are asked for, and of which all threads get the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from miro_async.auth.users import Users
from miro_async.once import once


class Thing:
    """Makes something that takes its time."""

    made = 0

    def __init__(self, threads):
        self.barrier = Barrier(threads)

    @once
    def part(self):
        """Give a new object, when all threads have begun to make one."""
        self.barrier.wait(60)
        self.made += 1
        return object()


def test_all_threads_get_the_same():
    """Also those that have made one of their own; nothing is made again."""
    thing = Thing(4)
    with ThreadPoolExecutor(4) as pool:
        parts = {*pool.map(lambda _: thing.part, range(4))}

    assert parts == {thing.part}
    assert thing.made == 4
    assert isinstance(Thing.part, once)


def test_threads_that_ask_for_a_user_share_what_belongs_to_it():
    """There is one wiring, though making it takes its time."""
    made = []

    class Wiring:
        token = None

    def make(_):
        made.append(Wiring())
        barrier.wait(0.2) if len(made) == 1 else None
        return made[-1]

    class Patient(Barrier):
        def wait(self, timeout):
            try:
                super().wait(timeout)
            except Exception:  # noqa: BLE001 - nobody else has come so far
                self.reset()

    barrier, users = Patient(2), Users(make)
    with ThreadPoolExecutor(8) as pool:
        wirings = {*pool.map(users.wiring, ["7"] * 8)}

    assert len(made) == len(wirings) == 1
