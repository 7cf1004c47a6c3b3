"""Storages with plain methods over databases, as the documentation shows them, and their places.

Connections of all of them belong to the thread that opened them.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, contextmanager

from miro_async import FileStorage, Token

PATIENCE = 60


class SqliteTokens:
    """In SQLite, whose module refuses connections in other threads than the one that made them."""

    def __init__(self, path):
        self.path = path
        self.held = threading.local()
        with closing(self.open()) as connection:
            connection.execute(
                "create table if not exists tokens (user_id text primary key, token text)"
            )

    def open(self):
        """Open a connection, for this thread."""
        connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        connection.execute("pragma synchronous = off")
        return connection

    @contextmanager
    def connection(self):
        """Give that of the lock that this thread holds, or one for a moment."""
        if hasattr(self.held, "connection"):
            yield self.held.connection
        else:
            with closing(self.open()) as connection:
                yield connection

    def get(self, user_id):
        """Read a token."""
        with self.connection() as connection:
            row = connection.execute(
                "select token from tokens where user_id = ?", (user_id,)
            ).fetchone()
        return row and Token.from_json(row[0])

    def set(self, user_id, token):
        """Write a token, or remove it."""
        with self.connection() as connection:
            if token is None:
                connection.execute("delete from tokens where user_id = ?", (user_id,))
            else:
                row = (user_id, token.to_json())
                connection.execute("insert or replace into tokens values (?, ?)", row)

    @contextmanager
    def lock(self, user_id):  # noqa: ARG002 - SQLite has one lock for all
        """Begin a transaction that writes."""
        with closing(self.open()) as connection:
            connection.execute("begin immediate")
            self.held.connection = connection
            try:
                yield
            finally:
                del self.held.connection
                connection.execute("commit")


class PostgresTokens:
    """In PostgreSQL, by psycopg: the lock is a transaction that holds the user's row."""

    def __init__(self, url, table):
        self.url, self.table = url, table
        self.held = threading.local()

    @contextmanager
    def connection(self):
        """Give that of the lock that this thread holds, or one for a moment."""
        import psycopg

        if hasattr(self.held, "connection"):
            yield self.held.connection
        else:
            with psycopg.connect(self.url) as connection:
                yield connection

    def create(self):
        """Create the table."""
        with self.connection() as connection:
            connection.execute(
                f"create table {self.table} (user_id text primary key, token text)".encode()
            )

    def drop(self):
        """Remove it."""
        with self.connection() as connection:
            connection.execute(f"drop table {self.table}".encode())

    def get(self, user_id):
        """Read a token."""
        with self.connection() as connection:
            return self.read(connection, user_id)

    def read(self, connection, user_id, mode=""):
        """Read a token over a connection."""
        query = f"select token from {self.table} where user_id = %s {mode}"  # noqa: S608 - our table
        row = connection.execute(query.encode(), (user_id,)).fetchone()
        return row and Token.from_json(row[0])

    def set(self, user_id, token):
        """Write a token, or remove it."""
        written = "insert into {0} values (%s, %s) on conflict (user_id) do update set token = %s"
        removed = "delete from {0} where user_id = %s"
        with self.connection() as connection:
            if token is None:
                connection.execute(removed.format(self.table).encode(), (user_id,))
            else:
                text = token.to_json()
                connection.execute(written.format(self.table).encode(), (user_id, text, text))

    @contextmanager
    def lock(self, user_id):
        """Hold the row of the user until the end of a transaction."""
        with self.connection() as connection:
            self.read(connection, user_id, "for update")
            self.held.connection = connection
            try:
                yield Saving(self, user_id)
            finally:
                del self.held.connection


class Saving:
    """What may be done under the lock."""

    def __init__(self, tokens, user_id):
        self.tokens, self.user_id = tokens, user_id

    def save(self, old, new):
        """Put a token in the place of another one."""
        stored = self.tokens.get(self.user_id)
        if stored is None or stored.fingerprint != old.fingerprint:
            return False
        self.tokens.set(self.user_id, new)
        return True


def opened(kind, *where):
    """Give the storage of this kind, there."""
    kinds = {"file": FileStorage, "sqlite": SqliteTokens, "postgresql": PostgresTokens}
    return kinds[kind](*where)
