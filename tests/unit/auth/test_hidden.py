"""An endpoint may repeat what it was sent: nobody who reads an error or a log knows it then."""

from __future__ import annotations

import logging
from urllib.parse import quote

import pytest

from miro_async import RetryPolicy
from miro_async.errors import MiroError
from tests.unit.apps import CLIENT_SECRET, Authority, Plain, app_with, refusal, token_of
from tests.unit.hunting import leaks

pytestmark = pytest.mark.anyio

CODE, VERIFIER, REFRESH = "c0d3-/7+1=", "v3r1f13r/7+1=", "r3fr35h-/7+1="
WAYS = {
    "plain": lambda secret: {"message": f"what is {secret}?"},
    "encoded": lambda secret: {"message": f"code={quote(secret, safe='')}&x=y"},
    "in the code": lambda secret: {"code": secret},
    "in a field": lambda secret: {"context": {"fields": [{"field": secret, "message": secret}]}},
    "cut short": lambda secret: {"message": "x" * 992 + secret},
    "described": lambda secret: {"message": None, "error_description": secret},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
async def test_a_refused_code_does_not_show(caplog, way, status):
    """Nor the verifier or the secret of the app: in no part of the error, whatever the status."""
    caplog.set_level(logging.DEBUG)
    authority = Authority()
    miro = authority.miro(retry=RetryPolicy(attempts=2))

    for secret in (CODE, VERIFIER, CLIENT_SECRET):
        authority.first = [refusal(status=status, **WAYS[way](secret))] * 2
        with pytest.raises(MiroError) as caught:
            await miro.exchange_code_for_access_token(CODE, code_verifier=VERIFIER)
        assert_hidden(secret, caught.value, caplog)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
async def test_a_refused_refresh_token_does_not_show(caplog, way, status):
    """Also not in the words about another try."""
    caplog.set_level(logging.DEBUG)
    for secret in (REFRESH, "access-7-1", CLIENT_SECRET):
        authority = Authority(first=[refusal(status=status, **WAYS[way](secret))] * 2)
        storage = Plain({"7": token_of(seconds=0, refresh_token=REFRESH)})
        miro = authority.miro(storage=storage, retry=RetryPolicy(attempts=2))

        with pytest.raises(MiroError) as caught:
            await miro.as_user("7").boards.get("b")
        assert_hidden(secret, caught.value, caplog)


@pytest.mark.parametrize("way", WAYS)
async def test_a_token_that_cannot_be_revoked_does_not_show(caplog, way):
    """Miro's 404 has a message, too."""
    caplog.set_level(logging.DEBUG)
    for secret in ("access-7-1", CLIENT_SECRET):
        authority, _, miro = app_with()
        authority.revoking = [refusal(status=404, **WAYS[way](secret))] * 2
        with pytest.raises(MiroError) as caught:
            await miro.revoke_token("7")
        assert_hidden(secret, caught.value, caplog)


def assert_hidden(secret, error, caplog):
    """See that neither the errors nor the log have the secret, encoded or not, or its beginning."""
    parts = (secret, quote(secret, safe=""), secret[:8])
    assert leaks(error, *parts) == []
    for record in caplog.records:
        assert not any(part in record.getMessage() for part in parts)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status", [400, 401, 403, 500])
async def test_a_refused_call_does_not_show_its_token(caplog, way, status):
    """The API may quote it as well, to the clients of an app and to any other."""
    caplog.set_level(logging.DEBUG)
    authority, _, miro = app_with(retry=RetryPolicy(attempts=2), seconds=None)
    authority.answers = lambda _: refusal(status=status, **WAYS[way]("access-7-1"))
    plain = authority.client(access_token="access-7-1")

    for api in (miro.as_user("7"), plain):
        with pytest.raises(MiroError) as caught:
            await api.boards.get("b")
        assert_hidden("access-7-1", caught.value, caplog)
