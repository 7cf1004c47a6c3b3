"""Room in a frame: it grows to the right and downwards, and what is in it stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Position, SizeGeometry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..client import MiroApi
    from .grid import Grid


async def make_room(
    api: MiroApi, board_id: str, frame_id: str, grid: Grid, slots: Iterable[int]
) -> None:
    """See to it that a frame is large enough for these cells: 50 credits, 150 if it has to grow.

    Raises:
        MiroError: There is no such frame, or it must not be changed.
    """
    frame = await api.frames.get(board_id, frame_id)
    width = (frame.geometry.width if frame.geometry else None) or 0.0
    height = (frame.geometry.height if frame.geometry else None) or 0.0
    needed = grid.needed(slots)
    wide, high = max(width, needed.x), max(height, needed.y)
    if (wide, high) == (width, height):
        return
    x = (frame.position.x if frame.position else None) or 0.0
    y = (frame.position.y if frame.position else None) or 0.0
    await api.frames.update(
        board_id,
        frame_id,
        geometry=SizeGeometry(width=wide, height=high),
        # Miro has the place of its middle; its upper left corner is to stay.
        position=Position(x=x + (wide - width) / 2, y=y + (high - height) / 2),
    )
