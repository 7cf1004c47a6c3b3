"""Ids as Miro makes them."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from attrs import define

_FIRST_ITEM = 3458764500000000001
_FIRST_ACCOUNT = 3074457300000000001
_BOARD_PREFIX = b"\xb9\x78\xd5"  # reads `uXjV`, as the ids of today's boards begin


@define
class Ids:
    """Hands out ids: each greater than the one before, the same in every run."""

    items: int = 0
    accounts: int = 0
    boards: int = 0

    def next_item(self) -> str:
        """Give an id for an item, a connector or a tag: 19 digits."""
        self.items += 1
        return str(_FIRST_ITEM + self.items)

    def next_account(self) -> str:
        """Give an id for a user, a team or an organization: 19 digits."""
        self.accounts += 1
        return str(_FIRST_ACCOUNT + self.accounts)

    def next_board(self) -> str:
        """Give an id for a board, such as `uXjVA1b2C3d=`."""
        self.boards += 1
        rest = hashlib.sha256(str(self.boards).encode()).digest()[:5]
        return urlsafe_b64encode(_BOARD_PREFIX + rest).decode()
