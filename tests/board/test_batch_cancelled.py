"""Batches that are cancelled, or crash, at any call and in any wait: nothing is forgotten."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import anyio
import pytest
from anyio.lowlevel import checkpoint

from miro_async import NO_RETRIES, MiroApi
from miro_async.board import ConnectorDraft, Draft, GroupDraft
from miro_async.errors import BatchError, ServerError
from miro_async.sandbox import Clock, Sandbox
from tests.board.transports import Around, Then

pytestmark = pytest.mark.anyio


def note(text, **more):
    """Give the draft of a sticky note."""
    return Draft(type="sticky_note", data={"content": text}, **more)


class Ending(Around):
    """Cancels a scope at the n-th call, before it is carried out or before its answer arrives."""

    def __init__(self, sandbox, number, *, done):
        super().__init__(sandbox)
        self.number, self.done = number, done
        self.scope = anyio.CancelScope()
        self.calls = 0

    async def send(self, request):
        """Count, hand on, and cancel once."""
        self.calls += 1
        if self.calls != self.number:
            return await super().send(request)
        if self.done:
            await super().send(request)
        self.scope.cancel()
        await checkpoint()
        return await super().send(request)  # it is shielded: the batch is being undone


class Ticking:
    """A clock that does something instead of the n-th wait."""

    def __init__(self, clock, number, what):
        self.clock, self.number, self.what = clock, number, what
        self.waits = []

    def time(self):
        """Tell the time."""
        return self.clock.time()

    def monotonic(self):
        """Tell how long it has been running."""
        return self.clock.monotonic()

    async def sleep(self, seconds):
        """Wait, or do what is to be done."""
        self.waits.append(seconds)
        if len(self.waits) == self.number:
            self.what()
        await self.clock.sleep(seconds)


def one_of_each(batch):
    """Add frames in each other, notes with tags, a line and a group, and what is refused last."""
    frame = batch.add(Draft(type="frame", geometry={"width": 900, "height": 900}, at=(0, 0)))
    batch.add(Draft(type="frame", geometry={"width": 90, "height": 90}, frame=frame, at=(100, 100)))
    notes = [batch.add(note(f"n{n}", at=(0, 0), tags=["a", "b"])) for n in range(2)]
    batch.add(note("in", frame=frame, at=(50, 50)))
    batch.connectors.append(ConnectorDraft(start=notes[0], end=notes[1]))
    batch.groups += [GroupDraft(items=notes), GroupDraft(items=["12345", "12346"])]


async def over(sandbox, board, transport, clock=None):
    """Give the board over another transport."""
    api = MiroApi(sandbox.token, transport=transport, clock=clock or sandbox.clock)
    return await api.board(board.id)


async def ids_on(board):
    """Give the ids of all that is on a board."""
    api = board.api
    lists = (api.items.list, api.connectors.list, api.tags.list, api.item_groups.list)
    return {one.id for list_ in lists async for one in list_(board.id)}


async def ended(number, on_error, concurrency, *, done):
    """Send such a batch over a board with a twin of a note, and end it at the n-th call.

    Gives the batch, what is there but for the twin, and whether it was ended at all.
    """
    sandbox = Sandbox(clock=Clock(datetime(2026, 1, 1, tzinfo=UTC)))
    api = MiroApi(sandbox.token, transport=sandbox, clock=sandbox.clock)
    board = await api.create_board("Board")
    twin = await board.add_sticky_note("n0", at=(0, 0))
    sandbox.clock.advance(10)
    transport = Ending(sandbox, number + 1, done=done)  # the first reads the board
    there = await over(sandbox, board, transport)
    batch = there.batch(on_error=on_error, concurrency=concurrency)
    one_of_each(batch)
    with transport.scope, suppress(BatchError):
        await batch.send()
    left = await ids_on(board)
    assert twin.id in left
    return batch, left - {twin.id}, transport.scope.cancel_called


@pytest.mark.parametrize(("concurrency", "done"), [(1, False), (1, True), (4, True)])
async def test_undone_at_any_call_it_leaves_nothing(concurrency, done):
    """Lists, items, the move into a frame, tags, lines, groups, and the deletions after a refusal.

    There are 22: the tags are read; 2 tags, 2 x items, a move, 4 taggings, a line and 2 groups make
    13 calls; 9 things are deleted again.
    """
    number = 0
    cancelled = True
    while cancelled:
        number += 1
        batch, left, cancelled = await ended(number, "undo", concurrency, done=done)
        assert (number, left, batch.in_doubt, len(batch.result)) == (number, set(), [], 0)
    assert number == 22 + 1


async def test_stopped_at_any_call_it_knows_what_may_be_there():
    """What is on the board is in `result`, or was in the one call that is in doubt."""
    for number in range(1, 14):
        batch, left, cancelled = await ended(number, "stop", 1, done=True)
        assert cancelled
        known = {thing.id for thing in batch.result.things.values()}
        assert known <= left
        assert len(left - known) <= len(batch.in_doubt)
        # The first reads tags; the 6th moves a frame; 4 put tags on.
        expected = {2: 1, 3: 1, 4: 1, 5: 4, 6: 1, 11: 1, 12: 1, 13: 1}
        assert (number, len(batch.in_doubt)) == (number, expected.get(number, 0))


@pytest.mark.parametrize("on_error", ["stop", "undo"])
@pytest.mark.parametrize("wait", [1, 2, 3])
async def test_cancelled_while_it_looks_it_forgets_nothing(board, miro_sandbox, wait, on_error):
    """Of two lost calls the first look finds one; the other was not carried out, but who knows."""
    miro_sandbox.faults.add("drop_after", to="items.create_bulk")
    miro_sandbox.faults.add("drop_before", to="items.create_bulk")
    scope = anyio.CancelScope()
    clock = Ticking(miro_sandbox.clock, wait, scope.cancel)
    there = await over(miro_sandbox, board, miro_sandbox, clock)
    batch = there.batch(on_error=on_error, concurrency=2)
    notes = [batch.add(note(f"n{number}")) for number in range(40)]
    with scope:
        await batch.send()
    assert scope.cancelled_caught
    if on_error == "undo":
        assert (await ids_on(board), batch.in_doubt, len(batch.result)) == (set(), [], 0)
        return
    halves = [{*notes[:20]}, {*notes[20:]}]  # which is lost in which way is up to the loop
    in_doubt, made = {*batch.in_doubt}, {*batch.result.things}
    if wait == 1:
        assert (in_doubt, made) == ({*notes}, set())
    else:
        assert [in_doubt, made] in (halves, halves[::-1])
    assert clock.waits == [0.5, 2.0, 5.0][:wait]


class UnexpectedError(Exception):
    """Something that is no error of Miro's."""


