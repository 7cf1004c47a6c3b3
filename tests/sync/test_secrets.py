"""No secret in what an error of the blocking clients shows: words, notes, frames with locals."""

from __future__ import annotations

import httpx
import pytest

from miro_async import RetryPolicy
from miro_async.errors import (
    AccessDeniedError,
    CodeRejectedError,
    ConfigurationError,
    InvalidArgumentError,
    MiroError,
    NotAuthorizedError,
    NotFoundError,
    StateMismatchError,
)
from miro_async.sandbox import Sandbox
from miro_async.sync import Miro, MiroApi
from tests.unit.apps import CLIENT_SECRET, IDENTITY
from tests.unit.hunting import Hunt

TOKEN = "a-token-that-nobody-may-see"
SCIM_TOKEN = "the-organizations-scim-token"


@pytest.fixture
def hunt():
    """Hunt as long as the test lasts."""
    with Hunt() as hunt:
        hunt.hide(CLIENT_SECRET, SCIM_TOKEN, TOKEN)
        yield hunt


@pytest.mark.parametrize(
    "wrong",
    [{"scim_token": f"{SCIM_TOKEN}\n"}, {"base_url": "x"}, {"timeout": 5}, {"hooks": 5}],
    ids=repr,
)
def test_wrong_settings_show_no_secret(hunt, wrong):
    """Neither the token, nor the app's secret; whatever is wrong beside them."""
    with hunt.failing(ConfigurationError):
        MiroApi(TOKEN, **({"scim_token": SCIM_TOKEN} | wrong))
    with hunt.failing(ConfigurationError):
        Miro(**(IDENTITY | {"scim_token": SCIM_TOKEN} | wrong))
    with hunt.failing(ConfigurationError):
        MiroApi(f"{TOKEN}\n")
    for options in ({"leeway": -1}, {"client_id": ""}, {"storage": 5}, {"authorize_url": "x"}):
        with hunt.failing(ConfigurationError):
            Miro(**(IDENTITY | options))

    assert hunt.found() == []


def test_calls_show_no_secret(hunt):
    """Refused tokens, missing things, closed clients."""
    sandbox = Sandbox()
    hunt.hide(sandbox.token)
    with (
        MiroApi(TOKEN, transport=sandbox, scim_token=SCIM_TOKEN) as wrong,
        MiroApi(sandbox.token, transport=sandbox) as right,
    ):
        for call in (
            lambda: wrong.boards.get("b"),
            lambda: wrong.scim_users.list().collect(),
            lambda: right.boards.get("nowhere"),
            lambda: list(right.items.list("nowhere")),
            lambda: right.images.upload("b", b""),
            lambda: right.scim_users.get("1"),
            right.open_file("https://elsewhere.example").__enter__,
        ):
            with hunt.failing(MiroError):
                call()
    with hunt.failing(ConfigurationError):
        right.boards.get("b")

    assert hunt.found() == []


def test_a_life_of_an_app_shows_no_secret(hunt):
    """Login, refusals of each kind, revoking."""
    sandbox = Sandbox()
    hunt.hide(sandbox.client_secret, sandbox.token)
    options = {
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
        "redirect_url": "http://localhost:8000/callback",
        "scim_token": SCIM_TOKEN,
        "retry": RetryPolicy(attempts=1),
        "transport": sandbox,
    }
    with Miro(**options) as miro:
        verifier = miro.new_code_verifier()
        url, state = miro.authorization_url(code_verifier=verifier)
        back = sandbox.authorize(url)
        code = httpx.URL(back).params["code"]
        hunt.hide(verifier, state, code, "another-code", "another-state")
        with hunt.failing(StateMismatchError):
            miro.exchange_code_for_access_token(back, state="another-state", code_verifier=verifier)
        token = miro.exchange_code_for_access_token(back, state=state, code_verifier=verifier)
        hunt.hide(token)
        api = miro.as_user(token.user_id)
        with hunt.failing(NotFoundError):
            api.boards.get("nowhere")
        with hunt.failing(CodeRejectedError):
            miro.exchange_code_for_access_token(code)
        with hunt.failing(InvalidArgumentError):
            miro.exchange_code_for_access_token("another-code\x00")
        url, state = miro.authorization_url()
        hunt.hide(state)
        with hunt.failing(AccessDeniedError):
            miro.exchange_code_for_access_token(sandbox.authorize(url, allow=False), state=state)
        assert miro.is_authorized(token.user_id)
        miro.revoke_token(token.user_id)
        with hunt.failing(NotAuthorizedError):
            api.boards.list().first()
    with hunt.failing(ConfigurationError):
        miro.exchange_code_for_access_token("another-code")

    assert hunt.found() == []
