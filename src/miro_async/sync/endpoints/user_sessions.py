"""Sessions of a user, for Company Admins.

Without `await`: `miro_async.endpoints.user_sessions` has what is called.

Written by `python -m codegen generate`; do not edit. The names and words come from
`codegen/spec/overlay.toml`, the facts from `codegen/spec/facts.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...endpoints.user_sessions import RESET

if TYPE_CHECKING:
    from ..caller import Caller


class UserSessions:
    """Sessions of a user, for Company Admins."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def reset(self, *, email: str) -> None:
        """Sign one user out on every device, so that they must sign in again.

        `POST /v2/sessions/reset_all` · scope `sessions:delete` · 500 credits (level 3) · plan Enterprise

        Args:
            email: Email of the user to sign out.

        Errors: 400 `BadRequestError`, 401 `UnauthorizedError`, 403 `ForbiddenError`, 404
        `NotFoundError`, 429 `RateLimitError`.
        """
        self._caller.call(RESET, query={"email": email})
