"""Deleting again what a batch has made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from ...errors import MiroError, NotFoundError
from ..drafts import ConnectorDraft, Draft, GroupDraft, TagDraft
from ..side_by_side import side_by_side
from ..whole import delete as delete_item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...models import Item
    from ..board import Board
    from ..drafts import AnyDraft
    from .making import Thing


async def undo(
    board: Board, created: dict[AnyDraft, Thing], *, concurrency: int
) -> list[MiroError]:
    """Delete all these, and give why some could not be; what is gone is taken out of `created`.

    Groups and lines go first, and what is in a frame before the frame, which would let it go. A
    node of a mind map takes those below it along. 500 credits a call, 50 for a tag.
    """
    errors: list[MiroError] = []

    async def delete(draft: AnyDraft) -> None:
        """Delete a thing, or note why not."""
        try:
            await _delete(board, draft, created[draft])
        except MiroError as error:
            errors.append(error)
        else:
            for gone in (draft, *below.get(draft, ())):
                del created[gone]

    below = _below(created)
    for heap in _heaps(created, {node for nodes in below.values() for node in nodes}):
        await side_by_side((partial(delete, draft) for draft in heap), at_once=concurrency)
    return errors


def _below(created: Mapping[AnyDraft, Thing]) -> Mapping[AnyDraft, Sequence[Draft]]:
    """Give, for each node at the top of a mind map, those that go with it."""
    tops: dict[Draft, Draft] = {}
    below: dict[AnyDraft, list[Draft]] = {}
    for node in created:  # in the order of the making, so from above
        if not isinstance(node, Draft) or node.type != "mindmap_node":
            continue
        above = node.frame
        if isinstance(above, Draft) and above in created:
            top = tops[node] = tops.get(above, above)
            below.setdefault(top, []).append(node)
    return below


def _heaps(created: Mapping[AnyDraft, Thing], below: set[Draft]) -> list[Sequence[AnyDraft]]:
    """Give what can be deleted at once, one heap after the other."""
    newest_first = [*reversed([*created])]
    items = [draft for draft in newest_first if isinstance(draft, Draft) and draft not in below]
    frames: dict[int, list[Draft]] = {}
    for draft in items:
        if draft.type == "frame":
            frames.setdefault(_depth(draft), []).append(draft)
    return [
        [draft for draft in newest_first if isinstance(draft, GroupDraft)],
        [draft for draft in newest_first if isinstance(draft, ConnectorDraft)],
        [draft for draft in items if draft.type != "frame"],
        *(frames[depth] for depth in sorted(frames, reverse=True)),
        [draft for draft in newest_first if isinstance(draft, TagDraft)],
    ]


def _depth(frame: Draft) -> int:
    """Tell in how many frames of the same batch a frame is."""
    depth = 0
    while isinstance(frame.frame, Draft):
        frame, depth = frame.frame, depth + 1
    return depth


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
            await delete_item(board, cast("Item", thing))
    except NotFoundError:
        return  # somebody else has done it
