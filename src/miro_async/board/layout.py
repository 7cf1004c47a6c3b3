"""Where things go in grids, rows and columns: sizes in, centers and the size of the whole out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from ..errors import InvalidArgumentError
from ..geometry import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..drawing.sizes import Size

Across: TypeAlias = Literal["left", "center", "right"]
"""Where in its column something narrower than the column is."""

Down: TypeAlias = Literal["top", "middle", "bottom"]
"""Where in its row something lower than the row is."""

Gap: TypeAlias = "float | tuple[float, float]"
"""The room between two things: across and down, or one figure for both."""

_ACROSS = {"left": 0.0, "center": 0.5, "right": 1.0}
_DOWN = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
_RATIO = 1.5  # of the width to the height of a grid that chooses its columns


@frozen(kw_only=True)
class Layout:
    """Where things go.

    Attributes:
        centers: The centers of the things, in their order, from the upper left corner of the whole.
        width: How wide the whole is.
        height: How high the whole is.
    """

    centers: Sequence[Point]
    width: float
    height: float


def grid(  # noqa: PLR0913 - each is one decision about the layout
    sizes: Sequence[Size],
    *,
    columns: int | None = None,
    gap: Gap = 20.0,
    padding: float = 20.0,
    across: Across = "center",
    down: Down = "middle",
) -> Layout:
    """Lay things out in rows, from left to right and from top to bottom.

    A column is as wide as the widest in it, a row as high as the highest.

    Args:
        sizes: Widths and heights.
        columns: How many there are in a row; by default so many that the whole is a bit wider than
            it is high.
        gap: The room between them.
        padding: The room around the whole.
        across: Where in its column a narrower one is.
        down: Where in its row a lower one is.

    Raises:
        InvalidArgumentError: Less than one column, negative room, or no such place in a cell.
    """
    if columns is not None and columns < 1:
        raise InvalidArgumentError(f"columns is {columns}, but a grid has at least one")
    if across not in _ACROSS or down not in _DOWN:
        known = f"across is one of {', '.join(_ACROSS)}, down one of {', '.join(_DOWN)}"
        raise InvalidArgumentError(f"{known}: not {across!r} and {down!r}")
    gap_x, gap_y = gap if isinstance(gap, tuple) else (gap, gap)
    if not all(room >= 0 for room in (gap_x, gap_y, padding)):
        raise InvalidArgumentError("gap and padding cannot be negative")
    count = min(columns or _columns(sizes, gap_x, gap_y), max(1, len(sizes)))
    rows = [sizes[start : start + count] for start in range(0, len(sizes), count)]
    widths = [max(size[0] for size in sizes[column::count]) for column in range(count) if sizes]
    heights = [max(size[1] for size in row) for row in rows]
    lefts, tops = _starts(widths, gap_x, padding), _starts(heights, gap_y, padding)
    centers: list[Point] = []
    for place, (width, height) in enumerate(sizes):
        row, column = divmod(place, count)
        x = lefts[column] + width / 2 + _ACROSS[across] * (widths[column] - width)
        y = tops[row] + height / 2 + _DOWN[down] * (heights[row] - height)
        centers.append(Point(x, y))
    return Layout(
        centers=centers,
        width=_extent(widths, gap_x, padding),
        height=_extent(heights, gap_y, padding),
    )


def row(
    sizes: Sequence[Size], *, gap: float = 20.0, padding: float = 20.0, down: Down = "middle"
) -> Layout:
    """Lay things out side by side, as a grid of one row."""
    return grid(sizes, columns=max(1, len(sizes)), gap=gap, padding=padding, down=down)


def column(
    sizes: Sequence[Size], *, gap: float = 20.0, padding: float = 20.0, across: Across = "center"
) -> Layout:
    """Lay things out one below the other, as a grid of one column."""
    return grid(sizes, columns=1, gap=gap, padding=padding, across=across)


def _columns(sizes: Sequence[Size], gap_x: float, gap_y: float) -> int:
    if not sizes:
        return 1
    width = sum(size[0] for size in sizes) / len(sizes) + gap_x
    height = sum(size[1] for size in sizes) / len(sizes) + gap_y
    return max(1, round(math.sqrt(len(sizes) * _RATIO * height / width)))


def _starts(lengths: Sequence[float], gap: float, padding: float) -> Sequence[float]:
    starts = [padding]
    for length in lengths:
        starts.append(starts[-1] + length + gap)
    return starts


def _extent(lengths: Sequence[float], gap: float, padding: float) -> float:
    return sum(lengths) + gap * max(0, len(lengths) - 1) + 2 * padding
