"""Items of a board as handles: moved, deleted, read again, and where they are."""

from __future__ import annotations

from math import sqrt

import pytest

from miro_async import InvalidArgumentError, NotFoundError, models
from miro_async.board import BoardItem
from miro_async.drawing.layout import layout
from miro_async.geometry import Box

pytestmark = pytest.mark.anyio


def operations(sandbox, since=0):
    """Give the names of the calls that were made."""
    return [call.operation for call in sandbox.calls][since:]


async def test_an_item_moves_in_the_frame_that_it_is_in(board, miro_api):
    """Without a frame, places count from the middle of the board, and it stays in its frame."""
    frame = await board.add_frame("f", at=(1000, 0), width=400, height=400)
    note = await board.add_sticky_note("a", at=(10, 10), frame=frame)

    assert await note.move_to((1100, 50)) is note

    item = await miro_api.items.get(board.id, note.id)
    assert (item.position.x, item.position.y, item.parent.id) == (300, 250, frame.id)
    await note.move_to((1, 2), relative_to="frame")
    assert (note.item.position.x, note.item.position.y, note.frame_id) == (1, 2, frame.id)
    await note.move_to(await note.center())
    assert await note.center("frame") == (1, 2)


async def test_an_item_moves_into_another_frame_and_out(board, miro_api):
    """Into a frame from its corner, or staying where it is; out to a place, or staying there."""
    left = await board.add_frame("left", at=(0, 0), width=400, height=400)
    right = await board.add_frame("right", at=(300, 0), width=400, height=400)
    shape = await board.add_shape("a", at=(150, 0))

    await shape.move_to(frame=left)
    assert (await shape.center(), await shape.center("frame")) == ((150, 0), (350, 200))
    await shape.move_to(frame=right.id)
    assert (await shape.center(), await shape.center("frame")) == ((150, 0), (50, 200))
    await shape.move_to((60, 70), frame=left)
    assert (await shape.center(), shape.frame_id) == ((-140, -130), left.id)
    await shape.move_to((100, 0), frame=right, relative_to="board")
    assert (await shape.center("frame"), shape.frame_id) == ((0, 200), right.id)
    await shape.move_out()
    assert (await shape.center(), shape.frame_id) == ((100, 0), None)
    await shape.move_to(frame=right)
    await shape.move_out((5, 6))

    item = await miro_api.items.get(board.id, shape.id)
    assert (item.position.x, item.position.y, item.parent) == (5, 6, None)


async def test_a_move_is_one_call(board, miro_sandbox):
    """100 credits; the frames are known."""
    frame = await board.add_frame("f", at=(1000, 0), width=400, height=400)
    note = await board.add_sticky_note("a", at=(10, 10), frame=frame)
    spent, calls = miro_sandbox.credits_spent, len(miro_sandbox.calls)

    await note.move_to((1100, 50))

    assert operations(miro_sandbox, calls) == ["items.update"]
    assert miro_sandbox.credits_spent - spent == 100


async def test_an_item_that_somebody_else_put_into_a_frame_still_goes_onto_the_board(
    board, miro_api
):
    """The answer shows the frame, so that the place is not taken for one inside of it."""
    frame = await board.add_frame("f", at=(1000, 1000), width=400, height=400)
    note = await board.add_sticky_note("a")
    parent = models.ParentRef(id=frame.id)
    position = models.Position(x=10, y=10)
    await miro_api.items.update(board.id, note.id, parent=parent, position=position)

    await note.move_to((50, 60))

    item = await miro_api.items.get(board.id, note.id)
    assert (item.position.x, item.position.y, item.parent) == (50, 60, None)


