"""What the page tells beside the drawing: boards, calls, and credits; never a secret."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..clock import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..answers import JsonObject
    from ..calls import RecordedCall
    from ..limits import Limits
    from ..service import Service
    from ..state import StoredBoard

_LONGEST_PATH = 80


def boards_view(service: Service) -> Sequence[JsonObject]:
    """Give the boards, the one that changed last first."""
    boards = reversed(service.state.boards.values())
    latest = sorted(boards, key=lambda board: board.trace.modified_at, reverse=True)
    return [board_view(service, board) for board in latest]


def board_view(service: Service, board: StoredBoard) -> JsonObject:
    """Give the head of a board: its name, whose it is, and how much is on it."""
    state = service.state
    team, owner = state.teams.get(board.team_id), state.users.get(board.owner_id)
    return {
        "id": board.id,
        "name": board.name,
        "description": board.description,
        "team": team.name if team else "",
        "owner": owner.name if owner else "",
        "modified": board.trace.modified_at,
        "items": len(board.items),
        "connectors": len(board.connectors),
        "tags": len(board.tags),
        "groups": len(board.groups),
    }


def credits_view(service: Service) -> Sequence[JsonObject]:
    """Give what is left of each budget from which something was taken, and for how long."""
    return [
        *_budgets(service, service.limits, "API"),
        *_budgets(service, service.scim_limits, "SCIM"),
    ]


def _budgets(service: Service, limits: Limits, api: str) -> Sequence[JsonObject]:
    now = service.state.clock.now()
    return [
        {
            "api": api,
            "who": _who(service, key),
            "left": left,
            "budget": limits.budget,
            "reset": max(0, math.ceil(ends - now)),
        }
        for key, (left, ends) in limits.running().items()
    ]


def _who(service: Service, key: str) -> str:
    """Say whose a budget is: a user's in an app, which is told if there are several."""
    state = service.state
    client_id, _, user_id = key.rpartition(" ")
    name, app = _name(service, user_id), state.grants.apps.get(client_id)
    return f"{name} in {app.name}" if app and len(state.grants.apps) > 1 else name


def calls_view(service: Service, calls: Iterable[RecordedCall]) -> Sequence[JsonObject]:
    """Give calls as the log has them: neither queries nor bodies."""
    return [
        {
            "time": written(call.at),
            "operation": call.operation or f"{call.method} {call.path[:_LONGEST_PATH]}",
            "status": call.status,
            "user": _name(service, call.user_id),
            "credits": call.credits,
            "fault": str(call.fault).replace("_", " ") if call.fault else "",
        }
        for call in calls
    ]


def _name(service: Service, user_id: str | None) -> str:
    if user_id == service.state.provisioner_id:
        return "SCIM"
    user = service.state.users.get(user_id or "")
    return user.name if user else "nobody known"
