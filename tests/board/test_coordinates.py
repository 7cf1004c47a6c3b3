"""Places on the board and places in frames, frames in frames to any depth."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from anyio import create_task_group
from hypothesis import given, strategies as st

from miro_async import InvalidArgumentError, NotFoundError, models
from miro_async.board.coordinates import Coordinates
from miro_async.geometry import Point

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def without_calls(coroutine):
    """Give what a coroutine returns; it must not wait for anything."""
    with pytest.raises(StopIteration) as done:
        coroutine.send(None)
    return done.value.value


def frame(frame_id, x, y, width, height, inside=None, modified_at=None):  # noqa: PLR0913, PLR0917
    """Give a frame as Miro tells of it."""
    return models.FrameItem(
        id=frame_id,
        type="frame",
        position=models.Position(x=x, y=y),
        geometry=models.Geometry(width=width, height=height),
        parent=models.ParentRef(id=inside) if inside else None,
        modified_at=modified_at,
    )


def nothing():
    """Give coordinates of a board that cannot be asked."""
    return Coordinates(api=None, board_id="b")


places = st.integers(-5000, 5000).map(float)
sizes = st.integers(2, 4000).map(float)


@st.composite
def nested(draw):
    """Draw frames, each one in one of those before it or on the board itself."""
    count = draw(st.integers(1, 12))
    return [
        (
            draw(places),
            draw(places),
            draw(sizes),
            draw(sizes),
            draw(st.none() | st.integers(0, n - 1)) if n else None,
        )
        for n in range(count)
    ]


def by_hand(frames, n, x, y):
    """Give the place on the board of a place in a frame: the corner, and the same for the frame."""
    center_x, center_y, width, height, inside = frames[n]
    x, y = x + center_x - width / 2, y + center_y - height / 2
    return (x, y) if inside is None else by_hand(frames, inside, x, y)


@given(nested(), places, places, st.randoms())
def test_places_are_converted_both_ways_at_any_depth(frames, x, y, random):
    """What is known takes no call, and agrees with adding up corners by hand."""
    coordinates = nothing()
    numbered = list(enumerate(frames))
    random.shuffle(numbered)
    for n, (center_x, center_y, width, height, inside) in numbered:
        above = None if inside is None else str(inside)
        coordinates.see(frame(str(n), center_x, center_y, width, height, above))
    n = random.randrange(len(frames))

    on_board = without_calls(coordinates.to_board((x, y), str(n)))

    assert on_board == pytest.approx(by_hand(frames, n, x, y))
    assert without_calls(coordinates.to_frame(on_board, str(n))) == pytest.approx((x, y))


async def test_what_is_placed_on_the_board_is_there_as_miro_tells_it(board, miro_api):
    """Three frames deep, the plain answers add up to the place on the board that was asked for."""
    outer = await board.add_frame("outer", at=(1000, -400), width=2000, height=1000)
    middle = await board.add_frame("middle", at=(700, 600), frame=outer, width=900, height=600)
    inner = await board.add_frame("inner", at=(300, 250), frame=middle, width=400, height=300)

    note = await board.add_sticky_note("here", at=(640, -210), frame=inner, relative_to="board")

    x = y = 0.0
    item = await miro_api.items.get(board.id, note.id)
    x, y, above = item.position.x, item.position.y, item.parent
    assert above.id == inner.id
    while above is not None:
        holder = await miro_api.items.get(board.id, above.id)
        x += holder.position.x - holder.geometry.width / 2
        y += holder.position.y - holder.geometry.height / 2
        above = holder.parent
    assert (x, y) == (640, -210)
    assert await note.center() == (640, -210)
    # The corners: (0, -900); then 250, 300 further; then 100, 100.
    assert await note.center("frame") == (640 - 350, -210 + 500)


async def test_frames_that_are_not_known_are_read_once(board, miro_api, miro_sandbox):
    """50 credits for each, up to the board; after that nothing, until they are forgotten."""
    outer = await board.add_frame("outer", at=(0, 0), width=1000, height=1000)
    inner = await board.add_frame("inner", at=(500, 500), frame=outer, width=100, height=100)
    note = await board.add_sticky_note("a", at=(50, 50), frame=inner)
    other = await miro_api.board(board.id)
    mine = await other.get(note.id)
    spent = miro_sandbox.credits_spent

    assert await mine.center() == (0, 0)
    assert miro_sandbox.credits_spent - spent == 100
    assert await mine.center() == (0, 0)
    assert miro_sandbox.credits_spent - spent == 100

    other.forget()
    assert await mine.center() == (0, 0)
    assert miro_sandbox.credits_spent - spent == 200


async def test_tasks_at_the_same_time_read_a_frame_once(board, miro_api, miro_sandbox):
    """Many notes go into a frame that is not known: the first one reads it for all."""
    frame = await board.add_frame("f", at=(0, 0), width=100, height=100)
    other = await miro_api.board(board.id)
    calls = len(miro_sandbox.calls.of("items.get"))
    async with create_task_group() as tasks:
        for _ in range(5):
            tasks.start_soon(
                partial(other.add_text, "a", at=(1, 2), frame=frame.id, relative_to="board")
            )
    assert len(miro_sandbox.calls.of("items.get")) == calls + 1


async def test_a_frame_that_is_moved_here_takes_its_items_along(board):
    """Moves, sizes and new parents through handles are known at once; so is a deletion."""
    outer = await board.add_frame("outer", at=(0, 0), width=1000, height=1000)
    inner = await board.add_frame("inner", at=(500, 500), frame=outer, width=100, height=100)
    note = await board.add_sticky_note("a", at=(50, 50), frame=inner)

    await outer.move_to((100, 0))
    assert await note.center() == (100, 0)
    await inner.move_to((0, 0))
    assert await note.center() == (0, 0)
    await inner.update(width=200)
    assert await note.center() == (-50, 0)
    await inner.move_out((1000, 1000))
    assert await note.center() == (950, 1000)
    await inner.move_to((500, 500), frame=outer)

    await outer.delete()
    assert inner.frame_id == outer.id  # as it was read last
    assert await note.center() == (50, 0)
    assert await inner.center() == (100, 0)
    assert inner.frame_id is None


async def test_what_somebody_else_moves_is_seen_after_reading_it(board, miro_api):
    """Places on the board are off until then, places in the frame are not."""
    outer = await board.add_frame("outer", at=(0, 0), width=100, height=100)
    note = await board.add_sticky_note("a", at=(50, 50), frame=outer)
    await miro_api.items.update(board.id, outer.id, position=models.Position(x=300, y=0))

    assert await note.center() == (0, 0)
    assert await note.center("frame") == (50, 50)
    await outer.refresh()
    assert await note.center() == (300, 0)

    await miro_api.items.update(board.id, outer.id, position=models.Position(x=500, y=0))
    board.coordinates.forget(outer)
    assert await note.center() == (500, 0)


async def test_a_center_outside_of_the_frame_is_refused_before_it_is_sent(board, miro_sandbox):
    """The error tells the frame's coordinates, its own and those on the board."""
    outer = await board.add_frame("outer", at=(100, 100), width=400, height=300)
    calls = len(miro_sandbox.calls)

    with pytest.raises(InvalidArgumentError) as refused:
        await board.add_sticky_note("a", at=(500, 100), frame=outer)

    assert str(refused.value) == (
        f"the center (500, 100) is outside of frame {outer.id}: it goes from (0, 0) to (400, 300), "
        "on the board from (-100, -50) to (300, 250)"
    )
    written = [call for call in miro_sandbox.calls if call.operation == "sticky_notes.create"]
    assert written == []
    assert len(miro_sandbox.calls) == calls + 1  # the frame was read once more
    await board.add_sticky_note("a", at=(400, 0), frame=outer)  # its border belongs to it
    note = await board.add_sticky_note("a", at=(0, 300), frame=outer)
    with pytest.raises(InvalidArgumentError, match=r"the center \(401, 0\) is outside"):
        await note.move_to((301, -50))


