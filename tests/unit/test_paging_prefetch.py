"""Lists fetched ahead: as without it, but that pages come while the caller works on others."""

from __future__ import annotations

import anyio
import pytest
from attrs import Factory, define
from hypothesis import given, strategies as st

from miro_async import MiroApi
from miro_async.errors import (
    InvalidArgumentError,
)
from tests.unit.recording import Service, service_with
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


def three_pages():
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


async def test_pages_and_things_are_one_walk():
    """What the one has given, the other does not give again."""
    async with three_pages().items.list("b").prefetch() as things:
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

    async with (
        three_pages().items.list("b").prefetch() as things,
        anyio.create_task_group() as tasks,
    ):
        tasks.start_soon(take, things.pages())
        tasks.start_soon(take, things.pages())

    assert taken == [["1", "2"], ["3"], ["4"]]


@pytest.mark.parametrize("pages", [0, -1])
async def test_no_page_ahead_is_refused(service, api, pages):
    """Nothing would ever be fetched."""
    with pytest.raises(InvalidArgumentError, match=f"pages is {pages}"):
        api.items.list("b").prefetch(pages=pages)
