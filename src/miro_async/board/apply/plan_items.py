"""The part of a plan about items: what is made, and what of those that are there changes.

Fields are compared by what was wanted last time and what Miro then answered: `2` that comes back
as `"2.0"` is no change, while what a person changed is put back. Only the fields that are wanted
count; a field that the source does not name is left to people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from ..fields import PARTS, digest, item_fields, parent_of, same
from ..sending.chunks import is_nested
from ..snapshots.redrafting import LeftOut
from ..whole import is_supported
from .keyed import Target, label
from .plan_ends import unwanted_ids
from .steps import Step
from .work import FETCH, ITEM, REPLACED, UNCHANGEABLE, Action, kind_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...models import Item
    from ..drafts import Draft
    from ..fields import Fields
    from .applied import Known
    from .places import Places
    from .steps import Why
    from .work import Work

_PLACE = ("position", "parent")
_SIZE = ("geometry.width", "geometry.height")
_SOURCES = ("data.url", "data.previewUrl")  # sent again, a file is fetched again


def living(work: Work) -> Iterator[tuple[str, Known]]:
    """Give what is on the board already for a wanted key, and of its kind."""
    for key, known in work.applied.items.items():
        item = work.there.items.get(known.id)
        draft = work.wanted.items.get(key)
        if item is not None and draft is not None and item.type == kind_of(draft):
            yield key, known


def named(work: Work, places: Places, key: str) -> dict[str, object]:
    """Give what an item is to be like: the fields that the source names, and no others."""
    draft = work.wanted.items[key]
    named: dict[str, object] = {
        f"{part}.{name}": value for part in PARTS for name, value in getattr(draft, part).items()
    }
    if key in work.files:
        named["file"] = work.files[key]
    if draft.at is not None:
        named["position"] = places.sent(draft)
    if draft.at is not None or draft.frame is not None:
        named["parent"] = None if draft.frame is None else work.wanted.target(draft.frame)
    return named


def items(work: Work) -> Iterator[Action]:
    """Give what is to be made, and what of what is there changes."""
    again = _made_again(work)
    for key in again:
        del work.ids[key]
    whys: dict[str, Why] = {key: _why_new(work, key, again) for key in work.wanted.items}
    _set_aside(work)
    for key, draft in work.wanted.items.items():
        item = work.there.items.get(work.ids.get(key, ""))
        if item is None:
            yield _creation(work, key, draft, whys[key])
        else:
            yield from _changes(work, key, draft, item)


def _creation(work: Work, key: str, draft: Draft, why: Why) -> Action:
    cost = ITEM + (ITEM if is_nested(draft) else 0) + (FETCH if work.fetched(key) else 0)
    step = Step(do="create", what=draft.type, key=key, why=why, says=label(draft), credits=cost)
    return Action(step=step, stage="create")


def _why_new(work: Work, key: str, again: set[str]) -> Why:
    known = work.applied.items.get(key)
    if known is None:
        return "new"
    if key in again:
        return "changed in the source"
    return "of another kind" if known.id in work.there.items else "gone from the board"


def _set_aside(work: Work) -> None:
    """Remember what is to be replaced under a key of its own, until it is deleted."""
    known_items = work.applied.items
    for key in [key for key in known_items if key in work.wanted.items and key not in work.ids]:
        known = known_items.pop(key)
        if known.id in work.there.items:
            known_items[f"{REPLACED}{known.id} {key}"] = known


def _made_again(work: Work) -> set[str]:
    """Give the keys of items that Miro has no call to change, and that are to change."""
    again: set[str] = set()
    for key, item_id in work.ids.items():
        draft, item = work.wanted.items[key], work.there.items[item_id]
        if kind_of(draft) in UNCHANGEABLE or draft.type == "doc_format":
            changed = set(_differences(work, key, item))
            if changed - set(_PLACE) if draft.type == "doc_format" else changed:
                again.add(key)
    nodes = [key for key in work.ids if kind_of(work.wanted.items[key]) in UNCHANGEABLE]
    more = again
    while more:  # a node takes those below it along when it is deleted
        more = {key for key in nodes if key not in again and _above(work, key) in again}
        again |= more
    return again


def _above(work: Work, key: str) -> str | None:
    above = work.names[key].get("parent")
    return above.key if isinstance(above, Target) else None


def differing(wanted: Fields, there: Fields, known: Known | None) -> dict[str, Why]:
    """Give the fields that are not as wanted, and whether source or board has changed.

    What was wanted last time, and is as Miro then answered it, is as wanted however it is spelled.
    """
    found: dict[str, Why] = {}
    for name, value in wanted.items():
        if same(name, value, there.get(name)):
            continue
        before = known.fields.get(name) if known is not None else None
        if before is None or digest(name, value) != before[0]:
            found[name] = "changed in the source"
        elif digest(name, there.get(name)) != before[1]:
            found[name] = "changed on the board"
    return found


def _differences(work: Work, key: str, item: Item) -> dict[str, Why]:
    named = work.names[key]
    comparable = {name: value for name, value in named.items() if name != "parent"}
    known = work.applied.items.get(key)
    found = differing(comparable, item_fields(item), known)
    if item.data is None and not is_supported(item):  # nobody sees whether it changed
        for name in [name for name, why in found.items() if why != "changed in the source"]:
            del found[name]
    moved = "position" in found and known is not None and "position" in known.fields
    if item.type in UNCHANGEABLE and (not moved or found["position"] == "changed on the board"):
        found.pop("position", None)  # it would be made again, only to be moved back
    if "parent" in named:
        target = named["parent"]
        frame_id = work.id_of(target) if isinstance(target, Target) else None
        if frame_id != parent_of(item) or (isinstance(target, Target) and frame_id is None):
            moved = known is not None and known.fields.get("parent", ("", ""))[0] == written(target)
            found["parent"] = "changed on the board" if moved else "changed in the source"
            found.setdefault("position", found["parent"])  # the old place says nothing there
    return found


def _changes(work: Work, key: str, draft: Draft, item: Item) -> Iterator[Action]:
    changed = _differences(work, key, item)
    if draft.type == "frame" and not changed.keys().isdisjoint(_SIZE):
        _leave_room(work, key, item, changed)
    if not changed:
        return
    named = work.names[key]
    place = {name: named.get(name, (0.0, 0.0)) for name in changed if name in _PLACE}
    inner = [name for name in changed if name not in _PLACE]
    by_source = "changed in the source" in changed.values()
    step = Step(
        do="update", what=item.type, key=key, id=item.id, says=label(draft), credits=ITEM,
        why="changed in the source" if by_source else "changed on the board",
    )  # fmt: skip
    to_frame = draft.type == "frame" and "parent" in place
    if place and (to_frame or not inner):
        yield Action(
            step=evolve(step, do="move", fields=tuple(place)),
            stage="frames" if to_frame else "change",
            route="place" if is_supported(item) else "kind",  # the other refuses it
            sends=place,
        )
        place = {}
    if not inner:
        return
    # All that is named of it: a shape or a size given alone can change the other.
    sends = {
        name: value
        for name, value in named.items()
        if name not in _PLACE and (name not in _SOURCES or name in changed)
    }
    whole = Action(
        step=evolve(step, fields=(*inner, *place)),
        stage="change",
        route="file" if "file" in inner else "kind",
        sends={**sends, **place},
    )
    yield from _in_turn(work, whole, item) if draft.type == "frame" else [whole]


def _leave_room(work: Work, key: str, frame: Item, changed: dict[str, Why]) -> None:
    """Leave a frame as large as it is where what stays of others would be outside of it."""
    size = _new_size(work.names[key], frame)
    own = {*work.ids.values(), *unwanted_ids(work)}
    inside = work.there.inside(frame.id)
    outside = [each for each in inside if each.id not in own and not _fits(each, size)]
    if not outside:
        return
    for name in _SIZE:
        changed.pop(name, None)
        work.names[key].pop(name, None)
    theirs = ", ".join(f"{each.type} {each.id}" for each in outside)
    reason = (
        f"it keeps its size, as others have put something into the part that would go: {theirs}"
    )
    work.left_out.append(LeftOut(id=key, type="frame", reason=reason))


def _in_turn(work: Work, action: Action, frame: Item) -> Iterator[Action]:
    """Give the change of a frame before or after what moves into it, or out of it; or both.

    Miro refuses a size that would leave a child outside, and a place outside of the frame.
    """
    old, new = _new_size({}, frame), _new_size(action.sends, frame)
    if all(_fits(item, new) for item in work.there.inside(frame.id)):
        yield evolve(action, stage="early")
    elif new[0] <= old[0] and new[1] <= old[1]:
        yield evolve(action, stage="late")
    else:
        first = {"geometry.width": max(old[0], new[0]), "geometry.height": max(old[1], new[1])}
        step = evolve(action.step, fields=tuple(first))
        yield Action(step=step, stage="early", sends=first)
        yield evolve(action, stage="late")


def _new_size(named: Fields, frame: Item) -> tuple[float, float]:
    """Give the size that a frame will have: as named, or as it is."""
    return _side("width", named, frame), _side("height", named, frame)


def _side(side: str, named: Fields, frame: Item) -> float:
    size = named.get(f"geometry.{side}", getattr(frame.geometry, side, None))
    return float(size) if isinstance(size, (int, float)) else 0.0


def _fits(item: Item, size: tuple[float, float]) -> bool:
    """Tell whether an item of a frame is inside of it when it has this size."""
    place = item.position
    return place is None or ((place.x or 0.0) <= size[0] and (place.y or 0.0) <= size[1])
