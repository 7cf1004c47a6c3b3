"""Laying out what is on a board, and what is yet to be made, in frames and on the board."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from miro_async import BadRequestError, InvalidArgumentError, UnauthorizedError, models
from miro_async.board import Drafts

pytestmark = pytest.mark.anyio


def written(sandbox, since=0):
    """Give the names of the calls that change something."""
    calls = [call.operation for call in sandbox.calls][since:]
    return [call for call in calls if not call.endswith((".get", ".list", ".list_items"))]


def box(item):
    """Give left, top, right and bottom of an answer of Miro's, where it counts from."""
    x, y = item.position.x, item.position.y
    width, height = item.geometry.width, item.geometry.height
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


async def told(api, board, frame):
    """Give a frame, and the items that Miro tells are in it."""
    return await api.frames.get(board.id, frame.id), [
        item async for item in api.frames.list_items(board.id, frame.id)
    ]


async def check_inside(api, board, frame, items):
    """Fail unless the frame has these, none over another, all within its borders, in order."""
    outer, inside = await told(api, board, frame)
    by_id = {item.id: item for item in inside}
    boxes = [box(by_id[item.id]) for item in items]
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= outer.geometry.width + 1e-6
        assert bottom <= outer.geometry.height + 1e-6
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return outer


async def test_a_small_frame_is_enlarged_before_anything_is_put_into_it(
    board, miro_api, miro_sandbox
):
    """One call for the frame, one for each item; its upper left corner stays."""
    frame = await board.add_frame("f", at=(0, 0), width=100, height=100)
    notes = [await board.add_sticky_note(str(n), at=(n * 999, 0)) for n in range(5)]
    calls, spent = len(miro_sandbox.calls), miro_sandbox.credits_spent

    assert await board.grid(notes, frame=frame, columns=2, gap=10, padding=30) == notes

    assert written(miro_sandbox, calls) == ["frames.update"] + ["items.update"] * 5
    assert miro_sandbox.credits_spent - spent == 50 + 600
    outer = await check_inside(miro_api, board, frame, notes)
    # Two columns of 199 and three rows of 228, a gap of 10 between, 30 around.
    assert (outer.geometry.width, outer.geometry.height) == (468, 764)
    assert (outer.position.x - 468 / 2, outer.position.y - 764 / 2) == (-50, -50)
    assert frame.item.geometry.width == 468  # the handle knows
    assert [(n.item.position.x, n.item.position.y) for n in notes][:3] == [
        (129.5, 144),
        (338.5, 144),
        (129.5, 382),
    ]


async def test_a_large_frame_is_made_smaller_after_everything_is_in_its_place(
    board, miro_api, miro_sandbox
):
    """What was far out would keep Miro from it; a second time nothing is to be done."""
    frame = await board.add_frame("f", at=(0, 0), width=2000, height=2000)
    notes = [await board.add_sticky_note("a", at=(1900, 1900 - n), frame=frame) for n in range(2)]
    calls = len(miro_sandbox.calls)

    await board.row(notes, frame=frame)

    assert written(miro_sandbox, calls) == ["items.update"] * 2 + ["frames.update"]
    outer = await check_inside(miro_api, board, frame, notes)
    assert (outer.geometry.width, outer.geometry.height) == (2 * 199 + 3 * 20, 228 + 2 * 20)
    calls = len(miro_sandbox.calls)
    await board.row(notes, frame=frame)
    assert written(miro_sandbox, calls) == []


async def test_a_frame_that_gets_wider_and_lower_is_sized_twice(board, miro_api, miro_sandbox):
    """First to where everything fits, then to what is needed."""
    frame = await board.add_frame("f", at=(0, 0), width=100, height=2000)
    notes = [await board.add_sticky_note("a", at=(50, 1900), frame=frame) for n in range(3)]
    calls = len(miro_sandbox.calls)

    await board.row(notes, frame=frame)

    expected = ["frames.update", *["items.update"] * 3, "frames.update"]
    assert written(miro_sandbox, calls) == expected
    await check_inside(miro_api, board, frame, notes)


async def test_other_items_of_the_frame_stay_inside(board, miro_api):
    """It is made no smaller than they need, and no larger for one that stuck out before."""
    frame = await board.add_frame("f", at=(0, 0), width=2000, height=1000)
    note = await board.add_sticky_note("a", at=(1000, 700), frame=frame)
    other = await board.add_shape("other", at=(900, 1000), frame=frame)

    await board.column([note], frame=frame)

    outer, inside = await told(miro_api, board, frame)
    assert (outer.geometry.width, outer.geometry.height) == (950, 1000)
    places = {item.id: (item.position.x, item.position.y) for item in inside}
    assert places[other.id] == (900, 1000)
    assert places[note.id] == (119.5, 134)
    await board.add_shape("over the edge", at=(940, 10), frame=frame)
    await board.column([note], frame=frame, padding=0)
    outer, _ = await told(miro_api, board, frame)
    assert (outer.geometry.width, outer.geometry.height) == (950, 1000)


