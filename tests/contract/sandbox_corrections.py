"""Where the sandbox answers as the live service was seen to, and not as the document says."""

from __future__ import annotations

from .correction import Correction
from .official import reference

_LOST_PARENT = {"oneOf": [reference("ParentLinksEnvelope"), {"type": "null"}]}
_CURSOR_LIST = {"type": "string", "enum": ["cursor-list"]}

_GROUP_PAGE = {
    "total": {"type": "integer"},
    "cursor": {"type": "string"},
    "links": reference("PageLinks"),
    "type": _CURSOR_LIST,
}

SANDBOX_CORRECTIONS = (
    *(
        Correction(
            "live",
            f"schemas {schema} properties parent",
            _LOST_PARENT,
            shown_by=operation,
            why="An item that lost its parent shows null (a live capture of 2026-08).",
        )
        for schema, operation in (
            ("AppCardItem", "get-app-card-item"),
            ("CardItem", "get-card-item"),
            ("DocFormatItem", "get-doc-format-item"),
            ("DocumentItem", "get-document-item"),
            ("EmbedItem", "get-embed-item"),
            ("GenericItem", "get-specific-item"),
            ("ImageItem", "get-image-item"),
            ("ShapeItem", "get-shape-item"),
            ("StickyNoteItem", "get-sticky-note-item"),
            ("TextItem", "get-text-item"),
        )
    ),
    *(
        Correction(
            "live",
            f"schemas {schema} properties type",
            _CURSOR_LIST,
            shown_by=operation,
            why="Pages by cursor name their type (a live capture of 2026-05).",
        )
        for schema, operation in (
            ("CodeWidgetCursorPaged", "get-code-widget-items"),
            ("ConnectorsCursorPaged", "get-connectors"),
            ("GenericItemCursorPaged", "get-items"),
            ("MindmapCursorPaged", "get-mindmap-nodes-experimental"),
        )
    ),
    *(
        Correction(
            "live",
            f"schemas {schema} properties isSupported",
            {"type": "boolean"},
            shown_by=operation,
            why="What is not supported says so (live captures of real boards).",
        )
        for schema, operation in (
            ("GenericItem", "get-items"),
            ("ShapeItem", "get-shape-item"),
        )
    ),
    Correction(
        "shapes",
        "schemas ShapeStyle",
        reference("ShapeStyleForCreate"),
        shown_by="get-items",
        why="Shapes that are not supported align their text in an unknown way, in lists too.",
    ),
    Correction(
        "live",
        "schemas ShapeData",
        reference("ShapeDataForCreate"),
        shown_by="get-items-experimental",
        why="The experimental route fills in flowchart shapes (measured on real boards).",
    ),
    *(
        Correction(
            "section 4",
            f"operations {operation} answers 200 application/json properties {name}",
            _GROUP_PAGE[name],
            shown_by=operation,
            why="Pages of groups are pages by cursor as all others (live captures of 2026).",
        )
        for operation, names in (
            ("get-all-groups", ("total", "cursor", "links", "type")),
            ("getItemsByGroupId", ("cursor", "links", "type")),
        )
        for name in names
    ),
    Correction(
        "section 4",
        "schemas AuditEvent properties createdAt",
        {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$"},
        shown_by="enterprise-get-audit-logs",
        why="The example of the document has no colon in the offset, which RFC 3339 wants.",
    ),
)
