"""Legal holds of a case, for those who are both Company Admin and eDiscovery Admin.

Without `await`: `miro_async.endpoints.legal_holds` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.legal_holds import CLOSE, CREATE, GET, LIST, LIST_CONTENT_ITEMS, UPDATE
from ..paging import CursorPaginator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models import LegalHold, LegalHoldContentItem, LegalHoldScopeInput
    from ...null import Null
    from ..caller import Caller


class LegalHolds:
    """Legal holds of a case, for those who are both Company Admin and eDiscovery Admin."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self, org_id: str, case_id: str, *, page_size: int | None = None, cursor: str | None = None
    ) -> CursorPaginator[LegalHold]:
        """List the legal holds of a case with their states.

        `GET /v2/orgs/{org_id}/cases/{case_id}/legal-holds` · scope `organization:cases:management` · 2000 credits (level 4) · plan Enterprise Guard

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
            self._caller, LIST, (org_id, case_id), {}, page_size=page_size, start=cursor
        )

    def list_content_items(
        self,
        org_id: str,
        case_id: str,
        legal_hold_id: str,
        *,
        page_size: int | None = None,
        cursor: str | None = None,
    ) -> CursorPaginator[LegalHoldContentItem]:
        """List the boards and other content that a legal hold preserves.

        `GET /v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}/content-items` · scope `organization:cases:management` · 500 credits (level 3) · plan Enterprise Guard

        The list is complete only once the hold is `ACTIVE`. `content_id` of a board is its id,
        which `board_exports.create_job` takes.

        Args:
            org_id: Id of the organization.
            case_id: Id of the case.
            legal_hold_id: Id of the legal hold.
            page_size: How many to ask for per request; the most by default, and brought into
                what the service accepts (1 to 100).
            cursor: Where to start: a cursor of an earlier page.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return CursorPaginator(
            self._caller,
            LIST_CONTENT_ITEMS,
            (org_id, case_id, legal_hold_id),
            {},
            page_size=page_size,
            start=cursor,
        )

    def get(self, org_id: str, case_id: str, legal_hold_id: str) -> LegalHold:
        """Get a legal hold with its state and the users under it.

        `GET /v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}` · scope `organization:cases:management` · 500 credits (level 3) · plan Enterprise Guard

        Args:
            org_id: Id of the organization.
            case_id: Id of the case.
            legal_hold_id: Id of the legal hold.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id, case_id, legal_hold_id)

    def create(
        self,
        org_id: str,
        case_id: str,
        *,
        name: str,
        scope: LegalHoldScopeInput | Mapping[str, object],
        description: str | None = None,
    ) -> LegalHold:
        """Put the content of users under a legal hold and get the hold.

        `POST /v2/orgs/{org_id}/cases/{case_id}/legal-holds` · scope `organization:cases:management` · 2000 credits (level 4) · plan Enterprise Guard

        It can take 24 hours to take effect: the state is `PROCESSING` until then, and `ACTIVE`
        afterwards. A hold covers at most 200 users, counting those added later.

        Args:
            org_id: Id of the organization.
            case_id: Id of the case.
            name: The name.
            scope: The users whose content is held.
            description: What it is about, in a few words.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            CREATE, org_id, case_id, body={"name": name, "description": description, "scope": scope}
        )

    def update(
        self,
        org_id: str,
        case_id: str,
        legal_hold_id: str,
        *,
        name: str,
        scope: LegalHoldScopeInput | Mapping[str, object],
        description: str | Null | None = None,
    ) -> LegalHold:
        """Replace a legal hold's name, description and list of users and get it.

        `PUT /v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}` · scope `organization:cases:management` · 500 credits (level 3) · plan Enterprise Guard

        `scope` is always the whole list: who is left out is no longer preserved. Content of users
        added here is preserved from this call on, not backwards. A hold covers at most 200 users,
        counting those added later.

        Args:
            org_id: Id of the organization.
            case_id: Id of the case.
            legal_hold_id: Id of the legal hold.
            name: The name.
            scope: All users who are to be under the hold, not only new ones.
            description: What it is about, in a few words.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        return self._caller.call(
            UPDATE,
            org_id,
            case_id,
            legal_hold_id,
            body={"name": name, "description": description, "scope": scope},
        )

    def close(self, org_id: str, case_id: str, legal_hold_id: str) -> None:
        """Close a legal hold for good and release the content under it.

        `DELETE /v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}` · scope `organization:cases:management` · 2000 credits (level 4) · plan Enterprise Guard

        Releasing may take 24 hours.

        Args:
            org_id: Id of the organization.
            case_id: Id of the case.
            legal_hold_id: Id of the legal hold.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(CLOSE, org_id, case_id, legal_hold_id)
