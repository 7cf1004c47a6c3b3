"""What is needed to make items anew that a snapshot has: drafts without what only Miro writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, cast

from attrs import define, field, frozen

from ...codec.standard import jsonable
from ...codec.values import plain
from ...drawing.values import parts, word
from ...models import (
    DocFormatItem,
    DocumentItem,
    EmbedItem,
    FrameItem,
    ImageItem,
    MindmapNode,
    UnknownItem,
)
from ..drafts import ConnectorDraft, Draft, Drafts, GroupDraft, TagDraft
from ..keeping import codec
from .snapshot import members_of, number, parent_id

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ...models import Connector, ConnectorEnd, Item
    from ...uploads import FileSource, Upload
    from ..drafts import RelativeTo, WireFields
    from .snapshot import Snapshot

# Of these kinds one side follows from the other: Miro refuses to be told both.
_FIXED_RATIO = frozenset(
    ("sticky_note", "card", "app_card", "embed", "image", "document", "mindmap_node", "text")
)
_NOT_TURNED = frozenset(("sticky_note", "frame", "embed", "mindmap_node"))
_TAGGED = frozenset(("sticky_note", "card"))
_FREEFORM = {"format": "custom", "type": "freeform"}
# Kinds whose data is told in other words than it is given in.
_TOLD = {
    "image": ("title",),
    "document": ("title",),
    "embed": ("url", "mode"),
    "doc_format": ("contentType", "content"),
}


@frozen(kw_only=True)
class LeftOut:
    """Something of a snapshot that cannot be made by REST, and why."""

    id: str
    type: str
    reason: str


@define
class SnapshotDrafts(Drafts):
    """The drafts of a snapshot, and what of it cannot be drafted."""

    left_out: list[LeftOut] = field(factory=list[LeftOut])
    snapshot: Snapshot | None = field(default=None, repr=False, eq=False)
    """What they were made of."""


def redraft(
    snapshot: Snapshot,
    item_ids: Collection[str] | None,
    *,
    files: Mapping[str, FileSource | Upload],
    missing_files: Literal["leave_out", "draft"],
) -> SnapshotDrafts:
    """Give the drafts of these items, or of all: see `Snapshot.drafts`."""
    wanted = frozenset(item.id for item in snapshot.items) if item_ids is None else item_ids
    drafts = SnapshotDrafts(snapshot=snapshot)
    made: dict[str, Draft] = {}
    for item in _parents_first(snapshot, frozenset(wanted)):
        reason = _hindrance(item, files, missing_files)
        if reason is None:
            made[item.id] = drafts.add(_draft(snapshot, item, made, files.get(item.id)))
        else:
            drafts.left_out.append(LeftOut(id=item.id, type=str(item.type), reason=reason))
    used = {title for draft in drafts.items for title in draft.tags}
    for tag in snapshot.tags:
        title = word(tag, "title")
        if title and (item_ids is None or title in used):
            drafts.tags[title] = TagDraft(title=title, color=tag.fill_color)
    for connector in snapshot.connectors:
        _add_connector(drafts, connector, made, frozenset(wanted))
    _add_groups(drafts, snapshot, made)
    return drafts


def _parents_first(snapshot: Snapshot, wanted: frozenset[str]) -> Sequence[Item]:
    """Give items in the order in which they were made, but none before what it is in."""
    ordered: dict[str, Item] = {}
    for item in snapshot.items:
        way: dict[str, Item] = {}
        found: Item | None = item
        while found is not None and found.id not in ordered and found.id not in way:
            way[found.id] = found
            found = snapshot.item(parent_id(found) or "")
        ordered.update(reversed(way.items()))
    return [item for item in ordered.values() if item.id in wanted]


def _hindrance(
    item: Item,
    files: Mapping[str, FileSource | Upload],
    missing_files: Literal["leave_out", "draft"],
) -> str | None:
    """Give why an item cannot be made by REST; `None` if it can."""
    if isinstance(item, UnknownItem):
        return f"items of the type {item.type!r} cannot be made"
    if item.data is None:
        return "Miro does not tell what is in it, as it does not support it"
    if isinstance(item, ImageItem | DocumentItem):
        if item.id not in files and missing_files == "leave_out":
            return "its file is needed: download it, and give it in `files`"
    elif isinstance(item, DocFormatItem) and word(item.data, "content_type") != "markdown":
        return "docs are made of Markdown, and this one was read as HTML"
    elif isinstance(item, EmbedItem) and not word(item.data, "url"):
        return "it has no address"
    return None


def _draft(
    snapshot: Snapshot, item: Item, made: Mapping[str, Draft], file: FileSource | Upload | None
) -> Draft:
    above = made.get(parent_id(item) or "")
    at, relative_to = _place(snapshot, item, inside=above is not None)
    tags = snapshot.tags_of.get(item.id, ()) if item.type in _TAGGED else ()
    return Draft(
        type=item.type,
        data=_data(item),
        style=_style(item),
        geometry=_geometry(item),
        at=at,
        frame=above,
        relative_to=relative_to,
        key=item.id,
        file=file,
        tags=tuple(filter(None, (word(tag, "title") for tag in tags))),
    )


def _place(
    snapshot: Snapshot, item: Item, *, inside: bool
) -> tuple[tuple[float, float] | None, RelativeTo]:
    """Give where an item goes; what has lost its frame stays where it is on the board."""
    if inside and not isinstance(item, MindmapNode):
        x, y = (number(item.position, name) for name in ("x", "y"))
        return None if x is None or y is None else (x, y), "frame"
    box = snapshot.box(item.id)
    return (box.x, box.y) if box else None, "board"


def _data(item: Item) -> WireFields:
    if isinstance(item, MindmapNode):
        view = _fields(_fields(codec().dump(item.data)).get("nodeView"))
        return {"nodeView": {"data": _only(_fields(view.get("data")), "type", "content")}}
    if isinstance(item, FrameItem):
        # Of a frame's kinds only the freeform one can be made, and only its own format.
        return {**_only(_sent(item.data), "title", "showContent"), **_FREEFORM}
    told = _TOLD.get(item.type)
    return _only(_fields(codec().dump(item.data)), *told) if told else _sent(item.data)


def _style(item: Item) -> WireFields:
    if isinstance(item, MindmapNode):
        return {}
    style = _sent(getattr(item, "style", None))
    return {name: value for name, value in style.items() if value != "unknown"}


def _geometry(item: Item) -> WireFields:
    if isinstance(item, DocFormatItem):
        return {}
    geometry = _sent(item.geometry)
    sides = ("width",) if item.type in _FIXED_RATIO else ("width", "height")
    sized = _only(geometry, *sides)
    turned = item.type not in _NOT_TURNED and geometry.get("rotation")
    return {**sized, "rotation": geometry["rotation"]} if turned else sized


def _add_connector(
    drafts: SnapshotDrafts,
    connector: Connector,
    made: Mapping[str, Draft],
    wanted: frozenset[str],
) -> None:
    ends = [word(end, "id") for end in (connector.start_item, connector.end_item)]
    given = [end for end in ends if end]
    if any(end not in wanted for end in given) or not given:
        return
    start, end = (made.get(one) for one in ends)
    reason = None
    if len(given) < len(ends):
        reason = "one of its ends is loose"
    elif start is None or end is None:
        reason = "what it leads from or to is left out"
    elif start is end:
        reason = "both its ends are at the same item"
    elif connector.is_supported is False:
        reason = "Miro does not tell all of it, as it does not support it"
    if reason is not None or start is None or end is None:
        left_out = LeftOut(id=connector.id, type="connector", reason=reason or "")
        drafts.left_out.append(left_out)
        return
    style = {name: value for name, value in _sent(connector.style).items() if value != "unknown"}
    captions = [_sent(caption) for caption in parts(connector, "captions")]
    fields: dict[str, object] = {"shape": connector.shape, "style": style, "captions": captions}
    drafts.connectors.append(
        ConnectorDraft(
            start=start,
            end=end,
            start_place=_end_place(connector.start_item),
            end_place=_end_place(connector.end_item),
            fields={name: value for name, value in fields.items() if value},
            key=connector.id,
        )
    )


def _end_place(end: ConnectorEnd | None) -> WireFields:
    """Give where on an item a line ends, in one of the two ways that Miro takes."""
    whole = _sent(end)
    return _only(whole, "snapTo") or _only(whole, "position")


def _add_groups(drafts: SnapshotDrafts, snapshot: Snapshot, made: Mapping[str, Draft]) -> None:
    for group in snapshot.groups:
        members = [made[one] for one in members_of(group) if one in made]
        if len(members) > 1:
            drafts.groups.append(GroupDraft(items=members, key=word(group, "id") or None))


def _sent(model: object) -> dict[str, Any]:
    """Give a model as requests have it: as JSON values, without what only answers have."""
    return _fields(json.loads(json.dumps(plain(model), default=jsonable)))


def _fields(value: object) -> dict[str, Any]:
    """Give an object of JSON; what is none has no fields."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _only(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: fields[name] for name in names if fields.get(name) is not None}
