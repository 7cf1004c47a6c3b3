"""Bringing a board in step with a source, in the fewest calls."""

from __future__ import annotations

from inspect import iscoroutinefunction
from os import PathLike
from typing import TYPE_CHECKING, Protocol

from ...drawing.values import word
from ...errors import InvalidArgumentError
from ..drafts import Drafts
from ..snapshots.redrafting import SnapshotDrafts
from ..snapshots.snapshot import Snapshot
from .adopting import adopt
from .applied import Applied, Known
from .files import files_on_board, read_files
from .keyed import keyed
from .mapping import FileKeys, held
from .plan import make_plan
from .present import read_present
from .steps import Plan
from .work import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from ..board import Board
    from .keyed import Keyed
    from .mapping import KeyStorage
    from .steps import PlanProgress


class HasDrafts(Protocol):
    """What can be turned into drafts with keys: a snapshot, for example."""

    def drafts(self) -> Drafts:
        """Give it as drafts, each with a key."""
        ...


async def apply(  # noqa: PLR0913 - what, where to and how, each by keyword
    board: Board,
    wanted: Drafts | HasDrafts | Plan,
    *,
    mapping: KeyStorage | str | PathLike[str] | None = None,
    plan: bool = False,
    delete: bool = True,
    recreate: bool = True,
    progress: Callable[[PlanProgress], object] | None = None,
) -> Plan:
    """Bring a board in step with what is wanted; see `Board.apply`."""
    from .carrying_out import carry_out

    if isinstance(wanted, Plan):
        if plan or mapping is not None or not (delete and recreate):
            raise InvalidArgumentError("a plan is carried out as it is: give nothing else with it")
        _demand_of(board, wanted)
        async with held(wanted.work.storage, board.id):
            await _demand_current(wanted)
            await carry_out(board, wanted, progress)
        return wanted
    storage = _storage(mapping)
    if plan:
        return await _plan(board, wanted, storage, delete=delete, recreate=recreate)
    async with held(storage, board.id):
        made = await _plan(board, wanted, storage, delete=delete, recreate=recreate)
        await carry_out(board, made, progress)
    return made


def _demand_of(board: Board, plan: Plan) -> None:
    if plan.board_id != board.id:
        raise InvalidArgumentError(f"this plan is for board {plan.board_id}, not for {board.id}")
    if plan.work.carried_out:
        raise InvalidArgumentError("this plan was carried out: make another one")


async def _demand_current(plan: Plan) -> None:
    if await plan.work.storage.load(plan.board_id) != plan.work.stored:
        raise InvalidArgumentError(
            "this plan is out of date: another run has changed the mapping since; make another one"
        )


def _storage(mapping: KeyStorage | str | PathLike[str] | None) -> KeyStorage:
    if mapping is None:
        raise InvalidArgumentError(
            "say where it is kept which key became which item: "
            'mapping="board.keys.json", or a storage'
        )
    if isinstance(mapping, (str, PathLike)):
        return FileKeys(mapping)
    if not all(iscoroutinefunction(getattr(mapping, name, None)) for name in ("load", "save")):
        raise InvalidArgumentError(
            "a storage of keys has two async methods, load(board_id) and save(board_id, text), "
            "also for miro_async.sync"
        )
    return mapping


async def _plan(
    board: Board, wanted: Drafts | HasDrafts, storage: KeyStorage, *, delete: bool, recreate: bool
) -> Plan:
    if isinstance(wanted, Snapshot):
        drafts: Drafts = wanted.drafts(missing_files="draft")
    else:
        drafts = wanted if isinstance(wanted, Drafts) else wanted.drafts()
    snapshot = drafts.snapshot if isinstance(drafts, SnapshotDrafts) else None
    items = keyed(drafts)
    files, uploads = await read_files(items)
    stored = await storage.load(board.id)
    applied = Applied.of_text(stored)
    if snapshot is not None:
        uploads = {**files_on_board(board.api, snapshot, items), **uploads}
        if snapshot.info.id == board.id:
            _know_itself(snapshot, items, applied)
            # Of what is there, the files are those that are there.
            files = {key: each for key, each in files.items() if snapshot.item(key) is None}
    there = await read_present(board, items, applied)
    adopt(items, applied, there)
    work = Work(
        wanted=items, asked=items, applied=applied, there=there, storage=storage, stored=stored,
        delete=delete, recreate=recreate, files=files, uploads=uploads,
        left_out=[*drafts.left_out] if isinstance(drafts, SnapshotDrafts) else [],
    )  # fmt: skip
    return make_plan(board.id, work)


def _know_itself(snapshot: Snapshot, wanted: Keyed, applied: Applied) -> None:
    """Know a snapshot of this very board, where the keys are the ids of its items."""
    ours = {*applied.tags.values()}
    for tag in snapshot.tags:
        if tag.id not in ours:
            applied.tags.setdefault(word(tag, "title"), tag.id)
            applied.theirs.add(tag.id)
    for key in _unknown(applied.items, wanted.items, {item.id for item in snapshot.items}):
        draft = wanted.items[key]
        applied.items[key] = Known(id=key, type=draft.type, tags=list(draft.tags))
    lines = {line.id for line in snapshot.connectors}
    for key in _unknown(applied.connectors, wanted.connectors, lines):
        applied.connectors[key] = Known(id=key, type="connector")
    groups = {word(group, "id") for group in snapshot.groups}
    for key in _unknown(applied.groups, wanted.groups, groups):
        applied.groups[key] = Known(id=key, type="group")


def _unknown(
    known: Mapping[str, Known], wanted: Mapping[str, object], ids: Collection[str]
) -> list[str]:
    """Give the keys that are ids and not known, or known as what has a key of its own by now."""
    before = ((key, known[key].id if key in known else None) for key in wanted if key in ids)
    return [key for key, now in before if now is None or (now != key and now in wanted)]
