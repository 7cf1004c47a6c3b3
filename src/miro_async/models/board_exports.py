"""What the API says about board exports.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from attrs import field, frozen

from ..extra import NO_EXTRA


@frozen(kw_only=True)
class BoardExportJob:
    """A job that exports boards, with its progress."""

    id: str | None = None  # a UUID
    name: str | None = None
    board_format: Literal["SVG", "HTML", "PDF"] | str | None = None
    status: str | None = None  # such as created, in_progress or finished
    tasks_count: BoardExportTasksCount | None = None
    creator: BoardExportCreator | None = None
    created_at: datetime | None = None
    modified_at: datetime | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportJobRef:
    """The id of an export job that was started."""

    job_id: str  # a UUID
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportJobStatus:
    """The state an export job is in."""

    job_status: Literal["CREATED", "IN_PROGRESS", "CANCELLED", "FINISHED"] | str
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportJobResults:
    """Results of an export job, one for each board."""

    job_id: str | None = None  # a UUID
    results: Sequence[BoardExportTaskResult] | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportTask:
    """The part of an export job that exports one board."""

    id: str
    status: str
    artifact_expired_at: datetime | None = None  # when the files are deleted
    size_in_bytes: int | None = None
    error_message: str | None = None
    error_type: str | None = None  # TEMPORARY and UNKNOWN may be tried again, FATAL not
    board: BoardExportBoard | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportTaskResult:
    """How the export of one board ended, with the link to its files."""

    board_id: str
    error_message: str | None = None
    export_link: str | None = None  # address of the files; stops working after a while
    status: str
    error_type: str | None = None  # TEMPORARY and UNKNOWN may be tried again, FATAL not
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportLink:
    """A fresh link to the files of an export task."""

    status: str
    export_link: str | None = None  # address of the files; stops working after a while
    artifact_expired_at: datetime | None = None  # when the files are deleted
    link_expired_at: datetime | None = None  # when this link stops working; the files stay longer
    error_message: str | None = None
    error_type: str | None = None  # TEMPORARY and UNKNOWN may be tried again, FATAL not
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportTasksCount:
    """How many tasks of an export job there are, succeeded and failed."""

    total: int | None = None
    success: int | None = None
    error: int | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportCreator:
    """Reference to the user who started an export job."""

    id: str | None = None
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportBoard:
    """Reference to the board that an export task is about."""

    key: str | None = None  # id of the board
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)


@frozen(kw_only=True)
class BoardExportCancellation:
    """What the service says after an export job was canceled."""

    status: object  # object or string; Miro's document is not clear
    extra: Mapping[str, object] = field(default=NO_EXTRA, repr=False, hash=False)
