"""`miro-async items`."""

from __future__ import annotations

import json

import pytest

from miro_async.models import FrameData, ParentRef, Position, SizeGeometry, StickyNoteData
from tests.cli.conftest import SITTING


@pytest.fixture
def made(miro, board):
    """Give the ids of a frame, a note in it, one outside, and a line between two notes."""

    async def make(api):
        frame = await api.frames.create(
            board, data=FrameData(title="Ideas"), geometry=SizeGeometry(width=800, height=600)
        )
        inside = await api.sticky_notes.create(
            board,
            data=StickyNoteData(content="<p>More &amp;<br>demos</p>"),
            parent=ParentRef(id=frame.id),
            position=Position(x=150, y=170.5),
        )
        outside = await api.sticky_notes.create(board, data=StickyNoteData(content="Tea"))
        return frame.id, inside.id, outside.id

    return miro.api(make)


def test_items_are_listed(miro, board, made):
    """With their words without markup, and where their centers are."""
    frame, inside, outside = made
    assert miro.does("items", "list", board).cells == [
        [frame, "frame", "Ideas", "0", "0", ""],
        [inside, "sticky_note", "More & demos", "150", "170.5", frame],
        [outside, "sticky_note", "Tea", "0", "0", ""],
    ]


def test_items_are_listed_as_json(miro, board, made):
    """As Miro tells of them."""
    rows = [json.loads(line) for line in miro.does("items", "list", board, "--json").lines]
    assert [row["id"] for row in rows] == list(made)
    assert rows[1]["data"]["content"] == "<p>More &amp;<br>demos</p>"
    assert rows[1]["parent"]["id"] == made[0]


def test_items_of_a_kind_or_a_frame_are_listed(miro, board, made):
    """Each by its call."""
    _, inside, outside = made
    notes = miro.does("items", "list", board, "--type", "sticky_note").cells
    assert [row[0] for row in notes] == [inside, outside]
    assert [row[0] for row in miro.does("items", "list", board, "--frame", made[0]).cells] == [
        inside
    ]
    assert [row[0] for row in miro.does("items", "list", board, "--limit", 1).cells] == [made[0]]


def test_an_item_without_words_is_listed(miro, board):
    """As a shape with nothing in it."""

    async def make(api):
        await api.shapes.create(board)

    miro.api(make)
    assert miro.does("items", "list", board).cells[0][1:3] == ["shape", ""]


def test_an_item_is_shown(miro, board, made):
    """A fact on each line; or all of it as JSON."""
    facts = dict(miro.does("items", "get", board, made[1]).cells)
    assert facts["text"] == "More & demos"
    assert facts["created"] == "2026-01-05 10:30"
    assert json.loads(miro.does("items", "get", board, made[1], "--json").out)["id"] == made[1]


def test_items_are_deleted(miro, board, made):
    """After somebody has seen what they are, and has agreed."""
    miro.terminals = SITTING
    done = miro("items", "delete", board, made[1], made[2], typed="y\n")
    assert "sticky_note  More & demos" in done.err
    assert "Delete 2 items?" in done.err
    assert done.code == 0
    assert [row["id"] for row in _left(miro, board)] == [made[0]]


def test_programs_are_told_which_items_are_deleted(miro, board, made):
    """A line for each."""
    done = miro.does("items", "delete", board, made[1], made[2], "--yes", "--json")
    told = [json.loads(line) for line in done.lines]
    assert told == [{"id": one, "type": "sticky_note"} for one in made[1:]]


def _left(miro, board):
    miro.terminals = type(miro.terminals)(input=False, output=False, messages=False)
    return [json.loads(line) for line in miro.does("items", "list", board, "--json").lines]


def test_nothing_is_deleted_unless_all_is_there(miro, board, made):
    """An id that is wrong ends it with 4."""
    assert miro("items", "delete", board, made[1], "3458764500000009999", "--yes").code == 4
    assert len(_left(miro, board)) == 3
