"""`miro_async.board.batch` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, overload

from ...board.drafts import Drafts
from ..twin import Twin, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from ...board import batch as awaited
    from ...board.drafts import AnyDraft, ConnectorDraft, Draft, GroupDraft, TagDraft
    from ...board.sending.sending import OnError, Progress
    from ...models import Item, ItemGroup, Tag
    from ..board.board import Board
    from ..board.connector import BoardConnector
    from ..board.handle import BoardItem
    from ..board.made import Made


class Batch(Twin, Drafts):
    """Drafts that are sent together, in as few calls as Miro allows.

        with board.batch() as batch:
            frame = batch.add_frame("Ideas", width=800, height=600)
            notes = [batch.add_sticky_note(text, frame=frame) for text in texts]
        batch.made(notes[0]).move_to((100, 100))

    They are sent when the block ends, unless it has sent them; if it ends with an error, nothing
    is. How it sends, and what becomes of errors, is told by `Board.batch`, which makes one.
    """

    @property
    def _awaited(self) -> awaited.Batch:
        return cast("awaited.Batch", self._other)

    def __enter__(self) -> Self:
        return self._enter()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        return self._leave(kind, error, traceback)

    @property
    def undo_seconds(self) -> float:
        """How long a batch that is cancelled takes at most to delete what it has made.

        Half of it at most goes into finding out what calls have made that were under way.
        """
        return self._awaited.undo_seconds

    def __init__(
        self,
        board: Board,
        drafts: Drafts | None = None,
        *,
        concurrency: int = 4,
        on_error: OnError = "stop",
        progress: Callable[[Progress], object] | None = None,
    ) -> None:
        from ...board.batch import Batch as Awaited

        self._become(
            board.api,
            Awaited(
                plain(board), drafts, concurrency=concurrency, on_error=on_error, progress=progress
            ),
        )

    @property
    def board(self) -> Board:
        """Its board."""
        return cast("Board", self._twin(self._awaited.board))

    @property
    def result(self) -> Made:
        """Its result."""
        return cast("Made", self._twin(self._awaited.result))

    def send(self) -> Made:
        """Send the drafts, and give what was made of them. A batch is sent once.

        Raises:
            InvalidArgumentError: Something cannot be right; nothing was sent.
            BatchError: Not all could be made; it tells what, why, and what is on the board.
        """
        return cast("Made", self._twin(self._way.call(self._awaited.send)))

    @overload
    def made(self, draft: Draft) -> BoardItem[Item]: ...

    @overload
    def made(self, draft: ConnectorDraft) -> BoardConnector: ...

    @overload
    def made(self, draft: TagDraft) -> Tag: ...

    @overload
    def made(self, draft: GroupDraft) -> ItemGroup: ...

    def made(self, draft: AnyDraft) -> BoardItem[Item] | BoardConnector | Tag | ItemGroup:
        """Give what was made of a draft: a handle. It can be asked at any time, after errors, too.

        Raises:
            KeyError: Nothing has been made of it so far.
        """
        return cast(
            "BoardItem[Item] | BoardConnector | Tag | ItemGroup",
            self._twin(self._look(lambda: self._awaited.made(draft))),
        )

    @property
    def in_doubt(self) -> list[AnyDraft]:
        """What may be on the board, without anybody knowing.

        It was being sent, or looked for, when the batch was cancelled; or the looks did not tell. A
        frame that was just being moved into its frame is here and in `result`.
        """
        return self._awaited.in_doubt
