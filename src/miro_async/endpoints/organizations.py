"""The organization itself, for its Company Admins.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..call.operation import Operation

if TYPE_CHECKING:
    from ..call.caller import Caller
    from ..models import Organization


class Organizations:
    """The organization itself, for its Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def get(self, org_id: str) -> Organization:
        """Get an organization's name, plan and number of full licenses bought.

        `GET /v2/orgs/{org_id}` · scope `organizations:read` · 500 credits (level 3) · plan Enterprise

        Args:
            org_id: Id of the organization.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 409 `ConflictError`, 429 `RateLimitError`.
        """
        return await self._caller.call(GET, org_id)


GET: Operation[Organization] = Operation(
    id="enterprise-get-organization",
    group="organizations",
    name="get",
    method="GET",
    path="/v2/orgs/{org_id}",
    result="Organization",
    level=3,
    scopes=("organizations:read",),
    plan="enterprise",
    retry="safe",
)

OPERATIONS = (GET,)
"""All of the above."""
