"""Tokens in the app's own PostgreSQL, with psycopg and its plain methods: `pip install psycopg`.

The lock is a transaction that holds a row. What its holder reads and writes is done by the same
thread, as a connection wants it, and is committed when the lock is left. So a database that is
stopped, or a worker that is killed, lets go of the lock.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import local
from typing import TYPE_CHECKING

from miro_async import MemoryStorage, Token

if TYPE_CHECKING:
    from collections.abc import Generator

    from psycopg import Connection

    from miro_async import TokenStorage as AsyncTokenStorage
    from miro_async.sync import TokenStorage

TABLE = "CREATE TABLE IF NOT EXISTS miro_tokens (user_id text PRIMARY KEY, token text)"
READ = "SELECT token FROM miro_tokens WHERE user_id = %s"
WRITE = (
    "INSERT INTO miro_tokens VALUES (%s, %s) "
    "ON CONFLICT (user_id) DO UPDATE SET token = excluded.token"
)


class DatabaseTokens:
    """Keeps the tokens in a table of a database.

    Whoever can read it can act for all users; `EncryptedStorage` around it changes that.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._locked = local()
        with self._connection() as connection:
            # Two workers that start at once would both create it.
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('miro_tokens'))")
            connection.execute(TABLE)  # where there are migrations, they do this

    def get(self, user_id: str) -> Token | None:
        """Read the token of a user."""
        with self._connection() as connection:
            row = connection.execute(READ, (user_id,)).fetchone()
        return Token.from_json(row[0]) if row and row[0] else None

    def set(self, user_id: str, token: Token | None) -> None:
        """Write it; `None` leaves an empty row."""
        with self._connection() as connection:
            connection.execute(WRITE, (user_id, token and token.to_json()))

    @contextmanager
    def lock(self, user_id: str) -> Generator[None]:
        """Hold the row of the user, in a transaction of this thread."""
        with self._connection() as connection:
            connection.execute(READ + " FOR UPDATE", (user_id,))
            self._locked.connection = connection
            try:
                yield
            finally:
                del self._locked.connection

    @contextmanager
    def _connection(self) -> Generator[Connection]:
        """Give the connection of the lock that this thread holds, or one for a transaction."""
        import psycopg

        held: Connection | None = getattr(self._locked, "connection", None)
        if held is not None:
            yield held
        else:
            with psycopg.connect(self._url) as connection:  # commits, unless there was an error
                yield connection


def token_storage() -> TokenStorage | AsyncTokenStorage:
    """Give where tokens are kept: by default in memory, which does for one worker."""
    url = os.environ.get("STORAGE_URL")
    return DatabaseTokens(url) if url else MemoryStorage()
