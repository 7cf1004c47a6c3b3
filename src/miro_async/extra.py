"""The fields of an answer that the description does not know, kept as they came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


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
_new: Any = object.__new__


def extra_of(raw: dict[str, Any], known: Mapping[str, str], surplus: int) -> Extra:
    """Give the fields of an object that its class does not have, in the order they came in.

    `surplus` is how many there are at most; the search ends when so many are found. It begins at
    the end, as that is where fields are added.
    """
    unknown: dict[str, object] = {}
    for name in reversed(raw):
        if name not in known:
            unknown[name] = raw[name]
            if len(unknown) == surplus:
                break
    if not unknown:
        return NO_EXTRA
    extra: Extra = _new(Extra)
    fields = unknown if len(unknown) == 1 else dict(reversed(unknown.items()))
    extra._fields = fields  # pyright: ignore[reportPrivateUsage] - without a copy
    return extra
