"""What the API says about embeds.

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
class EmbedItem:
    """Outside content shown on the board, such as a video."""

    id: str
    type: str
    data: EmbedData | None = None
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
class EmbedData:
    """What an embed shows: its address and what its provider says about it."""

    title: str | None = None
    url: str | None = None
    description: str | None = None
    content_type: str | None = None  # such as video
    html: str | None = None  # markup that shows the content in a web page
    mode: Literal["inline", "modal"] | str | None = None  # inline on the board, or modal above it
    preview_url: str | None = None  # API address of the preview picture; needs the token
    provider_name: str | None = None
    provider_url: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class EmbedSource:
    """Content on the web to embed."""

    url: str  # http or https
    mode: Literal["inline", "modal"] | str | None = None  # inline on the board, or modal above it
    preview_url: str | None = None  # picture to show as its preview
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class EmbedSourceUpdate:
    """A new address, preview or mode for an embed."""

    url: str | None = None  # http or https
    mode: Literal["inline", "modal"] | str | None = None  # inline on the board, or modal above it
    preview_url: str | None = None  # picture to show as its preview
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
