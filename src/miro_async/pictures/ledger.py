"""What was uploaded: a small database beside the board, which outlives the program.

SQLite keeps it whole whenever the program or the machine stops, and locks it for one process.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from anyio import CancelScope, CapacityLimiter, to_thread
from attrs import frozen

from ..errors import LedgerError
from .looking import Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

State: TypeAlias = Literal["sending", "sent", "confirmed"]

_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pictures (
    name BLOB PRIMARY KEY, hash TEXT NOT NULL, state TEXT NOT NULL, since REAL NOT NULL,
    item_id TEXT, slot INTEGER, gone INTEGER NOT NULL, width REAL, height REAL,
    size INTEGER NOT NULL, modified INTEGER NOT NULL, changed INTEGER NOT NULL
);
"""
_UNWRITABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}


@frozen(kw_only=True)
class Row:
    """A picture of the folder, as far as it has come.

    `sending`: an upload was begun, and no answer is known. `sent`: it has an item. `confirmed`: the
    item and its file were read back. `since` is when it began to be sent, in seconds since 1970;
    `slot` is its cell, `None` if somebody moved it before we knew; `gone`: the file was deleted,
    and the item kept.
    """

    name: str
    hash: str
    stamp: Stamp
    state: State
    since: float
    item_id: str | None = None
    slot: int | None = None
    gone: bool = False
    size: tuple[float, float] | None = None


class Ledger:
    """The rows of one folder and one board, in a file that this process alone uses."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path
        self._turns = CapacityLimiter(1)
        self._rows = {row.name: row for row in _read(database)}

    @property
    def rows(self) -> Mapping[str, Row]:
        """All of it, by name."""
        return self._rows

    async def put(self, row: Row, *, instead_of: str | None = None) -> None:
        """Keep a row; it is on the disk when this ends. `instead_of`: under another name so far."""
        await self._do(lambda: _put(self._database, row, instead_of))
        self._rows.pop(instead_of or "", None)
        self._rows[row.name] = row

    async def drop(self, name: str) -> None:
        """Forget a row."""
        await self._do(lambda: _drop(self._database, name))
        self._rows.pop(name, None)

    async def _do(self, work: Callable[[], object]) -> None:
        # What is known of an item must not be lost because its upload was cancelled.
        with CancelScope(shield=True), _told(self._path):
            await to_thread.run_sync(work, limiter=self._turns)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def open_ledger(path: Path, about: Mapping[str, str]) -> Ledger:
    """Open a ledger, or begin one; it waits for the disk.

    Raises:
        LedgerError: Another process has it open, it is damaged, or about something else.
    """
    with _told(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=0, check_same_thread=False, isolation_level=None)
        try:
            _take(database)
            _check(database, about, path)
            return Ledger(database, path)
        except BaseException:
            database.close()
            raise


def default_path(board_id: str, collection: str) -> Path:
    """Give where the ledger of a folder and a board is, if nobody says otherwise."""
    whole = f"{board_id}\0{collection}".encode(errors="surrogatepass")
    name = sha256(whole).hexdigest()[:24]
    return Path.home() / ".local" / "state" / "miro-async" / "pictures" / f"{name}.sqlite3"


def _take(database: sqlite3.Connection) -> None:
    # With this the lock stays until the file is closed, or whoever had it open ends.
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    # A row waits for the disk once that way, and not four times.
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("BEGIN EXCLUSIVE")
    database.execute("COMMIT")


def _check(database: sqlite3.Connection, about: Mapping[str, str], path: Path) -> None:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version not in {0, _VERSION}:
        raise LedgerError(f"{path} was written by a newer version of this package")
    # In one piece: a program that ends here leaves an empty file, and not half a ledger.
    database.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
    known = dict(database.execute("SELECT key, value FROM about"))
    for key, value in about.items():
        if known.get(key, value) != value:
            raise LedgerError(f"{path} is about another {key}: {known[key]}")
    database.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())


def _read(database: sqlite3.Connection) -> list[Row]:
    columns = (
        "name, hash, state, since, item_id, slot, gone, width, height, size, modified, changed"
    )
    return [
        Row(
            name=os.fsdecode(name),
            hash=content_hash,
            state=state,
            since=since,
            item_id=item_id,
            slot=slot,
            gone=bool(gone),
            size=None if width is None else (width, height),
            stamp=Stamp(*stamp),
        )
        for name, content_hash, state, since, item_id, slot, gone, width, height, *stamp in (
            database.execute(f"SELECT {columns} FROM pictures")  # noqa: S608 - our own words
        )
    ]


def _put(database: sqlite3.Connection, row: Row, instead_of: str | None) -> None:
    width, height = row.size or (None, None)
    values = (
        *(os.fsencode(row.name), row.hash, row.state, row.since, row.item_id, row.slot, row.gone),
        *(width, height, *row.stamp),
    )
    places = ", ".join("?" * len(values))
    database.execute("BEGIN")
    if instead_of is not None:
        database.execute("DELETE FROM pictures WHERE name = ?", (os.fsencode(instead_of),))
    database.execute(f"INSERT OR REPLACE INTO pictures VALUES ({places})", values)  # noqa: S608 - only marks
    database.execute("COMMIT")


def _drop(database: sqlite3.Connection, name: str) -> None:
    database.execute("DELETE FROM pictures WHERE name = ?", (os.fsencode(name),))


@contextmanager
def _told(path: Path) -> Generator[None]:
    """Raise what goes wrong with the file as an error that says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest is about details
        if code == sqlite3.SQLITE_BUSY:
            raise LedgerError(
                f"{path} is in use: another program keeps this folder on this board"
            ) from None
        hint = ": it and its folder have to be writable" if code in _UNWRITABLE else ""
        raise LedgerError(f"{path} cannot be used: {error}{hint}") from error
    except sqlite3.DatabaseError as error:
        raise LedgerError(
            f"{path} is damaged, or no ledger: move it away. What is on the board is found there "
            "by the titles of the pictures"
        ) from error
    except OSError as error:
        raise LedgerError(f"{path} cannot be used: {error}") from error
