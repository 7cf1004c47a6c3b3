"""The content log: which items a call has made, changed or deleted, found by looking at the board.

As Miro's, it tells of what items hold, and not of where they are moved and how large they are.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast
from uuid import NAMESPACE_URL, uuid5

from attrs import frozen

from .state import StoredItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .answers import JsonObject
    from .call import Call
    from .state import State, StoredBoard, StoredConnector, User

    Thing: TypeAlias = StoredItem | StoredConnector

T = TypeVar("T")


@frozen(kw_only=True)
class BoardBefore:
    """What has to be known of a board before a call, to tell afterwards what was done."""

    board: StoredBoard
    last: tuple[str | None, str | None]
    """The newest item and the newest connector."""
    deletable: Mapping[str, Thing]
    named: Mapping[str, JsonObject]
    """What those things hold whose ids are in the path."""


def look_at(call: Call) -> BoardBefore | None:
    """Look at the board of a call before it is carried out; `None`: there is none."""
    board = call.state.boards.get(call.ids.get("board_id", ""))
    if board is None:
        return None
    deletes = call.operation.method == "DELETE"
    ids = [call.ids[name] for name in ("item_id", "connector_id") if name in call.ids]
    found = [board.items.get(id_) or board.connectors.get(id_) for id_ in ids]
    return BoardBefore(
        board=board,
        last=(_last(board.items), _last(board.connectors)),
        deletable={**board.items, **board.connectors} if deletes else {},
        named={thing.id: _state(thing) for thing in found if thing is not None},
    )


def note_content(call: Call, before: BoardBefore) -> None:
    """Note what was done on a board since then."""
    board = before.board
    if call.operation.method == "POST":
        last_item, last_connector = before.last
        for item in _behind(last_item, board.items):
            _add(call, board, "create", item)
        for connector in _behind(last_connector, board.connectors):
            _add(call, board, "create", connector)
    for thing in before.deletable.values():
        if thing.id not in board.items and thing.id not in board.connectors:
            _add(call, board, "delete", thing)
    for id_, was in before.named.items():
        left = board.items.get(id_) or board.connectors.get(id_)
        if left is not None and _state(left) != was:
            _add(call, board, "update", left)


def entry_id(state: State, log: str, number: int) -> str:
    """Give the id of an entry of a log, the same in every run."""
    return str(uuid5(NAMESPACE_URL, f"{state.organization.id} {log} {number}"))


def shown_actor(user: User) -> JsonObject:
    """Give a user as logs show them."""
    return {"id": user.id, "email": user.email, "name": user.name}


def _add(call: Call, board: StoredBoard, action: str, thing: Thing) -> None:
    log = call.state.journal.content
    log.append(
        {
            "id": entry_id(call.state, "content", len(log)),
            "contentId": board.id,
            "actionType": action,
            "actionTime": call.state.clock.stamp(),
            "actor": shown_actor(call.user),
            "itemType": "widget",
            "itemId": thing.id,
            "state": {} if action == "delete" else _state(thing),
            "relationships": list(_relationships(thing)),
        }
    )


def _state(thing: Thing) -> JsonObject:
    if isinstance(thing, StoredItem):
        held: dict[str, Any] = {"type": thing.type, "data": thing.data, "style": thing.style}
        parent = {"parent": {"id": thing.parent_id}} if thing.parent_id else {}
        held |= {"tags": thing.tag_ids, **parent}
    else:
        held = {"type": "connector", "shape": thing.shape, "style": thing.style}
        held |= {"captions": thing.captions, "startItem": thing.start, "endItem": thing.end}
    return {name: _copied(value) for name, value in held.items() if value is not None}


def _copied(value: Any) -> Any:
    """Give JSON that nobody else can change; several times as fast as `deepcopy`."""
    if isinstance(value, dict):
        fields = cast("JsonObject", value)
        return {name: _copied(part) for name, part in fields.items()}
    if isinstance(value, list):
        return [_copied(part) for part in cast("list[object]", value)]
    return value


def _relationships(thing: Thing) -> Iterator[JsonObject]:
    if isinstance(thing, StoredItem):
        related = {"parent": thing.parent_id or thing.node_above}
    else:
        related = {"start": thing.start["id"], "end": thing.end["id"]}
    for kind, id_ in related.items():
        if id_:
            yield {"type": kind, "itemType": "widget", "itemId": id_}


def _last(things: dict[str, T]) -> str | None:
    return next(reversed(things), None)


def _behind(last: str | None, things: dict[str, T]) -> list[T]:
    """Give the things that came after the last one: they stand in the order of time."""
    new = list(takewhile(lambda id_: id_ != last, reversed(things)))
    return [things[id_] for id_ in reversed(new)]