def broken(_progress):
    """Raise it."""
    raise UnexpectedError


@pytest.mark.parametrize("on_error", ["stop", "undo"])
@pytest.mark.parametrize("lost", [1, 2])
async def test_where_progress_raises_lost_calls_are_not_forgotten(
    board, miro_sandbox, lost, on_error
):
    """Raised by the call beside the lost one; or when two that were lost have been found."""
    miro_sandbox.faults.add("drop_after", to="items.create_bulk", times=lost)
    batch = board.batch(on_error=on_error, concurrency=2, progress=broken)
    notes = [batch.add(note(f"n{number}")) for number in range(40)]
    with pytest.raises(UnexpectedError):
        await batch.send()
    if on_error == "undo":
        assert (await ids_on(board), batch.in_doubt, len(batch.result)) == (set(), [], 0)
        return
    in_doubt, made = {*batch.in_doubt}, {*batch.result.things}
    halves = [{*notes[:20]}, {*notes[20:]}]
    assert [in_doubt, made] in ([halves, halves[::-1]] if lost == 1 else [[set(), {*notes}]])
    assert len(await ids_on(board)) == 40


class Watched(Ending):
    """Fails to look at items with what is no error of Miro's, and tells how long calls may take."""

    def __init__(self, sandbox, number, *, done):
        super().__init__(sandbox, number, done=done)
        self.seconds = {"GET": [], "DELETE": []}

    async def send(self, request):
        """Note how much time there is."""
        if self.scope.cancel_called:
            left = anyio.current_effective_deadline() - anyio.current_time()
            self.seconds[request.method].append(left)
            if request.method == "GET":
                raise UnexpectedError
        return await super().send(request)


