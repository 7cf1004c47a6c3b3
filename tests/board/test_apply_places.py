"""Where things go on a board that is kept in step: frames that move, grow, shrink and nest."""

from __future__ import annotations

from datetime import UTC, datetime

import anyio
import pytest
from hypothesis import given, settings, strategies as st

from miro_async import InvalidArgumentError, MiroApi
from miro_async.board import Drafts
from miro_async.board.apply.mapping import MemoryKeys
from miro_async.sandbox import Clock, Sandbox
from tests.board.applied import by_id, writes

pytestmark = pytest.mark.anyio


@pytest.fixture
def keys():
    """Give a mapping that is empty."""
    return MemoryKeys()


def framed(size, *spots, at=(0, 0), relative_to=None):
    """Give a frame of a size with a note at each of these spots."""
    drafts = Drafts()
    width, height = size
    frame = drafts.add_frame("f", at=at, width=width, height=height, key="frame")
    for number, spot in enumerate(spots):
        drafts.add_sticky_note(
            str(number), frame=frame, at=spot, relative_to=relative_to, key=str(number)
        )
    return drafts


async def again(sandbox, board, wanted, keys):
    """Apply, and give the writing calls; a second run has to find nothing to do."""
    sandbox.calls.clear()
    await board.apply(wanted, mapping=keys)
    made = writes(sandbox)
    sandbox.calls.clear()
    await board.apply(wanted, mapping=keys)
    assert writes(sandbox) == []
    return made


async def test_a_frame_grows_before_something_goes_into_its_new_part(miro_sandbox, board, keys):
    """Miro refuses a place outside of the frame, so its new size comes first."""
    await board.apply(framed((400, 400), (100, 100)), mapping=keys)
    made = await again(miro_sandbox, board, framed((900, 400), (800, 100)), keys)
    assert made == ["frames.update", "items.update"]


async def test_a_frame_shrinks_after_what_is_in_it_has_moved(miro_sandbox, board, keys):
    """Miro refuses a size that leaves a child outside, so children move first."""
    await board.apply(framed((900, 400), (800, 100)), mapping=keys)
    made = await again(miro_sandbox, board, framed((400, 400), (100, 100)), keys)
    assert made == ["items.update", "frames.update"]


async def test_a_frame_shrinks_after_what_is_in_it_was_deleted(miro_sandbox, board, keys):
    """What the source wants no more stands where the frame is not going to be."""
    await board.apply(framed((900, 400), (100, 100), (800, 100)), mapping=keys)
    made = await again(miro_sandbox, board, framed((400, 400), (100, 100)), keys)
    assert made == ["items.delete", "frames.update"]


async def test_a_frame_keeps_room_for_what_others_put_into_it(miro_sandbox, board, miro_api, keys):
    """It stays as large as it is, and that is told; when theirs is gone it shrinks."""
    plan = await board.apply(framed((900, 400), (100, 100)), mapping=keys)
    frame = plan.ids["frame"]
    theirs = await board.add_sticky_note("theirs", frame=frame, at=(800, 100))
    wanted = framed((400, 400), (150, 100))
    wanted.items[0].style = {"fillColor": "#ff0000"}
    assert sorted(await again(miro_sandbox, board, wanted, keys)) == [
        "frames.update", "items.update",
    ]  # fmt: skip
    plan = await board.apply(wanted, mapping=keys)
    [left_out] = plan.left_out
    assert (left_out.id, left_out.type) == ("frame", "frame")
    assert f"sticky_note {theirs.id}" in left_out.reason
    there = await miro_api.frames.get(board.id, frame)
    assert (there.geometry.width, there.style.fill_color) == (900, "#ff0000")
    await theirs.delete()
    assert await again(miro_sandbox, board, wanted, keys) == ["frames.update"]
    assert (await miro_api.frames.get(board.id, frame)).geometry.width == 400


async def test_a_frame_that_grows_and_shrinks_takes_two_calls(miro_sandbox, board, keys):
    """Wide to high: first it is both, then the child moves down, then it is narrow."""
    await board.apply(framed((900, 400), (800, 100)), mapping=keys)
    made = await again(miro_sandbox, board, framed((400, 900), (100, 800)), keys)
    assert made == ["frames.update", "items.update", "frames.update"]


