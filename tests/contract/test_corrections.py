"""The list of corrections is no longer than it has to be."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from miro_async import operations
from miro_async.call.hooks import Hooks
from tests.contract.answer_corrections import ANSWER_CORRECTIONS
from tests.contract.arguments import fewest
from tests.contract.correction import corrected
from tests.contract.corrections import CORRECTIONS
from tests.contract.official import Document
from tests.contract.recorder import Recorder, answer, call, client, method_of
from tests.contract.request_corrections import REQUEST_CORRECTIONS, SHARPENED
from tests.contract.samples import full_samples, valid_samples
from tests.contract.schema_check import problems
from tests.contract.validator import validate_request

pytestmark = pytest.mark.anyio

BY_ID = {operation.id: operation for operation in operations()}


def without(description, correction):
    """Give the document with all corrections but one."""
    others = [other for other in CORRECTIONS if other is not correction]
    return Document(corrected(description, others))


@pytest.mark.parametrize("correction", REQUEST_CORRECTIONS, ids=str)
def test_each_correction_of_requests_is_needed(correction, description, sent, figures):
    """Without it, a request of the client is invalid."""
    document = without(description, correction)
    requests = [sent(correction.shown_by, how) for how in ("every", "fewest")]
    assert any(validate_request(document, correction.shown_by, request) for request in requests)
    figures["corrections of requests, each one needed"] += 1


@pytest.mark.parametrize("correction", ANSWER_CORRECTIONS, ids=str)
async def test_each_correction_of_answers_is_needed(correction, description, document, figures):
    """Without it, an answer that the client understands is invalid, or a valid one causes drift."""
    loose = without(description, correction)
    _, schema = loose.operations[correction.shown_by].answer()
    _, corrected_schema = document.operations[correction.shown_by].answer()
    understood = valid_samples(document, corrected_schema)
    try:
        refused = any(list(problems(loose, schema, sample.body)) for sample in understood)
        needed = refused or await _drifts(loose, BY_ID[correction.shown_by])
    except ValueError:  # there is no value at all that would be valid
        needed = True
    assert needed
    figures["corrections of answers, each one needed"] += 1


async def _drifts(document, operation):
    recorder, drift = Recorder(), []
    status, schema = document.operations[operation.id].answer()
    async with client(recorder, Hooks(drift=drift.append)) as api:
        for sample in full_samples(document, schema):
            recorder.answer = answer(status, sample.body)
            await call(api, operation, fewest(method_of(api, operation)))
    return bool(drift)


@pytest.mark.parametrize("correction", SHARPENED, ids=str)
def test_each_sharpening_is_needed(correction, description, document, sent):
    """Without it, a bulk of texts passes that have the data or the style of other items."""
    field = "data" if "Data" in correction.place else "style"
    request = sent("create-items", "every")
    others = [item for item in json.loads(request.body) if item["type"] in {"shape", "sticky_note"}]
    texts = [{"type": "text", field: item[field]} for item in others]
    wrong = evolve(request, body=json.dumps(texts).encode())
    assert validate_request(without(description, correction), "create-items", wrong) == []
    assert validate_request(document, "create-items", wrong) != []
