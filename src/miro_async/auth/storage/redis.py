"""Tokens kept in Redis, for apps of several processes on one machine or many.

Needs `pip install "miro-async[redis]"`, and Redis 6.2 or later.

Each user has two keys, which are in the same slot of a cluster. With the prefix `miro:` they are:

- `miro:{user}`, a hash: the token as JSON, its fingerprint, `number`, the highest number that a
  lock has been given, and `fence`, the number of the lock under which it was saved.
- `miro:{user}:lock`, a text that expires: the random name of who holds the lock.

A lock that expired says nothing of its holder, who may only have been slow and have the one token
that works. So it may save for as long as nobody with a higher number has, and nothing has changed.
The numbers go when the user's token goes, together with the fence that they are compared with.
"""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from functools import partial
from inspect import iscoroutinefunction
from secrets import token_hex
from typing import TYPE_CHECKING, Generic, TypeVar
from urllib.parse import quote

from anyio import create_task_group, get_cancelled_exc_class, move_on_after
from attrs import define, field, frozen

from ...call.uninterrupted import uninterrupted
from ...errors import ConfigurationError, InvalidArgumentError, TokenStorageError
from ...secret import Secret
from ..token import Token
from .polling import until_given

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from redis.asyncio import Redis, RedisCluster

    from .protocol import Lease

T = TypeVar("T")

_REFRESHABLE = 60 * 24 * 3600 * 1000
"""Milliseconds for which Miro takes a refresh token."""

# Gives the number of the lock, or nothing as long as somebody else holds it. Who holds it and asks
# again has not heard the answer.
_TAKE = """
local lock, row, holder, lease = KEYS[1], KEYS[2], ARGV[1], ARGV[2]
local held = redis.call('GET', lock)
if held and held ~= holder then
  return false
end
local number = redis.call('HINCRBY', row, 'number', 1)
if redis.call('HEXISTS', row, 'token') == 0 then
  redis.call('PEXPIRE', row, lease)
end
redis.call('SET', lock, holder, 'PX', lease)
return number
"""

_RELEASE = """
local lock, holder = KEYS[1], ARGV[1]
if redis.call('GET', lock) == holder then
  redis.call('DEL', lock)
end
return 1
"""

_SET = """
local row, token, fingerprint, ttl = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
redis.call('HSET', row, 'token', token, 'fingerprint', fingerprint)
if ttl > 0 then
  redis.call('PEXPIRE', row, ttl)
else
  redis.call('PERSIST', row)
end
return 1
"""

# What is there already was saved by this very call, sent again as the answer was lost.
_SAVE = (
    """
local old, number = ARGV[4], tonumber(ARGV[5])
local stored = redis.call('HMGET', KEYS[1], 'token', 'fingerprint', 'fence')
if stored[1] == ARGV[1] then
  return 1
end
if stored[2] ~= old or tonumber(stored[3] or 0) > number then
  return 0
end
redis.call('HSET', KEYS[1], 'fence', number)
"""
    + _SET
)


