"""`miro.api`: the app of a single user, and what becomes of it when there are more."""

from __future__ import annotations

import pytest

from miro_async import MemoryStorage
from miro_async.auth.single_user import PLACE
from miro_async.errors import (
    ConfigurationError,
    InvalidArgumentError,
    NotAuthorizedError,
    TokenStorageError,
    UnauthorizedError,
)
from tests.unit.apps import STORAGES, Authority, Leasing, Plain, token_of
from tests.unit.recording import answer

pytestmark = pytest.mark.anyio

STATE = "the-state"


async def login(miro, user_id="7", *, by="redirect"):
    """Let a user authorize the app: by a redirect, or by a code that a person pasted."""
    if by == "redirect":
        url = f"https://app.example/callback?code=code-{user_id}&state={STATE}"
        return await miro.exchange_code_for_access_token(url, state=STATE)
    return await miro.exchange_code_for_access_token(f"code-{user_id}")


@pytest.fixture(params=STORAGES.values(), ids=STORAGES)
def storage(request):
    """Give a storage of each kind."""
    return request.param()


@pytest.fixture
def authority():
    """Give a Miro."""
    return Authority()


@pytest.mark.parametrize("by", ["redirect", "code"])
async def test_the_only_user_needs_no_name(authority, storage, by):
    """As in Miro's own quickstarts."""
    miro = authority.miro(storage=storage)
    assert not await miro.is_authorized()

    token = await login(miro, by=by)

    assert token == token_of()
    assert await miro.is_authorized()
    assert (await miro.api.boards.get("b")).name == "Retro"
    assert authority.sent_with == ["access-7-1"]


@pytest.mark.parametrize("by", ["redirect", "code"])
async def test_it_is_known_after_a_restart(authority, storage, by):
    """The storage says so, beside the tokens."""
    await login(authority.miro(storage=storage), by=by)

    restarted = authority.miro(storage=storage)

    assert await restarted.is_authorized()
    await restarted.api.boards.get("b")
    await restarted.revoke_token()
    assert storage.tokens == {}


async def test_nobody_has_authorized_it_yet(authority, storage):
    """The error says what to do; a user who comes then is found by the same client."""
    miro = authority.miro(storage=storage)
    api = miro.api

    with pytest.raises(NotAuthorizedError, match="nobody has authorized this app"):
        await api.boards.get("b")
    with pytest.raises(NotAuthorizedError):
        await miro.revoke_token()
    await miro.forget()
    assert authority.requests == []

    await login(miro)
    await api.boards.get("b")


async def test_a_user_may_come_in_another_process(authority, storage):
    """The web application's other worker: this one looks again with each call."""
    worker, other = authority.miro(storage=storage), authority.miro(storage=storage)
    with pytest.raises(NotAuthorizedError):
        await worker.api.boards.get("b")

    await login(other)

    await worker.api.boards.get("b")
    assert authority.sent_with == ["access-7-1"]


@pytest.mark.parametrize("first", ["redirect", "code"])
async def test_with_a_second_user_there_is_no_single_one(authority, storage, first):
    """No call shall be made for somebody else: the error says what to use instead."""
    miro = authority.miro(storage=storage)
    await login(miro, "7", by=first)
    await login(miro, "8")

    for call in (
        miro.api.boards.get("b"),
        miro.is_authorized(),
        miro.revoke_token(),
        miro.forget(),
    ):
        with pytest.raises(ConfigurationError, match="as_user"):
            await call
    with pytest.raises(ConfigurationError):
        await authority.miro(storage=storage).api.boards.get("b")
    await miro.as_user("7").boards.get("b")
    await miro.as_user("8").boards.get("b")
    assert authority.sent_with == ["access-7-1", "access-8-1"]


async def test_several_stay_several(authority, storage):
    """Whoever comes, or comes again."""
    miro = authority.miro(storage=storage)
    for user_id in ("7", "8", "9", "7"):
        await login(miro, user_id)
    await miro.forget("9")

    with pytest.raises(ConfigurationError):
        await miro.api.boards.get("b")


async def test_the_third_of_many_users_waits_for_nobody(authority):
    """That there are several is known: no lock is taken that all logins would share."""
    storage = Leasing()
    miro = authority.miro(storage=storage)
    for user_id in ("7", "8"):
        await login(miro, user_id)
    assert storage.asked.count(("lock", PLACE)) == 2
    storage.asked.clear()

    for user_id in ("9", "7", "10"):
        await login(miro, user_id)

    assert ("lock", PLACE) not in storage.asked


async def test_the_same_user_may_come_again(authority, storage):
    """And is still the only one; the newer token counts."""
    miro = authority.miro(storage=storage)
    await login(miro)
    await login(miro)

    await miro.api.boards.get("b")

    assert authority.sent_with == ["access-7-2"]


