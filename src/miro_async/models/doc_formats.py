"""What the API says about doc formats.

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
class DocFormatItem:
    """A doc: a page of formatted text on the board; it cannot be updated."""

    id: str
    type: str
    data: DocFormatData | None = None
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
class DocFormatData:
    """Text of a doc, as markdown or HTML."""

    content_type: Literal["html", "markdown"] | str
    content: str  # in the format that content_type names
    content_version: int | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class DocFormatSource:
    """Markdown to make a doc of."""

    content_type: Literal["markdown"] | str = "markdown"
    content: str
    content_version: int | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