async def test_a_frame_in_a_frame_is_sized_too(board, miro_api):
    """By the place of its corner in the frame around it; outside of that it is refused."""
    outer = await board.add_frame("outer", at=(0, 0), width=1000, height=1000)
    inner = await board.add_frame("inner", at=(300, 300), frame=outer, width=100, height=100)
    notes = [await board.add_sticky_note("a") for _ in range(2)]

    await board.row(notes, frame=inner.id)

    told_inner = await check_inside(miro_api, board, inner, notes)
    assert box(told_inner)[:2] == (250, 250)
    with pytest.raises(InvalidArgumentError, match="outside of frame"):
        await board.row(notes, frame=inner.id, gap=4000)
    assert (await miro_api.frames.get(board.id, inner.id)).geometry.width == 458


async def test_drafts_are_made_where_they_go(board, miro_api, miro_sandbox):
    """Handles and drafts in any mix, in their order; the drafts in one call."""
    frame = await board.add_frame("f", at=(0, 0), width=100, height=100)
    drafts = Drafts()
    mixed = [
        drafts.add_sticky_note("a"),
        await board.add_shape("b", width=300, height=50),
        drafts.add_shape("c", rotation=45, shape="circle"),
        drafts.add_card("d"),
        drafts.add_text("A line of text"),
    ]
    calls = len(miro_sandbox.calls)

    laid = await board.column(mixed, frame=frame, across="left")

    assert [item.text for item in laid] == ["a", "b", "c", "d", "A line of text"]
    calls = written(miro_sandbox, calls)
    assert calls[0] == "frames.update"
    assert sorted(calls[1:]) == ["items.create_bulk", "items.update"]
    await check_inside(miro_api, board, frame, laid)
    tops = [item.item.position.y for item in laid]
    assert tops == sorted(tops)


async def test_the_draft_of_a_frame_is_made_in_its_size(board, miro_api, miro_sandbox):
    """It needs no other call; a frame of a size that does not do is refused without `fit`."""
    drafts = Drafts()
    frame = drafts.add_frame("f", at=(500, 500), width=10, height=10)
    notes = [drafts.add_sticky_note(str(n)) for n in range(3)]
    with pytest.raises(InvalidArgumentError, match=r"takes 676 x 268.*the frame is 10 x 10"):
        await board.row(notes, frame=frame, padding=20, gap=19.5, fit=False)
    calls = len(miro_sandbox.calls)

    laid = await board.row(notes, frame=frame)

    assert written(miro_sandbox, calls) == ["items.create_bulk"] * 2
    inside = await laid[0].frame()
    await check_inside(miro_api, board, inside, laid)
    assert (await inside.center(), inside.item.data.title) == ((500, 500), "f")


async def test_without_fit_the_frame_stays_as_it_is(board, miro_api, miro_sandbox):
    """If it is too small, nothing is moved."""
    frame = await board.add_frame("f", at=(0, 0), width=500, height=268)
    notes = [await board.add_sticky_note("a") for _ in range(3)]
    await board.row(notes[:2], frame=frame, fit=False)
    outer = await check_inside(miro_api, board, frame, notes[:2])
    assert (outer.geometry.width, outer.geometry.height) == (500, 268)
    calls = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match="the frame is 500 x 268: give fit=True"):
        await board.row(notes, frame=frame, fit=False)
    assert written(miro_sandbox, calls) == []


async def test_on_the_board_the_middle_goes_to_a_place(board):
    """Items leave the frames that they are in."""
    frame = await board.add_frame("f", at=(5000, 0), width=900, height=900)
    inside = await board.add_shape("a", at=(10, 10), frame=frame)
    outside = await board.add_shape("b")
    draft = Drafts().add_shape("c")

    laid = await board.row([inside, outside, draft], at=(1000, 100), gap=50, padding=0)

    # 400 wide: from 800 to 1200.
    assert [await item.center() for item in laid] == [(850, 100), (1000, 100), (1150, 100)]
    assert [item.frame_id for item in laid] == [None, None, None]
    await board.column([inside, outside], gap=0)
    assert [await item.center() for item in (inside, outside)] == [(0, -50), (0, 50)]


async def test_nothing_to_lay_out_takes_no_call(board, miro_sandbox):
    """An empty list is no error, and leaves the frame alone."""
    frame = await board.add_frame("f", at=(0, 0), width=500, height=268)
    calls = len(miro_sandbox.calls)
    assert await board.grid([], frame=frame) == []
    assert len(miro_sandbox.calls) == calls


