"""Which boards there are, and who can read them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from miro_async import Miro


async def boards_of(miro: Miro, users: Sequence[str]) -> list[dict[str, str]]:
    """List the boards of these users; each is for one of those who can see it.

    Each user has credits of their own, so of a board that several see, the one exports it who has
    the fewest so far.
    """
    names: dict[str, str] = {}
    seen_by: dict[str, list[str]] = {}
    for user in dict.fromkeys(users):
        async for board in miro.as_user(user).boards.list():
            names[board.id] = board.name
            readers = seen_by.setdefault(board.id, [])
            if user not in readers:
                readers.append(user)
    load = Counter[str]()
    planned: list[dict[str, str]] = []
    for board_id, readers in sorted(seen_by.items(), key=lambda seen: len(seen[1])):
        user = min(readers, key=lambda reader: load[reader])
        load[user] += 1
        planned.append({"board_id": board_id, "name": names[board_id], "user_id": user})
    return planned
