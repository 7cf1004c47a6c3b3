"""Legal holds: users of whom no content may get lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..answers import no_content, ok
from ..checks import ListOf, ObjectOf, checked_object, text
from ..clock import written
from ..errors import InvalidFields, invalid
from ..holding import case_of, copied, hold_boards, hold_of, shown_custodian
from ..paging import keyset_page
from ..state.governance import DELETING, PROCESSING, LegalHold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import User

_MOST_USERS = 200
_USER = ObjectOf(fields={"email": text()}, required=("email",), lenient=True)
_SCOPE = ObjectOf(
    fields={"users": ListOf(element=_USER, shortest=1, longest=_MOST_USERS)},
    required=("users",),
    lenient=True,
)
_HOLD = ObjectOf(
    fields={"name": text(), "description": text(), "scope": _SCOPE},
    required=("name", "scope"),
    lenient=True,
)


def _list(call: Call) -> Response:
    def shown(hold: LegalHold) -> JsonObject:
        return _shown(call, hold)

    now = call.state.clock.now()
    holds = [hold for hold in case_of(call).holds.values() if hold.state(now)]
    return ok(keyset_page(call, holds, shown, key=lambda hold: hold.id))


def _create(call: Call) -> Response:
    case = case_of(call)
    given = checked_object(call.json_object(), _HOLD)
    now, user = call.state.clock.now(), copied(call.user)
    hold = LegalHold(
        id="",
        name=given["name"],
        description=given.get("description"),
        users=_users(call, given),
        created_by=user,
        created_at=now,
        modified_by=copied(user),
        modified_at=now,
    )
    hold.id = call.state.ids.next_account()
    case.holds[hold.id] = hold
    return ok(_shown(call, hold))


def _get(call: Call) -> Response:
    return ok(_shown(call, hold_of(call)))


def _update(call: Call) -> Response:
    hold, now = hold_of(call), call.state.clock.now()
    if hold.state(now) == DELETING:
        raise invalid("legal_hold_id", "The legal hold is being closed")
    given = checked_object(call.json_object(), _HOLD)
    hold.users = _users(call, given)
    named = {user.id for user in hold.users}
    hold.board_ids = {id_: held for id_, held in hold.board_ids.items() if id_ in named}
    hold.name, hold.description = given["name"], given.get("description")
    hold.modified_by, hold.modified_at = copied(call.user), now
    return ok(_shown(call, hold))


def _close(call: Call) -> Response:
    hold = hold_of(call)
    if hold.closed_at is None:
        hold.closed_at = call.state.clock.now()
    return no_content()


def _list_content(call: Call) -> Response:
    hold = hold_of(call)
    # Miro promises the whole list for active holds only: one that is being processed has none yet.
    is_early = hold.state(call.state.clock.now()) == PROCESSING
    hold_boards(call.state)
    ids = [] if is_early else sorted(hold.held_ids)

    def shown(board_id: str) -> JsonObject:
        return {"contentId": board_id, "type": "board"}

    return ok(keyset_page(call, ids, shown, key=lambda board_id: board_id))


def _users(call: Call, given: JsonObject) -> list[User]:
    """Give the users with the addresses of a request, each once, or refuse."""
    found: dict[str, User] = {}
    unknown: list[tuple[str, str]] = []
    listed = cast("list[Mapping[str, str]]", given["scope"]["users"])
    for place, wanted in enumerate(listed):
        user = call.state.user_of(wanted["email"])
        if user is None:
            unknown.append((f"scope.users[{place}].email", "User not found"))
        else:
            found[user.id] = copied(user)
    if unknown:
        raise InvalidFields(unknown)
    return list(found.values())


def _shown(call: Call, hold: LegalHold) -> JsonObject:
    shown: JsonObject = {
        "id": hold.id,
        "organizationId": call.state.organization.id,
        "caseId": call.ids["case_id"],
        "name": hold.name,
        "state": hold.state(call.state.clock.now()),
        "scope": {"users": [shown_custodian(user) for user in hold.users]},
        "createdBy": shown_custodian(hold.created_by),
        "lastModifiedBy": shown_custodian(hold.modified_by),
        "createdAt": written(hold.created_at),
        "lastModifiedAt": written(hold.modified_at),
    }
    return shown if hold.description is None else {**shown, "description": hold.description}


HANDLERS: Mapping[str, Handler] = {
    "legal_holds.list": _list,
    "legal_holds.create": _create,
    "legal_holds.get": _get,
    "legal_holds.update": _update,
    "legal_holds.close": _close,
    "legal_holds.list_content_items": _list_content,
}
