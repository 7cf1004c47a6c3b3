"""`Batch`: any number of things put on a board at once, all of them or told which not."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Self, overload

from anyio import Path, move_on_after

from ..call.uninterrupted import uninterrupted
from ..errors import BatchError, InvalidArgumentError, MiroError, UploadError
from ..uploads import LARGEST_UPLOAD, Upload
from .drafts import ConnectorDraft, Draft, Drafts, GroupDraft, TagDraft
from .made import Made
from .sending.demands import called, demand_sendable
from .sending.sending import Progress, Sending
from .sending.undoing import undo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from ..models import Item, ItemGroup, Tag
    from .board import Board
    from .connector import BoardConnector
    from .drafts import AnyDraft
    from .handle import BoardItem
    from .sending.sending import OnError

__all__ = ["Batch", "Progress"]

_NAMED = 3


class Batch(Drafts):
    """Drafts that are sent together, in as few calls as Miro allows.

        async with board.batch() as batch:
            frame = batch.add_frame("Ideas", width=800, height=600)
            notes = [batch.add_sticky_note(text, frame=frame) for text in texts]
        await batch.made(notes[0]).move_to((100, 100))

    They are sent when the block ends; if it ends with an error, nothing is. How it sends, and what
    becomes of errors, is told by `Board.batch`, which makes one.
    """

    undo_seconds: float = 30.0
    """How long a batch that is cancelled takes at most to delete what it has made.

    Half of it at most goes into finding out what calls have made that were under way.
    """

    def __init__(
        self,
        board: Board,
        drafts: Drafts | None = None,
        *,
        concurrency: int = 4,
        on_error: OnError = "stop",
        progress: Callable[[Progress], object] | None = None,
    ) -> None:
        if concurrency < 1:
            raise InvalidArgumentError(f"concurrency is {concurrency}, but one call is the least")
        if on_error not in {"stop", "keep", "undo"}:
            raise InvalidArgumentError(f"on_error is 'stop', 'keep' or 'undo', not {on_error!r}")
        super().__init__()
        if drafts is not None:
            self.items.extend(drafts.items)
            self.connectors.extend(drafts.connectors)
            self.tags.update(drafts.tags)
            self.groups.extend(drafts.groups)
        self.board: Board = board
        self.result: Made = Made(board, self)
        self._concurrency = concurrency
        self._on_error: OnError = on_error
        self._sending: Sending | None = None
        self._progress = progress

    async def send(self) -> Made:
        """Send the drafts, and give what was made of them. A batch is sent once.

        Raises:
            InvalidArgumentError: Something cannot be right; nothing was sent.
            BatchError: Not all could be made; it tells what, why, and what is on the board.
        """
        if self._sending is not None:
            raise InvalidArgumentError("this batch was sent already: make another one")
        demand_sendable(self)
        sizes = await _sizes(self.items)
        sending = self._sending = Sending(
            self.board,
            self,
            self.result,
            concurrency=self._concurrency,
            on_error=self._on_error,
            progress=self._progress,
        )
        try:
            await sending.run(sizes)
            error = await self._error(sending) if sending.failed else None
        except BaseException:
            if self._on_error == "undo":
                await uninterrupted(self._take_back_in_time, sending)
            raise
        if error is not None:
            raise error
        return self.result

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
        return self.result[draft]

    @property
    def in_doubt(self) -> list[AnyDraft]:
        """What may be on the board, without anybody knowing.

        It was being sent, or looked for, when the batch was cancelled; or the looks did not tell. A
        frame that was just being moved into its frame is here and in `result`.
        """
        return [] if self._sending is None else self._sending.in_doubt

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            await self.send()

    async def _error(self, sending: Sending) -> BatchError:
        left = sending.left()
        not_undone: Sequence[MiroError] = ()
        if self._on_error == "undo":
            not_undone = await self._take_back(sending)
        return BatchError(
            self._message(sending, left, not_undone),
            made=dict(self.result.things),
            failed=tuple(sending.failed),
            left=tuple(left),
            not_undone=tuple(not_undone),
        )

    async def _take_back_in_time(self, sending: Sending) -> None:
        with move_on_after(self.undo_seconds):
            try:
                with move_on_after(self.undo_seconds / 2):  # the rest is for what is known
                    await sending.find_out()
            finally:
                await self._take_back(sending)

    async def _take_back(self, sending: Sending) -> list[MiroError]:
        try:
            return await undo(self.board, sending.created, concurrency=self._concurrency)
        finally:
            self.result.things.clear()
            self.result.things.update(sending.created)
            self.board.known_tags.forget()

    def _message(
        self, sending: Sending, left: Sequence[AnyDraft], not_undone: Sequence[MiroError]
    ) -> str:
        failed = sending.failed
        places: dict[AnyDraft, str] = {one: f"items[{n}] " for n, one in enumerate(self.items)}
        first = [
            f"{places.get(draft, '')}{called(draft)}: {error}" for draft, error in failed[:_NAMED]
        ]
        more = len(failed) - len(first)
        told = "\n  ".join([*first, *([f"and {more} more"] if more else [])])
        made = f"{len(self.result)} were made"
        if self._on_error == "undo":
            made = "all that was made was deleted again"
            if not_undone:
                made = f"{len(self.result)} could not be deleted again ({not_undone[0]})"
        return f"{len(failed)} of the batch failed:\n  {told}\n{made}, {len(left)} were not sent."


async def _sizes(drafts: Sequence[Draft]) -> Mapping[Draft, int]:
    """Give the sizes of files that can be known without reading them.

    Raises:
        UploadError: One is missing, empty or too large.
    """
    sizes: dict[Draft, int] = {}
    for draft in drafts:
        if draft.file is None:
            continue
        source = Upload.of(draft.file).source
        if isinstance(source, (bytes, bytearray, memoryview)):
            sizes[draft] = memoryview(source).nbytes
        elif isinstance(source, (str, PathLike)):
            try:
                sizes[draft] = (await Path(source).stat()).st_size
            except (OSError, ValueError) as error:
                raise UploadError(f"the file of {called(draft)} cannot be read: {error}") from error
        if sizes.get(draft) == 0:
            raise UploadError(f"the file of {called(draft)} is empty")
        if sizes.get(draft, 0) > LARGEST_UPLOAD:
            raise UploadError(f"the file of {called(draft)} is over the 6 MB that Miro takes")
    return sizes
