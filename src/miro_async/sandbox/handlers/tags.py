"""Tags: made on a board, attached to sticky notes and cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from ...models import enums
from ..answers import created, no_content, ok
from ..checks import ObjectOf, checked_object, one_of, text
from ..errors import invalid, not_found
from ..families import FAMILY_OF_TYPE
from ..paging import offset_page
from ..shown import shown_item, shown_tag, shown_tag_with_links
from ..state import StoredTag
from .items import item_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..checks import Fields
    from ..state import StoredBoard, StoredItem

MOST_TAGS = 8
_FIELDS: Fields = {"title": text(120), "fillColor": one_of(*get_args(enums.TagColor))}


def _list(call: Call) -> Response:
    tags = list(call.board.tags.values())
    return ok(offset_page(call, f"{call.board_url}/tags", tags, shown_tag))


def _list_for_item(call: Call) -> Response:
    item, board = item_of(call), call.board
    return ok({"tags": [shown_tag(board.tags[tag_id]) for tag_id in item.tag_ids]})


def _list_items(call: Call) -> Response:
    tag = call.board.tag(call.query["tag_id"])
    items = [item for item in call.board.items.values() if tag.id in item.tag_ids]

    def shown(item: StoredItem) -> JsonObject:
        return shown_item(call, item)

    return ok(offset_page(call, f"{call.board_url}/items", items, shown))


def _get(call: Call) -> Response:
    return ok(shown_tag_with_links(call, call.board.tag(call.ids["tag_id"])))


def _create(call: Call) -> Response:
    # The live service insists on `fillColor`, though its document has a default for it.
    required = ("title", "fillColor")
    given = checked_object(call.json_object(), ObjectOf(fields=_FIELDS, required=required))
    _check_unique(call.board, given["title"])
    tag = StoredTag(
        id=call.state.ids.next_item(), title=given["title"], fill_color=given["fillColor"]
    )
    call.board.tags[tag.id] = tag
    return created(shown_tag_with_links(call, tag))


def _update(call: Call) -> Response:
    tag = call.board.tag(call.ids["tag_id"])
    given = checked_object(call.json_object(), ObjectOf(fields=_FIELDS))
    _check_unique(call.board, given.get("title"), tag)
    tag.title = given.get("title", tag.title)
    tag.fill_color = given.get("fillColor", tag.fill_color)
    return ok(shown_tag_with_links(call, tag))


def _delete(call: Call) -> Response:
    tag = call.board.tag(call.ids["tag_id"])
    del call.board.tags[tag.id]
    for item in call.board.items.values():
        if tag.id in item.tag_ids:
            _detach_from(call, item, tag)
    return no_content()


def _attach(call: Call) -> Response:
    item, tag = item_of(call), _tag_in_query(call)
    if not FAMILY_OF_TYPE[item.type].tags:
        raise invalid("tag_id", f"Tags cannot be attached to an item of type [{item.type}]")
    if tag.id not in item.tag_ids:
        if len(item.tag_ids) == MOST_TAGS:
            raise invalid("tag_id", f"At most {MOST_TAGS} tags could be attached to an item")
        item.tag_ids.append(tag.id)
        call.state.touch(call.user, item.trace)
    return no_content()


def _detach(call: Call) -> Response:
    item, tag = item_of(call), _tag_in_query(call)
    if tag.id not in item.tag_ids:
        raise not_found("Tag", call.board.id)
    _detach_from(call, item, tag)
    return no_content()


def _detach_from(call: Call, item: StoredItem, tag: StoredTag) -> None:
    item.tag_ids.remove(tag.id)
    call.state.touch(call.user, item.trace)


def _tag_in_query(call: Call) -> StoredTag:
    tag_id = call.query.get("tag_id")
    if not tag_id:
        raise invalid("tag_id", "Field [tag_id] of type [String] is required")
    return call.board.tag(tag_id)


def _check_unique(board: StoredBoard, title: str | None, changed: StoredTag | None = None) -> None:
    if title in [tag.title for tag in board.tags.values() if tag is not changed]:
        raise invalid("title", "Tag title should be unique on a board")


HANDLERS: Mapping[str, Handler] = {
    "tags.list": _list,
    "tags.list_for_item": _list_for_item,
    "tags.list_items": _list_items,
    "tags.get": _get,
    "tags.create": _create,
    "tags.update": _update,
    "tags.delete": _delete,
    "tags.attach": _attach,
    "tags.detach": _detach,
}