async def test_places_on_the_board_are_kept_when_the_frame_moves(
    miro_sandbox, board, miro_api, keys
):
    """The frame's corner is at (-200, -200), then at (-150, -200): the note stays at (0, 0)."""
    wanted = framed((400, 400), (0, 0), relative_to="board")
    plan = await board.apply(wanted, mapping=keys)
    moved = framed((400, 400), (0, 0), at=(50, 0), relative_to="board")
    assert await again(miro_sandbox, board, moved, keys) == ["items.update"] * 2
    note = (await by_id(miro_api, board))[plan.ids["0"]]
    assert (note.position.x, note.position.y) == (150, 200)


async def test_frames_in_frames(miro_sandbox, board, miro_api, keys):
    """An inner frame is made and moved in; its parent changes by a call of its own."""

    def wanted(outer, color=None):
        drafts = Drafts()
        frames = [
            drafts.add_frame(name, at=(2000 * place, 0), width=1000, height=1000, key=name)
            for place, name in enumerate(("left", "right"))
        ]
        inner = drafts.add_frame(
            "inner", at=(500, 500), frame=frames[outer], width=400, height=400, color=color,
            key="inner",
        )  # fmt: skip
        drafts.add_sticky_note(
            "x", at=(2000 * outer, 0), frame=inner, relative_to="board", key="note"
        )
        return drafts

    miro_sandbox.calls.clear()
    plan = await board.apply(wanted(0), mapping=keys)
    assert len(writes(miro_sandbox)) == plan.calls
    note = (await by_id(miro_api, board))[plan.ids["note"]]
    assert (note.parent.id, note.position.x, note.position.y) == (plan.ids["inner"], 200, 200)
    assert await again(miro_sandbox, board, wanted(1), keys) == ["items.update"]
    made = await again(miro_sandbox, board, wanted(0, "#ff0000"), keys)
    assert sorted(made) == ["frames.update", "items.update"]


async def test_a_note_leaves_its_frame(miro_sandbox, board, miro_api, keys):
    """With a place and no frame it goes out onto the board, in one call."""
    plan = await board.apply(framed((400, 400), (100, 100)), mapping=keys)
    wanted = framed((400, 400))
    wanted.add_sticky_note("0", at=(1000, 5), key="0")
    assert await again(miro_sandbox, board, wanted, keys) == ["items.update"]
    note = (await by_id(miro_api, board))[plan.ids["0"]]
    assert (note.parent, note.position.x, note.position.y) == (None, 1000, 5)


async def test_what_has_no_place_is_left_where_people_put_it(miro_sandbox, board, miro_api, keys):
    """Nothing is said of its place, so it may be anywhere; only its text counts."""
    wanted = Drafts()
    wanted.add_sticky_note("a", key="a")
    plan = await board.apply(wanted, mapping=keys)
    await miro_api.items.update(board.id, plan.ids["a"], position={"x": 77, "y": 88})
    assert await again(miro_sandbox, board, wanted, keys) == []


async def test_what_goes_into_a_frame_without_a_place_goes_into_its_corner(
    miro_sandbox, board, miro_api, keys
):
    """A note that was outside of the frame cannot keep its place there."""
    wanted = framed((400, 400))
    wanted.add_sticky_note("a", at=(3000, 0), key="a")
    plan = await board.apply(wanted, mapping=keys)
    wanted = framed((400, 400))
    wanted.add_sticky_note("a", frame=wanted.items[0], key="a")
    assert await again(miro_sandbox, board, wanted, keys) == ["items.update"]
    note = (await by_id(miro_api, board))[plan.ids["a"]]
    assert (note.parent.id, note.position.x, note.position.y) == (plan.ids["frame"], 0, 0)


