"""Which boards are under a legal hold, and what is the same for holds and their cases."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from .access import role_on
from .errors import no_such

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .answers import JsonObject
    from .call import Call
    from .state import State, StoredBoard, User
    from .state.governance import Case, LegalHold


def case_of(call: Call) -> Case:
    """Give the case in the path, or refuse with a 404."""
    case = call.state.governance.cases.get(call.ids["case_id"])
    if case is None:
        raise no_such("Case")
    return case


def hold_of(call: Call) -> LegalHold:
    """Give the legal hold in the path, or refuse with a 404."""
    hold = case_of(call).holds.get(call.ids["legal_hold_id"])
    if hold is None or hold.state(call.state.clock.now()) is None:
        raise no_such("Legal hold")
    return hold


def hold_boards(state: State) -> None:
    """Put the boards that users under a hold can see now under it; they stay when access ends.

    Boards that were deleted go for good with the last hold on them.
    """
    holds = _holds(state)
    for hold in holds:
        _hold_more(state, hold)
    held = {id_ for hold in holds for id_ in hold.held_ids}
    preserved = state.governance.preserved
    for board_id in preserved.keys() - held:
        del preserved[board_id]


def held_now(state: State) -> list[StoredBoard]:
    """Give the boards, of those that are not deleted, that are under a hold."""
    held = {id_ for hold in _holds(state) for id_ in hold.held_ids}
    return [board for board in state.boards.values() if board.id in held]


def preserve(state: State, held: Iterable[StoredBoard]) -> None:
    """Keep those of the boards that are no longer there."""
    for board in held:
        if board.id not in state.boards:
            state.governance.preserved[board.id] = board


def copied(user: User) -> User:
    """Give a user as they are now: they may be deleted, and cases last."""
    return deepcopy(user)


def shown_custodian(user: User) -> JsonObject:
    """Give a user as cases and holds show them."""
    first, _, last = user.name.partition(" ")
    return {"id": user.id, "email": user.email, "firstName": first, "lastName": last}


def _hold_more(state: State, hold: LegalHold) -> None:
    """Put under a hold what its users can see now, also of what other holds have preserved."""
    boards = [*state.boards.values(), *state.governance.preserved.values()]
    for id_ in [user.id for user in hold.users if user.id in state.users]:
        held = hold.board_ids.setdefault(id_, [])
        known, user = {*held}, state.users[id_]
        new = (board for board in boards if board.id not in known)
        held += [board.id for board in new if role_on(state, user, board)]


def _holds(state: State) -> list[LegalHold]:
    now = state.clock.now()
    holds = [hold for case in state.governance.cases.values() for hold in case.holds.values()]
    return [hold for hold in holds if hold.state(now)]
