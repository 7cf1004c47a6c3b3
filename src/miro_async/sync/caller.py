"""What the generated methods speak to: the async caller, and the way to its event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..call.caller import Caller as AsyncCaller
    from ..call.operation import Operation
    from ..uploads import FileSource, Upload
    from .portal import Portal

T = TypeVar("T")


class Caller:
    """Has calls carried out by an async caller, and waits for them."""

    def __init__(self, caller: AsyncCaller, portal: Portal) -> None:
        self.asynchronous: AsyncCaller = caller
        self.portal: Portal = portal

    def call(
        self,
        operation: Operation[T],
        *ids: str,
        query: Mapping[str, object] | None = None,
        body: Mapping[str, object] | Sequence[object] | None = None,
    ) -> T:
        """Call an operation."""
        return self.portal.call(self.asynchronous.call, operation, *ids, query=query, body=body)

    def upload(
        self,
        operation: Operation[T],
        *ids: str,
        part: str,
        files: Sequence[FileSource | Upload],
        data: Mapping[str, object] | Sequence[object],
    ) -> T:
        """Call an operation with files."""
        return self.portal.call(
            self.asynchronous.upload, operation, *ids, part=part, files=files, data=data
        )