async def test_arguments_that_contradict_each_other_are_refused(board, miro_sandbox):
    """An item twice, a frame in itself, a place on the board and a frame."""
    frame = await board.add_frame("f", at=(0, 0), width=500, height=268)
    note = await board.add_sticky_note("a")
    draft = Drafts().add_text("b")
    node = await board.add_mindmap_node("m", at=(0, 0))
    calls = len(miro_sandbox.calls)
    for items, more, why in [
        ([note, node], {"frame": frame}, "cannot move the nodes"),
        ([Drafts().add_mindmap_node("m")], {"frame": frame}, "no node of a mind map into a frame"),
        ([note, note.id], {"frame": frame}, "handles and drafts are laid out, not '"),
        ([note], {"at": (0, None)}, "at is two numbers"),
        ([note, note], {}, "one is given twice"),
        ([draft, draft], {}, "one is given twice"),
        ([note, frame], {"frame": frame.id}, "inside of itself"),
        ([note], {"frame": frame, "at": (0, 0)}, "or a frame"),
    ]:
        with pytest.raises(InvalidArgumentError, match=why):
            await board.grid(items, **more)
    assert len(miro_sandbox.calls) == calls


async def test_items_may_come_one_by_one(board, miro_api):
    """Any iterable will do, also one that can be gone through only once."""
    frame = await board.add_frame("f", at=(0, 0), width=500, height=268)
    notes = [await board.add_sticky_note("a") for _ in range(3)]
    assert await board.row((note for note in notes), frame=frame) == notes
    await check_inside(miro_api, board, frame, notes)

    drafts = [Drafts().add_text("b") for _ in range(2)]
    assert Drafts().row(iter(drafts)) == drafts
    with pytest.raises(InvalidArgumentError, match="drafts are laid out, not StickyNote"):
        Drafts().row(iter(notes))


async def test_a_layout_that_was_interrupted_is_asked_for_again(board, miro_api, miro_sandbox):
    """It moves what is not there yet, and then the frame gets its size."""
    frame = await board.add_frame("f", at=(0, 0), width=900, height=900)
    notes = [await board.add_sticky_note("a") for _ in range(3)]
    await notes[0].move_to((119.5, 134), frame=frame)
    miro_sandbox.faults.add(401, to="items.update")
    with pytest.raises(UnauthorizedError):
        await board.row(notes, frame=frame)

    moves = len(miro_sandbox.calls.of("items.update"))
    await board.row(notes, frame=frame)
    assert len(miro_sandbox.calls.of("items.update")) - moves <= 2
    outer = await check_inside(miro_api, board, frame, notes)
    assert (outer.geometry.width, outer.geometry.height) == (677, 268)


async def test_a_frame_that_just_suffices_is_large_enough(board):
    """The sides of the box around a turned item are not exact."""
    frame = await board.add_frame("f", at=(0, 0), width=100, height=200)
    turned = await board.add_shape("a", at=(0, 0), width=200, height=100, rotation=90)
    assert (await turned.bounds()).width > 100
    await board.row([turned], frame=frame, padding=0, fit=False)
    assert await turned.center("frame") == pytest.approx((50, 100))
    assert frame.width == 100


async def test_a_refusal_is_raised_by_itself(board, miro_api):
    """Though items are moved at the same time, there is no group of errors to take apart."""
    notes = [await board.add_sticky_note("a") for _ in range(2)]
    odd = board.handle(
        models.UnknownItem(id="no number", type="shape", position=models.Position(x=1, y=1))
    )
    with pytest.raises(Exception) as raised:  # noqa: PT011 - which one is asserted below
        await board.row([*notes, odd], at=(9, 9))
    assert isinstance(raised.value, BadRequestError) or raised.value.status == 404


sizes = st.tuples(st.integers(8, 900), st.integers(8, 900))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    things=st.lists(sizes, min_size=1, max_size=8),
    columns=st.none() | st.integers(1, 5),
    start=st.tuples(st.integers(50, 1500), st.integers(50, 1500)),
)
def test_any_items_fit_into_any_frame(things, columns, start):
    """Whatever the frame was: inside of it, none over another, and no answer is a refusal."""
    import anyio

    from miro_async import MiroApi
    from miro_async.sandbox import Sandbox

    async def lay_out():
        sandbox = Sandbox()
        async with MiroApi(sandbox.token, transport=sandbox, pacing=False) as api:
            board = await api.create_board("b")
            frame = await board.add_frame("f", at=(9, 9), width=start[0], height=start[1])
            drafts = Drafts()
            shapes = [drafts.add_shape(width=width, height=height) for width, height in things]
            first = [await board.add(shape) for shape in shapes[::2]]
            for item in first:
                await item.move_to((start[0], start[1]), frame=frame)
            rest = shapes[1::2]
            laid = await board.grid([*first, *rest], frame=frame, columns=columns)
            await check_inside(api, board, frame, laid)
        assert {call.status for call in sandbox.calls} <= {200, 201}

    anyio.run(lay_out)


async def test_nodes_of_mind_maps_are_laid_out_below_the_node_that_they_are_below(board):
    """They are made where they go, and the node above them stays what it is."""
    root = await board.add_mindmap_node("root", at=(0, 0))
    drafts = [Drafts().add_mindmap_node(text, parent=root) for text in "ab"]

    leaves = await board.column(drafts, at=(300, 0), gap=0, padding=0)

    assert [leaf.item.parent.id for leaf in leaves] == [root.id] * 2
    assert [await leaf.center() for leaf in leaves] == [(300, -24), (300, 24)]
