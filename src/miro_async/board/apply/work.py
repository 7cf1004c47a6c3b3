"""What a plan is made of, and what carries it out goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import define, field, frozen

from ..copying import BoardFile
from .keyed import OTHER_NAMES, Target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...uploads import Upload
    from ..drafts import Draft
    from ..fields import Fields
    from ..snapshots.redrafting import LeftOut
    from .applied import Applied
    from .keyed import Keyed
    from .mapping import KeyStorage
    from .present import Present
    from .steps import Step

Stage: TypeAlias = Literal[
    "tags",
    "early",
    "create",
    "frames",
    "change",
    "tie",
    "tagging",
    "delete",
    "delete_frames",
    "late",
]
"""When a step has its turn: frames grow first, and shrink when nothing is left outside."""

Route: TypeAlias = Literal["kind", "place", "file"]
"""By which call an item changes: its kind's own one, the one for any kind, or a new file."""

ITEM, TAG, DELETE, FETCH = 100, 50, 500, 500  # credits
UNCHANGEABLE = ("mindmap_node",)
REPLACED = "\0"
"""What the keys of items begin with that others have taken the place of: they are to go."""


@frozen(kw_only=True)
class Action:
    """A step, and what it takes to do it."""

    step: Step
    stage: Stage
    route: Route = "kind"
    sends: Fields = field(factory=dict[str, object])


@define(kw_only=True)
class Work:
    """All that a plan is made of, and what carries it out goes by."""

    wanted: Keyed
    """What is to be on the board, without what is left out."""
    asked: Keyed
    """What the source asks for."""
    applied: Applied
    there: Present
    storage: KeyStorage
    stored: str | None
    """What the storage had when the plan was made."""
    delete: bool
    recreate: bool
    files: Mapping[str, str]
    """Digests of the files of drafts, by key."""
    uploads: Mapping[str, Upload]
    """The files that could be read only once, and those that are fetched from a board, by key."""
    left_out: list[LeftOut]
    """What is not made, and why."""
    ids: dict[str, str] = field(factory=dict[str, str])
    """The ids of the wanted items that are on the board."""
    names: dict[str, dict[str, object]] = field(factory=dict[str, dict[str, object]])
    """What each wanted item is to be like, field by field."""
    actions: Sequence[Action] = ()
    carried_out: bool = False

    def of(self, stage: Stage) -> list[Action]:
        """Give what is to be done in a stage."""
        return [action for action in self.actions if action.stage == stage]

    def fetched(self, key: str) -> bool:
        """Tell whether the file of an item is fetched from a board when it is made."""
        return key in self.uploads and isinstance(self.uploads[key].source, BoardFile)

    def depth(self, key: str) -> int:
        """Give in how many frames a wanted item is, one in the other."""
        frame = self.wanted.items[key].frame
        above = None if frame is None else self.wanted.target(frame).key
        return 0 if above is None else 1 + self.depth(above)

    def id_of(self, target: Target) -> str | None:
        """Give the id of what is meant; `None` if it is yet to be made."""
        return target.id if target.key is None else self.ids.get(target.key)


def kind_of(draft: Draft) -> str:
    """Give the kind of an item as lists call it."""
    return OTHER_NAMES.get(draft.type, draft.type)


def written(target: object) -> str:
    """Give what an item is in as a text: a key, an id, or nothing."""
    return target.written() if isinstance(target, Target) else ""
