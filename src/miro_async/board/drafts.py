"""What is to be put on a board, before it is there: items, connectors, tags, groups.

Drafts are what batches send, what a board is brought in step with, and what snapshots and files are
turned into. They hold Miro's own words (`{"data": ..., "style": ..., "geometry": ...}`), but for
where an item goes, and for what it refers to, which may be drafts as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from attrs import Factory, define, field, fields

from ..geometry import Point
from .arranging import ArrangingDrafts
from .asking import Asking
from .flat import place
from .relating import Relating

if TYPE_CHECKING:
    from ..uploads import FileSource, Upload

RelativeTo: TypeAlias = Literal["board", "frame"]
"""From where a place counts: the middle of the board, or the upper left corner of the frame."""

At: TypeAlias = Point | tuple[float, float]
"""Where the center of an item goes: x and y."""

WireFields: TypeAlias = Mapping[str, object]


class HasId(Protocol):
    """What is on a board already: a handle, or an item, connector or tag as Miro gave it."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


Ref: TypeAlias = "Draft | HasId | str"
"""An item: one that is yet to be made, one that is on the board, or the id of one."""


def _point(at: At | None) -> Point | None:
    return None if at is None else place(at)


def _usual(draft: Draft) -> RelativeTo:
    return "board" if draft.frame is None else "frame"


def _alone(ref: Ref) -> Ref:
    """Give what a copy in another process can refer to: of a handle only the id."""
    return ref if isinstance(ref, Draft | str) else ref.id


@define(eq=False, kw_only=True)
class Draft:
    """An item to be made.

    Attributes:
        type: The kind of item, in Miro's words: `"sticky_note"`.
        data: What it says, by Miro's names.
        style: How it looks, by Miro's names.
        geometry: Its size and rotation, by Miro's names.
        at: Where its center goes; without one, Miro puts it into the middle of the board, or of
            nothing in particular in a frame: then into its upper left corner.
        frame: The frame that it goes into; of a mind map node, the node above it.
        relative_to: From where `at` counts; by default from the frame's corner if there is a frame.
        key: What its source calls it, to find it again.
        file: The file of an image or a document that is to be uploaded.
        tags: The titles of its tags.
    """

    type: str
    data: WireFields = field(factory=dict[str, object])
    style: WireFields = field(factory=dict[str, object])
    geometry: WireFields = field(factory=dict[str, object])
    at: Point | None = field(default=None, converter=_point)
    frame: Ref | None = None
    relative_to: RelativeTo = Factory(_usual, takes_self=True)
    key: str | None = None
    file: FileSource | Upload | None = None
    tags: Sequence[str] = ()

    def fields(self) -> dict[str, WireFields]:
        """Give what is not empty of data, style and geometry, as the body of a call has it."""
        parts = {"data": self.data, "style": self.style, "geometry": self.geometry}
        return {name: part for name, part in parts.items() if part}

    def __getstate__(self) -> dict[str, object]:
        """Be pickled with the id of a frame instead of its handle, and without the file."""
        state = {name: getattr(self, name) for name in _names(Draft)}
        frame = None if self.frame is None else _alone(self.frame)
        return {**state, "frame": frame, "file": None}

    def __setstate__(self, state: WireFields) -> None:
        _restore(self, state)


@define(eq=False, kw_only=True)
class ConnectorDraft:
    """A line between two items, to be made.

    Attributes:
        start: The item that it starts at; not a frame.
        end: The item that it ends at; not a frame.
        start_place: Where on that item: `{"snapTo": "right"}` or `{"position": {...}}`.
        end_place: The same for the other end.
        fields: The rest, by Miro's names: `style`, `shape`, `captions`.
        key: What its source calls it, to find it again.
    """

    start: Ref
    end: Ref
    start_place: WireFields = field(factory=dict[str, object])
    end_place: WireFields = field(factory=dict[str, object])
    fields: WireFields = field(factory=dict[str, object])
    key: str | None = None

    def __getstate__(self) -> dict[str, object]:
        """Be pickled with ids instead of handles."""
        state = {name: getattr(self, name) for name in _names(ConnectorDraft)}
        return {**state, "start": _alone(self.start), "end": _alone(self.end)}

    def __setstate__(self, state: WireFields) -> None:
        _restore(self, state)


@define(eq=False, kw_only=True)
class TagDraft:
    """A tag to be made, unless the board has one of this title; its color is a name."""

    title: str
    color: str = "red"


@define(eq=False, kw_only=True)
class GroupDraft:
    """Items to be grouped, two or more."""

    items: Sequence[Ref]
    key: str | None = None

    def __getstate__(self) -> dict[str, object]:
        """Be pickled with ids instead of handles."""
        return {"items": [_alone(item) for item in self.items], "key": self.key}

    def __setstate__(self, state: WireFields) -> None:
        _restore(self, state)


AnyDraft: TypeAlias = Draft | ConnectorDraft | TagDraft | GroupDraft
"""Whatever can be asked for."""


def _names(kind: type[Draft | ConnectorDraft]) -> list[str]:
    return [one.name for one in fields(kind)]


def _restore(draft: AnyDraft, state: WireFields) -> None:
    for name, value in state.items():
        setattr(draft, name, value)


@define(eq=False)
class Drafts(Asking, Relating, ArrangingDrafts):
    """All that is to be put on a board, in the order in which it was asked for."""

    items: list[Draft] = field(factory=list[Draft])
    connectors: list[ConnectorDraft] = field(factory=list[ConnectorDraft])
    tags: dict[str, TagDraft] = field(factory=dict[str, TagDraft])
    groups: list[GroupDraft] = field(factory=list[GroupDraft])

    def add(self, draft: Draft) -> Draft:
        """Ask for an item."""
        self.items.append(draft)
        return draft
