"""What is different between two snapshots of a board."""

from __future__ import annotations

import json
from math import isclose
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from attrs import field, frozen

from ...drawing.text import text_of
from ...geometry import Point
from ..keeping import codec
from ..streaming import Tagged
from .snapshot import members_of, number, parent_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ...models import Connector, Item, ItemGroup, Tag
    from .snapshot import Snapshot

T = TypeVar("T")
ThingT = TypeVar("ThingT")

# Who did what when, where the API has it, and what depends on who asks.
_NO_DIFFERENCE = frozenset(
    (
        *("createdAt", "createdBy", "modifiedAt", "modifiedBy", "links", "isSupported"),
        *("id", "type", "position", "geometry", "parent"),
    )
)

_SMALLEST = 1e-6  # board units; less is the rounding of decimals


@frozen
class Both(Generic[T]):
    """What was, and what is."""

    old: T
    new: T


@frozen(kw_only=True)
class FieldChange:
    """A field that says something else: its path in Miro's names, and both values as JSON has them.

    `None` stands for a field that is not there.
    """

    path: str
    old: object
    new: object


@frozen(kw_only=True)
class Changed:
    """Something of which fields say something else; `text` is what it shows now."""

    id: str
    type: str
    text: str
    fields: Sequence[FieldChange]


@frozen(kw_only=True)
class Moved:
    """An item that is elsewhere, or of another size; each is `None` where it is as it was.

    Attributes:
        id: The item.
        type: Its kind.
        text: What it shows now.
        position: Its center, within its frame if it has one: it has not moved if its frame did.
        frame: The id of the frame that it is in; of a mind map node, of the node above.
        size: Its width and height.
        rotation: Degrees clockwise.
    """

    id: str
    type: str
    text: str
    position: Both[Point | None] | None = None
    frame: Both[str | None] | None = None
    size: Both[tuple[float | None, float | None]] | None = None
    rotation: Both[float] | None = None


@frozen(kw_only=True)
class ThingDifferences(Generic[ThingT]):
    """Things of one sort that are new, that are gone, and that say something else."""

    created: Sequence[ThingT] = ()
    deleted: Sequence[ThingT] = ()
    changed: Sequence[Changed] = ()

    def __bool__(self) -> bool:
        return bool(self.created or self.deleted or self.changed)


