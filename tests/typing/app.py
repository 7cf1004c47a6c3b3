"""What users of apps write, as the type checkers see it; never run."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING, assert_type

from miro_async import (
    EncryptedStorage,
    FileStorage,
    Hooks,
    LockingStorage,
    MemoryStorage,
    Miro,
    MiroApi,
    RedisPacingStore,
    RedisStorage,
    Secret,
    SqlStorage,
    Token,
    TokenStorage,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from redis.asyncio import Redis
    from sqlalchemy.ext.asyncio import AsyncEngine

    from miro_async import Lease, Refresh
    from miro_async.auth.storage.official import State


class OwnStorage:
    """With the two methods that are needed."""

    def __init__(self) -> None:
        self.tokens: dict[str, Token | None] = {}

    async def get(self, user_id: str) -> Token | None:
        """Give what is there."""
        return self.tokens.get(user_id)

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep it."""
        self.tokens[user_id] = token


class OwnLock(OwnStorage):
    """With a lock."""

    @asynccontextmanager
    async def lock(self, user_id: str) -> AsyncGenerator[Lease | None]:
        """Lock nothing."""
        assert user_id
        yield None


class OfficialOwn:
    """As the official library has it."""

    def get(self) -> State | None:
        """Give nothing."""
        return None

    def set(self, state: State | None) -> None:
        """Keep nothing."""


def storages(engine: AsyncEngine, redis: Redis) -> list[TokenStorage]:
    """All of them are storages."""
    locking: list[LockingStorage] = [
        MemoryStorage(),
        FileStorage("tokens.json"),
        SqlStorage(engine),
        RedisStorage(redis),
        OwnLock(),
    ]
    return [*locking, EncryptedStorage(SqlStorage(engine), ["key"]), OwnStorage()]


def apps(redis: Redis) -> list[Miro]:
    """Give apps, with what can be told to them."""

    def told(refresh: Refresh) -> None:
        assert_type(refresh.user_id, str)
        assert_type(refresh.saved, bool)

    return [
        Miro(),
        Miro(client_id="id", client_secret="secret", redirect_url="https://example.com/back"),
        Miro(storage=OwnStorage(), hooks=Hooks(refresh=told), leeway=30),
        Miro(storage=OfficialOwn()),
        Miro(pacing=RedisPacingStore(redis)),
    ]


async def a_login(miro: Miro, redirected_url: str) -> Token:
    """Log in, call, log out."""
    verifier = miro.new_code_verifier()
    url, state = miro.authorization_url(team_id="5", code_verifier=verifier)
    assert_type(url, str)
    assert_type(miro.auth_url, str)
    token = await miro.exchange_code_for_access_token(
        redirected_url, state=state, code_verifier=verifier
    )
    assert_type(token.access_token, Secret)
    assert_type(token.refresh_token, Secret | None)
    assert_type(token.expires_at, datetime | None)
    assert_type(token.expires_in(), float | None)
    assert_type(token.expired(leeway=60), bool)
    assert token.user_id is not None
    assert_type(miro.as_user(token.user_id), MiroApi)
    assert_type(miro.api, MiroApi)
    assert_type(await miro.is_authorized(token.user_id), bool)
    await miro.revoke_token(token.user_id)
    await miro.forget()
    return Token.from_json(token.to_json())
