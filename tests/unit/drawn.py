"""Boards for the tests of the drawing, and what is seen on their pictures."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from miro_async import models
from miro_async.drawing import board_svg
from miro_async.models import Connector, ConnectorEnd, Geometry, Position

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\nrest"


def parsed(svg):
    """Parse a picture, which has to be valid XML."""
    return ET.fromstring(svg)  # noqa: S314 - our own; whether it is safe is what is tested


def item(kind, number=1, x=0.0, y=0.0, **fields):
    """Give an item of a class, at a place."""
    made = {"position": Position(x=x, y=y), **fields}
    name = "".join(part.title() for part in kind.split("_"))
    made_by = getattr(models, f"{name}Item", None) or getattr(models, name)
    return made_by(id=str(number), type=kind, **made)


def note(number=1, content="x", **fields):
    """Give a sticky note."""
    style = models.StickyNoteStyle(fill_color=fields.pop("color", "light_yellow"))
    data = models.StickyNoteData(content=content)
    return item("sticky_note", number, data=data, style=style, **fields)


def frame(number=1, **fields):
    """Give a frame of 400 by 300."""
    data = models.FrameData(title=fields.pop("title", "Frame"))
    return item("frame", number, data=data, geometry=Geometry(width=400, height=300), **fields)


def line(start="1", end="2", **fields):
    """Give a connector."""
    ends = {"start_item": start, "end_item": end}
    named = {
        name: value if isinstance(value, ConnectorEnd) else ConnectorEnd(id=value)
        for name, value in ends.items()
    }
    return Connector(id="9", type="connector", **named, **fields)


def drawn(*items, **options):
    """Draw a board, and give the root of the picture."""
    return parsed(board_svg(items, **options))


def group_of(root, item_id):
    """Give the group of an item."""
    (found,) = root.findall(f".//{SVG}g[@id='item-{item_id}']")
    return found


def box_of(root, item_id):
    """Give left, top, width and height of the first rectangle of an item."""
    rect = group_of(root, item_id).find(f"{SVG}rect")
    return tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))


def text_of(element):
    """Give the lines of text in an element, joined by spaces."""
    return " ".join(tspan.text or "" for tspan in element.iter(f"{SVG}tspan"))
