"""The members of a board: those with whom it is shared, each in a role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from ..access import ROLES, role_on
from ..answers import created, no_content, ok
from ..checks import ListOf, ObjectOf, checked_object, one_of, text
from ..errors import forbidden, invalid, not_found
from ..paging import offset_page
from ..sharing import demand_sharing
from ..shown import shown_member, shown_member_with_links
from ..state import GUEST
from ..state.beginning import add_user

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import State, StoredBoard, User

MOST_EMAILS = 20
_ROLE = one_of("viewer", "commenter", "editor", "coowner", "owner")
_INVITATION = ObjectOf(
    fields={
        "emails": ListOf(element=text(), shortest=1, longest=MOST_EMAILS),
        "role": _ROLE,
        "message": text(),
    },
    required=("emails",),
    lenient=True,
)
_CHANGE = ObjectOf(fields={"role": _ROLE}, lenient=True)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@frozen
class _Member:
    user: User
    role: str


def _members(state: State, board: StoredBoard) -> dict[str, _Member]:
    """Give the owner and those with whom the board is shared, by their ids."""
    roles = {board.owner_id: "owner", **board.members}
    return {id_: _Member(state.users[id_], role) for id_, role in roles.items()}


def _member(call: Call) -> _Member:
    members = _members(call.state, call.board)
    if call.ids["board_member_id"] not in members:
        raise not_found("Board member", call.board.id)
    return members[call.ids["board_member_id"]]


def _list(call: Call) -> Response:
    def shown(member: _Member) -> JsonObject:
        return shown_member(member.user, member.role)

    members = list(_members(call.state, call.board).values())
    return ok(offset_page(call, f"{call.board_url}/members", members, shown))


def _get(call: Call) -> Response:
    member = _member(call)
    return ok(shown_member_with_links(call, member.user, member.role))


def _invite(call: Call) -> Response:
    board = call.board
    demand_sharing(call, board)
    given = checked_object(call.json_object(), _INVITATION)
    role = given.get("role", "commenter")
    role = "coowner" if role == "owner" else role  # there is one owner, who is not invited
    _demand_rank(call, role)
    failed: list[JsonObject] = []
    successful: list[int] = []
    for email in dict.fromkeys(given["emails"]):
        user = call.state.user_of(email)
        if not _ADDRESS.fullmatch(email):
            failed.append({"email": email, "reason": "The email address is not valid"})
        elif user and user.id in _members(call.state, board):
            failed.append({"email": email, "reason": "The user is a member of the board already"})
        else:
            user = user or _guest(call.state, email)
            board.members[user.id] = role
            successful.append(int(user.id))
    return created({"successful": successful, "failed": failed})


def _guest(state: State, email: str) -> User:
    """Make a user of somebody whom nobody knows: outside of all teams."""
    return add_user(state, email.partition("@")[0], email=email, role=GUEST)


def _update(call: Call) -> Response:
    board, member = call.board, _member(call)
    role = checked_object(call.json_object(), _CHANGE).get("role", member.role)
    if member.role == "owner" and role != "owner":
        raise invalid("role", "The owner of a board stays it until another member becomes it")
    if role != member.role:
        _demand_rank(call, role)
        _give(board, member.user, role)
    return ok(shown_member_with_links(call, member.user, role))


def _give(board: StoredBoard, user: User, role: str) -> None:
    """Give a member another role. Who was the owner becomes a co-owner."""
    if role != "owner":
        board.members[user.id] = role
        return
    board.members = {board.owner_id: "coowner", **board.members}
    del board.members[user.id]
    board.owner_id = user.id


def _remove(call: Call) -> Response:
    member = _member(call)
    if member.role == "owner":
        raise invalid("board_member_id", "The owner of a board cannot be removed from it")
    del call.board.members[member.user.id]
    return no_content()


def _demand_rank(call: Call, role: str) -> None:
    """Refuse a user who would give more than they have."""
    own = role_on(call.state, call.user, call.board)
    if own is None or ROLES.index(own) < ROLES.index(role):
        raise forbidden(f"You cannot give the role [{role}] on this board")


HANDLERS: Mapping[str, Handler] = {
    "board_members.list": _list,
    "board_members.get": _get,
    "board_members.invite": _invite,
    "board_members.update": _update,
    "board_members.remove": _remove,
}
