"""The whole board as one picture, and how large it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .colors import CANVAS
from .connectors import add_branch, add_connector
from .groups import add_item_group
from .items import add_item
from .layout import enclosing, layout
from .media import data_address
from .svg import add, add_text, number, rectangle
from .text import FONT
from .values import kind_of, part, parts, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..models import Connector, Item, ItemGroup, Tag

_LARGEST_SIDE = 1600.0


def board_svg(  # noqa: PLR0913 - all that is on a board, each by its name
    items: Iterable[Item],
    connectors: Iterable[Connector] = (),
    tags: Mapping[str, Sequence[Tag]] | None = None,
    *,
    groups: Iterable[ItemGroup] = (),
    pictures: Mapping[str, bytes] | None = None,
    title: str = "Board",
) -> str:
    """Give a board as an SVG document, the same for the same board.

    Items without a position are left out, as are connectors of which an end is left out. Children
    of frames may come in any order. Nothing is loaded from elsewhere: an image shows its file if
    `pictures` has it, and a placeholder if not.

    Args:
        items: The items, in the order in which they were made: later ones lie above.
        connectors: The connectors between them.
        tags: The tags of each item, by the item's id.
        groups: The groups of items.
        pictures: The files of image items, by the item's id: PNG, GIF, JPEG, WebP or SVG.
        title: What the picture is called, for screen readers.
    """
    known = {str(item.id): item for item in items}
    boxes = {item_id: place.box for item_id, place in layout(known.values()).items()}
    whole = enclosing(boxes.values())
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    add_text(root, "title", title)
    root.set("viewBox", " ".join(map(number, (whole.left, whole.top, whole.width, whole.height))))
    scale = min(1.0, _LARGEST_SIDE / max(whole.width, whole.height))
    root.set("width", number(whole.width * scale))
    root.set("height", number(whole.height * scale))
    rectangle(root, whole, fill=CANVAS)
    content = add(root, "g", font_family=FONT)
    for item_id, box in boxes.items():
        above = boxes.get(word(part(known[item_id], "parent"), "id"))
        if above and kind_of(known[item_id]) == "mindmap_node":
            add_branch(content, box, above)
        picture = (pictures or {}).get(item_id)
        address = None if picture is None else data_address(picture)
        add_item(content, known[item_id], box, (tags or {}).get(item_id, ()), address)
    for connector in connectors:
        add_connector(content, connector, boxes)
    for item_group in groups:
        members = parts(part(item_group, "data"), "items")
        add_item_group(content, str(item_group.id), members, boxes)
    return ET.tostring(root, encoding="unicode") + "\n"
