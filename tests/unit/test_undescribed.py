"""`api.request` for what Miro's description lacks, and `api.raw` for the answer behind a call."""

from __future__ import annotations

import json

import pytest

from miro_async import RetryPolicy, Timeout
from miro_async.errors import DecodeError, InvalidArgumentError, NotFoundError, ServerError
from tests.unit.recording import SteppedClock, answer, raw_answer, service_with

pytestmark = pytest.mark.anyio

COMMENTS = "/v2-experimental/boards/{board_id}/comments"
BOARD = {"id": "b", "type": "board", "name": "Retro"}


async def test_a_request_is_a_call_like_any_other():
    """Ids are encoded, the query is written out, token and media type are ours."""
    service = service_with(answer({"data": [{"id": "c"}]}, x_request_id="r"))

    got = await service.client().request(
        "GET", COMMENTS, "uXj=/?", query={"limit": 10, "cursor": None, "type": ["a", "b"]}
    )

    request = service.request
    assert request.url == (
        "https://api.miro.com/v2-experimental/boards/uXj%3D%2F%3F/comments?limit=10&type=a&type=b"
    )
    assert request.headers["Authorization"] == "Bearer user-token"
    assert "Content-Type" not in request.headers
    assert got.decoded["data"] == [{"id": "c"}]
    assert (got.status, got.headers["x-request-id"]) == (200, "r")
    assert json.loads(got.body) == got.decoded


async def test_a_body_is_taken_literally():
    """As JSON has it: None is null."""
    service = service_with(answer({}, 201))

    await service.client().request("POST", COMMENTS, "b", body={"content": "Hi", "itemId": None})

    assert service.body == {"content": "Hi", "itemId": None}
    assert service.request.headers["Content-Type"] == "application/json"


async def test_an_answer_without_body_is_none():
    """A 204, for example."""
    got = await service_with(raw_answer(b"", 204)).client().request("DELETE", COMMENTS, "b")

    assert (got.status, got.decoded, got.body) == (204, None, b"")


async def test_an_answer_that_is_no_json_is_a_decode_error():
    """It names what was requested."""
    with pytest.raises(DecodeError, match=r"GET /v2-experimental/boards/\{board_id\}/comments"):
        await service_with(raw_answer(b"<html>")).client().request("GET", COMMENTS, "b")


async def test_an_error_is_typed():
    """By status, with what was requested."""
    with pytest.raises(NotFoundError) as caught:
        await service_with(answer({}, 404)).client().request("GET", COMMENTS, "b")

    assert caught.value.call == f"GET {COMMENTS}"


@pytest.mark.parametrize(
    ("method", "safety", "tries"),
    [
        ("GET", None, 2),
        ("DELETE", None, 2),
        ("POST", None, 1),
        ("PUT", None, 1),
        ("PATCH", None, 1),
        ("PATCH", "safe", 2),
        ("GET", "unsafe", 1),
    ],
)
async def test_only_what_may_be_repeated_is_tried_again(method, safety, tries):
    """Reads and deletes may; of others only the caller knows."""
    service = service_with(answer({}, 503), answer({}, 503))
    api = service.client(clock=SteppedClock())

    with pytest.raises(ServerError):
        await api.request(method, COMMENTS, "b", safety=safety, retry=RetryPolicy(attempts=2))

    assert len(service.requests) == tries


async def test_a_request_has_options_of_its_own():
    """Timeout and headers."""
    service = service_with(answer({}))

    await service.client().request(
        "GET", COMMENTS, "b", timeout=Timeout(read=1), headers={"X-A": "1"}
    )

    assert service.request.timeout == Timeout(read=1)
    assert service.request.headers["x-a"] == "1"


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("v2/boards", ()),
        ("", ()),
        ("https://evil.example/v2/boards", ()),
        ("//evil.example/v2", ()),
        ("/v2/boards?x=1", ()),
        ("/v2/boards#x", ()),
        ("/v2/../v1", ()),
        ("/v2/./v1", ()),
        ("/v2 boards", ()),
        ("/v2/b\r\n", ()),
        ("/v2/boards/{id}", ()),
        ("/v2/boards", ("b",)),
        ("/v2/boards/{id}/{", ("b",)),
        ("/v2/boards/{}", ("b",)),
        ("/v2/boards/{id}", ("",)),
        ("/v2/boards/{id}", ("..",)),
    ],
)
async def test_a_path_that_is_none_is_refused(api, service, path, ids):
    """Nothing is sent, least of all to another host."""
    with pytest.raises(InvalidArgumentError):
        await api.request("GET", path, *ids)
    assert service.requests == []


@pytest.mark.parametrize("arguments", [("get", "/v2"), ("TRACE", "/v2")])
async def test_a_method_that_is_none_is_refused(api, arguments):
    """In capitals, of those that Miro has."""
    with pytest.raises(InvalidArgumentError, match="GET, POST, PUT"):
        await api.request(*arguments)


async def test_a_safety_that_is_none_is_refused(api):
    """A word that is not known must not mean that a call may be repeated."""
    with pytest.raises(InvalidArgumentError, match="unsafe"):
        await api.request("POST", "/v2/boards", safety="Unsafe")


async def test_a_level_that_is_none_is_refused(api):
    """Miro has four."""
    with pytest.raises(InvalidArgumentError, match="1 to 4"):
        await api.request("GET", "/v2/boards", level=5)


async def test_a_request_costs_what_its_level_says(service):
    """Level 2 unless said otherwise."""
    service.answers = [answer({}), answer({})]
    api = service.client(clock=SteppedClock())

    await api.request("GET", "/v2/x")
    await api.request("GET", "/v2/x", level=4)

    assert api.rate_limit.limit - api.rate_limit.remaining == 100 + 2000


async def test_scim_has_credits_of_its_own(service):
    """Shares of what SCIM allows in half a minute; the REST API's are untouched."""
    service.answers = [raw_answer(b"", 204)]
    api = service.client(clock=SteppedClock())

    await api.scim_users.delete("u")

    assert api.scim_rate_limit.remaining == 95_000
    assert api.rate_limit.remaining == 100_000


async def test_raw_gives_the_answer_beside_the_object():
    """Status, headers, bytes, and what the method gives."""
    service = service_with(answer(BOARD, x_request_id="r"))
    api = service.client()

    got = await api.raw(api.boards.get, "b")

    assert (got.status, got.headers["x-request-id"]) == (200, "r")
    assert json.loads(got.body) == BOARD
    assert got.decoded.name == "Retro"


async def test_raw_works_for_pages():
    """Whatever is awaited."""
    service = service_with(answer({"data": [BOARD], "total": 1}))
    api = service.client()

    got = await api.raw(anext, api.boards.list().pages())

    assert json.loads(got.body)["total"] == 1
    assert got.decoded.data[0].name == "Retro"


async def test_raw_gives_the_last_answer_of_several():
    """The one that was decoded."""
    service = service_with(answer({}, 503), answer(BOARD))
    api = service.client(retry=RetryPolicy(attempts=2), clock=SteppedClock())

    assert (await api.raw(api.boards.get, "b")).status == 200


async def test_raw_needs_a_call(api):
    """What makes none is no method of the client's."""

    async def nothing():
        pass

    with pytest.raises(InvalidArgumentError, match="no call"):
        await api.raw(nothing)
