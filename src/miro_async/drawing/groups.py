"""Groups of items: a dashed line around what moves together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .layout import enclosing
from .svg import group, rectangle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from ..geometry import Box

_GAP = 12.0


def add_item_group(
    parent: Element, group_id: str, members: Sequence[object], boxes: Mapping[str, Box]
) -> None:
    """Draw a group around those of its items that are on the picture."""
    shown = [boxes[str(one)] for one in members if str(one) in boxes]
    if not shown:
        return
    names = {"id": f"group-{group_id}", "data_id": group_id}
    outline = enclosing(shown, _GAP)
    element = group(parent, outline, f"group of {len(members)} items", data_type="group", **names)
    pen = {"stroke": "#4262ff", "stroke_dasharray": "9 7"}
    rectangle(element, outline, radius=8, fill="none", stroke_width=2, **pen)
