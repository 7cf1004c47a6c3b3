"""The part of a plan about what is to go: items that are wanted no more, or were replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fields import parent_of
from .steps import Step
from .work import DELETE, REPLACED, Action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...models import Item
    from .steps import Why
    from .work import Stage, Work


def deletions(work: Work) -> Iterator[Action]:
    """Give the items that are wanted no more, and those that others have taken the place of."""
    gone = unwanted_ids(work)
    for name, known in work.applied.items.items():
        item = work.there.items.get(known.id)
        if item is None or known.id not in gone or _goes_along(item, gone):
            continue
        replaced = name.startswith(REPLACED)
        why: Why = "replaced" if replaced else "gone from the source"
        key = name.partition(" ")[2] if replaced else name
        stage: Stage = "delete_frames" if item.type == "frame" else "delete"
        step = Step(do="delete", what=item.type, key=key, id=item.id, why=why, credits=DELETE)
        yield Action(step=step, stage=stage, sends={"key": name})


def unwanted_ids(work: Work) -> set[str]:
    """Give the ids of all items that are going to be deleted."""
    return {
        known.id
        for key, known in work.applied.items.items()
        if key.startswith(REPLACED) or (work.delete and key not in work.asked.items)
    } & work.there.items.keys()


def _goes_along(item: Item, gone: set[str]) -> bool:
    """Tell whether it is a mind map node below one that is deleted, which takes it along."""
    return item.type == "mindmap_node" and parent_of(item) in gone
