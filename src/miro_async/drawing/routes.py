"""The ways that connectors take from point to point."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import frozen

from .svg import number, path_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..geometry import Box
    from .svg import Point

_STEPS = 24
_CLEARANCE = 24.0  # how far an elbowed line runs straight out of an item


@frozen
class Tip:
    """An end of a line: where it is, and the direction in which the line leaves its item."""

    at: Point
    outward: Point


@frozen
class Route:
    """The way of a line: as path data, and as points along it."""

    path: str
    points: Sequence[Point]

    def along(self, share: float) -> Point:
        """Give the point after this share of the way."""
        left = share * sum(math.dist(*leg) for leg in self._legs())
        for start, end in self._legs():
            length = math.dist(start, end)
            if left <= length and length:
                part = left / length
                return (
                    start[0] + part * (end[0] - start[0]),
                    start[1] + part * (end[1] - start[1]),
                )
            left -= length
        return self.points[-1]

    def _legs(self) -> list[tuple[Point, Point]]:
        return list(zip(self.points, self.points[1:], strict=False))


def tip_of(box: Box, across: float, down: float) -> Tip:
    """Give the tip of a line at a place of an item: 0 to 1 across, 0 to 1 down."""
    x, y = across - 0.5, down - 0.5
    sideways = abs(x) >= abs(y)
    way = (math.copysign(1.0, x), 0.0) if sideways else (0.0, math.copysign(1.0, y))
    turn = math.radians(box.rotation)
    outward = (
        way[0] * math.cos(turn) - way[1] * math.sin(turn),
        way[0] * math.sin(turn) + way[1] * math.cos(turn),
    )
    return Tip(box.point(across, down), outward)


def facing(box: Box, other: Box) -> tuple[float, float]:
    """Give the place of an item's outline that looks at another item."""
    x, y = other.x - box.x, other.y - box.y
    if abs(x) * box.height >= abs(y) * box.width:
        return (1.0 if x >= 0 else 0.0), 0.5
    return 0.5, (1.0 if y >= 0 else 0.0)


def route(shape: str, start: Tip, end: Tip) -> Route:
    """Give the way of a line: straight, elbowed, or (what Miro takes by default) curved."""
    if shape == "straight":
        points = [start.at, end.at]
        return Route(path_of(points), points)
    if shape == "elbowed":
        points = _elbows(start, end)
        return Route(path_of(points), points)
    return _curve(start, end)


def _curve(start: Tip, end: Tip) -> Route:
    reach = max(30.0, math.dist(start.at, end.at) * 0.4)
    one, two = _beyond(start, reach), _beyond(end, reach)
    corners = (start.at, one, two, end.at)
    points = [_bezier(corners, step / _STEPS) for step in range(_STEPS + 1)]
    steps = ", ".join(f"{number(x)} {number(y)}" for x, y in corners[1:])
    return Route(f"{path_of([start.at])} C {steps}", points)


def _bezier(corners: Sequence[Point], share: float) -> Point:
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, corners, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, corners, strict=True)),
    )


def _elbows(start: Tip, end: Tip) -> list[Point]:
    (x1, y1), (x2, y2) = _beyond(start, _CLEARANCE), _beyond(end, _CLEARANCE)
    start_level = abs(start.outward[0]) > abs(start.outward[1])
    end_level = abs(end.outward[0]) > abs(end.outward[1])
    if start_level != end_level:
        between = [(x2, y1)] if start_level else [(x1, y2)]
    elif start_level:
        middle = (x1 + x2) / 2
        between = [(middle, y1), (middle, y2)]
    else:
        middle = (y1 + y2) / 2
        between = [(x1, middle), (x2, middle)]
    return [start.at, (x1, y1), *between, (x2, y2), end.at]


def _beyond(tip: Tip, reach: float) -> Point:
    return tip.at[0] + tip.outward[0] * reach, tip.at[1] + tip.outward[1] * reach
