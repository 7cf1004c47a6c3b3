"""The page of a sandbox: what it shows, and what it keeps to itself."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from miro_async.sandbox import Sandbox
from miro_async.sandbox.page import is_for_page
from miro_async.sandbox.page.hosts import is_own
from miro_async.sandbox.server import Application
from tests.sandbox.talker import BoardTalker, Talker
from tests.sandbox.visitor import Visitor

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n" + bytes(24)
HOSTILE = '"><script>alert(1)</script>'
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def visitor(sandbox):
    """Give somebody who looks at the sandbox."""
    return Visitor(sandbox)


class Page(HTMLParser):
    """What is on a page: its elements, and its text."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Note it."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        """Note it."""
        self.words += data

    def all(self, tag):
        """Give the attributes of all elements of a kind."""
        return [attrs for name, attrs in self.elements if name == tag]


async def test_the_first_page_has_all_boards(visitor, sandbox):
    """As links, for those who run no scripts; with the ids encoded."""
    ids = [sandbox.add_board(name) for name in ("Retro", "R&D <b>")]
    seen = await visitor.get("/")
    page = Page(seen.text)
    assert seen.status == 200
    assert "Retro" in page.words
    assert "R&D <b>" in page.words
    links = {attrs["href"] for attrs in page.all("a")}
    assert {f"/boards/{board_id.replace('=', '%3D')}" for board_id in ids} <= links
    assert page.all("body")[0]["data-events"] == "/events"


async def test_a_board_has_a_page(visitor, sandbox):
    """With its name, its stream, and a drawing for those who run no scripts."""
    board_id = sandbox.add_board("Retro")
    page = Page((await visitor.get(f"/boards/{board_id}")).text)
    address = f"/boards/{board_id.replace('=', '%3D')}"
    assert page.all("body")[0]["data-events"] == f"{address}/events"
    assert [attrs["src"] for attrs in page.all("img") if attrs["alt"]] == [f"{address}/board.svg"]
    assert "Retro - Miro sandbox" in page.words
    (tools,) = (attrs for attrs in page.all("div") if attrs["class"] == "tools")
    assert tools["role"] == "group"  # a toolbar promises arrow keys between its buttons


@pytest.mark.parametrize(
    "path",
    ["/boards", "/boards/", "/boards/none", "/boards/none/events", "/page/none", "/page/a/b", "/x"],
)
async def test_elsewhere_there_is_nothing(visitor, path):
    """It says so, and where to go on; and asks for nothing more."""
    seen = await visitor.get(path)
    assert seen.status == 404
    page = Page(seen.text)
    assert "There is nothing here" in page.words
    assert page.all("script") == []


async def test_a_board_has_nothing_else(visitor, sandbox):
    """The same below a board."""
    board_id = sandbox.add_board("Retro")
    for rest in ("none", "pictures/1", "pictures", "events/1"):
        assert (await visitor.get(f"/boards/{board_id}/{rest}")).status == 404


@pytest.mark.parametrize(
    ("name", "kind"),
    [("style.css", "text/css"), ("script.js", "text/javascript"), ("icon.svg", "image/svg+xml")],
)
async def test_its_files_are_part_of_the_package(visitor, name, kind):
    """Nothing is built, and nothing comes from elsewhere."""
    seen = await visitor.get(f"/page/{name}")
    assert seen.status == 200
    assert seen.headers["content-type"].startswith(kind)
    assert "://" not in seen.text.replace("http://www.w3.org/2000/svg", "")


async def test_browsers_find_its_icon_by_themselves(visitor):
    """Also on pages that do not name it, such as the one of consent."""
    seen = await visitor.get("/favicon.ico")
    assert (seen.status, seen.headers["content-type"]) == (200, "image/svg+xml")


async def test_nothing_runs_that_is_not_ours(visitor, sandbox):
    """No script and no style stands in a page, and the policy allows none."""
    board_id = sandbox.add_board(HOSTILE)
    for path in ("/", f"/boards/{board_id}", "/none"):
        seen = await visitor.get(path)
        policy = dict(
            part.split(" ", 1) for part in seen.headers["content-security-policy"].split("; ")
        )
        assert policy["default-src"] == "'none'"
        for source in ("script-src", "style-src", "img-src", "connect-src"):
            assert policy[source] == "'self'"
        for source in ("base-uri", "form-action", "frame-ancestors"):
            assert policy[source] == "'none'"
        assert seen.headers["x-content-type-options"] == "nosniff"
        assert seen.headers["referrer-policy"] == "no-referrer"
        assert seen.headers["cross-origin-resource-policy"] == "same-origin"
        assert seen.headers["cache-control"] == "no-store"
        page = Page(seen.text)
        assert all(set(attrs) == {"src", "defer"} for attrs in page.all("script"))
        assert page.all("style") == []
        named = {name for _, attrs in page.elements for name in attrs}
        assert not {name for name in named if name == "style" or name.startswith("on")}


async def test_it_tells_no_secret(visitor, sandbox):
    """Neither tokens nor the app's secret, wherever one looks."""
    board = BoardTalker(sandbox)
    board.get(f"/v1/oauth-token?access_token={sandbox.token}")
    board.get(f"https://api.miro.com/v1/nothing?access_token={sandbox.token}")
    texts = [(await visitor.get(path)).text for path in ("/", f"/boards/{board.id}")]
    async with visitor.stream("/events") as stream:
        texts += [await stream.block() for _ in range(4)]
    assert "GET /v1/nothing" in "".join(texts)
    secrets = (sandbox.token, sandbox.scim_token, sandbox.client_secret, sandbox.client_id)
    assert not [secret for secret in secrets if secret in "".join(texts)]


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8765", True),
        ("[::1]:8765", True),
        ("[::1]", True),
        ("192.168.0.7:80", True),
        ("localhost", True),
        ("LOCALHOST:8765", True),
        ("app.localhost:8765", True),
        ("localhost.", True),
        ("miro-sandbox:8765", True),
        ("evil.example", False),
        ("evil.example:8765", False),
        ("127.0.0.1.evil.example", False),
        ("localhost.evil.example:80", False),
        ("evil.example.", False),
        ("a:b", False),
        ("", False),
        (":80", False),
    ],
)
async def test_a_site_of_the_web_cannot_read_it(visitor, host, own):
    """Though its name may lead here: what a browser asks for by that name is refused."""
    assert is_own(host) is own
    assert (await visitor.get("/", host)).status == (200 if own else 421)


