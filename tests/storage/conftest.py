"""Runs tests that ask for a `place` on every kind of storage, and on its event loops."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial, wraps
from importlib import import_module
from inspect import iscoroutinefunction
from pathlib import Path

import anyio
import pytest

from tests.storage.kind import Kind
from tests.unit.checkpoints import WAYS

HERE = Path(__file__).parent
LONGEST = 150.0
"""Seconds that a test may take where the servers are busy."""


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc):
    """Give the kinds, each with its event loops, and these with the ways to be cancelled there."""
    if "kind" not in metafunc.fixturenames:
        return
    names, cases = ["kind", "anyio_backend"], list(_on_event_loops())
    if "way" in metafunc.fixturenames:
        names, cases = [*names, "way"], list(_with_ways(cases))
    ids = ["-".join([kind.name, *others]) for kind, *others in cases]
    # As a mark, which goes before the parameters that the fixture `anyio_backend` has itself.
    metafunc.definition.add_marker(pytest.mark.parametrize(names, cases, ids=ids))


def _on_event_loops():
    return ((kind, backend) for kind in all_kinds() for backend in kind.backends)


def _with_ways(cases):
    return ((*case, way) for case in cases for backend, way in WAYS if backend == case[1])


def pytest_itemcollected(item):
    """Have a test of the contract fail instead of waiting for a lock that nobody lets go of."""
    if "kind" in item.fixturenames and iscoroutinefunction(item.obj):
        item.obj = _in_time(item.obj)


def _in_time(test):
    @wraps(test)
    async def run(**given):
        with anyio.fail_after(LONGEST):
            await test(**given)

    return run


def all_kinds():
    """Collect them from the modules that are there."""
    return [kind for path in sorted((HERE / "kinds").glob("*.py")) for kind in _kinds(path.stem)]


def _kinds(name):
    try:
        return import_module(f"tests.storage.kinds.{name}").KINDS
    except Exception as error:  # noqa: BLE001 - it is told by the tests of this kind alone
        return [Kind(name=name, open=partial(_not_imported, error), backends=("asyncio",))]


@asynccontextmanager
async def _not_imported(error, _):
    raise error
    yield


@pytest.fixture
async def place(kind, anyio_backend, tmp_path):
    """Give a new place without tokens."""
    async with kind.open(tmp_path) as place:
        yield place


@pytest.fixture
def storage(place):
    """Give a storage on it."""
    return place.storage()


@pytest.fixture
def other(place):
    """Give a second storage on the same place, as another process has it."""
    return place.storage()
