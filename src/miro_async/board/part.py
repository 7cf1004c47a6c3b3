"""What the parts of `Board` have in common: each is about one kind of work on it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .board import Board


class Part(ABC):
    """A part of what a board can do. Only `Board`, which has them all, can be made."""

    __slots__ = ()

    @abstractmethod
    def _whole(self) -> Board:
        """Give the board that it is a part of."""
        ...
