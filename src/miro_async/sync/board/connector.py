"""`miro_async.board.connector` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin, plain

if TYPE_CHECKING:
    from typing import Self, Unpack

    from ...board import connector as awaited
    from ...board.drafts import Ref
    from ...board.lines import Line
    from ...models import Connector
    from ..board.board import Board


class BoardConnector(Twin):
    """A line between two items of a board, as it was when it was last read or changed here.

    Two of the same line are equal, whatever was read when.
    """

    @property
    def _awaited(self) -> awaited.BoardConnector:
        return cast("awaited.BoardConnector", self._other)

    @property
    def board(self) -> Board:
        """Its board."""
        return cast("Board", self._twin(self._awaited.board))

    @property
    def connector(self) -> Connector:
        """What Miro said of it last."""
        return self._awaited.connector

    @property
    def id(self) -> str:
        """Its id."""
        return self._awaited.id

    @property
    def start_id(self) -> str | None:
        """The id of the item at which it starts; `None` for a loose end."""
        return self._awaited.start_id

    @property
    def end_id(self) -> str | None:
        """The id of the item at which it ends; `None` for a loose end."""
        return self._awaited.end_id

    @property
    def text(self) -> str:
        """Its captions, without markup."""
        return self._awaited.text

    def refresh(self) -> Self:
        """Read it again, and give it. 50 credits."""
        self._way.call(self._awaited.refresh)
        return self

    def update(
        self, *, start: Ref | None = None, end: Ref | None = None, **line: Unpack[Line]
    ) -> Self:
        """Change it, and give it. 100 credits; without arguments no call is made.

        Args:
            start: Another item at which it starts.
            end: Another item at which it ends.
            **line: How it looks and where it is fastened: see `Line`. What is not given stays.

        Raises:
            InvalidArgumentError: An end is a draft or of another board, or an argument cannot be
                right; nothing was sent.
        """
        self._way.call(self._awaited.update, start=plain(start), end=plain(end), **line)
        return self

    def delete(self) -> None:
        """Delete it; the items that it joins stay. 500 credits.

        Raises:
            NotFoundError: It is not there any more.
        """
        self._way.call(self._awaited.delete)
