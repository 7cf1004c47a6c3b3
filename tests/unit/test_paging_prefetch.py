"""Lists fetched ahead: as without it, but that pages come while the caller works on others."""

from __future__ import annotations

import asyncio

import anyio
import pytest
from attrs import Factory, define
from hypothesis import given, strategies as st

from miro_async import MiroApi
from miro_async.errors import (
    ConfigurationError,
    InvalidArgumentError,
    NotFoundError,
    PaginationError,
)
from tests.unit.recording import Service, answer, service_with
from tests.unit.test_paging import page
from tests.unit.test_paging_properties import LISTS, shelves, sizes, styles

pytestmark = pytest.mark.anyio


@define
class Slow:
    """A service that answers when it is told to, page after page, each with one thing."""

    pages: int = 10
    asked: int = 0
    cancelled: int = 0
    go_on: anyio.Event = Factory(anyio.Event)

    async def send(self, _):
        """Wait, answer, and know when nobody wants the answer any more."""
        self.asked += 1
        number = self.asked
        try:
            await self.go_on.wait()
        except anyio.get_cancelled_exc_class():
            self.cancelled += 1
            raise
        return page(number, **({"cursor": f"c{number}"} if number < self.pages else {}))

    async def aclose(self):
        """Close nothing."""

    def list(self):
        """Give the list."""
        return MiroApi("token", transport=self).items.list("b")


@pytest.fixture
def slow():
    """Give a service that does not answer yet."""
    return Slow()


def ahead():
    """Give a service with three pages, which never has to be waited for."""
    return service_with(page(1, 2, cursor="c"), page(3, cursor="d"), page(4)).client()


@given(shelves, styles, sizes, st.integers(1, 4))
async def test_a_list_fetched_ahead_is_the_list(shelf, style, size, pages):
    """The same things, in the same order, once, by the same requests."""
    plain, fetched_ahead = Service(shelf), Service(shelf)
    most = list(shelf.most)
    expected = [thing.id async for thing in LISTS[style](plain.client(), size)]
    shelf.most = most

    async with LISTS[style](fetched_ahead.client(), size).prefetch(pages=pages) as things:
        found = [thing.id async for thing in things]

    assert found == expected
    assert fetched_ahead.queries == plain.queries


@given(shelves, styles, st.integers(1, 4), st.integers(0, 6))
async def test_whoever_leaves_early_has_asked_for_no_more_than_allowed(shelf, style, pages, take):
    """Pages are whole and in order; at most so many have been asked for beyond those taken."""
    service = Service(shelf)
    found = []
    async with LISTS[style](service.client(), None).prefetch(pages=pages) as things:
        async for one in things.pages():
            found += [thing.id for thing in one.data]
            take -= 1
            await anyio.lowlevel.checkpoint()
            assert len(service.requests) <= len(found) + pages + 1
            if take < 0:
                break

    assert found == [str(n) for n in range(len(found))]


async def test_nothing_is_fetched_before_the_block(service, api):
    """Making the list sends nothing; the block asks for the first page at once."""
    block = api.items.list("b").prefetch()
    await anyio.wait_all_tasks_blocked()
    assert service.requests == []

    service.answers = [page(1)]
    async with block:
        await anyio.wait_all_tasks_blocked()
        assert len(service.requests) == 1


@pytest.mark.parametrize("pages", [1, 3])
async def test_the_next_pages_come_while_the_caller_works(slow, pages):
    """So many of them, and no more, until one is taken."""
    slow.go_on.set()
    async with slow.list().prefetch(pages=pages) as things:
        await anyio.wait_all_tasks_blocked()
        assert slow.asked == pages
        for taken in (1, 2):
            assert (await anext(aiter(things))).id == str(taken)
            await anyio.wait_all_tasks_blocked()
            assert slow.asked == taken + pages


async def test_leaving_the_block_cancels_what_is_under_way(slow):
    """The call that is not answered does not hold it up."""
    with anyio.fail_after(5):
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
            with anyio.fail_after(5, shield=True):
                await anext(aiter(things))

    assert scope.cancelled_caught


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_a_cancellation_of_the_caller_s_own_making_arrives():
    """A token function that waits for a cancelled task: its error comes, as without fetching."""

    async def token():
        raise asyncio.CancelledError

    api = MiroApi(token, transport=Service())
    with anyio.fail_after(5):
        async with api.items.list("b").prefetch() as things:
            with pytest.raises(asyncio.CancelledError):
                await anext(aiter(things))


async def test_pages_and_things_are_one_walk():
    """What the one has given, the other does not give again."""
    async with ahead().items.list("b").prefetch() as things:
        assert (await anext(aiter(things))).id == "1"
        assert [one.cursor async for one in things.pages()] == ["d", None]
        assert [thing.id async for thing in things] == ["2"]
        assert await anext(things.pages(), None) is None


async def test_two_tasks_share_the_pages():
    """Each page goes to one of them."""
    taken = []

    async def take(pages):
        async for one in pages:
            taken.append([thing.id for thing in one.data])
            await anyio.lowlevel.checkpoint()

    async with ahead().items.list("b").prefetch() as things, anyio.create_task_group() as tasks:
        tasks.start_soon(take, things.pages())
        tasks.start_soon(take, things.pages())

    assert taken == [["1", "2"], ["3"], ["4"]]


async def test_after_the_block_there_is_nothing():
    """Who goes on asking is told so, instead of waiting for ever."""
    async with ahead().items.list("b").prefetch(pages=2) as things:
        await anyio.wait_all_tasks_blocked()

    with pytest.raises(ConfigurationError, match="has been left"):
        await anext(aiter(things))


@pytest.mark.parametrize("pages", [0, -1])
async def test_no_page_ahead_is_refused(service, api, pages):
    """Nothing would ever be fetched."""
    with pytest.raises(InvalidArgumentError, match=f"pages is {pages}"):
        api.items.list("b").prefetch(pages=pages)
