"""Where pictures go: cells in rows, each picture in a cell of its own, which it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from ..errors import ConfigurationError
from ..geometry import Point

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 2.0  # board units: what is further from the middle of its cell was moved by somebody


@frozen(kw_only=True)
class Grid:
    """Square cells, from left to right and row by row; they are counted from 0.

    Attributes:
        at: The upper left corner of the first cell.
        columns: How many cells a row has.
        cell: How wide and high a cell is, in board units.
        gap: How far cells are from each other.

    Raises:
        ConfigurationError: A figure cannot be right.
    """

    at: Point
    columns: int = 5
    cell: float = 320.0
    gap: float = 40.0

    def __attrs_post_init__(self) -> None:
        if self.columns < 1:
            raise ConfigurationError("columns is 1 or more")
        if not self.cell >= 8:  # noqa: PLR2004 - smaller ones Miro does not show
            raise ConfigurationError("cell is 8 board units or more")
        if not self.gap >= 0:
            raise ConfigurationError("gap is in board units, 0 or more")

    def place(self, slot: int) -> Point:
        """Give the middle of a cell."""
        row, column = divmod(slot, self.columns)
        step, half = self.cell + self.gap, self.cell / 2
        return Point(self.at.x + column * step + half, self.at.y + row * step + half)

    def slot_at(self, place: Point) -> int | None:
        """Give the cell whose middle this is; `None`: it is none's."""
        step, first = self.cell + self.gap, self.place(0)
        column = round((place.x - first.x) / step)
        row = round((place.y - first.y) / step)
        if row < 0 or not 0 <= column < self.columns:
            return None
        slot = row * self.columns + column
        middle = self.place(slot)
        near = abs(middle.x - place.x) <= _NEAR and abs(middle.y - place.y) <= _NEAR
        return slot if near else None

    def needed(self, slots: Iterable[int]) -> Point:
        """Give the width and the height that a frame needs for these cells."""
        taken = list(slots)
        right = max((slot % self.columns for slot in taken), default=0)
        bottom = max((slot // self.columns for slot in taken), default=0)
        corner = self.place(bottom * self.columns + right)
        margin = self.cell / 2 + self.gap
        return Point(corner.x + margin, corner.y + margin)

    def fitting(self, size: tuple[float, float] | None) -> dict[str, float]:
        """Give the one side that makes a picture of this size as large as its cell."""
        if size is None or size[0] >= size[1]:
            return {"width": self.cell}
        return {"height": self.cell}
