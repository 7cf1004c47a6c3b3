"""Asking for what relates items to each other: connectors, tags and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Unpack

    from ..models.enums import TagColor
    from .drafts import ConnectorDraft, Draft, GroupDraft, Ref, TagDraft
    from .lines import Line


class Relating:
    """What collects connectors, tags and groups, between drafts and what is on the board."""

    connectors: list[ConnectorDraft]
    tags: dict[str, TagDraft]
    groups: list[GroupDraft]

    def connect(
        self, start: Ref, end: Ref, *, key: str | None = None, **line: Unpack[Line]
    ) -> ConnectorDraft:
        """Ask for a line from one item to another.

        Args:
            start: The item at which it starts.
            end: The item at which it ends.
            key: What its source calls it, to find it again.
            **line: How it looks and where it is fastened: see `Line`.

        Raises:
            InvalidArgumentError: One of both is a frame, or both are the same.
        """
        from .connector import check_ends
        from .drafts import ConnectorDraft
        from .lines import end_place, fields_of, start_place

        check_ends(start, end)
        draft = ConnectorDraft(
            start=start,
            end=end,
            start_place=start_place(line),
            end_place=end_place(line),
            fields=fields_of(line),
            key=key,
        )
        self.connectors.append(draft)
        return draft

    def tag(self, item: Draft, *titles: str, color: TagColor = "red") -> Draft:
        """Ask for tags on an item, and give it.

        Args:
            item: The draft of a sticky note or a card.
            titles: The titles of the tags; upper and lower case count.
            color: The color of those that neither the board nor these drafts have yet.

        Raises:
            InvalidArgumentError: It cannot have tags, or would have more than 8; or this is no
                title.
        """
        from .drafts import TagDraft
        from .tagging import wanted_tags

        item.tags = wanted_tags(item.type, [*item.tags, *titles])
        for title in titles:
            self.tags.setdefault(title, TagDraft(title=title, color=color))
        return item

    def group(self, items: Iterable[Ref], *, key: str | None = None) -> GroupDraft:
        """Ask for a group of items, two or more.

        Raises:
            InvalidArgumentError: There are fewer than two.
        """
        from .drafts import GroupDraft
        from .grouping import check_size

        members = list(items)
        check_size(members)
        draft = GroupDraft(items=members, key=key)
        self.groups.append(draft)
        return draft
