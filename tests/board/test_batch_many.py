"""A thousand things with faults, and batches that are cancelled at any moment."""

from __future__ import annotations

from collections import Counter

import anyio
import pytest

from miro_async import MiroApi
from miro_async.board import ConnectorDraft, Draft, Drafts, TagDraft
from tests.board.transports import Around, Counting

pytestmark = pytest.mark.anyio

FRAMES, NOTES, TAGS = 10, 740, 5
AT_ONCE = 6


def thousand():
    """Give 10 frames, 740 items in them and beside, 5 tags on 120 of those, and 125 lines."""
    drafts = Drafts()
    frames = [
        Draft(
            type="frame",
            data={"title": f"Frame {number}"},
            geometry={"width": 2000, "height": 2000},
            at=(number * 3000, 0),
        )
        for number in range(FRAMES)
    ]
    for number in range(NOTES):
        kind = ("sticky_note", "shape", "text", "card")[number % 4]
        data = {"title" if kind == "card" else "content": f"item {number}"}
        frame = frames[number % FRAMES] if number % 3 else None
        drafts.items.append(
            Draft(
                type=kind,
                data=data,
                at=(number, number),
                frame=frame,
                key=str(number),
                tags=[f"tag {number % TAGS}"] if number % 4 in {0, 3} and number < 240 else (),
            )
        )
    drafts.items += frames
    drafts.connectors += [
        ConnectorDraft(start=one, end=other, key=f"line {number}")
        for number, (one, other) in enumerate(zip(drafts.items, drafts.items[1:126], strict=False))
    ]
    drafts.tags |= {f"tag {number}": TagDraft(title=f"tag {number}") for number in range(TAGS)}
    return drafts, frames


async def test_a_thousand_things_are_there_exactly_once(miro_sandbox):
    """5 % of all calls go wrong in one way or another; the plain API shows what there is."""
    transport = Counting(miro_sandbox)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    board = await api.create_board("Board")
    faults = [
        miro_sandbox.faults.add(what, to=to, share=0.05, seed=seed, **done)
        for seed, (what, done) in enumerate(
            [(429, {}), (500, {}), (500, {"done": True}), ("drop_after", {}), ("drop_before", {})]
        )
        for to in ("items.create_bulk", "connectors.create", "tags.*")
    ]
    slow = miro_sandbox.faults.add("delay", to="items.create_bulk", seconds=60, times=2)
    drafts, frames = thousand()
    made = await board.batch(drafts, concurrency=AT_ONCE).send()
    happened = sum(fault.injected for fault in faults)
    miro_sandbox.faults.clear()

    assert happened > 20
    assert slow.injected == 2
    assert transport.most <= AT_ONCE
    items = [item async for item in api.items.list(board.id)]
    assert len(items) == FRAMES + NOTES == len({item.id for item in items})
    places = {item.id: item for item in items}
    for number, draft in enumerate(drafts.items[:NOTES]):
        item = places[made[draft].id]
        assert getattr(item.data, "content" if item.type != "card" else "title") == f"item {number}"
        assert (item.type, item.position.x) == (draft.type, number)
        parent = item.parent.id if item.parent else None
        assert parent == (made[draft.frame].id if draft.frame else None)
        assert made.by_key(str(number)) is made[draft]
    lines = [line async for line in api.connectors.list(board.id)]
    assert Counter((line.start_item.id, line.end_item.id) for line in lines) == Counter(
        (made[line.start].id, made[line.end].id) for line in drafts.connectors
    )
    tags = [tag async for tag in api.tags.list(board.id)]
    assert sorted(tag.title for tag in tags) == sorted(drafts.tags)
    tagged = {
        tag.title: {item.id async for item in api.tags.list_items(board.id, tag.id)} for tag in tags
    }
    for title, ids in tagged.items():
        assert ids == {made[draft].id for draft in drafts.items if title in draft.tags}
    assert len(made) == FRAMES + NOTES + 125 + TAGS
    assert len(frames) == FRAMES


async def test_a_thousand_things_cost_what_they_must(board, miro_sandbox):
    """750 items and 125 lines at 100, and at 50: 5 tags, 120 attachments, reading the tags."""
    drafts, _ = thousand()
    before = miro_sandbox.credits_spent
    await board.batch(drafts).send()
    assert miro_sandbox.credits_spent - before == 875 * 100 + (5 + 120 + 1) * 50
    # 74 + 493 of 740 are in frames: 10 frames and 247 others in 13 calls, 493 in 25.
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 13 + 25


class Stuck(Around):
    """Never gives the answer to the n-th call of a path's end; the work is done, or not."""

    def __init__(self, sandbox, end, number, *, done):
        super().__init__(sandbox)
        self.end, self.number, self.done = end, number, done
        self.reached = anyio.Event()

    async def send(self, request):
        """Hand on, or wait for ever."""
        if request.method == "POST" and request.url.partition("?")[0].endswith(self.end):
            self.number -= 1
            if self.number == 0:
                if self.done:
                    await super().send(request)
                self.reached.set()
                await anyio.sleep_forever()
        return await super().send(request)


async def cancelled(miro_sandbox, board, transport, prepare, **options):
    """Send a batch over this until it is stuck, and cancel it; give the batch."""
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    batch = (await api.board(board.id)).batch(**options)
    prepare(batch)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(batch.send)
        await transport.reached.wait()
        tasks.cancel_scope.cancel()
    return batch


def sixty(batch):
    """Add 60 notes and a line."""
    notes = [batch.add(Draft(type="sticky_note", data={"content": str(n)})) for n in range(60)]
    batch.connectors.append(ConnectorDraft(start=notes[0], end=notes[1]))


def impatient(batch):
    """Add as much, and give it little time to undo that."""
    assert batch.undo_seconds == 30
    batch.undo_seconds = 0.05
    sixty(batch)


async def test_after_a_cancellation_it_is_known_what_was_made(board, miro_sandbox):
    """And what was under way."""
    transport = Stuck(miro_sandbox, "/bulk", 2, done=True)
    batch = await cancelled(miro_sandbox, board, transport, sixty, concurrency=1)
    assert [item.text for item in batch.result.items] == [str(n) for n in range(20)]
    assert batch.in_doubt == batch.items[20:40]
    assert len([item async for item in board.api.items.list(board.id)]) == 40


@pytest.mark.parametrize("done", [True, False])
async def test_a_cancelled_batch_is_undone_before_it_ends(board, miro_sandbox, done):
    """With what was under way, which is looked up; it is not held up by the cancellation."""
    transport = Stuck(miro_sandbox, "/bulk", 2, done=done)
    batch = await cancelled(miro_sandbox, board, transport, sixty, concurrency=1, on_error="undo")
    assert [item async for item in board.api.items.list(board.id)] == []
    assert (len(batch.result), batch.in_doubt) == (0, [])


async def test_undoing_a_cancelled_batch_has_an_end(board, miro_sandbox):
    """After so many seconds: what is still there stays in `result`."""

    class Slower(Stuck):
        async def send(self, request):
            if request.method == "DELETE":
                await anyio.sleep_forever()
            return await super().send(request)

    transport = Slower(miro_sandbox, "/bulk", 2, done=False)
    batch = await cancelled(
        miro_sandbox, board, transport, impatient, concurrency=1, on_error="undo"
    )
    assert len(batch.result.items) == 20


async def test_a_new_batch_has_nothing_in_doubt(board):
    """It has not been sent."""
    assert board.batch().in_doubt == []
