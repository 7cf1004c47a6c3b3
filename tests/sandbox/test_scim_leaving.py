"""Users who are deactivated or deleted through SCIM: what ends with them, and what stays."""

from __future__ import annotations

import pytest

from tests.sandbox.scim import ScimTalker, refused
from tests.sandbox.talker import Talker

ADMIN = {"value": "ORGANIZATION_INTERNAL_ADMIN", "type": "organization_user_role", "primary": True}
MEMBER = {"value": "ORGANIZATION_INTERNAL_USER", "type": "organization_user_role", "primary": True}


@pytest.fixture
def idp(sandbox):
    """Give somebody who talks SCIM."""
    return ScimTalker(sandbox)


@pytest.fixture
def member(miro, sandbox):
    """Give how the REST API shows a member of the organization."""
    return lambda id_: miro.get(f"/v2/orgs/{sandbox.organization_id}/members/{id_}").json


def test_who_is_made_inactive_cannot_be_anybody_in_the_browser(idp, sandbox):
    """Their tokens, if a test makes some, do not work either."""
    made = idp.made("ada", active="False")
    assert made["active"] is False
    assert Talker(sandbox, sandbox.new_token(made["id"])).get("/v2/boards").status == 401
    url = f"https://miro.com/oauth/authorize?client_id={sandbox.client_id}&response_type=code"
    url += "&redirect_uri=https://app.test/"
    with pytest.raises(ValueError, match="no such user"):
        sandbox.authorize(url, user=made["id"])
    assert "ada@b.test" not in Talker(sandbox).ask("GET", url).body.decode()
    idp.changed(made["id"], "replace", "active", value=True)
    assert "code=" in sandbox.authorize(url, user=made["id"])


def test_who_is_deactivated_loses_all_access(idp, sandbox, miro, member):
    """Tokens end, of all kinds and for good, as do codes; the boards stay."""
    ada = sandbox.add_user("Ada", email="ada@b.test")
    board_id = sandbox.add_board("Hers", owner=ada.id)
    talker = Talker(sandbox, ada.token)
    assert talker.get("/v2/boards").status == 200
    url = f"https://miro.com/oauth/authorize?client_id={sandbox.client_id}&response_type=code"
    code = sandbox.authorize(url + "&redirect_uri=https://app.test/", user=ada.id)
    code = code.partition("code=")[2].partition("&")[0]
    body = {"userName": "ada@b.test", "active": False}
    assert idp.ask("PUT", f"/Users/{ada.id}", body).json["active"] is False
    assert talker.get("/v2/boards").status == 401
    assert member(ada.id)["active"] is False
    exchange = f"grant_type=authorization_code&code={code}&redirect_uri=https://app.test/"
    exchange += f"&client_id={sandbox.client_id}&client_secret={sandbox.client_secret}"
    assert talker.post(f"/v1/oauth/token?{exchange}").status == 401
    idp.ask("PUT", f"/Users/{ada.id}", {**body, "active": True})
    assert talker.get("/v2/boards").status == 401
    board = Talker(sandbox, sandbox.new_token(ada.id)).get(f"/v2/boards/{board_id}").json
    assert board["owner"]["id"] == ada.id


def test_who_is_deactivated_can_hardly_be_changed(idp):
    """User name, license and role cannot; emails are ignored; the rest is as ever."""
    made = idp.made("ada", active=False)
    path = f"/Users/{made['id']}"
    body = {"userName": "ada@b.test", "active": False}
    for change in (
        {"userName": "new@b.test"},
        {"userType": "Free"},
        {"roles": [ADMIN]},
        {"roles": [MEMBER, {"value": "User Admin"}]},
    ):
        refused(idp.ask("PUT", path, {**body, **change}), "mutability")
    changed = idp.ask("PUT", path, {**body, "displayName": "Ada", "emails": [{"value": "x@y.z"}]})
    assert changed.json["displayName"] == "Ada"
    assert changed.json["emails"] == made["emails"]
    changed = idp.ask("PUT", path, {**body, "active": True, "userType": "Free"})
    assert changed.json["userType"] == "Free"
    assert idp.ask("PUT", path, {**body, "userType": "Full"}).json["userType"] == "Full"


def test_the_last_administrator_of_the_organization_stays_one(idp, sandbox):
    """And is neither deactivated nor deleted."""
    [first] = sandbox.user_ids
    path, body = f"/Users/{first}", {"userName": "user@sandbox.test"}
    refused(idp.ask("PUT", path, {**body, "active": False}), None, 409)
    refused(idp.ask("PUT", path, {**body, "roles": [MEMBER]}), None, 409)
    refused(idp.delete(path), None, 409)
    other = idp.made("ada", roles=[ADMIN], active=False)
    refused(idp.ask("PUT", path, {**body, "active": False}), None, 409)
    idp.changed(other["id"], "replace", "active", value=True)
    assert idp.ask("PUT", path, {**body, "active": False}).status == 200


def test_the_last_administrator_of_a_team_is_not_deleted(idp, sandbox):
    """Even if the organization has others."""
    ada = sandbox.add_user("Ada")
    sandbox.add_team("Hers", owner=ada.id)
    refused(idp.delete(f"/Users/{ada.id}"), None, 409)
    assert idp.user(ada.id)["displayName"] == "Ada"


def test_deactivated_administrators_do_not_count(idp, sandbox):
    """Neither who is deleted nor who is taken out may leave a team to them."""
    first, ada = sandbox.user_ids[0], sandbox.add_user("Ada")
    team_id = sandbox.add_team("Hers", owner=ada.id)
    team = sandbox._state.teams[team_id]
    idp.change(f"/Groups/{team_id}", {"op": "add", "path": "members", "value": [{"value": first}]})
    team.members[first].role = "admin"
    sandbox._state.users[first].active = False
    removed = {"op": "remove", "path": f'members[value eq "{ada.id}"]'}
    refused(idp.change(f"/Groups/{team_id}", removed), None, 409)
    refused(idp.delete(f"/Users/{ada.id}"), None, 409)
    sandbox._state.users[first].active = True
    assert idp.delete(f"/Users/{ada.id}").status == 204


def test_a_deleted_user_leaves_everything(idp, sandbox, miro):
    """Boards go to the administrator of the team; what they made still tells their name."""
    ada = sandbox.add_user("Ada")
    talker = Talker(sandbox, ada.token)
    board_id = sandbox.add_board("Hers", owner=ada.id)
    assert idp.delete(f"/Users/{ada.id}").status == 204
    refused(idp.get(f"/Users/{ada.id}"), None, 404)
    refused(idp.delete(f"/Users/{ada.id}"), None, 404)
    assert talker.get("/v2/boards").status == 401
    assert miro.get(f"/v2/orgs/{sandbox.organization_id}/members/{ada.id}").status == 404
    assert ada.id not in idp.members(sandbox.team_id)
    board = miro.get(f"/v2/boards/{board_id}").json
    assert board["owner"]["id"] == sandbox.user_ids[0]
    assert board["createdBy"]["name"] == "Ada"
    assert idp.made("x", userName=ada.email)["id"] != ada.id
