"""What a batch refuses before anything is sent, and what it takes although it looks odd."""

from __future__ import annotations

import math

import pytest

from miro_async.board import ConnectorDraft, Draft, Drafts, GroupDraft
from miro_async.errors import BatchError, InvalidArgumentError

pytestmark = pytest.mark.anyio


def note(text, **more):
    """Give the draft of a sticky note."""
    return Draft(type="sticky_note", data={"content": text}, **more)


def frame(width=100, height=100, **more):
    """Give the draft of a frame."""
    return Draft(type="frame", geometry={"width": width, "height": height}, **more)


def line(start, end, **fields):
    """Give drafts with a line."""
    items = [one for one in (start, end) if isinstance(one, Draft)]
    return Drafts(items=items, connectors=[ConnectorDraft(start=start, end=end, fields=fields)])


TEA = note("Tea")
LOOSE = ConnectorDraft(start="1", end="2")


@pytest.mark.parametrize(
    ("drafts", "why"),
    [
        (line(TEA, None), "connector: .*not as None"),
        (line(5, TEA), "connector: .*not as 5"),
        (line(TEA, ""), "connector: .*not as ''"),
        (line(TEA, LOOSE), "connector: .*not as ConnectorDraft"),
        (Drafts(items=[TEA], groups=[GroupDraft(items=[TEA, None])]), "group: .*not as None"),
        (Drafts(items=[note("Tea", frame="")]), "sticky_note 'Tea': .*not as ''"),
        (Drafts(items=[note("Tea", tags="abc")]), "not one text: sticky_note 'Tea'"),
        (Drafts(items=[note("Tea", tags=[1])]), "1 to 120 letters: 1"),
        (Drafts(items=[note("Tea", relative_to="frme")]), "not 'frme': sticky_note 'Tea'"),
        (Drafts(items=[TEA, note("M", geometry={"width": math.nan})]), "'M' cannot be written"),
        (Drafts(items=[TEA, note("M", style={"a": object()})]), "'M' cannot be written"),
        (line(TEA, "1", style={"strokeWidth": math.inf}), "connector cannot be written"),
    ],
)
async def test_what_can_mean_nothing_is_refused_before_anything_is_sent(
    board, miro_sandbox, drafts, why
):
    """It is named; nothing was made of the others."""
    with pytest.raises(InvalidArgumentError, match=why):
        await board.batch(drafts).send()
    assert len(miro_sandbox.calls) == 1


@pytest.mark.parametrize("where", ["frame", "line", "group"])
async def test_what_is_on_another_board_is_refused(board, miro_api, miro_sandbox, where):
    """As a frame, as an end of a line, in a group."""
    other = await miro_api.create_board("Other")
    there = await (other.add_frame("F", width=9, height=9) if where == "frame" else other.add(TEA))
    drafts = Drafts(items=[note("Milk", frame=there if where == "frame" else None)])
    if where == "line":
        drafts.connectors.append(ConnectorDraft(start=drafts.items[0], end=there))
    if where == "group":
        drafts.groups.append(GroupDraft(items=[drafts.items[0], there]))
    calls = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match=rf"not on board {board.id}"):
        await board.batch(drafts).send()
    assert len(miro_sandbox.calls) == calls


async def test_an_empty_key_is_a_key(board):
    """And no other than that of drafts without one."""
    made = await board.batch(Drafts(items=[note("Tea"), note("Milk", key="")])).send()
    assert made.by_key("").text == "Milk"


OUTER = frame(1000, 1000, at=(5000, 0), data={"title": "Outer"})  # its corner: (4500, -500)
INNER = frame(200, 200, at=(500, 500), frame=OUTER)  # (4900, -100)
DEEP = frame(100, 100, frame=INNER)  # in the corner of the inner one: (4850, -150)
BESIDE = frame(200, 200, at=(5300, 300), relative_to="board", frame=OUTER)  # (5200, 200)
UNSIZED = Draft(type="frame", data={"title": "No size"})
ELSEWHERE = frame(100, 100, at=(50, 50), frame="123")


@pytest.mark.parametrize(
    ("above", "at"),
    [
        (OUTER, (500, 5)),
        (OUTER, (4499, 0)),
        (INNER, (5101, 0)),
        (INNER, (5000, -101)),
        (DEEP, (4851, -49)),
        (BESIDE, (5199, 300)),
    ],
)
async def test_a_place_on_the_board_outside_of_a_frame_to_be_made_is_refused(
    board, miro_sandbox, above, at
):
    """Where the frame is follows from the frames that it is in."""
    tea = note("Tea", frame=above, at=at, relative_to="board")
    with pytest.raises(InvalidArgumentError, match=r"is outside of frame.*: sticky_note 'Tea'"):
        await board.batch(Drafts(items=[tea, OUTER, INNER, DEEP, BESIDE])).send()
    assert len(miro_sandbox.calls) == 1


async def test_a_place_on_the_board_inside_of_a_frame_to_be_made_is_taken(board):
    """Also on its edge; Miro says where it is from the corner of the frame."""
    places = {OUTER: (4500, 0), INNER: (5100, 100), DEEP: (4900, -150), BESIDE: (5200, 400)}
    drafts = Drafts(items=[OUTER, INNER, DEEP, BESIDE])
    for above, at in places.items():
        drafts.items.append(note("in", frame=above, at=at, relative_to="board"))
    made = await board.batch(drafts).send()
    told = [(item.item.position.x, item.item.position.y) for item in made.items[4:]]
    assert told == [(0, 500), (200, 200), (50, 0), (0, 200)]


@pytest.mark.parametrize("above", [UNSIZED, ELSEWHERE, frame(10, 10, frame=UNSIZED)])
async def test_where_a_frame_is_not_known_nothing_is_refused_beforehand(above, board, miro_sandbox):
    """It has no size, or is in a frame that is on the board or has none: then Miro tells."""
    inside = frame(9, 9, frame=above, at=(90000, 0), relative_to="board")
    drafts = Drafts(items=[inside, above, *([UNSIZED] if above.frame is UNSIZED else [])])
    with pytest.raises(BatchError):
        await board.batch(drafts).send()
    assert len(miro_sandbox.calls) > 1
