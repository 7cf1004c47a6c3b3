"""Lines between items: drawn, changed, read, deleted."""

from __future__ import annotations

import pytest

from miro_async import InvalidArgumentError, NotFoundError
from miro_async.board import Drafts

pytestmark = pytest.mark.anyio


@pytest.fixture
async def ends(board):
    """Give two items, one to the right of the other."""
    return await board.add_sticky_note("a"), await board.add_shape("b", at=(400, 0))


async def test_items_are_connected_with_flat_arguments(board, ends, miro_api):
    """The plain answer has all of them in Miro's words; numbers became strings."""
    note, shape = ends

    line = await note.connect_to(
        shape,
        caption="1 < 2\nor not",
        shape="elbowed",
        color="#ff0000",
        width=3,
        style="dashed",
        start_cap="diamond",
        end_cap="arrow",
        text_color="#00ff00",
        font_size=20,
        text_orientation="horizontal",
        from_side="right",
        to_point=(0, 0.25),
    )

    plain = await miro_api.connectors.get(board.id, line.id)
    assert (plain.start_item.id, plain.end_item.id) == (note.id, shape.id)
    assert (line.start_id, line.end_id) == (note.id, shape.id)
    assert (plain.start_item.position.x, plain.start_item.position.y) == ("100%", "50%")
    assert (plain.end_item.position.x, plain.end_item.position.y) == ("0%", "25%")
    assert [caption.content for caption in plain.captions] == ["1 &lt; 2<br>or not"]
    assert line.text == "1 < 2\nor not"
    assert plain.shape == "elbowed"
    style = plain.style
    assert (style.stroke_color, style.stroke_width, style.stroke_style) == (
        "#ff0000",
        "3.0",
        "dashed",
    )
    assert (style.start_stroke_cap, style.end_stroke_cap) == ("diamond", "arrow")
    assert (style.color, style.font_size, style.text_orientation) == ("#00ff00", "20", "horizontal")


async def test_nothing_is_sent_that_was_not_said(board, ends, miro_sandbox):
    """What is left out is Miro's to choose; ids do as well as handles."""
    note, shape = ends
    await board.connect(note.id, shape.item)
    assert miro_sandbox.calls[-1].body == {
        "startItem": {"id": note.id},
        "endItem": {"id": shape.id},
    }


async def test_a_line_is_changed(board, ends, miro_sandbox):
    """What is not given stays; a side needs no end, and a new end needs no side."""
    note, shape = ends
    other = await board.add_card("c", at=(0, 500))
    line = await note.connect_to(shape, caption="x", color="#ff0000")

    assert await line.update(shape="straight", from_side="top") is line
    assert miro_sandbox.calls[-1].body == {
        "shape": "straight",
        "startItem": {"id": note.id, "snapTo": "top"},
    }
    assert (line.connector.shape, line.text) == ("straight", "x")
    await line.update(end=other, caption="")
    assert (line.start_id, line.end_id, line.text) == (note.id, other.id, "")
    await line.update(start=shape, captions=[{"content": "<b>y</b>", "position": "20%"}])
    assert (line.start_id, line.text) == (shape.id, "y")
    assert line.connector.style.stroke_color == "#ff0000"


async def test_a_line_is_read_again_and_deleted(board, ends, miro_api):
    """Deleting it leaves the items, and is a clear error the second time."""
    note, shape = ends
    line = await note.connect_to(shape)
    await miro_api.connectors.update(board.id, line.id, shape="straight")
    assert (await line.refresh()).connector.shape == "straight"
    assert [each.id async for each in board.connectors()] == [line.id]
    assert repr(line) == f"BoardConnector({line.id!r})"

    await line.delete()

    with pytest.raises(NotFoundError, match="Connector not found"):
        await line.delete()
    assert await board.connectors().first() is None
    assert len(await board.items().collect()) == 2


async def test_frames_and_an_item_with_itself_are_refused(board, ends, miro_sandbox):
    """Before anything is sent, as Miro takes neither."""
    note, _ = ends
    frame = await board.add_frame("f", width=100, height=100)
    calls = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match="frames cannot be connected"):
        await note.connect_to(frame)
    with pytest.raises(InvalidArgumentError, match="two different items"):
        await note.connect_to(note.id)
    with pytest.raises(InvalidArgumentError, match="not on the board yet"):
        await note.connect_to(Drafts().add_text("a"))
    assert len(miro_sandbox.calls) == calls


async def test_without_arguments_nothing_is_changed(board, ends, miro_sandbox):
    """As for items, no call is made."""
    note, shape = ends
    line = await note.connect_to(shape)
    calls = len(miro_sandbox.calls)
    assert await line.update() is line
    assert len(miro_sandbox.calls) == calls


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"caption": "a", "captions": []}, "a caption or captions"),
        ({"from_side": "top", "from_point": (0, 0)}, "from_side or from_point"),
        ({"to_side": "top", "to_point": (0, 0)}, "to_side or to_point"),
        ({"to_point": (0, 1.5)}, "to_point goes from"),
        ({"to_point": (0, 0, 0)}, "to_point is two numbers"),
        ({"caption": 5}, "caption is a str"),
        ({"colour": "#ff0000"}, "no colour"),
        ({"width": float("nan")}, "nan"),
    ],
)
async def test_arguments_that_cannot_be_are_refused(ends, line, why):
    """Each with what is wrong."""
    note, shape = ends
    with pytest.raises(InvalidArgumentError, match=why):
        await note.connect_to(shape, **line)


def test_drafts_are_connected_with_the_same_arguments():
    """What is yet to be made, and what is on the board, in any mix."""
    drafts = Drafts()
    one, other = drafts.add_shape("a"), drafts.add_shape("b")

    line = drafts.connect(one, other, key="k", caption="c", width=2.5, to_side="left")
    drafts.connect(one, "3458764500000000001", shape="straight")

    assert (line.start, line.end, line.key) == (one, other, "k")
    assert (line.start_place, line.end_place) == ({}, {"snapTo": "left"})
    assert line.fields == {"style": {"strokeWidth": "2.5"}, "captions": [{"content": "c"}]}
    assert [draft.fields for draft in drafts.connectors][1] == {"shape": "straight"}
    for start, end in [(one, one), (drafts.add_frame("f", width=9, height=9), one), ("1", "1")]:
        with pytest.raises(InvalidArgumentError):
            drafts.connect(start, end)
    assert len(drafts.connectors) == 2
