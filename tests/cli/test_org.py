"""`miro-async org members` and `miro-async org teams`."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from miro_async.sandbox import Clock
from tests.cli.conftest import NOW, Altered


def test_members_are_listed(miro, sandbox):
    """Of the organization of the token."""
    sandbox.add_user("Ada", email="ada@example.com")
    rows = miro.does("org", "members").cells
    assert [row[1] for row in rows] == ["user@sandbox.test", "ada@example.com"]
    assert rows[0][2:5] == ["organization_internal_admin", "full", "yes"]
    assert miro.calls() == ["tokens.get_info", "organization_members.list"]


def test_members_can_be_chosen(miro, sandbox):
    """By their address, whether they are active, and how many."""
    sandbox.add_user("Ada", email="ada@example.com")
    (row,) = miro.does("org", "members", "--email", "ada@example.com", "--json").lines
    assert json.loads(row)["email"] == "ada@example.com"
    assert miro.does("org", "members", "--inactive").out == ""
    assert len(miro.does("org", "members", "--active", "--limit", 1).lines) == 1


def test_teams_are_listed(miro, sandbox):
    """All of them, or those of a name; of the organization that is named."""
    sandbox.add_team("Research")
    names = [row[1] for row in miro.does("org", "teams").cells]
    assert names == ["Sandbox team", "Research"]
    miro.sandbox.calls.clear()
    options = ("--org", sandbox.organization_id, "--name", "sear", "--json")
    (row,) = miro.does("org", "teams", *options).lines
    assert json.loads(row)["name"] == "Research"
    assert miro.calls() == ["teams.list"]


@pytest.mark.parametrize("what", ["members", "teams"])
def test_another_organization_is_not_there(miro, what):
    """It ends with 3 or 4, as Miro says."""
    assert miro("org", what, "--org", "3074457300000000999").code in {3, 4}


def test_a_token_without_an_organization_needs_one(miro):
    """Which can be given."""

    def without(request, answer):
        if request.url.endswith("oauth-token"):
            told = json.loads(answer.body)
            del told["organization"]
            return evolve(answer, body=json.dumps(told).encode())
        return answer

    miro.sandbox = Altered(clock=Clock(NOW))
    miro.sandbox.alter = without
    miro.environ = {"MIRO_ACCESS_TOKEN": miro.sandbox.token}
    done = miro("org", "members")
    assert (done.code, "give --org" in done.err) == (2, True)
    miro.does("org", "members", "--org", miro.sandbox.organization_id)
