"""How items look: the values that styles accept, and those that they have from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from ..models import enums
from .checks import color, decimal, one_of

if TYPE_CHECKING:
    from .answers import JsonObject
    from .checks import Fields

# Of the flowchart shapes, only this one is among those that are not experimental.
_FLOWCHART = "flow_chart_predefined_process"
SHAPES = one_of(
    *(
        kind
        for kind in get_args(enums.ShapeKind)
        if kind == _FLOWCHART or not kind.startswith("flow_chart_")
    )
)
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
