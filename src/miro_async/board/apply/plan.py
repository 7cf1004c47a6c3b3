"""What it takes to bring a board in step with what is wanted: pure comparison, no calls.

Fields are compared by what was wanted last time and what Miro then answered: `2` that comes back
as `"2.0"` is no change, while what a person changed is put back. Only the fields that are wanted
count; a field that the source does not name is left to people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import define, field, frozen

from ..fields import PARTS, digest, item_fields, parent_of, same
from ..sending.chunks import is_nested, plan as chunked
from ..whole import is_supported
from .keyed import OTHER_NAMES, Target, label
from .places import Places
from .steps import Plan, Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...models import Item
    from ...uploads import Upload
    from ..drafts import Draft, Drafts
    from ..fields import Fields
    from .keyed import Keyed
    from .mapping import Applied, KeyStorage, Known
    from .present import Present
    from .steps import Why

Stage: TypeAlias = Literal[
    "tags", "early", "create", "change", "late", "tie", "tagging", "delete", "delete_frames"
]
"""When a step has its turn: frames grow before something is put into them, and shrink after it."""

Route: TypeAlias = Literal["kind", "place", "file"]
"""By which call an item changes: its kind's own one, the one for any kind, or a new file."""

ITEM, TAG, DELETE = 100, 50, 500  # credits
UNCHANGEABLE = ("mindmap_node",)
REPLACED = "\0"
"""What the keys of items begin with that others have taken the place of: they are to go."""
_PLACE = ("position", "parent")
_SOURCES = ("data.url", "data.previewUrl")  # sent again, a file is fetched again


@frozen(kw_only=True)
class Action:
    """A step, and what it takes to do it."""

    step: Step
    stage: Stage
    route: Route = "kind"
    sends: Fields = field(factory=dict[str, object])


@define(kw_only=True)
class Work:
    """All that a plan was made of, and what carries it out goes by."""

    wanted: Keyed
    applied: Applied
    there: Present
    ids: dict[str, str]
    """The ids of the wanted items that are on the board."""
    files: Mapping[str, str]
    """Digests of the files of drafts, by key."""
    uploads: Mapping[str, Upload] = field(factory=dict[str, "Upload"])
    """The files that could be read only once, by key."""
    delete: bool
    storage: KeyStorage | None = None
    stored: str | None = None
    actions: Sequence[Action] = ()
    carried_out: bool = False
    names: dict[str, dict[str, object]] = field(factory=dict[str, dict[str, object]])
    """What each wanted item is to be like, field by field."""

    def of(self, stage: Stage) -> list[Action]:
        """Give what is to be done in a stage."""
        return [action for action in self.actions if action.stage == stage]

    def creating(self) -> Drafts:
        """Give drafts of what is to be made, as a batch takes them; tags go their own way."""
        from .creating_drafts import creating

        return creating(self)


def make_plan(board_id: str, work: Work) -> Plan:
    """Give the steps, the fewest, that bring the board in step with what is wanted.

    Raises:
        InvalidArgumentError: Something is wanted that cannot be.
    """
    from .plan_ends import deletions
    from .plan_ties import ties

    _forget_gone(work)
    work.ids = {key: known.id for key, known in _living(work)}
    keys = {item_id: key for key, item_id in work.ids.items()}
    places = Places(wanted=work.wanted, there=work.there, ids=work.ids, keys=keys)
    work.names = {key: _named(work, places, key) for key in work.wanted.items}
    items = [*_items(work)]
    actions = [*items, *ties(work), *deletions(work)]
    stages: dict[str, list[Action]] = {}
    for action in actions:
        stages.setdefault(action.stage, []).append(action)
    work.actions = [action for stage in _ORDER for action in stages.get(stage, ())]
    made = work.creating()
    bulk = sum(len(phase) for phase in chunked(made, (), _sizes(made), in_order=False))
    nested = sum(is_nested(draft) for draft in made.items)
    single = sum(action.stage != "create" for action in work.actions)
    return Plan(
        board_id=board_id,
        steps=[action.step for action in work.actions],
        calls=bulk + nested + single,
        read_calls=work.there.calls,
        read_credits=work.there.credits,
        work=work,
    )


_ORDER: tuple[Stage, ...] = (
    "tags", "early", "create", "change", "late", "tie", "tagging", "delete", "delete_frames",
)  # fmt: skip


def _forget_gone(work: Work) -> None:
    """Forget what nothing wants any more, and what is not on the board any more."""
    applied, wanted, there = work.applied, work.wanted, work.there
    for known, keys, living in (
        (applied.items, wanted.items, there.items),
        (applied.connectors, wanted.connectors, there.connectors),
        (applied.groups, wanted.groups, there.groups),
    ):
        for key in [key for key in known if key not in keys and known[key].id not in living]:
            del known[key]
    titles = {*wanted.titles(), *there.tags}
    for title in [title for title in applied.tags if title not in titles]:
        del applied.tags[title]


