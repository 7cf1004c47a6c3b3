"""What is wanted and is not made: it cannot be, or somebody has deleted it and it is not to be.

It stays in the mapping as it is, and what refers to it is left out as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from ..snapshots.redrafting import LeftOut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..drafts import ConnectorDraft, Draft, GroupDraft
    from .applied import Known
    from .work import Work

_DELETED = "it was deleted on the board"
_LEADS_NOWHERE = "what it leads from or to is left out"
_NO_GROUP = "less than two of its items are left"
_NO_FRAME = "what it would be in is left out"


def leave_out(work: Work, *, deleted: bool) -> None:
    """Take out of what is wanted what is not to be made, and tell why.

    Args:
        work: What is wanted, and what is there.
        deleted: Whether what was made before and is not there now is left out. Only before
            anything is made, as what is there is not read again.
    """
    gone = _gone_items(work, deleted=deleted)
    if not gone and not deleted:
        return
    wanted = work.wanted
    _report(work, gone, {key: wanted.items[key].type for key in gone})
    lines, groups = _lines(work, gone, deleted=deleted), _groups(work, gone, deleted=deleted)
    keys = dict(wanted.keys)
    items: dict[str, Draft] = {}
    for key, draft in wanted.items.items():
        if key not in gone:
            items[key] = draft
            if draft.frame is not None and wanted.target(draft.frame).key in gone:
                items[key] = evolve(draft, frame=None, at=None, relative_to="board")
                keys[id(items[key])] = key
    work.wanted = evolve(wanted, items=items, connectors=lines, groups=groups, keys=keys)


def _gone_items(work: Work, *, deleted: bool) -> dict[str, str]:
    """Give the keys of items that are not to be made, each with the reason."""
    wanted, on_board, gone = work.wanted, work.there.items, dict[str, str]()
    missing = [key for key in wanted.items if not _is_there(work.applied.items.get(key), on_board)]
    for key in missing:
        if key in work.applied.lost and work.fetched(key):
            gone[key] = work.applied.lost[key]
        elif deleted and key in work.applied.items:
            gone[key] = _DELETED
    more = bool(gone)
    while more:  # what is new cannot go into what is left out
        inside = [key for key in missing if key not in gone and _above(work, key) in gone]
        gone |= dict.fromkeys(inside, _NO_FRAME)
        more = bool(inside)
    return gone


def _is_there(known: Known | None, on_board: Mapping[str, object]) -> bool:
    return known is not None and known.id in on_board


def _above(work: Work, key: str) -> str | None:
    frame = work.wanted.items[key].frame
    return None if frame is None else work.wanted.target(frame).key


def _lines(work: Work, gone: Mapping[str, str], *, deleted: bool) -> dict[str, ConnectorDraft]:
    wanted, left, on_board = work.wanted, dict[str, str](), work.there.connectors
    for key, line in wanted.connectors.items():
        known = work.applied.connectors.get(key)
        if any(wanted.target(ref).key in gone for ref in (line.start, line.end)):
            left[key] = _LEADS_NOWHERE
        elif deleted and known is not None and known.id not in on_board:
            left[key] = _DELETED
    _report(work, left, dict.fromkeys(left, "connector"))
    return {key: line for key, line in wanted.connectors.items() if key not in left}


def _groups(work: Work, gone: Mapping[str, str], *, deleted: bool) -> dict[str, GroupDraft]:
    wanted, left, on_board = work.wanted, dict[str, str](), work.there.groups
    groups: dict[str, GroupDraft] = {}
    for key, group in wanted.groups.items():
        known = work.applied.groups.get(key)
        members = [ref for ref in group.items if wanted.target(ref).key not in gone]
        if len(members) < min(2, len(group.items)):
            left[key] = _NO_GROUP
        elif deleted and known is not None and known.id not in on_board:
            left[key] = _DELETED
        else:
            groups[key] = evolve(group, items=members)
    _report(work, left, dict.fromkeys(left, "group"))
    return groups


def _report(work: Work, left: Mapping[str, str], kinds: Mapping[str, str]) -> None:
    work.left_out += [LeftOut(id=key, type=kinds[key], reason=why) for key, why in left.items()]
