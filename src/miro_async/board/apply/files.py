"""The files of what is wanted: told apart by digests, or fetched from the board of a snapshot."""

from __future__ import annotations

from hashlib import blake2b
from os import PathLike
from typing import TYPE_CHECKING

from ...call.resources import OPERATIONS
from ...drawing.values import word
from ...errors import APIError, InvalidArgumentError
from ...uploads import Upload, read
from ..copying import BoardFile
from ..drafts import Draft

if TYPE_CHECKING:
    from ...client import MiroApi
    from ...errors import BatchError
    from ..snapshots.snapshot import Snapshot
    from .keyed import Keyed
    from .work import Work

_NEVER = frozenset((400, 403, 404, 410))  # what asking once more does not help against
_FETCHING = frozenset(operation.id for operation in OPERATIONS.values())


async def read_files(wanted: Keyed) -> tuple[dict[str, str], dict[str, Upload]]:
    """Give digests of all files; what can be read only once is kept, a path is read again."""
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


def files_on_board(api: MiroApi, snapshot: Snapshot, wanted: Keyed) -> dict[str, Upload]:
    """Give the files of a snapshot that nobody gives, by the ids of their items.

    Each is fetched when it is read.
    """
    drafts = wanted.items
    return {
        item.id: Upload(BoardFile(api, item), file_name=word(item.data, "title") or item.type)
        for item in snapshot.files()
        if item.id in drafts and drafts[item.id].file is None
    }


def lost_files(work: Work, error: BatchError) -> dict[str, str]:
    """Give the items of a batch that cannot be made as nobody gives their files, with the reason.

    Raises:
        BatchError: Something failed for another reason, or may work another time.
    """
    lost = {
        str(draft.key): reason
        for draft, reason in error.failed
        if isinstance(draft, Draft) and work.fetched(str(draft.key)) and _is_final(reason)
    }
    final = [*lost.values()]  # also what needs such an item has failed for this very reason
    if error.left or any(reason not in final for _, reason in error.failed):
        raise error
    return {key: f"its file cannot be fetched: {reason}" for key, reason in lost.items()}


def _is_final(reason: Exception) -> bool:
    """Tell whether a file cannot be had: there is none, it is too large, or it is refused."""
    if isinstance(reason, APIError):
        return reason.operation in _FETCHING and reason.status in _NEVER
    return isinstance(reason, InvalidArgumentError)
