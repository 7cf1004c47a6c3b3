"""Connectors: lines from item to item, with caps and captions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..geometry import Box
from .colors import CANVAS, INK, PAPER, ink_on, paint
from .routes import facing, route, tip_of
from .svg import DASHES, add, group, path_of, rectangle
from .text import LINE_HEIGHT, add_lines, plain, width_of
from .values import decimal, font_size, part, parts, percent, word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from ..models import Connector
    from .routes import Route, Tip
    from .svg import Point

_NOWHERE = Box(x=0, y=0, width=0, height=0)


def add_connector(parent: Element, connector: Connector, boxes: Mapping[str, Box]) -> None:
    """Draw a connector, if both its ends are on the picture."""
    start, end = (
        boxes.get(word(item, "id")) for item in (connector.start_item, connector.end_item)
    )
    if start is None or end is None:
        return
    way = route(
        word(connector, "shape"),
        _tip(connector.start_item, start, end),
        _tip(connector.end_item, end, start),
    )
    captions = [(plain(part(each, "content")), each) for each in parts(connector, "captions")]
    title = ": ".join(["connector", *(text for text, _ in captions)])
    names = {"id": f"item-{connector.id}", "data_id": str(connector.id)}
    element = group(parent, _NOWHERE, title, data_type="connector", **names)
    _add_line(element, connector, way)
    for text, caption in captions:
        if text:
            _add_caption(element, connector, text, way.along(percent(part(caption, "position"))))


def add_branch(parent: Element, node: Box, above: Box) -> None:
    """Draw the line from a node of a mind map to the one above it."""
    start, end = tip_of(above, *facing(above, node)), tip_of(node, *facing(node, above))
    path = route("curved", start, end).path
    add(parent, "path", d=path, fill="none", stroke="#4262ff", stroke_width=2)


def _tip(end: object, box: Box, other: Box) -> Tip:
    position = part(end, "position")
    if position is None:
        return tip_of(box, *facing(box, other))
    return tip_of(box, percent(part(position, "x")), percent(part(position, "y")))


def _add_line(parent: Element, connector: Connector, way: Route) -> None:
    style = connector.style
    color = paint(part(style, "stroke_color"), "#000000").color
    width = max(0.0, decimal(style, "stroke_width", 1.0))
    add(
        parent,
        "path",
        d=way.path,
        fill="none",
        stroke=color,
        stroke_width=width,
        stroke_linejoin="round",
        stroke_dasharray=DASHES.get(word(style, "stroke_style")),
    )
    points = way.points
    _add_cap(parent, word(style, "start_stroke_cap"), points[0], points[1], color, width)
    _add_cap(parent, word(style, "end_stroke_cap", "stealth"), points[-1], points[-2], color, width)


def _add_cap(  # noqa: PLR0913, PLR0917 - a cap is all of this
    parent: Element, cap: str, tip: Point, before: Point, color: str, width: float
) -> None:
    """Draw what a line ends in. Figures are given with the tip at 0,0 and the line along -x."""
    size = 9 + 2.5 * width
    turn = math.atan2(tip[1] - before[1], tip[0] - before[0])

    def at(x: float, y: float) -> Point:
        return (
            tip[0] + size * (x * math.cos(turn) - y * math.sin(turn)),
            tip[1] + size * (x * math.sin(turn) + y * math.cos(turn)),
        )

    fill = color if cap.startswith("filled") or cap.endswith("stealth") else PAPER
    pen: dict[str, str | float] = {
        "stroke": color,
        "stroke_width": max(width, 1.2),
        "stroke_linejoin": "round",
    }
    if cap in _FIGURES:
        figure = path_of([at(x, y) for x, y in _FIGURES[cap]], closed=True)
        add(parent, "path", d=figure, fill=fill, **pen)
    if cap in _CIRCLES:
        x, y = at(_CIRCLES[cap], 0)
        add(parent, "circle", cx=x, cy=y, r=size * 0.3, fill=fill, **pen)
    for stroke in _STROKES.get(cap, ()):
        add(parent, "path", d=path_of([at(x, y) for x, y in stroke]), fill="none", **pen)


_STEALTH = [(0.0, 0.0), (-1.0, 0.45), (-0.75, 0.0), (-1.0, -0.45)]
_DIAMOND = [(0.0, 0.0), (-0.6, 0.4), (-1.2, 0.0), (-0.6, -0.4)]
_TRIANGLE = [(0.0, 0.0), (-1.0, 0.5), (-1.0, -0.5)]
_FIGURES = {
    "stealth": _STEALTH,
    "rounded_stealth": _STEALTH,
    "diamond": _DIAMOND,
    "filled_diamond": _DIAMOND,
    "triangle": _TRIANGLE,
    "filled_triangle": _TRIANGLE,
}
_CIRCLES = {
    "oval": -0.3,
    "filled_oval": -0.3,
    "erd_zero_or_one": -0.95,
    "erd_zero_or_many": -1.3,
}
_FOOT = [[(-1.0, 0.0), (0.0, 0.5)], [(-1.0, 0.0), (0.0, -0.5)]]
_BAR = [(-0.5, 0.45), (-0.5, -0.45)]
_FAR_BAR = [(-1.1, 0.45), (-1.1, -0.45)]
_STROKES = {
    "arrow": [[(-0.9, 0.5), (0.0, 0.0), (-0.9, -0.5)]],
    "erd_one": [_BAR],
    "erd_only_one": [_BAR, [(-0.8, 0.45), (-0.8, -0.45)]],
    "erd_zero_or_one": [_BAR],
    "erd_many": _FOOT,
    "erd_one_or_many": [*_FOOT, _FAR_BAR],
    "erd_zero_or_many": _FOOT,
}


def _add_caption(parent: Element, connector: Connector, text: str, at: Point) -> None:
    size = font_size(connector.style)
    lines = text.splitlines()
    box = Box(
        x=at[0],
        y=at[1],
        width=max(width_of(line, size) for line in lines) + size * 0.8,
        height=len(lines) * size * LINE_HEIGHT + size * 0.2,
    )
    rectangle(parent, box, radius=3, fill=CANVAS, fill_opacity=0.9)
    color = ink_on(CANVAS, part(connector.style, "color") or INK)
    add_lines(parent, text, box, size=size, color=color)
