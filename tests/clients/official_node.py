"""`@mirohq/miro-api` from npm against the sandbox: nobody here has written it."""

from __future__ import annotations

import json
import subprocess
from base64 import b64encode
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from miro_async.sandbox import SandboxServer
from tests.clients.edge import edge

CALLBACK = "https://app.example/callback"
SCRIPT = Path(__file__).with_suffix(".cjs")
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x07\x00\x00\x00\x05"


@pytest.fixture(scope="module")
def told():
    """Give what happened at the sandbox, and what the client has seen of it."""
    with SandboxServer() as server:
        yield server.sandbox, server


@pytest.fixture(scope="module")
def seen(told, tmp_path_factory):
    """Let the client do its work, and give what it has seen."""
    sandbox, server = told
    url = f"{server.url}/oauth/authorize?" + "&".join(
        ["response_type=code", f"client_id={sandbox.client_id}", f"redirect_uri={CALLBACK}"]
    )
    code = parse_qs(urlsplit(sandbox.authorize(url)).query)["code"][0]
    with edge(server.port, tmp_path_factory.mktemp("edge")) as there:
        given = {
            "url": server.url,
            "token": server.token,
            "clientId": sandbox.client_id,
            "clientSecret": sandbox.client_secret,
            "redirectUrl": CALLBACK,
            "code": code,
            "edgePort": there.port,
            "authority": there.authority.read_text(),
            "organizationId": sandbox.organization_id,
            "picture": b64encode(PICTURE).decode(),
        }
        ended = subprocess.run(  # noqa: S603 - our own script
            ["node", str(SCRIPT)],  # noqa: S607 - whichever there is
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_a_user_authorizes_the_app(seen, told):
    """The address of the token endpoint is hard-coded; it is led here at the edge."""
    sandbox, _ = told
    assert parse_qs(urlsplit(seen["authUrl"]).query)["client_id"] == [sandbox.client_id]
    assert seen["authorized"] is True
    assert seen["user"] == sandbox.user_ids[0]


def test_a_board_is_made_changed_and_deleted(seen):
    """And what is gone is a 404."""
    assert seen["board"] == "Later"
    assert "Later" in seen["boards"]
    assert seen["gone"]["status"] == 404


def test_items_of_each_kind(seen):
    """Made one by one, and listed page by page with 60 more."""
    kinds = ["frame", "sticky_note", "shape", "text", "card", "app_card", "embed", "image"]
    assert [kind for _, kind in seen["made"]] == [*kinds, "document"]
    assert Counter(seen["items"]) == Counter([*kinds, "document", "image", *["text"] * 60])


def test_an_item_in_a_frame(seen):
    """It is where it was put."""
    note = seen["made"][1][0]
    assert seen["inFrame"] == [note]
    assert (seen["moved"]["x"], seen["moved"]["y"]) == (100, 120)
    assert seen["moved"]["relativeTo"] == "parent_top_left"


def test_connectors_and_tags(seen):
    """They are there, and gone when they are deleted."""
    assert seen["connectors"] == [True]
    assert seen["connectorsLeft"] == []
    assert seen["tags"] == ["Urgent"]
    assert seen["tagged"] == [seen["made"][1][0]]


def test_a_file(seen):
    """Its size is read from the file."""
    assert seen["uploaded"] == [7, 5]


def test_what_is_wrong_is_told(seen):
    """In the shape that it knows."""
    assert seen["tooMany"]["status"] == 400
    assert "maximum items page size is 50" in json.dumps(seen["tooMany"]["body"])


def test_an_organization(seen):
    """It gets another team."""
    assert sorted(seen["teams"]) == ["Design", "Sandbox team"]
