from __future__ import annotations

from typing import Literal, get_args, get_origin, get_type_hints

import pytest

from miro_async import models
from miro_async.codec import wire_names
from miro_async.sandbox import Sandbox
from tests.sandbox.organizer import Organizer, refusal
from tests.sandbox.talker import BoardTalker

DISCOVERY = "teamAccountDiscoverySettings"
COPYING = "teamCopyAccessLevelSettings"
SHARING = "teamSharingPolicySettings"


@pytest.fixture
def org(sandbox):
    """Give somebody who talks about the organization as its administrator."""
    return Organizer(sandbox)


@pytest.fixture
def team(org):
    """Give the path of a new team."""
    return org.team()


def test_new_teams_start_with_the_defaults(org, team, sandbox):
    """They have every setting of the document."""
    default = org.get("/default_teams_settings").json
    assert default["organizationId"] == sandbox.organization_id
    assert default["type"] == "team-settings"
    assert "teamId" not in default
    assert org.get(f"{team}/settings").json == default | {"teamId": team.rpartition("/")[2]}
    parts = {name: len(part) for name, part in default.items() if isinstance(part, dict)}
    assert parts == {
        DISCOVERY: 1,
        "teamCollaborationSettings": 1,
        COPYING: 2,
        "teamInvitationSettings": 2,
        SHARING: 11,
    }
    assert default[SHARING]["defaultBoardSharingAccess"] == "team_members_with_editing_rights"


def test_settings_are_merged(org, team, sandbox):
    """What is not given stays as it is, in this team and in all others."""
    before = org.get(f"{team}/settings").json
    first = {COPYING: {"copyAccessLevel": "board_owner"}, "x": 1}
    assert org.patch(f"{team}/settings", first).status == 200
    domains = ["example.com", "example.org"]
    second = {COPYING: {"copyAccessLevelLimitation": "team_members"}}
    second[SHARING] = {"allowListedDomains": domains, "restrictAllowedDomains": "enabled", "y": 2}
    changed = org.patch(f"{team}/settings", second).json
    assert changed == before | {
        COPYING: {"copyAccessLevel": "board_owner", "copyAccessLevelLimitation": "team_members"},
        SHARING: before[SHARING]
        | {"allowListedDomains": domains, "restrictAllowedDomains": "enabled"},
    }
    assert org.get(f"{team}/settings").json == changed
    assert org.patch(f"{team}/settings", {}).json == changed
    default = org.get("/default_teams_settings").json
    assert default[SHARING] == before[SHARING]
    first_team = org.get(f"/teams/{sandbox.team_id}/settings").json
    assert first_team == default | {"teamId": sandbox.team_id}


def values_of(model):
    """Give the values that the document has for each field of a model."""
    hints = get_type_hints(model)
    for wire_name, name in wire_names(model).items():
        for part in get_args(hints[name]):
            if get_origin(part) is Literal:
                yield from ((wire_name, value) for value in get_args(part))


@pytest.mark.parametrize(
    ("part", "model"),
    [
        (DISCOVERY, models.TeamAccountDiscoverySettings),
        ("teamCollaborationSettings", models.TeamCollaborationSettings),
        (COPYING, models.TeamCopyAccessSettings),
        ("teamInvitationSettings", models.TeamInvitationSettings),
        (SHARING, models.TeamSharingPolicySettings),
    ],
)
def test_settings_take_the_values_of_the_document(org, team, part, model):
    """Each of them, and each can be set alone."""
    values = list(values_of(model))
    assert len(values) > 1
    for name, value in values:
        changed = org.patch(f"{team}/settings", {part: {name: value}}).json
        assert changed[part][name] == value
        assert org.get(f"{team}/settings").json == changed


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({DISCOVERY: {"accountDiscovery": "x"}}, f"{DISCOVERY}.accountDiscovery: Unexpected value"),
        ({DISCOVERY: {"accountDiscovery": None}}, f"{DISCOVERY}.accountDiscovery: Unexpected"),
        ({DISCOVERY: None}, f"{DISCOVERY}: Unexpected type of value, expected of type [Object]"),
        ({SHARING: {"allowListedDomains": "a.com"}}, f"{SHARING}.allowListedDomains: Unexpected"),
        ({SHARING: {"allowListedDomains": [1]}}, f"{SHARING}.allowListedDomains[0]: Unexpected"),
        (
            {SHARING: {"defaultProjectAccess": "edit"}},
            f"{SHARING}.defaultProjectAccess: Unexpected",
        ),
    ],
)
def test_wrong_settings_are_refused(org, team, body, message):
    """A 400 names the field, and nothing changes."""
    before = org.get(f"{team}/settings").json
    status, code, told = refusal(org.patch(f"{team}/settings", {COPYING: {}, **body}))
    assert (status, code) == (400, "invalidParameters")
    assert told.startswith(message)
    assert org.get(f"{team}/settings").json == before


def test_new_boards_are_as_the_settings_of_their_team(org, team, sandbox):
    """Each default is what a new board begins with; those that are there stay."""
    team_id = team.rpartition("/")[2]
    before = BoardTalker(sandbox, teamId=team_id).get("").json["policy"]
    sharing = {
        "defaultBoardAccess": "comment",
        "defaultBoardSharingAccess": "owner_and_coowners",
        "defaultOrganizationAccess": "view",
    }
    copying = {"copyAccessLevel": "team_editors"}
    org.patch(f"{team}/settings", {SHARING: sharing, COPYING: copying})
    policy = BoardTalker(sandbox, teamId=team_id).get("").json["policy"]
    assert policy["permissionsPolicy"] == before["permissionsPolicy"] | {
        "copyAccess": "team_editors",
        "sharingAccess": "owner_and_coowners",
    }
    assert policy["sharingPolicy"] == before["sharingPolicy"] | {
        "teamAccess": "comment",
        "organizationAccess": "view",
    }
    assert BoardTalker(sandbox).get("").json["policy"] == before


@pytest.mark.parametrize(("plan", "access"), [("free", "edit"), ("business", "private")])
def test_teams_see_new_boards_on_the_free_plan_only(plan, access):
    """As the document has it: elsewhere boards begin private."""
    policy = BoardTalker(Sandbox(plan=plan)).get("").json["policy"]
    assert policy["sharingPolicy"]["teamAccess"] == access


def test_new_projects_are_as_the_settings_of_their_team(org, team):
    """`defaultProjectAccess` is what a new project begins with; those that are there stay."""
    before = org.project("Before", team=team)
    org.patch(f"{team}/settings", {SHARING: {"defaultProjectAccess": "view"}})
    after = org.project("After", team=team)
    access = [
        org.get(f"{path}/settings").json["sharingPolicySettings"]["teamAccess"]
        for path in (before, after)
    ]
    assert access == ["private", "view"]
