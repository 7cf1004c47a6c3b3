"""Bringing a board in step with a source, in the fewest calls."""

from __future__ import annotations

from hashlib import blake2b
from os import PathLike
from typing import TYPE_CHECKING, Protocol

from ...errors import InvalidArgumentError
from ..drafts import Drafts
from .adopting import adopt
from .keyed import keyed
from .mapping import Applied, FileKeys, Known
from .plan import Work, make_plan
from .present import read_present
from .steps import Plan

if TYPE_CHECKING:
    from ...uploads import Upload
    from ..board import Board
    from .keyed import Keyed
    from .mapping import KeyStorage
    from .present import Present


class HasDrafts(Protocol):
    """What can be turned into drafts with keys: a snapshot, for example."""

    def drafts(self) -> Drafts:
        """Give it as drafts, each with a key."""
        ...


async def apply(
    board: Board,
    wanted: Drafts | HasDrafts | Plan,
    *,
    mapping: KeyStorage | str | PathLike[str] | None = None,
    plan: bool = False,
    delete: bool = True,
) -> Plan:
    """Bring a board in step with what is wanted; see `Board.apply`."""
    if not isinstance(wanted, Plan):
        made = await _plan(board, wanted, mapping, delete=delete)
    elif plan or mapping is not None:
        raise InvalidArgumentError("a plan is carried out as it is: give nothing else with it")
    else:
        made = wanted
    if not plan:
        from .carrying_out import carry_out

        await carry_out(board, made)
    return made


async def _plan(
    board: Board,
    wanted: Drafts | HasDrafts,
    mapping: KeyStorage | str | PathLike[str] | None,
    *,
    delete: bool,
) -> Plan:
    if mapping is None:
        raise InvalidArgumentError(
            "say where it is kept which key became which item: "
            'mapping="board.keys.json", or a storage'
        )
    storage = FileKeys(mapping) if isinstance(mapping, (str, PathLike)) else mapping
    items = keyed(wanted if isinstance(wanted, Drafts) else wanted.drafts())
    files, uploads = await _files(items)
    stored = await storage.load(board.id)
    applied = Applied.of_text(stored)
    there = await read_present(board, items, applied)
    adopt(items, applied, there)
    if _is_of(wanted, board):
        _know_itself(items, applied, there)
    work = Work(
        wanted=items, applied=applied, there=there, ids={}, files=files, uploads=uploads,
        delete=delete, storage=storage, stored=stored,
    )  # fmt: skip
    return make_plan(board.id, work)


def _is_of(wanted: object, board: Board) -> bool:
    """Tell whether it is a snapshot of this very board, where keys are the ids of the items."""
    info: object = getattr(wanted, "info", None)
    return getattr(info, "id", None) == board.id


def _know_itself(wanted: Keyed, applied: Applied, there: Present) -> None:
    for key, draft in wanted.items.items():
        item = there.items.get(key)
        if key not in applied.items and item is not None:
            applied.items[key] = Known(id=key, type=item.type, tags=list(draft.tags))
    for key in wanted.connectors:
        if key not in applied.connectors and key in there.connectors:
            applied.connectors[key] = Known(id=key, type="connector")
    for key in wanted.groups:
        if key not in applied.groups and key in there.groups:
            applied.groups[key] = Known(id=key, type="group")


async def _files(wanted: Keyed) -> tuple[dict[str, str], dict[str, Upload]]:
    """Give digests of all files; what can be read only once is kept, a path is read again."""
    from ...uploads import Upload, read

    digests: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    for key, draft in wanted.items.items():
        if draft.file is None:
            continue
        upload = Upload.of(draft.file)
        file = await read(upload)
        digests[key] = blake2b(file.content, digest_size=12).hexdigest()
        if not isinstance(upload.source, (str, PathLike)):
            uploads[key] = Upload(file.content, file.name, file.content_type)
    return digests, uploads
