"""What `board.apply` is going to do: a plan of single steps, to be read, or to be carried out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..snapshots.redrafting import LeftOut
    from .work import Work

Doing: TypeAlias = Literal["create", "update", "move", "tag", "untag", "connect", "group", "delete"]
Why: TypeAlias = Literal[
    "new", "changed in the source", "changed on the board", "gone from the board",
    "gone from the source", "of another kind", "replaced",
]  # fmt: skip

_SIGNS = {
    "create": "+", "connect": "+", "group": "+", "update": "~", "move": ">", "tag": "#",
    "untag": "#", "delete": "-",
}  # fmt: skip
_LONGEST = 60


@frozen(kw_only=True)
class Step:
    """One thing to do.

    Attributes:
        do: What is done: `create`, `update`, `move`, `tag`, `untag`, `connect`, `group`, `delete`.
        what: The kind of thing: `sticky_note`, `connector`, `tag`, `group`.
        key: What the source calls it; of a tag its title, of `tag` and `untag` the item's key.
        id: Its id, if it is on the board.
        fields: What changes: `data.content`, `position`, `parent`; of `tag` and `untag` the title.
        why: What it is done for.
        says: The beginning of its text, to know it by; of a tag that is renamed its old title.
        credits: What it costs; 500 of it for a file that has to be fetched.
    """

    do: Doing
    what: str
    key: str
    id: str | None = None
    fields: tuple[str, ...] = ()
    why: Why
    says: str = ""
    credits: int

    def __str__(self) -> str:
        """Give it as a line: a sign, the kind, the key, what changes, why."""
        label = self.says if len(self.says) <= _LONGEST else f"{self.says[: _LONGEST - 1]}…"
        fields = f": {', '.join(self.fields)}" if self.fields else ""
        says = f'  "{label}"' if label else ""
        return f"{_SIGNS[self.do]} {self.do} {self.what} {self.key!r}{fields}{says}  ({self.why})"


@frozen(kw_only=True)
class Plan:
    """What brings a board in step with what is wanted: `await board.apply(plan)` makes it.

    It is false if there is nothing to do. `str(plan)` is for people, `plan.to_json()` for programs.

    Attributes:
        board_id: The board.
        steps: What is to be done, in this order.
        calls: How many calls that takes: those that write, and one for each file that is fetched.
        credits: What they cost.
        read_calls: How many calls it took to read the board for this plan.
        read_credits: What they cost.
    """

    board_id: str
    steps: Sequence[Step]
    calls: int
    read_calls: int
    read_credits: int
    work: Work = field(repr=False, eq=False)
    """What carries it out needs to know besides."""

    @property
    def ids(self) -> Mapping[str, str]:
        """The ids of the wanted items by key: those on the board; of all when it is carried out."""
        return self.work.ids

    @property
    def left_out(self) -> Sequence[LeftOut]:
        """What is wanted and is not made, with the reason; `id` is its key.

        That a picture's file cannot be fetched is only known when it was tried.
        """
        return self.work.left_out

    @property
    def credits(self) -> int:
        """What its calls cost."""
        return sum(step.credits for step in self.steps)

    def __bool__(self) -> bool:
        return bool(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def __str__(self) -> str:
        """Give a line on the whole, and one for each step."""
        if not self.steps:
            return "nothing to do"
        counts = Counter(step.do for step in self.steps)
        whole = ", ".join(f"{count} to {do}" for do, count in counts.items())
        head = f"{whole}: {_many(self.calls, 'call')}, {self.credits:,} credits"
        return "\n".join([head, *(f"  {step}" for step in self.steps)])

    def to_json(self) -> dict[str, object]:
        """Give it as JSON values."""
        return {
            "board": self.board_id,
            "calls": self.calls,
            "credits": self.credits,
            "read_calls": self.read_calls,
            "read_credits": self.read_credits,
            "steps": [_step_json(step) for step in self.steps],
            "left_out": [
                {"what": one.type, "key": one.id, "why": one.reason} for one in self.left_out
            ],
        }


@frozen(kw_only=True)
class PlanProgress:
    """How far a plan is carried out: `done` of `total` steps."""

    done: int
    total: int


def _step_json(step: Step) -> dict[str, object]:
    whole: dict[str, object] = {"do": step.do, "what": step.what, "key": step.key}
    whole |= {} if step.id is None else {"id": step.id}
    whole |= {} if not step.fields else {"fields": list(step.fields)}
    return {**whole, "why": step.why, "says": step.says, "credits": step.credits}


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
