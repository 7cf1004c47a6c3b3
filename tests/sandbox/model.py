"""What a board should be like: a simple model, beside which the sandbox has to stand."""

from __future__ import annotations

from attrs import define, field


@define
class Item:
    """An item, with its place within its parent, or on the canvas."""

    type: str
    content: str
    x: float
    y: float
    parent: str | None = None
    tags: set[str] = field(factory=set)


@define
class Board:
    """What is on a board, by id."""

    items: dict[str, Item] = field(factory=dict)
    sizes: dict[str, tuple[float, float]] = field(factory=dict)
    """Width and height of each frame."""
    connectors: dict[str, tuple[str, str]] = field(factory=dict)
    tags: dict[str, str] = field(factory=dict)
    groups: dict[str, set[str]] = field(factory=dict)

    def corner(self, frame):
        """Give the top left corner of a frame on the canvas; of no frame, the canvas's origin."""
        if frame is None:
            return 0.0, 0.0
        x, y = self.place(frame)
        width, height = self.sizes[frame]
        return x - width / 2, y - height / 2

    def place(self, item):
        """Give the center of an item on the canvas."""
        found = self.items[item]
        left, top = self.corner(found.parent)
        return left + found.x, top + found.y

    def move_into(self, item, frame):
        """Give an item another parent; on the canvas it stays where it is."""
        x, y = self.place(item)
        left, top = self.corner(frame)
        found = self.items[item]
        found.x, found.y, found.parent = x - left, y - top, frame

    def fits(self, frame, x, y):
        """Tell whether a center is within a frame."""
        width, height = self.sizes[frame]
        return 0 <= x <= width and 0 <= y <= height

    def inside(self, item):
        """Give an item and all that is in it, at whatever depth."""
        found = {item}
        while more := {i for i, it in self.items.items() if it.parent in found} - found:
            found |= more
        return found

    def delete(self, item):
        """Take an item away, and what cannot be without it; its children stay where they are."""
        for child, found in self.items.items():
            if found.parent == item:
                self.move_into(child, None)
        del self.items[item]
        self.sizes.pop(item, None)
        self.connectors = {c: ends for c, ends in self.connectors.items() if item not in ends}
        self.groups = {g: members - {item} for g, members in self.groups.items()}
        self.groups = {g: members for g, members in self.groups.items() if len(members) > 1}
