"""What the holder of a lock may save: a token in the place of the one that it knows."""

from __future__ import annotations

import anyio
import pytest

from tests.storage.holders import count
from tests.storage.tokens import USERS, token
from tests.unit.checkpoints import interrupted

pytestmark = [pytest.mark.anyio]

OLD, NEW, NEWER, OTHER = (token(text) for text in ("old", "new", "newer", "other"))


async def test_a_new_token_takes_the_place_of_the_old_one(storage, other):
    """And is there for all, at once and afterwards."""
    await storage.set("user", OLD)

    async with storage.lock("user") as lease:
        assert await lease.save(OLD, NEW) is True
        assert await other.get("user") == NEW

    assert await storage.get("user") == NEW


async def test_every_field_of_it_is_saved(storage):
    """Also that it has none."""
    bare = token("bare", refresh_token=None, expires_at=None, user_id=None, team_id=None, scopes=())
    await storage.set("user", OLD)

    async with storage.lock("user") as lease:
        for old, new in ((OLD, bare), (bare, NEW)):
            assert await lease.save(old, new)
            assert await storage.get("user") == new


async def test_several_can_be_saved_one_after_the_other(storage):
    """Each in the place of the last."""
    await storage.set("user", OLD)

    async with storage.lock("user") as lease:
        assert await lease.save(OLD, NEW)
        assert await lease.save(NEW, NEWER)
        assert not await lease.save(NEW, OTHER)

    assert await storage.get("user") == NEWER


async def test_something_else_is_not_overwritten(storage, other):
    """A user has logged in anew meanwhile, for example."""
    await storage.set("user", OLD)

    async with storage.lock("user") as lease:
        await other.set("user", OTHER)
        assert await lease.save(OLD, NEW) is False

    assert await storage.get("user") == OTHER


async def test_nothing_is_saved_where_nothing_is(storage, other):
    """A user was forgotten meanwhile, or never known: they stay so."""
    async with storage.lock("user") as lease:
        assert await lease.save(OLD, NEW) is False
        assert await storage.get("user") is None
        await storage.set("user", OLD)
        await other.set("user", None)
        assert await lease.save(OLD, NEW) is False

    assert await storage.get("user") is None


async def test_a_token_is_known_by_its_access_token(storage):
    """What else there is of it may have been stored in another way."""
    await storage.set("user", token("old", scopes=(), team_id=None))

    async with storage.lock("user") as lease:
        assert await lease.save(token("old", user_id="as a number, once"), NEW)

    assert await storage.get("user") == NEW


async def test_a_token_can_be_saved_in_its_own_place(storage):
    """With other fields."""
    await storage.set("user", OLD)
    same = token("old", scopes=("boards:read",))

    async with storage.lock("user") as lease:
        assert await lease.save(OLD, same)
        assert await lease.save(same, OLD)

    assert await storage.get("user") == OLD


async def test_who_has_let_go_does_not_overwrite(storage, other):
    """What the next holder has saved, what was set, nor that nothing is there."""
    await storage.set("user", OLD)
    async with storage.lock("user") as late:
        pass
    async with other.lock("user") as lease:
        assert await lease.save(OLD, NEW)

    for there in (NEW, OTHER, None):
        await other.set("user", there)
        assert await late.save(OLD, NEWER) is False
        assert await storage.get("user") == there


async def test_who_has_let_go_does_not_overwrite_while_the_next_one_holds_it(storage, other):
    """And the next one can save all the same."""
    await storage.set("user", OLD)
    async with storage.lock("user") as late:
        assert await late.save(OLD, NEW)

    async with other.lock("user") as lease:
        assert await late.save(OLD, OTHER) is False
        assert await lease.save(NEW, NEWER)
        assert await late.save(OLD, OTHER) is False

    assert await storage.get("user") == NEWER


async def test_the_tokens_of_others_are_left_alone(storage):
    """Though they were the same."""
    for user_id in USERS.values():
        await storage.set(user_id, OLD)

    for user_id in USERS.values():
        async with storage.lock(user_id) as lease:
            assert await lease.save(OLD, NEW)
        assert await storage.get(user_id) == NEW
        await storage.set(user_id, OTHER)

    assert {await storage.get(user_id) for user_id in USERS.values()} == {OTHER}


async def test_every_turn_is_taken_once(storage, other):
    """Holders that each replace what they find lose none of it."""
    await storage.set("user", token("0"))

    async with anyio.create_task_group() as tasks:
        for number in range(12):
            tasks.start_soon(count, (storage, other)[number % 2])

    assert await storage.get("user") == token("12")


async def test_of_savers_at_once_one_saves(storage):
    """Of those who hold one lease as well as of those who have let go."""
    await storage.set("user", OLD)
    leases, saved = [], []
    for _ in range(3):
        async with storage.lock("user") as lease:
            leases.append(lease)

    async def save(number, lease):
        new = token(str(number))
        if await lease.save(OLD, new):
            saved.append(new)

    async with storage.lock("user") as lease:
        leases += [lease] * 3
        async with anyio.create_task_group() as tasks:
            for number, one in enumerate(leases):
                tasks.start_soon(save, number, one)

    assert saved == [await storage.get("user")]


async def test_who_is_cancelled_while_saving_leaves_the_old_one_or_the_new_one(storage, other, way):
    """And leaves it for good: nothing comes later, when others go on from there."""

    async def save():
        async with storage.lock("user") as lease:
            await lease.save(OLD, NEW)

    for number in range(1, 100):
        await storage.set("user", OLD)
        outcome = await interrupted(save(), number, way)
        found = await other.get("user")
        assert found in (OLD, NEW)
        async with other.lock("user") as lease:
            assert await lease.save(found, NEWER)
        assert await other.get("user") == NEWER
        if not outcome.reached:
            break
    assert found == NEW
