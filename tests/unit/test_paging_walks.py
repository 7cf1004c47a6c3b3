"""Walks over lists: how each begins, is left, and goes on, without disturbing another."""

from __future__ import annotations

import gc

import anyio
import pytest

from miro_async.errors import MiroError
from tests.unit.recording import Service, answer, service_with
from tests.unit.test_paging import ids_of, page

pytestmark = pytest.mark.anyio


async def test_leaving_early_asks_for_nothing_more():
    """The rest is not fetched, and nothing stays open: trio would warn."""
    service = service_with(page(1, 2, cursor="c"))

    async for thing in service.client().items.list("b"):
        assert thing.id == "1"
        break
    async for one in service_with(page(1, cursor="c")).client().items.list("b").pages():
        assert one.cursor == "c"
        break
    gc.collect()
    await anyio.lowlevel.checkpoint()

    assert len(service.requests) == 1


async def test_nothing_is_fetched_before_it_is_needed(service, api):
    """Making a list, and its iterators, sends nothing; the second page waits for the first."""
    listing = api.items.list("b")
    things = aiter(listing)
    listing.pages()
    assert service.requests == []

    service.answers = [page(1, 2, cursor="c"), page(3)]
    await anext(things)
    await anext(things)

    assert len(service.requests) == 1


async def test_iterating_again_starts_again():
    """A list is no iterator: each walk over it begins at its start."""
    service = service_with(page(1, cursor="c"), page(2), page(1, cursor="c"), page(3))
    listing = service.client().items.list("b")

    assert await ids_of(listing) == ["1", "2"]
    assert await ids_of(listing) == ["1", "3"]


async def test_two_walks_do_not_disturb_each_other():
    """Two tasks over the same list each get all of it."""
    pages = {None: page(1, 2, cursor="c"), "c": page(3, 4, cursor="d"), "d": page(5)}
    service = Service(lambda r: pages[r.url.partition("cursor=")[2] or None])
    listing = service.client().items.list("b")
    found = [[], []]

    async def walk(into):
        async for thing in listing:
            into.append(thing.id)
            await anyio.lowlevel.checkpoint()

    async with anyio.create_task_group() as tasks:
        for into in found:
            tasks.start_soon(walk, into)

    assert found == [["1", "2", "3", "4", "5"]] * 2


async def test_an_ended_walk_stays_ended():
    """Asking again after the end sends nothing."""
    service = service_with(page(1))
    listing = service.client().items.list("b")
    things, pages = aiter(listing), aiter(listing.pages())

    assert [one.id async for one in things] == ["1"]
    assert await anext(things, None) is None
    service.answers = [page(2)]
    assert [len(one.data) async for one in pages] == [1]
    assert await anext(pages, None) is None
    assert len(service.requests) == 2


async def test_a_walk_can_go_on_after_an_error():
    """The page that failed is asked for again, and nothing is lost or given twice."""
    service = service_with(page(1, cursor="c"), answer({}, 500), page(2))
    things = aiter(service.client().items.list("b"))

    found = [(await anext(things)).id]
    with pytest.raises(MiroError):
        await anext(things)
    found += [one.id async for one in things]

    assert found == ["1", "2"]
    assert service.queries[1] == service.queries[2]