@pytest.mark.parametrize(
    "path",
    [
        *("/v1/oauth-token", "/v2/boards", "/v2-experimental/boards", "/oauth/authorize"),
        *("/signed/a/b", "/api/v1/scim/Users", "x", "*", "/boardsx"),
    ],
)
def test_the_api_comes_first(path):
    """All that is the API's stays so; and what is no GET."""
    assert not is_for_page(asked("GET", path))


def test_only_gets_are_for_the_page():
    """The page changes nothing."""
    for path in ("", "/", "/boards", "/boards/a/events", "/events", "/page/style.css"):
        assert is_for_page(asked("GET", path))
        assert not is_for_page(asked("POST", path))


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_site_of_the_web_cannot_consent(sandbox, method):
    """It could read the page, and send its form, through a name that leads here."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    scope = asked(method, "/oauth/authorize", b"evil.example:8765")
    await Application(sandbox)(scope, receive, send)
    assert sent[0]["status"] == 421
    assert not sandbox.calls
    for host in (b"127.0.0.1:8765", b"localhost"):
        assert not is_for_page(asked(method, "/oauth/authorize", host))


def asked(method, path, host=b"127.0.0.1"):
    """Give a request as ASGI servers do."""
    scope = {"type": "http", "scheme": "http", "query_string": b"", "headers": [(b"host", host)]}
    return {**scope, "method": method, "path": path}


async def test_uploaded_images_are_shown_and_can_do_nothing(visitor, sandbox):
    """Whatever they are: nothing in them runs, and nobody takes them for a page."""
    board = BoardTalker(sandbox)
    script = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for body, kind in ((PNG, "image/png"), (script, "image/svg+xml"), (b"<html>", "image/svg+xml")):
        image = board.upload("POST", "/images", ("resource", "a.html", body)).json
        file_id = image["data"]["imageUrl"].split("/")[-1].split("?")[0]
        path = f"/boards/{board.id}/pictures/{file_id}"
        seen = await visitor.get(path)
        assert (seen.status, seen.body) == (200, body)
        assert seen.headers["content-type"] == kind
        assert seen.headers["x-content-type-options"] == "nosniff"
        assert seen.headers["content-disposition"].startswith("attachment")
        policy = seen.headers["content-security-policy"].split("; ")
        assert {"sandbox", "default-src 'none'"} <= set(policy)
        assert "script" not in seen.headers["content-security-policy"]
        again = await visitor.get(path, if_none_match=seen.headers["etag"])
        assert (again.status, again.body) == (304, b"")


async def test_documents_are_not_shown(visitor, sandbox):
    """They are not drawn, so nobody needs their files."""
    board = BoardTalker(sandbox)
    document = board.upload("POST", "/documents", ("resource", "a.pdf", b"%PDF-")).json
    file_id = document["data"]["documentUrl"].split("/")[-1].split("?")[0]
    assert (await visitor.get(f"/boards/{board.id}/pictures/{file_id}")).status == 404


async def test_the_drawing_is_a_file_too(visitor, sandbox):
    """With everything in it: items, lines, tags, groups, and pictures as they were uploaded."""
    board = BoardTalker(sandbox, name="Retro & more")
    one, two = (board.note(data={"content": word}) for word in ("one", "two"))
    board.made("/connectors", {"startItem": {"id": one["id"]}, "endItem": {"id": two["id"]}})
    tag = board.made("/tags", {"title": "urgent", "fillColor": "red"})
    board.post(f"/items/{one['id']}?tag_id={tag['id']}")
    board.made("/groups", {"data": {"items": [one["id"], two["id"]]}})
    board.upload("POST", "/images", ("resource", "a.png", PNG))
    board.made("/images", {"data": {"url": "https://example.com/a.png"}})
    seen = await visitor.get(f"/boards/{board.id}/board.svg")
    assert seen.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(seen.text)  # noqa: S314 - our own
    assert root.find(f"{SVG}title").text == "Retro & more"
    kinds = [group.get("data-type") for group in root.iter(f"{SVG}g") if group.get("data-type")]
    assert kinds == ["sticky_note", "sticky_note", "image", "image", "connector", "group"]
    words = {tspan.text for tspan in root.iter(f"{SVG}tspan")}
    assert {"one", "two", "urgent"} <= words
    (picture,) = root.iter(f"{SVG}image")
    assert picture.get("href").startswith("data:image/png;base64,")


async def test_each_user_of_each_app_has_a_budget():
    """With two apps it is told whose credits are which."""
    sandbox = Sandbox()
    other = sandbox.add_app("Other app")
    token = sandbox.new_token(sandbox.user_ids[0], client_id=other.client_id)
    BoardTalker(sandbox)
    assert Talker(sandbox, token).get("/v2/boards").status == 200
    async with Visitor(sandbox).stream("/events") as stream:
        budgets = await stream.event("credits")
    assert [budget["who"] for budget in budgets] == [
        "Sandbox user in Sandbox app",
        "Sandbox user in Other app",
    ]
