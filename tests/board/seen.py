"""Snapshots made by hand, of what Miro would say."""

from __future__ import annotations

from datetime import UTC, datetime

from miro_async import models
from miro_async.board import Snapshot
from miro_async.codec import Codec

TAKEN = datetime(2026, 1, 5, 10, 30, tzinfo=UTC)
BOARD = {
    "id": "uXjV1=",
    "type": "board",
    "name": "Retro",
    "viewLink": "https://miro.com/app/board/uXjV1=",
}


def read(raw, kind):
    """Give a model of what Miro says."""
    return Codec().structure(raw, kind)


def item(item_id, kind="sticky_note", content=None, *, at=(0, 0), frame=None, size=None, **more):  # noqa: PLR0913 - what items are
    """Give an item, as Miro says it; `content` is what it says, by the name of its kind."""
    named = {"frame": "title", "card": "title", "image": "title", "document": "title"}
    data = {} if content is None else {named.get(kind, "content"): content}
    raw = {"id": item_id, "type": kind, "data": {**data, **more.pop("data", {})}, **more}
    if at is not None:
        raw["position"] = {"x": at[0], "y": at[1], "origin": "center"}
    if size is not None:
        raw["geometry"] = {"width": size[0], "height": size[1]}
    if frame is not None:
        raw["parent"] = {"id": frame}
    return raw


def connector(connector_id, start, end, *captions, **more):
    """Give a connector, as Miro says it."""
    raw = {"id": connector_id, "type": "connector", **more}
    for name, end_id in (("startItem", start), ("endItem", end)):
        if end_id is not None:
            raw[name] = {"id": end_id}
    return {**raw, "captions": [{"content": each} for each in captions]}


def tag(tag_id, title, color="red"):
    """Give a tag, as Miro says it."""
    return {"id": tag_id, "type": "tag", "title": title, "fillColor": color}


def group(group_id, *items):
    """Give a group, as Miro says it."""
    return {"id": group_id, "type": "group", "data": {"items": [*items]}}


def snapshot(*items, connectors=(), tags=(), tags_of=None, groups=(), members=None, **board):
    """Give a snapshot of what Miro would say; `tags_of` has the ids of tags by those of items."""
    read_tags = {raw["id"]: read(raw, models.Tag) for raw in tags}
    return Snapshot(
        info=read({**BOARD, **board}, models.Board),
        items=[read(raw, models.Item) for raw in items],
        connectors=[read(raw, models.Connector) for raw in connectors],
        tags=[*read_tags.values()],
        tags_of={
            item_id: tuple(read_tags[tag_id] for tag_id in tag_ids)
            for item_id, tag_ids in (tags_of or {}).items()
        },
        groups=[read(raw, models.ItemGroup) for raw in groups],
        members=None if members is None else [read(raw, models.BoardMember) for raw in members],
        taken_at=TAKEN,
    )
