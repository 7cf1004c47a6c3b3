"""Streams of a board: what comes, in which order, and how little is held."""

from __future__ import annotations

import gc
import weakref

import pytest

from miro_async import InvalidArgumentError, MiroApi, NotFoundError
from miro_async.board import Board, Tagged
from miro_async.models import Connector, FrameItem, ItemGroup, StickyNoteItem, Tag
from tests.board.test_snapshot import filled
from tests.board.transports import Around, Then

pytestmark = pytest.mark.anyio

PAGE = 50


async def test_items_and_connectors_come_as_they_are_listed(board):
    """By default these two; each walk starts anew."""
    frame, tea, cake = await filled(board)
    stream = board.stream()
    for _ in range(2):
        things = [thing async for thing in stream]
        assert [thing.id for thing in things[:3]] == [frame.id, tea.id, cake.id]
        assert [type(thing) for thing in things] == [
            FrameItem,
            StickyNoteItem,
            StickyNoteItem,
            Connector,
        ]


async def test_parts_come_in_the_order_asked_for(board):
    """Tags on items directly after the tags that they are of."""
    _, _, cake = await filled(board)
    things = [thing async for thing in board.stream("groups", "tagged", "tags", "members")]
    assert [type(thing).__name__ for thing in things] == [
        ItemGroup.__name__,
        Tagged.__name__,
        Tag.__name__,
        Tag.__name__,
        "BoardMember",
    ]
    assert things[1] == Tagged(item_id=cake.id, tag=things[2])


async def test_unknown_parts_are_refused(board):
    """Before anything is asked for."""
    with pytest.raises(InvalidArgumentError, match="not 'comments'"):
        board.stream("comments")


@pytest.mark.parametrize("whole", [False, True], ids=["stream", "snapshot"])
async def test_a_tag_that_is_deleted_while_a_board_is_read_ends_nothing(board, miro_sandbox, whole):
    """Its list of items is gone when its turn comes: the rest is given."""
    await (await board.add_sticky_note("a")).tag("goes")
    note = await board.add_sticky_note("b")
    await note.tag("stays")
    first, second = await board.api.tags.list(board.id).collect()
    deleting = Then(miro_sandbox, "GET", "/tags", lambda: board.api.tags.delete(board.id, first.id))
    api = MiroApi(miro_sandbox.token, transport=deleting, clock=miro_sandbox.clock)
    other = await api.board(board.id)
    if whole:
        assert (await other.snapshot()).tags_of == {note.id: (second,)}
    else:
        found = [thing async for thing in other.stream("tagged")]
        assert found == [Tagged(item_id=note.id, tag=second)]


async def test_a_board_that_is_gone_ends_the_stream(board):
    """It is not taken for an empty one."""
    stream = board.stream()
    await board.api.boards.delete(board.id)
    with pytest.raises(NotFoundError):
        await anext(aiter(stream))


async def test_nothing_is_asked_for_before_the_first_step(board, miro_sandbox):
    """And no more pages than are walked over."""
    for _ in range(6):
        await board.api.items.create_bulk(board.id, items=[{"type": "sticky_note"}] * 20)
    walk = aiter(aiter(board.stream("items")))
    assert len(miro_sandbox.calls.of("items.list")) == 0
    for _ in range(PAGE):
        await anext(walk)
    assert len(miro_sandbox.calls.of("items.list")) == 1
    await anext(walk)
    assert len(miro_sandbox.calls.of("items.list")) == 2


class Endless(Around):
    """A board of many notes; every page begins with the last note of the one before."""

    def __init__(self, sandbox, pages):
        super().__init__(sandbox)
        self.pages = pages

    async def send(self, request):
        """Give a page."""
        response = await self.sandbox.send(request)
        if "/items" not in request.url:
            return response
        place = int(request.url.partition("cursor=")[2].partition("&")[0] or 0)
        first = place * (PAGE - 1)
        notes = ",".join(f'{{"id":"{first + n}","type":"sticky_note"}}' for n in range(PAGE))
        cursor = f',"cursor":"{place + 1}"' if place + 1 < self.pages else ""
        body = f'{{"data":[{notes}]{cursor}}}'.encode()
        return type(response)(status=200, headers={}, body=body)


async def test_no_more_than_two_pages_of_thousands_are_alive(board, miro_sandbox):
    """5,000 items on 104 pages: what was given and let go is gone, and none comes twice."""
    transport = Endless(miro_sandbox, 104)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    alive = weakref.WeakSet()
    most = count = 0
    gc.disable()  # what is let go shall be gone by itself
    try:
        async for item in Board(api, board.info).stream("items"):
            assert item.id == str(count)
            count += 1
            alive.add(item)
            most = max(most, len(alive))
    finally:
        gc.enable()
    assert count == 104 * (PAGE - 1) + 1
    assert most <= 2 * PAGE
