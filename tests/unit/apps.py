"""Apps, a Miro that is only pretended and gives them tokens, and storages that fail on request."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import anyio
import anyio.lowlevel
from attrs import Factory, define

from miro_async import NO_RETRIES, Miro, Token
from tests.unit.recording import Service, SteppedClock, answer, raw_answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from miro_async.call.transport.protocol import Request, Response

CLIENT_ID = "3458764500000000001"
CLIENT_SECRET = "the-secret-of-the-app"
REDIRECT_URL = "https://app.example/callback?from=miro"
IDENTITY = {
    "client_id": CLIENT_ID,
    "client_secret": CLIENT_SECRET,
    "redirect_url": REDIRECT_URL,
}
BOARD = {"id": "b", "type": "board", "name": "Retro"}
HOUR = 3600.0
NO_TOKEN = {"type": "error", "code": "tokenNotProvided", "message": "No token", "status": 401}


def refusal(message: str = "The token is not valid", status: int = 401, **more: Any) -> Response:
    """Give an error of the token endpoint, in Miro's own shape."""
    said = {"type": "error", "code": "oauthError", "message": message, "status": status}
    return answer(said | more, status)


def token_of(user_id: str = "7", number: int = 1, *, seconds: float | None = HOUR, **more) -> Token:
    """Give the nth token of a user, as `Authority` gives it; `seconds` from the steady time on."""
    began = SteppedClock().now
    given: dict[str, Any] = {
        "access_token": f"access-{user_id}-{number}",
        "refresh_token": f"refresh-{user_id}-{number}",
        "expires_at": None if seconds is None else datetime.fromtimestamp(began + seconds, UTC),
        "user_id": user_id,
        "team_id": "9",
        "scopes": ["boards:read", "boards:write"],
    }
    return Token(**(given | more))


@define
class Clock(SteppedClock):
    """Time that is moved by hand; waiting takes its time as well, which may be virtual."""

    async def sleep(self, seconds: float) -> None:
        """Wait, and be later."""
        self.slept.append(seconds)
        self.now += seconds
        await anyio.sleep(seconds)


@define(slots=False, repr=False)
class Authority(Service):
    """A service behind an app: its token endpoint, and an API that opens to living tokens only.

    The code of the user 7 is `code-7`, and their nth pair `access-7-n` and `refresh-7-n`. Each pair
    kills the one before. `first` is what the token endpoint says before it does its work.
    """

    clock: Clock = Factory(Clock)
    expires_in: object = HOUR
    first: list[Any] = Factory(list)
    revoking: list[Any] = Factory(list)
    numbers: dict[str, int] = Factory(dict)
    expired: set[str] = Factory(set)
    refreshes: int = 0
    before_tokens: Callable[[], Awaitable[None]] | None = None
    closings: int = 0

    async def send(self, request: Request) -> Response:
        """Keep the request and answer it, or fail; other tasks get a turn."""
        self.requests.append(request)
        await anyio.lowlevel.checkpoint()
        if request.url.endswith("/oauth/token"):
            if self.before_tokens is not None:
                await self.before_tokens()
            said = self.first.pop(0) if self.first else self._tokens(form_of(request))
            if isinstance(said, Exception):
                raise said
            return said
        if request.url.endswith("/oauth/revoke"):
            return self.revoking.pop(0) if self.revoking else raw_answer(status=204)
        opens = self.is_alive(request.headers["Authorization"].removeprefix("Bearer "))
        if not opens:
            return answer(NO_TOKEN, 401)
        return self.answers(request) if callable(self.answers) else answer(BOARD)

    async def aclose(self) -> None:
        """Count how often it was closed."""
        self.closings += 1

    def is_alive(self, access_token: str) -> bool:
        """Tell whether a token is the last one of its user."""
        _, user_id, number = access_token.split("-")
        return self.numbers.get(user_id) == int(number) and access_token not in self.expired

    def expire(self, user_id: str = "7") -> None:
        """Let the token that a user has now open nothing any more, before its time."""
        self.expired.add(f"access-{user_id}-{self.numbers[user_id]}")

    def token(self, user_id: str = "7", **more: Any) -> Token:
        """Give a user their next pair, without the endpoint."""
        self.numbers[user_id] = self.numbers.get(user_id, 0) + 1
        return token_of(user_id, self.numbers[user_id], **more)

    def miro(self, **options: Any) -> Miro:
        """Give an app with this behind it, which tries nothing again unless it is told to."""
        usual = {"transport": self, "clock": self.clock, "retry": NO_RETRIES}
        return Miro(**(IDENTITY | usual | options))

    @property
    def forms(self) -> list[dict[str, str]]:
        """What the token endpoint was sent."""
        return [form_of(one) for one in self.requests if one.url.endswith("/v1/oauth/token")]

    @property
    def sent_with(self) -> list[str]:
        """The tokens that calls were sent with."""
        return [
            one.headers["Authorization"].removeprefix("Bearer ")
            for one in self.requests
            if "/oauth/" not in one.url
        ]

    def _tokens(self, form: dict[str, str]) -> Response:
        if form["grant_type"] == "authorization_code":
            return answer(self.next_pair(form["code"].removeprefix("code-")))
        _, user_id, number = form["refresh_token"].split("-")
        if self.numbers.get(user_id) != int(number):
            return refusal()
        self.refreshes += 1
        return answer(self.next_pair(user_id))

    def next_pair(self, user_id: str) -> dict[str, object]:
        """Give what the token endpoint says of a user's next pair."""
        number = self.numbers[user_id] = self.numbers.get(user_id, 0) + 1
        return {
            "user_id": user_id,
            "team_id": "9",
            "access_token": f"access-{user_id}-{number}",
            "refresh_token": f"refresh-{user_id}-{number}",
            "expires_in": self.expires_in,
            "scope": "boards:read boards:write",
            "token_type": "bearer",
        }


