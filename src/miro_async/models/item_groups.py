"""What the API says about item groups.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from ..extra import NO_EXTRA
from .common import PageLinks


@frozen(kw_only=True)
class ItemGroup:
    """Items of a board that are selected and moved together."""

    id: str | None = None  # changes whenever the group is updated
    type: str | None = None
    data: ItemGroupData | None = None
    links: PageLinks | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ItemGroupData:
    """Which items a group is made of."""

    items: Sequence[str]  # ids of two items or more, none of them a group
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