async def test_an_item_moves_though_its_frame_was_deleted(board, miro_api):
    """It is on the board then; a frame that is asked for has to be there."""
    frame = await board.add_frame("f", at=(1000, 1000), width=400, height=400)
    note = await board.add_sticky_note("a", at=(10, 10), frame=frame)
    other = await board.add_sticky_note("b", at=(10, 10), frame=frame)
    await frame.delete()

    await note.move_to((5, 6))
    assert ((await miro_api.items.get(board.id, note.id)).position.x, note.frame_id) == (5, None)
    with pytest.raises(InvalidArgumentError, match="needs a frame"):
        await other.move_to((5, 6), relative_to="frame")
    with pytest.raises(NotFoundError):
        await other.move_to((5, 6), frame=frame)
    await other.delete()
    with pytest.raises(NotFoundError):
        await other.move_to((5, 6))


async def test_frames_move_into_frames_with_all_that_is_in_them(board):
    """The items keep their places in their frame."""
    outer = await board.add_frame("outer", at=(0, 0), width=1000, height=1000)
    inner = await board.add_frame("inner", at=(5000, 0), width=100, height=100)
    note = await board.add_sticky_note("a", at=(20, 30), frame=inner)

    await inner.move_to((500, 500), frame=outer)

    assert (await inner.center(), await note.center()) == ((0, 0), (-30, -20))
    assert (await note.frame()).id == inner.id
    assert (await inner.frame()).item.data.title == "outer"
    assert await outer.frame() is None


async def test_the_box_around_a_rotated_item_is_level(board):
    """Worked out by hand: a square of 100 on its point is 100 times the root of 2 wide."""
    frame = await board.add_frame("f", at=(0, 0), width=1000, height=1000)
    square = await board.add_shape("a", at=(300, 300), frame=frame, rotation=45)
    bar = await board.add_shape("b", at=(0, 0), width=300, height=20, rotation=90)

    box = await square.bounds()
    assert (box.x, box.y, box.rotation) == (-200, -200, 0)
    assert (box.width, box.height) == pytest.approx((100 * sqrt(2), 100 * sqrt(2)))
    box = await square.bounds("frame")
    assert box.left == pytest.approx(300 - 50 * sqrt(2))
    box = await bar.bounds()
    assert (box.width, box.height) == pytest.approx((20, 300))


async def test_a_place_that_is_not_told_is_an_error(board):
    """Of an item without a position, and from a frame where there is none."""
    note = await board.add_sticky_note("a")
    with pytest.raises(InvalidArgumentError, match="is in no frame"):
        await note.center("frame")
    nowhere = BoardItem(board, models.UnknownItem(id="1", type="table"))
    with pytest.raises(InvalidArgumentError, match="does not tell where"):
        await nowhere.bounds()


async def test_what_is_deleted_is_gone_and_deleting_it_again_says_so(board, miro_sandbox):
    """A second time is a clear error, from the same handle and from another one."""
    note = await board.add_sticky_note("a")
    again = await board.get(note.id)
    await note.delete()
    for handle in (note, again):
        with pytest.raises(NotFoundError, match="Item not found"):
            await handle.delete()
    with pytest.raises(NotFoundError):
        await note.refresh()
    assert operations(miro_sandbox)[-4:] == ["items.delete"] * 3 + ["items.get"]


async def test_mind_map_nodes_have_their_own_way(board, miro_sandbox):
    """They are read with text and place, deleted with what is below, and cannot be moved."""
    root = await board.add_mindmap_node("root", at=(10, 20))
    child = await board.add_mindmap_node("child", parent=root)
    assert await root.center() == (10, 20)  # which its own route does not tell

    assert (root.text, await root.center(), root.frame_id) == ("root", (10, 20), None)
    await child.refresh()
    assert (child.text, child.frame_id) == ("child", None)
    with pytest.raises(InvalidArgumentError, match="cannot move the nodes"):
        await child.move_to((0, 0))
    await root.delete()
    assert operations(miro_sandbox)[-1] == "mindmap_nodes.delete"
    assert await board.items().collect() == []


