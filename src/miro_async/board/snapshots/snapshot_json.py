"""Snapshots as JSON files: versioned, with all that Miro said, and read with care."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, cast

from ... import models
from ...errors import SnapshotError
from ...extra import NO_EXTRA, Extra
from ..keeping import codec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .snapshot import Snapshot

T = TypeVar("T")

FORMAT = "miro-async snapshot"
VERSION = 1
_KNOWN = frozenset(
    (
        *("format", "version", "takenAt", "board", "items", "connectors"),
        *("tags", "tagsOf", "groups", "members"),
    )
)


class Read(TypedDict):
    """What a file says: the arguments of a `Snapshot`."""

    info: models.Board
    items: Sequence[models.Item]
    connectors: Sequence[models.Connector]
    tags: Sequence[models.Tag]
    tags_of: Mapping[str, Sequence[models.Tag]]
    groups: Sequence[models.ItemGroup]
    members: Sequence[models.BoardMember] | None
    taken_at: datetime
    extra: Mapping[str, object]


def written(snapshot: Snapshot, *, indent: int | None) -> str:
    """Give a snapshot as the text of its file."""
    dump = codec().dump
    whole: dict[str, object] = {
        **snapshot.extra,
        "format": FORMAT,
        "version": VERSION,
        "takenAt": snapshot.taken_at.isoformat(),
        "board": dump(snapshot.info),
        "items": [dump(item) for item in snapshot.items],
        "connectors": [dump(connector) for connector in snapshot.connectors],
        "tags": [dump(tag) for tag in snapshot.tags],
        "tagsOf": {item: [tag.id for tag in tags] for item, tags in snapshot.tags_of.items()},
        "groups": [dump(group) for group in snapshot.groups],
        "members": None if snapshot.members is None else [dump(one) for one in snapshot.members],
    }
    separators = (",", ":") if indent is None else None
    text = json.dumps(whole, ensure_ascii=False, indent=indent, separators=separators)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which no file can hold as it is
        return json.dumps(whole, indent=indent, separators=separators)
    return text


def read(text: str | bytes) -> Read:
    """Give what a snapshot's file says.

    Raises:
        SnapshotError: It is none, it is damaged, or of a newer version.
    """
    whole = _whole(text)
    tags = _all(whole, "tags", models.Tag)
    by_id = {tag.id: tag for tag in tags}
    return Read(
        info=_thing(whole.get("board"), models.Board, "board"),
        items=_all(whole, "items", cast("type[models.Item]", models.Item)),
        connectors=_all(whole, "connectors", models.Connector),
        tags=tags,
        tags_of={
            item: tuple(_tag(by_id, tag, f"tagsOf.{item}") for tag in _list(ids, f"tagsOf.{item}"))
            for item, ids in _object(whole.get("tagsOf"), "tagsOf").items()
        },
        groups=_all(whole, "groups", models.ItemGroup),
        members=None
        if whole.get("members") is None
        else _all(whole, "members", models.BoardMember),
        taken_at=_instant(whole.get("takenAt")),
        extra=Extra({k: v for k, v in whole.items() if k not in _KNOWN}) or NO_EXTRA,
    )


def _whole(text: str | bytes) -> dict[str, Any]:
    try:
        whole = json.loads(text)
    except RecursionError:
        raise SnapshotError("this is no snapshot: it is nested too deep") from None
    except ValueError as error:  # also bytes that are no text
        raise SnapshotError(f"this is no snapshot, or it is cut short: {error}") from None
    if not isinstance(whole, dict) or cast("dict[str, Any]", whole).get("format") != FORMAT:
        raise SnapshotError(f'this is no snapshot: it does not begin with "format": "{FORMAT}"')
    whole = cast("dict[str, Any]", whole)
    version = whole.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _damaged("version", "it is no version")
    if version > VERSION:
        raise SnapshotError(
            f"this snapshot is of version {version}, and this miro-async reads up to {VERSION}: "
            "update it"
        )
    return whole


def _all(whole: Mapping[str, Any], name: str, kind: type[T]) -> Sequence[T]:
    raw = _list(whole.get(name), name)
    return tuple(_thing(each, kind, f"{name}[{place}]") for place, each in enumerate(raw))


def _thing(raw: object, kind: type[T], path: str) -> T:
    fields = _object(raw, path)
    if not isinstance(fields.get("id"), str) and kind is not models.ItemGroup:
        raise _damaged(path, "it has no id")
    return codec().structure(fields, kind)


def _tag(tags: Mapping[str, models.Tag], tag_id: object, path: str) -> models.Tag:
    tag = tags.get(tag_id) if isinstance(tag_id, str) else None
    if tag is None:
        raise _damaged(path, "it names a tag that is not there")
    return tag


def _instant(raw: object) -> datetime:
    try:
        found = datetime.fromisoformat(cast("str", raw))
    except (TypeError, ValueError):
        raise _damaged("takenAt", "it is no time") from None
    if found.tzinfo is None:
        raise _damaged("takenAt", "it has no time zone")
    return found


def _object(raw: object, path: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise _damaged(path, "it is no object")
    return cast("dict[str, Any]", raw)


def _list(raw: object, path: str) -> Sequence[object]:
    if not isinstance(raw, list):
        raise _damaged(path, "it is no list")
    return cast("list[object]", raw)


def _damaged(path: str, reason: str) -> SnapshotError:
    return SnapshotError(f"this snapshot is damaged at {path}: {reason}")
