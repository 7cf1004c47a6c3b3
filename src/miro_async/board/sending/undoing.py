"""Deleting again what a batch has made."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from anyio import create_task_group

from ...errors import MiroError, NotFoundError
from ..drafts import ConnectorDraft, Draft, GroupDraft, TagDraft
from ..whole import delete

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...models import Item
    from ..board import Board
    from ..drafts import AnyDraft
    from .making import Thing


async def undo(
    board: Board, created: dict[AnyDraft, Thing], *, concurrency: int
) -> list[MiroError]:
    """Delete all these, and give why some could not be; what is gone is taken out of `created`.

    Groups and lines go first, and what is in a frame before the frame, which would let it go.
    500 credits each, 50 for a tag.
    """
    errors: list[MiroError] = []
    for heap in _heaps(created):
        waiting = iter(heap)

        async def work(waiting: Iterator[AnyDraft] = waiting) -> None:
            """Delete one after the other of those that nobody deletes yet."""
            for draft in waiting:
                try:
                    await _delete(board, draft, created[draft])
                except MiroError as error:
                    errors.append(error)
                else:
                    del created[draft]

        async with create_task_group() as tasks:
            for _ in range(min(concurrency, len(heap))):
                tasks.start_soon(work)
    return errors


def _heaps(created: dict[AnyDraft, Thing]) -> list[Sequence[AnyDraft]]:
    """Give what can be deleted at once, one heap after the other."""
    newest_first = [*reversed(created)]
    items = [draft for draft in newest_first if isinstance(draft, Draft)]
    # A node takes those below it along, and a frame lets go of what is in it.
    in_turn: set[AnyDraft] = {draft for draft in items if draft.type in {"frame", "mindmap_node"}}
    heaps: list[Sequence[AnyDraft]] = [
        [draft for draft in newest_first if isinstance(draft, GroupDraft)],
        [draft for draft in newest_first if isinstance(draft, ConnectorDraft)],
        [draft for draft in items if draft not in in_turn],
    ]
    heaps += [[draft] for draft in items if draft in in_turn]
    return [*heaps, [draft for draft in newest_first if isinstance(draft, TagDraft)]]


async def _delete(board: Board, draft: AnyDraft, thing: Thing) -> None:
    api, id_ = board.api, cast("str", thing.id)
    try:
        if isinstance(draft, GroupDraft):
            await api.item_groups.ungroup(board.id, id_)
        elif isinstance(draft, ConnectorDraft):
            await api.connectors.delete(board.id, id_)
        elif isinstance(draft, TagDraft):
            await api.tags.delete(board.id, id_)
        else:
            await delete(board, cast("Item", thing))
    except NotFoundError:
        return  # somebody else has done it
