"""What sets the families of items apart, as a table: `handlers/items.py` is for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from attrs import field, frozen

from ..models import enums
from . import looks
from .cards import APP_CARD_FIELD, moment, user_id
from .checks import (
    ListOf,
    ObjectOf,
    Unfit,
    color,
    fields_of,
    flag,
    number,
    one_of,
    text,
    web_address,
    whole_number,
)
from .content import LISTS, RICH, TITLE, cleaned, letters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .answers import JsonObject
    from .checks import Check, Fields, Rule
    from .state import StoredItem

_MOST_LETTERS = 6000

Sizing: TypeAlias = Literal["both", "one_side", "width", "none"]
"""Which sides of an item a request may set: both, one (the ratio is fixed), the width, or none."""


@frozen(kw_only=True)
class Family:
    """The facts of one kind of item. Models are given by name: they are loaded when needed."""

    type: str
    group: str
    collection: str
    data: str
    data_rules: Fields
    data_defaults: Mapping[str, Any] = field(factory=dict[str, Any])
    required_data: tuple[str, ...] = ()
    data_required: bool = False
    read_only: tuple[str, ...] = ()
    style: str | None = None
    style_rules: Fields = field(factory=dict[str, "Rule"])
    style_defaults: Callable[[JsonObject], JsonObject] = lambda _: {}
    geometry: str = "Geometry"
    sizing: Sizing = "one_side"
    size: tuple[float, float] = (0.0, 0.0)
    smallest: float = 1.0
    takes_parent: bool = True
    tags: bool = False
    file: str | None = None
    """The field of the data that has the address of its file."""


def html(tags: frozenset[str] = RICH) -> Check:
    """Accept text with markup, of which the text counts, and keep the tags that Miro knows."""

    def checked(value: Any) -> str:
        written: str = text()(value)
        if letters(written) > _MOST_LETTERS:
            raise Unfit(f"size must be between 0 and {_MOST_LETTERS}")
        return cleaned(written, tags)

    return checked


def complete_embed(data: JsonObject) -> JsonObject:
    """Give an embed's data with what Miro finds out about its address."""
    host = urlsplit(str(data["url"])).hostname or ""
    found = {"contentType": "website", "providerName": host, "providerUrl": f"https://{host}"}
    return {**data, **found, "title": host}


FAMILIES = (
    Family(
        type="sticky_note",
        group="sticky_notes",
        collection="sticky_notes",
        data="StickyNoteData",
        data_rules={"content": html(), "shape": one_of("square", "rectangle")},
        data_defaults={"content": "", "shape": "square"},
        style="StickyNoteStyle",
        style_rules=looks.STICKY_NOTE,
        style_defaults=lambda _: {
            "fillColor": "light_yellow",
            "textAlign": "center",
            "textAlignVertical": "top",
        },
        geometry="SizeGeometry",
        size=(199.0, 228.0),
        tags=True,
    ),
    Family(
        type="shape",
        group="shapes",
        collection="shapes",
        data="ShapeData",
        data_rules={"content": html(), "shape": looks.SHAPES},
        data_defaults={"content": "", "shape": "rectangle"},
        style="ShapeStyle",
        style_rules=looks.SHAPE,
        style_defaults=looks.shape_style,
        sizing="both",
        size=(100.0, 100.0),
        smallest=8.0,
    ),
    Family(
        type="text",
        group="texts",
        collection="texts",
        data="TextData",
        data_rules={"content": html()},
        required_data=("content",),
        data_required=True,
        style="TextStyle",
        style_rules=looks.TEXT,
        style_defaults=looks.text_style,
        geometry="WidthGeometry",
        sizing="width",
    ),
    Family(
        type="frame",
        group="frames",
        collection="frames",
        data="FrameData",
        data_rules={
            "format": one_of("custom"),
            "title": text(),
            "type": one_of("freeform"),
            "showContent": flag,
        },
        data_defaults={
            "format": "custom",
            "title": "Frame",
            "type": "freeform",
            "showContent": True,
        },
        data_required=True,
        style="FrameStyle",
        style_rules={"fillColor": color},
        style_defaults=lambda _: {"fillColor": "#ffffffff"},
        geometry="SizeGeometry",
        sizing="both",
        size=(800.0, 450.0),
        takes_parent=False,
    ),
    Family(
        type="card",
        group="cards",
        collection="cards",
        data="CardData",
        data_rules={
            "title": html(),
            "description": html(),
            "dueDate": moment,
            "assigneeId": user_id,
        },
        data_defaults={"title": ""},
        style="CardStyle",
        style_rules={"cardTheme": color},
        style_defaults=lambda _: {"cardTheme": "#2d9bf0"},
        size=(320.0, 94.0),
        tags=True,
    ),
    Family(
        type="app_card",
        group="app_cards",
        collection="app_cards",
        data="AppCardData",
        data_rules={
            "title": html(TITLE),
            "description": html(LISTS),
            "status": one_of("disconnected", "connected", "disabled"),
        },
        data_defaults={"title": "", "status": "disconnected", "fields": []},
        read_only=("owned",),
        style="AppCardStyle",
        style_rules={"fillColor": color},
        style_defaults=lambda _: {"fillColor": "#2d9bf0"},
        size=(320.0, 94.0),
    ),
    Family(
        type="embed",
        group="embeds",
        collection="embeds",
        data="EmbedSource",
        data_rules={
            "url": web_address,
            "previewUrl": web_address,
            "mode": one_of("inline", "modal"),
        },
        data_defaults={"mode": "inline"},
        required_data=("url",),
        data_required=True,
        geometry="SizeGeometry",
        size=(640.0, 360.0),
    ),
    Family(
        type="image",
        group="images",
        collection="images",
        data="ImageSource",
        data_rules={"url": web_address, "title": text()},
        required_data=("url",),
        data_required=True,
        size=(512.0, 512.0),
        file="imageUrl",
    ),
    Family(
        type="document",
        group="documents",
        collection="documents",
        data="DocumentSource",
        data_rules={"url": web_address, "title": text()},
        required_data=("url",),
        data_required=True,
        size=(512.0, 512.0),
        file="documentUrl",
    ),
    Family(
        type="doc_format",
        group="doc_formats",
        collection="docs",
        data="DocFormatSource",
        data_rules={
            "contentType": one_of("markdown"),
            "content": text(),
            "contentVersion": whole_number,
        },
        required_data=("contentType", "content"),
        data_required=True,
        sizing="none",
    ),
)