async def test_what_is_known_is_undone_whatever_looking_does(board, miro_sandbox):
    """It has half of the time, and may break; the rest is for deleting."""
    transport = Watched(miro_sandbox, 1 + 2, done=True)
    there = await over(miro_sandbox, board, transport)
    batch = there.batch(on_error="undo", concurrency=1)
    assert batch.undo_seconds == 30
    notes = [batch.add(note(str(number))) for number in range(40)]
    with transport.scope:
        await batch.send()
    assert len(transport.seconds["GET"]) == 1
    assert len(transport.seconds["DELETE"]) == 20
    assert all(0 < seconds <= 15 for seconds in transport.seconds["GET"])
    assert all(15 < seconds <= 30 for seconds in transport.seconds["DELETE"])
    assert batch.in_doubt == notes[20:]
    assert len(await ids_on(board)) == 20


async def test_what_looking_does_not_tell_stays_in_doubt(board, miro_sandbox):
    """The board cannot be read: what is on it nobody knows, and it is told."""
    transport = Ending(miro_sandbox, 1 + 1, done=True)
    api = MiroApi(
        miro_sandbox.token, transport=transport, clock=miro_sandbox.clock, retry=NO_RETRIES
    )
    batch = (await api.board(board.id)).batch(on_error="undo")
    tea = batch.add(note("Tea"))
    miro_sandbox.faults.add(503, to="items.list", times=3)
    with transport.scope:
        await batch.send()
    assert batch.in_doubt == [tea]
    assert len(await ids_on(board)) == 1


async def test_a_frame_that_was_being_moved_in_is_made_and_in_doubt(board, miro_sandbox):
    """It is on the board, but perhaps not in its frame."""
    outer = await board.add_frame("Outer", width=400, height=400)
    transport = Ending(miro_sandbox, 1 + 2, done=False)
    batch = (await over(miro_sandbox, board, transport)).batch()
    inner = batch.add(Draft(type="frame", geometry={"width": 90, "height": 90}, frame=outer.id))
    with transport.scope:
        await batch.send()
    assert batch.in_doubt == list(batch.result.things) == [inner]


async def test_a_tag_of_somebody_else_is_not_undone(board, miro_sandbox):
    """They made it while ours was on its way, which was refused; then our batch fails."""

    async def quicker():
        await board.api.tags.create(board.id, title="T", fill_color="cyan")

    transport = Then(miro_sandbox, "GET", "/tags", quicker)
    batch = (await over(miro_sandbox, board, transport)).batch(on_error="undo")
    batch.add(note("Tea", tags=["T"]))
    batch.groups.append(GroupDraft(items=["12345", "12346"]))
    with pytest.raises(BatchError) as caught:
        await batch.send()
    assert (caught.value.made, caught.value.not_undone) == ({}, ())
    assert [tag.fill_color for tag in await board.tags()] == ["cyan"]


async def test_a_frame_that_can_be_neither_moved_nor_deleted_is_told(board, miro_sandbox):
    """`made` is what could not be deleted, also if it has failed before."""
    outer = await board.add_frame("Outer", width=400, height=400)
    api = board.api.with_options(retry=NO_RETRIES)
    miro_sandbox.faults.add(500, to="items.update")
    miro_sandbox.faults.add(500, to="items.delete", times=2)
    miro_sandbox.faults.add(500, to="frames.delete")
    batch = (await api.board(board.id)).batch(on_error="undo")
    inner = batch.add(Draft(type="frame", geometry={"width": 90, "height": 90}, frame=outer.id))
    with pytest.raises(BatchError) as caught:
        await batch.send()
    assert list(caught.value.made) == [inner]
    assert [type(reason) for reason in caught.value.not_undone] == [ServerError]
    assert len(await ids_on(board)) == 2
