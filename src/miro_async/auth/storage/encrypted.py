"""Tokens that nobody can read where they are kept, without the key.

Needs `pip install "miro-async[encrypted]"`. A token is encrypted as a whole, by Fernet: AES-128 in
CBC mode, with an HMAC of SHA-256, so that nobody can change it either. The user's id is encrypted
with it: what was written for one user is not taken for another one's. Whoever can write to the
place can put back an older token of the same user, or take it away.
"""

from __future__ import annotations

import json
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen

from ...errors import ConfigurationError, TokenStorageError
from ...secret import Secret
from ..token import Token
from .official import OfficialStorage, adapted

try:
    from cryptography.fernet import Fernet, InvalidToken, MultiFernet
except ImportError as _missing:
    raise ConfigurationError(
        "cryptography is not installed: pip install 'miro-async[encrypted]'"
    ) from _missing

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
    from contextlib import AbstractAsyncContextManager

    from .protocol import Lease, TokenStorage

    _Lock = Callable[[str], AbstractAsyncContextManager[Lease | None]]


class EncryptedStorage:
    """Encrypts what another storage keeps.

    The keys are Fernet's: `cryptography.fernet.Fernet.generate_key()` makes one. The first one
    encrypts, and any of them decrypts. To change keys, add the new one behind the old one, in all
    processes, so that each can read what others will write; then put it first, everywhere; then
    `await storage.rotate(user_id)` for each user; then leave the old one out.

    What the other storage sees is a token, too, with the time at which the real one expires. A
    token that was stored without encryption is refused: read it from the other storage, and set it.

    Args:
        storage: Where the tokens are kept: any storage.
        keys: 32 bytes each, in URL-safe Base64; one at least.

    Attributes:
        lock: As the other storage's, and only there if that one has it.

    Raises:
        ConfigurationError: There is no key, or one that is none; or this is no storage.
    """

    lock: Callable[[str], AbstractAsyncContextManager[Lease | None]]

    def __init__(self, storage: TokenStorage, keys: Sequence[bytes | str | Secret]) -> None:
        ring = _ring(keys)
        del keys  # a traceback may show what stands here
        if isinstance(ring, str):
            raise ConfigurationError(ring)
        if isinstance(adapted(storage), OfficialStorage):
            raise ConfigurationError(
                "a storage of miro_api's kind has room for one user, and none to encrypt for: let "
                "its own get() and set(state) do it"
            )
        self._storage = storage
        self._ring = ring
        inner: _Lock | None = getattr(storage, "lock", None)
        self._inner_lock: _Lock = inner or _no_lock
        if inner is not None:
            self.lock = self._lock

    async def get(self, user_id: str) -> Token | None:
        """Give the token of a user, `None` if there is none.

        Raises:
            TokenStorageError: What is stored was not encrypted with one of the keys for this user.
        """
        stored = await self._storage.get(user_id)
        return None if stored is None else self._decrypted(user_id, stored)

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep a user's token in place of any other; `None` forgets it."""
        new = None if token is None else self._encrypted(user_id, token)
        await self._storage.set(user_id, new)

    async def rotate(self, user_id: str) -> None:
        """Encrypt a user's token with the first key, whichever it is encrypted with.

        It can be used while the app runs; but where the other storage has no lock, not while this
        user's token may be refreshed: it could put the old one back.

        Raises:
            TokenStorageError: As `get`.
        """
        while not await self._rotated(user_id):
            pass  # it was changed meanwhile, perhaps by somebody with the old keys

    async def _rotated(self, user_id: str) -> bool:
        async with self._inner_lock(user_id) as lease:
            stored = await self._storage.get(user_id)
            if stored is None:
                return True
            new = self._encrypted(user_id, self._decrypted(user_id, stored))
            if lease is not None:
                return await lease.save(stored, new)
            await self._storage.set(user_id, new)
            return True

    @asynccontextmanager
    async def _lock(self, user_id: str) -> AsyncGenerator[Lease | None]:
        async with self._inner_lock(user_id) as lease:
            yield None if lease is None else _Lease(partial(self._saved, user_id, lease))

    async def _saved(self, user_id: str, lease: Lease, old: Token, new: Token) -> bool:
        refused: Token | None = None
        while (stored := await self._storage.get(user_id)) is not None and stored != refused:
            there = self._decrypted(user_id, stored)
            if there == new:
                return True  # by a try that was not heard of
            if there.fingerprint != old.fingerprint:
                return False
            if await lease.save(stored, self._encrypted(user_id, new)):
                return True
            refused = stored  # which may have been encrypted anew at this moment, and be the same
        return False

    def _encrypted(self, user_id: str, token: Token) -> Token:
        return Token(
            access_token=self._ring.encrypt(_written(user_id, token)).decode(),
            expires_at=token.expires_at,
        )

    def _decrypted(self, user_id: str, stored: Token) -> Token:
        found = _read(self._ring, user_id, stored.access_token)
        if isinstance(found, str):
            raise TokenStorageError(f"what is stored for user {user_id!r} {found}")
        return found


@frozen
class _Lease:
    """What the holder of a lock may do."""

    _saved: Callable[[Token, Token], Awaitable[bool]]

    async def save(self, old: Token, new: Token) -> bool:
        """Put a token in the place of another one; `False`: something else is there by now."""
        return await self._saved(old, new)


def _ring(keys: Iterable[bytes | str | Secret]) -> MultiFernet | str:
    """Give what encrypts and decrypts, or else what is wrong with the keys."""
    if isinstance(keys, bytes | str | Secret):
        return "the keys have to be a list, if only of one key"
    ring: list[Fernet] = []
    for key in keys:
        try:
            ring.append(Fernet(key.reveal() if isinstance(key, Secret) else key))
        except (ValueError, TypeError):
            return f"key {len(ring) + 1} is not 32 bytes in URL-safe Base64, as Fernet's keys are"
    return MultiFernet(ring) if ring else "there is no key to encrypt with"


def _no_lock(_: str) -> AbstractAsyncContextManager[None]:
    return nullcontext()


def _written(user_id: str, token: Token) -> bytes:
    return json.dumps([user_id, token.to_json()]).encode()


def _read(ring: MultiFernet, user_id: str, text: Secret) -> Token | str:
    """Give the token of this user, or else what is wrong with the text."""
    try:
        owner, token = json.loads(ring.decrypt(text.reveal().encode(errors="replace")))
        return Token.from_json(token) if owner == user_id else "was encrypted for another user"
    except InvalidToken:
        return "was not encrypted with any of the keys, or changed afterwards"
    except (ValueError, TypeError):
        return "is something else than an encrypted token"
