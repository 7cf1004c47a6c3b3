"""Answers of the sandbox held against the official document, with every object closed."""

from __future__ import annotations

import json
import os
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from miro_async.sandbox import Sandbox
from tests.contract.correction import corrected
from tests.contract.corrections import CORRECTIONS
from tests.contract.official import Document, read
from tests.contract.sandbox_corrections import SANDBOX_CORRECTIONS
from tests.contract.schema_check import problems

CHECKED: Counter[str] = Counter()
"""How many answers of each operation were valid; the figures stand in pytest's summary."""

_SCIM_ERROR = {"schemas", "status", "detail"}
_ERROR = {"type", "code", "message", "status"}


class CheckedSandbox(Sandbox):
    """A sandbox of which every answer has to be valid under the official document."""

    def answer(self, request):
        """Answer a request, and fail if the document knows no such answer."""
        response = super().answer(request)
        check(self, request, response)
        return response


def check(sandbox, request, response):
    """Fail if the document knows no such answer to such a request; without it, see nothing."""
    document, visit = official_document(), sandbox._service.receive(request)
    operation = visit.operation
    official = operation and document and document.operations.get(operation.id)
    if not official or sandbox.faults.injected:
        return
    found = list(_problems(official, operation, response))
    assert not found, f"{visit.key} {response.status}: {found}"
    if response.status < 400:
        CHECKED[visit.key] += 1


def _problems(official, operation, response):
    if response.status >= 400:
        yield from _error_problems(operation, response)
        return
    if response.status not in official.answers:
        yield f"the document has no {response.status}"
        return
    if official.schema_of(response.status) is None:
        yield from ["there is a body"] if response.body else []
    else:
        yield from _body_problems(official.id, response.status, response.body)


@lru_cache(maxsize=2000)  # many answers come again, byte for byte
def _body_problems(operation_id, status, body):
    document = official_document()
    schema = document.operations[operation_id].schema_of(status)
    return tuple(problems(document, schema, json.loads(body)))


def _error_problems(operation, response):
    body = json.loads(response.body)
    if int(body["status"]) != response.status:
        yield "the status in the body is another"
    if operation.api == "scim":
        yield from _SCIM_ERROR ^ body.keys() - {"scimType"}
    elif response.status == 429:
        yield from (_ERROR | {"context"}) ^ body.keys()
    elif operation.plan:
        yield from _ERROR ^ body.keys()
    else:
        yield from _ERROR ^ body.keys() - {"context"}


@cache
def official_document():
    """Give the document with all corrections; `None`: it is not there."""
    path = os.environ.get("MIRO_OPENAPI")
    if path is None:
        return None
    return Document(corrected(read(Path(path)), CORRECTIONS + SANDBOX_CORRECTIONS))
