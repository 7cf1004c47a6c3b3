"""Every answer that the official document describes is what the client expects."""

from __future__ import annotations

from datetime import datetime
from typing import get_args, get_origin

import pytest
from attrs import fields

from miro_async import operations
from miro_async.accepted import Accepted
from miro_async.call.hooks import Hooks
from miro_async.call.transport.protocol import Response
from miro_async.codec import Codec
from miro_async.models import UnknownItem
from tests.contract.arguments import fewest, hints_of
from tests.contract.recorder import Recorder, answer, call, client, method_of
from tests.contract.samples import samples, valid_samples
from tests.contract.schema_check import problems

pytestmark = pytest.mark.anyio

OPERATIONS = [pytest.param(operation, id=operation.id) for operation in operations()]
DUMP = Codec().dump
OTHER_NAMES = {"code": "CodeWidgetItem", "mindmap_node": "MindmapNode"}
"""The classes of items that are not named after the item's type."""


@pytest.mark.parametrize("operation", OPERATIONS)
async def test_answers_decode_without_drift(operation, document, figures):
    """Each answer decodes into the declared type, loses nothing, and causes the drift put in."""
    status, schema = document.operations[operation.id].answer()
    recorder, drift = Recorder(), []
    async with client(recorder, Hooks(drift=drift.append)) as api:
        method = method_of(api, operation)
        arguments, hint = fewest(method), hints_of(method)["return"]
        for sample in samples(document, schema):
            recorder.answer = answer(status, sample.body)
            drift.clear()
            result = await call(api, operation, arguments)
            expected = sample.drift | _missing_list(operation, sample.body)
            assert sorted((d.path, d.kind) for d in drift) == sorted(expected), sample.about
            assert _read(operation, result) == _kept(operation, sample.body), sample.about
            assert _is_a(hint, operation, result), sample.about
            figures["answers, each one decoded without other drift than was put in"] += 1


@pytest.mark.parametrize("operation", OPERATIONS)
async def test_answers_without_a_body_decode(operation, document, figures):
    """A success without a body gives nothing, or that the change was accepted."""
    official = document.operations[operation.id]
    recorder = Recorder()
    async with client(recorder) as api:
        arguments = fewest(method_of(api, operation))
        for status in official.answers:
            if official.schema_of(status) is None:
                recorder.answer = Response(status=status, headers={})
                expected = None if operation.result is None else Accepted()
                assert await call(api, operation, arguments) == expected
                figures["answers without a body, each one decoded"] += 1


@pytest.mark.parametrize("operation", OPERATIONS)
def test_samples_are_valid(operation, document):
    """The answers made here are valid under their schema, until surprises are put in."""
    _, schema = document.operations[operation.id].answer()
    for sample in valid_samples(document, schema):
        assert list(problems(document, schema, sample.body)) == [], sample.about


def _missing_list(operation, body):
    """Give the drift of a list without its list: the document allows it, the client wonders."""
    name = _list_name(operation)
    if name is None or isinstance(body, list) or body.get(name) is not None:
        return set()
    return {(name, "missing_field")}


def _list_name(operation):
    """Give the field of an answer that holds its list, `None` where there is no such field."""
    if operation.paging is None:
        return operation.unwrap
    return "Resources" if operation.paging.style == "scim" else "data"


def _read(operation, result):
    """Give a result as the JSON that it was made of."""
    if operation.paging is None:
        whole = [DUMP(thing) for thing in result] if isinstance(result, list) else DUMP(result)
        return _comparable(whole)
    page = {_camel(field.name): getattr(result, field.name) for field in fields(type(result))}
    things = {_list_name(operation): [DUMP(thing) for thing in page.pop("data")]}
    extra = dict(page.pop("extra"))
    return _comparable({name: DUMP(value) for name, value in page.items()} | things | extra)


def _kept(operation, body):
    """Give what should be read of an answer; an absent list is empty.

    Beside an unwrapped list nothing is kept; members asked for by e-mail come as a bare list.
    """
    name = _list_name(operation)
    if isinstance(body, list):
        whole = body if operation.paging is None else {name: body}
    elif operation.unwrap is not None:
        whole = body.get(name) or []
    elif name is not None:
        whole = body | {name: body.get(name) or []}
    else:
        whole = body
    return _comparable(whole)


def _comparable(value):
    """Give JSON without nulls, which are as good as absent, and with instants read."""
    if isinstance(value, dict):
        return {name: _comparable(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_comparable(part) for part in value]
    return _instant(value) if isinstance(value, str) and "T" in value else value


def _instant(text):
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _camel(name):
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


def _is_a(hint, operation, result):
    """Tell whether a result, and each thing of a list, is of the declared type."""
    if operation.paging is not None or get_origin(hint) is list:
        (kind,) = get_args(hint)
        things = result if operation.paging is None else result.data
        return all(_is_one(kind, thing) for thing in things)
    return _is_one(hint, result)


def _is_one(hint, thing):
    kinds = get_args(hint) or (hint,)
    if UnknownItem not in kinds:
        return isinstance(thing, kinds)
    named = OTHER_NAMES.get(thing.type, thing.type.title().replace("_", "") + "Item")
    by_name = {kind.__name__: kind for kind in kinds}
    return type(thing) is by_name.get(named, UnknownItem)
