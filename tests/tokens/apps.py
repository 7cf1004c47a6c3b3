"""Apps of the sandbox, and what is true of their tokens afterwards."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import asynccontextmanager
from typing import Any

import anyio
from attrs import Factory, asdict, define

from miro_async import Hooks, MemoryStorage, Miro, RefreshRejectedError, RetryPolicy
from miro_async.sandbox import Sandbox

REDIRECT_URL = "http://localhost/callback"
QUICKLY = RetryPolicy(attempts=3, backoff=0.01)
ONCE = RetryPolicy(attempts=1)
LIFE = 3599.0
"""Seconds that an access token lives."""
CREDITS = 10**9
"""A minute: none of these tests is about credits."""


def new_sandbox(**options):
    """Give a sandbox."""
    return Sandbox(credits_a_minute=CREDITS, **options)


@define
class MovedClock:
    """The clock of this machine, but for somebody who sets the time of day.

    Unless it is `patient`, it stands, however slow the machine is, and does not sleep: it is later
    at once.
    """

    ahead: float = 0.0
    set: float = 0.0
    patient: bool = True
    slept: list[float] = Factory(list)
    began: tuple[float, float] = Factory(lambda: (time.time(), time.monotonic()))

    def time(self):
        """Give the seconds since the epoch."""
        return (time.time() if self.patient else self.began[0]) + self.ahead + self.set

    def monotonic(self):
        """Give seconds that nobody sets."""
        return (time.monotonic() if self.patient else self.began[1]) + self.ahead

    async def sleep(self, seconds):
        """Wait."""
        self.slept.append(seconds)
        if not self.patient:
            self.ahead += seconds
        await anyio.sleep(seconds if self.patient else 0)


@define(eq=False)
class Seen:
    """What an app was told of its calls: statuses, and refreshes."""

    statuses: Counter = Factory(Counter)
    refreshes: list = Factory(list)

    @property
    def hooks(self):
        """What to give the app."""
        return Hooks(response=self._response, refresh=self.refreshes.append)

    def _response(self, _, response):
        self.statuses[response.status] += 1


def app(sandbox, url, storage, **options):
    """Give the sandbox's app, which does not wait for credits."""
    given = {"pacing": False, "retry": QUICKLY, "redirect_url": REDIRECT_URL}
    credentials = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    return Miro(base_url=url, storage=storage, **(given | credentials | options))


async def log_in(miro, sandbox, user_id=None):
    """Authorize the app as a user does, by default the first one; give their token."""
    url, state = miro.authorization_url()
    redirected = sandbox.authorize(url, user=user_id)
    return await miro.exchange_code_for_access_token(redirected, state=state)


async def authorize(miro, sandbox, user_id=None):
    """Do that, and give the API for the user."""
    return miro.as_user((await log_in(miro, sandbox, user_id)).user_id)


async def works(api):
    """Make a call, the cheapest there is; it raises its error."""
    return await api.boards.list().first() is None


@define
class Looking:
    """Calls with a token that is refused while somebody else saves the one that works.

    It is looked for during two seconds. Where the machine stood still for as long, the call may
    have missed it; the next one has it.
    """

    saved: float = 0.0
    """When it was saved, by the clock of this machine."""

    async def works(self, api):
        """Make the call."""
        began = time.monotonic()
        try:
            await works(api)
        except RefreshRejectedError:
            with anyio.fail_after(30):
                while not self.saved:  # noqa: ASYNC110 - nobody tells
                    await anyio.sleep(0.01)
            assert self.saved - began > 1.9
            await works(api)

    def is_over(self):
        """Note that it is saved."""
        self.saved = time.monotonic()


async def is_stored(storage, user_id, sandbox):
    """Tell whether what is stored is a token that Miro takes."""
    token = await storage.get(user_id)
    assert token.refresh_token is not None
    grant = sandbox._state.grants.alive(token.access_token.reveal())
    return grant is not None and grant.user_id == user_id


class Simple:
    """A storage of an app's own, as short as it can be: it has no lock."""

    def __init__(self):
        self.tokens = {}

    async def get(self, user_id):
        """Give a token, after a while."""
        await anyio.sleep(0.001)
        return self.tokens.get(user_id)

    async def set(self, user_id, token):
        """Keep a token, after a while."""
        await anyio.sleep(0.001)
        self.tokens[user_id] = token


def can_be_refreshed(sandbox, token):
    """Tell whether Miro takes a refresh token."""
    return token.refresh_token.reveal() in sandbox._state.grants.refresh_tokens


@define(eq=False)
class Scene:
    """A Miro behind a relay, a place for tokens, and the user whom the test is about."""

    sandbox: Any
    relay: Any
    place: Any
    storage: Any

    @property
    def user(self):
        """The id of the user."""
        return self.sandbox.user_ids[0]

    @property
    def counts(self):
        """How many refreshes there were, and how many were refused."""
        return self.sandbox.refreshes, self.sandbox.refused_refreshes

    def app(self, storage=None, **options):
        """Give an app; by default with the storage that is here."""
        return app(self.sandbox, self.relay.url, storage or self.storage, **options)

    async def authorize(self, miro, user_id=None):
        """Authorize an app, and give the API for the user; what the relay has seen is forgotten."""
        api = await authorize(miro, self.sandbox, user_id)
        self.relay.behave()
        return api

    async def authorize_elsewhere(self):
        """Have the user authorize the app in another process, which waits for no lock."""
        apart = MemoryStorage()
        async with self.app(apart) as miro:
            await authorize(miro, self.sandbox)
        await self.storage.set(self.user, await apart.get(self.user))

    def expire(self):
        """Let Miro take no access token any more."""
        self.sandbox.expire_tokens()

    def pass_time(self, seconds, *clocks):
        """Let time pass, at Miro and on all of these clocks."""
        self.sandbox.clock.advance(seconds)
        for clock in clocks:
            clock.ahead += seconds

    async def stored(self):
        """Give the token that is stored."""
        return await self.storage.get(self.user)

    async def is_well(self):
        """Tell whether what is stored is a token that Miro takes."""
        return await is_stored(self.storage, self.user, self.sandbox)

    async def is_refused(self):
        """Wait until Miro has refused somebody."""
        with anyio.fail_after(30):
            while not self.sandbox.refused_refreshes:  # noqa: ASYNC110 - nobody tells
                await anyio.sleep(0.01)

    @property
    def told(self):
        """What another process has to know."""
        return {
            "place": asdict(self.place),
            "url": self.relay.url,
            "client_id": self.sandbox.client_id,
            "client_secret": self.sandbox.client_secret,
            "user_id": self.user,
        }


@define(eq=False)
class Caller:
    """An app that the user has authorized, its clock, and what it was told."""

    scene: Scene
    miro: Any
    clock: MovedClock
    seen: Seen

    @property
    def api(self):
        """What calls for the user."""
        return self.miro.as_user(self.scene.user)

    def wait(self, seconds):
        """Let time pass, here and at Miro."""
        self.scene.pass_time(seconds, self.clock)


@asynccontextmanager
async def calling(scene, storage=None, *, patient=False, **options):
    """Give an app that the user has just authorized."""
    clock, seen = MovedClock(patient=patient), Seen()
    async with scene.app(storage, clock=clock, hooks=seen.hooks, **options) as miro:
        await scene.authorize(miro)
        yield Caller(scene, miro, clock, seen)