@frozen(kw_only=True)
class Differences:
    """What is different between two snapshots; false if nothing is.

    `str(differences)` is for people, `differences.to_json()` for programs. Who changed something,
    and when, is no difference, nor where the API has it.

    Attributes:
        board: The name and the description of the board.
        created: Items that are new.
        deleted: Items that are gone.
        changed: Items that say or look something else.
        moved: Items that are elsewhere, or of another size.
        tagged: Tags that were put on items.
        untagged: Tags that were taken off items.
        connectors: The lines between items.
        tags: The tags of the board.
        groups: The groups; one of the same items is the same, as Miro gives them new ids.
    """

    board: Sequence[FieldChange] = ()
    created: Sequence[Item] = ()
    deleted: Sequence[Item] = ()
    changed: Sequence[Changed] = ()
    moved: Sequence[Moved] = ()
    tagged: Sequence[Tagged] = ()
    untagged: Sequence[Tagged] = ()
    connectors: ThingDifferences[Connector] = field(factory=ThingDifferences["Connector"])
    tags: ThingDifferences[Tag] = field(factory=ThingDifferences["Tag"])
    groups: ThingDifferences[ItemGroup] = field(factory=ThingDifferences["ItemGroup"])

    def __bool__(self) -> bool:
        items = self.created or self.deleted or self.changed or self.moved
        tags = self.tagged or self.untagged or self.tags
        return bool(self.board or items or tags or self.connectors or self.groups)

    def __str__(self) -> str:
        """Give a line on the whole, and one for each difference."""
        from .telling import told

        return told(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """Give it as JSON, in Miro's names."""
        from .telling import as_json

        return json.dumps(as_json(self), indent=indent)


def diff(a: Snapshot, b: Snapshot) -> Differences:
    """Give what is different in `b` from what was in `a`, an earlier snapshot of the same board.

    Things are the same if they have the same id. So nothing of a copy of a board is the same.
    """
    items_a, items_b = ({item.id: item for item in one.items} for one in (a, b))
    both = [(items_a[id_], item) for id_, item in items_b.items() if id_ in items_a]
    on_a, on_b = ({(one.item_id, one.tag.id): one for one in _tagged(each)} for each in (a, b))
    return Differences(
        board=_board_changes(a, b),
        created=_only_in(items_b, items_a),
        deleted=_only_in(items_a, items_b),
        changed=tuple(filter(None, (_changed(old, new) for old, new in both))),
        moved=tuple(filter(None, (_moved(old, new) for old, new in both))),
        tagged=_only_in(on_b, on_a),
        untagged=_only_in(on_a, on_b),
        connectors=_things(a.connectors, b.connectors, lambda one: one.id),
        tags=_things(a.tags, b.tags, lambda one: one.id),
        groups=_groups(a.groups, b.groups),
    )


def _only_in(here: Mapping[Any, ThingT], there: Mapping[Any, ThingT]) -> Sequence[ThingT]:
    return tuple(thing for key, thing in here.items() if key not in there)


def _tagged(snapshot: Snapshot) -> Iterator[Tagged]:
    for item_id, tags in snapshot.tags_of.items():
        for tag in tags:
            yield Tagged(item_id=item_id, tag=tag)


def _board_changes(a: Snapshot, b: Snapshot) -> Sequence[FieldChange]:
    old, new = ({"name": s.info.name, "description": s.info.description} for s in (a, b))
    return tuple(_changes(old, new))


def _things(
    old: Sequence[ThingT], new: Sequence[ThingT], key: Callable[[ThingT], object]
) -> ThingDifferences[ThingT]:
    before, after = ({key(thing): thing for thing in things} for things in (old, new))
    changed = (_changed(before[id_], thing) for id_, thing in after.items() if id_ in before)
    return ThingDifferences(
        created=_only_in(after, before),
        deleted=_only_in(before, after),
        changed=tuple(filter(None, changed)),
    )


def _groups(old: Sequence[ItemGroup], new: Sequence[ItemGroup]) -> ThingDifferences[ItemGroup]:
    same = {_members(group) for group in old} & {_members(group) for group in new}
    before, after = ([one for one in groups if _members(one) not in same] for groups in (old, new))
    return _things(before, after, lambda one: one.id)


def _members(group: ItemGroup) -> frozenset[str]:
    return frozenset(members_of(group))


def _changed(old: object, new: object) -> Changed | None:
    if old == new:  # which is much faster than to look at each field by its name
        return None
    before, after = _fields(old), _fields(new)
    if before.get("data") is None or after.get("data") is None:
        # Where Miro told one of them only in part, there is nothing to compare.
        parts = ("data", "style") if "style" in before | after and _has_place(new) else ("data",)
        before, after = (
            {k: v for k, v in one.items() if k not in parts} for one in (before, after)
        )
    fields = tuple(_changes(before, after))
    if not fields:
        return None
    thing = cast("Item", new)
    return Changed(id=str(thing.id), type=str(thing.type), text=_text(new), fields=fields)


def _has_place(thing: object) -> bool:
    return hasattr(thing, "position")


def _text(thing: object) -> str:
    title = getattr(thing, "title", None)
    return title if isinstance(title, str) else text_of(thing)


def _fields(thing: object) -> dict[str, Any]:
    """Give what a thing says, by Miro's names, without what is no difference."""
    whole = cast("dict[str, Any]", codec().dump(thing))
    told = {name: value for name, value in whole.items() if name not in _NO_DIFFERENCE}
    for end in ("startItem", "endItem"):
        if isinstance(told.get(end), dict):
            told[end] = {k: v for k, v in told[end].items() if k != "links"}
    data = told.get("data")
    if isinstance(data, dict):  # whose app asks is no difference
        told["data"] = {k: v for k, v in cast("dict[str, Any]", data).items() if k != "owned"}
    return told


def _changes(old: object, new: object, path: str = "") -> Iterator[FieldChange]:
    before, after = _object(old), _object(new)
    olds, news = _list(old), _list(new)
    if before is not None and after is not None:
        for name in dict.fromkeys((*before, *after)):
            inner = f"{path}.{name}" if path else name
            yield from _changes(before.get(name), after.get(name), inner)
    elif olds is not None and news is not None and len(olds) == len(news):
        for place, (one, other) in enumerate(zip(olds, news, strict=True)):
            yield from _changes(one, other, f"{path}[{place}]")
    elif not _same(old, new):
        yield FieldChange(path=path, old=old, new=new)


def _object(value: object) -> dict[str, object] | None:
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def _list(value: object) -> Sequence[object] | None:
    return cast("list[object]", value) if isinstance(value, list) else None


def _same(old: object, new: object) -> bool:
    numbers = (int, float)
    if isinstance(old, numbers) and isinstance(new, numbers):
        return isclose(old, new, rel_tol=0.0, abs_tol=_SMALLEST)
    return old == new


def _moved(old: Item, new: Item) -> Moved | None:
    before, after = _Place(old), _Place(new)
    position = _both(before.position, after.position)
    frame = _both(before.frame, after.frame)
    size = _both(before.size, after.size)
    rotation = _both(before.rotation, after.rotation)
    if not (position or frame or size or rotation):
        return None
    return Moved(
        id=new.id,
        type=str(new.type),
        text=text_of(new),
        position=position,
        frame=frame,
        size=size,
        rotation=rotation,
    )


class _Place:
    """Where an item is, and how large."""

    def __init__(self, item: Item) -> None:
        x, y = number(item.position, "x"), number(item.position, "y")
        self.position = None if x is None and y is None else Point(x or 0.0, y or 0.0)
        self.frame = parent_id(item)
        self.size = (number(item.geometry, "width"), number(item.geometry, "height"))
        self.rotation = number(item.geometry, "rotation") or 0.0


def _both(old: T, new: T) -> Both[T] | None:
    return None if _alike(old, new) else Both(old, new)


def _alike(old: object, new: object) -> bool:
    return len(_numbers(old)) == len(_numbers(new)) and all(
        _same(one, other) for one, other in zip(_numbers(old), _numbers(new), strict=True)
    )


def _numbers(value: object) -> Sequence[object]:
    return cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
