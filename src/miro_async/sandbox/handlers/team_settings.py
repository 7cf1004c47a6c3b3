"""Settings of teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import ok
from ..checks import ListOf, ObjectOf, checked_object, one_of, text
from ..team_defaults import DOMAINS, SETTINGS, SHARING_POLICY, settings_of
from .teams import team_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..checks import Rule
    from ..state import Team


def _get(call: Call) -> Response:
    return ok(_shown(call, team_in(call)))


def _get_default(call: Call) -> Response:
    return ok(_shown(call, None))


def _update(call: Call) -> Response:
    team = team_in(call)
    for part, given in checked_object(call.json_object(), _form()).items():
        team.settings[part] = {**team.settings.get(part, {}), **given}
    return ok(_shown(call, team))


def _form() -> ObjectOf:
    parts: dict[str, dict[str, Rule]] = {
        part: {name: one_of(*values) for name, (values, _) in each.items()}
        for part, each in SETTINGS.items()
    }
    parts[SHARING_POLICY][DOMAINS] = ListOf(element=text())
    fields = {part: ObjectOf(fields=each, lenient=True) for part, each in parts.items()}
    return ObjectOf(fields=fields, lenient=True)


def _shown(call: Call, team: Team | None) -> JsonObject:
    shown: JsonObject = {
        "organizationId": call.state.organization.id,
        **settings_of(call.state, team),
    }
    if team:
        shown["teamId"] = team.id
    return {**shown, "type": "team-settings"}


HANDLERS: Mapping[str, Handler] = {
    "team_settings.get": _get,
    "team_settings.get_default": _get_default,
    "team_settings.update": _update,
}
