from __future__ import annotations

import pytest

from tests.sandbox.organizer import Organizer, code_of, exchange, refusal, token_request
from tests.sandbox.talker import Talker

RESET = "/v2/sessions/reset_all"


@pytest.fixture
def ada(sandbox):
    """Give another user."""
    return sandbox.add_user("Ada", email="ada@example.com")


def test_a_reset_ends_all_tokens_of_a_user(miro, sandbox, ada):
    """Those that never expire, those of the app, and what would refresh them; no others."""
    pair = exchange(sandbox, code_of(sandbox, ada.id)).json
    tokens = [ada.token, sandbox.new_token(ada.id), pair["access_token"]]
    assert [Talker(sandbox, token).get("/v2/boards").status for token in tokens] == [200] * 3
    answer = miro.post(f"{RESET}?email=ADA@example.com")
    assert (answer.status, answer.body) == (200, b"")
    for token in tokens:
        assert refusal(Talker(sandbox, token).get("/v2/orgs/1"))[:2] == (401, "tokenNotProvided")
    refreshed = token_request(
        sandbox, grant_type="refresh_token", refresh_token=pair["refresh_token"]
    )
    assert refreshed.status == 401
    assert miro.get("/v2/boards").status == 200


def test_after_a_reset_a_user_can_come_back(miro, sandbox, ada):
    """They are asked again, and get new tokens."""
    miro.post(f"{RESET}?email=ada@example.com")
    pair = exchange(sandbox, code_of(sandbox, ada.id)).json
    assert Talker(sandbox, pair["access_token"]).get("/v2/boards").status == 200


def test_administrators_can_end_their_own_sessions(miro):
    """The answer still comes, the next call is refused."""
    assert miro.post(f"{RESET}?email=user@sandbox.test").status == 200
    assert miro.get("/v2/boards").status == 401


def test_a_reset_needs_the_email_of_a_user(miro, sandbox, ada):
    """And somebody who may ask."""
    missing = "email: Field [email] of type [String] is required"
    for path in (RESET, f"{RESET}?email="):
        assert refusal(miro.post(path)) == (400, "invalidParameters", missing)
    unknown = refusal(miro.post(f"{RESET}?email=nobody@example.com"))
    assert unknown == (404, "notFound", "User not found")
    other = Organizer(sandbox, ada.token).post(f"{RESET}?email=user@sandbox.test")
    assert refusal(other)[:2] == (403, "forbiddenAccess")
    assert miro.get("/v2/boards").status == 200
