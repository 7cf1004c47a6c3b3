"""What is read of an answer that is no success, whatever shape it has."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from miro_async import operations
from miro_async.call.answer import error_of
from miro_async.errors import (
    APIError,
    BadRequestError,
    ConflictError,
    FieldError,
    ForbiddenError,
    NotFoundError,
    RateLimitError,
    ServerError,
    UnauthorizedError,
)
from tests.unit.recording import answer, raw_answer, service_with

pytestmark = pytest.mark.anyio

GET_BOARD = next(o for o in operations() if o.call == "boards.get")
NOW = 1_800_000_000.0


async def failure(response, call=lambda api: api.boards.get("b1")):
    """Give the error that an answer becomes."""
    service = service_with(response)
    with pytest.raises(APIError) as caught:
        await call(service.client())
    return caught.value


async def test_gateway_errors_carry_code_and_fields():
    """The boards' family: a numeric code in a string, and the fields in its context."""
    error = await failure(
        answer(
            {
                "type": "error",
                "code": "2.0703",
                "message": "Invalid parameters",
                "context": {"fields": [{"field": "limit", "message": "maximum is 50"}]},
                "status": 400,
            },
            400,
            x_request_id="r-7",
        )
    )

    assert type(error) is BadRequestError
    assert (error.operation, error.call) == ("get-specific-board", "boards.get")
    assert (error.status, error.code) == (400, "2.0703")
    assert error.message == "Invalid parameters"
    assert error.fields == (FieldError("limit", "maximum is 50"),)
    assert error.request_id == "r-7"


@pytest.mark.parametrize(
    "context",
    [
        None,
        {},
        "text",
        [],
        {"boardId": {"value": "b"}},
        {"fields": None},
        {"fields": "x"},
        {"fields": [1]},
    ],
)
async def test_context_may_be_anything(context):
    """A context without fields gives none; it never hides the error itself."""
    error = await failure(
        answer({"code": "3.0201", "message": "Item not found", "context": context}, 404)
    )

    assert type(error) is NotFoundError
    assert error.fields == ()
    assert error.code == "3.0201"


async def test_context_fields_may_lack_their_parts():
    """A field without a name or message is kept with what it has."""
    error = await failure(
        answer({"context": {"fields": [{"field": "a"}, {"message": "b"}, {"field": 3}]}}, 400)
    )

    assert error.fields == (FieldError("a", ""), FieldError("", "b"), FieldError("3", ""))


async def test_bulk_errors_start_with_the_index_of_the_item():
    """In bulk calls the field keeps the index that Miro puts before it."""
    error = await failure(
        answer(
            {"code": "2.0703", "context": {"fields": [{"field": "[3].data", "message": "bad"}]}},
            400,
        ),
        lambda api: api.items.create_bulk("b1", items=[{"type": "text"}]),
    )

    assert error.fields[0].field == "[3].data"
    assert "[3].data: bad" in str(error)


async def test_platform_errors_have_symbolic_codes():
    """The Enterprise family: a word as code."""
    error = await failure(
        answer(
            {
                "status": 403,
                "code": "insufficientPermissions",
                "message": "No scope",
                "type": "error",
            },
            403,
        )
    )

    assert type(error) is ForbiddenError
    assert error.code == "insufficientPermissions"
    assert str(error).startswith("boards.get: 403 insufficientPermissions: No scope")


async def test_scim_errors_are_read():
    """SCIM (RFC 7644, 3.12): `scimType` and `detail`."""
    error = await failure(
        answer(
            {
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
                "scimType": "uniqueness",
                "detail": "userName is taken",
                "status": "409",
            },
            409,
        ),
        lambda api: api.scim_users.get("u1"),
    )

    assert type(error) is ConflictError
    assert (error.code, error.message) == ("uniqueness", "userName is taken")


async def test_oauth_errors_are_read():
    """RFC 6749, 5.2: `error` and `error_description`."""
    error = await failure(
        answer({"error": "invalid_token", "error_description": "It expired"}, 401),
        lambda api: api.tokens.get_info(),
    )

    assert type(error) is UnauthorizedError
    assert (error.code, error.message) == ("invalid_token", "It expired")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Bad gateway for Bearer user-token</body></html>",
        b'{"code": "x", "mess',
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b'"text"',
        b"17",
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
    ids=["empty", "html", "cut", "bytes", "null", "list", "text", "number", "deep", "deep object"],
)
async def test_what_is_no_error_of_miros_is_still_one_of_ours(body):
    """A proxy's page or garbage has neither code nor message, and none of it is shown."""
    error = await failure(raw_answer(body, 502))

    assert type(error) is ServerError
    assert (error.code, error.message, error.fields) == (None, None, ())
    assert str(error).startswith("boards.get: 502: no error message of Miro's")
    assert "html" not in str(error)


