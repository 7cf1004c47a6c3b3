"""What administrators keep an eye on: exports of boards, cases and legal holds."""

from __future__ import annotations

from attrs import define, field

from .boards import StoredBoard
from .people import User

CREATED, IN_PROGRESS, CANCELLED, FINISHED = "CREATED", "IN_PROGRESS", "CANCELLED", "FINISHED"
"""The states of an export job."""
SCHEDULED, SUCCESS, ERROR = "SCHEDULED", "SUCCESS", "ERROR"
"""The states of an export task, besides `CREATED` and `CANCELLED`."""
PROCESSING, ACTIVE, DELETING = "PROCESSING", "ACTIVE", "DELETING"
"""The states of a legal hold."""

_WAITING = 1.0  # seconds before a job begins
_SECONDS_A_BOARD = 2.0
_HOLD_SECONDS = 10.0  # for which a hold is put in place, or lifted; of Miro's it may be a day


@define(kw_only=True)
class ExportTask:
    """One board of an export. Without an archive there is no such board."""

    id: str
    board_id: str
    ends_at: float
    archive: bytes | None = field(repr=False)


@define(kw_only=True)
class ExportJob:
    """Boards that are exported one after the other; where it stands follows from the time."""

    id: str
    board_format: str
    board_ids: list[str]
    creator_id: str
    created_at: float
    tasks: list[ExportTask] = field(factory=list[ExportTask])
    cancelled_at: float | None = None

    def add_task(self, task_id: str, board_id: str, archive: bytes | None) -> None:
        """Add a board to be exported after the others."""
        ends_at = self.begins_at + _SECONDS_A_BOARD * (len(self.tasks) + 1)
        task = ExportTask(id=task_id, board_id=board_id, ends_at=ends_at, archive=archive)
        self.tasks.append(task)

    @property
    def begins_at(self) -> float:
        """When the first board is taken."""
        return self.created_at + _WAITING

    def status(self, now: float) -> str:
        """Give the state of the job."""
        if self.cancelled_at is not None:
            return CANCELLED
        if now < self.begins_at:
            return CREATED
        return IN_PROGRESS if now < self.tasks[-1].ends_at else FINISHED

    def is_running(self, now: float) -> bool:
        """Tell whether there is still something to come of the job."""
        return self.status(now) in {CREATED, IN_PROGRESS}

    def task_status(self, task: ExportTask, now: float) -> str:
        """Give the state of one of its tasks."""
        if task.ends_at <= (now if self.cancelled_at is None else self.cancelled_at):
            return ERROR if task.archive is None else SUCCESS
        if self.cancelled_at is not None:
            return CANCELLED
        return CREATED if now < self.begins_at else SCHEDULED

    def changed_at(self, now: float) -> float:
        """Give when the job's state or one of its tasks changed last."""
        if self.cancelled_at is not None:
            return self.cancelled_at
        moments = (self.begins_at, *(task.ends_at for task in self.tasks))
        return max((moment for moment in moments if moment <= now), default=self.created_at)


@define(kw_only=True)
class LegalHold:
    """Users of whom nothing may get lost. `users` are as they were when they were named."""

    id: str
    name: str
    description: str | None
    users: list[User]
    created_by: User
    created_at: float
    modified_by: User
    modified_at: float
    closed_at: float | None = None
    board_ids: dict[str, list[str]] = field(factory=dict[str, list[str]])
    """The boards that each of the users has seen since they were named, by the user's id."""

    @property
    def held_ids(self) -> set[str]:
        """The ids of the boards under the hold."""
        return {id_ for user in self.users for id_ in self.board_ids.get(user.id, ())}

    def state(self, now: float) -> str | None:
        """Give the state of the hold; `None`: it is gone."""
        if self.closed_at is not None:
            return DELETING if now < self.closed_at + _HOLD_SECONDS else None
        return PROCESSING if now < self.modified_at + _HOLD_SECONDS else ACTIVE


@define(kw_only=True)
class Case:
    """What legal holds are kept together in, by their ids."""

    id: str
    name: str
    description: str | None
    created_by: User
    created_at: float
    modified_by: User
    modified_at: float
    holds: dict[str, LegalHold] = field(factory=dict[str, LegalHold])


@define(kw_only=True)
class Governance:
    """Export jobs and cases, by id."""

    export_jobs: dict[str, ExportJob] = field(factory=dict[str, ExportJob])
    cases: dict[str, Case] = field(factory=dict[str, Case])
    preserved: dict[str, StoredBoard] = field(factory=dict[str, StoredBoard])
    """Boards that were deleted while a legal hold was on them, and that still are under one."""
