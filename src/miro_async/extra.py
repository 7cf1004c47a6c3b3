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

    `surplus` is how many there are at most. Of one, the search begins at the end, as that is where
    fields are added.
    """
    extra: Extra = _new(Extra)
    # Set from outside, as `Extra(...)` would make a copy.
    if surplus == 1:
        for name in reversed(raw):
            if name not in known:
                extra._fields = {name: raw[name]}  # pyright: ignore[reportPrivateUsage]
                return extra
        return NO_EXTRA
    unknown = {name: value for name, value in raw.items() if name not in known}
    extra._fields = unknown  # pyright: ignore[reportPrivateUsage]
    return extra if unknown else NO_EXTRA
