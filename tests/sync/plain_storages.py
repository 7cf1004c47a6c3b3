"""Storages with plain methods, as apps without await have them."""

from __future__ import annotations

import threading
from contextlib import contextmanager

SOON = 60.0
"""Seconds after which what is waited for will not come, however slow all is."""


def storage_threads():
    """Give the threads in which storages run now."""
    return [one for one in threading.enumerate() if one.name == "miro-async storage"]


class Simple:
    """The shortest one there is."""

    def __init__(self):
        self.tokens = {}

    def get(self, user_id):
        """Give a token."""
        return self.tokens.get(user_id)

    def set(self, user_id, token):
        """Keep a token."""
        self.tokens[user_id] = token


class Recording(Simple):
    """One that notes which of its methods is called, and in which thread; with a lock of nobody."""

    def __init__(self):
        super().__init__()
        self.calls = []

    def note(self, name):
        """Note it."""
        self.calls.append((name, threading.get_ident()))

    def get(self, user_id):
        """Give a token."""
        self.note("get")
        return super().get(user_id)

    def set(self, user_id, token):
        """Keep a token."""
        self.note("set")
        super().set(user_id, token)

    def save(self, old, new):
        """Put a token in the place of another one."""
        self.note("save")
        places = [user for user, token in self.tokens.items() if token == old]
        self.tokens |= dict.fromkeys(places, new)
        return bool(places)

    @contextmanager
    def lock(self, _):
        """Note who holds it, and when that is over."""
        self.note("enter")
        yield self
        self.note("leave")


class Locking(Recording):
    """One with a lock that only the thread that took it can give back, as `threading.RLock`."""

    def __init__(self):
        super().__init__()
        self.mutex = threading.RLock()
        self.asked = 0
        self.asked_twice = threading.Event()

    @contextmanager
    def lock(self, user_id):
        """Hold the only lock there is, as often as one likes."""
        self.asked += 1
        if self.asked > 1:
            self.asked_twice.set()
        with self.mutex, super().lock(user_id) as lease:
            yield lease
