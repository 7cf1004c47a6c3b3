"""Copying a frame or a selection, with what belongs to it, to the same or to another board."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from attrs import define, field

from ..errors import BatchError, InvalidArgumentError
from ..geometry import Point
from ..uploads import Upload
from .drafts import ConnectorDraft, Draft, GroupDraft
from .flat import place
from .refs import id_of
from .snapshots.redrafting import LeftOut

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence

    from ..client import MiroApi
    from ..models import DocumentItem, ImageItem, Item
    from .board import Board
    from .drafts import AnyDraft, At, Ref
    from .handle import BoardItem
    from .made import Made
    from .sending.sending import OnError, Progress
    from .snapshots.redrafting import SnapshotDrafts
    from .snapshots.snapshot import Snapshot

_GAP = 100.0


class Copied:
    """What was copied: handles of the copies, and what could not be copied, with the reasons."""

    def __init__(self, made: Made, left_out: Sequence[LeftOut]) -> None:
        self.made: Made = made
        self.left_out: Sequence[LeftOut] = left_out

    @property
    def items(self) -> list[BoardItem[Item]]:
        """The copies of items, in the order in which the originals were made, frames first."""
        return self.made.items

    @property
    def ids(self) -> Mapping[str, str]:
        """The ids of the copies by those of the originals: items, connectors and groups."""
        return self.made.ids

    def __getitem__(self, original: Ref) -> BoardItem[Item]:
        return self.made.by_key(id_of(original))

    def __repr__(self) -> str:
        return f"Copied({len(self.made)} copies, {len(self.left_out)} left out)"


@define(eq=False)
class BoardFile:
    """The file of an image or a document on a board, fetched when it is read. 500 credits."""

    api: MiroApi
    item: ImageItem | DocumentItem
    content_type: str | None = field(default=None, init=False)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async with self.api.open_file(self.item) as opened:
            self.content_type = opened.content_type
            async for chunk in opened:
                yield chunk


async def copy(  # noqa: PLR0913 - what, where to and how, each by keyword
    board: Board,
    items: Ref | Iterable[Ref],
    *,
    to: Board | None,
    at: At | None,
    concurrency: int,
    on_error: OnError,
    progress: Callable[[Progress], object] | None,
) -> Copied:
    """Copy items: see `Board.copy`."""
    chosen = [items] if isinstance(items, str | Draft) or hasattr(items, "id") else items
    top_ids = list(dict.fromkeys(id_of(one, board.id) for one in cast("Iterable[Ref]", chosen)))
    at = None if at is None else place(at)
    if not top_ids:
        raise InvalidArgumentError("there is nothing to copy")
    snapshot = await board.snapshot(members=False)
    missing = [one for one in top_ids if snapshot.item(one) is None]
    if missing:
        raise InvalidArgumentError(f"not on {board!r}: {', '.join(missing)}")
    ids = {one for top in top_ids for one in (top, *(item.id for item in snapshot.within(top)))}
    files = {
        item.id: Upload(BoardFile(board.api, item), file_name=_file_name(item))
        for item in snapshot.files(ids)
    }
    drafts = snapshot.drafts(ids, files=files)
    _place(snapshot, drafts, at, beside=to is None or to.id == board.id)
    batch = (to or board).batch(
        drafts, concurrency=concurrency, on_error=on_error, progress=progress
    )
    left_out = list(drafts.left_out)
    try:
        await batch.send()
    except BatchError as error:
        if on_error != "keep" or error.left or not error.made:
            raise
        left_out += [_left_out(draft, reason) for draft, reason in error.failed]
    return Copied(batch.result, left_out)


def _place(snapshot: Snapshot, drafts: SnapshotDrafts, at: At | None, *, beside: bool) -> None:
    """Move what is not in a frame to where the whole goes."""
    for draft in drafts.items:
        box = snapshot.box(draft.key or "")
        if box is not None and not _is_inside(draft):  # as Miro takes nothing there
            draft.frame, draft.relative_to, draft.at = None, "board", box.center
    top = [draft for draft in drafts.items if draft.relative_to == "board"]
    boxes = [box for draft in top if (box := snapshot.box(draft.key or ""))]
    if not boxes:
        return
    corners = [corner for box in boxes for corner in box.corners()]
    left, right = (pick(corner.x for corner in corners) for pick in (min, max))
    upper, lower = (pick(corner.y for corner in corners) for pick in (min, max))
    if at is not None:
        moved = Point(at[0] - (left + right) / 2, at[1] - (upper + lower) / 2)
    else:
        moved = Point(right - left + _GAP if beside else 0.0, 0.0)
    for draft in top:
        if draft.at is not None:
            draft.at = Point(draft.at.x + moved.x, draft.at.y + moved.y)


def _is_inside(draft: Draft) -> bool:
    frame, at = draft.frame, draft.at
    if not isinstance(frame, Draft) or draft.relative_to != "frame" or at is None:
        return True
    sides = [frame.geometry.get(side, math.inf) for side in ("width", "height")]
    return all(0 <= place <= cast("float", side) for place, side in zip(at, sides, strict=True))


def _file_name(item: ImageItem | DocumentItem) -> str:
    title = item.data.title if item.data else None
    return title or item.type


def _left_out(draft: AnyDraft, reason: Exception) -> LeftOut:
    if isinstance(draft, Draft):
        return LeftOut(id=draft.key or "", type=draft.type, reason=str(reason))
    if isinstance(draft, ConnectorDraft | GroupDraft):
        kind = "connector" if isinstance(draft, ConnectorDraft) else "group"
        return LeftOut(id=draft.key or "", type=kind, reason=str(reason))
    return LeftOut(id="", type="tag", reason=f"{draft.title}: {reason}")
