"""The audit log: which calls are events of the organization, and what is told of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

from .bodies import read_json
from .router import operation_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..call.transport.protocol import Response
    from .answers import JsonObject
    from .call import Call
    from .state import State, Team, User


@frozen
class _Kind:
    """Something that events are about: where its id stands in paths, and where it is kept."""

    category: str
    placeholder: str
    kept: Callable[[State], Mapping[str, Any]]


def _holds(state: State) -> Mapping[str, Any]:
    cases = state.governance.cases.values()
    return {id_: hold for case in cases for id_, hold in case.holds.items()}


_BOARD = _Kind("boards", "board_id", lambda state: state.boards)
_TEAM = _Kind("teams", "team_id", lambda state: state.teams)
_PROJECT = _Kind("projects", "project_id", lambda state: state.projects)
_GROUP = _Kind("user_groups", "group_id", lambda state: state.user_groups)
_MEMBER = _Kind("users", "member_id", lambda state: state.users)
_BOARD_MEMBER = _Kind("users", "board_member_id", lambda state: state.users)
_SCIM_USER = _Kind("users", "user_id", lambda state: state.users)
_SCIM_GROUP = _Kind("users", "group_id", lambda state: {**state.user_groups, **state.teams})
_EXPORT = _Kind("ediscovery", "job_id", lambda state: state.governance.export_jobs)
_CASE = _Kind("ediscovery", "case_id", lambda state: state.governance.cases)
_HOLD = _Kind("ediscovery", "legal_hold_id", _holds)
_APP = _Kind("authentication", "client_id", lambda state: state.grants.apps)
_SESSIONS = _Kind("authentication", "user_id", lambda state: state.users)

EVENTS: Mapping[str, tuple[str, _Kind]] = {
    "boards.create": ("board_created", _BOARD),
    "boards.copy": ("board_copied", _BOARD),
    "boards.update": ("board_updated", _BOARD),
    "boards.delete": ("board_deleted", _BOARD),
    "board_members.invite": ("board_shared", _BOARD),
    "board_members.update": ("board_member_role_changed", _BOARD_MEMBER),
    "board_members.remove": ("board_member_removed", _BOARD_MEMBER),
    "board_user_groups.add": ("board_shared_with_user_groups", _BOARD),
    "board_user_groups.remove": ("board_unshared_with_user_group", _BOARD),
    "data_classification.set_board_label": ("board_classified", _BOARD),
    "data_classification.classify_team_boards": ("team_boards_classified", _TEAM),
    "data_classification.update_team_settings": ("team_classification_changed", _TEAM),
    "teams.create": ("team_created", _TEAM),
    "teams.update": ("team_updated", _TEAM),
    "teams.delete": ("team_deleted", _TEAM),
    "team_settings.update": ("team_settings_changed", _TEAM),
    "team_members.invite": ("user_invited_to_team", _MEMBER),
    "team_members.update": ("user_role_in_team_changed", _MEMBER),
    "team_members.remove": ("user_removed_from_team", _MEMBER),
    "team_user_groups.add": ("user_group_added_to_team", _TEAM),
    "team_user_groups.remove": ("user_group_removed_from_team", _TEAM),
    "projects.create": ("project_created", _PROJECT),
    "projects.update": ("project_updated", _PROJECT),
    "projects.delete": ("project_deleted", _PROJECT),
    "project_settings.update": ("project_settings_changed", _PROJECT),
    "project_members.add": ("user_added_to_project", _MEMBER),
    "project_members.update": ("user_role_in_project_changed", _MEMBER),
    "project_members.remove": ("user_removed_from_project", _MEMBER),
    "project_user_groups.add": ("user_groups_added_to_project", _PROJECT),
    "project_user_groups.remove": ("user_group_removed_from_project", _PROJECT),
    "user_groups.create": ("user_group_created", _GROUP),
    "user_groups.update": ("user_group_updated", _GROUP),
    "user_groups.delete": ("user_group_deleted", _GROUP),
    "user_group_members.add": ("user_added_to_user_group", _MEMBER),
    "user_group_members.update_bulk": ("user_group_members_changed", _GROUP),
    "user_group_members.remove": ("user_removed_from_user_group", _MEMBER),
    "scim_users.create": ("user_created", _SCIM_USER),
    "scim_users.replace": ("user_updated", _SCIM_USER),
    "scim_users.patch": ("user_updated", _SCIM_USER),
    "scim_users.delete": ("user_deleted", _SCIM_USER),
    "scim_groups.patch": ("group_updated", _SCIM_GROUP),
    "board_exports.create_job": ("board_export_created", _EXPORT),
    "board_exports.cancel_job": ("board_export_cancelled", _EXPORT),
    "board_exports.create_task_export_link": ("board_export_link_created", _EXPORT),
    "legal_hold_cases.create": ("case_created", _CASE),
    "legal_hold_cases.update": ("case_updated", _CASE),
    "legal_hold_cases.close": ("case_closed", _CASE),
    "legal_holds.create": ("legal_hold_created", _HOLD),
    "legal_holds.update": ("legal_hold_updated", _HOLD),
    "legal_holds.close": ("legal_hold_closed", _HOLD),
    "user_sessions.reset": ("user_sessions_reset", _SESSIONS),
    "oauth.token": ("sign_in_succeeded", _APP),
}
"""The events, by the operation that makes them; reading makes none."""

_TOLD = ("boardFormat", "boardIds", "email", "emails", "role", "userGroupIds")
"""What details tell of a body."""
_SIGN_IN = {"authType": "OAUTH", "mfaFactorType": "NONE"}
_FIRST = 10**18
_ADDRESS = "127.0.0.1"


@frozen(kw_only=True)
class EventBefore:
    """What has to be known of a call before it is carried out: names that may be gone later."""

    name: str
    kind: _Kind
    object: JsonObject | None
    team: Team | None


def expect(call: Call) -> EventBefore | None:
    """Look at what a call is about before it is carried out; `None`: it is no event."""
    if (event := EVENTS.get(operation_key(call.operation))) is None:
        return None
    name, kind = event
    id_ = call.ids.get(kind.placeholder)
    if kind is _SESSIONS:
        user = call.state.user_of(call.query.get("email", ""))
        id_ = user.id if user else None
    about = None if id_ is None else _object(call.state, kind, id_)
    return EventBefore(name=name, kind=kind, object=about, team=_team(call))


def note_event(call: Call, before: EventBefore, response: Response) -> None:
    """Note an event that has happened."""
    answer = _object_in(response.body)
    if before.kind is _APP:
        _note_sign_in(call, before, answer)
        return
    about = before.object
    id_ = call.ids.get(before.kind.placeholder) or answer.get("id") or answer.get("jobId")
    if id_ is not None:
        # What it is called now counts; what is gone is told as it was called.
        about = {**(about or {}), **_object(call.state, before.kind, str(id_))}
    actor = _actor(call.user, is_scim=call.operation.api == "scim")
    event = {"createdBy": actor, "details": _details(call, before.kind)}
    _add(call.state, before, before.team, {**event, "object": about} if about else event)


def _note_sign_in(call: Call, before: EventBefore, answer: JsonObject) -> None:
    given = {**call.query, **call.form()}
    if given["grant_type"] != "authorization_code":
        return  # nobody does anything when a token is refreshed
    user, team = call.state.users[answer["user_id"]], call.state.teams[answer["team_id"]]
    about = _object(call.state, _APP, given["client_id"])
    event = {"createdBy": _actor(user), "details": _SIGN_IN, "object": about}
    _add(call.state, before, team, event)


def _add(state: State, before: EventBefore, team: Team | None, event: JsonObject) -> None:
    log, organization = state.journal.audit, state.organization
    at = datetime.fromtimestamp(state.clock.now(), tz=UTC).replace(tzinfo=None)
    context: JsonObject = {"ip": _ADDRESS}
    if team:
        context["team"] = {"id": team.id, "name": team.name}
    context["organization"] = {"id": organization.id, "name": organization.name}
    whole: JsonObject = {
        **event,
        "id": f"{at.isoformat(timespec='microseconds')}Z#{_FIRST + len(log)}-DDB",
        "context": context,
        "createdAt": f"{at.isoformat(timespec='milliseconds')}+0000",  # and not with a Z
        "event": before.name,
        "category": before.kind.category,
    }
    log.append(whole)


def _object(state: State, kind: _Kind, id_: str) -> JsonObject:
    name = getattr(kind.kept(state).get(id_), "name", None)
    return {"id": id_} if name is None else {"id": id_, "name": name}


def _team(call: Call) -> Team | None:
    """Give the team in which something happens: that of the path, of the board, or of the token."""
    board = call.state.boards.get(call.ids.get("board_id", ""))
    token = call.grant.team_id if call.grant else ""
    team_id = call.ids.get("team_id") or (board.team_id if board else token)
    return call.state.teams.get(team_id)


def _actor(user: User, *, is_scim: bool = False) -> JsonObject:
    if is_scim:
        return {"type": "scim_provisioner", "id": user.id, "name": user.name}
    return {"type": "user", "id": user.id, "name": user.name, "email": user.email}


def _details(call: Call, kind: _Kind) -> JsonObject:
    details: JsonObject = {}
    for name, id_ in call.ids.items():
        if name not in {kind.placeholder, "org_id"}:
            first, *rest = name.split("_")
            details[first + "".join(map(str.capitalize, rest))] = id_
    given = _object_in(call.body or b"")
    return details | {name: given[name] for name in _TOLD if name in given}


def _object_in(body: bytes) -> JsonObject:
    """Give what is in a body; nothing, if it is no JSON object."""
    try:
        value: object = read_json(body)
    except ValueError:
        return {}
    return cast("JsonObject", value) if isinstance(value, dict) else {}
