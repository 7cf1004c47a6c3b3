"""What the API says about connectors.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA
from .common import Links, UserRef
from .enums import ConnectorCap


@frozen(kw_only=True)
class Connector:
    """A line that connects two items, with its ends, style and captions."""

    id: str
    type: str | None = None
    style: ConnectorStyle | None = None
    captions: Sequence[ConnectorCaption] | None = None
    end_item: ConnectorEnd | None = None
    is_supported: bool | None = None  # if false, it cannot be updated and may lack parts
    shape: Literal["straight", "elbowed", "curved"] | str | None = None  # path of the line
    start_item: ConnectorEnd | None = None
    created_at: datetime | None = None
    created_by: UserRef | None = None
    modified_at: datetime | None = None
    modified_by: UserRef | None = None
    links: Links | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ConnectorEnd:
    """One end of a connector: the item it is tied to, and where on that item."""

    id: str | None = None  # of an item; frames are refused
    position: RelativePosition | None = None  # give position or snap_to, not both
    # middle of a side; not together with position
    snap_to: Literal["auto", "top", "right", "bottom", "left"] | str | None = None
    links: Links | None = None  # only in answers
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ConnectorCaption:
    """A text along the line of a connector."""

    position: str | None = None  # place along the line, a percent string such as "50%"
    content: str  # HTML subset, inline tags only; at most 200 characters
    # above, on or below the line
    text_align_vertical: Literal["top", "middle", "bottom"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ConnectorStyle:
    """Look of a connector: its line, its tips and the text of its captions."""

    color: str | None = None  # hex color of the captions
    end_stroke_cap: ConnectorCap | str | None = None  # tip at the end; new kinds may turn up
    font_size: str | None = None  # of the captions; number as a string
    start_stroke_cap: ConnectorCap | str | None = None  # tip at the start; new kinds may turn up
    stroke_color: str | None = None  # hex color of the line
    stroke_style: Literal["normal", "dotted", "dashed"] | str | None = None
    stroke_width: str | None = None  # number as a string
    # captions level, or along the line
    text_orientation: Literal["horizontal", "aligned"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class RelativePosition:
    """A point of an item, in percent of its width and height."""

    x: str | None = None  # percent string; "0%" is the left edge
    y: str | None = None  # percent string; "0%" is the top edge
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
