"""Whether what goes into a frame of the same batch is inside of it: pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import InvalidArgumentError
from ...geometry import Point
from ..drafts import Draft
from .chunks import frames_first
from .words import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_UNSEEN = 0.001  # board units that come of calculating


def demand_inside(drafts: Iterable[Draft]) -> None:
    """Refuse centers outside of their frame, where its size and its place are known, as Miro does.

    Raises:
        InvalidArgumentError: The message names the draft and the frame.
    """
    corners: dict[Draft, Point | None] = {}  # of frames, on the board
    for draft in frames_first(drafts):
        place, frame = _place(draft, corners), draft.frame
        if draft.at is not None and place is not None and isinstance(frame, Draft):
            _demand_within(draft, place, frame)
        if draft.type == "frame":
            corners[draft] = _corner(draft, corners)


def _place(draft: Draft, corners: Mapping[Draft, Point | None]) -> Point | None:
    """Give the center of a draft from the corner of its frame; `None` if that is not known."""
    place, frame = draft.at or Point(0, 0), draft.frame
    if draft.type == "mindmap_node" or frame is None:
        return None
    if draft.at is None or draft.relative_to == "frame":
        return place
    corner = corners[frame] if isinstance(frame, Draft) else None
    return None if corner is None else Point(place.x - corner.x, place.y - corner.y)


def _corner(frame: Draft, corners: Mapping[Draft, Point | None]) -> Point | None:
    """Give the corner of a frame on the board; `None` if that is not known."""
    left, top = frame.at or Point(0, 0)
    width, height = _size(frame)
    if width is None or height is None:
        return None
    if frame.frame is not None and (frame.at is None or frame.relative_to == "frame"):
        above = corners[frame.frame] if isinstance(frame.frame, Draft) else None
        if above is None:
            return None
        left, top = above.x + left, above.y + top
    return Point(left - width / 2, top - height / 2)


def _demand_within(draft: Draft, place: Point, frame: Draft) -> None:
    for at, size in zip(place, _size(frame), strict=True):
        if at < -_UNSEEN or (size is not None and at > size + _UNSEEN):
            raise InvalidArgumentError(
                f"the center ({place.x:g}, {place.y:g}) is outside of {named(frame)}: "
                f"{named(draft)}"
            )


def _size(frame: Draft) -> tuple[float | None, float | None]:
    width, height = (
        float(size) if isinstance(size, int | float) else None
        for size in (frame.geometry.get("width"), frame.geometry.get("height"))
    )
    return width, height
