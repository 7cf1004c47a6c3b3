"""Up to twenty items in one call: all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..answers import created
from ..checks import ObjectOf, checked_object, one_of
from ..errors import InvalidFields, Refusal, invalid
from ..families import BULK_TYPES, FAMILY_OF_TYPE
from ..shown import shown_item
from ..uploads import data_of, files_of, parts_of
from .files import draft_of_file, put_file
from .items import add, draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import StoredItem

LARGEST_BULK = 20
_FILE_TYPES = ("image", "document")
# Older pages of Miro's call the files `resource`, its document `resources`.
FILE_PARTS = ("resources", "resource")


def _create(call: Call) -> Response:
    entries = _entries(call.json())

    def drafted(_: int, entry: JsonObject) -> StoredItem:
        kind = _type_of(entry, BULK_TYPES)
        return draft(call, FAMILY_OF_TYPE[kind], {k: v for k, v in entry.items() if k != "type"})

    items = _all_or_none(entries, drafted)
    return _bulk_list(call, [add(call, item) for item in items])


def _upload(call: Call) -> Response:
    parts = parts_of(call)
    files = files_of(parts, *FILE_PARTS)
    entries = _entries(data_of(parts))
    if len(files) != len(entries):
        raise invalid("resources", "There must be one file for each element of [data]")

    def drafted(place: int, entry: JsonObject) -> StoredItem:
        family = FAMILY_OF_TYPE[_type_of(entry, _FILE_TYPES)]
        form = {name: value for name, value in entry.items() if name != "type"}
        return draft_of_file(call, family, form, files[place])

    items = _all_or_none(entries, drafted)
    for item, file in zip(items, files, strict=True):
        put_file(call, add(call, item), file)
    return _bulk_list(call, items)


def _entries(body: Any) -> list[JsonObject]:
    if not isinstance(body, list):
        raise invalid("", "Unexpected type of value, expected of type [Array]")
    entries = cast("list[JsonObject]", body)
    if not entries:
        raise invalid("", "At least one item is required")
    if len(entries) > LARGEST_BULK:
        raise invalid("", f"At most {LARGEST_BULK} items could be created with a single request")
    return entries


def _type_of(entry: object, allowed: tuple[str, ...]) -> str:
    kind = ObjectOf(fields={"type": one_of(*allowed)}, required=("type",), lenient=True)
    return str(checked_object(entry, kind)["type"])


def _all_or_none(
    entries: list[JsonObject], drafted: Callable[[int, JsonObject], StoredItem]
) -> list[StoredItem]:
    """Give the drafted items; if one is refused, refuse all, with its index before each field."""
    items: list[StoredItem] = []
    problems: list[tuple[str, str]] = []
    for place, entry in enumerate(entries):
        try:
            items.append(drafted(place, entry))
        except InvalidFields as refusal:
            fields = refusal.fields
            problems += [(f"{place}.{field}".rstrip("."), message) for field, message in fields]
        except Refusal as refusal:
            problems.append((f"{place}.parent.id", refusal.message))
    if problems:
        raise InvalidFields(problems)
    return items


def _bulk_list(call: Call, items: list[StoredItem]) -> Response:
    return created({"data": [shown_item(call, item) for item in items], "type": "bulk-list"})


HANDLERS: Mapping[str, Handler] = {"items.create_bulk": _create, "items.upload_bulk": _upload}
