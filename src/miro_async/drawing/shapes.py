"""The outlines of shapes, as paths."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..geometry import Box
from .svg import number, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .svg import Point


def outline(kind: str, box: Box) -> str | None:
    """Give the path data of a kind of shape, or `None` if it is not known."""
    kind = _SAME_AS.get(kind, kind)
    if kind in _POLYGONS:
        points = [_at(box, across, down) for across, down in _POLYGONS[kind]]
        return path_of(points, closed=True)
    path = _CURVES.get(kind)
    return path(box) if path else None


def is_open(kind: str) -> bool:
    """Tell whether a kind of shape is a line around nothing, which cannot be filled."""
    return kind.endswith("brace") or kind.startswith("flow_chart_note_")


def room_for_text(kind: str, box: Box) -> Box:
    """Give the part of a shape in which text is inside of its outline."""
    across, down, width, height = _ROOMS.get(_SAME_AS.get(kind, kind), (0.0, 0.0, 1.0, 1.0))
    return Box(
        x=box.left + (across + width / 2) * box.width,
        y=box.top + (down + height / 2) * box.height,
        width=width * box.width,
        height=height * box.height,
    )


_ROOMS = {
    "circle": (0.15, 0.15, 0.7, 0.7),
    "triangle": (0.25, 0.48, 0.5, 0.52),
    "rhombus": (0.22, 0.25, 0.56, 0.5),
    "parallelogram": (0.2, 0.0, 0.6, 1.0),
    "trapezoid": (0.2, 0.0, 0.6, 1.0),
    "pentagon": (0.18, 0.2, 0.64, 0.75),
    "hexagon": (0.2, 0.0, 0.6, 1.0),
    "octagon": (0.12, 0.08, 0.76, 0.84),
    "star": (0.28, 0.38, 0.44, 0.36),
    "cross": (0.0, 0.33, 1.0, 0.34),
    "can": (0.0, 0.24, 1.0, 0.72),
    "cloud": (0.15, 0.25, 0.7, 0.6),
    "right_arrow": (0.0, 0.25, 0.8, 0.5),
    "left_arrow": (0.2, 0.25, 0.8, 0.5),
    "left_right_arrow": (0.15, 0.25, 0.7, 0.5),
    "wedge_round_rectangle_callout": (0.0, 0.0, 1.0, 0.8),
    "left_brace": (0.5, 0.0, 0.5, 1.0),
    "right_brace": (0.0, 0.0, 0.5, 1.0),
    "flow_chart_document": (0.0, 0.0, 1.0, 0.75),
    "flow_chart_internal_storage": (0.12, 0.15, 0.88, 0.85),
    "flow_chart_magnetic_drum": (0.08, 0.0, 0.7, 1.0),
    "flow_chart_manual_input": (0.0, 0.25, 1.0, 0.75),
    "flow_chart_manual_operation": (0.2, 0.0, 0.6, 1.0),
    "flow_chart_merge": (0.25, 0.0, 0.5, 0.5),
    "flow_chart_multidocuments": (0.0, 0.2, 0.84, 0.6),
    "flow_chart_note_curly_left": (0.2, 0.0, 0.8, 1.0),
    "flow_chart_note_curly_right": (0.0, 0.0, 0.8, 1.0),
    "flow_chart_offpage_connector": (0.0, 0.0, 1.0, 0.7),
    "flow_chart_or": (0.15, 0.15, 0.7, 0.7),
    "flow_chart_predefined_process": (0.1, 0.0, 0.8, 1.0),
    "flow_chart_summing_junction": (0.15, 0.15, 0.7, 0.7),
}


def _at(box: Box, across: float, down: float) -> Point:
    return box.left + across * box.width, box.top + down * box.height


def _regular(corners: int, start: float = -90.0) -> Sequence[Point]:
    """Give the corners of a regular polygon, stretched to fill the unit square."""
    turns = [math.radians(start + 360 * i / corners) for i in range(corners)]
    xs, ys = [math.cos(turn) for turn in turns], [math.sin(turn) for turn in turns]
    return [
        ((x - min(xs)) / (max(xs) - min(xs)), (y - min(ys)) / (max(ys) - min(ys)))
        for x, y in zip(xs, ys, strict=True)
    ]


def _star() -> Sequence[Point]:
    outer = _regular(5)
    inner = [
        (0.5 + 0.19 * math.cos(turn), 0.55 + 0.2 * math.sin(turn))
        for turn in (math.radians(-54 + 72 * i) for i in range(5))
    ]
    return [point for pair in zip(outer, inner, strict=True) for point in pair]


_POLYGONS: dict[str, Sequence[Point]] = {
    "rectangle": [(0, 0), (1, 0), (1, 1), (0, 1)],
    "triangle": [(0.5, 0), (1, 1), (0, 1)],
    "rhombus": [(0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)],
    "parallelogram": [(0.2, 0), (1, 0), (0.8, 1), (0, 1)],
    "trapezoid": [(0.2, 0), (0.8, 0), (1, 1), (0, 1)],
    "pentagon": _regular(5),
    "hexagon": [(0.25, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0.25, 1), (0, 0.5)],
    "octagon": _regular(8, 22.5),
    "star": _star(),
    "cross": [
        *[(0.33, 0), (0.67, 0), (0.67, 0.33), (1, 0.33), (1, 0.67), (0.67, 0.67)],
        *[(0.67, 1), (0.33, 1), (0.33, 0.67), (0, 0.67), (0, 0.33), (0.33, 0.33)],
    ],
    "right_arrow": [
        *[(0, 0.25), (0.65, 0.25), (0.65, 0), (1, 0.5), (0.65, 1), (0.65, 0.75), (0, 0.75)]
    ],
    "left_arrow": [
        *[(1, 0.25), (0.35, 0.25), (0.35, 0), (0, 0.5), (0.35, 1), (0.35, 0.75), (1, 0.75)]
    ],
    "left_right_arrow": [
        *[(0, 0.5), (0.25, 0), (0.25, 0.25), (0.75, 0.25), (0.75, 0), (1, 0.5)],
        *[(0.75, 1), (0.75, 0.75), (0.25, 0.75), (0.25, 1)],
    ],
    "flow_chart_manual_input": [(0, 0.25), (1, 0), (1, 1), (0, 1)],
    "flow_chart_manual_operation": [(0, 0), (1, 0), (0.8, 1), (0.2, 1)],
    "flow_chart_merge": [(0, 0), (1, 0), (0.5, 1)],
    "flow_chart_offpage_connector": [(0, 0), (1, 0), (1, 0.7), (0.5, 1), (0, 0.7)],
    "wedge_round_rectangle_callout": [
        *[(0, 0), (1, 0), (1, 0.8), (0.45, 0.8), (0.2, 1), (0.25, 0.8), (0, 0.8)]
    ],
}


_SAME_AS = {
    "flow_chart_connector": "circle",
    "flow_chart_decision": "rhombus",
    "flow_chart_input_output": "parallelogram",
    "flow_chart_magnetic_disk": "can",
    "flow_chart_predefined_process_2": "flow_chart_predefined_process",
    "flow_chart_preparation": "hexagon",
    "flow_chart_process": "rectangle",
    "flow_chart_terminator": "round_rectangle",
}


def _path(box: Box, steps: str) -> str:
    """Write path data whose numbers in braces are places in the box, such as `{0.5,1}`."""
    written: list[str] = []
    for step in steps.split():
        if step.startswith("{"):
            across, down = step.strip("{}").split(",")
            x, y = _at(box, float(across), float(down))
            written.append(f"{number(x)} {number(y)}")
        else:
            written.append(step)
    return " ".join(written)


def _ellipse(box: Box) -> str:
    radii = f"{number(box.width / 2)} {number(box.height / 2)}"
    return _path(box, "M {0,0.5} A R 0 1 1 {1,0.5} A R 0 1 1 {0,0.5} Z").replace("R", radii)


def _round_rectangle(box: Box) -> str:
    radius = min(box.width, box.height) * 0.15
    across, down = radius / box.width, radius / box.height
    corner = f"A {number(radius)} {number(radius)} 0 0 1"
    return _path(
        box,
        f"M {{{across},0}} L {{{1 - across},0}} {corner} {{1,{down}}} L {{1,{1 - down}}} "
        f"{corner} {{{1 - across},1}} L {{{across},1}} {corner} {{0,{1 - down}}} "
        f"L {{0,{down}}} {corner} {{{across},0}} Z",
    )


def _can(box: Box) -> str:
    radii = f"{number(box.width / 2)} {number(box.height * 0.12)}"
    rim = "M {1,0.12} A R 0 0 1 {0,0.12}"
    steps = f"M {{0,0.12}} A R 0 1 1 {{1,0.12}} L {{1,0.88}} A R 0 0 1 {{0,0.88}} Z {rim}"
    return _path(box, steps).replace("R", radii)


def _drawn(steps: str) -> Callable[[Box], str]:
    return lambda box: _path(box, steps)


_CURVES: dict[str, Callable[[Box], str]] = {
    "circle": _ellipse,
    "round_rectangle": _round_rectangle,
    "can": _can,
    "cloud": _drawn(
        "M {0.25,0.9} C {0.05,0.95} {-0.05,0.6} {0.12,0.52} C {0,0.25} {0.25,0.12} {0.35,0.25} "
        "C {0.45,-0.05} {0.75,0} {0.75,0.22} C {0.95,0.15} {1.05,0.45} {0.92,0.55} "
        "C {1.05,0.75} {0.9,0.95} {0.75,0.9} C {0.6,1.03} {0.4,1.03} {0.25,0.9} Z"
    ),
    "flow_chart_predefined_process": _drawn(
        "M {0,0} L {1,0} L {1,1} L {0,1} Z M {0.1,0} L {0.1,1} M {0.9,0} L {0.9,1}"
    ),
    "flow_chart_delay": _drawn("M {0,0} L {0.6,0} C {1.13,0} {1.13,1} {0.6,1} L {0,1} Z"),
    "flow_chart_display": _drawn(
        "M {0,0.5} L {0.2,0} L {0.75,0} C {1.08,0.1} {1.08,0.9} {0.75,1} L {0.2,1} Z"
    ),
    "flow_chart_document": _drawn(
        "M {0,0} L {1,0} L {1,0.86} C {0.75,0.68} {0.58,0.8} {0.5,0.88} "
        "C {0.38,1.02} {0.2,1.04} {0,0.9} Z"
    ),
    "flow_chart_internal_storage": _drawn(
        "M {0,0} L {1,0} L {1,1} L {0,1} Z M {0,0.15} L {1,0.15} M {0.12,0} L {0.12,1}"
    ),
    "flow_chart_magnetic_drum": _drawn(
        "M {0.12,0} L {0.88,0} C {1.04,0} {1.04,1} {0.88,1} L {0.12,1} "
        "C {-0.04,1} {-0.04,0} {0.12,0} Z M {0.88,1} C {0.72,1} {0.72,0} {0.88,0}"
    ),
    "flow_chart_multidocuments": _drawn(
        "M {0.16,0.1} L {0.16,0} L {1,0} L {1,0.7} L {0.92,0.69} M {0.08,0.2} L {0.08,0.1} "
        "L {0.92,0.1} L {0.92,0.8} L {0.84,0.79} M {0,0.2} L {0.84,0.2} L {0.84,0.88} "
        "C {0.62,0.72} {0.5,0.82} {0.42,0.9} C {0.3,1.02} {0.15,1.02} {0,0.92} Z"
    ),
    "flow_chart_note_curly_left": _drawn(
        "M {0.2,0} C {0.08,0} {0.1,0.1} {0.1,0.25} C {0.1,0.4} {0.1,0.5} {0,0.5} "
        "C {0.1,0.5} {0.1,0.6} {0.1,0.75} C {0.1,0.9} {0.08,1} {0.2,1}"
    ),
    "flow_chart_note_curly_right": _drawn(
        "M {0.8,0} C {0.92,0} {0.9,0.1} {0.9,0.25} C {0.9,0.4} {0.9,0.5} {1,0.5} "
        "C {0.9,0.5} {0.9,0.6} {0.9,0.75} C {0.9,0.9} {0.92,1} {0.8,1}"
    ),
    "flow_chart_note_square": _drawn("M {0.15,0} L {0,0} L {0,1} L {0.15,1}"),
    "flow_chart_online_storage": _drawn(
        "M {0.12,0} L {1,0} C {0.86,0.1} {0.86,0.9} {1,1} L {0.12,1} "
        "C {-0.04,0.9} {-0.04,0.1} {0.12,0} Z"
    ),
    "flow_chart_or": lambda box: (
        f"{_ellipse(box)} {_path(box, 'M {0.5,0} L {0.5,1} M {0,0.5} L {1,0.5}')}"
    ),
    "flow_chart_summing_junction": lambda box: (
        f"{_ellipse(box)} "
        f"{_path(box, 'M {0.146,0.146} L {0.854,0.854} M {0.854,0.146} L {0.146,0.854}')}"
    ),
    "left_brace": _drawn(
        "M {1,0} C {0.4,0} {0.5,0.1} {0.5,0.25} C {0.5,0.4} {0.5,0.5} {0,0.5} "
        "C {0.5,0.5} {0.5,0.6} {0.5,0.75} C {0.5,0.9} {0.4,1} {1,1}"
    ),
    "right_brace": _drawn(
        "M {0,0} C {0.6,0} {0.5,0.1} {0.5,0.25} C {0.5,0.4} {0.5,0.5} {1,0.5} "
        "C {0.5,0.5} {0.5,0.6} {0.5,0.75} C {0.5,0.9} {0.6,1} {0,1}"
    ),
}
