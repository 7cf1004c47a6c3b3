"""What the API says about shapes.

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
from .enums import FontFamily, ShapeKind


@frozen(kw_only=True)
class ShapeItem:
    """A shape, with or without text: a rectangle, a star, a flowchart symbol."""

    id: str
    type: str
    data: ShapeData | None = None
    style: ShapeStyle | None = None
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
class ShapeData:
    """Which shape it is, and the text inside of it."""

    content: str | None = None  # HTML subset; a few flowchart shapes take no text
    shape: ShapeKind | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ShapeStyle:
    """Look of a shape: its border, its fill and its text."""

    border_color: str | None = None  # hex color
    border_opacity: str | None = None  # number as a string; may come out as "0.0" if left out
    border_style: Literal["normal", "dotted", "dashed"] | str | None = None
    border_width: str | None = None  # number as a string
    color: str | None = None  # hex color of the text
    fill_color: str | None = None  # hex color
    fill_opacity: str | None = None  # number as a string; "0.0" is transparent
    font_family: FontFamily | str | None = None
    font_size: str | None = None  # number as a string
    # unknown only on shapes that are not supported
    text_align: Literal["left", "right", "center", "unknown"] | str | None = None
    # unknown only on shapes that are not supported
    text_align_vertical: Literal["top", "middle", "bottom", "unknown"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
