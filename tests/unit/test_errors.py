"""Every error: which class, what it carries, what its message says, and what it never shows."""

from __future__ import annotations

import copy
import inspect
import pickle

import pytest

from miro_async import errors
from miro_async.errors import (
    APIError,
    DecodeError,
    FieldError,
    MiroConnectionError,
    MiroError,
    MiroTimeoutError,
    RateLimitError,
    TransportError,
)

STATUSES = [
    (307, "APIError", "Redirects are not followed"),
    (400, "BadRequestError", None),
    (401, "UnauthorizedError", "Check the access token"),
    (402, "APIError", None),
    (403, "ForbiddenError", "Check the token's scopes"),
    (404, "NotFoundError", "Check the ids"),
    (405, "MethodNotAllowedError", "read-only token"),
    (409, "ConflictError", None),
    (413, "ContentTooLargeError", "Send less"),
    (418, "APIError", None),
    (425, "TooEarlyError", "Try again later"),
    (429, "RateLimitError", "next minute"),
    (500, "ServerError", None),
    (502, "ServerError", None),
    (503, "ServerError", None),
    (599, "ServerError", None),
]

EXAMPLES = {
    "TransportError": TransportError("No answer.", may_have_happened=True),
    "MiroTimeoutError": MiroTimeoutError("Too slow.", may_have_happened=True),
    "MiroConnectionError": MiroConnectionError("Broke.", may_have_happened=False),
    "DecodeError": DecodeError(
        operation="get-items", call="items.list", path="data", reason="no list"
    ),
}


def tree(kind=MiroError):
    """Give all classes of errors."""
    yield kind
    for derived in kind.__subclasses__():
        yield from tree(derived)


def example(kind):
    """Give an error of the class, with everything that it can carry."""
    if kind.__name__ in EXAMPLES:
        return EXAMPLES[kind.__name__]
    if issubclass(kind, APIError):
        return kind(
            operation="get-board",
            call="boards.get",
            status=429,
            code="2.0703",
            message="Invalid parameters",
            fields=(FieldError("limit", "maximum items page size is 50"),),
            request_id="r-1",
            retry_after=12.5,
        )
    return kind("What happened.")


@pytest.mark.parametrize(("status", "kind", "way_out"), STATUSES)
def test_each_status_has_its_class_and_way_out(status, kind, way_out):
    """The class follows from the status; where there is a way out, the message ends with it."""
    error = errors.error_class(status)(
        operation="get-specific-board", call="boards.get", status=status, code="x", message="M"
    )

    assert type(error).__name__ == kind
    assert str(error).startswith(f"boards.get: {status} x: M")
    if way_out is None:
        assert str(error) == f"boards.get: {status} x: M"
    else:
        assert way_out in str(error)


def test_message_names_fields_and_request():
    """The message names the refused fields and the id of the request."""
    error = APIError(
        operation="create-tag",
        call="tags.create",
        status=400,
        code="2.0703",
        message="Invalid parameters",
        fields=(FieldError("fillColor", "is required"), FieldError("title", "is long")),
        request_id="r-1",
    )

    assert str(error) == (
        "tags.create: 400 2.0703: Invalid parameters (fillColor: is required; title: is long)"
        " [request r-1]"
    )


def test_built_in_classes_catch_ours():
    """Who catches the built-in errors catches ours, too."""
    assert issubclass(errors.InvalidArgumentError, ValueError)
    assert issubclass(errors.UploadError, errors.InvalidArgumentError)
    assert issubclass(MiroTimeoutError, TimeoutError)
    assert issubclass(MiroConnectionError, ConnectionError)
    assert issubclass(RateLimitError, APIError)


def test_every_error_of_the_module_is_in_the_tree():
    """There is one root, so `except MiroError` catches everything."""
    classes = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, Exception) and kind.__module__ == errors.__name__
    ]

    assert set(classes) == {kind for kind in tree() if kind.__module__ == errors.__name__}


@pytest.mark.parametrize("kind", list(tree()), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, "pickle"])
def test_every_error_can_be_pickled_and_copied(kind, again):
    """Each comes back with its class, its message and all that it carries."""
    error = example(kind)
    error.add_note("while testing")

    back = pickle.loads(pickle.dumps(error)) if again == "pickle" else again(error)  # noqa: S301 - our own

    assert type(back) is kind
    assert str(back) == str(error)
    assert back.args == error.args
    assert vars(back) == vars(error)


@pytest.mark.parametrize("happened", [True, False])
def test_transport_errors_tell_whether_the_call_may_have_happened(happened):
    """The attribute says it, and the message only when it may have."""
    error = MiroTimeoutError("No answer in time.", may_have_happened=happened)

    assert error.may_have_happened is happened
    assert ("may have been carried out" in str(error)) is happened


def test_transport_errors_name_the_call():
    """The transport does not know the operation; who called it adds it."""
    error = MiroTimeoutError("No answer in time.", may_have_happened=True)
    assert error.operation is None

    assert error.during("get-specific-board", "boards.get") is error
    assert error.operation == "get-specific-board"
    assert str(error).startswith("boards.get: No answer in time.")


def test_decode_errors_name_the_place():
    """The message names the call, the place and the reason; without a place it says none."""
    there = DecodeError(
        operation="get-items", call="items.list", path="data", reason="a list was expected"
    )
    whole = DecodeError(operation="get-items", call="items.list", path="", reason="no JSON")

    assert str(there) == "items.list: the answer cannot be decoded at data: a list was expected"
    assert str(whole) == "items.list: the answer cannot be decoded: no JSON"
    assert (there.operation, there.call) == ("get-items", "items.list")
    assert (there.path, there.reason) == ("data", "a list was expected")
