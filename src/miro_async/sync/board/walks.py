"""`miro_async.board.walks` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, cast

from ...board.walks import HandleT
from ..twin import Twin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...board import walks as awaited


class Walk(Twin, Generic[HandleT]):
    """What is on a board, to iterate over with `for`; each walk starts anew."""

    @property
    def _awaited(self) -> awaited.Walk[HandleT]:
        return cast("awaited.Walk[HandleT]", self._other)

    def __iter__(self) -> Iterator[HandleT]:
        return self._steps(aiter(self._awaited))

    def first(self) -> HandleT | None:
        """Give the first one, `None` if there is none."""
        return cast("HandleT | None", self._twin(self._way.call(self._awaited.first)))

    def collect(self, *, limit: int | None = None) -> list[HandleT]:
        """Give them all, or the first `limit`.

        Raises:
            InvalidArgumentError: The limit is negative.
        """
        return cast("list[HandleT]", self._twin(self._way.call(self._awaited.collect, limit=limit)))
