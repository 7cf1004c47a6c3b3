"""The organization itself, for its Company Admins.

Without `await`: `miro_async.endpoints.organizations` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.organizations import GET

if TYPE_CHECKING:
    from ...models import Organization
    from ..caller import Caller


class Organizations:
    """The organization itself, for its Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, org_id: str) -> Organization:
        """Get an organization's name, plan and number of full licenses bought.

        `GET /v2/orgs/{org_id}` · scope `organizations:read` · 500 credits (level 3) · plan Enterprise

        Args:
            org_id: Id of the organization.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return self._caller.call(GET, org_id)
