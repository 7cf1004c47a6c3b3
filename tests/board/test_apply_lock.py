"""One run at a time works on a board with a mapping, and plans that are out of date are refused."""

from __future__ import annotations

import multiprocessing
import sys

import anyio
import pytest

from miro_async import InvalidArgumentError
from miro_async.board import FileKeys, MemoryKeys
from miro_async.errors import MappingInUseError
from tests.board.applied import notes, texts, writes

pytestmark = pytest.mark.anyio


@pytest.fixture
def path(tmp_path):
    """Give where the mapping is."""
    return tmp_path / "keys.json"


async def test_another_run_on_the_same_board_is_refused(miro_sandbox, board, miro_api, path):
    """Before anything is read or sent; plans are made all the same."""
    async with FileKeys(path).lock(board.id):
        miro_sandbox.calls.clear()
        with pytest.raises(MappingInUseError, match=r"keys\.json is in use: another run works on"):
            await board.apply(notes("a"), mapping=path)
        assert len(miro_sandbox.calls) == 0
        plan = await board.apply(notes("a"), mapping=path, plan=True)
        with pytest.raises(MappingInUseError):
            await board.apply(plan)
        other = await miro_api.create_board("Other")
        await other.apply(notes("b"), mapping=path)
    await board.apply(plan)
    assert await texts(miro_api, board) == ["a"]


def hold(path, board_id, pipe):
    """Hold the lock of a board until told to die."""

    async def holding():
        async with FileKeys(path).lock(board_id):
            pipe.send("held")
            pipe.recv()

    anyio.run(holding)


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_another_program_is_refused_until_this_one_ends(board, path):
    """Also one that is killed, and lets go of nothing itself."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    program = context.Process(target=hold, args=(path, board.id, theirs))
    program.start()
    try:
        assert await anyio.to_thread.run_sync(ours.recv) == "held"
        with pytest.raises(MappingInUseError):
            await board.apply(notes("a"), mapping=path)
    finally:
        program.kill()
        await anyio.to_thread.run_sync(program.join)
    await board.apply(notes("a"), mapping=path)


async def test_a_run_that_ends_with_an_error_lets_go(board, path):
    """So the next one can begin."""
    with pytest.raises(InvalidArgumentError, match="two items"):
        await board.apply(notes("a", "a"), mapping=path)
    await board.apply(notes("a"), mapping=path)


async def test_boards_side_by_side_lose_nothing(miro_api, path):
    """Ten runs write to one file at the same time: all their keys are in it afterwards."""
    boards = [await miro_api.create_board(str(number)) for number in range(10)]
    async with anyio.create_task_group() as tasks:
        for board in boards:
            tasks.start_soon(lambda board=board: board.apply(notes(board.name), mapping=path))
    for board in boards:
        assert not await board.apply(notes(board.name), mapping=path)


async def test_a_link_is_followed(board, path, tmp_path):
    """The file that it leads to is written, and the link stays."""
    link = tmp_path / "link.json"
    link.symlink_to(path)
    await board.apply(notes("a"), mapping=link)
    assert link.is_symlink()
    assert not await board.apply(notes("a"), mapping=path)


async def test_there_are_no_locks_on_windows(board, path, tmp_path, monkeypatch):
    """It has nothing like them: the file is written without."""
    monkeypatch.setattr(sys, "platform", "win32")
    await board.apply(notes("a"), mapping=path)
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


async def test_a_path_that_cannot_be_is_an_error_of_the_system(board):
    """It is not told as if it were about tokens."""
    with pytest.raises(ValueError, match="null"):
        await board.apply(notes("a"), mapping="a\0b")


@pytest.mark.parametrize("storage", ["memory", "file"])
async def test_a_plan_that_is_out_of_date_is_refused(miro_sandbox, board, miro_api, path, storage):
    """Somebody else has applied since it was made; with `delete` it would undo that."""
    keys = MemoryKeys() if storage == "memory" else FileKeys(path)
    plan = await board.apply(notes("a"), mapping=keys, plan=True)
    await board.apply(notes("b"), mapping=keys)
    miro_sandbox.calls.clear()
    with pytest.raises(InvalidArgumentError, match="this plan is out of date"):
        await board.apply(plan)
    assert writes(miro_sandbox) == []
    again = await board.apply(notes("b", "c"), mapping=keys, plan=True)
    await board.apply(again)
    assert await texts(miro_api, board) == ["b", "c"]


async def test_a_plan_is_carried_out_as_it_was_made(board, path):
    """What it was made with cannot be said again."""
    plan = await board.apply(notes("a"), mapping=path, plan=True)
    for more in ({"delete": False}, {"recreate": False}):
        with pytest.raises(InvalidArgumentError, match="nothing else with it"):
            await board.apply(plan, **more)