@pytest.mark.parametrize(
    ("code", "expected"), [(17, "17"), (2.0703, "2.0703"), (None, None), ("a", "a"), (["a"], None)]
)
async def test_code_is_always_text(code, expected):
    """A number as code reads as its text; what is no scalar still does no harm."""
    error = await failure(answer({"code": code, "message": 5}, 400))

    assert isinstance(error.code, str | None)
    assert expected is None or error.code == expected
    assert error.message == "5"


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["code", "message", "context", "fields", "detail", "error", "x"]),
                inner,
                max_size=5,
            )
        ),
    ),
    st.integers(300, 599),
)
def test_any_json_makes_an_error(body, status):
    """Whatever JSON comes with a failure, an error with that status comes of it."""
    error = error_of(GET_BOARD, raw_answer(json.dumps(body).encode(), status), NOW)

    assert error.status == status
    assert str(error).startswith(f"boards.get: {status}")
    assert isinstance(error.code, str | None)
    assert isinstance(error.message, str | None)


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (429, {}, None),
        (429, {"retry-after": "7"}, 7.0),
        (503, {"retry-after": "7"}, 7.0),
        (429, {"retry-after": "7", "x-ratelimit-reset": "1800000030"}, 7.0),
        (429, {"x-ratelimit-reset": "1800000030"}, 30.0),
        (429, {"x-ratelimit-reset": "1800000030.5"}, 30.5),
        (429, {"x-ratelimit-reset": "1799999999"}, 0.0),
        (429, {"x-ratelimit-reset": "42"}, 42.0),
        (429, {"x-ratelimit-reset": "0"}, 0.0),
        (429, {"x-ratelimit-reset": "soon"}, None),
        (429, {"retry-after": "Fri, 15 Jan 2027 08:00:20 GMT"}, 20.0),
        (429, {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT", "x-ratelimit-reset": "9"}, 0.0),
        (429, {"retry-after": "tomorrow", "x-ratelimit-reset": "9"}, 9.0),
        (429, {"date": "Fri, 15 Jan 2027 07:00:00 GMT", "x-ratelimit-reset": "1799996430"}, 30.0),
        (404, {"x-ratelimit-reset": "1800000030"}, None),
        (429, {"retry-after": "nan"}, None),
        (429, {"retry-after": "inf"}, None),
        (429, {"retry-after": "-5", "x-ratelimit-reset": "9"}, 9.0),
        (429, {"x-ratelimit-reset": "inf"}, None),
        (429, {"x-ratelimit-reset": "-3"}, None),
    ],
)
def test_seconds_after_which_to_try_again(status, headers, expected):
    """`Retry-After` counts first; of a 429, `X-RateLimit-Reset`: epoch seconds, or seconds left."""
    error = error_of(GET_BOARD, answer({}, status, **headers), NOW)

    assert error.retry_after == expected


async def test_rate_limit_error_without_headers_is_typed():
    """The 429 that Miro documents: no header says when, the code says what."""
    error = await failure(
        answer(
            {
                "status": 429,
                "code": "tooManyRequests",
                "message": "Request rate limit exceed",
                "context": None,
                "type": "error",
            },
            429,
        )
    )

    assert type(error) is RateLimitError
    assert error.retry_after is None
    assert "next minute" in str(error)


async def test_messages_show_no_token_no_address_and_no_body():
    """Of the request only the operation shows, of the answer only what Miro says about it."""
    service = service_with(raw_answer(b'{"secret": "content of the board"}', 404))
    api = service.client(base_url="https://hidden.example")

    with pytest.raises(NotFoundError) as caught:
        await api.tags.create("a-board-id", title="a private title", fill_color="red")

    for hidden in ("user-token", "hidden.example", "a-board-id", "private", "content of"):
        assert hidden not in str(caught.value)
        assert hidden not in repr(caught.value)
