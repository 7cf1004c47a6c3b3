"""Talking to a sandbox about its organization."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

from miro_async.sandbox.call import FORM
from tests.sandbox.talker import BoardTalker, Talker


class Organizer(Talker):
    """Sends requests about the organization; their paths begin after the organization's."""

    def __init__(self, sandbox, token=None):
        super().__init__(sandbox, token)
        self.path = f"/v2/orgs/{sandbox.organization_id}"

    def ask(self, method, path, body=None, *, headers=None):
        """Send a request, and give its answer."""
        whole = path if path.startswith("/v") else self.path + path
        return super().ask(method, whole, body, headers=headers)

    def made(self, path, body=None):
        """Make something, and give it."""
        answer = self.post(path, body)
        assert answer.status == 201, answer.body
        return answer.json

    def team(self, name="Design"):
        """Make a team, and give its path."""
        return f"/teams/{self.made('/teams', {'name': name})['id']}"

    def project(self, name="Launch", team=None):
        """Make a project, in the first team unless another is said, and give its path."""
        path = f"{team or '/teams/' + self.sandbox.team_id}/projects"
        return f"{path}/{self.made(path, {'name': name})['id']}"

    def page(self, path):
        """Give the entries of a list that fits on a page."""
        body = self.get(path).json
        assert "cursor" not in body
        assert body["size"] == len(body["data"])
        return body["data"]

    def pages(self, path):
        """Give the ids on each page of a list."""
        pages, cursor = [], None
        while cursor != "":
            body = self.get(f"{path}&cursor={cursor}" if cursor else path).json
            pages.append([entry["id"] for entry in body["data"]])
            assert (body["size"], body["type"]) == (len(body["data"]), "cursor-list")
            cursor = body.get("cursor", "")
        return pages


def private_board(sandbox, **fields):
    """Make a board of the first user's that its team does not see."""
    policy = {"sharingPolicy": {"teamAccess": "private"}}
    return BoardTalker(sandbox, policy=policy, **fields)


def refusal(answer):
    """Give status, code and message of an error, which has nothing else."""
    body = answer.json
    assert body.keys() == {"type", "code", "message", "status"}
    assert (body["type"], body["status"]) == ("error", answer.status)
    return answer.status, body["code"], body["message"]


def token_request(sandbox, **fields):
    """Ask the token endpoint, and give its answer."""
    secrets = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    body = urlencode({**secrets, **fields}).encode()
    headers = {"Content-Type": FORM, "Authorization": ""}
    return Talker(sandbox).ask("POST", "/v1/oauth/token", body, headers=headers)


def code_of(sandbox, user_id, **query):
    """Let a user allow the app, and give the code."""
    asked = {
        "response_type": "code",
        "client_id": sandbox.client_id,
        "redirect_uri": "https://app.test/",
        **query,
    }
    url = f"https://miro.com/oauth/authorize?{urlencode(asked)}"
    return parse_qs(urlsplit(sandbox.authorize(url, user=user_id)).query)["code"][0]


def exchange(sandbox, code):
    """Exchange a code, and give the answer."""
    return token_request(
        sandbox, grant_type="authorization_code", code=code, redirect_uri="https://app.test/"
    )
