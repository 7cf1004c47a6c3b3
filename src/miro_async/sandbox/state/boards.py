"""Boards, and all that is on them."""

from __future__ import annotations

from attrs import define, field, frozen

from ..answers import JsonObject
from ..errors import not_found


@frozen(kw_only=True)
class Resource:
    """A file behind an image or a document: uploaded (`body`), or elsewhere (`url`)."""

    id: str
    name: str
    content_type: str = "application/octet-stream"
    body: bytes | None = field(default=None, repr=False)
    url: str | None = None


@define(kw_only=True)
class Trace:
    """Who made a thing and changed it last, and when."""

    created_at: str
    created_by: str
    modified_at: str
    modified_by: str


@define(kw_only=True)
class StoredItem:
    """An item as its answers have it, without what follows from the board and the address."""

    id: str
    type: str
    data: JsonObject
    style: JsonObject | None
    geometry: JsonObject | None
    x: float
    y: float
    parent_id: str | None
    """The frame that it is in."""
    trace: Trace
    had_parent: bool = False
    node_above: str | None = None
    """The mind map node under which it hangs, if it is one."""
    resource_id: str | None = None
    app_id: str | None = None
    """The app that made it, if it is an app card."""
    locked: bool = False
    supported: bool = True
    tag_ids: list[str] = field(factory=list[str])


@define(kw_only=True)
class StoredConnector:
    """A line between two items."""

    id: str
    shape: str
    start: JsonObject
    end: JsonObject
    captions: list[JsonObject]
    style: JsonObject
    trace: Trace
    supported: bool = True


@define(kw_only=True)
class StoredTag:
    """A tag of a board."""

    id: str
    title: str
    fill_color: str


@define(kw_only=True)
class StoredBoard:
    """A board. Its items and connectors stand in the order of their ids, which is that of time."""

    id: str
    name: str
    description: str
    team_id: str
    project_id: str | None
    owner_id: str
    policy: JsonObject
    trace: Trace
    items: dict[str, StoredItem] = field(factory=dict[str, StoredItem])
    connectors: dict[str, StoredConnector] = field(factory=dict[str, StoredConnector])
    tags: dict[str, StoredTag] = field(factory=dict[str, StoredTag])
    resources: dict[str, Resource] = field(factory=dict[str, Resource])
    groups: dict[str, list[str]] = field(factory=dict[str, list[str]])
    """The ids of the items of each group."""
    members: dict[str, str] = field(factory=dict[str, str])
    """The roles of those with whom the board is shared, by user id."""
    user_groups: dict[str, str] = field(factory=dict[str, str])
    """The roles of the user groups with which it is shared."""
    picture: JsonObject | None = None
    label_id: str | None = None
    """Its data classification label."""

    def item(self, item_id: str) -> StoredItem:
        """Give an item of the board, or refuse with a 404."""
        if item_id not in self.items:
            raise not_found("Item", self.id)
        return self.items[item_id]

    def connector(self, connector_id: str) -> StoredConnector:
        """Give a connector of the board, or refuse with a 404."""
        if connector_id not in self.connectors:
            raise not_found("Connector", self.id)
        return self.connectors[connector_id]

    def tag(self, tag_id: str) -> StoredTag:
        """Give a tag of the board, or refuse with a 404."""
        if tag_id not in self.tags:
            raise not_found("Tag", self.id)
        return self.tags[tag_id]

    def children(self, item_id: str) -> list[StoredItem]:
        """Give the items whose parent this is."""
        return [item for item in self.items.values() if item.parent_id == item_id]

    def branch(self, item: StoredItem) -> list[StoredItem]:
        """Give an item and, if it is a mind map node, all nodes below it."""
        ids, branch = {item.id}, [item]
        for each in self.items.values():  # nodes stand behind those that they hang under
            if each.node_above in ids:
                ids.add(each.id)
                branch.append(each)
        return branch

    def ungroup(self, item_ids: set[str]) -> None:
        """Take items out of their groups; a group of which one item is left is none any more."""
        for group_id, members in list(self.groups.items()):
            left = [item_id for item_id in members if item_id not in item_ids]
            if len(left) > 1:
                self.groups[group_id] = left
            else:
                del self.groups[group_id]
