"""An app that gets its tokens from a sandbox: no client of ours, but plain requests."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.sandbox.talker import ORIGIN, Answer, Talker

CALLBACK = "https://app.example/callback?from=miro"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def in_process(sandbox):
    """Give what sends requests without a socket."""
    return Talker(sandbox, "").ask


def over(http):
    """Give what sends requests by an HTTP client."""

    def ask(method, path, body=None, *, headers=None):
        answer = http.request(method, path, content=body, headers=headers)
        return Answer(Received(answer))

    return ask


class Received:
    """An answer of an HTTP client in the words of the others."""

    def __init__(self, answer):
        self.status = answer.status_code
        self.headers = answer.headers
        self.body = answer.content


class App:
    """The app that is registered with a sandbox."""

    def __init__(self, sandbox, ask=None):
        self.sandbox = sandbox
        self.ask = ask or in_process(sandbox)

    @property
    def credentials(self):
        """The client id and secret, as the token endpoint wants them."""
        return {"client_id": self.sandbox.client_id, "client_secret": self.sandbox.client_secret}

    def link(self, **query):
        """Give the path and query of an authorization URL; `None` leaves a parameter out."""
        usual = {
            "response_type": "code",
            "client_id": self.sandbox.client_id,
            "redirect_uri": CALLBACK,
        }
        query = {name: value for name, value in {**usual, **query}.items() if value is not None}
        return f"/oauth/authorize?{urlencode(query)}"

    def code(self, user=None, **query):
        """Let a user authorize the app, and give the code."""
        url = self.sandbox.authorize(ORIGIN + self.link(**query), user=user)
        return query_of(url)["code"]

    def token(self, **fields):
        """POST to the token endpoint with the app's credentials."""
        body = urlencode({**self.credentials, **fields}).encode()
        return self.ask("POST", "/v1/oauth/token", body, headers=FORM)

    def exchange(self, code, **fields):
        """Exchange a code."""
        wanted = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
        return self.token(**{**wanted, **fields})

    def login(self, user=None):
        """Go all the way, and give what the token endpoint says."""
        answer = self.exchange(self.code(user))
        assert answer.status == 200, answer.body
        return answer.json

    def refresh(self, refresh_token, **fields):
        """Refresh."""
        wanted = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        return self.token(**{**wanted, **fields})

    def call(self, access_token, path="/v2/boards"):
        """Call the API with a token."""
        return self.ask("GET", path, headers={"Authorization": f"Bearer {access_token}"})

    def works(self, access_token):
        """Tell whether a token opens the API; if not, it is refused as any unknown one."""
        answer = self.call(access_token)
        if answer.status == 401:
            assert answer.json == {
                "type": "error",
                "code": "tokenNotProvided",
                "message": "The authorization token is not valid",
                "status": 401,
            }
        return answer.status == 200


def is_refused(answer, message, status=401):
    """Tell whether an answer is an error of Miro's OAuth, and says this."""
    error = {"type": "error", "code": "oauthError", "message": message, "status": status}
    return answer.status == status and answer.json == error


def query_of(url):
    """Give the parameters of a URL, of which none comes twice."""
    parameters = parse_qs(urlsplit(url).query, keep_blank_values=True)
    return {name: value for name, (value,) in parameters.items()}


def challenge_of(verifier):
    """Give the S256 challenge for a verifier, as RFC 7636 has it."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")


class Page(HTMLParser):
    """Reads a page as a browser does: its text, and its form."""

    def __init__(self, answer):
        super().__init__()
        self.tags = []
        self.form = {}
        self.users = {}
        self.checked = None
        self.buttons = {}
        self.text = ""
        self._last = None
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        self.feed(answer.body.decode())

    def handle_starttag(self, tag, attrs):
        """Note what it is."""
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "form":
            self.form = given
        elif tag == "input":
            assert (given["type"], given["name"]) == ("radio", "user")
            self._last = given["value"]
            self.checked = given["value"] if "checked" in given else self.checked
        elif tag == "button":
            assert given["name"] == "decision"
            self._last = given["value"]

    def handle_data(self, data):
        """Note what it is the text of."""
        self.text += data
        if self.tags and self._last and data.strip():
            kept = self.users if self.tags[-1] == "input" else self.buttons
            kept[self._last] = data.strip()
            self._last = None
