"""The order in which people read what lies on a board: row by row, each from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...geometry import Box
    from ...models import Item
    from ..snapshots.snapshot import Snapshot


def in_reading_order(snapshot: Snapshot, items: Iterable[Item]) -> Sequence[Item]:
    """Sort items by rows from top to bottom, and each row from left to right.

    A row begins with the highest item that is left, and has all whose middle is as high as some
    part of that one. What has no place comes at the end, as it was made.
    """
    placed: list[tuple[Box, Item]] = []
    nowhere: list[Item] = []
    for item in items:
        box = snapshot.box(item.id)
        if box is None:
            nowhere.append(item)
        else:
            placed.append((box, item))
    placed.sort(key=lambda one: (one[0].top, one[0].left))
    return [*(item for row in _rows(placed) for _, item in row), *nowhere]


def _rows(placed: Sequence[tuple[Box, Item]]) -> Iterator[Sequence[tuple[Box, Item]]]:
    left: list[tuple[Box, Item]] = []  # of what has been looked at, what is in no row yet
    looked_at = 0
    while left or looked_at < len(placed):
        bottom = (left[0] if left else placed[looked_at])[0].bottom
        # What begins below the lower edge of the first one cannot be in its row.
        while looked_at < len(placed) and placed[looked_at][0].top < bottom:
            left.append(placed[looked_at])
            looked_at += 1
        row = [one for one in left if one[0].y < bottom]
        left = [one for one in left if one[0].y >= bottom]
        yield sorted(row, key=lambda one: (one[0].left, one[0].top))
