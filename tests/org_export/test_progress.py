"""The table of boards: who gets one, for how long, and what of the late ones counts."""

from __future__ import annotations

from functools import partial

import pytest
from anyio import create_task_group

from examples.org_export.progress import Ending, Figures, LeaseLostError
from examples.org_export.worker import dispatch
from tests.org_export.conftest import order

pytestmark = pytest.mark.anyio

FIGURES = Figures(counts={"items": 3}, bytes=10, sha256="ab")
LEASE = 60.0


def board(number):
    """Give what a plan says of a board."""
    return {"board_id": f"board {number}", "name": f"Name {number}", "user_id": "1"}


@pytest.fixture
async def planned(progress):
    """Plan three boards."""
    assert await progress.plan("export", [board(number) for number in range(3)]) == 3
    return progress


async def states(progress):
    """Give the state of each board."""
    return [row["state"] for row in await progress.boards("export")]


async def nothing():
    """Publish nothing."""


async def lease_ends(progress):
    """Let all leases end."""
    await order(progress, "UPDATE org_export_boards SET lease_until = now() - interval '1 s'")


async def at_once(*functions):
    """Give what functions gave that ran at the same time."""
    given = []

    async def keep(function):
        given.append(await function())

    async with create_task_group() as tasks:
        for function in functions:
            tasks.start_soon(keep, function)
    return given


async def test_of_many_workers_one_gets_the_board(planned):
    """However many begin it at once; the message may have come more than once."""
    begin = partial(planned.begin, "export", "board 1")
    claims = await at_once(*(partial(begin, f"worker {n}", LEASE) for n in range(8)))
    assert sum(claim is not None for claim in claims) == 1
    assert await states(planned) == ["waiting", "running", "waiting"]


async def test_a_board_that_is_done_is_not_begun_again(planned):
    """A message that comes once more, or a plan that is made once more, changes nothing."""
    claim = await planned.begin("export", "board 1", "a", LEASE)
    await planned.finish(claim, FIGURES, nothing)
    assert await planned.begin("export", "board 1", "b", LEASE) is None
    assert await planned.plan("export", [board(1), board(7)]) == 1
    [row] = [row for row in await planned.boards("export") if row["state"] == "done"]
    assert (row["board_id"], row["worker"], row["sha256"], row["bytes"]) == (
        "board 1",
        "a",
        "ab",
        10,
    )
    assert row["counts"] == {"items": 3}


async def test_two_plans_at_once_do_not_wait_for_each_other(progress):
    """Each lists the boards in an order of its own; each board is there once."""
    boards = [board(number) for number in range(1000)]
    plans = [partial(progress.plan, "export", some) for some in (boards, boards[::-1])]
    await at_once(*plans * 2)
    assert len(await progress.boards("export")) == 1000


async def test_who_lost_the_board_cannot_finish_it(planned):
    """Its lease ended, another one has it: the first one changes and publishes nothing."""
    late = await planned.begin("export", "board 1", "a", LEASE)
    await lease_ends(planned)
    assert await planned.take_away(attempts=4) == 1
    published = []

    async def publish():
        published.append("late")

    for _ in range(2):  # before somebody else has it, and after
        with pytest.raises(LeaseLostError):
            await planned.finish(late, FIGURES, publish)
        with pytest.raises(LeaseLostError):
            await planned.prolong(late, LEASE)
        await planned.put_back(late, Ending(state="failed", reason="?", attempts=1, setbacks=0))
        if await states(planned) == ["waiting"] * 3:
            now = await planned.begin("export", "board 1", "b", LEASE)
    assert published == []
    assert now.fence > late.fence
    assert now.attempts == 2
    await planned.finish(now, FIGURES, nothing)
    assert await states(planned) == ["waiting", "done", "waiting"]


async def test_what_cannot_be_published_is_not_done(planned):
    """Neither is in its place: the statement is taken back."""
    claim = await planned.begin("export", "board 1", "a", LEASE)

    async def publish():
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        await planned.finish(claim, FIGURES, publish)
    assert await states(planned) == ["waiting", "running", "waiting"]


async def test_a_lease_that_is_prolonged_is_not_taken_away(planned):
    """It lasts from the last sign of life."""
    claim = await planned.begin("export", "board 1", "a", LEASE)
    await lease_ends(planned)
    await planned.prolong(claim, LEASE)
    assert await planned.take_away(attempts=4) == 0


