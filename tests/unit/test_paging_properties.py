"""Lists in pages, as a property: whatever the service does within reason, the list comes whole."""

from __future__ import annotations

import anyio
import pytest
from attrs import define
from hypothesis import given, strategies as st

from tests.unit.recording import Service, answer, query_of

pytestmark = pytest.mark.anyio

SCIM_URN = "urn:ietf:params:scim:api:messages:2.0:ListResponse"


@define
class Shelf:
    """A service with a list, and its own ways of giving pages of it."""

    things: int
    most: list[int]
    """How many it gives at most, page by page; after these, as many as are asked for."""
    empty_last: bool
    tells_total: bool
    tells_links: bool

    def __call__(self, request):
        """Give the page that a request asks for."""
        query = query_of(request)
        if "startIndex" in query or "count" in query:
            return self.scim(query)
        if "/items" in request.url:
            return self.by_cursor(query)
        return self.by_offset(query)

    def _part(self, start, size):
        size = min(size, self.most.pop(0)) if self.most else size
        end = min(start + size, self.things)
        return [{"id": str(n), "type": "text"} for n in range(start, end)], end

    def _around(self):
        return {"total": self.things} if self.tells_total else {}

    def by_cursor(self, query):
        """Give a page that goes on at a cursor, until there is nothing more, or one page longer."""
        start = int(query.get("cursor", "at-0").removeprefix("at-"))
        data, end = self._part(start, int(query["limit"]))
        more = end < self.things or (self.empty_last and start < self.things)
        return answer({"data": data, **self._around(), **({"cursor": f"at-{end}"} if more else {})})

    def by_offset(self, query):
        """Give a page that goes on at an offset."""
        data, end = self._part(int(query.get("offset", "0")), int(query["limit"]))
        links = {"self": "x", **({"next": "y"} if end < self.things else {})}
        around = {"links": links} if self.tells_links else {}
        return answer({"data": data, **self._around(), **around})

    def scim(self, query):
        """Give a page of SCIM."""
        start = int(query.get("startIndex", "1"))
        data, _ = self._part(start - 1, int(query["count"]))
        total = {"totalResults": self.things} if self.tells_total else {}
        return answer({"schemas": [SCIM_URN], "Resources": data, **total})


# A page of a list by offset must have something in it, as an empty one ends the list.
shelves = st.builds(
    Shelf,
    things=st.integers(0, 180),
    most=st.lists(st.integers(1, 60), max_size=20),
    empty_last=st.booleans(),
    tells_total=st.booleans(),
    tells_links=st.booleans(),
)
sizes = st.none() | st.integers(1, 100)
LISTS = {
    "cursor": lambda api, size: api.items.list("b", page_size=size),
    "offset": lambda api, size: api.boards.list(page_size=size),
    "scim": lambda api, size: api.scim_users.list(page_size=size),
}
styles = st.sampled_from(sorted(LISTS))


@given(shelves, styles, sizes)
async def test_a_list_comes_whole_in_order_and_once(shelf, style, size):
    """Any length, any page size, fewer than asked for, an empty last page, no total, no links."""
    service = Service(shelf)
    with anyio.fail_after(30):
        found = [thing.id async for thing in LISTS[style](service.client(), size)]

    assert found == [str(n) for n in range(shelf.things)]


@given(shelves, styles, sizes)
async def test_pages_together_are_the_list(shelf, style, size):
    """What `pages()` gives is the same, in parts; no page is larger than asked for."""
    service = Service(shelf)
    pages = [page async for page in LISTS[style](service.client(), size).pages()]

    assert [thing.id for page in pages for thing in page.data] == [
        str(n) for n in range(shelf.things)
    ]
    assert len(pages) == len(service.requests)


@given(shelves, styles, sizes, st.integers(0, 200))
async def test_collecting_some_asks_for_no_page_too_many(shelf, style, size, limit):
    """The first `limit` of the list; without its last page they would not be complete."""
    service = Service(shelf)
    found = await LISTS[style](service.client(), size).collect(limit=limit)

    assert [thing.id for thing in found] == [str(n) for n in range(min(limit, shelf.things))]
    if limit <= shelf.things:
        starts = [_start(query) for query in service.queries]
        assert all(start < limit for start in starts)


@given(shelves, styles)
async def test_the_first_is_the_first(shelf, style):
    """The first of the list in one request, or None."""
    service = Service(shelf)
    first = await LISTS[style](service.client(), None).first()

    assert (first and first.id) == ("0" if shelf.things else None)
    assert len(service.requests) == 1


def _start(query):
    if "startIndex" in query:
        return int(query["startIndex"]) - 1
    return int(query.get("cursor", query.get("offset", "0")).removeprefix("at-"))
