"""Talking to a sandbox without a client: requests and answers in plain words."""

from __future__ import annotations

import json
from urllib.parse import quote

from miro_async.call.transport.protocol import Request
from tests.sandbox.checked import check

ORIGIN = "https://api.miro.com"


class Answer:
    """A status, a JSON body, and headers."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.body

    @property
    def json(self):
        """The body, decoded."""
        return json.loads(self.body)

    @property
    def refused(self):
        """The refused fields of a 400, by name."""
        assert self.status == 400, self.body
        assert self.json["code"] == "2.0703"
        assert self.json["message"] == "Invalid parameters"
        return {field["field"]: field["message"] for field in self.json["context"]["fields"]}


class Talker:
    """Sends requests to a sandbox as one user."""

    def __init__(self, sandbox, token=None):
        self.sandbox = sandbox
        self.token = sandbox.token if token is None else token

    def ask(self, method, path, body=None, *, headers=None):
        """Send a request, and give its answer."""
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        url = path if path.startswith("http") else ORIGIN + path
        headers = {**sent, **(headers or {})}
        request = Request(method=method, url=url, headers=headers, body=body)
        response = self.sandbox.answer(request)
        check(self.sandbox, request, response)
        return Answer(response)

    def get(self, path):
        """GET."""
        return self.ask("GET", path)

    def post(self, path, body=None):
        """POST."""
        return self.ask("POST", path, body)

    def patch(self, path, body=None):
        """PATCH."""
        return self.ask("PATCH", path, body)

    def delete(self, path):
        """DELETE."""
        return self.ask("DELETE", path)

    def upload(self, method, path, *parts):
        """Send parts: (name, file name or None, content)."""
        boundary = b"a-boundary"
        pieces = []
        for name, file_name, content in parts:
            disposition = f'form-data; name="{name}"'
            if file_name:
                disposition += f'; filename="{file_name}"'
            head = f"Content-Disposition: {disposition}\r\nContent-Type: image/png\r\n\r\n"
            pieces.append(b"--" + boundary + b"\r\n" + head.encode() + content + b"\r\n")
        body = b"".join(pieces) + b"--" + boundary + b"--\r\n"
        kind = f"multipart/form-data; boundary={boundary.decode()}"
        return self.ask(method, path, body, headers={"Content-Type": kind})


class BoardTalker(Talker):
    """Sends requests about one board; their paths begin after the board's."""

    def __init__(self, sandbox, **fields):
        super().__init__(sandbox)
        self.board = super().ask("POST", "/v2/boards", fields).json
        self.id = self.board["id"]
        self.path = f"/v2/boards/{quote(self.id)}"

    def ask(self, method, path, body=None, *, headers=None):
        """Send a request, and give its answer."""
        whole = path if path.startswith(("/v2", "http")) else self.path + path
        return super().ask(method, whole, body, headers=headers)

    def made(self, path, body=None):
        """Make something, and give it."""
        answer = self.post(path, body)
        assert answer.status in {200, 201}, answer.body
        return answer.json

    def note(self, **body):
        """Make a sticky note."""
        return self.made("/sticky_notes", body)

    def frame(self, width=400, height=300, **body):
        """Make a frame."""
        geometry = {"width": width, "height": height}
        return self.made("/frames", {"data": {"title": "A"}, "geometry": geometry, **body})

    def items(self):
        """Give what is on the board, if it is no more than 50."""
        return self.get("/items?limit=50").json["data"]
