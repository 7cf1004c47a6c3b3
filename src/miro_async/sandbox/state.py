"""What the sandbox remembers: users, tokens, boards and all that is on them."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from .errors import no_such_board, not_found
from .ids import Ids

if TYPE_CHECKING:
    from .answers import JsonObject
    from .clock import Clock


@frozen(kw_only=True)
class User:
    """Somebody who can call."""

    id: str
    name: str


@frozen(kw_only=True)
class Resource:
    """A file behind an image or a document: uploaded (`body`), or elsewhere (`url`)."""

    id: str
    name: str
    content_type: str = "application/octet-stream"
    body: bytes | None = None
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
    trace: Trace
    had_parent: bool = False
    resource_id: str | None = None
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


class State:
    """Everything that there is: one team, whose users share all boards."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.ids: Ids = Ids()
        self.signing_key: bytes = secrets.token_bytes(16)
        self.team_id: str = self.ids.next_account()
        self.team_name = "Sandbox team"
        self.users: dict[str, User] = {}
        self.tokens: dict[str, str] = {}
        self.boards: dict[str, StoredBoard] = {}

    def add_user(self, name: str) -> User:
        """Make a user."""
        user = User(id=self.ids.next_account(), name=name)
        self.users[user.id] = user
        return user

    def issue_token(self, user: User) -> str:
        """Make an access token for a user. It looks like Miro's, and is the same in every run."""
        secret = hashlib.sha256(f"{user.id} {len(self.tokens)}".encode()).hexdigest()[:27]
        token = f"eyJtaXJvLm9yaWdpbiI6InNhbmRib3gifQ_{secret}"
        self.tokens[token] = user.id
        return token

    def board(self, board_id: str) -> StoredBoard:
        """Give a board, or refuse with a 404."""
        if board_id not in self.boards:
            raise no_such_board()
        return self.boards[board_id]

    def trace(self, user: User) -> Trace:
        """Give the marks of something that this user makes now."""
        now = self.clock.stamp()
        return Trace(created_at=now, created_by=user.id, modified_at=now, modified_by=user.id)

    def touch(self, user: User, *traces: Trace) -> None:
        """Mark things as changed by this user now."""
        for trace in traces:
            trace.modified_at = self.clock.stamp()
            trace.modified_by = user.id
