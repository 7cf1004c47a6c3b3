"""What the API says about items.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, TypeAlias

from attrs import field, frozen

from ..extra import NO_EXTRA
from .app_cards import AppCardData, AppCardItem, AppCardStyle
from .cards import CardData, CardItem, CardStyle
from .code_widgets import CodeWidgetItem
from .common import Geometry, Links, ParentRef, Position, SizeGeometry, UserRef, WidthGeometry
from .doc_formats import DocFormatItem
from .documents import DocumentItem, DocumentSource
from .embeds import EmbedItem, EmbedSource
from .enums import BulkItemType
from .frames import FrameData, FrameItem, FrameStyle
from .images import ImageItem, ImageSource
from .mindmap_nodes import MindmapNode
from .shapes import ShapeData, ShapeItem, ShapeStyle
from .sticky_notes import StickyNoteData, StickyNoteItem, StickyNoteStyle
from .texts import TextData, TextItem, TextStyle


@frozen(kw_only=True)
class UnknownItem:
    """An item of a kind the SDK has no class for; its data and style are raw mappings."""

    id: str
    type: str
    data: Mapping[str, object] | None = None  # as the service sent it
    style: Mapping[str, object] | None = None
    position: Position | None = None
    geometry: Geometry | None = None
    parent: ParentRef | None = None
    created_at: datetime | None = None
    created_by: UserRef | None = None
    modified_at: datetime | None = None
    modified_by: UserRef | None = None
    links: Links | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BulkItem:
    """One item to create in a call that creates many."""

    type: BulkItemType | str  # decides which data and style classes fit
    # the data class of the given type
    data: (
        AppCardData
        | CardData
        | DocumentSource
        | EmbedSource
        | ImageSource
        | ShapeData
        | StickyNoteData
        | TextData
        | FrameData
        | Mapping[str, object]
        | None
    ) = None
    # the style class of the given type
    style: (
        AppCardStyle
        | CardStyle
        | ShapeStyle
        | StickyNoteStyle
        | TextStyle
        | FrameStyle
        | Mapping[str, object]
        | None
    ) = None
    position: Position | Mapping[str, object] | None = None
    geometry: Geometry | SizeGeometry | WidthGeometry | Mapping[str, object] | None = None
    parent: ParentRef | Mapping[str, object] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BulkFileItem:
    """What to make of one file of a bulk upload; the order is that of the files."""

    type: Literal["image", "document"] | str
    title: str | None = None
    position: Position | Mapping[str, object] | None = None
    geometry: Geometry | Mapping[str, object] | None = None  # give width or height, not both
    parent: ParentRef | Mapping[str, object] | None = None
    alt_text: str | None = None  # what the picture shows, for screen readers
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


Item: TypeAlias = (
    AppCardItem
    | CardItem
    | CodeWidgetItem
    | DocFormatItem
    | DocumentItem
    | EmbedItem
    | FrameItem
    | ImageItem
    | MindmapNode
    | ShapeItem
    | StickyNoteItem
    | TextItem
    | UnknownItem
)
"""Any item of a board, as its `type` says; `UnknownItem` where there is no class for it."""
