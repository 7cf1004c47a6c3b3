"""How users work with boards, for the type checkers; never run.

As in `api.py`, every `assert_type` must hold, and what is marked as wrong must be found wrong.
"""

# pyright: strict, reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, assert_type

from miro_async import NULL, MiroApi
from miro_async.board import Board, BoardItem, Drafts
from miro_async.board.drafts import Draft
from miro_async.board.items import Card, Frame, Image, Shape, StickyNote, Text
from miro_async.models import Item, StickyNoteItem
from miro_async.models.enums import StickyNoteColor
from miro_async.sync import MiroApi as SyncMiroApi
from miro_async.sync.board import Batch as SyncBatch, Board as SyncBoard, items as sync_items

if TYPE_CHECKING:
    from miro_async.board.batch import Batch


async def put(board: Board, frame: Frame) -> None:
    """Write what is put on a board."""
    note = await board.add_sticky_note("a", color="light_green", at=(1, 2.5), frame=frame)
    assert_type(note, StickyNote)
    assert_type(note.item, StickyNoteItem)
    assert_type(note.text, str)
    assert_type(note.color, StickyNoteColor | str | None)
    assert_type(await note.update(color="red", text_align=NULL), StickyNote)
    assert_type(await board.add_shape("a", shape="cloud", border_width=2, color="#ff0000"), Shape)
    assert_type((await board.add_text("a", font_size=12)).font_size, float | None)
    card = await board.add_card("a", due_date=datetime.now(UTC), assignee_id="5")
    assert_type(card, Card)
    assert_type(card.due_date, datetime | None)
    assert_type(await board.add_image("a.png", alt_text="A", frame="3458764500000000001"), Image)
    assert_type(await board.add(Drafts().add_text("a")), BoardItem[Item])
    assert_type(await Text.update(await board.add_text("a"), html="<b>a</b>"), Text)


async def wrong(board: Board, note: StickyNote) -> None:
    """Write what is no color of sticky notes, no number, no shape, no frame."""
    await board.add_sticky_note("a", color="#ff0000")  # type: ignore[arg-type]
    await board.add_sticky_note("a", color="lime")  # type: ignore[arg-type]
    await board.add_sticky_note("a", "b")  # type: ignore[call-arg]
    await board.add_sticky_note("a", rotation=45)  # type: ignore[call-arg]
    await board.add_shape("a", shape="heart")  # type: ignore[arg-type]
    await board.add_shape("a", font_size="14")  # type: ignore[arg-type]
    await board.add_text("a", height=10)  # type: ignore[call-arg]
    await board.add_card("a", due_date="2026-03-01")  # type: ignore[arg-type]
    await board.add_embed()  # type: ignore[call-arg]
    await board.add_sticky_note("a", frame=Drafts().add_frame("f"))  # type: ignore[arg-type]
    await note.update(color="lime")  # type: ignore[arg-type]
    await note.update(text=NULL)  # type: ignore[arg-type]
    await note.update(width=NULL)  # type: ignore[arg-type]


def drafted(drafts: Drafts, batch: Batch) -> None:
    """Write what is asked for."""
    frame = drafts.add_frame("f", width=100, height=100)
    assert_type(frame, Draft)
    assert_type(drafts.add_card("a", frame=frame, tags=["x"], key="1"), Draft)
    assert_type(batch.add_sticky_note("a", color="red"), Draft)
    drafts.add_sticky_note("a", color="lime")  # type: ignore[arg-type]
    drafts.add_shape("a", tags=["x"])  # type: ignore[call-arg]


def blocking(api: SyncMiroApi, frame: Frame) -> None:
    """Write the same without `await`."""
    board = api.board("b")
    assert_type(board, SyncBoard)
    note = board.add_sticky_note("a", color="light_green", frame=frame)
    assert_type(note, sync_items.StickyNote)
    assert_type(note.item, StickyNoteItem)
    assert_type(note.update(color="red"), sync_items.StickyNote)
    assert_type(note.board, SyncBoard)
    assert_type(note.board.api, SyncMiroApi)
    with board.batch() as batch:
        assert_type(batch, SyncBatch)
        assert_type(batch.add_sticky_note("a", frame=note), Draft)
    for item in board.items():
        assert_type(item.id, str)
    board.add_sticky_note("a", color="lime")  # type: ignore[arg-type]
    note.update(color="lime")  # type: ignore[arg-type]


async def opened(api: MiroApi) -> None:
    """Write how boards are come by."""
    assert_type(await api.board("b"), Board)
    assert_type(await api.create_board("b", team_id="t"), Board)
    found: list[BoardItem[Any]] = [*await (await api.board("b")).find(text="a")]
    assert found
