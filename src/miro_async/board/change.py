"""One change on a board, as looking twice shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Connector, Item, ItemGroup, Tag

ChangeKind: TypeAlias = Literal["created", "changed", "moved", "deleted"]
Thing: TypeAlias = Literal["item", "connector", "tag", "group"]


@frozen(kw_only=True)
class Change:
    """Something that is new on a board, or gone from it, or different.

    Attributes:
        kind: `"created"`, `"changed"`, `"moved"` (only its place or its frame), or `"deleted"`.
        what: `"item"`, `"connector"`, `"tag"` or `"group"`.
        id: Its id.
        type: The kind of item: `"sticky_note"`; of all else the same as `what`.
        fields: What changed, by Miro's names: `"data.content"`, `"position"`, `"parent"`; `"tags"`
            if an item carries other tags than before, `"data.items"` of a group.
        now: The thing as it is now; `None` if it was deleted.
        at: When it was last changed, as Miro says, to the second; not of tags and groups.
        by: The id of the user who changed it last.
    """

    kind: ChangeKind
    what: Thing
    id: str
    type: str
    fields: tuple[str, ...] = ()
    now: Item | Connector | Tag | ItemGroup | None = field(default=None, repr=False)

    @property
    def at(self) -> datetime | None:
        """When it was last changed."""
        return getattr(self.now, "modified_at", None)

    @property
    def by(self) -> str | None:
        """Who changed it last."""
        return getattr(getattr(self.now, "modified_by", None), "id", None)

    def to_json(self) -> dict[str, object]:
        """Give it as JSON values, without the thing itself."""
        whole: dict[str, object] = {
            "kind": self.kind,
            "what": self.what,
            "type": self.type,
            "id": self.id,
        }
        whole |= {"fields": list(self.fields)} if self.fields else {}
        whole |= {"at": self.at.isoformat()} if self.at is not None else {}
        return {**whole, "by": self.by} if self.by is not None else whole

    def __str__(self) -> str:
        """Give it as a line."""
        line = f"{self.kind} {self.type} {self.id}"
        return f"{line}: {', '.join(self.fields)}" if self.fields else line