class RedisStorage:
    """Keeps tokens in Redis, and lets one process at a time refresh the token of a user.

    The client is yours: it stays open, and its timeouts and retries are what holds here, too. A
    token is kept for 60 days after it was saved, as long as Miro takes its refresh token; one that
    does not expire is kept for good. It runs on asyncio, as `redis.asyncio` does.

    Redis loses what it has acknowledged when it fails over to a replica, or restarts without its
    append-only file, and evicts keys where `maxmemory-policy` allows it. A user whose newest token
    got lost so has to authorize the app again.

    Args:
        client: A client of `redis.asyncio`, of a cluster, too; `decode_responses` or not.
        prefix: What the names of all keys begin with: another one for each app on this server.
        lease: Seconds after which a lock passes on, whatever became of its holder: more than a
            refresh takes.
        timeout: Seconds in which Redis must answer, with all tries of the client.

    Raises:
        ConfigurationError: These cannot work.
    """

    def __init__(
        self,
        client: Redis | RedisCluster,
        *,
        prefix: str = "miro:",
        lease: float = 60.0,
        timeout: float = 10.0,
    ) -> None:
        if not iscoroutinefunction(getattr(client, "execute_command", None)):
            raise ConfigurationError("RedisStorage needs a client of redis.asyncio")
        milliseconds = lease * 1000
        if not 1 <= milliseconds < float("inf"):
            raise ConfigurationError("the lease has to be a millisecond or more, and to end")
        if not 0 < timeout < float("inf"):
            raise ConfigurationError("the timeout has to be a number of seconds, above 0")
        if "{}" in prefix:
            raise ConfigurationError("with {} in the prefix, a cluster keeps a user's keys apart")
        self._client = client
        self._prefix = prefix
        self._lease = round(milliseconds)
        self._timeout = timeout
        self._take = client.register_script(_TAKE)
        self._release = client.register_script(_RELEASE)
        self._set = client.register_script(_SET)
        self._save = client.register_script(_SAVE)

    async def get(self, user_id: str) -> Token | None:
        """Give the token of a user, `None` if there is none.

        Raises:
            TokenStorageError: Redis failed, or holds something else than a token.
        """
        stored = await self._asked_aside(partial(self._stored, self._row(user_id)))
        if stored is None:
            return None
        try:
            return Token.from_json(stored.reveal())
        except InvalidArgumentError as error:
            raise TokenStorageError(f"what Redis has for user {user_id!r} is no token") from error

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep a user's token in place of any other; `None` forgets it.

        Raises:
            TokenStorageError: Redis failed.
        """
        row = self._row(user_id)
        ask = partial(self._kept, row, token) if token else partial(self._client.delete, row)
        await uninterrupted(self._asked, ask)

    @asynccontextmanager
    async def lock(self, user_id: str) -> AsyncGenerator[Lease]:
        """Wait until nobody else refreshes the token of this user, and keep others waiting.

        Raises:
            TokenStorageError: Redis failed.
        """
        row, holder = self._row(user_id), token_hex(16)
        take = partial(self._given, row, holder)
        try:
            number = await until_given(partial(self._asked_aside, take))
            yield _Lease(partial(self._saved, row, number))
        finally:
            # Also when it was not given, as far as we know: the answer may have got lost.
            await uninterrupted(self._released, row, holder)

    def _row(self, user_id: str) -> str:
        if not user_id:
            raise InvalidArgumentError("the user id is empty")
        _demand_asyncio()
        return f"{self._prefix}{{{quote(user_id, safe='', errors='surrogatepass')}}}"

    async def _stored(self, row: str) -> Secret | None:
        stored: str | bytes | None = await self._client.hget(row, "token")
        text = stored.decode(errors="replace") if isinstance(stored, bytes) else stored
        return None if text is None else Secret(text)

    async def _kept(self, row: str, token: Token) -> object:
        return await self._set([row], [token.to_json(), token.fingerprint, _ttl(token)])

    async def _given(self, row: str, holder: str) -> int | None:
        number: int | None = await self._take([f"{row}:lock", row], [holder, self._lease])
        return number

    async def _saved(self, row: str, number: int, old: Token, new: Token) -> bool:
        return await self._asked(partial(self._replaced, row, number, old, new))

    async def _replaced(self, row: str, number: int, old: Token, new: Token) -> bool:
        conditions = (old.fingerprint, number)
        answer: int = await self._save(
            [row], [new.to_json(), new.fingerprint, _ttl(new), *conditions]
        )
        return answer == 1

    async def _released(self, row: str, holder: str) -> None:
        # Who is done need not hear of a failure: at the latest, the lease ends it.
        with suppress(TokenStorageError):
            await self._asked(partial(self._release, [f"{row}:lock"], [holder]))

    async def _asked(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask Redis, where nobody can cancel it."""
        question = _Question(ask, self._timeout)
        try:
            await question.put()
        except get_cancelled_exc_class():
            # A task of redis-py's own was: `asyncio.run` does so with all that it finds at its end.
            await question.put()
        return question.answer()

    async def _asked_aside(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask Redis in a task of its own, for those who can be cancelled.

        redis-py sends by `asyncio.wait_for`, which in Python 3.11 may swallow a cancellation. That
        of a task group comes again.
        """
        question = _Question(ask, self._timeout)
        async with create_task_group() as tasks:
            tasks.start_soon(question.put)
        return question.answer()


@frozen
class _Lease:
    """What the holder of a lock may do."""

    _put: Callable[[Token, Token], Awaitable[bool]]

    async def save(self, old: Token, new: Token) -> bool:
        """Put a token in the place of another one; `False`: something else is there by now.

        Raises:
            TokenStorageError: Redis failed. It may be tried again, and is then saved but once.
        """
        return await uninterrupted(self._put, old, new)


@define
class _Question(Generic[T]):
    """What Redis is asked, and what came of it."""

    ask: Callable[[], Awaitable[T]]
    timeout: float
    answers: list[T] = field(factory=list["T"])
    failure: str = "it was cancelled"

    async def put(self) -> None:
        with move_on_after(self.timeout) as scope:
            try:
                self.answers.append(await self.ask())
            except Exception as error:  # noqa: BLE001 - whatever it is, it may hold what was sent
                self.failure = _named(error)
        if scope.cancelled_caught:
            self.failure = f"no answer within {self.timeout:g} s"

    def answer(self) -> T:
        if self.answers:
            return self.answers[0]
        # Raised here: the library's error would show the token, in its frames if not in its words.
        raise TokenStorageError(f"Redis failed: {self.failure}")


def _demand_asyncio() -> None:
    if get_cancelled_exc_class().__module__.partition(".")[0] != "asyncio":
        raise ConfigurationError("RedisStorage runs on asyncio alone, as redis.asyncio does")


def _named(error: Exception) -> str:
    """Give the class of an error, and Redis's code: the other words may quote what was sent."""
    code = str(error).partition(" ")[0]
    name = type(error).__name__
    return f"{name} {code}" if code.isalpha() and code.isupper() else name


def _ttl(token: Token) -> int:
    return 0 if token.refresh_token is None and token.expires_at is None else _REFRESHABLE
