"""Sessions of a user, for Company Admins.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..call.operation import Operation

if TYPE_CHECKING:
    from ..call.caller import Caller


class UserSessions:
    """Sessions of a user, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def reset(self, *, email: str) -> None:
        """Sign one user out on every device, so that they must sign in again.

        `POST /v2/sessions/reset_all` · scope `sessions:delete` · 500 credits (level 3) · plan Enterprise

        Args:
            email: Email of the user to sign out.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        await self._caller.call(RESET, query={"email": email})


RESET: Operation[None] = Operation(
    id="enterprise-post-user-sessions-reset",
    group="user_sessions",
    name="reset",
    method="POST",
    path="/v2/sessions/reset_all",
    required=("email",),
    level=3,
    scopes=("sessions:delete",),
    plan="enterprise",
    retry="safe",
)

OPERATIONS = (RESET,)
"""All of the above."""
