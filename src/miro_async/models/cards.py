"""What the API says about cards.

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
class CardItem:
    """A card: a task with a title, an assignee and a due date."""

    id: str
    type: str
    data: CardData | None = None
    style: CardStyle | None = None
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
class CardData:
    """Content of a card: title, description, assignee and due date."""

    title: str | None = None
    description: str | None = None
    assignee_id: str | None = None  # id of a user, in digits
    due_date: datetime | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class CardStyle:
    """Look of a card."""

    card_theme: str | None = None  # hex color of the border
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
