"""How a block that fetches ahead ends: by errors, by cancellation, and by leaving it."""

from __future__ import annotations

import asyncio

import anyio
import pytest

from miro_async import MiroApi
from miro_async.errors import ConfigurationError, NotFoundError, PaginationError
from tests.unit.recording import Service, answer, service_with
from tests.unit.test_paging import page
from tests.unit.test_paging_prefetch import Slow, three_pages

pytestmark = pytest.mark.anyio


@pytest.fixture
def slow():
    """Give a service that does not answer yet."""
    return Slow()


async def test_leaving_the_block_cancels_what_is_under_way(slow):
    """The call that is not answered does not hold it up."""
    with anyio.fail_after(30):
        async with slow.list().prefetch():
            await anyio.wait_all_tasks_blocked()

    assert (slow.asked, slow.cancelled) == (1, 1)


async def test_an_error_comes_where_its_page_would_have_come():
    """What came before it is not lost, it is no exception group, and one can go on after it."""
    service = service_with(page(1, 2, cursor="c"), answer({}, 404), page(3))
    found = []

    async with service.client().items.list("b").prefetch(pages=3) as things:
        await anyio.wait_all_tasks_blocked()
        assert len(service.requests) == 2
        with pytest.raises(NotFoundError):
            await _into(found, things)
        assert found == ["1", "2"]
        await anyio.wait_all_tasks_blocked()
        assert len(service.requests) == 2
        await _into(found, things)

    assert found == ["1", "2", "3"]
    assert service.queries[1] == service.queries[2]


async def _into(found, things):
    async for thing in things:
        found.append(thing.id)


async def test_an_error_that_is_not_caught_leaves_the_block_as_it_is():
    """The error of a page, plain."""
    with pytest.raises(NotFoundError):
        async with service_with(answer({}, 404)).client().items.list("b").prefetch() as things:
            await anext(aiter(things))


async def test_a_repeated_cursor_is_an_error_here_as_well():
    """It comes after all that there was."""
    service = service_with(page(1, cursor="a"), page(2, cursor="a"))

    async with service.client().items.list("b").prefetch(pages=5) as things:
        walk = aiter(things)
        assert [(await anext(walk)).id for _ in range(2)] == ["1", "2"]
        for _ in range(2):
            with pytest.raises(PaginationError):
                await anext(walk)


async def test_an_error_of_a_page_that_nobody_wanted_is_none():
    """Who leaves before it has not met it."""
    service = service_with(page(1, cursor="c"), answer({}, 404))

    async with service.client().items.list("b").prefetch() as things:
        assert (await anext(aiter(things))).id == "1"
        await anyio.wait_all_tasks_blocked()

    assert len(service.requests) == 2


async def test_the_error_of_the_block_comes_out_as_it_is(slow):
    """No exception group is around it, whatever is under way."""
    with pytest.raises(KeyError, match="mine"):
        await _fail_in_the_block(slow)

    assert slow.cancelled == 1


async def _fail_in_the_block(slow, first=lambda: None):
    async with slow.list().prefetch():
        await anyio.wait_all_tasks_blocked()
        first()
        raise KeyError("mine")


async def test_the_error_of_the_block_is_not_lost_to_a_cancellation(slow):
    """As after any other block: it comes out, also where a scope around is cancelled."""
    with pytest.raises(KeyError), anyio.CancelScope() as scope:
        await _fail_in_the_block(slow, scope.cancel)

    assert slow.cancelled == 1


async def test_a_token_function_that_ends_the_program_ends_it():
    """What is no `Exception` is not kept until somebody asks for it."""

    class TheEnd(BaseException):
        pass

    def token():
        raise TheEnd

    with pytest.raises(BaseExceptionGroup) as caught:
        async with MiroApi(token, transport=Service()).items.list("b").prefetch():
            await anyio.sleep_forever()

    assert caught.group_contains(TheEnd)


async def test_cancelling_the_caller_cancels_what_is_under_way(slow):
    """A scope around the block ends both, and it is the scope that was cancelled."""
    after = []
    with anyio.CancelScope() as scope:
        async with anyio.create_task_group() as tasks, slow.list().prefetch() as things:
            tasks.start_soon(_cancel_when_blocked, scope)
            await anext(aiter(things))
        after.append("went on")

    assert scope.cancelled_caught
    assert after == []
    assert (slow.asked, slow.cancelled) == (1, 1)


async def _cancel_when_blocked(scope):
    await anyio.wait_all_tasks_blocked()
    scope.cancel()


async def test_a_wait_that_is_cancelled_loses_nothing(slow):
    """The page that was waited for is given to who asks next."""
    async with slow.list().prefetch() as things:
        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(_cancel_when_blocked, scope)
                await anext(aiter(things))
        assert scope.cancelled_caught
        slow.go_on.set()

        assert [(await anext(aiter(things))).id for _ in range(3)] == ["1", "2", "3"]
    assert slow.cancelled <= 1


async def test_who_is_shielded_does_not_wait_for_ever(slow):
    """When only the fetching is cancelled from around, the walk ends by it, too."""
    with anyio.CancelScope() as scope:
        async with slow.list().prefetch() as things:
            await anyio.wait_all_tasks_blocked()
            scope.cancel()
            with anyio.fail_after(30, shield=True):
                await anext(aiter(things))

    assert scope.cancelled_caught


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_a_cancellation_of_the_caller_s_own_making_arrives():
    """A token function that waits for a cancelled task: its error comes, as without fetching."""

    async def token():
        raise asyncio.CancelledError

    api = MiroApi(token, transport=Service())
    with anyio.fail_after(30):
        async with api.items.list("b").prefetch() as things:
            with pytest.raises(asyncio.CancelledError):
                await anext(aiter(things))


async def test_after_the_block_there_is_nothing():
    """Who goes on asking is told so, instead of waiting for ever."""
    async with three_pages().items.list("b").prefetch(pages=2) as things:
        await anyio.wait_all_tasks_blocked()

    with pytest.raises(ConfigurationError, match="has been left"):
        await anext(aiter(things))
