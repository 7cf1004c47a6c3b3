"""Drafts of what a plan is going to make, as a batch takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from ...geometry import Point
from ..drafts import Drafts

if TYPE_CHECKING:
    from ..drafts import ConnectorDraft, Draft, GroupDraft, Ref
    from .work import Work


def creating(work: Work) -> Drafts:
    """Give drafts of all items, connectors and groups that are to be made, in the plan's order.

    References lead to the drafts given here, or to ids; places are as Miro's calls have them. Tags
    are left out: attaching them takes calls of its own in any case.
    """
    steps = [action.step for action in work.of("create")]
    items = dict.fromkeys(step.key for step in steps if step.do == "create")
    made: dict[str, Draft] = {}

    def meant(ref: Ref) -> Ref:
        target = work.wanted.target(ref)
        if target.key is None:
            return str(target.id)
        known = work.ids.get(target.key)
        return made[target.key] if known is None else known

    def make(key: str) -> None:
        draft = work.wanted.items[key]
        above = None if draft.frame is None else work.wanted.target(draft.frame)
        if above is not None and above.key in items and above.key not in made:
            make(above.key)
        named = work.names[key]
        place = named.get("position")
        frame = draft.frame
        made[key] = evolve(
            draft,
            at=place if isinstance(place, Point) else None,
            frame=None if frame is None else meant(frame),
            relative_to="board" if frame is None else "frame",
            tags=(),
            key=key,
            file=work.uploads.get(key, draft.file),
        )

    for key in items:
        if key not in made:
            make(key)
    drafts = Drafts(items=[made[key] for key in items])
    for step in steps:
        if step.do == "connect":
            line: ConnectorDraft = work.wanted.connectors[step.key]
            start, end = meant(line.start), meant(line.end)
            drafts.connectors.append(evolve(line, start=start, end=end, key=step.key))
        elif step.do == "group":
            group: GroupDraft = work.wanted.groups[step.key]
            drafts.groups.append(evolve(group, items=[*map(meant, group.items)], key=step.key))
    return drafts
