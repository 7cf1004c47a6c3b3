"""Lists in pages: all of it, in order, once, and with no more requests than it takes."""

from __future__ import annotations

import pytest

from miro_async.errors import InvalidArgumentError, PaginationError
from miro_async.models import TextItem
from miro_async.paging import CursorPage, OffsetPage, ScimPage
from tests.unit.recording import Service, answer, service_with

pytestmark = pytest.mark.anyio


def item(number):
    """Give an item."""
    return {"id": str(number), "type": "text"}


def page(*numbers, **around):
    """Give an answer with a page of items."""
    return answer({"data": [item(number) for number in numbers], **around})


async def ids_of(things):
    """Give the ids of what is iterated over."""
    return [thing.id async for thing in things]


async def test_a_list_goes_on_at_its_cursor():
    """Each page is asked for with the cursor of the one before it."""
    service = service_with(page(1, 2, cursor="c1"), page(cursor="c2"), page(3))

    found = await ids_of(service.client().items.list("b", type="text"))

    assert found == ["1", "2", "3"]
    assert service.queries == [
        {"type": "text", "limit": "50"},
        {"type": "text", "limit": "50", "cursor": "c1"},
        {"type": "text", "limit": "50", "cursor": "c2"},
    ]


@pytest.mark.parametrize("last", [{}, {"cursor": None}, {"cursor": ""}])
async def test_a_list_ends_at_a_missing_cursor(last):
    """Absent, null and empty end it; `total` does not, either way."""
    service = service_with(page(1, cursor="c", total=1), page(2, total=99, **last))

    assert await ids_of(service.client().items.list("b")) == ["1", "2"]


@pytest.mark.parametrize("cursor", [{"a": 1}, ["a"], 5, True])
async def test_a_cursor_that_is_no_text_ends_the_list(cursor):
    """What no cursor can be is none; the page keeps it as it came."""
    service = service_with(page(1, cursor=cursor))

    (found,) = [one async for one in service.client().items.list("b").pages()]

    assert found.cursor == cursor
    assert [thing.id for thing in found.data] == ["1"]


async def test_a_repeated_cursor_is_an_error():
    """A list that would never end is said to be one, after all that it had."""
    service = service_with(page(1, cursor="a"), page(2, cursor="b"), page(3, cursor="a"))
    things = aiter(service.client().items.list("b"))

    assert [(await anext(things)).id for _ in range(3)] == ["1", "2", "3"]
    with pytest.raises(PaginationError, match=r"cursor 'a' twice"):
        await anext(things)

    assert len(service.requests) == 3


async def test_the_first_cursor_counts_as_seen():
    """Starting at a cursor that then comes again is a repetition, too."""
    service = service_with(page(1, cursor="a"))

    with pytest.raises(PaginationError):
        await service.client().items.list("b", cursor="a").collect()

    assert service.queries[0]["cursor"] == "a"


async def test_what_was_asked_for_is_given_in_spite_of_a_repetition():
    """`collect` with a limit needs no cursor of its last page."""
    service = service_with(page(1, cursor="a"), page(2, cursor="a"))

    assert len(await service.client().items.list("b").collect(limit=2)) == 2


async def test_pages_tell_what_the_service_says():
    """Each page has its things and all that stands around them."""
    service = service_with(
        page(
            1,
            cursor="c",
            total=7,
            size=1,
            limit=10,
            type="cursor-list",
            links={"self": "https://x", "next": "https://y"},
            later=[1],
        ),
        page(2),
    )

    first, second = [one async for one in service.client().items.list("b").pages()]

    assert isinstance(first, CursorPage)
    assert isinstance(first.data[0], TextItem)
    assert (first.cursor, first.total, first.size, first.limit) == ("c", 7, 1, 10)
    assert (first.type, first.links.next, first.extra) == (
        "cursor-list",
        "https://y",
        {"later": [1]},
    )
    assert (second.cursor, second.total, second.links, second.extra) == (None, None, None, {})


async def test_offset_pages_tell_their_offset():
    """A page of a list by offset."""
    service = service_with(page(1, offset=5, total=6, links={"self": "x"}, type="list"))

    (found,) = [one async for one in service.client().boards.list(offset=5).pages()]

    assert isinstance(found, OffsetPage)
    assert (found.offset, found.total, found.links.self_, found.type) == (5, 6, "x", "list")
    assert service.queries == [{"limit": "50", "offset": "5"}]


