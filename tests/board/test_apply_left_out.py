"""What people deleted from a board that is kept in step, and what is not to be made again."""

from __future__ import annotations

import pytest

from miro_async.board import Drafts, MemoryKeys
from tests.board.applied import by_id, notes, texts, writes

pytestmark = pytest.mark.anyio


@pytest.fixture
def keys():
    """Give a mapping that is empty."""
    return MemoryKeys()


async def kept(sandbox, board, wanted, keys):
    """Apply without making anything again, and give the calls and what is left out, by its key."""
    sandbox.calls.clear()
    plan = await board.apply(wanted, mapping=keys, recreate=False)
    made = writes(sandbox)
    assert not await board.apply(wanted, mapping=keys, recreate=False)
    return made, {one.id: one.reason for one in plan.left_out}


def framed(*more):
    """Give a frame with two notes in it and one outside, lines, a group, and notes more in it."""
    drafts = Drafts()
    frame = drafts.add_frame("F", at=(0, 0), width=900, height=900, key="frame")
    inner = drafts.add_frame("G", at=(600, 600), frame=frame, width=300, height=300, key="inner")
    first = drafts.add_sticky_note("a", at=(100, 100), frame=frame, key="a", tags=("x",))
    second = drafts.add_sticky_note("b", at=(100, 100), frame=inner, key="b")
    third = drafts.add_sticky_note("c", at=(2000, 0), key="c", tags=("y",))
    drafts.connect(first, second, key="ab")
    drafts.connect(second, third, key="bc")
    drafts.group([first, second, third], key="group")
    for text in more:
        drafts.add_sticky_note(text, at=(200, 200), frame=frame, key=text)
    return drafts


async def test_what_somebody_deleted_stays_so(miro_sandbox, board, miro_api, keys):
    """With lines that led there, which are left out too; the group is what is left of it."""
    plan = await board.apply(framed(), mapping=keys)
    await miro_api.items.delete(board.id, plan.ids["a"])
    made, left_out = await kept(miro_sandbox, board, framed(), keys)
    assert made == []
    assert left_out == {
        "a": "it was deleted on the board",
        "ab": "what it leads from or to is left out",
    }
    assert await texts(miro_api, board) == ["b", "c"]
    again = await board.apply(framed(), mapping=keys)
    assert [step.do for step in again.steps] == ["create", "connect", "update", "tag"]
    assert {step.why for step in again.steps} >= {"gone from the board"}
    assert await texts(miro_api, board) == ["a", "b", "c"]


async def test_what_was_in_a_deleted_frame_stays_where_it_is(miro_sandbox, board, miro_api, keys):
    """What is new in it is left out; what is there may still change what it says."""
    plan = await board.apply(framed(), mapping=keys)
    await miro_api.frames.delete(board.id, plan.ids["frame"])
    before = await by_id(miro_api, board)
    made, left_out = await kept(miro_sandbox, board, framed("new"), keys)
    assert made == []
    assert left_out == {
        "frame": "it was deleted on the board",
        "new": "what it would be in is left out",
    }
    assert await by_id(miro_api, board) == before
    changed = framed()
    changed.items[2].data = {"content": "A"}
    made, _ = await kept(miro_sandbox, board, changed, keys)
    assert made == ["sticky_notes.update"]


async def test_frames_in_frames_that_are_left_out(miro_sandbox, board, miro_api, keys):
    """All the way down."""

    def wanted(*deep):
        drafts = framed()
        frame = drafts.items[0]
        for name in deep:
            frame = drafts.add_frame(name, at=(50, 50), frame=frame, width=90, height=90, key=name)
        drafts.items.reverse()
        return drafts

    plan = await board.apply(wanted(), mapping=keys)
    await miro_api.frames.delete(board.id, plan.ids["frame"])
    made, left_out = await kept(miro_sandbox, board, wanted("H", "I", "J"), keys)
    assert (made, set(left_out)) == ([], {"frame", "H", "I", "J"})


async def test_lines_groups_and_tags_that_somebody_deleted(miro_sandbox, board, miro_api, keys):
    """They are not made again either; a tag is where something new is to have it."""
    await board.apply(framed(), mapping=keys)
    for line in await miro_api.connectors.list(board.id).collect():
        await miro_api.connectors.delete(board.id, line.id)
    for group in await miro_api.item_groups.list(board.id).collect():
        await miro_api.item_groups.ungroup(board.id, group.id)
    for tag in await miro_api.tags.list(board.id).collect():
        await miro_api.tags.delete(board.id, tag.id)
    made, left_out = await kept(miro_sandbox, board, framed(), keys)
    assert made == []
    assert left_out == dict.fromkeys(["ab", "bc", "group"], "it was deleted on the board")
    more = framed()
    more.add_sticky_note("d", at=(3000, 0), key="d", tags=("x",))
    made, _ = await kept(miro_sandbox, board, more, keys)
    assert made == ["tags.create", "items.create_bulk", "tags.attach"]


