"""Requests that no server would pass on, sent in the process: they are answered all the same."""

from __future__ import annotations

import pytest

from miro_async.call.transport.protocol import Request
from miro_async.errors import InvalidArgumentError
from tests.sandbox.talker import ORIGIN, Talker

HALF = "\ud800"
"""Half of a character, which has no bytes."""


@pytest.mark.parametrize("url", ["http://[::1/v2/boards", "//[", "http://[x]/v2/boards", "", HALF])
def test_an_address_that_is_none_is_a_404(sandbox, url):
    """With a token or without."""
    sent = {"Authorization": f"Bearer {sandbox.token}"}
    for headers in (sent, {}):
        answer = sandbox.answer(Request(method="GET", url=url, headers=headers))
        assert answer.status == 404
        assert sandbox.calls[-1].operation == ""


def test_nobody_authorizes_at_an_address_that_is_none(sandbox):
    """As at any other that is not the one for it."""
    with pytest.raises(InvalidArgumentError, match="this leads to no redirect"):
        sandbox.authorize("http://[::1/oauth/authorize")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v2/boards/{half}", 404),
        ("/{half}", 404),
        ("/v2/boards?x={half}", 200),
        ("/v2/boards?limit={half}", 400),
        ("/signed/{half}/1?signature={half}", 403),
        ("/v1/oauth/token?code={half}", 405),
    ],
)
def test_half_characters_in_addresses_are_answered(miro, path, status):
    """As any other unknown letters."""
    assert miro.get(path.format(half=HALF)).status == status


def test_half_characters_in_tokens_are_a_401(sandbox):
    """Those of SCIM too."""
    for path in ("/v2/boards", "/api/v1/scim/Users"):
        assert Talker(sandbox, HALF).get(path).status == 401


def test_half_characters_in_kinds_of_content_are_answered(board):
    """The file arrives."""
    kind = f"multipart/form-data; boundary=b; charset={HALF}"
    body = b'--b\r\nContent-Disposition: form-data; name="resource"\r\n\r\nx\r\n--b--'
    assert board.ask("POST", "/images", body, headers={"Content-Type": kind}).status == 201
    kind = f"multipart/form-data; boundary={HALF}"
    assert board.ask("POST", "/images", body, headers={"Content-Type": kind}).status == 400


def test_links_on_a_page_have_what_was_asked_for(board):
    """As far as it can be written."""
    links = board.get(f"/items?x={HALF}").json["links"]
    assert links["self"] == f"{ORIGIN}{board.path}/items?x=%3F&limit=10&cursor="
