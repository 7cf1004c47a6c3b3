"""Where the twins are of what awaits.

Written by `python -m codegen generate`; do not edit. It follows `codegen/spec/sync.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULE_OF: Mapping[str, str] = {
    "miro_async.board.adding.Adding": "miro_async.sync.board.adding",
    "miro_async.board.arranging.Arranging": "miro_async.sync.board.arranging",
    "miro_async.board.batch.Batch": "miro_async.sync.board.batch",
    "miro_async.board.batching.Batching": "miro_async.sync.board.batching",
    "miro_async.board.board.Board": "miro_async.sync.board.board",
    "miro_async.board.changes.Changes": "miro_async.sync.board.changes",
    "miro_async.board.connector.BoardConnector": "miro_async.sync.board.connector",
    "miro_async.board.contents.Contents": "miro_async.sync.board.contents",
    "miro_async.board.coordinates.Coordinates": "miro_async.sync.board.coordinates",
    "miro_async.board.copying.Copied": "miro_async.sync.board.copying",
    "miro_async.board.handle.BoardItem": "miro_async.sync.board.handle",
    "miro_async.board.items.StickyNote": "miro_async.sync.board.items",
    "miro_async.board.items.Shape": "miro_async.sync.board.items",
    "miro_async.board.items.Text": "miro_async.sync.board.items",
    "miro_async.board.items.Card": "miro_async.sync.board.items",
    "miro_async.board.items.AppCard": "miro_async.sync.board.items",
    "miro_async.board.items.Frame": "miro_async.sync.board.items",
    "miro_async.board.items.Image": "miro_async.sync.board.items",
    "miro_async.board.items.Document": "miro_async.sync.board.items",
    "miro_async.board.items.Embed": "miro_async.sync.board.items",
    "miro_async.board.items.DocFormat": "miro_async.sync.board.items",
    "miro_async.board.items.CodeWidget": "miro_async.sync.board.items",
    "miro_async.board.items.MindmapNode": "miro_async.sync.board.items",
    "miro_async.board.items.UnknownBoardItem": "miro_async.sync.board.items",
    "miro_async.board.made.Made": "miro_async.sync.board.made",
    "miro_async.board.streaming.Stream": "miro_async.sync.board.streaming",
    "miro_async.board.tagging.KnownTags": "miro_async.sync.board.tagging",
    "miro_async.board.walks.Walk": "miro_async.sync.board.walks",
    "miro_async.pictures.folder.PictureFolder": "miro_async.sync.pictures.folder",
}
"""The module of the twin, by the full name of the class that awaits."""
