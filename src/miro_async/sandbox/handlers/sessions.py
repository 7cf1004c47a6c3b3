"""Ending the sessions of a user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...call.transport.protocol import Response
from ..errors import invalid, no_such

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..call import Call, Handler


def _reset(call: Call) -> Response:
    email = call.query.get("email")
    if not email:
        raise invalid("email", "Field [email] of type [String] is required")
    user = call.state.user_of(email)
    if user is None:
        raise no_such("User")
    call.state.grants.end_all(user.id)
    return Response(status=200, headers={})


HANDLERS: Mapping[str, Handler] = {"user_sessions.reset": _reset}
