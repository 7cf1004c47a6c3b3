"""Looking at a board again and again, in tests."""

from __future__ import annotations


def told(changes):
    """Give what was told, in short."""
    return [(change.kind, change.what, change.id, change.fields) for change in changes]


async def looking(board, **more):
    """Give changes that have begun, and of which the first second has passed."""
    changes = board.changes(**more)
    assert await changes.look() == []
    await board.api._caller.clock.sleep(2)
    assert await changes.look() == []
    return changes
