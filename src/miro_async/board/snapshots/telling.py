"""Differences between snapshots, as lines for people and as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...drawing.text import plain, text_of
from ...drawing.values import part, parts, word
from ..keeping import codec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...models import Connector, Item
    from .differences import Both, Changed, Differences, FieldChange, Moved, ThingDifferences

_LONGEST = 60


def told(differences: Differences) -> str:
    """Give a line on the whole, and one for each difference."""
    lines = list(_lines(differences))
    if not lines:
        return "no differences"
    return "\n".join([_summary(differences), *(f"  {line}" for line in lines)])


def as_json(differences: Differences) -> Mapping[str, object]:
    """Give differences as JSON values."""
    dump = codec().dump
    return {
        "board": _fields(differences.board),
        "created": [dump(item) for item in differences.created],
        "deleted": [dump(item) for item in differences.deleted],
        "changed": [_changed(one) for one in differences.changed],
        "moved": [_moved(one) for one in differences.moved],
        "tagged": [{"item": one.item_id, "tag": one.tag.id} for one in differences.tagged],
        "untagged": [{"item": one.item_id, "tag": one.tag.id} for one in differences.untagged],
        "connectors": _things(differences.connectors),
        "tags": _things(differences.tags),
        "groups": _things(differences.groups),
    }


def _things(things: ThingDifferences[Any]) -> Mapping[str, object]:
    dump = codec().dump
    return {
        "created": [dump(one) for one in things.created],
        "deleted": [dump(one) for one in things.deleted],
        "changed": [_changed(one) for one in things.changed],
    }


def _changed(one: Changed) -> Mapping[str, object]:
    return {"id": one.id, "type": one.type, "fields": _fields(one.fields)}


def _fields(fields: Sequence[FieldChange]) -> list[Mapping[str, object]]:
    return [{"path": each.path, "old": each.old, "new": each.new} for each in fields]


def _moved(one: Moved) -> Mapping[str, object]:
    parts: dict[str, Both[Any] | None] = {
        "position": one.position,
        "frame": one.frame,
        "size": one.size,
        "rotation": one.rotation,
    }
    both = {name: {"old": p.old, "new": p.new} for name, p in parts.items() if p is not None}
    return {"id": one.id, "type": one.type, **both}


def _summary(differences: Differences) -> str:
    connectors, tags, groups = differences.connectors, differences.tags, differences.groups
    counts = {
        "created": sum(
            len(each)
            for each in (differences.created, connectors.created, tags.created, groups.created)
        ),
        "deleted": sum(
            len(each)
            for each in (differences.deleted, connectors.deleted, tags.deleted, groups.deleted)
        ),
        "changed": sum(
            len(each)
            for each in (differences.changed, connectors.changed, tags.changed, groups.changed)
        ),
        "moved": len(differences.moved),
        "tagged": len(differences.tagged),
        "untagged": len(differences.untagged),
        "of the board": len(differences.board),
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _lines(differences: Differences) -> Iterator[str]:
    for each in differences.board:
        yield f"~ board: {_field(each)}"
    yield from (f"+ {_item(item)}" for item in differences.created)
    yield from (f"- {_item(item)}" for item in differences.deleted)
    yield from (f"~ {_known(one)}: {_each(one.fields)}" for one in differences.changed)
    yield from (f"> {_known(one)}: {_way(one)}" for one in differences.moved)
    for one in differences.tagged:
        yield f"+ tag {_quoted(one.tag.title)} on {one.item_id}"
    for one in differences.untagged:
        yield f"- tag {_quoted(one.tag.title)} on {one.item_id}"
    yield from (f"+ {_connector(one)}" for one in differences.connectors.created)
    yield from (f"- {_connector(one)}" for one in differences.connectors.deleted)
    yield from (f"+ tag {_quoted(one.title)}" for one in differences.tags.created)
    yield from (f"- tag {_quoted(one.title)}" for one in differences.tags.deleted)
    yield from (f"+ group {one.id}" for one in differences.groups.created)
    yield from (f"- group {one.id}" for one in differences.groups.deleted)
    for things in (differences.connectors, differences.tags, differences.groups):
        yield from (f"~ {_known(one)}: {_each(one.fields)}" for one in things.changed)


def _item(item: Item) -> str:
    return _named(str(item.type), item.id, text_of(item))


def _known(one: Changed | Moved) -> str:
    return _named(one.type, one.id, one.text)


def _named(kind: str, id_: str, text: str) -> str:
    return f"{kind} {id_}{f' {_quoted(text)}' if text else ''}"


def _connector(connector: Connector) -> str:
    start, end = (word(one, "id", "nothing") for one in (connector.start_item, connector.end_item))
    captions = " ".join(plain(part(each, "content")) for each in parts(connector, "captions"))
    return f"{_named('connector', connector.id, captions)} from {start} to {end}"


def _each(fields: Sequence[FieldChange]) -> str:
    return ", ".join(map(_field, fields))


def _field(one: FieldChange) -> str:
    return f"{one.path} {_value(one.old)} -> {_value(one.new)}"


def _way(one: Moved) -> str:
    steps: list[str] = []
    if one.frame:
        steps.append(f"frame {one.frame.old or 'none'} -> {one.frame.new or 'none'}")
    if one.position:
        steps.append(f"at {_numbers(one.position.old)} -> {_numbers(one.position.new)}")
    if one.size:
        steps.append(f"size {_numbers(one.size.old)} -> {_numbers(one.size.new)}")
    if one.rotation:
        steps.append(f"rotation {one.rotation.old:g} -> {one.rotation.new:g}")
    return ", ".join(steps)


def _numbers(values: Sequence[float | None] | None) -> str:
    if values is None:
        return "nowhere"
    return f"({', '.join('?' if value is None else f'{value:g}' for value in values)})"


def _value(value: object) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return "nothing" if value is None else _short(repr(value))


def _quoted(text: str) -> str:
    return f'"{_short(text)}"'


def _short(text: str) -> str:
    """Give a text in one line that is not too long, and without what a terminal would obey."""
    line = "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
