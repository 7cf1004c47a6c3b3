"""Points and boxes on a board, in board units: x grows to the right, y downwards."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence


class Point(NamedTuple):
    """A place on the board, or inside of a frame."""

    x: float
    y: float


@frozen(kw_only=True)
class Box:
    """Where something is: its center, its size, and its rotation in degrees clockwise."""

    x: float
    y: float
    width: float
    height: float
    rotation: float = 0.0

    @property
    def center(self) -> Point:
        """The place of its middle, which is what Miro calls the position of an item."""
        return Point(self.x, self.y)

    @property
    def left(self) -> float:
        """The x of its left edge, before it is rotated."""
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        """The y of its upper edge, before it is rotated."""
        return self.y - self.height / 2

    @property
    def right(self) -> float:
        """The x of its right edge, before it is rotated."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The y of its lower edge, before it is rotated."""
        return self.y + self.height / 2

    def inner(self, padding: float, *, top: float = 0.0, bottom: float = 0.0) -> Box:
        """Give the box within this one, for text."""
        height = max(1.0, self.height - 2 * padding - top - bottom)
        return Box(
            x=self.x,
            y=self.top + padding + top + height / 2,
            width=max(1.0, self.width - 2 * padding),
            height=height,
        )

    def point(self, across: float, down: float) -> Point:
        """Give a place by how far it is in the box: 0 to 1 across, 0 to 1 down."""
        x, y = (across - 0.5) * self.width, (down - 0.5) * self.height
        turn = math.radians(self.rotation)
        return Point(
            self.x + x * math.cos(turn) - y * math.sin(turn),
            self.y + x * math.sin(turn) + y * math.cos(turn),
        )

    def corners(self) -> Sequence[Point]:
        """Give its four corners, as it is rotated."""
        return [self.point(across, down) for across in (0, 1) for down in (0, 1)]
