"""Tokens that are encrypted in another storage: what it sees, keys, and who changes them."""

from __future__ import annotations

import importlib
import json
import sys
from base64 import urlsafe_b64encode
from contextlib import asynccontextmanager

import anyio
import anyio.lowlevel
import pytest
from attrs import evolve
from cryptography.fernet import Fernet

from miro_async.auth.storage.encrypted import EncryptedStorage
from miro_async.auth.storage.memory import MemoryStorage
from miro_async.auth.storage.official import OfficialStorage
from miro_async.auth.storage.protocol import LockingStorage
from miro_async.auth.token import Token
from miro_async.call.uninterrupted import uninterrupted
from miro_async.errors import ConfigurationError, TokenStorageError
from miro_async.secret import Secret
from tests.storage.others import Busy, Plain
from tests.storage.tokens import token
from tests.unit.checkpoints import WAYS, interrupted
from tests.unit.hunting import leaks

pytestmark = [pytest.mark.anyio]

KEY, NEW_KEY, OTHER_KEY = (urlsafe_b64encode(bytes(range(at, at + 32))) for at in (0, 50, 100))


@pytest.fixture
def inner():
    """Give the storage that keeps them."""
    return MemoryStorage()


@pytest.fixture
def storage(inner):
    """Give the one that encrypts."""
    return EncryptedStorage(inner, [KEY])


async def refused(work, words):
    """Wait for the failure, which has these words and shows no secret."""
    with pytest.raises(TokenStorageError, match=words) as caught:
        await work
    assert leaks(caught.value, "access-", "refresh-", KEY.decode(), NEW_KEY.decode()) == []


class TestWhatIsSeen:
    async def test_nothing_but_when_it_expires(self, storage, inner):
        """Not even whose it is."""
        await storage.set("user", token())

        stored = await inner.get("user")
        assert stored == Token(access_token=stored.access_token, expires_at=token().expires_at)
        seen = Fernet(KEY).decrypt(stored.access_token.reveal())
        assert json.loads(seen) == ["user", token().to_json()]

    async def test_the_same_token_looks_different_each_time(self, storage, inner):
        """Nor can it be seen that it is the same."""
        await storage.set("user", token())
        before = await inner.get("user")
        await storage.set("user", token())

        assert await inner.get("user") != before

    async def test_keys_are_not_shown(self, storage):
        """By what stands in a traceback."""
        assert KEY.decode() not in repr(storage) + repr(vars(storage))


class TestLocks:
    async def test_it_has_one_where_the_other_storage_has(self, storage):
        """As can be asked in each way."""
        assert isinstance(storage, LockingStorage)
        assert not isinstance(EncryptedStorage(Plain(), [KEY]), LockingStorage)
        assert not hasattr(EncryptedStorage(Plain(), [KEY]), "lock")

    async def test_a_storage_without_one_keeps_tokens_all_the_same(self):
        """And forgets them."""
        storage = EncryptedStorage(Plain(), [KEY])
        await storage.set("user", token())

        assert await storage.get("user") == token()
        await storage.set("user", None)
        assert await storage.get("user") is None

    async def test_a_lock_without_a_lease_has_none_here_either(self):
        """Its holder cannot lose it, and sets the token."""

        class Sure(Plain):
            @asynccontextmanager
            async def lock(self, _):
                yield None

        storage = EncryptedStorage(Sure(), [KEY, NEW_KEY])
        await storage.set("user", token())
        async with storage.lock("user") as lease:
            assert lease is None
        await storage.rotate("user")
        assert await storage.get("user") == token()


