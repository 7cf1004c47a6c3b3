"""Audit events of an organization.

Without `await`: `miro_async.endpoints.audit_logs` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.audit_logs import LIST
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from datetime import datetime

    from ...models import AuditEvent
    from ..caller import Caller


class AuditLogs:
    """Audit events of an organization."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        created_after: datetime,
        created_before: datetime,
        sorting: Literal["ASC", "DESC"] | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[AuditEvent]:
        """List an organization's audit events in a span of the last 90 days.

        `GET /v2/audit/logs` · scope `auditlogs:read` · 100 credits (level 2) · plan Enterprise

        Both ends of the span are required; older events are only in Miro's CSV export.

        Args:
            created_after: Only entries later than this.
            created_before: Only entries earlier than this.
            sorting: Direction of the order by time.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller,
            LIST,
            (),
            {"createdAfter": created_after, "createdBefore": created_before, "sorting": sorting},
            page_size=page_size,
            start=cursor,
        )
