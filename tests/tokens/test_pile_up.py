"""Many calls wait for a refresh that fails: they fail together, and not one after the other."""

from __future__ import annotations

from contextlib import aclosing

import anyio
import pytest

from miro_async import MiroError, MiroTimeoutError, ServerError, TokenStorageError
from tests.tokens.apps import LIFE, ONCE, calling, works
from tests.tokens.marked import Marked
from tests.tokens.patience import Patience
from tests.tokens.relay import says, silent_before

pytestmark = [pytest.mark.anyio]

CALLS = 30
SLOW = 0.3
"""Seconds that the storage takes to fail."""


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request):
    """Run on both."""
    return request.param


@pytest.fixture
def marked(scene):
    """Give a storage that may fail slowly."""
    return Marked(scene.storage)


@pytest.fixture
async def caller(scene, marked):
    """Give an app that does not try again, and a user whose token has expired."""
    async with (
        aclosing(Patience(scene.relay)) as patience,
        calling(scene, marked, retry=ONCE, transport=patience) as caller,
    ):
        caller.wait(LIFE)
        yield caller


async def fail_together(api):
    """Make so many calls at once, all of which fail; give their errors."""
    errors = []

    async def call():
        try:
            await works(api)
        except MiroError as error:
            errors.append(error)

    async with anyio.create_task_group() as tasks:
        for _ in range(CALLS):
            tasks.start_soon(call)
    return [type(one) for one in errors]


@pytest.mark.parametrize(
    ("fault", "error"), [(silent_before, MiroTimeoutError), (says(500), ServerError)]
)
async def test_a_token_endpoint_in_trouble(fault, error, scene, caller):
    """It gets one request, or few; when it is well again, so is the next call."""
    scene.relay.behave(always=fault)

    assert await fail_together(caller.api) == [error] * CALLS
    assert len(scene.relay.asked) <= 3
    scene.relay.behave()
    await works(caller.api)
    assert scene.counts == (1, 0)
    assert await scene.is_well()


async def test_a_storage_that_takes_long_to_fail(scene, marked, caller):
    """The calls wait for it once, together."""
    waits = []

    async def fail(_):
        waits.append(1)
        await anyio.sleep(SLOW)
        raise OSError

    marked.at = fail

    assert await fail_together(caller.api) == [TokenStorageError] * CALLS
    assert len(waits) <= 3
    assert scene.relay.asked == []
