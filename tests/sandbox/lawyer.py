"""Talking to a sandbox about cases and legal holds."""

from __future__ import annotations

from tests.sandbox.talker import Talker


class Lawyer(Talker):
    """Talks about the cases of a sandbox; its paths begin after theirs."""

    def __init__(self, sandbox, token=None):
        super().__init__(sandbox, token)
        self.path = f"/v2/orgs/{sandbox.organization_id}/cases"

    def ask(self, method, path, body=None, *, headers=None):
        """Send a request, and give its answer."""
        whole = path if path.startswith(("/v2", "http")) else self.path + path
        return super().ask(method, whole, body, headers=headers)

    def made(self, path, **body):
        """Make a case or a hold, and give it."""
        answer = self.post(path, body)
        assert answer.status == 200, answer.body  # not 201, says the document
        return answer.json

    def hold(self, case_id, *emails, **fields):
        """Make a hold, and give it."""
        scope = {"users": [{"email": email} for email in emails]}
        return self.made(f"/{case_id}/legal-holds", name="Hold", scope=scope, **fields)

    def held(self, case_id, hold_id):
        """Give the ids of the boards under a hold."""
        content = self.get(f"/{case_id}/legal-holds/{hold_id}/content-items").json["data"]
        assert {item["type"] for item in content} <= {"board"}
        return {item["contentId"] for item in content}