async def test_a_board_that_kills_its_workers_ends_as_failed(planned):
    """It has so many attempts as any other, and the reason names the last worker."""
    for attempt in range(2):
        await planned.begin("export", "board 1", f"worker {attempt}", LEASE)
        await lease_ends(planned)
        await planned.take_away(attempts=2)
    [row] = [row for row in await planned.boards("export") if row["state"] != "waiting"]
    assert (row["state"], row["reason"]) == ("failed", "lost with worker 1")
    assert await planned.again("export") == 1
    assert await states(planned) == ["waiting"] * 3


async def test_a_board_waits_until_it_is_due(planned):
    """After a failure nobody gets it before, whatever messages come."""
    claim = await planned.begin("export", "board 1", "a", LEASE)
    ending = Ending(state="waiting", reason="?", attempts=1, setbacks=0, delay=100)
    await planned.put_back(claim, ending)
    assert await planned.begin("export", "board 1", "b", LEASE) is None
    assert ("export", "board 1") not in await planned.take_due(300)
    await order(planned, "UPDATE org_export_boards SET due_at = now()")
    assert await planned.take_due(300) == [("export", "board 1")]
    assert (await planned.begin("export", "board 1", "b", LEASE)).attempts == 2


async def test_the_queue_is_kept_short(progress):
    """So many boards are in it as may be, however many wait; they come in as others are begun."""
    await progress.plan("export", [board(number) for number in range(10)])
    sent = await progress.take_due(300, ahead=4)
    assert len(sent) == 4
    assert await progress.take_due(300, ahead=4) == []
    for one in sent[:3]:
        await progress.begin(*one, "a", LEASE)
    assert len(await progress.take_due(300, ahead=4)) == 3


async def test_several_workers_put_a_board_into_the_queue_once(progress):
    """All look for what is due at the same time."""
    await progress.plan("export", [board(number) for number in range(100)])
    taken = await at_once(*[partial(progress.take_due, 300)] * 6)
    sent = [one for some in taken for one in some]
    assert len(sent) == len(set(sent))
    assert {*sent, *await progress.take_due(300)} == {
        ("export", f"board {number}") for number in range(100)
    }


async def test_a_lost_message_is_sent_again(planned):
    """A Redis that restarts may forget the queue; after a while the boards are put there again."""
    assert len(await planned.take_due(300)) == 3
    assert await planned.take_due(300) == []
    await order(planned, "UPDATE org_export_boards SET sent_at = now() - interval '301 s'")
    assert len(await planned.take_due(300)) == 3


async def test_what_cannot_be_sent_is_due_again(planned):
    """Redis is away: the boards that it did not get are sent at the next look."""
    sent = []

    async def send(export, board_id):
        if sent:
            raise ConnectionError
        sent.append(board_id)

    settings = type("Settings", (), {"attempts": 4, "lease": 300.0})
    with pytest.raises(ConnectionError):
        await dispatch(planned, settings, send)
    due = {board_id for _, board_id in await planned.take_due(300)}
    assert len(sent) == 1
    assert due == {"board 0", "board 1", "board 2"} - {*sent}


async def test_lost_files_are_exported_again(planned):
    """And nothing else of what is done."""
    for number in range(2):
        claim = await planned.begin("export", f"board {number}", "a", LEASE)
        await planned.finish(claim, FIGURES, nothing)
    assert await planned.again("export", lost=["board 1"]) == 1
    assert await states(planned) == ["done", "waiting", "waiting"]


async def test_exports_of_other_names_are_apart(planned):
    """The same board is in both, each with a state of its own."""
    claim = await planned.begin("export", "board 1", "a", LEASE)
    await planned.finish(claim, FIGURES, nothing)
    assert await planned.plan("next", [board(1)]) == 1
    assert (await planned.begin("next", "board 1", "b", LEASE)).attempts == 1
    assert await states(planned) == ["waiting", "done", "waiting"]


async def test_a_worker_that_stops_gives_its_boards_back(planned):
    """That was no attempt; those of others stay theirs."""
    await planned.begin("export", "board 0", "a", LEASE)
    await planned.begin("export", "board 1", "b", LEASE)
    assert await planned.leave("a") == 1
    assert await states(planned) == ["waiting", "running", "waiting"]
    assert (await planned.begin("export", "board 0", "c", LEASE)).attempts == 1
