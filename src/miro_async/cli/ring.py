"""Tokens kept in the keyring of this machine."""

from __future__ import annotations

import hashlib
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from anyio import to_thread
from attrs import frozen

from ..auth.storage.file_lock import FileLock
from ..auth.storage.polling import until_given
from ..auth.token import Token

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from keyring.backend import KeyringBackend

    from ..auth.storage.protocol import Lease


@frozen
class KeyringStorage:
    """Keeps tokens in a keyring, each as one password of a service. It has no lock.

    Args:
        ring: The keyring.
        service: What the keyring calls the service.
    """

    ring: KeyringBackend
    service: str

    async def get(self, user_id: str) -> Token | None:
        """Give the token of a user, `None` if there is none."""
        text = await to_thread.run_sync(self.ring.get_password, self.service, user_id)
        return Token.from_json(text) if text else None

    async def set(self, user_id: str, token: Token | None) -> None:
        """Keep a user's token in place of any other; `None` forgets it."""
        if token is not None:
            text = token.to_json()
            await to_thread.run_sync(_keep, self.ring, self.service, user_id, text)
        elif await self.get(user_id) is not None:
            await to_thread.run_sync(self.ring.delete_password, self.service, user_id)


def _keep(ring: KeyringBackend, service: str, name: str, password: str) -> None:
    # A decorator of keyring's hides its type.
    ring.set_password(service, name, password)  # pyright: ignore[reportUnknownMemberType]


@frozen
class LockedKeyringStorage(KeyringStorage):
    """The same, with locks of files in a folder: keyrings have none.

    Args:
        ring: The keyring.
        service: What the keyring calls the service.
        folder: Where the files are, which is made if need be.
    """

    folder: Path

    @asynccontextmanager
    async def lock(self, user_id: str) -> AsyncGenerator[Lease]:
        """Wait until nobody else refreshes the token of this user, and keep others waiting."""
        await to_thread.run_sync(lambda: self.folder.mkdir(0o700, parents=True, exist_ok=True))
        name = hashlib.sha256(f"{self.service}/{user_id}".encode()).hexdigest()[:16]
        lock = FileLock(self.folder / "keyring", f".{name}.lock")
        try:
            await until_given(lambda: to_thread.run_sync(lock.take))
            yield _Lease(self, user_id)
        finally:
            lock.release()


@frozen
class _Lease:
    """What the holder of a lock may do."""

    storage: KeyringStorage
    user_id: str

    async def save(self, old: Token, new: Token) -> bool:
        """Put a token in the place of another one; `False`: something else is there by now."""
        stored = await self.storage.get(self.user_id)
        if stored is None or stored.fingerprint != old.fingerprint:
            return False
        await self.storage.set(self.user_id, new)
        return True
