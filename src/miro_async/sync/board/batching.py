"""`miro_async.board.batching` without `await`.

Written by `python -m codegen generate`; do not edit. It follows the source of that module, and
`codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..twin import Twin, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...board import batching as awaited
    from ...board.drafts import At, Drafts, Ref
    from ...board.sending.sending import OnError, Progress
    from ..board.batch import Batch
    from ..board.board import Board
    from ..board.copying import Copied


class Batching(Twin):
    """What makes many things on a board at once."""

    @property
    def _awaited(self) -> awaited.Batching:
        return cast("awaited.Batching", self._other)

    def batch(
        self,
        drafts: Drafts | None = None,
        *,
        concurrency: int = 4,
        on_error: OnError = "stop",
        progress: Callable[[Progress], object] | None = None,
    ) -> Batch:
        """Give a batch: drafts that are sent together, 20 items in a call.

            with board.batch() as batch:
                frame = batch.add_frame("Ideas", width=800, height=600)
                notes = [batch.add_sticky_note(text, frame=frame) for text in texts]
            made = board.batch(drafts).send()

        100 credits for an item, line or group, and as much again for a frame in a frame; 50 for a
        tag, for each item that it goes on, and for reading those that there are.

        Args:
            drafts: What to begin with.
            concurrency: How many calls are under way at once. With 1, items are made in the order
                of the drafts, and so lie over each other in that order.
            on_error: When something is refused, begin nothing more (`"stop"`), make everything
                else (`"keep"`), or delete again what was made (`"undo"`: 500 credits each).
            progress: What is told, after each call, how much is done. An error of it ends the
                batch.

        Raises:
            InvalidArgumentError: There is no such `concurrency` or `on_error`.
        """
        return cast(
            "Batch",
            self._twin(
                self._look(
                    lambda: self._awaited.batch(
                        drafts, concurrency=concurrency, on_error=on_error, progress=progress
                    )
                )
            ),
        )

    def copy(
        self,
        items: Ref | Iterable[Ref],
        *,
        to: Board | None = None,
        at: At | None = None,
        concurrency: int = 4,
        on_error: OnError = "keep",
        progress: Callable[[Progress], object] | None = None,
    ) -> Copied:
        """Copy a frame with all that is in it, or several items, and give the copies.

            copied = board.copy(frame, to=archive)
            copied[note].id, copied.left_out

        Lines between the items come along, tags and groups. It costs a snapshot, what making them
        costs in a batch, and 500 credits for each file of an image or a document.

        Args:
            items: A frame, an item or several, by their handles or ids.
            to: The board that the copies are made on; by default this one.
            at: Where the middle of the whole goes on that board. By default it goes to the right
                of the originals, on another board to the same place.
            concurrency: How many calls are under way at once; with 1 they lie over each other as
                the originals do.
            on_error: As of a batch; with `"keep"`, what is refused is in `left_out`, too.
            progress: As of a batch.

        Raises:
            InvalidArgumentError: An item is not on this board.
            BatchError: The copies could not be made.
        """
        return cast(
            "Copied",
            self._twin(
                self._way.call(
                    self._awaited.copy,
                    plain(items),
                    to=plain(to),
                    at=at,
                    concurrency=concurrency,
                    on_error=on_error,
                    progress=progress,
                )
            ),
        )
