"""What it takes to bring a board in step with what is wanted: pure comparison, no calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..sending.chunks import Inputs, is_nested, plan as chunked
from .creating_drafts import creating
from .leaving_out import leave_out
from .places import Places
from .plan_ends import deletions
from .plan_items import items, living, named
from .plan_tags import tags
from .plan_ties import ties
from .steps import Plan

if TYPE_CHECKING:
    from ..drafts import Draft, Drafts
    from .work import Action, Stage, Work

_ORDER: tuple[Stage, ...] = (
    "tags", "early", "create", "frames", "change", "tie", "tagging", "delete", "delete_frames",
    "late",
)  # fmt: skip


def make_plan(board_id: str, work: Work) -> Plan:
    """Give the steps, the fewest, that bring the board in step with what is wanted.

    Raises:
        InvalidArgumentError: Something is wanted that cannot be.
    """
    _forget_gone(work)
    leave_out(work, deleted=not work.recreate)
    work.ids = {key: known.id for key, known in living(work)}
    keys = {item_id: key for key, item_id in work.ids.items()}
    places = Places(wanted=work.wanted, there=work.there, ids=work.ids, keys=keys)
    work.names = {key: named(work, places, key) for key in work.wanted.items}
    changes = [*items(work)]  # which tells what is made anew, and so what the rest leads to
    stages: dict[str, list[Action]] = {}
    for action in [*changes, *ties(work), *tags(work), *deletions(work)]:
        stages.setdefault(action.stage, []).append(action)
    # Frames in frames grow and move from the outermost one on, and shrink from the innermost.
    for stage in ("early", "frames"):
        stages.get(stage, []).sort(key=lambda action: work.depth(action.step.key))
    stages.get("late", []).sort(key=lambda action: -work.depth(action.step.key))
    work.actions = [action for stage in _ORDER for action in stages.get(stage, ())]
    return Plan(
        board_id=board_id,
        steps=[action.step for action in work.actions],
        calls=_calls(work),
        read_calls=work.there.calls,
        read_credits=work.there.credits,
        work=work,
    )


def _forget_gone(work: Work) -> None:
    """Forget what nothing wants any more, and what is not on the board any more."""
    applied, wanted, there = work.applied, work.wanted, work.there
    for known, keys, on_board in (
        (applied.items, wanted.items, there.items),
        (applied.connectors, wanted.connectors, there.connectors),
        (applied.groups, wanted.groups, there.groups),
    ):
        for key in [key for key in known if key not in keys and known[key].id not in on_board]:
            del known[key]
    titles = {*wanted.titles(), *there.tags}
    for title in [title for title in applied.tags if title not in titles]:
        del applied.tags[title]
    for key in [key for key in applied.lost if key not in wanted.items]:
        del applied.lost[key]


def _calls(work: Work) -> int:
    """Count the calls that it takes: those that write, and those that fetch files."""
    made = creating(work)
    bulk = sum(len(phase) for phase in chunked(Inputs.of(made), _sizes(made), in_order=False))
    nested = sum(is_nested(draft) for draft in made.items)
    fetched = sum(work.fetched(str(draft.key)) for draft in made.items)
    single = sum(action.stage != "create" for action in work.actions)
    return bulk + nested + fetched + single


def _sizes(drafts: Drafts) -> dict[Draft, int]:
    from ...uploads import Upload

    sources = ((d, d.file.source if isinstance(d.file, Upload) else d.file) for d in drafts.items)
    return {draft: len(src) for draft, src in sources if isinstance(src, (bytes, bytearray))}
