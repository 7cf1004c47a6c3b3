"""Reading and deleting an item by the routes that know its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from ..errors import APIError
from ..models import ParentRef
from .flat import is_symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..client import MiroApi
    from ..models import Item
    from ..paging import CursorPaginator
    from .board import Board

NOT_OPEN = frozenset((400, 403, 404, 405))  # what an experimental route says that is not open
TELLING: Mapping[str, Callable[[MiroApi, str], CursorPaginator[Any]]] = {
    "code": lambda api, board_id: api.code_widgets.list(board_id),
    "mindmap_node": lambda api, board_id: api.mindmap_nodes.list(board_id),
    "shape": lambda api, board_id: api.experimental_items.list(board_id, type="shape"),
}
"""The lists that tell what the list of items leaves out, by kinds."""


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


def kinds_without_data(items: Iterable[Item]) -> Sequence[str]:
    """Give the kinds among listed items of which only other lists tell the data."""
    return sorted({str(item.type) for item in items if item.data is None} & TELLING.keys())


async def fill_in(api: MiroApi, board_id: str, items: dict[str, Item], kind: str) -> None:
    """Read the data that the list of items leaves out of a kind. 100 credits for 50 of these.

    Where that is refused, as experimental routes may be, the items stay as they are.
    """
    try:
        async for item in TELLING[kind](api, board_id):
            listed = items.get(item.id)
            if listed is not None and listed.data is None and item.data is not None:
                items[item.id] = _completed(item, listed)
    except APIError as error:
        if error.status not in NOT_OPEN:
            raise


def _completed(item: Item, listed: Item) -> Item:
    """Give an item as its own route tells it, with what only the list of items tells: its place."""
    missing = {
        name: getattr(listed, name)
        for name in ("position", "geometry", "parent")
        if getattr(item, name) is None
    }
    return evolve(item, **missing)


async def delete(board: Board, item: Item) -> None:
    """Delete an item; what is known of it as a frame is forgotten."""
    if item.type == "mindmap_node":
        await board.api.mindmap_nodes.delete(board.id, item.id)
    else:
        await board.api.items.delete(board.id, item.id)
    board.coordinates.forget(item.id)
