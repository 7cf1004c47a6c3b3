"""A file of tokens that something else has written, or damaged."""

from __future__ import annotations

import json
from functools import partial

import pytest

from miro_async.auth.storage.file import FileStorage
from miro_async.errors import TokenStorageError
from tests.storage.tokens import token
from tests.storage.tracebacks import told

pytestmark = [pytest.mark.anyio]

SECRET = "very-secret"

DAMAGED = {
    "empty": b"",
    "cut": json.dumps({"version": 1, "tokens": {"user": {"access_token": SECRET}}}).encode()[:-1],
    "nul": b"\0" * 100,
    "no text": b'{"version": 1, "tokens": {"\xff": 1}}',
    "deep": b"[" * 100_000,
    "long number": b'{"version": 1, "tokens": {"user": ' + b"9" * 10_000 + b"}}",
    "null": b"null",
    "number": b"1",
    "text": b'"tokens"',
    "list": b'["tokens"]',
    "empty object": b"{}",
    "no version": b'{"tokens": {}}',
    "later version": b'{"version": 2, "tokens": {}}',
    "no tokens": b'{"version": 1}',
    "null for tokens": b'{"version": 1, "tokens": null}',
    "list of tokens": b'{"version": 1, "tokens": []}',
    "one token": token(SECRET).to_json().encode(),
}

ENTRIES = {
    "null": None,
    "number": 5,
    "text": SECRET,
    "list": [SECRET],
    "empty": {},
    "no access token": {"refresh_token": SECRET},
    "empty access token": {"access_token": "", "refresh_token": SECRET},
    "number as a refresh token": {"access_token": SECRET, "refresh_token": 5},
    "no time": {"access_token": SECRET, "expires_at": "soon"},
    "time of no zone": {"access_token": SECRET, "expires_at": "2030-01-01T00:00:00"},
}


@pytest.fixture
def path(tmp_path):
    """Give the path of a file that does not exist yet."""
    return tmp_path / "tokens.json"


@pytest.fixture
def storage(path):
    """Give a storage on it."""
    return FileStorage(path)


@pytest.mark.parametrize("contents", DAMAGED.values(), ids=DAMAGED)
async def test_a_damaged_file_is_an_error_and_stays_as_it_is(storage, path, contents):
    """Somebody may still make something of it; what is said names it, and shows no secret."""
    path.write_bytes(contents)

    async def save():
        async with storage.lock("user") as lease:
            await lease.save(token(), token("second"))

    for way in (
        partial(storage.get, "user"),
        partial(storage.set, "user", token()),
        partial(storage.set, "user", None),
        save,
    ):
        with pytest.raises(TokenStorageError, match=r"tokens\.json is damaged") as raised:
            await way()
        assert SECRET not in told(raised.value, but_not_of=__file__)

    assert path.read_bytes() == contents
    assert not path.with_name("tokens.json.tmp").exists()


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
async def test_a_damaged_token_is_an_error_for_its_user_alone(storage, path, entry):
    """All others get theirs, and what is stored of this one is kept for whoever can read it."""
    path.write_text(json.dumps({"version": 1, "tokens": {"user": entry}}))

    await storage.set("other", token())
    assert await storage.get("other") == token()
    async with storage.lock("other") as lease:
        assert await lease.save(token(), token("second"))

    async with storage.lock("user") as lease:
        for way in (partial(storage.get, "user"), partial(lease.save, token(), token("second"))):
            with pytest.raises(TokenStorageError, match="of user 'user' is no token") as raised:
                await way()
            assert SECRET not in told(raised.value, but_not_of=__file__)
    assert json.loads(path.read_bytes())["tokens"]["user"] == entry


@pytest.mark.parametrize("kept", [token(), None], ids=["another", "none"])
@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
async def test_a_damaged_token_goes_when_its_user_authorizes_again(storage, path, entry, kept):
    """Or is forgotten: then nobody needs it any more."""
    path.write_text(json.dumps({"version": 1, "tokens": {"user": entry}}))

    await storage.set("user", kept)

    assert await storage.get("user") == kept


async def test_what_a_later_version_stores_of_others_is_kept(storage, path):
    """It may add fields, as long as it calls its file one of this version."""
    entry = {**json.loads(token().to_json()), "new": ["field"]}
    path.write_text(json.dumps({"version": 1, "tokens": {"user": entry}}))

    await storage.set("other", token("second"))

    assert json.loads(path.read_bytes())["tokens"]["user"] == entry
    assert await storage.get("user") == token()


async def test_a_file_that_is_damaged_meanwhile_is_an_error_from_then_on(storage, path):
    """And none any more when it is repaired."""
    await storage.set("user", token())
    whole = path.read_bytes()

    path.write_bytes(whole[:-5])
    with pytest.raises(TokenStorageError):
        await storage.get("user")

    path.write_bytes(whole)
    assert await storage.get("user") == token()
