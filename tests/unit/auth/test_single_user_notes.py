"""Who the single user is, as the storage says it: what comes in between, and what fails."""

from __future__ import annotations

from functools import partial

import anyio
import pytest

from miro_async.auth.single_user import PLACE
from miro_async.errors import (
    ConfigurationError,
    TokenNotSavedError,
)
from tests.unit.apps import Authority, Leasing, Plain, token_of

pytestmark = pytest.mark.anyio

STATE = "the-state"


async def login(miro, user_id="7", *, by="redirect"):
    """Let a user authorize the app: by a redirect, or by a code that a person pasted."""
    if by == "redirect":
        url = f"https://app.example/callback?code=code-{user_id}&state={STATE}"
        return await miro.exchange_code_for_access_token(url, state=STATE)
    return await miro.exchange_code_for_access_token(f"code-{user_id}")


@pytest.fixture
def authority():
    """Give a Miro."""
    return Authority()


async def test_who_it_is_may_be_written_down_later(authority):
    """A storage that can be read only does not say so; this process knows."""
    storage = Plain()
    miro = authority.miro(storage=storage)
    storage.fail("set")
    with pytest.raises(TokenNotSavedError):
        await login(miro)

    await miro.api.boards.get("b")
    assert storage.tokens == {}
    storage.faults.clear()
    authority.clock.now += 1
    await miro.api.boards.get("b")

    assert storage.tokens[PLACE].user_id == "7"
    await authority.miro(storage=storage).api.boards.get("b")


class Busy(Leasing):
    """A storage in which another process does something before the lock is had."""

    meanwhile = None

    async def do(self, what, user_id):
        """Do it once."""
        if (what, user_id) == ("lock", PLACE) and self.meanwhile is not None:
            act, self.meanwhile = self.meanwhile, None
            act()
        await super().do(what, user_id)


async def test_what_another_process_has_written_meanwhile_counts(authority):
    """It is read again under the lock, and nothing is written that stands there."""
    storage = Busy()
    miro = authority.miro(storage=storage)
    note = token_of(access_token="see-user-id", refresh_token=None)
    storage.meanwhile = lambda: storage.tokens.update({PLACE: note})
    await login(miro, "7")
    assert storage.tokens[PLACE] is note

    storage.meanwhile = lambda: storage.tokens.update({PLACE: token_of("8")})
    await miro.forget("7")
    assert storage.tokens[PLACE].user_id == "8"


async def test_two_who_come_at_once_are_two(authority):
    """In two processes: whoever writes second finds the first."""
    storage = Leasing()
    one, other = authority.miro(storage=storage), authority.miro(storage=storage)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(login, one, "7")
        tasks.start_soon(login, other, "8")

    for miro in (one, other, authority.miro(storage=storage)):
        with pytest.raises(ConfigurationError):
            await miro.api.boards.get("b")


async def test_who_pastes_a_code_while_a_login_is_written_down_counts(authority):
    """The same user, in two ways at once: that nobody else counts is not forgotten."""
    storage = Leasing()
    miro = authority.miro(storage=storage)
    await login(miro, "8")

    async with anyio.create_task_group() as tasks, storage.lock(PLACE):
        tasks.start_soon(login, miro, "7")
        await anyio.wait_all_tasks_blocked()
        tasks.start_soon(partial(login, miro, "7", by="code"))
        await anyio.wait_all_tasks_blocked()

    assert storage.tokens[PLACE].user_id == "7"
    await authority.miro(storage=storage).api.boards.get("b")
