"""What the API says about tags.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from ..extra import NO_EXTRA
from .common import Links
from .enums import TagColor


@frozen(kw_only=True)
class Tag:
    """A tag of a board, to be put on sticky notes and cards."""

    id: str
    type: str
    title: str  # unique on its board; case counts
    fill_color: TagColor | str  # a name, not a hex color
    links: Links | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
