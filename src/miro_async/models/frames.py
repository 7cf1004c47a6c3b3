"""What the API says about frames.

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
from .enums import FrameFormat


@frozen(kw_only=True)
class FrameItem:
    """A frame: a titled area of the board that holds other items."""

    id: str
    type: str
    data: FrameData | None = None
    style: FrameStyle | None = None
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
class FrameData:
    """Title and kind of a frame, and whether its items are shown."""

    # only freeform can be written
    type: Literal["freeform", "heap", "grid", "rows", "columns", "unknown"] | str | None = None
    title: str | None = None
    format: FrameFormat | str | None = None  # only custom can be written
    show_content: bool | None = None  # false hides its items; Enterprise only
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class FrameStyle:
    """Look of a frame."""

    fill_color: str | None = None  # hex color; names are refused
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
