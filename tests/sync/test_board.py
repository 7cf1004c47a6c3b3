"""A board without `await`: the twins do what is done by those who await, and give twins."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from miro_async import board as awaited, models
from miro_async.board import Drafts
from miro_async.errors import BatchError, ConfigurationError, InvalidArgumentError, NotFoundError
from miro_async.sandbox import Clock, Sandbox
from miro_async.sync import MiroApi, OffsetPaginator
from miro_async.sync.board import Batch, Board, Changes, Frame, Shape, StickyNote
from miro_async.sync.board.board import Board as SameBoard
from miro_async.sync.portal import Inside
from miro_async.sync.twin import plain, twin_of

THREADS = 4
LONG = 30.0


@pytest.fixture
def sandbox():
    """Give a sandbox whose clock stands still."""
    return Sandbox(clock=Clock(datetime(2026, 1, 5, tzinfo=UTC)))


@pytest.fixture
def api(sandbox):
    """Give a client of it."""
    with MiroApi(sandbox.token, transport=sandbox, clock=sandbox.clock) as api:
        yield api


@pytest.fixture
def board(api):
    """Give a new board."""
    return api.create_board("Retro", description="of March")


def test_boards_are_made_and_found(api, board):
    """The same arguments as those of `boards.create`, the same board afterwards."""
    found = api.board(board.id)

    assert (type(found), found.name, found.info.description) == (Board, "Retro", "of March")
    assert found.api is api
    assert Board is SameBoard
    with pytest.raises(NotFoundError):
        api.board("uXjVnone=")


def test_a_board_can_be_made_of_what_a_list_gives(api, board):
    """Without a call."""
    (info,) = [info for info in api.boards.list() if info.id == board.id]

    made = Board(api, info)

    assert made.add_text("a").board == made


def test_items_are_handles_of_this_side(board):
    """With the same names: added, changed, moved, tagged, connected, deleted."""
    frame = board.add_frame("f", at=(0, 0), width=400, height=400)  # from (-200, -200)
    note = board.add_sticky_note("a < b", at=(-100, -100), color="red")
    assert (type(frame), type(note)) == (Frame, StickyNote)

    assert note.update(text="c", color="blue") is note
    assert (note.text, note.color) == ("c", "blue")
    assert note.move_to(frame=frame) is note
    assert (note.frame_id, note.center("frame"), note.frame()) == (frame.id, (100, 100), frame) or (
        note.frame().id == frame.id
    )
    assert note.tag("Urgent") is note
    assert [tag.title for tag in note.tags()] == ["Urgent"]
    shape = board.add_shape("s", at=(600, 0))
    line = note.connect_to(shape, caption="then")
    assert (line.start_id, line.end_id, line.text) == (note.id, shape.id, "then")
    assert line.update(caption="so") is line
    line.delete()
    note.delete()
    with pytest.raises(NotFoundError):
        note.refresh()


def test_twins_of_the_same_thing_are_equal(board):
    """Whatever way they were come by; others are not, and neither are those of the other side."""
    note = board.add_sticky_note("a")
    other = board.add_sticky_note("b")

    assert note.board == board
    assert hash(note.board) == hash(board)
    assert note != other
    assert note != plain(note)
    assert repr(note) == f"StickyNote({note.id!r})"
    assert type(plain(note)) is awaited.items.StickyNote
    assert note.item is plain(note).item


def test_handles_are_taken_wherever_the_other_side_takes_its_own(board):
    """As frames and ends, alone and in lists, or one after the other."""
    frame = board.add_frame("f", at=(0, 0), width=100, height=100)
    notes = [board.add_sticky_note(str(number), at=(500, 0)) for number in range(3)]

    items = [*notes, Drafts().add_shape("d")]
    laid_out = board.grid((item for item in items), frame=frame, columns=2)

    assert [type(one) for one in laid_out] == [StickyNote, StickyNote, StickyNote, Shape]
    assert {one.frame_id for one in laid_out} == {frame.id}
    assert len(board.group(notes).data.items) == 3
    assert board.connect(notes[0], notes[1].id).start_id == notes[0].id
    assert [one.id for one in board.items(frame=frame)] == [one.id for one in laid_out]


def test_walks_are_iterated_over(board):
    """With `for`, as often as one likes; the first, and all; members as lists."""
    made = [board.add_shape(str(number)) for number in range(12)]
    walk = board.items(type="shape")

    assert [one.id for one in walk] == [one.id for one in made]
    assert [type(one) for one in iter(walk)] == [Shape] * 12
    assert walk.first().id == made[0].id
    assert [one.text for one in walk.collect(limit=2)] == ["0", "1"]
    assert [one.text for one in board.find(text="11")] == ["11"]
    members = board.members()
    assert type(members) is OffsetPaginator
    assert [one.role for one in members] == ["owner"]
    assert [type(one).__name__ for one in board.stream("items")][:1] == ["ShapeItem"]


def test_what_is_known_of_frames_and_tags_can_be_asked_for(board):
    """A board has both; they are twins as well."""
    frame = board.add_frame("f", at=(100, 100), width=200, height=200)
    board.add_sticky_note("a").tag("Urgent")

    assert board.coordinates.to_board((10, 20), frame) == (10, 20)
    assert board.coordinates.to_frame((10, 20), frame.id) == (10, 20)
    assert board.coordinates.corner(frame) == (0, 0)
    assert board.known_tags.find("Urgent").title == "Urgent"
    board.forget()
    assert board.coordinates.known(frame) is None


def test_a_batch_is_a_block(board):
    """What is asked for in it is made when it ends; handles of this side are taken and given."""
    frame = board.add_frame("f", at=(0, 0), width=900, height=900)

    with board.batch() as batch:
        notes = [batch.add_sticky_note(str(n), at=(100, 100), frame=frame) for n in range(30)]
        line = batch.connect(notes[0], notes[1], caption="then")
        batch.add_card("c", key="card", tags=["Urgent"])
        assert isinstance(batch._way, Inside)  # of this process alone
    assert type(batch) is Batch

    assert [batch.made(one).text for one in notes] == [str(n) for n in range(30)]
    assert {type(one).__name__ for one in batch.result.items} == {"StickyNote", "Card"}
    assert type(batch.made(notes[0])) is StickyNote
    assert batch.made(notes[0]).frame_id == frame.id
    assert batch.made(line).start_id == batch.made(notes[0]).id
    assert batch.result[line] == batch.made(line)
    assert batch.result.by_key("card").update(title="d").title == "d"
    assert line in batch.result
    assert len(batch.result) == len(batch.items) + 2
    assert batch.board == board


def test_a_batch_of_drafts_is_sent(board):
    """Or one that is made for them; and once."""
    drafts = Drafts()
    note = drafts.add_sticky_note("a")

    batch = board.batch(drafts)
    made = batch.send()

    assert made[note].text == "a"
    assert batch.in_doubt == []
    with pytest.raises(InvalidArgumentError, match="sent already"):
        batch.send()
    other = Batch(board, drafts)
    assert other.items == [note]
    assert hash(other) != hash(batch)
    assert other != batch


def test_a_block_that_ends_with_an_error_sends_nothing(board, sandbox):
    """As with those who await."""
    before = len(sandbox.calls)
    with pytest.raises(ZeroDivisionError), board.batch() as batch:
        batch.add_sticky_note(str(1 / len(batch.connectors)))

    assert len(sandbox.calls) == before
    assert batch.send().items == []


def test_errors_of_a_batch_are_raised_by_the_block(board):
    """With what was made."""
    drafts = Drafts()
    good = drafts.add_shape("a")
    bad = drafts.add_shape("a", color="reddish")

    with pytest.raises(BatchError) as raised, board.batch(on_error="keep") as batch:
        batch.items.extend(drafts.items)

    assert list(raised.value.made) == [good]
    assert [draft for draft, _ in raised.value.failed] == [bad]


def test_changes_are_walked_over(board):
    """Endlessly: each `next` waits for one."""
    changes = board.changes()
    assert changes.look() == []
    note = board.add_sticky_note("a")
    board.add_sticky_note("b")

    first = next(changes)
    assert iter(changes) is changes
    assert (first.kind, first.id) == ("created", note.id)
    assert next(board.changes(since=changes.token)).kind == "created"
    assert changes.credits > 0


def test_changes_can_be_asked_for_without_a_board(api, board):
    """By the id alone."""
    changes = Changes(api, board.id)

    assert changes.look() == []
    assert changes.token.startswith("changes")


@asynccontextmanager
async def opened(board):
    """Give a board, for a block."""
    yield board
    assert board.name == "Retro"


def test_what_is_entered_is_used_in_a_block(board):
    """By the way to the event loop in which it was entered."""
    with board._entered(opened(plain(board))) as inside:
        assert inside == board
        assert inside.add_text("a").text == "a"


def test_threads_share_a_board(board):
    """Each call is made once, and gives the thread its own."""
    frame = board.add_frame("f", at=(0, 0), width=900, height=900)
    ready = threading.Barrier(THREADS)

    def add(number):
        ready.wait(LONG)
        return [
            board.add_sticky_note(f"{number}/{n}", at=(450, 450), frame=frame) for n in range(5)
        ]

    with ThreadPoolExecutor(THREADS) as pool:
        added = [note for notes in pool.map(add, range(THREADS)) for note in notes]

    wanted = sorted(f"{number}/{n}" for number in range(THREADS) for n in range(5))
    assert sorted(note.text for note in added) == wanted
    assert sorted(note.text for note in board.items(type="sticky_note")) == wanted


def test_threads_share_a_walk(board):
    """Each item comes to one of them."""
    with board.batch() as batch:
        for number in range(60):
            batch.add_shape(str(number))
    walk = iter(board.items())

    with ThreadPoolExecutor(THREADS) as pool:
        parts = [*pool.map(lambda _: [one.text for one in walk], range(THREADS))]

    assert sorted(int(text) for part in parts for text in part) == list(range(60))


def test_a_board_ends_with_its_client(sandbox):
    """It holds no connection of its own."""
    with MiroApi(sandbox.token, transport=sandbox) as api:
        board = api.create_board("b")
        note = board.add_sticky_note("a")

    assert note.text == "a"  # what it knows, it knows
    for call in (board.refresh, note.delete, lambda: list(board.items())):
        with pytest.raises(ConfigurationError, match="closed"):
            call()


def test_a_board_keeps_its_client(sandbox):
    """Who has the board alone can go on."""
    board = MiroApi(sandbox.token, transport=sandbox).create_board("b")

    assert board.add_sticky_note("a").refresh().text == "a"
    board.api.close()


def test_options_are_those_of_the_client(api, board):
    """A board of a client with other options shares the rest."""
    other = api.with_options(headers={"X-Team": "a"}).board(board.id)

    assert other.api is not api
    assert other.add_text("a").board == other
    assert other != board


def test_twins_in_what_is_given(api):
    """Also in lists, tuples and mappings; anything else is given as it is."""
    board = awaited.Board(plain(api), models.Board(id="b", name="n", type="board"))
    given = twin_of(api, {"a": [board, 1], "b": (board,)})

    assert [type(one) for one in given["a"]] == [Board, int]
    assert type(given["b"]) is tuple
    assert plain([given["a"][0]]) == [board]
    assert plain(iter((given["a"][0], "x"))) == [board, "x"]
