"""The fields of an answer that the description does not know, kept as they came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class Extra(Mapping[str, object]):
    """A read-only mapping: these fields are for reading, they are never sent back."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, object] | None = None) -> None:
        self._fields = dict(fields or {})

    def __getitem__(self, name: str) -> object:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Extra({self._fields!r})"


NO_EXTRA = Extra()
