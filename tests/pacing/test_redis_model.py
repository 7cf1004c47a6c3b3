"""The script in Redis does what the rules in Python do, whatever it is asked, and when."""

from __future__ import annotations

from fractions import Fraction

import anyio
from attrs import Factory, define, evolve
from hypothesis import given, strategies as st

from miro_async.call.redis_pacing import RedisPacingStore
from tests.pacing.model import Window
from tests.pacing.places import RedisPlace, ask, exactly, heard
from tests.storage.redis.servers import connected, new_prefix


@define
class Step:
    """What one of three clients asks after some time."""

    after: float
    client: int
    cost: int
    waited: float
    heard: object
    pause: float
    wrong: int
    """By how much it is wrong about what it holds."""
    lost: bool
    outdated: bool
    """Whether it speaks of another window."""


@define
class Both:
    """Redis and the model, which are asked the same at the same moments."""

    place: RedisPlace
    model: Window = Factory(Window)
    passed: Fraction = Fraction(0)
    known: dict[int, tuple] = Factory(dict)
    """What each client knows: the window, the model's number of it, what it holds."""

    async def take(self, step):
        """Give both answers."""
        await self.place.later(step.after)
        self.passed += Fraction(step.after)
        window, number, held = self.known.get(step.client, (0, 0, 0))
        question = ask(
            step.cost,
            step.client,
            waited=step.waited,
            heard=step.heard,
            pause=step.pause,
            window=window - step.outdated,
            held=max(0, held + step.wrong),
            lost=step.lost,
        )
        given = await self.place.store.take("key", question)
        now = Fraction((await self.place.row())["at"], 1_000_000) + self.passed
        expected = self.model.ask(now, evolve(exactly(question), window=number - step.outdated))
        held = (question.held if given.window == window else 0) + step.cost * given.granted
        self.known[step.client] = given.window, expected.window, held
        return given, expected


def plain(given):
    """Give an answer without what differs: when it was, by the two clocks."""
    left, wait = float(given.left), float(given.wait)
    return evolve(given, left=round(left, 5), wait=round(wait, 5), window=given.window > 0)


steps = st.builds(
    Step,
    after=st.sampled_from([0.0, 0.0, 0.0, 0.5, 1.0, 3.5, 20.0, 60.0, 61.5, 130.0, -10.0]),
    client=st.integers(1, 3),
    cost=st.sampled_from([50, 100, 300, 700, 1000, 1500]),
    waited=st.sampled_from([0.0, 0.5, 40.0]),
    heard=st.none()
    | st.builds(
        heard,
        left=st.sampled_from([0.5, 3.0, 20.0, 61.0]),
        spent=st.sampled_from([0, 100, 950, 1000]),
        reset=st.sampled_from([5000.0, 5001.5, 4999.0, 5030.0, 5060.0, 5061.0, 5120.0, 3000.0]),
        limit=st.sampled_from([1000, 1000, 1200]),
    ),
    pause=st.sampled_from([0.0, 0.0, 0.0, 0.0, 2.0, 61.0]),
    wrong=st.sampled_from([0, 0, 0, 0, -100, -1000, 100]),
    lost=st.sampled_from([False, False, False, True]),
    outdated=st.sampled_from([False, False, False, False, True]),
)


@given(st.lists(steps, min_size=1, max_size=25))
def test_redis_answers_as_the_model_does(planned):
    """Every answer of any sequence: whether it gives, what is spent, and when to ask again."""

    async def main():
        async with connected(decode_responses=True) as client, new_prefix(client) as prefix:
            both = Both(RedisPlace(client, prefix, RedisPacingStore(client, prefix=prefix)))
            for step in planned:
                given, expected = await both.take(step)
                assert plain(given) == plain(expected)

    anyio.run(main)
