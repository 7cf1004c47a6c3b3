"""No default of Miro's description reaches the wire: a change sends what was given, and only that.

The official client renames boards to "Untitled" this way. Each PATCH and PUT is called with each of
its arguments alone, and where the argument is an object, with each of its fields alone; the whole
body and the whole query are compared.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import HTTP
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import anyio
import attrs
import pytest

from miro_async import NULL, operations
from miro_async.codec import Codec
from miro_async.codec.registry import hooks_of
from miro_async.errors import BadRequestError
from miro_async.null import Null
from miro_async.uploads import Upload
from tests.contract.arguments import hints_of
from tests.unit.conftest import FIGURES
from tests.unit.made import snake
from tests.unit.recording import answer, query_of, service_with

CHANGES = [operation for operation in operations() if operation.method in {"PATCH", "PUT"}]

PLAIN: dict[Any, tuple[Any, Any]] = {
    str: ("some text", "some text"),
    bool: (False, False),
    int: (7, 7),
    float: (2.5, 2.5),
    datetime: (datetime(2026, 1, 31, tzinfo=UTC), "2026-01-31T00:00:00.000Z"),
    date: (date(2026, 1, 31), "2026-01-31"),
    object: (True, True),
    bytes: (b"content of a file", None),
    Upload: (Upload(b"content of a file"), None),
    Null: (NULL, None),
}


class Value(NamedTuple):
    """What is given, and the JSON that should be sent."""

    given: Any
    sent: Any


class Sent(NamedTuple):
    """What a request said."""

    query: dict[str, str]
    body: Any


def values(hint):
    """Give a value of each kind that a type allows; of an object, one for each of its fields."""
    if get_origin(hint) in {Union, UnionType}:
        for member in get_args(hint):
            if member is not NoneType:
                yield from values(member)
    elif hint in PLAIN:
        yield Value(*PLAIN[hint])
    elif get_origin(hint) is Literal:
        yield Value(get_args(hint)[0], get_args(hint)[0])
    elif get_origin(hint) is Sequence:
        yield Value([], [])
        yield from (Value([one.given], [one.sent]) for one in values(get_args(hint)[0]))
    elif get_origin(hint) is Mapping:
        yield Value({"any": None}, {"any": None})
    else:
        assert attrs.has(hint), hint
        yield from objects(hint)


def objects(kind):
    """Give an object without any field that can be left out, and one with each of its fields."""
    hints = get_type_hints(kind)
    fields = {f.name: f for f in attrs.fields(kind) if f.name != "extra"}
    needed = {n: next(values(hints[n])) for n, f in fields.items() if f.default is attrs.NOTHING}
    every = {name: next(values(hints[name])).given for name in fields}
    sendable = json.loads(Codec().to_json(kind(**every))) if is_sent(kind) else {}
    names = {snake(wire): wire for wire in sendable}

    def of(given):
        arguments = {name: value.given for name, value in given.items()}
        sent = {names[name]: value.sent for name, value in given.items() if name in names}
        return Value(kind(**arguments), sent)

    yield of(needed)
    for name in fields:
        yield from (of({**needed, name: value}) for value in values(hints[name]))


def as_number(value):
    """Give a value for an id that Miro takes as a number, and answers have as text."""
    return Value("17", 17) if isinstance(value.given, str) else value


def is_sent(kind):
    """Tell whether requests may hold such an object at all."""
    return kind in hooks_of(kind).WRITE


async def send(operation, given):
    """Call an operation with these arguments, and give what was sent."""
    service = service_with(answer({}, 400))
    api = service.client()
    method = getattr(getattr(api, operation.group), operation.name)
    positional = [
        given.pop(name)
        for name, parameter in inspect.signature(method).parameters.items()
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
    ]
    with pytest.raises(BadRequestError):
        await method(*positional, **given)
    return Sent(query_of(service.request), body_of(service.request))


def body_of(request):
    """Give the JSON of a request; of a form, that of its part `data`."""
    kind = request.headers.get("Content-Type", "")
    if not kind.startswith("multipart"):
        return json.loads(request.body) if request.body else {}
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    form = message_from_bytes(head + request.body, policy=HTTP)
    parts = {part["content-disposition"].params["name"]: part for part in form.iter_parts()}
    return json.loads(parts["data"].get_content()) if "data" in parts else {}


@pytest.mark.parametrize("operation", CHANGES, ids=lambda o: f"{o.group}.{o.name}")
def test_each_argument_alone_is_all_that_is_sent(operation, pytestconfig):
    """With nothing the body is empty; with one argument it has that one, and no default."""
    with_nothing, cases = anyio.run(_try_all, operation)

    for name, value, sent in cases:
        extra_query = dict(sent.query.items() - with_nothing.query.items())
        if extra_query:
            assert sent.body == with_nothing.body
            assert [snake(wire) for wire in extra_query] == [name]
            assert len(sent.query) == len(with_nothing.query | extra_query)
        else:
            assert sent.query == with_nothing.query
            (wire,) = (wire for wire in sent.body if snake(wire) == name)
            assert sent.body == {**with_nothing.body, wire: value.sent}
    pytestconfig.stash[FIGURES]["changes sent with one thing alone, whole body compared"] += len(
        cases
    )


async def _try_all(operation):
    method = getattr(getattr(service_with().client(), operation.group), operation.name)
    hints = hints_of(method)
    needed = {}
    constant = {}
    optional = []
    for name, parameter in inspect.signature(method).parameters.items():
        if parameter.default is inspect.Parameter.empty:
            needed[name] = next(values(hints[name]))
        elif parameter.default is not None:
            constant[name] = json.loads(json.dumps(parameter.default))
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not name.startswith(
            ("file_", "content_")
        ):
            optional.append(name)
    given = {name: value.given for name, value in needed.items()}
    with_nothing = await send(operation, dict(given))
    _check_start(with_nothing, needed, constant)
    cases = [
        (name, value, await send(operation, {**given, name: value.given}))
        for name in optional
        for value in map(
            as_number if name.endswith("label_id") else Value._make, values(hints[name])
        )
        if not (name in needed and value == needed[name])
    ]
    return with_nothing, cases


def _check_start(sent, needed, constant):
    """See that without optional arguments nothing goes out but what is required and constant."""
    expected = {name: value.sent for name, value in needed.items()} | constant
    found = {snake(wire): value for wire, value in sent.body.items()}
    assert found == {name: expected[name] for name in found}
    in_query = {snake(wire) for wire in sent.query}
    assert constant.keys() <= found.keys()
    assert in_query <= needed.keys() | {"copy_from"}  # which board to copy, an id like others
    # What is neither here nor there is an id in the path, or the file of an upload.
    assert all(name.endswith(("_id", "file")) for name in needed.keys() - found.keys() - in_query)


def test_every_change_is_tried():
    """There are 37 operations that change something by PATCH or PUT."""
    assert len(CHANGES) == 37