class TestSaving:
    async def test_one_that_tries_again_has_saved(self, storage):
        """What is there is what it wanted to have there."""
        await storage.set("user", token())

        async with storage.lock("user") as lease:
            assert await lease.save(token(), token("second"))
            assert await lease.save(token(), token("second"))
            other = evolve(token("second"), refresh_token=Secret("another"))
            assert not await lease.save(token(), other)

    async def test_a_token_that_is_encrypted_anew_at_this_moment_is_still_the_same(self):
        """It looks different, so the other storage refuses: it is tried once more."""
        inner, moments = Busy(), []
        storage = EncryptedStorage(inner, [KEY])
        await storage.set("user", token())

        async def encrypt_anew(_):
            moments.append("now")
            if len(moments) == 1:
                await storage.set("user", token())

        inner.before = encrypt_anew
        async with storage.lock("user") as lease:
            assert await lease.save(token(), token("second"))

        assert await storage.get("user") == token("second")
        assert len(moments) == 2

    async def test_one_who_has_lost_the_lock_is_told_once(self):
        """The other storage knows that somebody later has saved, though nothing looks changed."""

        class Lost(Plain):
            @asynccontextmanager
            async def lock(self, _):
                yield self

            async def save(self, *_):
                return False

        storage = EncryptedStorage(Lost(), [KEY])
        await storage.set("user", token())
        with anyio.fail_after(30):
            async with storage.lock("user") as lease:
                assert not await lease.save(token(), token("second"))

    @pytest.mark.parametrize(("anyio_backend", "way"), WAYS)
    @pytest.mark.usefixtures("anyio_backend")
    async def test_a_token_that_is_being_saved_is_saved(self, way):
        """As apps save it. The other storage has to be read before."""

        class Slow(Busy):
            async def get(self, user_id):
                await anyio.lowlevel.checkpoint()
                return await super().get(user_id)

        storage = EncryptedStorage(Slow(), [KEY])
        for number in range(1, 6):
            await storage.set("user", token())
            async with storage.lock("user") as lease:
                saving = uninterrupted(lease.save, token(), token("second"))
                await interrupted(saving, number, way)
            assert await storage.get("user") == token("second")


class TestKeys:
    @pytest.mark.parametrize("key", [KEY, KEY.decode(), Secret(KEY.decode())])
    async def test_a_key_is_bytes_text_or_a_secret(self, storage, inner, key):
        """It is the same key."""
        await storage.set("user", token())

        assert await EncryptedStorage(inner, [key]).get("user") == token()

    @pytest.mark.parametrize("backing", [MemoryStorage, Plain])
    async def test_the_first_key_encrypts_and_all_decrypt(self, backing):
        """So that keys can be changed without anybody noticing."""
        inner = backing()
        await EncryptedStorage(inner, [KEY]).set("user", token())
        both = EncryptedStorage(inner, [NEW_KEY, KEY])
        new = EncryptedStorage(inner, [NEW_KEY])

        assert await both.get("user") == token()
        await refused(new.get("user"), "not encrypted with any of the keys")
        await both.rotate("user")
        assert await new.get("user") == token()
        await both.rotate("nobody")
        assert await new.get("nobody") is None

    async def test_a_token_that_changes_while_its_key_is_changed_is_not_undone(self):
        """It is taken up again from there."""
        inner = Busy()
        old = EncryptedStorage(inner, [KEY])
        await old.set("user", token())
        changed = []

        async def change(_):
            if not changed:
                changed.append(await old.set("user", token("second")))

        inner.before = change
        await EncryptedStorage(inner, [NEW_KEY, KEY]).rotate("user")

        assert await EncryptedStorage(inner, [NEW_KEY]).get("user") == token("second")

    async def test_keys_can_be_changed_while_tokens_are_refreshed(self, inner):
        """None of the turns is lost."""
        storage = EncryptedStorage(inner, [NEW_KEY, KEY])
        await EncryptedStorage(inner, [KEY]).set("user", token("0"))

        async def refresh():
            async with storage.lock("user") as lease:
                old = await storage.get("user")
                number = int(old.access_token.reveal().removeprefix("access-"))
                await anyio.lowlevel.checkpoint()
                assert await lease.save(old, token(str(number + 1)))

        async with anyio.create_task_group() as tasks:
            for _ in range(6):
                tasks.start_soon(refresh)
                tasks.start_soon(storage.rotate, "user")

        assert await EncryptedStorage(inner, [NEW_KEY]).get("user") == token("6")

    @pytest.mark.parametrize(
        ("keys", "words"),
        [
            ([], "no key"),
            (KEY, "list"),
            (KEY.decode(), "list"),
            (Secret(KEY.decode()), "list"),
            ([KEY, KEY[:-2]], "key 2 is not 32 bytes"),
            ([KEY.decode() + "é", KEY], "key 1 is not 32 bytes"),
            (["", KEY], "key 1"),
            ([None, KEY], "key 1"),
        ],
    )
    async def test_what_is_no_key_is_told_without_showing_it(self, inner, keys, words):
        """Nor does it show the others."""
        with pytest.raises(ConfigurationError, match=words) as caught:
            EncryptedStorage(inner, keys)

        assert leaks(caught.value, KEY.decode()[:20]) == []


