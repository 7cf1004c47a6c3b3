"""Answers with something unexpected in them, for every operation of Miro's document."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import get_args

import anyio
import pytest
from attrs import NOTHING, fields

from miro_async import models, operations
from miro_async.call.hooks import Hooks
from miro_async.sandbox.spoiling import can_spoil, spoiled
from tests.contract.arguments import fewest
from tests.contract.correction import corrected
from tests.contract.corrections import CORRECTIONS
from tests.contract.official import Document, read
from tests.contract.recorder import Recorder, answer, call, client, method_of
from tests.contract.samples import full_samples, samples

KINDS = {
    "unknown_enum": "unknown_value",
    "unknown_type": "unknown_type",
    "extra_field": "unknown_field",
}
WITH_ANSWERS = [pytest.param(each, id=each.call) for each in operations() if each.result]


@pytest.fixture(scope="module")
def document():
    """Give Miro's document."""
    path = os.environ.get("MIRO_OPENAPI")
    if path is None:
        pytest.skip("MIRO_OPENAPI does not name Miro's OpenAPI document")
    return Document(corrected(read(Path(path)), CORRECTIONS))


@cache
def surprises(document, operation):
    """Give the kinds of drift that answers of an operation can have, by the document."""
    _, schema = document.operations[operation.id].answer()
    return {kind for sample in samples(document, schema) for _, kind in sample.drift}


def drift_of(operation, status, body):
    """Give what the client finds unexpected in an answer."""
    drift = []

    async def ask():
        recorder = Recorder()
        recorder.answer = answer(status, body)
        async with client(recorder, Hooks(drift=drift.append)) as api:
            await call(api, operation, fewest(method_of(api, operation)))

    anyio.run(ask)
    return {(one.path, one.kind) for one in drift}


def fields_of(body, path=""):
    """Give the paths of all fields in an answer."""
    found = set()
    pairs = body.items() if isinstance(body, dict) else enumerate(body)
    for key, value in pairs:
        found.add(f"{path}.{key}")
        if isinstance(value, dict | list):
            found |= fields_of(value, f"{path}.{key}")
    return found


@pytest.mark.parametrize("operation", WITH_ANSWERS)
def test_the_client_notices_what_was_spoiled(operation, document):
    """Exactly one thing, of the kind that was asked for."""
    status, schema = document.operations[operation.id].answer()
    sample = next(full_samples(document, schema)).body
    before = drift_of(operation, status, sample)
    for what, kind in KINDS.items():
        if kind in surprises(document, operation):
            body = json.loads(spoiled(what, operation, json.dumps(sample).encode()))
            assert [new for _, new in drift_of(operation, status, body) - before] == [kind]


@pytest.mark.parametrize("operation", WITH_ANSWERS)
def test_a_missing_field_is_one_that_all_have(operation, document):
    """If there is such a field; of objects of which none need be there, it is any."""
    status, schema = document.operations[operation.id].answer()
    sample = next(full_samples(document, schema)).body
    body = json.loads(spoiled("missing_field", operation, json.dumps(sample).encode()))
    missing = fields_of(sample) - fields_of(body)
    gone = min(missing, key=len)
    assert missing == {path for path in fields_of(sample) if f"{path}.".startswith(f"{gone}.")}
    assert not fields_of(body) - fields_of(sample)
    named = {path for path, kind in drift_of(operation, status, body) if kind == "missing_field"}
    assert len(named) == (1 if has_needed(operation) else 0)


def has_needed(operation):
    """Tell whether there is a field that all objects of an answer have."""
    kind = getattr(models, operation.result)
    last = get_args(kind)[-1] if get_args(kind) else kind
    return any(field.default is NOTHING for field in fields(last))


@pytest.mark.parametrize("operation", WITH_ANSWERS)
def test_whatever_has_an_enum_can_have_an_unknown_value(operation, document):
    """By the document, and not by our models; the same for the types of items."""
    found = surprises(document, operation)
    assert can_spoil("unknown_enum", operation) >= ("unknown_value" in found)
    assert can_spoil("unknown_type", operation) == ("unknown_type" in found)
    assert can_spoil("extra_field", operation)
    assert can_spoil("missing_field", operation)


def test_an_answer_without_a_body_cannot_be_spoiled():
    """Nor can a page with nothing on it; and of what is only done there is no answer."""
    by_call = {each.call: each for each in operations()}
    assert spoiled("extra_field", by_call["boards.get"], b"") is None
    assert spoiled("extra_field", by_call["boards.list"], b'{"data":[]}') is None
    assert not can_spoil("extra_field", by_call["boards.delete"])


def test_members_that_are_asked_for_by_email_have_no_page_around_them():
    """Their list is the answer."""
    operation = next(each for each in operations() if each.call == "organization_members.list")
    body = spoiled("extra_field", operation, b'[{"id":"1"},{"id":"2"}]')
    assert json.loads(body) == [{"id": "1", "fromTheFuture": True}, {"id": "2"}]


def test_the_first_thing_that_has_an_enum_gets_the_unknown_value():
    """Others are as they were; without any, so is the answer."""
    operation = next(each for each in operations() if each.call == "items.list")
    plain = {"id": "1", "type": "text", "style": "none", "position": {}}
    note = {"id": "2", "type": "sticky_note", "style": {"fillColor": "red"}}
    card = {"id": "3", "type": "app_card", "data": {"fields": [{"value": "a"}]}}
    body = json.dumps({"data": [plain, card, note, note]}).encode()
    data = json.loads(spoiled("unknown_enum", operation, body))["data"]
    assert data == [plain, card, {**note, "style": {"fillColor": "from_the_future"}}, note]
    body = json.dumps({"data": [plain, card]}).encode()
    assert spoiled("unknown_enum", operation, body) is None
