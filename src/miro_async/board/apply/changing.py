"""Which call changes an item, by its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...errors import InvalidArgumentError
from ..whole import is_flowchart

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from ...client import MiroApi
    from ...models import Item
    from ..drafts import Draft

_GROUPS = {
    "sticky_note": "sticky_notes",
    "shape": "shapes",
    "text": "texts",
    "frame": "frames",
    "card": "cards",
    "app_card": "app_cards",
    "image": "images",
    "document": "documents",
    "embed": "embeds",
    "code": "code_widgets",
}


def changing(api: MiroApi, item: Item, draft: Draft) -> Callable[..., Awaitable[Any]]:
    """Give the call that changes an item of this kind.

    Raises:
        InvalidArgumentError: Miro has none.
    """
    group = _GROUPS.get(item.type)
    if group is None:
        raise InvalidArgumentError(f"key {draft.key!r}: Miro cannot change a {item.type}")
    if is_flowchart(item):
        group = "flowchart_shapes"
    method: Callable[..., Awaitable[Any]] = getattr(api, group).update
    return method


def replacing(api: MiroApi, kind: str) -> Callable[..., Awaitable[Any]]:
    """Give the call that puts another file behind an image or a document."""
    return api.images.replace_file if kind == "image" else api.documents.replace_file
