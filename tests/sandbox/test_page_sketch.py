"""The drawing of a board in pieces: what is drawn again, and what is not."""

from __future__ import annotations

import pytest

from miro_async.sandbox.page.feed import Easel
from miro_async.sandbox.page.sketch import Sketch


@pytest.fixture
def sketch():
    """Give a sketch of a board."""
    return Sketch("/boards/x")


def pieces(sketch, board):
    """Give the pieces of a board as it is now."""
    sketch.take(board.sandbox._state.boards[board.id])
    return sketch.draw().pieces


def redrawn(before, now):
    """Give the names of the pieces that were drawn again, or for the first time."""
    return [name for name, svg in now.items() if before.get(name) is not svg]


def test_what_has_not_changed_is_not_drawn_again(sketch, board):
    """Neither the item nor what it is attached to, as long as that stays where it is."""
    notes = [board.note(position={"x": 300 * place, "y": 0}) for place in range(3)]
    ends = {"startItem": {"id": notes[0]["id"]}, "endItem": {"id": notes[1]["id"]}}
    line = board.made("/connectors", ends)
    group = board.made("/groups", {"data": {"items": [notes[1]["id"], notes[2]["id"]]}})
    tag = board.made("/tags", {"title": "urgent", "fillColor": "red"})
    names = [*(f"item-{note['id']}" for note in notes), f"item-{line['id']}"]
    names.append(f"group-{group['id']}")
    first = pieces(sketch, board)
    assert list(first) == names
    second = pieces(sketch, board)
    assert redrawn(first, second) == []
    board.patch(f"/items/{notes[2]['id']}", {"position": {"x": 900, "y": 0}})
    third = pieces(sketch, board)
    assert redrawn(second, third) == [names[2], names[4]]
    board.post(f"/items/{notes[1]['id']}?tag_id={tag['id']}")
    fourth = pieces(sketch, board)
    assert redrawn(third, fourth) == [names[1]]
    board.patch(f"/connectors/{line['id']}", {"captions": [{"content": "x"}]})
    assert redrawn(fourth, pieces(sketch, board)) == [names[3]]


def test_a_frame_takes_its_children_along(sketch, board):
    """Their positions count from its corner: nothing about them has changed but where they are."""
    frame = board.frame(position={"x": 0, "y": 0})
    child = board.note(position={"x": 200, "y": 150}, parent={"id": frame["id"]})
    other = board.note(position={"x": 900, "y": 0})
    first = pieces(sketch, board)
    board.patch(f"/items/{frame['id']}", {"position": {"x": 50, "y": 0}})
    second = pieces(sketch, board)
    assert redrawn(first, second) == [f"item-{frame['id']}", f"item-{child['id']}"]
    assert f"item-{other['id']}" in second


def test_a_frame_in_a_frame_comes_after_it(sketch, board):
    """What changes its place in the order is drawn again, also if it looks and lies as before."""
    frames = [board.frame(geometry={"width": width, "height": width}) for width in (100, 800)]
    first = pieces(sketch, board)
    assert list(first) == [f"item-{frame['id']}" for frame in frames]
    board.patch(f"/items/{frames[0]['id']}", {"parent": {"id": frames[1]["id"]}})
    second = pieces(sketch, board)
    assert list(second) == [f"item-{frames[1]['id']}", f"item-{frames[0]['id']}"]
    assert redrawn(first, second) == [f"item-{frames[0]['id']}"]


def test_an_image_from_elsewhere_is_not_loaded(sketch, board):
    """Only what was uploaded has an address here; for the other there is something in its place."""
    elsewhere = board.made("/images", {"data": {"url": "https://example.com/a.png"}})
    here = board.upload("POST", "/images", ("resource", "a.png", b"\x89PNG\r\n\x1a\n" + bytes(24)))
    drawn = pieces(sketch, board)
    assert "<image" not in drawn[f"item-{elsewhere['id']}"]
    assert 'href="/boards/x/pictures/' in drawn[f"item-{here.json['id']}"]


def test_lines_to_what_is_not_drawn_are_left_out(sketch, board):
    """And groups of it, whatever the state."""
    one, two = board.note(), board.note()
    board.made("/connectors", {"startItem": {"id": one["id"]}, "endItem": {"id": two["id"]}})
    board.made("/groups", {"data": {"items": [one["id"], two["id"]]}})
    stored = board.sandbox._state.boards[board.id]
    assert len(pieces(sketch, board)) == 4
    stored.items.clear()
    assert pieces(sketch, board) == {}


@pytest.mark.anyio
async def test_a_board_is_looked_at_only_after_calls(board):
    """However many pages there are, and however often they ask."""

    class Counting(Sketch):
        """Counts how often it is used."""

        taken = 0

        def take(self, stored):
            """Take over what is there."""
            Counting.taken += 1
            super().take(stored)

    easel = Easel(board.id, Counting("/boards/x"))
    pictures = [await easel.draw(board.sandbox) for _ in range(5)]
    assert Counting.taken == 1
    assert all(picture is pictures[0] for picture in pictures)
