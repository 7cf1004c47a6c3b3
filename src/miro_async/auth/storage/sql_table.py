"""The table of `SqlStorage`, and the statements on it.

Each statement is one that every server understands, and finds one row by the hash of its user's id:
`A` and `a`, or `e` and `é`, are the same text to a MariaDB as it comes, which would give one user
the token of another; PostgreSQL refuses a NUL, and indexes have their limits of length. The id
itself stands beside it for people, with all but ASCII percent-encoded; nothing looks for it.

A row is there when there is a token, or a lease on one. An `UPDATE` of a token counts up `writes`:
so it changes its row in any case, as some drivers for MySQL count the rows that changed, and not
those that were found.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from string import punctuation
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import (
    Column,
    DateTime,
    Integer,
    String,
    Table,
    Text,
    TypeDecorator,
    delete,
    insert,
    literal,
    select,
    type_coerce,
    update,
)

from ...errors import ConfigurationError, InvalidArgumentError
from ...secret import Secret

if TYPE_CHECKING:
    from sqlalchemy import Delete, Dialect, Insert, MetaData, Select, Update

    from ..token import Token

_SHOWN = 255
_PLAIN = punctuation.replace("%", "")


def key_of(user_id: str) -> str:
    """Give what finds the row of a user.

    Raises:
        InvalidArgumentError: It is no text, or empty.
    """
    _demand_text(user_id)
    return hashlib.sha256(user_id.encode(errors="surrogatepass")).hexdigest()


def _demand_text(user_id: object) -> None:
    if not (isinstance(user_id, str) and user_id):
        raise InvalidArgumentError("user_id must be a text that is not empty")


class _Masked(str):
    """A text that SQLAlchemy's `echo=True`, a driver's log and a traceback show nothing of."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'"


class _HiddenText(TypeDecorator[Secret]):
    """A text that is a `Secret` on this side of the database.

    Used in statements and not in the table, so that a migration can name the column's type.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Secret | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Give what the driver gets: a text, but for its repr."""
        return None if value is None else _Masked(value.reveal())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Secret | None:  # noqa: ARG002
        """Hide what was read."""
        return None if value is None else Secret(value)


_HIDDEN = _HiddenText()


def token_table(name: str, metadata: MetaData, schema: str | None) -> Table:
    """Give the table; the one that the metadata has under this name, if it is such a table.

    Raises:
        ConfigurationError: It is another one.
    """
    table = Table(name, metadata, *_columns(), schema=schema, keep_existing=True)
    if missing := {column.name for column in _columns()} - set(table.c.keys()):
        raise ConfigurationError(
            f"the metadata has another table {name!r} already, without {', '.join(sorted(missing))}"
        )
    return table


def _columns() -> list[Column[Any]]:
    return [
        Column("user_hash", String(64), primary_key=True),
        Column("user_id", String(_SHOWN), nullable=False),
        Column("token", Text()),
        Column("fingerprint", String(32)),
        Column("lease_holder", String(32)),
        # For people: tokens that nobody has renewed for 60 days can be deleted.
        Column("changed_at", DateTime(timezone=True), nullable=False),
        Column("writes", Integer(), nullable=False),
    ]


class Statements:
    """What is done to the row of one user."""

    def __init__(self, table: Table, user_id: str) -> None:
        self._table = table
        self._columns = table.c
        self.key: str = key_of(user_id)
        self._user_id = quote(user_id, safe=_PLAIN, errors="surrogatepass")[:_SHOWN]
        self._here = table.c.user_hash == self.key

    def read(self) -> Select[Any]:
        """Read the token."""
        return select(type_coerce(self._columns.token, _HIDDEN)).where(self._here)

    def write(self, token: Token) -> Update:
        """Write a token into the row, whatever is in it."""
        return update(self._table).where(self._here).values(self._changed(token))

    def add(self, token: Token) -> Insert:
        """Make a row with a token."""
        return insert(self._table).values(self._new() | self._values(token))

    def replace(self, old: list[str], token: Token) -> Update:
        """Write a token into the row if one with such a fingerprint is in it."""
        return self.write(token).where(self._columns.fingerprint.in_(old))

    def forget(self) -> Update:
        """Take the token out of the row."""
        return update(self._table).where(self._here).values(self._changed(None))

    def delete_empty(self) -> Delete:
        """Delete the row if there is no token in it, and no lease on it."""
        nothing = (self._columns.token.is_(None), self._columns.lease_holder.is_(None))
        return delete(self._table).where(self._here, *nothing)

    def holder(self) -> Select[Any]:
        """Read who has the lease."""
        return select(self._columns.lease_holder).where(self._here)

    def take(self, before: str | None, nonce: str) -> Update:
        """Take the lease from who had it before, which may be nobody."""
        mine = update(self._table).values(lease_holder=nonce)
        return mine.where(self._here, self._columns.lease_holder == before)

    def add_lease(self, nonce: str) -> Insert:
        """Make a row with a lease, and no token."""
        return insert(self._table).values(self._new() | {"lease_holder": nonce})

    def release(self, nonce: str) -> Update:
        """Give the lease back, if it is still this one."""
        nobody = update(self._table).values(lease_holder=None)
        return nobody.where(self._here, self._columns.lease_holder == nonce)

    def _new(self) -> dict[str, object]:
        now = datetime.now(UTC)
        return {
            "user_hash": self.key,
            "user_id": self._user_id,
            "changed_at": now,
            "writes": 0,
        }

    def _changed(self, token: Token | None) -> dict[str, object]:
        writes = self._columns.writes + 1
        return self._values(token) | {"changed_at": datetime.now(UTC), "writes": writes}

    def _values(self, token: Token | None) -> dict[str, object]:
        if token is None:
            return {"token": None, "fingerprint": None}
        text = literal(Secret(token.to_json()), _HIDDEN)
        return {"token": text, "fingerprint": token.fingerprint}
