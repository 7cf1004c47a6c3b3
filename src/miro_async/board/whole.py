"""Reading and deleting an item by the routes that know its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from ..models import ParentRef
from .flat import is_symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import Item
    from .board import Board


def is_flowchart(item: Item) -> bool:
    """Tell whether a shape is one that only the experimental routes know."""
    named = is_symbol(getattr(item.data, "shape", None))
    return item.type == "shape" and (named or not is_supported(item))


def is_supported(item: Item) -> bool:
    """Tell whether the stable routes tell all of an item."""
    return item.extra.get("isSupported") is not False


async def read(board: Board, item_id: str, kind: str | None = None) -> Item:
    """Read an item with all that Miro tells of it, which takes a second call for a few kinds.

    Mind map nodes, flowchart shapes and code widgets are told without data by the stable route, and
    without their place or frame by their own ones.
    """
    api = board.api
    if kind == "mindmap_node":
        return await api.experimental_items.get(board.id, item_id)
    item = await api.items.get(board.id, item_id)
    if item.data is not None or is_supported(item):
        return item
    if item.type == "code":
        widget = await api.code_widgets.get(board.id, item_id)
        return evolve(widget, parent=item.parent or ParentRef(), extra=item.extra)
    return await api.experimental_items.get(board.id, item_id)


async def completed(board: Board, items: Sequence[Item]) -> Sequence[Item]:
    """Give listed items with the data that the stable list leaves out.

    That takes a walk over an experimental list (100 credits for 50 items), or two, and nothing
    where nothing is left out.
    """
    left_out = {item.type for item in items if item.data is None and not is_supported(item)}
    known: dict[str, Item] = {}
    if left_out & {"shape", "mindmap_node"}:
        async for item in board.api.experimental_items.list(board.id):
            known[item.id] = item
    if "code" in left_out:
        places = {item.id: item for item in items}
        async for widget in board.api.code_widgets.list(board.id):
            if widget.id in places:
                known[widget.id] = evolve(widget, parent=places[widget.id].parent)
    return [known.get(item.id, item) if item.data is None else item for item in items]


async def delete(board: Board, item: Item) -> None:
    """Delete an item; what is known of it as a frame is forgotten."""
    if item.type == "mindmap_node":
        await board.api.mindmap_nodes.delete(board.id, item.id)
    else:
        await board.api.items.delete(board.id, item.id)
    board.coordinates.forget(item.id)
