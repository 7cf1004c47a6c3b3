"""What is noted of each call that was carried out, and of nothing that was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .audit import expect, note_event
from .content_log import entry_id, look_at, note_content, shown_actor
from .holding import held_now, hold_boards, preserve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..call.transport.protocol import Response
    from .answers import JsonObject
    from .call import Call, Handler
    from .state import State, User


def noted(handler: Handler, call: Call) -> Response:
    """Carry a call out, and note in the logs what it has done."""
    method = call.operation.method
    if method == "GET":
        return handler(call)
    event, board = expect(call), look_at(call)
    hold_boards(call.state)
    held = held_now(call.state)
    response = handler(call)  # which refuses by raising
    preserve(call.state, held)
    if board and call.operation.group != "boards":  # which do it before they answer
        call.state.touch(call.user, board.board.trace)
    if event:
        note_event(call, event, response)
    if board:
        note_content(call, board)
    return response


def note_ai_interaction(  # noqa: PLR0913, PLR0917 - an entry has as many parts
    state: State,
    user: User,
    feature: str,
    board_id: str | None,
    log_type: str,
    details: Mapping[str, object],
) -> str:
    """Note what somebody did with an AI feature, and give the id of the entry."""
    log, now = state.journal.ai_interactions, state.clock.stamp()
    about = {"id": board_id, "type": "board"} if board_id else _organization(state)
    id_ = entry_id(state, "ai", len(log))
    log.append(
        {
            "id": id_,
            "createdAt": now,
            "storedAt": now,
            "sessionId": entry_id(state, "ai session", len(log)),
            "messageId": entry_id(state, "ai message", len(log)),
            "object": about,
            "aiFeatureName": feature,
            "actor": shown_actor(user),
            "logType": log_type,
            "details": dict(details),
        }
    )
    return id_


def _organization(state: State) -> JsonObject:
    return {"id": state.organization.id, "type": "organization"}
