"""Many users of one app: each with their own token and credits, all over the same connections."""

from __future__ import annotations

import gc
from collections import Counter

import anyio
import pytest

from miro_async import Limits, Miro, Timeout
from miro_async.auth.users import KEPT
from miro_async.call.pacing_store import Given
from miro_async.errors import (
    ConfigurationError,
    InvalidArgumentError,
    NotAuthorizedError,
)
from tests.unit.apps import BOARD, IDENTITY, STORAGES, Authority, Plain, app_with
from tests.unit.recording import Service, answer

pytestmark = pytest.mark.anyio


async def app_of(*users, **options):
    """Give a Miro and an app that these users have authorized."""
    authority = Authority()
    storage = Plain({user: authority.token(user) for user in users})
    return authority, authority.miro(storage=storage, **options)


@pytest.mark.parametrize("storage", STORAGES.values(), ids=STORAGES)
async def test_each_user_is_called_for_with_their_own_token(storage):
    """Whoever comes before or after, also all at once."""
    authority = Authority()
    miro = authority.miro(storage=storage())
    for user in "123":
        token = await miro.exchange_code_for_access_token(f"?code=code-{user}&state=s", state="s")
        assert token.user_id == user
    authority.answers = lambda r: answer({"id": r.headers["Authorization"].split("-")[1]} | BOARD)
    authority.clock.now += 3600

    async def call(user):
        await miro.as_user(user).boards.get(user)

    async with anyio.create_task_group() as tasks:
        for user in "123" * 10:
            tasks.start_soon(call, user)

    sent = Counter((r.url[-1], r.headers.get("Authorization")) for r in authority.requests)
    assert {sent[user, f"Bearer access-{user}-2"] for user in "123"} == {10}
    assert authority.refreshes == 3


@pytest.mark.parametrize("user_id", ["", None])
async def test_an_id_that_is_none_is_refused(user_id):
    """Before anything is called."""
    _, miro = await app_of()

    with pytest.raises(InvalidArgumentError, match="no id of a user"):
        miro.as_user(user_id)


async def test_somebody_who_has_not_authorized_the_app_has_no_token():
    """Their client can be made; a call says who it is about."""
    authority, miro = await app_of("7")

    with pytest.raises(NotAuthorizedError) as caught:
        await miro.as_user("8").boards.get("b")

    assert caught.value.user_id == "8"
    assert "the user 8" in str(caught.value)
    assert authority.requests == []
    assert not await miro.is_authorized("8")


async def test_a_user_may_come_after_their_client_was_made():
    """In this process, or in another one."""
    _, miro = await app_of()
    api = miro.as_user("7")
    with pytest.raises(NotAuthorizedError):
        await api.boards.get("b")

    await miro.exchange_code_for_access_token("?code=code-7&state=s", state="s")

    assert (await api.boards.get("b")).name == "Retro"


async def test_closing_the_client_of_a_user_does_not_close_the_app():
    """Nor does leaving its block; closing the app closes all of them."""
    authority, miro = await app_of("7", "8")
    seventh = miro.as_user("7")
    async with seventh:
        await seventh.boards.get("b")
    await seventh.aclose()
    async with miro.api:
        pass

    await miro.as_user("8").boards.get("b")
    await seventh.boards.get("b")
    await miro.aclose()
    await miro.aclose()

    for api in (seventh, miro.as_user("8"), seventh.with_options()):
        with pytest.raises(ConfigurationError, match="closed"):
            await api.boards.get("b")
    assert authority.closings == 0


async def test_a_client_of_a_user_can_be_given_other_options():
    """As any client can; the token and the credits are the same."""
    authority, miro = await app_of("7", headers={"X-App": "1"})
    api = miro.as_user("7")
    other = api.with_options(timeout=Timeout(read=99), headers={"X-Job": "2"})

    await other.boards.get("b")
    await api.boards.get("b")

    theirs, ours = authority.requests
    assert theirs.timeout.read == 99
    assert ours.timeout.read == 30
    assert (theirs.headers["x-app"], theirs.headers["x-job"]) == ("1", "2")
    assert "x-job" not in ours.headers
    assert api.rate_limit == other.rate_limit
    assert api.rate_limit.remaining == api.rate_limit.limit - 100


