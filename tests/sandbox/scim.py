"""Talking SCIM to a sandbox, as an identity provider does."""

from __future__ import annotations

from urllib.parse import urlencode

from tests.sandbox.talker import Talker

BASE = "https://miro.com/api/v1/scim"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"


class ScimTalker(Talker):
    """Sends requests with the token of SCIM; paths begin after its base address.

    It never runs out of credits: after each request, their window is over.
    """

    def __init__(self, sandbox):
        super().__init__(sandbox, sandbox.scim_token)

    def ask(self, method, path, body=None, *, headers=None):
        """Send a request, and give its answer."""
        answer = super().ask(method, BASE + path, body, headers=headers)
        self.sandbox.clock.advance(30)
        return answer

    def list(self, kind, **query):
        """Give the page of a list."""
        answer = self.get(f"/{kind}?{urlencode(query)}")
        assert answer.status == 200, answer.body
        return answer.json

    def names(self, filter_):
        """Give the user names that a filter lets through, without what stands behind the @."""
        page = self.list("Users", filter=filter_)
        return [user["userName"].partition("@")[0] for user in page["Resources"]]

    def made(self, name, /, **attributes):
        """Make a user with the address `<name>@b.test`."""
        body = {"schemas": [USER], "userName": f"{name}@b.test", **attributes}
        answer = self.post("/Users", body)
        assert answer.status == 201, answer.body
        return answer.json

    def user(self, user_id):
        """Give a user."""
        return self.get(f"/Users/{user_id}").json

    def change(self, path, *operations):
        """PATCH something with operations."""
        return self.patch(path, {"schemas": [PATCH], "Operations": list(operations)})

    def changed(self, user_id, op, path, value=None):
        """Change one thing of a user, and give the user."""
        operation = {"op": op, "path": path, "value": value}
        answer = self.change(f"/Users/{user_id}", operation)
        assert answer.status == 200, answer.body
        return answer.json

    def members(self, team_id):
        """Give the ids of the members of a group."""
        return [member["value"] for member in self.get(f"/Groups/{team_id}").json["members"]]


def refused(answer, scim_type, status=400):
    """Demand that an answer is an error of SCIM, with this word for what is wrong."""
    assert answer.status == status, answer.body
    assert answer.headers["content-type"] == "application/scim+json;charset=UTF-8"
    body = answer.json
    assert body["schemas"] == [ERROR]
    assert body["status"] == str(status)
    assert body["detail"]
    assert body.get("scimType") == scim_type
