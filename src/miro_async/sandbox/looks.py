"""How items look: the values that styles accept, and those that they have from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from ..models import enums
from .checks import color, decimal, one_of

if TYPE_CHECKING:
    from .answers import JsonObject
    from .checks import Fields

_KINDS: tuple[str, ...] = get_args(enums.ShapeKind)
# Of the flowchart shapes, only this one is among those that are not experimental.
_BASIC_FLOWCHART = "flow_chart_predefined_process"
FLOWCHART_KINDS = frozenset(
    kind for kind in _KINDS if kind.startswith("flow_chart_") and kind != _BASIC_FLOWCHART
)
ALL_SHAPES = one_of(*_KINDS)
SHAPES = one_of(*(kind for kind in _KINDS if kind not in FLOWCHART_KINDS))
_FONTS = one_of(*get_args(enums.FontFamily))
_STICKY_COLORS = one_of(*get_args(enums.StickyNoteColor))
_ALIGN = one_of("left", "right", "center")
_ALIGN_VERTICAL = one_of("top", "middle", "bottom")
_LETTERS: Fields = {
    "color": color,
    "fillColor": color,
    "fillOpacity": decimal(0, 1),
    "fontFamily": _FONTS,
    "textAlign": _ALIGN,
}

STICKY_NOTE: Fields = {
    "fillColor": _STICKY_COLORS,
    "textAlign": _ALIGN,
    "textAlignVertical": _ALIGN_VERTICAL,
}
SHAPE: Fields = {
    **_LETTERS,
    "borderColor": color,
    "borderOpacity": decimal(0, 1),
    "borderStyle": one_of("normal", "dotted", "dashed"),
    "borderWidth": decimal(1, 24),
    "fontSize": decimal(10, 288, whole=True),
    "textAlignVertical": _ALIGN_VERTICAL,
}
TEXT: Fields = {**_LETTERS, "fontSize": decimal(1, 288, whole=True)}


def shape_style(given: JsonObject) -> JsonObject:
    """Give the style of a new shape, but for what is given."""
    # The live service leaves a shape without fill and border invisible, whatever its document says.
    bordered = any(name.startswith("border") for name in given)
    return {
        "fillColor": "#ffffff",
        "fillOpacity": "1.0" if "fillColor" in given else "0.0",
        "fontFamily": "open_sans",
        "fontSize": "14",
        "borderColor": "#1a1a1a",
        "borderWidth": "2.0",
        "borderOpacity": "1.0" if bordered else "0.0",
        "borderStyle": "normal",
        "textAlign": "left",
        "textAlignVertical": "top",
        "color": "#1a1a1a",
    }


def flowchart_style(given: JsonObject) -> JsonObject:
    """Give the style of a new flowchart shape, but for what is given: unlike others, it is seen."""
    seen = {"fillOpacity": "1.0", "borderOpacity": "1.0"}
    return {**shape_style(given), **seen, "textAlign": "center", "textAlignVertical": "middle"}


def text_style(given: JsonObject) -> JsonObject:
    """Give the style of a new text, but for what is given."""
    return {
        "color": "#1a1a1a",
        "fillColor": "#ffffff",
        "fillOpacity": "1.0" if "fillColor" in given else "0.0",
        "fontFamily": "arial",
        "fontSize": "14",
        "textAlign": "left",
    }