async def test_a_frame_that_somebody_else_enlarged_is_not_refused(board, miro_api):
    """What is known is read again before a place is refused."""
    outer = await board.add_frame("outer", at=(0, 0), width=100, height=100)
    await miro_api.frames.update(
        board.id,
        outer.id,
        position=models.Position(x=100, y=0),
        geometry=models.SizeGeometry(width=300, height=100),
    )

    note = await board.add_sticky_note("a", at=(200, 0), frame=outer, relative_to="board")

    assert note.item.position.x == 250
    assert (await board.add_text("b", at=(299, 1), frame=outer)).item.position.x == 299


async def test_a_place_in_an_unknown_frame_needs_no_reading(board, miro_api, miro_sandbox):
    """The service refuses it if need be."""
    outer = await board.add_frame("outer", at=(0, 0), width=100, height=100)
    other = await miro_api.board(board.id)
    calls = len(miro_sandbox.calls)

    note = await other.add_sticky_note("a", at=(10, 10), frame=outer.id)

    assert note.frame_id == outer.id
    assert len(miro_sandbox.calls) == calls + 1


async def test_a_measure_that_does_not_exist_is_refused(board, miro_sandbox):
    """A word other than board and frame is a mistake, with a frame and without one."""
    frame = await board.add_frame("outer", at=(0, 0), width=400, height=300)
    calls = len(miro_sandbox.calls)
    for inside in (frame, None):
        with pytest.raises(InvalidArgumentError, match="'canvas'"):
            await board.add_text("a", at=(10, 10), frame=inside, relative_to="canvas")
    assert len(miro_sandbox.calls) == calls


