"""Cases: what the legal holds of one matter are kept in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..answers import no_content, ok
from ..checks import ObjectOf, checked_object, text
from ..clock import written
from ..errors import invalid
from ..holding import case_of, copied, hold_boards, shown_custodian
from ..paging import keyset_page
from ..state.governance import DELETING, Case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..state.governance import ExportJob

_CASE = ObjectOf(fields={"name": text(), "description": text()}, required=("name",), lenient=True)


def _list(call: Call) -> Response:
    def shown(case: Case) -> JsonObject:
        return _shown(call, case)

    cases = list(call.state.governance.cases.values())
    return ok(keyset_page(call, cases, shown, key=lambda case: case.id))


def _create(call: Call) -> Response:
    given = checked_object(call.json_object(), _CASE)
    now, user = call.state.clock.now(), copied(call.user)
    case = Case(
        id=call.state.ids.next_account(),
        name=given["name"],
        description=given.get("description"),
        created_by=user,
        created_at=now,
        modified_by=copied(user),
        modified_at=now,
    )
    call.state.governance.cases[case.id] = case
    return ok(_shown(call, case))  # 200, as all of these


def _get(call: Call) -> Response:
    return ok(_shown(call, case_of(call)))


def _update(call: Call) -> Response:
    case = case_of(call)
    given = checked_object(call.json_object(), _CASE)
    case.name, case.description = given["name"], given.get("description")  # the whole is replaced
    case.modified_by, case.modified_at = copied(call.user), call.state.clock.now()
    return ok(_shown(call, case))


def _close(call: Call) -> Response:
    case, now = case_of(call), call.state.clock.now()
    if any(hold.state(now) not in {DELETING, None} for hold in case.holds.values()):
        raise invalid("case_id", "Close the legal holds of the case first")
    del call.state.governance.cases[case.id]
    return no_content()


def _list_export_jobs(call: Call) -> Response:
    """Give the exports of boards that are under a hold of the case."""
    state = call.state
    hold_boards(state)
    holds = [hold for hold in case_of(call).holds.values() if hold.state(state.clock.now())]
    held = {id_ for hold in holds for id_ in hold.held_ids}
    jobs = state.governance.export_jobs.values()
    of_case = sorted((job for job in jobs if held & {*job.board_ids}), key=_key)
    return ok(keyset_page(call, of_case, lambda job: {"id": job.id}, key=_key))


def _key(job: ExportJob) -> str:
    return f"{written(job.created_at)} {job.id}"


def _shown(call: Call, case: Case) -> JsonObject:
    shown: JsonObject = {
        "id": case.id,
        "organizationId": call.state.organization.id,
        "name": case.name,
        "createdBy": shown_custodian(case.created_by),
        "lastModifiedBy": shown_custodian(case.modified_by),
        "createdAt": written(case.created_at),
        "lastModifiedAt": written(case.modified_at),
    }
    return shown if case.description is None else {**shown, "description": case.description}


HANDLERS: Mapping[str, Handler] = {
    "legal_hold_cases.list": _list,
    "legal_hold_cases.create": _create,
    "legal_hold_cases.get": _get,
    "legal_hold_cases.update": _update,
    "legal_hold_cases.close": _close,
    "legal_hold_cases.list_export_jobs": _list_export_jobs,
}
