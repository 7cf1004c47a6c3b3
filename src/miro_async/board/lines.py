"""What connectors can be told: one set of flat arguments for all that make or change one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from ..errors import InvalidArgumentError
from .flat import digits, place, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..models import ConnectorCaption
    from ..models.enums import ConnectorCap

Side: TypeAlias = Literal["auto", "top", "right", "bottom", "left"]
"""Where a line is fastened to an item: in the middle of a side; `"auto"` lets Miro choose."""


class Line(TypedDict, total=False):
    """The flat arguments of a connector.

    Attributes:
        caption: A text along the line, plain; an empty one takes the captions away.
        captions: Several, or with their places, in Miro's words.
        shape: The path of the line.
        color: Its color, in hex.
        width: Its width.
        style: How it is drawn.
        start_cap: The tip at the item where it starts.
        end_cap: The tip at the item where it ends.
        text_color: The color of the captions, in hex.
        font_size: The size of the captions.
        text_orientation: Captions level, or along the line.
        from_side: The side of the item where it starts.
        to_side: The side of the item where it ends.
        from_point: Instead of a side, how far across and down that item, from 0 to 1.
        to_point: The same for the item where it ends.
    """

    caption: str
    captions: Sequence[ConnectorCaption | Mapping[str, object]]
    shape: Literal["straight", "elbowed", "curved"]
    color: str
    width: float
    style: Literal["normal", "dotted", "dashed"]
    start_cap: ConnectorCap
    end_cap: ConnectorCap
    text_color: str
    font_size: float
    text_orientation: Literal["horizontal", "aligned"]
    from_side: Side
    to_side: Side
    from_point: tuple[float, float]
    to_point: tuple[float, float]


class LineFields(TypedDict, total=False):
    """How a connector looks, as the body of a call has it."""

    style: Mapping[str, object]
    shape: Literal["straight", "elbowed", "curved"]
    captions: Sequence[ConnectorCaption | Mapping[str, object]]


_STYLE = {
    "color": "strokeColor",
    "width": "strokeWidth",
    "style": "strokeStyle",
    "start_cap": "startStrokeCap",
    "end_cap": "endStrokeCap",
    "text_color": "color",
    "font_size": "fontSize",
    "text_orientation": "textOrientation",
}


def fields_of(line: Line) -> LineFields:
    """Give style, shape and captions as the body of a call has them.

    Raises:
        InvalidArgumentError: An argument that there is not, or both `caption` and `captions`.
    """
    unknown = sorted(set(line) - Line.__annotations__.keys())
    if unknown:
        raise InvalidArgumentError(f"a connector has no {', '.join(unknown)}")
    given: Mapping[str, object] = {name: value for name, value in line.items() if value is not None}
    style = {wire: _wire(given[name]) for name, wire in _STYLE.items() if name in given}
    fields: LineFields = {"style": style} if style else {}
    if "shape" in line:
        fields["shape"] = line["shape"]
    captions = _captions(line)
    if captions is not None:
        fields["captions"] = captions
    return fields


def start_place(line: Line) -> dict[str, object]:
    """Give where a line is fastened to the item at which it starts, in Miro's words."""
    return _place("from", line.get("from_side"), line.get("from_point"))


def end_place(line: Line) -> dict[str, object]:
    """Give where a line is fastened to the item at which it ends, in Miro's words."""
    return _place("to", line.get("to_side"), line.get("to_point"))


def _captions(line: Line) -> Sequence[ConnectorCaption | Mapping[str, object]] | None:
    caption, captions = line.get("caption"), line.get("captions")
    if caption is None:
        return captions
    if captions is not None:
        raise InvalidArgumentError("give a caption or captions, not both")
    return [{"content": written(caption, None, name="caption")}] if caption else []


def _place(which: str, side: Side | None, point: tuple[float, float] | None) -> dict[str, object]:
    if point is None:
        return {} if side is None else {"snapTo": side}
    if side is not None:
        raise InvalidArgumentError(f"give {which}_side or {which}_point, not both")
    across, down = place(point, f"{which}_point")
    if not (0 <= across <= 1 and 0 <= down <= 1):
        raise InvalidArgumentError(f"{which}_point goes from (0, 0) to (1, 1), not to {point}")
    return {"position": {"x": f"{across * 100:g}%", "y": f"{down * 100:g}%"}}


def _wire(value: object) -> object:
    """Give a value of a style: numbers are strings there."""
    return digits(value) if isinstance(value, int | float) else value
