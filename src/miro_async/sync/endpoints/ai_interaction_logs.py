"""Log of what people did with Miro's AI features (called a beta by Miro).

Without `await`: `miro_async.endpoints.ai_interaction_logs` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...endpoints.ai_interaction_logs import LIST
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ...models import AiInteractionLog
    from ..caller import Caller


class AiInteractionLogs:
    """Log of what people did with Miro's AI features (called a beta by Miro)."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        org_id: str,
        *,
        from_: datetime,
        to: datetime,
        object_ids: Sequence[str] | None = None,
        emails: Sequence[str] | None = None,
        sorting: Literal["asc", "desc"] | None = None,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[AiInteractionLog]:
        """List what people did with Miro's AI features in a span of time.

        `GET /v2/orgs/{org_id}/ai-interaction-logs` · scope `aiinteractionlogs:read` · 2000 credits (level 4) · plan Enterprise Guard

        The span goes by the time a log was stored (`stored_at`), which may be later than the
        interaction. `details` may hold what people wrote to the model: treat it as confidential.

        Args:
            org_id: Id of the organization.
            from_: Start of the span, by the time a log was stored.
            to: End of the span, by the time a log was stored.
            object_ids: Only interactions with these boards or organizations, by id (at most
                15).
            emails: Only interactions of the people with these addresses (at most 15).
            sorting: Direction of the order by time.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller,
            LIST,
            (org_id,),
            {
                "object_ids": object_ids,
                "emails": emails,
                "from": from_,
                "to": to,
                "sorting": sorting,
            },
            page_size=page_size,
            start=cursor,
        )
