"""A board piece by piece, for whoever draws again only what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .connectors import add_branch, add_connector
from .groups import add_item_group
from .items import add_item

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..geometry import Box
    from ..models import Connector, Item, Tag


def item_piece(item: Item, box: Box, tags: Sequence[Tag], address: str | None) -> str:
    """Give the SVG of an item."""
    parent = ET.Element("g")
    add_item(parent, item, box, tags, address)
    return _written(parent)


def connector_piece(connector: Connector, boxes: Mapping[str, Box]) -> str:
    """Give the SVG of a connector; nothing, if it leads to where nothing is drawn."""
    parent = ET.Element("g")
    add_connector(parent, connector, boxes)
    return _written(parent)


def branch_piece(node: Box, above: Box) -> str:
    """Give the SVG of the line from a node of a mind map to the one above it."""
    parent = ET.Element("g")
    add_branch(parent, node, above)
    return _written(parent)


def group_piece(group_id: str, members: Sequence[str], boxes: Mapping[str, Box]) -> str:
    """Give the SVG of the line around a group; nothing, if none of its items is drawn."""
    parent = ET.Element("g")
    add_item_group(parent, group_id, members, boxes)
    return _written(parent)


def _written(parent: ET.Element) -> str:
    return "".join(ET.tostring(element, encoding="unicode") for element in parent)
