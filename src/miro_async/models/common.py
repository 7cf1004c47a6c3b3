"""What many kinds of things have in common.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA


@frozen(kw_only=True)
class UserRef:
    """Reference to the user who did something: an id without a name."""

    id: str | None = None
    type: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class Links:
    """API addresses of a thing and of what belongs to it."""

    related: str | None = None  # a board's members, a frame's children
    self_: str | None = None  # full API address, not a page for a browser
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class PageLinks:
    """API addresses of a page of a list and of the pages around it."""

    first: str | None = None
    last: str | None = None
    next: str | None = None
    prev: str | None = None
    self_: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class Position:
    """Where an item is: its center, on the canvas or inside of its parent frame."""

    x: float | None = None  # board units, of the center; grows to the right
    y: float | None = None  # board units, of the center; grows downwards
    origin: Literal["center"] | str | None = None  # only in answers
    # parent_top_left when inside of a frame; only in answers
    relative_to: Literal["canvas_center", "parent_top_left"] | str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class Geometry:
    """Size and rotation of an item; where the ratio is fixed, give one side only."""

    width: float | None = None  # board units
    height: float | None = None  # board units; with a fixed ratio, width or height
    rotation: float | None = None  # degrees clockwise
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class SizeGeometry:
    """Size of an item that cannot be rotated: a frame, a sticky note or an embed."""

    width: float | None = None  # board units
    height: float | None = None  # board units; frames take both sides, others just one
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class WidthGeometry:
    """Width and rotation of a text, whose height follows from what it says."""

    width: float | None = None  # board units; at least 1.7 times the font size
    rotation: float | None = None  # degrees clockwise
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ParentRef:
    """What an item belongs to: a frame, or for a mind map node the node above it."""

    id: str | None = None
    links: Links | None = None  # only in answers
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class ErrorBody:
    """What the service says about a failure."""

    type: str | None = None
    status: int | None = None  # HTTP status
    code: str | None = None  # a word, or digits in a string such as "2.0703"
    message: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class Team:
    """A team of an organization."""

    id: str
    type: str | None = None
    name: str
    picture: Picture | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class Picture:
    """The picture of a team or a board, by its addresses."""

    id: str | None = None
    type: str | None = None
    image_url: str | None = None
    original_url: str | None = None  # in the size it was uploaded
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