async def test_places_may_count_from_somebody_elses_frame(miro_sandbox, board, miro_api, keys):
    """A frame that is only named by its id is where the board says; frames around it count."""
    outer = await miro_api.frames.create(
        board.id, data={"title": "o"}, position={"x": 1000, "y": 0},
        geometry={"width": 800, "height": 800},
    )  # fmt: skip
    inner = await miro_api.frames.create(
        board.id, data={"title": "i"}, geometry={"width": 200, "height": 200}
    )
    await miro_api.items.update(
        board.id, inner.id, parent={"id": outer.id}, position={"x": 400, "y": 400}
    )
    wanted = Drafts()
    wanted.add_sticky_note("a", frame=inner.id, at=(1000, 0), relative_to="board", key="a")
    assert await again(miro_sandbox, board, wanted, keys) == ["items.create_bulk"]
    [note] = await miro_api.items.list(board.id, type="sticky_note").collect()
    assert (note.parent.id, note.position.x, note.position.y) == (inner.id, 100, 100)


async def test_a_frame_without_a_place_is_where_it_is(miro_sandbox, board, miro_api, keys):
    """A wanted frame of which the place is left to people is looked up where they have put it."""

    def wanted(with_note):
        drafts = Drafts()
        frame = drafts.add_frame("f", width=400, height=400, key="frame")
        if with_note:
            at = (100, 0)
            drafts.add_sticky_note("a", frame=frame, at=at, relative_to="board", key="a")
        return drafts

    plan = await board.apply(wanted(with_note=False), mapping=keys)
    position = {"x": 100, "y": 0}
    await miro_api.items.update(board.id, plan.ids["frame"], position=position)
    plan = await board.apply(wanted(with_note=True), mapping=keys)
    note = await miro_api.items.get(board.id, plan.ids["a"])
    assert (note.position.x, note.position.y) == (200, 200)


@pytest.mark.parametrize("frame", [None, "34587645"], ids=["new, without a place", "unknown id"])
async def test_places_that_nobody_can_know_are_refused(board, keys, frame):
    """They count from the board, and where the frame is going to be is unknown."""
    wanted = Drafts()
    if frame is None:
        frame = wanted.add_frame("f", key="frame")
    wanted.add_sticky_note("a", frame=frame, at=(0, 0), relative_to="board", key="a")
    with pytest.raises(InvalidArgumentError, match="nobody knows where frame"):
        await board.apply(wanted, mapping=keys)
    wanted.items[0].geometry = {"width": 100, "height": 100}
    with pytest.raises(InvalidArgumentError, match="nobody knows where frame"):
        await board.apply(wanted, mapping=keys)


async def test_the_size_of_a_frame_has_to_be_known_too(board, keys):
    """Its place alone does not tell where its corner is."""
    wanted = Drafts()
    frame = wanted.add_frame("f", at=(0, 0), key="frame")
    wanted.add_sticky_note("a", frame=frame, at=(0, 0), relative_to="board", key="a")
    with pytest.raises(InvalidArgumentError, match="nobody knows where frame 'frame'"):
        await board.apply(wanted, mapping=keys)


async def test_the_order_of_drafts_does_not_matter(miro_sandbox, board, miro_api, keys):
    """A note that stands before its frame is made after it."""
    wanted = framed((400, 400), (100, 100))
    wanted.items.reverse()
    plan = await board.apply(wanted, mapping=keys)
    note = await miro_api.items.get(board.id, plan.ids["0"])
    assert note.parent.id == plan.ids["frame"]
    assert await again(miro_sandbox, board, wanted, keys) == []


SHAPES = ((1000, 1000), (600, 1400), (1600, 500))
SHARES = ((0.5, 0.5), (0.3, 0.8), (0.8, 0.3))


def nested(rng):
    """Give frames in frames, with notes: by its key the frame that each is in, its place, size."""
    frames, notes = {}, {}
    for key in rng.sample(["f1", "f2", "f3", "f4"], rng.randint(1, 4)):
        above = rng.choice([None, *frames])
        if above is None:
            frames[key] = None, (3000 * int(key[1]) + rng.choice([0, 50]), 0), rng.choice(SHAPES)
            continue
        width, height = frames[above][2]
        share = rng.choice(SHARES)
        at = width * rng.choice([0.25, 0.5, 0.95]), height * rng.choice([0.25, 0.5, 0.95])
        frames[key] = above, at, (width * share[0], height * share[1])
    for key in rng.sample("abcde", rng.randint(0, 5)):
        above = rng.choice([None, *frames])
        width, height = (1000, 3000) if above is None else frames[above][2]
        notes[key] = above, (width * rng.choice([0.1, 0.9]), height * rng.choice([0.1, 0.9]))
    return frames, notes


