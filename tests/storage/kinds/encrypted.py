from __future__ import annotations

from contextlib import asynccontextmanager

from cryptography.fernet import Fernet

from miro_async.auth.storage.encrypted import EncryptedStorage
from tests.storage.kind import Kind, Place
from tests.storage.kinds.file import file
from tests.storage.kinds.memory import memory


def encrypted(opening):
    """Encrypt what another kind keeps."""

    @asynccontextmanager
    async def open_(folder):
        keys = [Fernet.generate_key(), Fernet.generate_key()]
        async with opening(folder) as place:
            yield Place(storage=lambda: EncryptedStorage(place.storage(), keys))

    return open_


KINDS = [
    Kind(name="encrypted-memory", open=encrypted(memory)),
    Kind(name="encrypted-file", open=encrypted(file)),
]