def form_of(request: Request) -> dict[str, str]:
    """Give the fields of a form, of which none comes twice."""
    fields = parse_qs((request.body or b"").decode(), keep_blank_values=True, strict_parsing=True)
    return {name: value for name, (value,) in fields.items()}


@define(slots=False, repr=False)
class Plain:
    """A storage without a lock, that fails where it is told to: an error, or to hang."""

    tokens: dict[str, Token] = Factory(dict)
    faults: dict[str, Exception | str] = Factory(dict)
    asked: list[tuple[str, str]] = Factory(list)

    async def get(self, user_id: str) -> Token | None:
        """Give a token, or fail."""
        await self.do("get", user_id)
        return self.tokens.get(user_id)

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep a token, or fail."""
        await self.do("set", user_id)
        if token is None:
            self.tokens.pop(user_id, None)
        else:
            self.tokens[user_id] = token

    async def do(self, what: str, user_id: str) -> None:
        """Note what is asked for, and fail if that is wanted."""
        self.asked.append((what, user_id))
        await anyio.lowlevel.checkpoint()
        fault = self.faults.get(what)
        if isinstance(fault, Exception):
            raise fault
        if fault == "hang":
            await anyio.sleep_forever()

    def fail(self, *what: str) -> None:
        """Fail from now on at these, and at nothing else."""
        self.faults = dict.fromkeys(what, OSError("the disk is full"))


@define(slots=False, repr=False)
class Locking(Plain):
    """A storage with a lock that gives nothing to save with."""

    locked: set[str] = Factory(set)

    @asynccontextmanager
    async def lock(self, user_id: str) -> AsyncIterator[Any]:
        """Wait until nobody has it."""
        await self.do("lock", user_id)
        while user_id in self.locked:  # noqa: ASYNC110 - who waits may be in another event loop
            await anyio.sleep(0.01)
        self.locked.add(user_id)
        try:
            yield self.lease(user_id)
        finally:
            await anyio.lowlevel.checkpoint()  # who is cancelled here has not let go of it
            self.locked.remove(user_id)
            await self.do("release", user_id)

    def lease(self, _user_id: str) -> Any:
        """Give nothing."""
        return None


@define(slots=False, repr=False)
class Leasing(Locking):
    """A storage with a lock whose holder can save by comparing."""

    def lease(self, user_id: str) -> Any:
        """Give what saves."""
        return _Lease(self, user_id)


@define
class _Lease:
    storage: Leasing
    user_id: str

    async def save(self, old: Token, new: Token) -> bool:
        """Save, if the old one is there."""
        await self.storage.do("save", self.user_id)
        stored = self.storage.tokens.get(self.user_id)
        if stored is None or stored.fingerprint != old.fingerprint:
            return False
        self.storage.tokens[self.user_id] = new
        return True


def app_with(storage: Any = None, *, seconds: float | None = HOUR, **options: Any) -> Any:
    """Give a Miro, the storage of an app that has the token of a user there, and the app."""
    authority, kept = Authority(), Leasing() if storage is None else storage
    more = {"refresh_token": None} if seconds is None else {}
    kept.tokens["7"] = authority.token("7", seconds=seconds, **more)
    return authority, kept, authority.miro(storage=kept, **options)


STORAGES = {"without a lock": Plain, "with a lock": Locking, "with a lease": Leasing}


def without_environment(monkeypatch: Any) -> None:
    """Take away what an app might find in the environment."""
    for name in [name for name in os.environ if name.startswith("MIRO_")]:
        monkeypatch.delenv(name)