def _sizes(drafts: Drafts) -> dict[Draft, int]:
    from ...uploads import Upload

    sources = ((d, d.file.source if isinstance(d.file, Upload) else d.file) for d in drafts.items)
    return {draft: len(src) for draft, src in sources if isinstance(src, (bytes, bytearray))}


def kind_of(draft: Draft) -> str:
    """Give the kind of an item as lists call it."""
    return OTHER_NAMES.get(draft.type, draft.type)


def _living(work: Work) -> Iterator[tuple[str, Known]]:
    """Give what is on the board already for a wanted key, and of its kind."""
    for key, known in work.applied.items.items():
        item = work.there.items.get(known.id)
        draft = work.wanted.items.get(key)
        if item is not None and draft is not None and item.type == kind_of(draft):
            yield key, known


def _named(work: Work, places: Places, key: str) -> dict[str, object]:
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


def _items(work: Work) -> Iterator[Action]:
    again = _made_again(work)
    for key in again:
        del work.ids[key]
    whys: dict[str, Why] = {key: _why_new(work, key, again) for key in work.wanted.items}
    _set_aside(work)
    for key, draft in work.wanted.items.items():
        item = work.there.items.get(work.ids.get(key, ""))
        if item is None:
            yield _creation(key, draft, whys[key])
        else:
            yield from _changes(work, key, draft, item)


def _creation(key: str, draft: Draft, why: Why) -> Action:
    cost = ITEM + (ITEM if is_nested(draft) else 0)
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
        frame_id = id_of(work, target) if isinstance(target, Target) else None
        if frame_id != parent_of(item) or (isinstance(target, Target) and frame_id is None):
            moved = known is not None and known.fields.get("parent", ("", ""))[0] == written(target)
            found["parent"] = "changed on the board" if moved else "changed in the source"
            found.setdefault("position", found["parent"])  # the old place says nothing there
    return found


def id_of(work: Work, target: Target) -> str | None:
    """Give the id of what is meant; `None` if it is yet to be made."""
    return target.id if target.key is None else work.ids.get(target.key)


def written(target: object) -> str:
    """Give what an item is in as a text: a key, an id, or nothing."""
    return target.written() if isinstance(target, Target) else ""


def _changes(work: Work, key: str, draft: Draft, item: Item) -> Iterator[Action]:
    changed = _differences(work, key, item)
    if not changed:
        return
    named = work.names[key]
    place = {name: named.get(name, (0.0, 0.0)) for name in changed if name in _PLACE}
    inner = [name for name in changed if name not in _PLACE]
    by_source = "changed in the source" in changed.values()
    why: Why = "changed in the source" if by_source else "changed on the board"
    if not inner or (draft.type == "frame" and "parent" in place):
        way: Route = "place" if is_supported(item) else "kind"  # the other refuses it
        yield _change(key, item, "move", place, tuple(place), why, label(draft), way)
        place = {}
    if not inner:
        return
    # All that is named of it: a shape or a size given alone can change the other.
    sends = {
        name: value
        for name, value in named.items()
        if name not in _PLACE and (name not in _SOURCES or name in changed)
    }
    route: Route = "file" if "file" in inner else "kind"
    sends |= place
    whole = _change(key, item, "update", sends, (*inner, *place), why, label(draft), route)
    yield from _in_turn(work, whole, item) if draft.type == "frame" else [whole]


def _change(  # noqa: PLR0913, PLR0917 - the parts of one step
    key: str, item: Item, do: Literal["update", "move"], sends: Fields, fields: tuple[str, ...],
    why: Why, says: str, route: Route,
) -> Action:  # fmt: skip
    step = Step(
        do=do, what=item.type, key=key, id=item.id, fields=fields, why=why, says=says, credits=ITEM
    )
    return Action(step=step, stage="change", route=route, sends=sends)


def _in_turn(work: Work, action: Action, frame: Item) -> Iterator[Action]:
    """Give the change of a frame before or after what moves into it, or out of it; or both.

    Miro refuses a size that would leave a child outside, and a place outside of the frame.
    """
    from attrs import evolve

    now = frame.geometry
    old = (getattr(now, "width", None) or 0.0, getattr(now, "height", None) or 0.0)
    new = (_size(action, "width", old[0]), _size(action, "height", old[1]))
    inside = [item.position for item in work.there.inside(frame.id) if item.position is not None]
    if all((p.x or 0.0) <= new[0] and (p.y or 0.0) <= new[1] for p in inside):
        yield evolve(action, stage="early")
    elif new[0] <= old[0] and new[1] <= old[1]:
        yield evolve(action, stage="late")
    else:
        first = {"geometry.width": max(old[0], new[0]), "geometry.height": max(old[1], new[1])}
        step = evolve(action.step, fields=tuple(first))
        yield Action(step=step, stage="early", sends=first)
        yield evolve(action, stage="late")


def _size(action: Action, side: str, default: float) -> float:
    size = action.sends.get(f"geometry.{side}", default)
    return float(size) if isinstance(size, (int, float)) else default
