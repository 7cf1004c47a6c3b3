"""Who has the lock, and who may save."""

from __future__ import annotations

from contextlib import asynccontextmanager

import anyio
import pytest

from tests.storage.redis.servers import GONE
from tests.storage.tokens import token

pytestmark = [pytest.mark.anyio]


@asynccontextmanager
async def outlasted(storage):
    """Hold a lock for longer than its lease."""
    async with storage.lock("user") as lease:
        await anyio.sleep(GONE * 1.3)
        yield lease


class TestWhoMaySave:
    async def test_one_whose_lock_expired_but_was_not_taken(self, brief):
        """Its token is the only one that works."""
        await brief.set("user", token())

        async with outlasted(brief) as lease:
            assert await lease.save(token(), token("second"))

        assert await brief.get("user") == token("second")

    async def test_one_whose_lock_was_taken_by_another_who_has_not_saved(self, brief):
        """The other one sees that something else is there by now."""
        await brief.set("user", token())

        async with outlasted(brief) as late, brief.lock("user") as other:
            assert await late.save(token(), token("second"))
            assert not await other.save(token(), token("third"))

        assert await brief.get("user") == token("second")

    async def test_not_one_after_whom_another_has_saved(self, brief):
        """What is stored is not what it has refreshed."""
        await brief.set("user", token())

        async with outlasted(brief) as late:
            async with brief.lock("user") as other:
                assert await other.save(token(), token("second"))
            assert not await late.save(token(), token("third"))

        assert await brief.get("user") == token("second")

    async def test_not_even_if_the_access_token_is_the_same(self, brief):
        """A refresh may give but a new refresh token: the number of the lock tells."""
        newer = token("first", refresh_token="newer")
        await brief.set("user", token())

        async with outlasted(brief) as late:
            async with brief.lock("user") as other:
                assert await other.save(token(), newer)
            assert not await late.save(token(), token("third"))

        assert await brief.get("user") == newer

    async def test_the_next_one_has_a_higher_number(self, storage, client, prefix):
        """Also when the one before has not saved, and when it let go by itself."""
        await storage.set("user", token())
        numbers = []
        for _ in range(3):
            async with storage.lock("user"):
                numbers.append(int(await client.hget(f"{prefix}{{user}}", "number")))

        assert numbers == [1, 2, 3]

    async def test_after_the_numbers_are_lost_tokens_are_saved_as_before(
        self, storage, client, prefix
    ):
        """They go with the row, and so does the fence: nobody is locked out."""
        await storage.set("user", token())
        for old, new in [("first", "second"), ("second", "third")]:
            async with storage.lock("user") as lease:
                assert await lease.save(token(old), token(new))
        await client.delete(f"{prefix}{{user}}")
        await storage.set("user", token())

        async with storage.lock("user") as lease:
            assert await lease.save(token(), token("second"))

    async def test_a_token_set_while_it_was_refreshed_stays(self, storage):
        """The user has authorized the app again meanwhile."""
        await storage.set("user", token())

        async with storage.lock("user") as lease:
            await storage.set("user", token("again"))
            assert not await lease.save(token(), token("second"))

        assert await storage.get("user") == token("again")

    async def test_one_that_tries_again_has_saved(self, storage):
        """What is stored is what it wanted to have there."""
        await storage.set("user", token())

        async with storage.lock("user") as lease:
            assert await lease.save(token(), token("second"))
            assert await lease.save(token(), token("second"))

    async def test_a_forgotten_token_does_not_come_back(self, storage):
        """A refresh that ends afterwards changes nothing."""
        await storage.set("user", token())

        async with storage.lock("user") as lease:
            await storage.set("user", None)
            assert not await lease.save(token(), token("second"))

        assert await storage.get("user") is None


class TestLocks:
    async def test_only_ones_own_is_let_go(self, brief, client, prefix):
        """Who comes late does not take away the lock of the next one."""
        async with brief.lock("user"):
            await anyio.sleep(GONE * 1.3)
            await client.set(f"{prefix}{{user}}:lock", "somebody else")

        assert await client.get(f"{prefix}{{user}}:lock") == "somebody else"

    async def test_a_lock_that_is_held_has_to_be_waited_for(self, storage):
        """Until it is let go, and by another storage just the same."""
        order = []

        async def second():
            async with storage.lock("user"):
                order.append("second")

        async with anyio.create_task_group() as tasks, storage.lock("user"):
            tasks.start_soon(second)
            await anyio.sleep(0.05)
            order.append("first")

        assert order == ["first", "second"]