async def test_a_pasted_code_makes_its_user_the_only_one(authority, storage):
    """Who pastes a code into a script means this user, whoever was there before."""
    miro = authority.miro(storage=storage)
    await login(miro, "7")
    await login(miro, "8")

    await login(miro, "9", by="code")

    await miro.api.boards.get("b")
    await authority.miro(storage=storage).api.boards.get("b")
    assert authority.sent_with == ["access-9-1"] * 2
    assert await miro.is_authorized("7")


async def test_a_pasted_code_replaces_the_user_before(authority, storage):
    """Also for a client that was made before."""
    miro = authority.miro(storage=storage)
    api = miro.api
    await login(miro, "7", by="code")
    await api.boards.get("b")

    await login(miro, "8", by="code")
    await api.boards.get("b")

    assert authority.sent_with == ["access-7-1", "access-8-1"]


@pytest.mark.parametrize("how", ["forget", "revoke_token"])
@pytest.mark.parametrize("named", [True, False])
async def test_when_the_only_user_is_gone_there_is_none(authority, storage, how, named):
    """And the next one may be another."""
    miro = authority.miro(storage=storage)
    await login(miro, "7")

    await getattr(miro, how)(*["7"] * named)

    assert not await miro.is_authorized()
    with pytest.raises(NotAuthorizedError):
        await miro.api.boards.get("b")
    assert storage.tokens == {}
    await login(miro, "8")
    await miro.api.boards.get("b")
    assert authority.sent_with == ["access-8-1"]


@pytest.mark.parametrize("found_by", ["a 401", "the time of a refresh"])
async def test_who_has_gone_in_another_process_is_gone(authority, storage, found_by):
    """The next call finds that out in one way or another; then somebody else may come."""
    miro, other = authority.miro(storage=storage), authority.miro(storage=storage)
    await login(miro, "7")
    await miro.api.boards.get("b")
    await other.revoke_token()
    if found_by == "a 401":
        authority.expire("7")
    else:
        authority.clock.now += 3600

    with pytest.raises(NotAuthorizedError):
        await miro.api.boards.get("b")
    await login(other, "8")
    await miro.api.boards.get("b")

    assert set(authority.sent_with) == {"access-7-1", "access-8-1"}


async def test_who_comes_in_another_process_after_this_one_forgot_is_found(authority, storage):
    """At once: nothing of the user before is left."""
    miro, other = authority.miro(storage=storage), authority.miro(storage=storage)
    await login(miro, "7", by="code")
    await miro.api.boards.get("b")
    await miro.forget("7")

    await login(other, "8")
    await miro.api.boards.get("b")

    assert authority.sent_with == ["access-7-1", "access-8-1"]


async def test_the_token_of_the_only_user_is_refreshed(authority, storage):
    """Before it expires, and after a 401; as that of any other."""
    miro = authority.miro(storage=storage)
    await login(miro)
    authority.clock.now += 3600
    await miro.api.boards.get("b")
    authority.expire()
    await miro.api.boards.get("b")

    assert authority.sent_with == ["access-7-2", "access-7-2", "access-7-3"]
    assert authority.refreshes == 2


async def test_a_401_that_stays_is_the_callers(authority, storage):
    """Of the single user as well."""
    miro = authority.miro(storage=storage)
    await login(miro)
    authority.answers = lambda _: answer({}, 401)

    with pytest.raises(UnauthorizedError):
        await miro.api.boards.get("b")


async def test_the_single_user_and_the_same_by_name_share_a_token(authority, storage):
    """One refresh serves both clients."""
    miro = authority.miro(storage=storage)
    await login(miro)
    authority.clock.now += 3600

    await miro.api.boards.get("b")
    await miro.as_user("7").boards.get("b")

    assert authority.refreshes == 1


async def test_a_storage_that_fails_says_nothing_of_a_single_user(authority):
    """Nor does an app that cannot read it: the error is that of the storage."""
    storage = Plain()
    miro = authority.miro(storage=storage)
    await login(miro)
    restarted = authority.miro(storage=storage)
    storage.fail("get")

    with pytest.raises(TokenStorageError):
        await restarted.api.boards.get("b")
    with pytest.raises(TokenStorageError):
        await restarted.is_authorized()
    storage.faults.clear()
    await restarted.api.boards.get("b")


async def test_the_place_of_the_single_user_is_nobodys_id(authority, storage):
    """A user who calls themselves so gets no token that is none."""
    miro = authority.miro(storage=storage)
    await login(miro)

    for call in (miro.is_authorized, miro.revoke_token, miro.forget):
        with pytest.raises(InvalidArgumentError):
            await call(PLACE)
    with pytest.raises(InvalidArgumentError):
        miro.as_user(PLACE)


async def test_the_same_client_is_given_each_time(authority):
    """`miro.api` is an attribute: it does not make a client for each access."""
    miro = authority.miro(storage=MemoryStorage())

    assert miro.api is miro.api
