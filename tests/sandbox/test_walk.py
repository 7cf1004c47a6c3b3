"""All 197 operations through our client: each answer as the document has it, and as we read it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from miro_async import Hooks, MiroApi, operations
from miro_async.sandbox import Clock
from tests.sandbox.checked import CHECKED, CheckedSandbox
from tests.sandbox.walk import walk

UNDECLARED = {("unknown_field", "isSupported")}
"""What captures of the live service have, and the document has not."""
NOW = datetime(2026, 1, 5, 10, 30, 15, tzinfo=UTC)
pytestmark = pytest.mark.anyio


async def test_every_operation_answers_as_the_document_and_the_client_have_it():
    """None is left out, none is refused, and no answer holds anything unexpected."""
    sandbox, drift = CheckedSandbox(clock=Clock(NOW)), []
    before = CHECKED.copy()
    async with MiroApi(
        sandbox.token,
        scim_token=sandbox.scim_token,
        transport=sandbox,
        pacing=False,
        hooks=Hooks(drift=drift.append),
    ) as api:
        await walk(sandbox, api)

    assert {(one.kind, one.path.rpartition(".")[2]) for one in drift} == UNDECLARED
    walked = {key for key, number in CHECKED.items() if number > before[key]}
    assert {operation.call for operation in operations()} - walked == set()
