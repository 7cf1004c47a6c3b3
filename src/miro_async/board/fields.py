"""What is to be seen of a thing on a board, field by field, in Miro's words: to tell what differs.

`data.content`, `style.fillColor`, `geometry.width`, `position` (a place: x and y) and `parent` (an
id) are the fields of an item. Miro answers some things in another way than they were sent (`2` as
`"2.0"`, a text within `<p>`), so values are compared in a form that has no such differences.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from html import unescape
from typing import TYPE_CHECKING, TypeAlias, cast

from ..codec import wire_names
from ..codec.registry import is_model

if TYPE_CHECKING:
    from ..models import Connector, Item, Tag

Fields: TypeAlias = Mapping[str, object]
"""Values by the names of their fields: `data.content`, `position`."""

PARTS = ("data", "style", "geometry")
_DIGITS = 3  # of a place or a size: a thousandth of a board unit is nothing that anybody sees
# Not as long as ids: as floats, those of neighbors would be the same.
_NUMBER = re.compile(r"(-?\d{1,12}(?:\.\d+)?)(%?)", re.ASCII)
_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}")
_MARKUP = re.compile(r"<[^>]*>")
_TEXTS = frozenset(("title", "captions.content"))  # and all of "data."


def item_fields(item: Item) -> dict[str, object]:
    """Give all fields of an item that a person sees; neither ids nor times."""
    fields: dict[str, object] = {}
    for part in PARTS:
        for name, value in _members(getattr(item, part, None)):
            fields[f"{part}.{name}"] = value
    position = item.position
    if position is not None:
        fields["position"] = (position.x, position.y)
    fields["parent"] = parent_of(item)
    return fields


def connector_fields(connector: Connector) -> dict[str, object]:
    """Give all fields of a connector that a person sees."""
    fields: dict[str, object] = {"shape": connector.shape, "captions": wired(connector.captions)}
    for name, value in _members(connector.style):
        fields[f"style.{name}"] = value
    for name, end in (("startItem", connector.start_item), ("endItem", connector.end_item)):
        fields[name] = None if end is None else end.id
        fields[f"{name}.position"] = None if end is None else wired(end.position)
    return fields


def tag_fields(tag: Tag) -> dict[str, object]:
    """Give the fields of a tag."""
    return {"title": tag.title, "fillColor": tag.fill_color}


def parent_of(item: Item) -> str | None:
    """Give the id of the frame that an item is in, or of the node above a mind map node."""
    return item.parent.id if item.parent is not None else None


def wired(value: object) -> object:
    """Give what a model, or a list of them, is in JSON."""
    if is_model(type(value)):
        return dict(_members(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, object]", value)
        return {name: wired(each) for name, each in mapping.items()}
    if isinstance(value, (list, tuple)):
        return [wired(each) for each in cast("list[object]", value)]
    return value


def _members(part: object) -> list[tuple[str, object]]:
    if part is None:
        return []
    if isinstance(part, Mapping):
        items = cast("Mapping[str, object]", part).items()
        return [(name, wired(value)) for name, value in items if value is not None]
    if not is_model(type(part)):
        return []  # something that Miro should not have sent; kept as it came, and not compared
    values = ((wire, getattr(part, name)) for wire, name in wire_names(type(part)).items())
    known = [(wire, wired(value)) for wire, value in values if value is not None]
    extra = cast("Mapping[str, object]", getattr(part, "extra"))  # noqa: B009 - all models have it
    return [*known, *extra.items()]


def common_form(name: str, value: object) -> object:
    """Give a value in the form that all its spellings share; `name` is its field."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return round(float(value), _DIGITS) + 0.0  # + 0.0: there is no -0.0
    if isinstance(value, str):
        return value if name.startswith("data.") or name in _TEXTS else _spelled(value)
    return _composed(name, wired(value))


def _composed(name: str, value: object) -> object:
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, object]", value)
        pairs = [(key, each) for key, each in mapping.items() if each is not None]
        return {key: common_form(f"{name}.{key}", each) for key, each in pairs}
    if isinstance(value, list):
        return [common_form(name, each) for each in cast("list[object]", value)]
    return str(value)


def _spelled(text: str) -> object:
    if number := _NUMBER.fullmatch(text):
        figure = round(float(number[1]), _DIGITS)
        return f"{figure}%" if number[2] else figure
    return text.lower() if _COLOR.fullmatch(text) else text


def same(name: str, wanted: object, there: object) -> bool:
    """Tell whether a field is as wanted, but for how it is written."""
    return _covered(name, common_form(name, wanted), common_form(name, there))


def _covered(name: str, one: object, other: object) -> bool:
    """Tell whether a value is the other one, but for what only the other one names."""
    if isinstance(one, dict) and isinstance(other, dict):
        wanted, there = cast("Fields", one), cast("Fields", other)
        return all(_covered(name, each, there.get(key)) for key, each in wanted.items())
    if isinstance(one, list) and isinstance(other, list):
        several, others = cast("list[object]", one), cast("list[object]", other)
        pairs = zip(several, others, strict=False)
        return len(several) == len(others) and all(_covered(name, *pair) for pair in pairs)
    if one == other:
        return True
    both_texts = isinstance(one, str) and isinstance(other, str)
    return both_texts and name.startswith("data.") and f"<p>{one}</p>" == other


def said(text: object) -> str:
    """Give the words of a text, without its markup."""
    marked, end, rest = (text if isinstance(text, str) else "").rpartition(">")
    # Of what has no end, each `<` would be looked at to the end of the text.
    words = unescape(f"{_MARKUP.sub(' ', marked + end)}{rest}")
    return " ".join(words.split())


def digest(name: str, value: object, *, size: int = 6) -> str:
    """Give a short text that differs when the value does; two hexadecimal digits for each byte."""
    form = common_form(name, value)
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