async def test_scim_pages_tell_their_counts():
    """SCIM counts from 1 and has names of its own."""
    body = {
        "schemas": ["urn:x"],
        "Resources": [{"id": "1"}],
        "totalResults": 3,
        "itemsPerPage": 1,
        "startIndex": 3,
        "later": 1,
    }
    service = service_with(answer(body))

    (found,) = [one async for one in service.client().scim_users.list(start_index=3).pages()]

    assert isinstance(found, ScimPage)
    assert (found.total_results, found.items_per_page, found.start_index) == (3, 1, 3)
    assert (found.schemas, found.extra) == (["urn:x"], {"later": 1})
    assert service.queries[0]["startIndex"] == "3"


@pytest.mark.parametrize("around", [{"links": "x"}, {"links": 5}, {"links": []}, {"total": "1"}])
async def test_strange_words_around_a_page_by_offset_do_no_harm(around):
    """What is of the wrong type is kept, and not used."""
    service = service_with(page(1, **around), page())

    assert len(await service.client().boards.list().collect()) == 1


@pytest.mark.parametrize("total", ["1", None, [], 1.5, {"a": 1}])
async def test_strange_counts_of_scim_do_no_harm(total):
    """As above: then the list ends at an empty page."""
    service = service_with(
        answer({"Resources": [{"id": "1"}], "totalResults": total}), answer({"Resources": []})
    )

    assert len(await service.client().scim_users.list().collect()) == 1


async def test_members_by_email_come_without_a_page():
    """Organization members asked for by address are a bare array: one page, and the last."""
    service = service_with(answer([{"id": "1"}, {"id": "2"}]))

    members = await service.client().organization_members.list("o", emails=["a@x.io"]).collect()

    assert [member.id for member in members] == ["1", "2"]


@pytest.mark.parametrize(
    ("asked", "sent"), [(None, "50"), (1, "10"), (10, "10"), (33, "33"), (50, "50"), (999, "50")]
)
async def test_page_sizes_are_kept_within_what_miro_takes(asked, sent):
    """Items come 10 to 50 at a time; other sizes would be refused."""
    service = service_with(page())

    await ids_of(service.client().items.list("b", page_size=asked))

    assert service.queries == [{"limit": sent}]


@pytest.mark.parametrize("size", [0, -1])
async def test_a_page_of_nothing_is_refused(service, api, size):
    """A page size below one is an error at once."""
    with pytest.raises(InvalidArgumentError, match="page_size"):
        api.items.list("b", page_size=size)

    assert service.requests == []


async def test_the_first_asks_for_the_smallest_page():
    """One thing needs no page of fifty, where Miro gives smaller ones."""
    service = service_with(page(1, 2, cursor="c"), page(3, links={}), page(cursor="c"), page())
    api = service.client()

    assert (await api.items.list("b").first()).id == "1"
    assert (await api.boards.list().first()).id == "3"
    assert await api.items.list("b").first() is None

    assert [query["limit"] for query in service.queries] == ["10", "1", "10", "10"]


@pytest.mark.parametrize(
    ("limit", "sizes"), [(0, []), (1, ["10"]), (30, ["30"]), (50, ["50"]), (60, ["50", "50"])]
)
async def test_collecting_asks_for_no_more_than_it_takes(limit, sizes):
    """The pages are as large as the limit needs, and there are no more of them."""
    numbers = iter(range(1000))

    def answers(request):
        size = int(request.url.partition("limit=")[2].partition("&")[0])
        return page(*(next(numbers) for _ in range(size)), cursor=f"c{next(numbers)}")

    service = Service(answers)

    found = await service.client().items.list("b").collect(limit=limit)

    assert len(found) == limit
    assert [query["limit"] for query in service.queries] == sizes


async def test_a_negative_limit_is_refused(service, api):
    """There is no such number of things."""
    with pytest.raises(InvalidArgumentError, match="limit is -1"):
        await api.items.list("b").collect(limit=-1)

    assert service.requests == []


async def test_collecting_more_than_there_is_gives_what_there_is():
    """The limit is an upper bound."""
    service = service_with(page(1, cursor="c"), page(2))

    assert len(await service.client().items.list("b").collect(limit=10)) == 2


def test_a_list_says_what_it_lists(api):
    """Who prints it sees that it is to be iterated over, and no board's id."""
    assert repr(api.items.list("a-board")) == "CursorPaginator(items.list)"
