"""How what a batch has made is deleted again: in which order, how much at once, in which calls."""

from __future__ import annotations

import pytest

from miro_async import NO_RETRIES, MiroApi
from miro_async.board import Draft, GroupDraft
from miro_async.errors import BatchError, ServerError
from tests.board.transports import Counting

pytestmark = pytest.mark.anyio


def node(text):
    """Give the data of a mind map node."""
    return {"nodeView": {"data": {"type": "text", "content": text}}}


async def failure(batch):
    """Send a batch, and give the error that it ends with."""
    with pytest.raises(BatchError) as caught:
        await batch.send()
    return caught.value


@pytest.mark.parametrize(("concurrency", "most"), [(3, 3), (20, 6)])
async def test_undo_deletes_frames_at_the_same_time(board, miro_sandbox, concurrency, most):
    """But what is in a frame before the frame, and no more at once than allowed."""
    transport = Counting(miro_sandbox, steps=100)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    batch = (await api.board(board.id)).batch(on_error="undo", concurrency=concurrency)
    size = {"width": 900, "height": 900}
    outer = [batch.add(Draft(type="frame", geometry=size, at=(n * 1000, 0))) for n in range(6)]
    for frame in outer:
        inner = batch.add(
            Draft(type="frame", geometry={"width": 90, "height": 90}, frame=frame, at=(100, 100))
        )
        batch.add_sticky_note("in", frame=inner)
    batch.groups.append(GroupDraft(items=["12345", "12346"]))
    transport.most = 0
    error = await failure(batch)
    deleted = [call.path.rpartition("/")[2] for call in miro_sandbox.calls if call.status == 204]
    assert (error.made, len(deleted), transport.most) == ({}, 18, most)
    # Ids ascend, and the notes were made last.
    notes, inner_ones, outer_ones = (sorted(deleted[n : n + 6]) for n in (0, 6, 12))
    assert notes[0] > inner_ones[-1]
    assert inner_ones[0] > outer_ones[-1]
    assert [item async for item in board.api.items.list(board.id)] == []


async def test_a_mind_map_that_cannot_be_undone_is_told_as_a_whole(board, miro_sandbox):
    """One call for its uppermost node would have taken all of it."""
    api = board.api.with_options(retry=NO_RETRIES)
    batch = (await api.board(board.id)).batch(on_error="undo")
    nodes = [batch.add(Draft(type="mindmap_node", data=node("1")))]
    nodes.append(batch.add(Draft(type="mindmap_node", data=node("2"), frame=nodes[0])))
    nodes.append(batch.add(Draft(type="mindmap_node", data=node("3"), frame=nodes[1])))
    batch.groups.append(GroupDraft(items=["12345", "12346"]))
    miro_sandbox.faults.add(500, to="mindmap_nodes.delete")
    error = await failure(batch)
    assert list(error.made) == nodes
    assert [type(reason) for reason in error.not_undone] == [ServerError]
    assert len(miro_sandbox.calls.of("mindmap_nodes.delete")) == 1


async def test_of_a_mind_map_that_was_there_only_the_own_nodes_are_deleted(board, miro_sandbox):
    """Each that hangs under what is there takes its own along."""
    there = await board.api.mindmap_nodes.create(board.id, data=node("There"))
    batch = board.batch(on_error="undo")
    for above in (there, there.id):
        own = batch.add(Draft(type="mindmap_node", data=node("own"), frame=above))
        batch.add(Draft(type="mindmap_node", data=node("below"), frame=own))
    batch.groups.append(GroupDraft(items=["12345", "12346"]))
    error = await failure(batch)
    assert (error.made, error.not_undone) == ({}, ())
    assert [item.id async for item in board.api.items.list(board.id)] == [there.id]
    assert len(miro_sandbox.calls.of("mindmap_nodes.delete")) == 2
