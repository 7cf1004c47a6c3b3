"""The part of a plan about what is to go: items that are wanted no more, or were replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fields import parent_of
from .applied import made_here
from .steps import Step
from .work import DELETE, REPLACED, Action

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ...models import Item
    from .applied import Known
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
    known_items = work.applied.items
    replaced = {known.id for key, known in known_items.items() if key.startswith(REPLACED)}
    unwanted = unwanted_keys(work, known_items, work.asked.items) if work.delete else ()
    return {*replaced, *(known_items[key].id for key in unwanted)} & work.there.items.keys()


def unwanted_keys(work: Work, known: Mapping[str, Known], asked: Collection[str]) -> list[str]:
    """Give the keys of what was made here and is wanted no more, also under no other key.

    What is left out is wanted: it only cannot be made.
    """
    wanted = {*asked, *(one.id for one in work.left_out)}
    ids = {known[key].id for key in wanted if key in known}
    return [
        key
        for key, each in known.items()
        if key not in wanted and each.id not in ids and made_here(key, each)
    ]


def _goes_along(item: Item, gone: set[str]) -> bool:
    """Tell whether it is a mind map node below one that is deleted, which takes it along."""
    return item.type == "mindmap_node" and parent_of(item) in gone
