"""Reading the logs of a sandbox."""

from __future__ import annotations

from urllib.parse import urlencode

from tests.sandbox.talker import Talker

DAY = {"createdAfter": "2026-01-05T00:00:00.000Z", "createdBefore": "2026-01-06T00:00:00.000Z"}
SPAN = {"from": "2026-01-05T00:00:00Z", "to": "2026-01-06T00:00:00Z"}


class Auditor(Talker):
    """Reads the logs."""

    def events(self, **query):
        """Give the audit events of the day."""
        answer = self.get(f"/v2/audit/logs?{urlencode({**DAY, **query})}")
        assert answer.status == 200, answer.body
        return answer.json["data"]

    def content(self, **query):
        """Give the entries of the content log of the day."""
        return self.page("content-logs/items", **query)["data"]

    def page(self, log, **query):
        """Give a page of a log of the day."""
        path = f"/v2/orgs/{self.sandbox.organization_id}/{log}"
        answer = self.get(f"{path}?{urlencode({**SPAN, **query}, doseq=True)}")
        assert answer.status == 200, answer.body
        return answer.json
