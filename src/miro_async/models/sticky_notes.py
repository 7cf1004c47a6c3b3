"""What the API says about sticky notes.

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
from .enums import StickyNoteColor


@frozen(kw_only=True)
class StickyNoteItem:
    """A sticky note."""

    id: str
    type: str
    data: StickyNoteData | None = None
    style: StickyNoteStyle | None = None
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
class StickyNoteData:
    """Text of a sticky note, and whether it is square or wide."""

    content: str | None = None  # HTML subset; other tags are stripped
    shape: Literal["square", "rectangle"] | str | None = None  # sets the ratio of the sides
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class StickyNoteStyle:
    """Look of a sticky note."""

    fill_color: StickyNoteColor | str | None = None  # a name; hex colors are refused
    text_align: Literal["left", "right", "center"] | str | None = None
    text_align_vertical: Literal["top", "middle", "bottom"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
