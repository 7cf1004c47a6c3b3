"""What is done with whole boards, without `await`: copies, snapshots, exports, pictures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from miro_async.board import Drafts, Snapshot
from miro_async.errors import InvalidArgumentError
from miro_async.sandbox import Clock, Sandbox
from miro_async.sync import MiroApi
from miro_async.sync.board import Shape, StickyNote
from miro_async.sync.pictures import PictureFolder
from tests.pictures.painted import png


@pytest.fixture
def sandbox():
    """Give a sandbox whose clock stands still."""
    return Sandbox(clock=Clock(datetime(2026, 1, 5, tzinfo=UTC)))


@pytest.fixture
def board(sandbox):
    """Give a board with a frame, two items in it and a line between them."""
    with MiroApi(sandbox.token, transport=sandbox, clock=sandbox.clock) as api:
        board = api.create_board("Retro")
        with board.batch() as batch:
            frame = batch.add_frame("f", at=(0, 0), width=600, height=600)
            note = batch.add_sticky_note("a", at=(100, 100), frame=frame, tags=["Urgent"])
            batch.connect(note, batch.add_shape("b", at=(500, 500), frame=frame))
        yield board


def frame_of(board):
    """Give the frame of the board."""
    return board.items(type="frame").first()


def test_a_frame_is_copied_to_another_board(board):
    """With what is in it; what is given are handles of this side."""
    other = board.api.create_board("Archive")
    frame = frame_of(board)

    copied = board.copy(frame, to=other)

    assert copied[frame].board == other
    assert {type(one) for one in copied.items} == {type(frame), StickyNote, Shape}
    assert not copied.left_out
    assert len(other.connectors().collect()) == len(copied.made.connectors) == 1


def test_a_snapshot_is_a_value(board):
    """The same on both sides: it needs no twin."""
    snapshot = board.snapshot()

    assert type(snapshot) is Snapshot
    assert [item.type for item in snapshot] == ["frame", "sticky_note", "shape"]
    assert Snapshot.from_json(snapshot.to_json()).to_json() == snapshot.to_json()


def test_a_board_is_brought_in_step(board, tmp_path):
    """Twice: the second time nothing is left to do."""
    drafts = Drafts()
    drafts.add_card("Pay", key="pay", at=(900, 0))
    keys = tmp_path / "keys.json"

    plan = board.apply(drafts, mapping=keys, plan=True)
    assert [step.do for step in plan.steps] == ["create"]
    assert board.find(type="card") == []
    assert board.apply(plan).ids["pay"] == board.find(type="card")[0].id
    assert not board.apply(drafts, mapping=keys)


def test_a_board_is_exported(board, tmp_path):
    """Into files."""
    board.export(tmp_path / "out", formats=["json", "csv"])

    written = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert {".json", ".csv"} <= written


def test_the_pictures_of_a_folder_are_put_on_a_board(board, sandbox, tmp_path):
    """Once, and then they are there; whatever happens is told."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "team.png").write_bytes(png())
    told = []

    pictures = PictureFolder(
        board,
        folder,
        frame=frame_of(board),
        ledger=tmp_path / "ledger.sqlite3",
        on_event=told.append,
        clock=sandbox.clock,
    )

    assert (pictures.sync().uploaded, pictures.sync().uploaded) == (1, 0)
    (image,) = board.items(type="image")
    assert (image.frame_id, pictures.frame_id) == (frame_of(board).id,) * 2
    assert pictures.board == board
    assert pictures.folder == folder
    assert "uploaded" in {event.kind for event in told}


def test_what_cannot_be_right_is_refused(board):
    """In the same words as on the other side."""
    with pytest.raises(InvalidArgumentError, match="width or height, not both"):
        board.add_sticky_note("a", width=1, height=1)
    with pytest.raises(InvalidArgumentError, match="not on the board yet"):
        board.add_shape("a", frame=Drafts().add_frame("f"))
