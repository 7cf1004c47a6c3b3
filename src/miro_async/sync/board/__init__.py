"""`miro_async.board` without `await`; what needs none is there alone.

Written by `python -m codegen generate`; do not edit. It follows `codegen/spec/sync.toml`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .adding import Adding
    from .arranging import Arranging
    from .batch import Batch
    from .batching import Batching
    from .board import Board
    from .changes import Changes
    from .connector import BoardConnector
    from .contents import Contents
    from .coordinates import Coordinates
    from .copying import Copied
    from .handle import BoardItem
    from .items import (
        AppCard,
        Card,
        CodeWidget,
        DocFormat,
        Document,
        Embed,
        Frame,
        Image,
        MindmapNode,
        Shape,
        StickyNote,
        Text,
        UnknownBoardItem,
    )
    from .made import Made
    from .streaming import Stream
    from .tagging import KnownTags
    from .walks import Walk

_MODULE_OF = {
    "Adding": "adding",
    "AppCard": "items",
    "Arranging": "arranging",
    "Batch": "batch",
    "Batching": "batching",
    "Board": "board",
    "BoardConnector": "connector",
    "BoardItem": "handle",
    "Card": "items",
    "Changes": "changes",
    "CodeWidget": "items",
    "Contents": "contents",
    "Coordinates": "coordinates",
    "Copied": "copying",
    "DocFormat": "items",
    "Document": "items",
    "Embed": "items",
    "Frame": "items",
    "Image": "items",
    "KnownTags": "tagging",
    "Made": "made",
    "MindmapNode": "items",
    "Shape": "items",
    "StickyNote": "items",
    "Stream": "streaming",
    "Text": "items",
    "UnknownBoardItem": "items",
    "Walk": "walks",
}

__all__ = [
    "Adding",
    "AppCard",
    "Arranging",
    "Batch",
    "Batching",
    "Board",
    "BoardConnector",
    "BoardItem",
    "Card",
    "Changes",
    "CodeWidget",
    "Contents",
    "Coordinates",
    "Copied",
    "DocFormat",
    "Document",
    "Embed",
    "Frame",
    "Image",
    "KnownTags",
    "Made",
    "MindmapNode",
    "Shape",
    "StickyNote",
    "Stream",
    "Text",
    "UnknownBoardItem",
    "Walk",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
