"""Which call of the API makes an item of a draft.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/board.toml` and `codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .flat import is_symbol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from ..client import MiroApi
    from ..models import Item
    from .drafts import Draft

FILE_WORDS: Mapping[str, Mapping[str, str]] = {
    "image": {
        "title": "title",
        "altText": "alt_text",
    },
    "document": {
        "title": "title",
    },
}
"""What the calls that upload files name the fields of data."""


def creation(api: MiroApi, draft: Draft) -> Callable[..., Awaitable[Item]] | None:
    """Give the call that makes an item of a draft, `None` if there is none."""
    match draft.type:
        case "sticky_note":
            return api.sticky_notes.create
        case "shape":
            is_flowchart = is_symbol(draft.data.get("shape"))
            return api.flowchart_shapes.create if is_flowchart else api.shapes.create
        case "text":
            return api.texts.create
        case "card":
            return api.cards.create
        case "app_card":
            return api.app_cards.create
        case "frame":
            return api.frames.create
        case "image":
            return api.images.create if draft.file is None else api.images.upload
        case "document":
            return api.documents.create if draft.file is None else api.documents.upload
        case "embed":
            return api.embeds.create
        case "doc_format":
            return api.doc_formats.create
        case "code":
            return api.code_widgets.create
        case "mindmap_node":
            return api.mindmap_nodes.create
        case _:
            return None
