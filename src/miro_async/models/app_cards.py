"""What the API says about app cards.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA
from .common import Geometry, Links, ParentRef, Position, UserRef


@frozen(kw_only=True)
class AppCardItem:
    """An app card: a card on the board that an app keeps in step with its source."""

    id: str
    type: str
    data: AppCardData | None = None
    style: AppCardStyle | None = None
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
class AppCardData:
    """Content of an app card: title, description, preview fields and status."""

    title: str | None = None  # HTML subset: p, a and br
    description: str | None = None  # HTML subset; other tags are stripped
    fields: Sequence[AppCardField] | None = None  # shown in the lower half of the card
    owned: bool | None = None  # whether the app of the token owns the card; only in answers
    # disabled once the source is gone
    status: Literal["disconnected", "connected", "disabled"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class AppCardStyle:
    """Look of an app card."""

    fill_color: str | None = None  # hex color of the border
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class AppCardField:
    """One preview field of an app card: a value with an icon and colors."""

    fill_color: str | None = None  # hex color behind the value
    icon_shape: Literal["round", "square"] | str | None = None
    icon_url: str | None = None  # https only; JPEG, PNG or SVG
    text_color: str | None = None  # hex color of the value
    tooltip: str | None = None
    value: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
