"""What an export of a board leads to: a ZIP archive with the board drawn, and what is on it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from .pdf import text_pdf
from .shown import shown_connector, shown_group, shown_tag, whole_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answers import JsonObject
    from .call import Call
    from .state import StoredBoard

_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)  # that a ZIP archive can tell


def board_archive(call: Call, board: StoredBoard, board_format: str) -> bytes:
    """Give the archive of a board as it is now, drawn in the format that an export asks for."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    content = _content(call, board)
    files = {
        f"board.{board_format.lower()}": _picture(board, content, board_format),
        "board.json": json.dumps(content, indent=1, ensure_ascii=False).encode(errors="replace"),
    }
    now = datetime.fromtimestamp(call.state.clock.now(), tz=UTC).timetuple()[:6]
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, body in files.items():
            info = ZipInfo(name, min(max(now, _FIRST), _LAST))
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, body)
    return packed.getvalue()


def _content(call: Call, board: StoredBoard) -> JsonObject:
    boards = {board.id: board}  # which may have been deleted, and be kept for a legal hold only
    inside = evolve(call, ids={"board_id": board.id}, state=evolve(call.state, boards=boards))
    return {
        "id": board.id,
        "name": board.name,
        "description": board.description,
        "items": [whole_item(inside, item) for item in board.items.values()],
        "connectors": [shown_connector(inside, each) for each in board.connectors.values()],
        "groups": [shown_group(inside, group_id) for group_id in board.groups],
        "tags": [shown_tag(tag) for tag in board.tags.values()],
    }


def _picture(board: StoredBoard, content: JsonObject, board_format: str) -> bytes:
    from ..codec import Codec
    from ..drawing import board_svg
    from ..drawing.text import text_of
    from ..models import Connector, ItemGroup, Tag
    from ..models.items import Item

    codec = Codec()
    read: Callable[[object], Item] = codec.structurer(cast("Any", Item))
    items = [read(item) for item in content["items"]]
    if board_format == "PDF":
        return text_pdf(board.name, [text for item in items if (text := text_of(item))])
    all_tags = {tag["id"]: codec.structure(tag, Tag) for tag in content["tags"]}
    svg = board_svg(
        items,
        [codec.structure(connector, Connector) for connector in content["connectors"]],
        {item.id: [all_tags[id_] for id_ in item.tag_ids] for item in board.items.values()},
        groups=[codec.structure(group, ItemGroup) for group in content["groups"]],
        pictures=_files(board),
        title=board.name,
    )
    if board_format == "HTML":
        head = f'<meta charset="utf-8"><title>{escape(board.name)}</title>'
        svg = f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n{svg}</body></html>\n'
    return svg.encode(errors="replace")


def _files(board: StoredBoard) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for item in board.items.values():
        resource = board.resources.get(item.resource_id or "")
        if item.type == "image" and resource and resource.body:
            files[item.id] = resource.body
    return files
