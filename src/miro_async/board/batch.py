"""`Batch`: any number of things put on a board at once, all of them or told which not."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Self, TypeVar, overload

from anyio import Path, move_on_after

from ..call.uninterrupted import uninterrupted
from ..errors import BatchError, InvalidArgumentError, MiroError, UploadError
from ..uploads import LARGEST_UPLOAD, Upload
from .drafts import ConnectorDraft, Draft, Drafts, GroupDraft, TagDraft
from .made import Made
from .sending.demands import demand_sendable
from .sending.own_work import own_work_of
from .sending.sending import Progress, Sending
from .sending.undoing import undo
from .sending.words import called

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from ..models import Item, ItemGroup, Tag
    from .board import Board
    from .connector import BoardConnector
    from .drafts import AnyDraft
    from .handle import BoardItem
    from .sending.outcome import Outcome
    from .sending.sending import OnError

__all__ = ["Batch", "Progress"]

_NAMED = 3
T = TypeVar("T")


class Asked(list[T]):
    """What a batch is asked for. When it is sent, nothing more is taken: it would be lost."""

    sent: bool = False

    def append(self, one: T, /) -> None:
        """Take one more; raise an error if the batch was sent."""
        _demand_unsent(sent=self.sent)
        super().append(one)


class AskedTags(dict[str, TagDraft]):
    """The same for its tags."""

    sent: bool = False

    def setdefault(self, title: str, tag: TagDraft, /) -> TagDraft:
        """Take one more; raise an error if the batch was sent."""
        _demand_unsent(sent=self.sent)
        return super().setdefault(title, tag)


def _demand_unsent(*, sent: bool) -> None:
    if sent:
        raise InvalidArgumentError("this batch was sent already: make another one")


class Batch(Drafts):
    """Drafts that are sent together, in as few calls as Miro allows.

        async with board.batch() as batch:
            frame = batch.add_frame("Ideas", width=800, height=600)
            notes = [batch.add_sticky_note(text, frame=frame) for text in texts]
        await batch.made(notes[0]).move_to((100, 100))

    They are sent when the block ends, unless it has sent them; if it ends with an error, nothing
    is. How it sends, and what becomes of errors, is told by `Board.batch`, which makes one.
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
        if concurrency < 1 or concurrency % 1:
            raise InvalidArgumentError(f"concurrency is a number of calls, not {concurrency}")
        if on_error not in {"stop", "keep", "undo"}:
            raise InvalidArgumentError(f"on_error is 'stop', 'keep' or 'undo', not {on_error!r}")
        drafts = Drafts() if drafts is None else drafts
        items, connectors = Asked(drafts.items), Asked(drafts.connectors)
        tags, groups = AskedTags(drafts.tags), Asked(drafts.groups)
        super().__init__(items=items, connectors=connectors, tags=tags, groups=groups)
        self._asked = (items, connectors, tags, groups)
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
        _demand_unsent(sent=self._sending is not None)
        demand_sendable(self, self.board.id)
        sizes = await _sizes(self.items)
        _demand_unsent(sent=self._sending is not None)  # somebody else may have been quicker
        for asked in self._asked:
            asked.sent = True
        sending = self._sending = Sending(
            self.board,
            self,
            self.result,
            concurrency=self._concurrency,
            on_error=self._on_error,
            progress=self._progress,
        )
        with own_work_of(self.board).batch():
            try:
                await sending.run(sizes)
                error = await self._error(sending.outcome) if sending.outcome.failed else None
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
        return [] if self._sending is None else self._sending.outcome.in_doubt

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None and self._sending is None:
            await self.send()

    async def _error(self, outcome: Outcome) -> BatchError:
        left = outcome.left
        not_undone: Sequence[MiroError] = ()
        if self._on_error == "undo":
            not_undone = await self._take_back(outcome)
        return BatchError(
            self._message(outcome, left, not_undone),
            made=dict(self.result.things),
            failed=tuple(outcome.failed),
            left=tuple(left),
            not_undone=tuple(not_undone),
        )

    async def _take_back_in_time(self, sending: Sending) -> None:
        with move_on_after(self.undo_seconds):
            try:
                with move_on_after(self.undo_seconds / 2):  # the rest is for what is known
                    await sending.find_out()
            finally:
                await self._take_back(sending.outcome)

    async def _take_back(self, outcome: Outcome) -> list[MiroError]:
        try:
            return await undo(self.board, outcome.created, concurrency=self._concurrency)
        finally:
            self.result.things.clear()
            self.result.things.update(outcome.created)
            self.board.known_tags.forget()

    def _message(
        self, outcome: Outcome, left: Sequence[AnyDraft], not_undone: Sequence[MiroError]
    ) -> str:
        failed = outcome.failed
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
