"""What the API says about code widgets.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from ..extra import NO_EXTRA
from .common import Geometry, Links, ParentRef, Position, UserRef


@frozen(kw_only=True)
class CodeWidgetItem:
    """A block of source code on the board."""

    id: str
    type: str
    data: CodeWidgetData | None = None
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
class CodeWidgetData:
    """Source code of a code widget, and how to show it."""

    title: str | None = None  # at most 100 characters
    code: str | None = None  # at most 6000 characters
    language: str | None = None  # chooses the highlighting
    line_numbers_visible: bool | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
