"""Settings of projects: who of the team may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import ok
from ..checks import ObjectOf, checked_object, one_of
from .projects import project_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state import Project

_POLICY = ObjectOf(fields={"teamAccess": one_of("private", "view")}, lenient=True)
_CHANGES = ObjectOf(fields={"sharingPolicySettings": _POLICY}, lenient=True)


def _get(call: Call) -> Response:
    return ok(_shown(project_in(call)))


def _update(call: Call) -> Response:
    project = project_in(call)
    given = checked_object(call.json_object(), _CHANGES).get("sharingPolicySettings", {})
    project.team_access = given.get("teamAccess", project.team_access)
    call.state.touch(call.user, project.trace)
    return ok(_shown(project))


def _shown(project: Project) -> JsonObject:
    policy = {"teamAccess": project.team_access}
    return {"sharingPolicySettings": policy, "type": "project_settings"}


HANDLERS: Mapping[str, Handler] = {
    "project_settings.get": _get,
    "project_settings.update": _update,
}
