"""Stores whose time can be made to pass, and what they are asked."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest
from attrs import Factory, define, evolve

from miro_async.call.pacing_store import Ask, Heard
from tests.pacing.model import ModelStore

LATE = 0.5
"""Time passes in multiples of this."""

TIMES = ("ends", "pause", "since", "kept", "at")


def ask(cost=100, client=1, **others):
    """Give a request of one of several clients, of 1000 credits in 61 seconds."""
    usual = {"waited": 0.0, "length": 61.0, "limit": 1000, "late": LATE, "patience": 3.0}
    return Ask(cost=cost, client=client, **(usual | others))


def about(seconds):
    """Give what is as much, but for the time that a test itself takes."""
    return pytest.approx(seconds, abs=0.8)


def heard(left=50.0, spent=0, *, reset=5000.0, limit=1000):
    """Give what the service has told a client."""
    return Heard(reset=reset, left=left, spent=spent, limit=limit)


@define
class ModelPlace:
    """The rules in Python, in this process."""

    ahead: float = 0.0
    known: dict = Factory(dict)
    store: ModelStore = Factory(lambda self: ModelStore(self.now), takes_self=True)

    def now(self):
        """Give the time."""
        return time.monotonic() + self.ahead

    async def later(self, seconds):
        """Let time pass."""
        self.ahead += seconds


@define
class RedisPlace:
    """A store in Redis; time passes by making its hashes older."""

    client: object
    prefix: str
    store: object
    known: dict = Factory(dict)

    def name(self, key="key"):
        """Give the name that a key has in Redis."""
        return f"{self.prefix}pacing:{key}"

    async def row(self, key="key"):
        """Give what Redis has."""
        row = await self.client.hgetall(self.name(key))
        return {name: int(value) for name, value in row.items()}

    async def later(self, seconds):
        """Let time pass, or go back."""
        row = await self.row()
        micro, slices = round(seconds * 1e6), round(seconds / LATE)
        assert micro == slices * round(LATE * 1e6)
        older = {name: row[name] - micro for name in TIMES if row.get(name)}
        if older:
            await self.client.hset(self.name(), mapping=older | {"slice": row["slice"] - slices})


async def took(place, cost=100, client=1, key="key", **others):
    """Ask as a client does that knows what it holds, or says something else; give the answer."""
    window, held = place.known.get((key, client), (0, 0))
    question = ask(cost, client, **({"window": window, "held": held} | others))
    given = await place.store.take(key, question)
    held = question.held if question.window == given.window else 0
    place.known[key, client] = given.window, held + cost * given.granted
    return given


def exactly(question):
    """Give a question whose times are exact fractions, as microseconds are."""
    times = ("waited", "length", "late", "patience", "pause")
    exact = evolve(question, **{name: _exact(getattr(question, name)) for name in times})
    if exact.heard is None:
        return exact
    told = exact.heard
    return evolve(exact, heard=evolve(told, reset=_exact(told.reset), left=_exact(told.left)))


def _exact(seconds):
    return Fraction(round(seconds * 1_000_000), 1_000_000)