def drafted(frames, notes, rng):
    """Give the drafts of these, in any order."""
    drafts, made = Drafts(), {None: None}
    for key, (above, at, (width, height)) in frames.items():
        made[key] = drafts.add_frame(
            key, frame=made[above], at=at, width=width, height=height, key=key
        )
    for key, (above, at) in notes.items():
        drafts.add_sticky_note(key, frame=made[above], at=at, key=key)
    rng.shuffle(drafts.items)
    return drafts


async def rearranged(rng):
    """Apply three arrangements, one after the other, and look at each."""
    sandbox = Sandbox(clock=Clock(datetime(2026, 1, 1, tzinfo=UTC)), credits_a_minute=10**9)
    keys = MemoryKeys()
    async with MiroApi(sandbox.token, transport=sandbox, clock=sandbox.clock) as api:
        board = await api.create_board("Board")
        for _ in range(3):
            frames, notes = nested(rng)
            plan = await board.apply(drafted(frames, notes, rng), mapping=keys)
            keys_of = {item_id: key for key, item_id in plan.ids.items()} | {None: None}
            there = await by_id(api, board)
            assert len(there) == len(frames) + len(notes)
            places = {key: (above, at) for key, (above, at, _) in frames.items()} | notes
            for key, (above, at) in places.items():
                item = there[plan.ids[key]]
                assert keys_of[item.parent and item.parent.id] == above
                assert (item.position.x, item.position.y) == pytest.approx(at)
            for key, (_, _, size) in frames.items():
                geometry = there[plan.ids[key]].geometry
                assert (geometry.width, geometry.height) == pytest.approx(size)
            assert not await board.apply(drafted(frames, notes, rng), mapping=keys)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_frames_in_frames_are_rearranged_in_any_way(rng):
    """They grow, shrink, swap and go with what is in them, and no call is refused."""
    anyio.run(rearranged, rng)


async def test_frames_in_frames_grow_and_shrink_together(miro_sandbox, board, keys):
    """The outer one grows first; when they shrink, the inner one moves inwards first."""

    def wanted(scale):
        drafts = Drafts()
        outer = drafts.add_frame("o", at=(0, 0), width=500 * scale, height=500 * scale, key="outer")
        inner = drafts.add_frame(
            "i", frame=outer, at=(400 * scale, 400 * scale), width=100 * scale,
            height=100 * scale, key="inner",
        )  # fmt: skip
        drafts.add_sticky_note("n", frame=inner, at=(90 * scale, 90 * scale), key="note")
        drafts.items.reverse()
        return drafts

    for scale, calls in ((1, 4), (3, 3), (1, 3)):
        assert len(await again(miro_sandbox, board, wanted(scale), keys)) == calls


async def test_frames_that_swap(miro_sandbox, board, miro_api, keys):
    """The inner one leaves before the outer one goes into it, in whatever order they are asked."""

    def wanted(*names):
        drafts, frame = Drafts(), None
        for name, size in zip(names, (900, 500, 200), strict=True):
            at = (0, 0) if frame is None else (100, 100)
            frame = drafts.add_frame(name, at=at, frame=frame, width=size, height=size, key=name)
        drafts.items.sort(key=lambda draft: draft.key)
        return drafts

    for names in ("abc", "cba", "bca", "abc"):
        await again(miro_sandbox, board, wanted(*names), keys)
        items = await by_id(miro_api, board)
        parents = {item.data.title: item.parent and item.parent.id for item in items.values()}
        titles = {item.id: item.data.title for item in items.values()} | {None: None}
        assert [titles[parents[name]] for name in names] == [None, names[0], names[1]]