async def test_each_user_has_their_own_credits():
    """As Miro counts them; all clients of a user share theirs, while somebody has one or later."""
    _, miro = await app_of("7", "8")
    await miro.as_user("7").boards.get("b")
    gc.collect()

    await miro.as_user("7").boards.get("b")
    await miro.as_user("8").boards.get("b")

    spent = [miro.as_user(user).rate_limit for user in "78"]
    assert [one.limit - one.remaining for one in spent] == [100, 50]


async def test_tokens_cost_no_credits():
    """Neither a login, a refresh, nor a revocation; and they do not wait for any."""
    authority, _, miro = app_with(seconds=0)
    api = miro.as_user("7")
    await api.boards.get("b")
    await miro.exchange_code_for_access_token("code-7")
    await miro.revoke_token("7")

    assert api.rate_limit.limit - api.rate_limit.remaining == 50
    assert authority.refreshes == 1


class Counting:
    """A store of credits that notes who asks."""

    def __init__(self):
        self.keys = []

    async def take(self, key, ask):
        """Give credits."""
        self.keys.append((key, ask.cost))
        return Given(granted=True, wait=0, spent=0, limit=ask.limit, left=60, window=1)


async def test_a_shared_budget_is_that_of_a_user_of_the_app():
    """Its key names both; the SCIM token, which is the organization's, has one of its own."""
    store = Counting()
    service = Service(lambda _: answer(BOARD | {"Resources": []}))
    miro = Miro(
        **IDENTITY,
        transport=service,
        storage=Plain({"7": Authority().token(seconds=10**9)}),
        pacing=store,
        scim_token="scim-token",
    )

    await miro.as_user("7").boards.get("b")
    await miro.as_user("7").scim_users.get("u")

    (rest, cost), (scim, _) = store.keys
    assert (rest, cost) == (f"rest:{IDENTITY['client_id']}:7", 50)
    assert scim.startswith("scim:")
    assert "scim-token" not in scim
    assert len(scim) == len("scim:") + 32


async def test_the_budget_of_a_single_user_has_a_name_too():
    """So that its processes share it."""
    store = Counting()
    authority = Authority()
    miro = authority.miro(pacing=store)
    await miro.exchange_code_for_access_token("code-7")

    await miro.api.boards.get("b")

    ((key, _),) = store.keys
    assert key.startswith(f"rest:{IDENTITY['client_id']}:")


async def test_a_plain_client_shares_by_its_token():
    """The same token is the same user, in whatever process; a function does not say whose it is."""
    store = Counting()
    service = Service(lambda _: answer(BOARD))
    for token in ("one", "one", "two"):
        await service.client(access_token=token, pacing=store).boards.get("b")

    (first, _), (again, _), (other, _) = store.keys
    assert first == again != other
    with pytest.raises(ConfigurationError, match="whose they are"):
        await service.client(access_token=lambda: "one", pacing=store).boards.get("b")


async def test_each_user_has_as_many_calls_under_way_as_there_may_be():
    """One who makes many does not keep others from making any."""
    authority, miro = await app_of("7", "8", limits=Limits(max_connections=1))
    slots = miro.as_user("7")._wiring.lane("rest").slots
    assert slots.try_take()

    await miro.as_user("8").boards.get("b")

    assert not slots.try_take()
    assert authority.sent_with == ["access-8-1"]


async def test_users_who_were_not_called_for_are_let_go_of():
    """A thousand are kept; whose client somebody has is known as long as that."""
    authority = Authority()
    storage = Plain({user: authority.token(user) for user in ("kept", "gone", "last")})
    miro = authority.miro(storage=storage)
    kept = miro.as_user("kept")
    await kept.boards.get("b")
    await miro.as_user("gone").boards.get("b")
    for number in range(KEPT):
        miro.as_user(f"{number}")
    gc.collect()
    storage.asked.clear()

    await miro.as_user("kept").boards.get("b")
    await miro.as_user("gone").boards.get("b")

    assert miro.as_user("kept")._wiring is kept._wiring
    assert storage.asked == [("get", "gone")]
    users = miro._authorizations._users
    assert len(users._recent) == KEPT
    assert len(users._known) <= KEPT + 1


async def test_who_was_called_for_last_is_kept_longest():
    """Each new client of a user counts."""
    authority, miro = await app_of("7")
    await miro.as_user("7").boards.get("b")
    for number in range(KEPT + 10):
        miro.as_user(f"x{number}")
        miro.as_user("7")
    gc.collect()

    assert miro.as_user("7").rate_limit.remaining < miro.as_user("7").rate_limit.limit
    assert authority.sent_with == ["access-7-1"]
