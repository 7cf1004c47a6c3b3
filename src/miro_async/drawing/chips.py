"""Tags on items: small signs along the lower edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..geometry import Box
from .colors import TAG, ink_on
from .svg import rectangle
from .text import add_lines, width_of
from .values import word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from ..models import Tag

SHEET = 199 / 228
"""What of a sticky note's height is paper; the rest is shadow, as in Miro."""


def places_of_tags(tags: Sequence[Tag], box: Box) -> Sequence[Box]:
    """Give the places of tags along the lower edge, with more rows above where one is full."""
    size = _tag_size(box)
    height, gap = size * 1.6, size * 0.4
    left, right = box.left + gap, box.left + box.width - gap
    x, y = left, box.top + box.height * SHEET - height / 2 - gap
    chips: list[Box] = []
    for tag in tags:
        width = min(width_of(word(tag, "title"), size) * 1.1 + size, right - left)
        if x + width > right and x > left:
            x, y = left, y - height - gap
        chips.append(Box(x=x + width / 2, y=y, width=width, height=height))
        x += width + gap
    return chips


def _tag_size(box: Box) -> float:
    return min(12.0, max(7.0, box.height * 0.05))


def add_tag(parent: Element, tag: Tag, chip: Box) -> None:
    """Draw a tag at its place."""
    color, title = TAG.get(word(tag, "fill_color"), TAG["gray"]), word(tag, "title")
    rectangle(parent, chip, radius=chip.height / 4, fill=color)
    size = chip.height / 1.6
    size = min(size, size * (chip.width - size) / max(1.0, width_of(title, size) * 1.1))
    one_line = Box(x=chip.x, y=chip.y, width=10_000, height=chip.height)
    add_lines(parent, title, one_line, size=size, color=ink_on(color), weight="bold")
