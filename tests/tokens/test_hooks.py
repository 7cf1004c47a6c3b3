"""What who listens to refreshes may do, and what it does to the token: nothing."""

from __future__ import annotations

import anyio
import pytest

from miro_async import Hooks, NotAuthorizedError, UnauthorizedError
from tests.tokens.apps import works

pytestmark = [pytest.mark.anyio]


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request):
    """Run on both."""
    return request.param


async def test_a_listener_that_fails(scene):
    """Its error ends the call, as that of any listener; the token is saved, and is used."""

    def fail(_):
        raise ZeroDivisionError

    async with scene.app(hooks=Hooks(refresh=fail)) as miro:
        api = await scene.authorize(miro)
        scene.expire()
        with pytest.raises(ZeroDivisionError):
            await works(api)
        assert await scene.is_well()
        await works(api)

    assert scene.counts == (1, 0)


async def test_a_listener_that_is_cancelled(scene):
    """As its call is: the token is saved by then."""
    listening = anyio.Event()

    async def wait(_):
        listening.set()
        await anyio.sleep_forever()

    async with scene.app(hooks=Hooks(refresh=wait)) as miro:
        api = await scene.authorize(miro)
        scene.expire()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(works, api)
            await listening.wait()
            assert await scene.is_well()
            tasks.cancel_scope.cancel()
        await works(api)

    assert scene.counts == (1, 0)


async def test_a_listener_that_calls(scene):
    """For the same user: it does not wait for itself."""
    called = []

    async def call(refresh):
        called.append(await works(miro.as_user(refresh.user_id)))

    async with scene.app(hooks=Hooks(refresh=call)) as miro:
        api = await scene.authorize(miro)
        scene.expire()
        with anyio.fail_after(30):
            await works(api)

    assert called == [True]
    assert scene.counts == (1, 0)


@pytest.mark.parametrize("how", ["forget", "revoke_token"])
async def test_a_listener_that_ends_the_authorization(how, scene):
    """The call that it was told in has a token still, which may be void; the next one has none."""

    async def end(refresh):
        await getattr(miro, how)(refresh.user_id)

    async with scene.app(hooks=Hooks(refresh=end)) as miro:
        api = await scene.authorize(miro)
        scene.expire()
        if how == "forget":
            await works(api)
        else:
            with pytest.raises(UnauthorizedError):
                await works(api)
        with pytest.raises(NotAuthorizedError):
            await works(api)

    assert await scene.stored() is None
    assert scene.counts == (1, 0)
