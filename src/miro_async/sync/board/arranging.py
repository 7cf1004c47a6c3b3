"""`miro_async.board.arranging` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...board import arranging as awaited
    from ...board.drafts import At, Draft, Ref
    from ...board.layout import Across, Down, Gap
    from ...models import Item
    from ..board.handle import BoardItem


class Arranging(Twin):
    """What lays out items of a board, and makes drafts where they go."""

    @property
    def _awaited(self) -> awaited.Arranging:
        return cast("awaited.Arranging", self._other)

    def grid(
        self,
        items: Iterable[BoardItem[Item] | Draft],
        *,
        frame: Ref | None = None,
        at: At | None = None,
        columns: int | None = None,
        gap: Gap = 20.0,
        padding: float = 20.0,
        across: Across = "center",
        down: Down = "middle",
        fit: bool = True,
    ) -> list[BoardItem[Item]]:
        """Lay items out in rows, and give them all, in their order.

            board.grid(notes, frame=frame, columns=3)

        Items that are on the board are moved (100 credits each, none if they are there already),
        drafts are made there. The frame is read (50 credits). It keeps its upper left corner and is
        made as large as the layout (100 credits, or 200), or larger if other items are in it: they
        stay where they are, inside.

        Args:
            items: Handles, and drafts that are not on the board yet.
            frame: The frame that they go into; the draft of one is made first. Without one they go
                onto the board itself, out of the frames that they are in.
            at: Without a frame: where the middle of the whole goes on the board, (0, 0) by default.
            columns: How many items there are in a row; by default so many that the whole is a bit
                wider than it is high.
            gap: The room between items: across and down, or one figure for both.
            padding: The room around the whole.
            across: Where in its column a narrower item is.
            down: Where in its row a lower item is.
            fit: Size the frame to fit. Without, it has to be large enough.

        Raises:
            InvalidArgumentError: The frame is too small, and stays so by `fit=False`; or the
                arguments contradict each other. Nothing was moved.
        """
        return cast(
            "list[BoardItem[Item]]",
            self._twin(
                self._way.call(
                    self._awaited.grid,
                    plain(items),
                    frame=plain(frame),
                    at=at,
                    columns=columns,
                    gap=gap,
                    padding=padding,
                    across=across,
                    down=down,
                    fit=fit,
                )
            ),
        )

    def row(
        self,
        items: Iterable[BoardItem[Item] | Draft],
        *,
        frame: Ref | None = None,
        at: At | None = None,
        gap: float = 20.0,
        padding: float = 20.0,
        down: Down = "middle",
        fit: bool = True,
    ) -> list[BoardItem[Item]]:
        """Lay items out side by side, and give them all: what `grid` does, in one row."""
        return cast(
            "list[BoardItem[Item]]",
            self._twin(
                self._way.call(
                    self._awaited.row,
                    plain(items),
                    frame=plain(frame),
                    at=at,
                    gap=gap,
                    padding=padding,
                    down=down,
                    fit=fit,
                )
            ),
        )

    def column(
        self,
        items: Iterable[BoardItem[Item] | Draft],
        *,
        frame: Ref | None = None,
        at: At | None = None,
        gap: float = 20.0,
        padding: float = 20.0,
        across: Across = "center",
        fit: bool = True,
    ) -> list[BoardItem[Item]]:
        """Lay items out one below the other, and give them all: what `grid` does, in one column."""
        return cast(
            "list[BoardItem[Item]]",
            self._twin(
                self._way.call(
                    self._awaited.column,
                    plain(items),
                    frame=plain(frame),
                    at=at,
                    gap=gap,
                    padding=padding,
                    across=across,
                    fit=fit,
                )
            ),
        )
