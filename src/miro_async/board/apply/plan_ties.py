"""The part of a plan about what ties items together: connectors and groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from ..fields import connector_fields, digest
from .plan_ends import unwanted_ids, unwanted_keys
from .plan_items import differing
from .steps import Step
from .work import DELETE, ITEM, Action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...models import Connector
    from ..drafts import ConnectorDraft, WireFields
    from .steps import Why
    from .work import Work

_NEVER_TOLD = "snapTo"


def ties(work: Work) -> Iterator[Action]:
    """Give what is to be done about connectors and groups."""
    yield from _connectors(work)
    yield from _groups(work)


def named_of(line: ConnectorDraft) -> dict[str, object]:
    """Give what a connector is to be like, field by field; its ends are compared by id."""
    named: dict[str, object] = {}
    for name, value in line.fields.items():
        if name == "style" and isinstance(value, Mapping):
            style = cast("WireFields", value)
            named |= {f"style.{each}": style[each] for each in style}
        else:
            named[name] = value
    ends = (("startItem", line.start_place), ("endItem", line.end_place))
    for end, place in ends:
        if place and place.get(_NEVER_TOLD) != "auto":
            named[f"{end}.position"] = place.get("position", place)
    return named


def line_differences(work: Work, key: str, line: Connector) -> dict[str, Why]:
    """Give the fields of a connector that are not as wanted."""
    draft, known = work.wanted.connectors[key], work.applied.connectors[key]
    there = connector_fields(line)
    found = differing(named_of(draft), there, known)
    for name, ref in (("startItem", draft.start), ("endItem", draft.end)):
        wanted = work.wanted.id_of(ref, work.ids)
        if wanted is None or wanted != there[name]:
            before = known.fields.get(name, ("", ""))[0]
            same = before == digest(name, work.wanted.target(ref).written())
            moved = same and wanted is not None  # else what it led to is made anew
            found[name] = "changed on the board" if moved else "changed in the source"
    return found


def _connectors(work: Work) -> Iterator[Action]:
    for key in work.wanted.connectors:
        known = work.applied.connectors.get(key)
        line = None if known is None else work.there.connectors.get(known.id)
        if line is None:
            why: Why = "new" if known is None else "gone from the board"
            step = Step(do="connect", what="connector", key=key, why=why, credits=ITEM)
            yield Action(step=step, stage="create")
        elif changed := line_differences(work, key, line):
            fields = tuple(changed)
            why = _why(changed)
            step = Step(
                do="update", what="connector", key=key, id=line.id, fields=fields, why=why,
                credits=ITEM,
            )  # fmt: skip
            yield Action(step=step, stage="tie")
    if work.delete:
        yield from _lines_to_delete(work)


def _why(changed: Mapping[str, Why]) -> Why:
    on_board = "changed in the source" not in changed.values()
    return "changed on the board" if on_board else "changed in the source"


def _lines_to_delete(work: Work) -> Iterator[Action]:
    gone = unwanted_ids(work)
    known_lines = work.applied.connectors
    for key in unwanted_keys(work, known_lines, work.asked.connectors):
        line = work.there.connectors[known_lines[key].id]
        ends = (line.start_item, line.end_item)
        if any(end is not None and end.id in gone for end in ends):
            continue  # Miro deletes it with its end
        step = Step(
            do="delete", what="connector", key=key, id=line.id, why="gone from the source",
            credits=DELETE,
        )  # fmt: skip
        yield Action(step=step, stage="delete")


def _groups(work: Work) -> Iterator[Action]:
    for key, draft in work.wanted.groups.items():
        ids = frozenset(work.wanted.id_of(ref, work.ids) or "" for ref in draft.items)
        known = work.applied.groups.get(key)
        group_id = None if known is None else known.id
        if group_id not in work.there.groups:
            why: Why = "new" if known is None else "gone from the board"
            step = Step(do="group", what="group", key=key, why=why, credits=ITEM)
            yield Action(step=step, stage="create")
        elif ids != work.there.groups[group_id]:
            before = known.fields.get("items", ("", ""))[0] if known is not None else ""
            same = before == members(work, key)
            why = "changed on the board" if same else "changed in the source"
            step = Step(
                do="update", what="group", key=key, id=group_id, fields=("items",), why=why,
                credits=ITEM,
            )  # fmt: skip
            yield Action(step=step, stage="tie")
    if work.delete:
        yield from _groups_to_end(work)


def members(work: Work, key: str) -> str:
    """Give a digest of what a group is to be made of."""
    refs = work.wanted.groups[key].items
    return digest("items", sorted(work.wanted.target(ref).written() for ref in refs))


def _groups_to_end(work: Work) -> Iterator[Action]:
    gone = unwanted_ids(work)
    known_groups = work.applied.groups
    for key in unwanted_keys(work, known_groups, work.asked.groups):
        known = known_groups[key]
        if len(work.there.groups[known.id] - gone) <= 1:
            continue  # a group ends with the last but one of its items
        step = Step(
            do="delete", what="group", key=key, id=known.id, why="gone from the source",
            credits=DELETE,
        )  # fmt: skip
        yield Action(step=step, stage="delete")
