"""Laying out in grids, rows and columns: items of a board, and drafts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import layout
from .part import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..models import Item
    from .drafts import At, Draft, Ref
    from .handle import BoardItem
    from .layout import Across, Down, Gap


class Arranging(Part):
    """What lays out items of a board, and makes drafts where they go."""

    async def grid(  # noqa: PLR0913 - each is one decision about the layout
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

            await board.grid(notes, frame=frame, columns=3)

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
        from .arrange import arrange

        lay = partial(
            layout.grid, columns=columns, gap=gap, padding=padding, across=across, down=down
        )
        return await arrange(self._whole(), items, lay, frame=frame, at=at, fit=fit)

    async def row(  # noqa: PLR0913 - as grid
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
        from .arrange import arrange

        lay = partial(layout.row, gap=gap, padding=padding, down=down)
        return await arrange(self._whole(), items, lay, frame=frame, at=at, fit=fit)

    async def column(  # noqa: PLR0913 - as grid
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
        from .arrange import arrange

        lay = partial(layout.column, gap=gap, padding=padding, across=across)
        return await arrange(self._whole(), items, lay, frame=frame, at=at, fit=fit)


class ArrangingDrafts:
    """What lays out drafts. No call is made: their places and the size of the frame are set."""

    def grid(  # noqa: PLR0913 - each is one decision about the layout
        self,
        items: Iterable[Draft],
        *,
        frame: Draft | None = None,
        at: At | None = None,
        columns: int | None = None,
        gap: Gap = 20.0,
        padding: float = 20.0,
        across: Across = "center",
        down: Down = "middle",
        fit: bool = True,
    ) -> Sequence[Draft]:
        """Lay drafts out in rows, and give them.

        The arguments are those of `board.grid`. A frame that is a draft has its center where it
        was; how large things are is what they say, or what Miro makes of them.

        Raises:
            InvalidArgumentError: The frame is too small, and stays so by `fit=False`; or the
                arguments contradict each other.
        """
        from .arrange import arrange_drafts

        lay = partial(
            layout.grid, columns=columns, gap=gap, padding=padding, across=across, down=down
        )
        return arrange_drafts(items, lay, frame=frame, at=at, fit=fit)

    def row(  # noqa: PLR0913 - as grid
        self,
        items: Iterable[Draft],
        *,
        frame: Draft | None = None,
        at: At | None = None,
        gap: float = 20.0,
        padding: float = 20.0,
        down: Down = "middle",
        fit: bool = True,
    ) -> Sequence[Draft]:
        """Lay drafts out side by side, and give them: what `grid` does, in one row."""
        from .arrange import arrange_drafts

        lay = partial(layout.row, gap=gap, padding=padding, down=down)
        return arrange_drafts(items, lay, frame=frame, at=at, fit=fit)

    def column(  # noqa: PLR0913 - as grid
        self,
        items: Iterable[Draft],
        *,
        frame: Draft | None = None,
        at: At | None = None,
        gap: float = 20.0,
        padding: float = 20.0,
        across: Across = "center",
        fit: bool = True,
    ) -> Sequence[Draft]:
        """Lay drafts out one below the other, and give them: what `grid` does, in one column."""
        from .arrange import arrange_drafts

        lay = partial(layout.column, gap=gap, padding=padding, across=across)
        return arrange_drafts(items, lay, frame=frame, at=at, fit=fit)
