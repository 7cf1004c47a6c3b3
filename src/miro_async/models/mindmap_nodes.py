"""What the API says about mindmap nodes.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA
from .common import Geometry, Links, ParentRef, Position, UserRef


@frozen(kw_only=True)
class MindmapNode:
    """A node of a mind map; it cannot be updated, and deleting it deletes its subtree."""

    id: str
    type: str
    data: MindmapNodeData | None = None
    style: MindmapNodeStyle | None = None
    position: Position | None = None
    geometry: Geometry | None = None
    parent: ParentRef | None = None  # the node above; missing on a root
    created_at: datetime | None = None
    created_by: UserRef | None = None
    modified_at: datetime | None = None
    modified_by: UserRef | None = None
    links: Links | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class MindmapNodeData:
    """What a mind map node shows, and its place in the map."""

    node_view: MindmapNodeView | None = None
    is_root: bool | None = None
    direction: Literal["start", "end"] | str | None = None  # side of the root: start is left or top
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class MindmapNodeDataInput:
    """What a new mind map node shows."""

    node_view: MindmapNodeView | Mapping[str, object]
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class MindmapNodeView:
    """What is drawn for a mind map node: its content and the style of its text."""

    type: str | None = None  # text is the only kind; only in answers
    data: MindmapNodeContent | None = None
    style: MindmapNodeViewStyle | None = None  # only in answers
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class MindmapNodeContent:
    """The text of a mind map node."""

    type: str  # text is the only kind
    content: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class MindmapNodeViewStyle:
    """Look of the text of a mind map node."""

    color: str | None = None  # hex color of the text
    fill_opacity: str | None = None  # number as a string; "0.0" is transparent
    font_size: str | None = None  # number as a string
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class MindmapNodeStyle:
    """Look of a mind map node: its shape and its border."""

    node_color: str | None = None  # hex color of the border
    shape: Literal["pill", "rectangle", "rounded_rectangle", "none"] | str | None = None
    font_size: str | None = None  # number as a string
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class MindmapNodeGeometry:
    """Width of a mind map node; its height follows from its text."""

    width: float | None = None  # board units
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