MINDMAP_NODE = Family(
    type="mindmap_node",
    group="mindmap_nodes",
    collection="mindmap_nodes",
    data="MindmapNodeDataInput",
    data_rules={
        "nodeView": ObjectOf(
            fields={
                "data": ObjectOf(
                    fields={"type": one_of("text"), "content": html()}, required=("type",)
                )
            }
        )
    },
    required_data=("nodeView",),
    data_required=True,
    geometry="MindmapNodeGeometry",
)
CODE_WIDGET = Family(
    type="code",
    group="code_widgets",
    collection="code_widgets",
    data="CodeWidgetData",
    data_rules={
        "code": text(6000),
        "title": text(100),
        "language": text(),
        "lineNumbersVisible": flag,
    },
    data_defaults={"code": "", "title": "", "language": "plaintext", "lineNumbersVisible": True},
    sizing="both",
    size=(600.0, 400.0),
)

_EXPERIMENTAL = {family.type: family for family in (MINDMAP_NODE, CODE_WIDGET)}
"""What only the experimental routes know."""
FAMILY_OF_TYPE = {family.type: family for family in FAMILIES} | _EXPERIMENTAL
BULK_TYPES: tuple[str, ...] = get_args(enums.BulkItemType)


def is_supported(item: StoredItem) -> bool:
    """Tell whether the routes that are not experimental know what an item is."""
    is_flowchart = item.type == "shape" and item.data["shape"] in looks.FLOWCHART_KINDS
    return item.supported and not is_flowchart and item.type not in _EXPERIMENTAL


def form_of(family: Family, *, new: bool) -> ObjectOf:
    """Give the rule for the body of a request that makes or changes an item."""
    required_data = family.required_data if new else ()
    without = (*family.read_only, "fields")  # which only app cards have: a list, with a rule below
    data = dict(fields_of(family.data, family.data_rules, without=without))
    if family.type == "app_card":
        data["fields"] = ListOf(element=ObjectOf(fields=fields_of("AppCardField", APP_CARD_FIELD)))
    fields: dict[str, Rule] = {
        "data": ObjectOf(fields=data, required=required_data),
        "position": POSITION,
    }
    if family.style:
        fields["style"] = ObjectOf(fields=fields_of(family.style, family.style_rules))
    if family.sizing != "none":
        side = number(family.smallest)
        sides: Fields = {"width": side, "height": side, "rotation": number()}
        fields["geometry"] = ObjectOf(fields=fields_of(family.geometry, sides))
    if family.takes_parent:
        fields["parent"] = PARENT
    required = ("data",) if new and family.data_required else ()
    return ObjectOf(fields=fields, required=required)


_POSITION: Fields = {
    "x": number(),
    "y": number(),
    "origin": one_of("center"),
    "relativeTo": one_of("canvas_center", "parent_top_left"),
}
PARENT = ObjectOf(fields={"id": text()}, required=("id",), nullable=True)
POSITION = ObjectOf(fields=_POSITION)
