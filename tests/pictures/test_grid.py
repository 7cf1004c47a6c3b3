"""The cells in which pictures are."""

from __future__ import annotations

import pytest

from miro_async.errors import ConfigurationError
from miro_async.geometry import Point
from miro_async.pictures.grid import Grid

GRID = Grid(at=Point(100, 50), columns=3, cell=200, gap=20)


@pytest.mark.parametrize(
    ("slot", "place"), [(0, (200, 150)), (1, (420, 150)), (2, (640, 150)), (3, (200, 370))]
)
def test_cells_follow_each_other_row_by_row(slot, place):
    """The middle of a cell, and back from there; by hand: 100 + 220 n + 100."""
    assert GRID.place(slot) == place
    assert GRID.slot_at(Point(place[0] + 1.5, place[1] - 1.5)) == slot


@pytest.mark.parametrize("place", [(203, 150), (200, 153), (-20, 150), (860, 150), (200, -70)])
def test_elsewhere_there_is_no_cell(place):
    """What is somewhere else was moved there by somebody."""
    assert GRID.slot_at(Point(*place)) is None


def test_a_frame_has_to_have_room_for_all_cells_and_a_gap_after_them():
    """Seven cells: three columns, three rows."""
    assert GRID.needed(range(7)) == (100 + 3 * 220, 50 + 3 * 220)
    assert GRID.needed([1]) == (100 + 2 * 220, 50 + 220)


@pytest.mark.parametrize(
    ("size", "side"), [((4, 3), "width"), ((3, 3), "width"), ((3, 4), "height"), (None, "width")]
)
def test_the_longer_side_of_a_picture_is_that_of_its_cell(size, side):
    """Miro takes one side only, as the proportions are fixed."""
    assert GRID.fitting(size) == {side: 200}


@pytest.mark.parametrize(
    "figure", [{"columns": 0}, {"cell": 7}, {"gap": -1}, {"gap": float("nan")}]
)
def test_figures_that_cannot_be_right_are_refused(figure):
    """When it is made."""
    with pytest.raises(ConfigurationError, match=next(iter(figure))):
        Grid(at=Point(0, 0), **figure)
