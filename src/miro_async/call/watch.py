"""Tells who listens what is unexpected in answers; loaded only where somebody does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .. import models
from ..codec.drift import Difference, differences
from .hooks import Drift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .operation import Operation

_COUNTS = {"total": int, "size": int, "limit": int}
_AROUND_THINGS: dict[str, tuple[str, Mapping[str, Any]]] = {
    "cursor": ("data", {"cursor": str, **_COUNTS, "links": models.PageLinks, "type": str}),
    "offset": ("data", {"offset": int, **_COUNTS, "links": models.PageLinks, "type": str}),
    "scim": (
        "Resources",
        {"startIndex": int, "itemsPerPage": int, "totalResults": int, "schemas": Sequence[str]},
    ),
}
"""For each style of paging: the field with the things, and the types of the others."""

_AROUND_A_LIST = {"type", "schemas", "totalResults"}
"""What stands around a list that is not paged, and says nothing that the list does not."""


class Watch:
    """Looks through raw answers, and calls the listener with each difference."""

    def __init__(self, listener: Callable[[Drift], None]) -> None:
        self._listener = listener

    def one(self, operation: Operation[object], raw: object) -> None:
        """Look at the one thing that an operation gives."""
        self._report(operation, differences(raw, _kind(operation)))

    def each(self, operation: Operation[object], raw: list[object], path: str) -> None:
        """Look at the things of a list, which stands at this path."""
        kind = _kind(operation)
        for index, one in enumerate(raw):
            self._report(operation, differences(one, kind, f"{path}[{index}]"))

    def wrapper(self, operation: Operation[object], raw: Mapping[str, object]) -> None:
        """Look at what stands around a list that is not paged."""
        things = operation.unwrap or ""
        self._report(operation, _without_list(raw, things))
        unknown = raw.keys() - {things} - _AROUND_A_LIST
        self._report(operation, (Difference(w, "unknown_field", raw[w]) for w in unknown))

    def page(self, operation: Operation[object], raw: Mapping[str, object]) -> None:
        """Look at what stands around the things of a page."""
        assert operation.paging is not None
        things, types = _AROUND_THINGS[operation.paging.style]
        self._report(operation, _without_list(raw, things))
        for wire, value in raw.items():
            if wire in types:
                self._report(operation, differences(value, types[wire], wire))
            elif wire != things:
                self._report(operation, [Difference(wire, "unknown_field", value)])

    def _report(self, operation: Operation[object], found: Iterable[Difference]) -> None:
        for path, kind, value in found:
            self._listener(Drift(operation=operation.id, path=path, kind=kind, value=value))


def _kind(operation: Operation[object]) -> Any:
    assert operation.result is not None
    return getattr(models, operation.result)


def _without_list(raw: Mapping[str, object], things: str) -> Iterable[Difference]:
    if raw.get(things) is None:
        yield Difference(things, "missing_field", None)
