"""What a call cannot do without: at None it is refused, as without it it might be another call."""

from __future__ import annotations

import inspect

import pytest

from miro_async import operations
from miro_async.errors import InvalidArgumentError
from tests.contract.arguments import fewest
from tests.unit.conftest import FIGURES
from tests.unit.recording import service_with

pytestmark = pytest.mark.anyio

NEEDY = [
    pytest.param(operation, id=operation.call)
    for operation in operations()
    if operation.required or "{" in operation.path or operation.most
]


@pytest.mark.parametrize("operation", NEEDY)
async def test_nothing_that_is_needed_may_be_none(operation, pytestconfig, anyio_backend):
    """Each required argument at None, in turn, ids included: an error, and nothing is sent."""
    service = service_with()
    method = getattr(getattr(service.client(), operation.group), operation.name)
    parameters = inspect.signature(method).parameters.values()
    needed = [p.name for p in parameters if p.default is inspect.Parameter.empty]
    given = fewest(method)
    for name in needed:
        ids, options = list(given.ids), dict(given.options)
        if name in options:
            options[name] = None
        else:
            ids[needed.index(name)] = None
        with pytest.raises(InvalidArgumentError):
            await _call(operation, method, ids, options)

    assert service.requests == []
    if anyio_backend == "asyncio":
        pytestconfig.stash[FIGURES]["required arguments refused at None"] += len(needed)


async def _call(operation, method, ids, options):
    made = method(*ids, **options)
    await (made if operation.paging is None else made.first())


def test_what_is_required_is_known_by_name():
    """An operation names what it needs in the query or the body, in Miro's words."""
    by_call = {operation.call: operation.required for operation in operations()}

    assert by_call["tags.detach"] == ("tag_id",)
    assert by_call["connectors.create"] == ("startItem", "endItem")
    assert by_call["audit_logs.list"] == ("createdAfter", "createdBefore")
    assert by_call["boards.get"] == ()


def test_most_operations_need_something():
    """But for the few that list or tell something about whoever asks."""
    assert len(NEEDY) > 170