async def test_what_is_no_frame_has_no_coordinates(board):
    """An item of another kind is refused, what is missing is not found, `frame` needs one."""
    note = await board.add_sticky_note("a")
    with pytest.raises(InvalidArgumentError, match="is a sticky_note, not a frame"):
        await board.coordinates.to_board((0, 0), note)
    with pytest.raises(NotFoundError):
        await board.coordinates.corner("3458764500000009999")
    with pytest.raises(InvalidArgumentError, match="needs a frame"):
        await board.coordinates.sent((0, 0), None, "frame")


class Silent:
    """A client of which the one frame has no place."""

    items = property(lambda self: self)

    async def get(self, board_id, item_id):  # noqa: ARG002
        """Give a frame that Miro tells nothing of."""
        return models.FrameItem(id=item_id, type="frame")


async def test_a_frame_without_a_place_is_told():
    """Whatever needs its place gets a clear error."""
    with pytest.raises(InvalidArgumentError, match="does not tell where frame f is"):
        await Coordinates(api=Silent(), board_id="b").corner("f")


def test_frames_in_a_ring_end():
    """Moves of others that were half seen can look so; the ring is cut."""
    coordinates = nothing()
    coordinates.see(frame("a", 10, 10, 10, 10, "b"))
    coordinates.see(frame("b", 20, 20, 10, 10, "a"))

    assert without_calls(coordinates.corner("a")) == Point(20, 20)
    coordinates.forget("a")
    assert coordinates.known("b") is None


def test_an_older_answer_does_not_replace_a_newer_one():
    """A list that was fetched before a move, and is walked after it, tells nothing new."""
    coordinates = nothing()
    coordinates.see(frame("a", 1, 1, 10, 10, modified_at=NOW))
    for fresh, x, later, expected in [
        (True, 2, -1, 1),  # older
        (False, 3, 0, 1),  # of the same second, but not fresh
        (True, 4, 0, 4),
        (False, 5, 1, 5),  # newer
    ]:
        moved = frame("a", x, 1, 10, 10, modified_at=NOW + timedelta(seconds=later))
        coordinates.see(moved, fresh=fresh)
        assert coordinates.known("a").center.x == expected
    coordinates.see(frame("a", 6, 1, 10, 10))  # no time is told
    assert coordinates.known("a").center.x == 6