class TestWhatCannotBeRead:
    async def test_what_was_encrypted_with_another_key(self, storage, inner):
        """Whoever saves it is told, too."""
        await EncryptedStorage(inner, [OTHER_KEY]).set("user", token())

        await refused(storage.get("user"), "'user' was not encrypted with any of the keys")
        await refused(storage.rotate("user"), "not encrypted with any")
        async with storage.lock("user") as lease:
            await refused(lease.save(token(), token("second")), "not encrypted with any")

    async def test_what_was_written_for_another_user(self, storage, inner):
        """A row that was copied gives nobody somebody else's token."""
        await storage.set("user", token())
        await inner.set("thief", await inner.get("user"))

        await refused(storage.get("thief"), "'thief' was encrypted for another user")

    async def test_what_was_not_encrypted(self, storage, inner):
        """It may have been there before, or put there by somebody who has no key."""
        for text in (token().access_token, "", "é", "\ud800", KEY.decode()):
            await inner.set("user", token(access_token=text or " "))
            await refused(storage.get("user"), "not encrypted with any of the keys")

    async def test_what_was_changed(self, storage, inner):
        """In whichever of its bytes: nothing else ever comes out."""
        await storage.set("user", token())
        stored = await inner.get("user")
        text = stored.access_token.reveal()
        # Not the last digit before the padding: it has bits to spare.
        places = range(len(text.rstrip("=")) - 1)
        changed = [f"{text[:at]}{'BA'[text[at] != 'A']}{text[at + 1 :]}" for at in places]

        for one in [*changed, text[:-4], text[4:], "A" + text, text[: len(text) // 2]]:
            await inner.set("user", evolve(stored, access_token=Secret(one)))
            await refused(storage.get("user"), "changed afterwards")

    @pytest.mark.parametrize(
        "written",
        [b"", b"\xff", b"no JSON", b"1", b"[]", b'["user"]', b'["user", 1]', b'["user", "{}"]'],
    )
    async def test_what_was_encrypted_by_something_else(self, storage, inner, written):
        """With the same key, but it is no token."""
        await inner.set("user", token(access_token=Fernet(KEY).encrypt(written).decode()))

        await refused(storage.get("user"), "something else than an encrypted token")


class Official:
    """A storage that was written for Miro's own library."""

    def get(self):
        """Give nothing."""

    def set(self, state):
        """Keep nothing."""


@pytest.mark.parametrize("storage", [Official(), OfficialStorage(Official()), MemoryStorage, "x"])
async def test_what_cannot_be_encrypted_is_a_clear_error(storage):
    """What is for one user, and what is no storage."""
    with pytest.raises(ConfigurationError, match=r"for one user|is a class|has the methods"):
        EncryptedStorage(storage, [KEY])


async def test_without_the_library_it_says_what_to_install(monkeypatch):
    """When the module is imported, which is when it is first used."""
    name = "miro_async.auth.storage.encrypted"
    monkeypatch.setitem(sys.modules, "cryptography.fernet", None)
    monkeypatch.delitem(sys.modules, name)

    with pytest.raises(ConfigurationError, match=r"pip install 'miro-async\[encrypted\]'"):
        importlib.import_module(name)
