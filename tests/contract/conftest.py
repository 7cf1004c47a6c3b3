"""The official document, the requests that the client sends, and the figures of the contract."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path

import anyio
import pytest

from miro_async import operations
from miro_async.errors import BadRequestError
from tests.contract import arguments
from tests.contract.correction import corrected
from tests.contract.corrections import CORRECTIONS
from tests.contract.official import Document, read
from tests.contract.recorder import Recorder, call, client, method_of

FIGURES: pytest.StashKey[Counter[str]] = pytest.StashKey()


@pytest.fixture
def anyio_backend():
    """Run on asyncio only: what is sent does not depend on who waits for the answer."""
    return "asyncio"


@pytest.fixture(scope="session")
def description():
    """Give the official document as it is; without it there is no contract to test."""
    path = os.environ.get("MIRO_OPENAPI")
    if path is None:
        pytest.skip("MIRO_OPENAPI does not name Miro's OpenAPI document")
    return read(Path(path))


@pytest.fixture(scope="session")
def document(description):
    """Give the official document with all corrections."""
    return Document(corrected(description, CORRECTIONS))


@pytest.fixture(scope="session")
def sent():
    """Give the function that gives the request of an operation, by the name of its arguments."""
    by_id = {operation.id: operation for operation in operations()}

    @cache
    def request(operation_id, how, *choice):
        return anyio.run(_request, by_id[operation_id], getattr(arguments, how), *choice)

    return request


async def _request(operation, make_arguments, *choice):
    recorder = Recorder()
    async with client(recorder) as api:
        made = make_arguments(method_of(api, operation), *choice)
        with pytest.raises(BadRequestError):
            await call(api, operation, made)
    (request,) = recorder.requests
    return request


@pytest.fixture
def figures(pytestconfig):
    """Count what has been shown; the figures stand in pytest's summary."""
    return pytestconfig.stash.setdefault(FIGURES, Counter())


def pytest_terminal_summary(terminalreporter, config):
    """Print the figures."""
    for what, number in config.stash.get(FIGURES, Counter()).items():
        terminalreporter.write_line(f"contract: {number} {what}")
