"""Everyday work on one board: adding, placing, batches, snapshots, changes, export.

board = await api.board(board_id)
note = await board.add_sticky_note("More demos", at=(100, 50), color="light_green")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .apply.mapping import FileKeys, KeyStorage, MemoryKeys
    from .apply.steps import Plan, Step
    from .batch import Batch, Progress
    from .board import Board
    from .change import Change
    from .changes import Changes
    from .connector import BoardConnector
    from .copying import Copied
    from .drafts import ConnectorDraft, Draft, Drafts, GroupDraft, TagDraft
    from .handle import BoardItem
    from .layout import Layout
    from .lines import Line
    from .made import Made
    from .snapshots.differences import (
        Both,
        Changed,
        Differences,
        FieldChange,
        Moved,
        ThingDifferences,
        diff,
    )
    from .snapshots.redrafting import LeftOut, SnapshotDrafts
    from .snapshots.snapshot import Snapshot
    from .streaming import Stream, Tagged
    from .walks import Walk

_MODULE_OF = {
    "Batch": "batch",
    "Board": "board",
    "Copied": "copying",
    "Made": "made",
    "Progress": "batch",
    "BoardConnector": "connector",
    "BoardItem": "handle",
    "Layout": "layout",
    "Line": "lines",
    "Walk": "walks",
    "ConnectorDraft": "drafts",
    "Draft": "drafts",
    "Drafts": "drafts",
    "GroupDraft": "drafts",
    "TagDraft": "drafts",
    "Snapshot": "snapshots.snapshot",
    "SnapshotDrafts": "snapshots.redrafting",
    "LeftOut": "snapshots.redrafting",
    "Tagged": "streaming",
    "Stream": "streaming",
    "Differences": "snapshots.differences",
    "FieldChange": "snapshots.differences",
    "Changed": "snapshots.differences",
    "Moved": "snapshots.differences",
    "Both": "snapshots.differences",
    "ThingDifferences": "snapshots.differences",
    "diff": "snapshots.differences",
    "Change": "change",
    "Changes": "changes",
    "FileKeys": "apply.mapping",
    "KeyStorage": "apply.mapping",
    "MemoryKeys": "apply.mapping",
    "Plan": "apply.steps",
    "Step": "apply.steps",
}

__all__ = [
    "Batch",
    "Board",
    "BoardConnector",
    "BoardItem",
    "Both",
    "Change",
    "Changed",
    "Changes",
    "ConnectorDraft",
    "Copied",
    "Differences",
    "Draft",
    "Drafts",
    "FieldChange",
    "FileKeys",
    "GroupDraft",
    "KeyStorage",
    "Layout",
    "LeftOut",
    "Line",
    "Made",
    "MemoryKeys",
    "Moved",
    "Plan",
    "Progress",
    "Snapshot",
    "SnapshotDrafts",
    "Step",
    "Stream",
    "TagDraft",
    "Tagged",
    "ThingDifferences",
    "Walk",
    "diff",
]


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return __all__
