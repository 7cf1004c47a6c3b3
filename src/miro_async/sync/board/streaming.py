"""`miro_async.board.streaming` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...board import streaming as awaited
    from ...board.streaming import Streamed


class Stream(Twin):
    """What is on a board, to iterate over with `for`; each walk starts anew.

    One page of at most 50 things is held at a time, and the ids of the page before: whatever the
    service gives once more at the edge of two pages, as the board changes, is given once.
    """

    @property
    def _awaited(self) -> awaited.Stream:
        return cast("awaited.Stream", self._other)

    def __iter__(self) -> Iterator[Streamed]:
        return self._steps(aiter(self._awaited))
