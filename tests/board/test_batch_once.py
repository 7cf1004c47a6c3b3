"""A batch is sent once: what comes too late is told, and nothing is lost or sent twice."""

from __future__ import annotations

import anyio
import pytest

from miro_async.errors import BatchError, InvalidArgumentError
from miro_async.sandbox import Sandbox
from miro_async.sync import MiroApi


async def texts_on(board):
    """Give the texts of the items on a board."""
    return [item.data.content async for item in board.api.items.list(board.id)]


def ways_to_add(batch, first, other):
    """Give all ways to ask for something."""
    return [
        lambda: batch.add_sticky_note("late"),
        lambda: batch.connect(first, other),
        lambda: batch.group([first, other]),
        lambda: batch.tag(first, "late"),
    ]


@pytest.mark.anyio
async def test_what_is_added_after_the_block_is_refused(board):
    """It would be lost; and nothing of it is kept."""
    async with board.batch() as batch:
        first, other = batch.add_sticky_note("1"), batch.add_sticky_note("2")
    for add in ways_to_add(batch, first, other):
        with pytest.raises(InvalidArgumentError, match="sent already"):
            add()
    assert (batch.items, batch.connectors, batch.groups) == ([first, other], [], [])
    assert batch.tags == {}


@pytest.mark.anyio
async def test_what_is_added_while_it_is_sent_is_refused(board):
    """By what is told of the progress, for example."""
    batch = board.batch(progress=lambda _: batch.add_sticky_note("late"))
    batch.add_sticky_note("1")
    with pytest.raises(InvalidArgumentError, match="sent already"):
        await batch.send()
    assert await texts_on(board) == ["1"]


def test_without_await_it_is_the_same():
    """The twin of a batch collects in the same lists."""
    sandbox = Sandbox()
    with MiroApi(sandbox.token, transport=sandbox) as api:
        board = api.create_board("Board")
        with board.batch() as batch:
            first, other = batch.add_sticky_note("1"), batch.add_sticky_note("2")
        for add in ways_to_add(batch, first, other):
            with pytest.raises(InvalidArgumentError, match="sent already"):
                add()
        with board.batch() as batch:
            batch.add_sticky_note("3")
            batch.send()
        assert sorted(item.text for item in board.items()) == ["1", "2", "3"]


@pytest.mark.anyio
async def test_a_block_that_has_sent_its_batch_does_not_send_it_again(board):
    """Neither after a success nor after an error that was handled."""
    async with board.batch() as batch:
        batch.add_sticky_note("1")
        made = await batch.send()
    assert made is batch.result
    async with board.batch() as batch:
        batch.add_sticky_note("2", color="#ffffff")
        with pytest.raises(BatchError):
            await batch.send()
    assert await texts_on(board) == ["1"]


@pytest.mark.anyio
async def test_what_was_refused_beforehand_can_be_set_right_and_sent(board):
    """Nothing was sent, so the batch is still open."""
    batch = board.batch()
    note = batch.add_sticky_note("1")
    note.tags = ["x" * 121]
    with pytest.raises(InvalidArgumentError):
        await batch.send()
    note.tags = ["x"]
    batch.tag(batch.add_sticky_note("2"), "y")
    await batch.send()
    assert sorted(await texts_on(board)) == ["1", "2"]


@pytest.mark.anyio
async def test_of_two_tasks_that_send_a_batch_one_does(board, tmp_path):
    """Also while the sizes of its files are looked up."""
    path = tmp_path / "a.png"
    path.write_bytes(b"a")
    batch = board.batch()
    batch.add_image(path)
    told = []

    async def send():
        try:
            told.append(len(await batch.send()))
        except InvalidArgumentError as error:
            told.append(str(error))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(send)
        tasks.start_soon(send)
    assert sorted(map(str, told)) == ["1", "this batch was sent already: make another one"]
    assert len([item async for item in board.api.items.list(board.id)]) == 1
