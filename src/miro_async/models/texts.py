"""What the API says about texts.

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
from .enums import FontFamily


@frozen(kw_only=True)
class TextItem:
    """A text that stands on the board by itself."""

    id: str
    type: str
    data: TextData | None = None
    style: TextStyle | None = None
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
class TextData:
    """What a text says."""

    content: str  # HTML subset; other tags are stripped
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class TextStyle:
    """Look of a text: its font, color and background."""

    color: str | None = None  # hex color of the letters
    fill_color: str | None = None  # hex color of the background
    fill_opacity: str | None = None  # number as a string; "0.0" is transparent
    font_family: FontFamily | str | None = None
    font_size: str | None = None  # number as a string
    text_align: Literal["left", "right", "center"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
