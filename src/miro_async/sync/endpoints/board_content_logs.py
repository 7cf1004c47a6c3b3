"""Log of content changes on an organization's boards, for Company Admins.

Without `await`: `miro_async.endpoints.board_content_logs` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.board_content_logs import LIST
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ...models import BoardContentLog
    from ..caller import Caller


class BoardContentLogs:
    """Log of content changes on an organization's boards, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        org_id: str,
        *,
        from_: datetime,
        to: datetime,
        board_ids: Sequence[str] | None = None,
        emails: Sequence[str] | None = None,
        sorting: Literal["asc", "desc"] | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[BoardContentLog]:
        """List what was created, changed or deleted on boards in a span of time.

        `GET /v2/orgs/{org_id}/content-logs/items` · scope `contentlogs:export` · 2000 credits (level 4) · plan Enterprise

        Args:
            org_id: Id of the organization.
            from_: Start of the span, by the time an item was last changed.
            to: End of the span, by the time an item was last changed.
            board_ids: Only changes on these boards (at most 15).
            emails: Only changes made by the people with these addresses (at most 15).
            sorting: Direction of the order by time.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 1000).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller,
            LIST,
            (org_id,),
            {"board_ids": board_ids, "emails": emails, "from": from_, "to": to, "sorting": sorting},
            page_size=page_size,
            start=cursor,
        )
