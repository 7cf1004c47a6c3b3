"""A sandbox in which there is one of everything, so that any operation has something to act on."""

from __future__ import annotations

import pickle
import re
from functools import cache
from urllib.parse import quote

from miro_async.sandbox import Sandbox
from tests.sandbox.exporter import ONE, start
from tests.sandbox.organizer import Organizer
from tests.sandbox.scim import BASE
from tests.sandbox.talker import ORIGIN, BoardTalker, Talker

CREDITS = 10**9
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Everything(Talker):
    """Sends requests to a sandbox of its own, which is as any other of these was at first."""

    def __init__(self):
        saved, token, self._ids = _made()
        state = pickle.loads(saved)  # noqa: S301 - our own, and several times as fast as deepcopy
        super().__init__(Sandbox(clock=state.clock), token)
        self.sandbox._begin(state, CREDITS)

    def carry_out(self, operation, body=None):
        """Send the request of an operation about what is there."""
        path = _PLACEHOLDER.sub(lambda found: self._id(operation, found[1]), operation.path)
        query = f"?copy_from={self._ids['board_id']}" if operation.name == "copy" else ""
        query = f"?request_id={ONE}" if operation.name == "create_job" else query
        if operation.api != "scim":
            return self.ask(operation.method, ORIGIN + path + query, body)
        self.sandbox.clock.advance(30)  # or the credits of SCIM run out
        authorization = {"Authorization": f"Bearer {self.sandbox.scim_token}"}
        return self.ask(operation.method, BASE + path, body, headers=authorization)

    def items(self):
        """Ask what is on the board."""
        return self.get(f"/v2/boards/{self._ids['board_id']}/items?limit=50")

    def _id(self, operation, name):
        if name in {"item_id", "group_id"}:
            kind = operation.group.removesuffix("s")
            return self._ids.get(kind, self._ids["shape" if name == "item_id" else "user_group"])
        return self._ids[name]


@cache
def _made():
    sandbox = Sandbox(credits_a_minute=CREDITS)
    board = BoardTalker(sandbox)
    ids = _items(board) | _organization(sandbox, board)
    return pickle.dumps(sandbox._state), sandbox.token, ids


def _items(board):
    made = {
        "sticky_note": board.note(),
        "frame": board.frame(),
        "image": board.made("/images", {"data": {"url": "https://e.org/a.png"}}),
    }
    for kind, data in {
        "shape": {},
        "text": {"content": "a"},
        "card": {},
        "app_card": {},
        "embed": {"url": "https://e.org"},
        "document": {"url": "https://e.org/a.pdf"},
    }.items():
        made[kind] = board.made(f"/{kind}s", {"data": data})
    doc = {"contentType": "markdown", "content": "a"}
    made["doc_format"] = board.made("/docs", {"data": doc})
    ends = {"startItem": {"id": made["shape"]["id"]}, "endItem": {"id": made["text"]["id"]}}
    made["connector_id"] = board.made("/connectors", ends)
    made["tag_id"] = board.made("/tags", {"title": "t", "fillColor": "red"})
    members = [made["card"]["id"], made["embed"]["id"]]
    made["item_group"] = board.made("/groups", {"data": {"items": members}})
    ahead = board.path.replace("/v2/", "/v2-experimental/")
    made["code_widget"] = board.made(f"{ahead}/code_widgets")
    made["mindmap_node"] = board.made(f"{ahead}/mindmap_nodes", {"data": {"nodeView": {}}})
    flowchart = {"data": {"shape": "flow_chart_or"}}
    made["flowchart_shape"] = board.made(f"{ahead}/shapes", flowchart)
    made["experimental_item"] = made["mindmap_node"]
    # A tag can be put on few kinds of items.
    made["tag"] = made["sticky_note"]
    return {kind: one["id"] for kind, one in made.items()}


def _organization(sandbox, board):
    organizer, team_id = Organizer(sandbox), sandbox.team_id
    person = sandbox.add_user("Cyd")
    email = {"email": person.email}
    project = organizer.project()
    organizer.made(f"{project}/members", {**email, "role": "editor"})
    group_id = organizer.made("/groups", {"name": "Designers"})["id"]
    organizer.made(f"/groups/{group_id}/members", email)
    case = organizer.post("/cases", {"name": "Case"}).json["id"]
    scope = {"users": [{"email": person.email}]}
    body = {"name": "Hold", "scope": scope}
    hold = organizer.post(f"/cases/{case}/legal-holds", body).json["id"]
    board.post("/members", {"emails": [person.email], "role": "editor"})
    jobs = f"{organizer.path}/boards/export/jobs"
    start(organizer, jobs, ONE, board.id)
    sandbox.clock.advance(3600)
    return {
        "org_id": sandbox.organization_id,
        "team_id": team_id,
        "project_id": project.rpartition("/")[2],
        "user_group": group_id,
        "scim_group": team_id,
        **dict.fromkeys(("member_id", "board_member_id", "user_id"), person.id),
        "case_id": case,
        "legal_hold_id": hold,
        "job_id": ONE,
        "task_id": organizer.get(f"{jobs}/{ONE}/tasks").json["data"][0]["id"],
        "app_id": sandbox.client_id,
        "board_id": quote(board.id, safe=""),
        "board_id_platform_tags": board.id,
        "resource": "User",
        "uri": "urn:ietf:params:scim:schemas:core:2.0:User",
        "resource_id": "1",
    }