async def test_flowchart_shapes_and_code_move_by_their_own_routes(board):
    """The stable route refuses both; they are read whole."""
    frame = await board.add_frame("f", at=(0, 0), width=400, height=400)
    chart = await board.add_shape("go", shape="flow_chart_decision", at=(5, 5), frame=frame)
    code = await board.add_code_widget("print(1)", at=(7, 7), frame=frame)

    for item in (chart, code):
        await item.update(width=77, height=66)
        assert item.frame_id == frame.id
        await item.move_out()
        await item.move_to((100, 100), frame=frame)
        assert (await item.center(), item.frame_id) == ((-100, -100), frame.id)
        listed = await board.get(item.id)
        assert (await listed.center(), listed.frame_id) == ((-100, -100), frame.id)
        assert listed.text == item.text != ""
        assert (await item.refresh()).frame_id == frame.id
        await listed.move_out()
        assert (await item.refresh()).frame_id is None
        await item.delete()
    assert [item.id async for item in board.items()] == [frame.id]


async def test_an_answer_about_another_item_is_not_taken(board):
    """That would be a fault of ours."""
    one, other = await board.add_sticky_note("a"), await board.add_sticky_note("b")
    with pytest.raises(InvalidArgumentError):
        one._take(other.item)
    assert repr(one) == f"StickyNote({one.id!r})"


@pytest.mark.parametrize(
    ("kind", "data", "geometry", "expected"),
    [
        ("sticky_note", {}, {}, (199, 228)),
        ("sticky_note", {"shape": "rectangle"}, {}, (350, 228)),
        ("sticky_note", {}, {"width": 398}, (398, 456)),
        ("sticky_note", {}, {"height": 114}, (99.5, 114)),
        ("shape", {}, {"width": 40}, (40, 100)),
        ("shape", {}, {"width": 40, "height": 50}, (40, 50)),
        ("table", {}, {}, (512, 512)),
        ("text", {"content": "ab<br>c"}, {"width": 100}, (100, 2 * 14 * 1.4)),
    ],
)
async def test_sizes_that_are_not_told_are_those_that_miro_makes(
    board, kind, data, geometry, expected
):
    """The figures are Miro's own; those of texts follow from their lines."""
    item = models.UnknownItem(
        id="1", type=kind, data=data, geometry=geometry, position=models.Position(x=0, y=0)
    )
    box = await BoardItem(board, item).bounds()
    assert box == Box(x=0, y=0, width=expected[0], height=expected[1])
    assert layout([item])["1"].box == box  # as it is drawn


async def test_the_size_of_a_text_is_the_one_that_it_gets(board):
    """What is reckoned for a draft is what a board makes of it, broken lines and large letters."""
    from miro_async.board import Drafts
    from miro_async.board.arrange import draft_footprint

    drafts = Drafts()
    for text, more in [("One line", {}), ("Some\nlines that are broken", {"width": 60}), ("", {})]:
        draft = drafts.add_text(text or " ", font_size=20, **more)
        made = await board.add(draft)
        told = made.item.geometry
        assert draft_footprint(draft) == pytest.approx((told.width, told.height))


async def test_an_item_in_no_frame_is_not_taken_out_of_one(board, miro_sandbox):
    """For other items nothing is sent of a frame, as nothing is known of what that would do."""
    note = await board.add_sticky_note("a")
    await note.move_to((1, 1))
    assert miro_sandbox.calls[-1].body == {"position": {"x": 1, "y": 1}}


async def test_handles_of_the_same_item_are_equal(board):
    """Whatever was read when: what was added is among what is found, and known in a set."""
    note = await board.add_sticky_note("a")
    other = await board.add_sticky_note("b")
    line = await note.connect_to(other)
    found = await board.find()
    await note.update(text="changed")
    assert note in found
    assert {note, other} == set(found)
    assert note != other
    assert note != note.id
    [same] = [one async for one in board.connectors()]
    assert {line} == {same}
    assert line != note
    assert note != line
