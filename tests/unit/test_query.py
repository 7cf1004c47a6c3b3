"""What stands behind the question mark, and what can never get there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from hypothesis import given, strategies as st

from miro_async import NULL, operations
from miro_async.call.request import as_number, query_pairs, url_of
from miro_async.errors import InvalidArgumentError
from tests.unit.recording import answer, query_of, service_with

pytestmark = pytest.mark.anyio

LIST_BOARDS = next(o for o in operations() if o.id == "get-boards")
START = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)

words = st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip)


class Sort(str, Enum):  # noqa: UP042 - the kind of enum whose str() is not its value
    """What users may pass where a string is expected."""

    CREATED = "last_created"


class Size(int, Enum):
    """The same for a number."""

    TEN = 10


@given(
    st.dictionaries(st.sampled_from(["query", "sort", "a"]), words | st.integers() | st.booleans())
)
def test_no_value_can_add_or_change_another(query):
    """`&`, `=`, `+`, `#`, `%` and all of Unicode come out as they went in; httpx sees the same."""
    url = url_of(LIST_BOARDS, "https://api.miro.com", (), query)

    expected = [
        (name, str(value).lower() if isinstance(value, bool) else str(value))
        for name, value in query.items()
    ]
    parts = urlsplit(url)
    assert (parts.path, parts.fragment) == ("/v2/boards", "")
    assert parse_qsl(parts.query, strict_parsing=bool(query)) == expected
    assert "+" not in parts.query  # it would be a space to some servers and a plus to others
    assert httpx.URL(url).params.multi_items() == expected
    assert httpx.URL(url).raw_path.decode() == url.removeprefix("https://api.miro.com")


@given(st.lists(words, min_size=1))
def test_lists_repeat_their_name(values):
    """A list is its name once for each element, in order."""
    assert query_pairs({"board_ids": values, "x": 1}) == [
        *(("board_ids", value) for value in values),
        ("x", "1"),
    ]


@given(st.datetimes(timezones=st.timezones() | st.just(UTC)))
def test_instants_are_in_utc_with_milliseconds(instant):
    """Whatever zone it has, an instant goes out as `...T..:..:...mmmZ`, or is refused."""
    try:
        ((_, text),) = query_pairs({"from": instant})
    except InvalidArgumentError:
        assert instant.year in {1, 9999}  # in UTC it has no year
        return

    assert len(text) == len("2026-01-31T09:30:00.000Z")
    assert text.endswith("Z")
    back = datetime.fromisoformat(text)
    assert timedelta(0) <= instant - back < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    "instant",
    [
        datetime.min.replace(tzinfo=timezone(timedelta(hours=5))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-5))),
    ],
)
def test_an_instant_beyond_the_calendar_is_refused(instant):
    """At the ends of the calendar some instants have no UTC form."""
    with pytest.raises(InvalidArgumentError):
        query_pairs({"from": instant})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-5, "-5"),
        (START, "2026-01-31T09:30:00.000Z"),
        (START.astimezone(timezone(timedelta(hours=2))), "2026-01-31T09:30:00.000Z"),
        (START.replace(microsecond=123456), "2026-01-31T09:30:00.123Z"),
        (date(2026, 1, 31), "2026-01-31"),
        ("2026", "2026"),
        (" a ", " a "),
        (Sort.CREATED, "last_created"),
        (Size.TEN, "10"),
    ],
)
def test_each_kind_of_value_has_its_text(value, text):
    """Booleans are lower-case words, instants are in UTC, enums are their values."""
    url = url_of(LIST_BOARDS, "", (), {"x": value})

    assert parse_qsl(urlsplit(url).query) == [("x", text)]


def test_none_is_left_out():
    """Without a value there is no question mark either."""
    assert url_of(LIST_BOARDS, "", (), {"query": None, "sort": None}) == "/v2/boards"
    assert url_of(LIST_BOARDS, "", (), None) == "/v2/boards"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "\n",
        "\ud800",
        NULL,
        {"a": 1},
        {"a"},
        object(),
        2.5,
        b"bytes",
        bytearray(b"bytes"),
        datetime(2026, 1, 31),  # noqa: DTZ001 - that it has no zone is the point
        [""],
        ["a", None],
        ["a", ["b"]],
        [],
    ],
    ids=repr,
)
def test_what_has_no_meaning_in_a_query_is_refused(value):
    """An empty filter could mean everything: it is refused, as is what is no plain value."""
    with pytest.raises(InvalidArgumentError):
        query_pairs({"x": value})


@pytest.mark.parametrize(
    "call",
    [
        lambda api: api.tags.detach("b", "i", ""),
        lambda api: api.tags.detach("b", "i", "  "),
        lambda api: api.tags.detach("b", "", "t"),
        lambda api: api.tags.attach("b", "i", ""),
        lambda api: api.tags.list_items("b", "").collect(),
        lambda api: api.frames.list_items("b", "").collect(),
        lambda api: api.item_groups.list_items("b", "").collect(),
        lambda api: api.boards.copy(""),
        lambda api: api.user_sessions.reset(email=""),
        lambda api: api.boards.list(query="").first(),
        lambda api: api.organization_members.list("o", emails=[]).first(),
        lambda api: api.audit_logs.list(
            created_after=START.replace(tzinfo=None), created_before=START
        ).first(),
    ],
)
async def test_an_empty_value_sends_nothing(service, api, call):
    """`DELETE .../items/{id}?tag_id=` would delete the item: it never gets onto the wire."""
    with pytest.raises(InvalidArgumentError):
        await call(api)

    assert service.requests == []


async def test_tag_is_detached_by_its_id():
    """With all three ids it is the documented call."""
    service = service_with(answer(None, 204))

    await service.client().tags.detach("b", "i", "t&x=1")

    assert service.request.method == "DELETE"
    assert service.request.url == "https://api.miro.com/v2/boards/b/items/i?tag_id=t%26x%3D1"


async def test_emails_of_members_are_joined_by_commas():
    """That is how this one operation takes them."""
    service = service_with(answer([]))

    await service.client().organization_members.list("o", emails=["a+1@x.io", "b@x.io"]).collect()

    assert query_of(service.request)["emails"] == "a+1@x.io,b@x.io"


async def test_members_without_emails_are_not_filtered_by_them():
    """What is not given is not there."""
    service = service_with(answer({"data": []}))

    await service.client().organization_members.list("o", active=True).collect()

    assert query_of(service.request) == {"active": "true", "limit": "100"}


@pytest.mark.parametrize("emails", ["a@x.io", ["a@x.io,b@x.io"], ["a@x.io", ""], [""]])
async def test_emails_that_would_read_otherwise_are_refused(service, api, emails):
    """A string is no list, and a comma would make two of one."""
    with pytest.raises(InvalidArgumentError):
        await api.organization_members.list("o", emails=emails).collect()

    assert service.requests == []


async def test_lists_and_instants_of_a_real_call():
    """Content logs take a span and a list: both as Miro documents them."""
    service = service_with(answer({"data": []}))
    api = service.client()

    await api.board_content_logs.list("o", from_=START, to=START, board_ids=["a=", "b"]).first()

    assert parse_qsl(urlsplit(service.request.url).query) == [
        ("board_ids", "a="),
        ("board_ids", "b"),
        ("from", "2026-01-31T09:30:00.000Z"),
        ("to", "2026-01-31T09:30:00.000Z"),
        ("limit", "1"),
    ]


@pytest.mark.parametrize(
    ("value", "number"), [("3458764517517819001", 3458764517517819001), (5, 5), (None, None)]
)
def test_an_id_can_go_out_as_a_number(value, number):
    """In a few places Miro takes as a number what answers have as text."""
    assert as_number(value) == number


@pytest.mark.parametrize("value", ["", "abc", "1.5", "-1", "1e5", " 1", "²"])
def test_an_id_that_is_no_number_is_refused_there(value):
    """It could only be a mistake."""
    with pytest.raises(InvalidArgumentError, match="is no number"):
        as_number(value)
