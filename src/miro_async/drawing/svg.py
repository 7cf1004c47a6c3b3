"""SVG elements, and the few rules that all of them follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..geometry import Box

Point = tuple[float, float]

DASHES = {"dashed": "8 6", "dotted": "2 5"}
"""The dashes of lines, by Miro's words for them."""

# What XML 1.0 cannot hold, in whatever way it is written.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def number(value: float) -> str:
    """Write a number the same way everywhere: two digits at most."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def clean(text: str) -> str:
    """Give the text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def add(parent: ET.Element, tag: str, **attributes: str | float | None) -> ET.Element:
    """Add an element. `_` in names stands for `-`; attributes at `None` are left out."""
    written = {
        name.rstrip("_").replace("_", "-"): clean(value)
        if isinstance(value, str)
        else number(value)
        for name, value in attributes.items()
        if value is not None
    }
    return ET.SubElement(parent, tag, written)


def add_text(parent: ET.Element, tag: str, text: str, **attributes: str | float) -> ET.Element:
    """Add an element that holds text; nothing in the text can become markup."""
    element = add(parent, tag, **attributes)
    element.text = clean(text)
    return element


def group(parent: ET.Element, box: Box, title: str, **attributes: str) -> ET.Element:
    """Add the group of one item: turned as the item is, and with its text as the title."""
    turn = f"rotate({number(box.rotation)} {number(box.x)} {number(box.y)})"
    element = add(parent, "g", transform=turn if box.rotation else None, **attributes)
    add_text(element, "title", title)
    return element


def rectangle(
    parent: ET.Element, box: Box, *, radius: float = 0.0, **attributes: str | float
) -> ET.Element:
    """Add a rectangle."""
    return add(
        parent,
        "rect",
        x=box.left,
        y=box.top,
        width=box.width,
        height=box.height,
        rx=radius or None,
        **attributes,
    )


def path_of(points: Sequence[Point], *, closed: bool = False) -> str:
    """Give the path data of straight lines through these points."""
    steps = " L ".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M {steps}{' Z' if closed else ''}"