async def test_a_tag_that_somebody_took_off_is_not_put_back(miro_sandbox, board, miro_api, keys):
    """One that is new in the source is put on."""
    plan = await board.apply(notes("a", tags=("x",)), mapping=keys)
    [tag] = await miro_api.tags.list(board.id).collect()
    await miro_api.tags.detach(board.id, plan.ids["a"], tag.id)
    assert (await kept(miro_sandbox, board, notes("a", tags=("x",)), keys))[0] == []
    made, _ = await kept(miro_sandbox, board, notes("a", tags=("x", "y")), keys)
    assert made == ["tags.create", "tags.attach"]


async def test_the_tags_of_what_is_left_out_stay(miro_sandbox, board, miro_api, keys):
    """The source still wants them, so they are not deleted as if it did not."""
    plan = await board.apply(notes("a", tags=("x",)), mapping=keys)
    await miro_api.items.delete(board.id, plan.ids["a"])
    assert (await kept(miro_sandbox, board, notes("a", tags=("x",)), keys))[0] == []
    assert (await kept(miro_sandbox, board, Drafts(), keys))[0] == ["tags.delete"]


async def test_what_is_left_of_a_group_is_left_to_people(miro_sandbox, board, miro_api, keys):
    """One of ours and one of theirs: it is neither changed nor ended."""

    def wanted():
        drafts = notes("a", "b")
        drafts.group(drafts.items, key="group")
        return drafts

    plan = await board.apply(wanted(), mapping=keys)
    theirs = await board.add_sticky_note("theirs")
    [group] = await miro_api.item_groups.list(board.id).collect()
    members = [*plan.ids.values(), theirs.id]
    await miro_api.item_groups.ungroup(board.id, group.id)
    await miro_api.item_groups.create(board.id, data={"items": members[1:]})
    await miro_api.items.delete(board.id, plan.ids["a"])
    made, left_out = await kept(miro_sandbox, board, wanted(), keys)
    assert (made, set(left_out)) == ([], {"a", "group"})


async def test_a_group_of_which_too_little_is_left_is_not_ended(
    miro_sandbox, board, miro_api, keys
):
    """The source would have another note in it, but with one that somebody has deleted."""

    def wanted(*members):
        drafts = notes("a", "b", "c", "d")
        by_key = {draft.key: draft for draft in drafts.items}
        drafts.group([by_key[key] for key in members], key="group")
        return drafts

    plan = await board.apply(wanted("a", "b", "c"), mapping=keys)
    await miro_api.items.delete(board.id, plan.ids["a"])
    made, left_out = await kept(miro_sandbox, board, wanted("a", "d"), keys)
    assert (made, set(left_out)) == ([], {"a", "group"})


async def test_a_line_that_leads_elsewhere_by_now_is_left_to_people(
    miro_sandbox, board, miro_api, keys
):
    """Its end was deleted, but before that it was led to another note."""

    def wanted():
        drafts = notes("a", "b", "c")
        drafts.connect(drafts.items[0], drafts.items[1], key="line")
        return drafts

    plan = await board.apply(wanted(), mapping=keys)
    [line] = await miro_api.connectors.list(board.id).collect()
    await miro_api.connectors.update(board.id, line.id, end_item={"id": plan.ids["c"]})
    await miro_api.items.delete(board.id, plan.ids["b"])
    made, left_out = await kept(miro_sandbox, board, wanted(), keys)
    assert (made, set(left_out)) == ([], {"b", "line"})


async def test_a_snapshot_without_what_was_deleted_since(miro_sandbox, board, miro_api, keys):
    """What is there goes back to what it was; what is gone stays away."""
    note, other = await board.add_sticky_note("a"), await board.add_sticky_note("b", at=(300, 0))
    snapshot = await board.snapshot()
    await note.delete()
    await other.update(text="changed")
    made, left_out = await kept(miro_sandbox, board, snapshot, keys)
    assert (made, set(left_out)) == (["sticky_notes.update"], {note.id})
    assert await texts(miro_api, board) == ["b"]
