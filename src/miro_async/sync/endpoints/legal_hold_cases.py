"""Cases of eDiscovery, for those who are both Company Admin and eDiscovery Admin.

Without `await`: `miro_async.endpoints.legal_hold_cases` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.legal_hold_cases import CLOSE, CREATE, GET, LIST, LIST_EXPORT_JOBS, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from ...models import LegalHoldCase, LegalHoldExportJob
    from ...null import Null
    from ..caller import Caller


class LegalHoldCases:
    """Cases of eDiscovery, for those who are both Company Admin and eDiscovery Admin."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, org_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[LegalHoldCase]:
        """List the eDiscovery cases of an organization.

        `GET /v2/orgs/{org_id}/cases` · scope `organization:cases:management` · 2000 credits (level 4) · plan Enterprise Guard

        Args:
            org_id: Id of the organization.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(self._caller, LIST, (org_id,), {}, page_size=page_size, start=cursor)

    def list_export_jobs(
        self, org_id: str, case_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[LegalHoldExportJob]:
        """List the board export jobs of a case, by id.

        `GET /v2/orgs/{org_id}/cases/{case_id}/export-jobs` · scope `organization:cases:management` · 2000 credits (level 4) · plan Enterprise Guard

        Args:
            org_id: Id of the organization.
            case_id: Id of the case.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller, LIST_EXPORT_JOBS, (org_id, case_id), {}, page_size=page_size, start=cursor
        )

    def get(self, org_id: str, case_id: str) -> LegalHoldCase:
        """Get a case with its description and who made and last changed it.

        `GET /v2/orgs/{org_id}/cases/{case_id}` · scope `organization:cases:management` · 500 credits (level 3) · plan Enterprise Guard

        Args:
            org_id: Id of the organization.
            case_id: Id of the case.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, case_id)

    def create(self, org_id: str, *, name: str, description: str | None = None) -> LegalHoldCase:
        """Create a case, the container of legal holds, and get it.

        `POST /v2/orgs/{org_id}/cases` · scope `organization:cases:management` · 2000 credits (level 4) · plan Enterprise Guard

        Args:
            org_id: Id of the organization.
            name: The name.
            description: What it is about, in a few words.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(CREATE, org_id, body={"name": name, "description": description})

    def update(
        self, org_id: str, case_id: str, *, name: str, description: str | Null | None = None
    ) -> LegalHoldCase:
        """Replace the name and description of a case and get it.

        `PUT /v2/orgs/{org_id}/cases/{case_id}` · scope `organization:cases:management` · 500 credits (level 3) · plan Enterprise Guard

        `name` has to be sent even if it stays the same.

        Args:
            org_id: Id of the organization.
            case_id: Id of the case.
            name: The name.
            description: What it is about, in a few words.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE, org_id, case_id, body={"name": name, "description": description}
        )

    def close(self, org_id: str, case_id: str) -> None:
        """Close a case, which deletes it for good.

        `DELETE /v2/orgs/{org_id}/cases/{case_id}` · scope `organization:cases:management` · 2000 credits (level 4) · plan Enterprise Guard

        Close all legal holds of the case first.

        Args:
            org_id: Id of the organization.
            case_id: Id of the case.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(CLOSE, org_id, case_id)
