"""Grids, rows and columns: where things go, and how large the whole is."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, strategies as st

from miro_async import InvalidArgumentError
from miro_async.board import Drafts
from miro_async.board.layout import column, grid, row

lengths = st.floats(0.5, 900)
sizes = st.lists(st.tuples(lengths, lengths), max_size=25)
room = st.floats(0, 80)
TINY = 1e-6


def edges(size, center):
    """Give left, top, right and bottom."""
    (width, height), (x, y) = size, center
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


@given(
    sizes,
    st.none() | st.integers(1, 30),
    room,
    room,
    room,
    st.sampled_from(["left", "center", "right"]),
    st.sampled_from(["top", "middle", "bottom"]),
)
def test_nothing_overlaps_all_is_inside_and_the_order_is_kept(  # noqa: PLR0913, PLR0917
    things, columns, gap_x, gap_y, padding, across, down
):
    """Whatever the sizes: the gap is between, the padding around, rows are read like a text."""
    laid = grid(
        things, columns=columns, gap=(gap_x, gap_y), padding=padding, across=across, down=down
    )

    boxes = [edges(*thing) for thing in zip(things, laid.centers, strict=True)]
    for one, other in combinations(boxes, 2):
        beside = max(other[0] - one[2], one[0] - other[2]) >= gap_x - TINY
        below = max(other[1] - one[3], one[1] - other[3]) >= gap_y - TINY
        assert beside or below
    for left, top, right, bottom in boxes:
        assert left >= padding - TINY
        assert top >= padding - TINY
        assert right <= laid.width - padding + TINY
        assert bottom <= laid.height - padding + TINY
    for one, next_one in pairwise(boxes):
        right_of_it = next_one[0] >= one[2] - TINY
        in_a_later_row = next_one[1] >= one[3] - TINY
        assert right_of_it or in_a_later_row


@given(sizes.filter(bool), room, room)
def test_the_whole_is_as_small_as_it_can_be(things, gap, padding):
    """A row is as wide as all of it and as high as the highest, a column the other way."""
    rooms = gap * (len(things) - 1) + 2 * padding
    wide, high = row(things, gap=gap, padding=padding), column(things, gap=gap, padding=padding)
    assert wide.width == pytest.approx(sum(width for width, _ in things) + rooms)
    assert wide.height == pytest.approx(max(height for _, height in things) + 2 * padding)
    assert high.width == pytest.approx(max(width for width, _ in things) + 2 * padding)
    assert high.height == pytest.approx(sum(height for _, height in things) + rooms)


def test_a_grid_by_hand():
    """Five things in two columns, with figures worked out on paper."""
    things = [(100, 50), (60, 80), (40, 40), (200, 20), (10, 10)]

    laid = grid(things, columns=2, gap=(10, 5), padding=7, across="left", down="top")

    # Columns: 7..107 and 117..317; rows: 7..87, 92..132 and 137..147.
    assert laid.centers == [(57, 32), (147, 47), (27, 112), (217, 102), (12, 142)]
    assert (laid.width, laid.height) == (324, 154)
    laid = grid(things, columns=2, gap=(10, 5), padding=7, across="right", down="bottom")
    assert laid.centers == [(57, 62), (287, 47), (87, 112), (217, 122), (102, 142)]
    laid = grid(things, columns=2, gap=(10, 5), padding=7)
    assert laid.centers == [(57, 47), (217, 47), (57, 112), (217, 112), (57, 142)]


@pytest.mark.parametrize(
    ("things", "expected"),
    [([(100, 100)] * 6, 3), ([(100, 100)], 1), ([(300, 50)] * 6, 1), ([(50, 300)] * 6, 6)],
)
def test_a_grid_chooses_its_columns(things, expected):
    """So many that the whole is about half as wide again as it is high."""
    laid = grid(things)
    assert len({center.x for center in laid.centers}) == expected


def test_nothing_takes_only_the_padding():
    """An empty layout is no error."""
    assert (grid([]).width, row([]).height, column([]).centers) == (40, 40, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": 0},
        {"gap": -1},
        {"gap": (1, -1)},
        {"padding": -0.5},
        {"gap": float("nan")},
        {"across": "middle"},
        {"down": "center"},
    ],
)
def test_what_makes_no_layout_is_refused(wrong):
    """No columns, less than no room, and words of the other direction."""
    with pytest.raises(InvalidArgumentError):
        grid([(1, 1)], **wrong)


def test_drafts_are_laid_out_in_the_draft_of_a_frame_without_a_call():
    """Their places count from its corner; its size is that of the whole, its center stays."""
    drafts = Drafts()
    frame = drafts.add_frame("f", at=(7, 8), width=1, height=1)
    notes = [drafts.add_sticky_note("a"), drafts.add_shape("b", width=100, height=20)]

    assert drafts.row(notes, frame=frame, gap=11, padding=5, down="top") == notes

    assert [(note.at, note.frame, note.relative_to) for note in notes] == [
        ((104.5, 119), frame, "frame"),
        ((265, 15), frame, "frame"),
    ]
    assert frame.geometry == {"width": 199 + 100 + 11 + 10, "height": 238}
    assert frame.at == (7, 8)
    with pytest.raises(InvalidArgumentError, match="give fit=True, or lay it out otherwise"):
        drafts.column(notes, frame=frame, fit=False)
    drafts.column(notes, at=(100, 0), padding=0, gap=0, across="right")
    assert [(note.at, note.frame, note.relative_to) for note in notes] == [
        ((100, -10), None, "board"),
        ((149.5, 114), None, "board"),
    ]
    assert drafts.grid([], frame=frame) == []
    assert frame.geometry["height"] == 238
    drafts.grid(notes, columns=2, gap=(11, 3), padding=5, frame=frame, fit=False)
    assert notes[0].frame is frame
    bar = drafts.add_shape(width=100, height=20, rotation=90)
    drafts.row([bar], frame=frame, padding=0)
    assert frame.geometry == pytest.approx({"width": 20, "height": 100})
    with pytest.raises(InvalidArgumentError, match="into the draft of a frame here, not into '1'"):
        drafts.row([bar], frame="1")
