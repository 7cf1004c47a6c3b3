"""The fixtures and the marker, in this very run of pytest."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import anyio
import pytest

from miro_async import Miro, MiroApi, NotFoundError, ServerError
from miro_async.sandbox import Sandbox


def test_a_sandbox_begins_with_the_year_2026(miro_sandbox):
    """And has nothing yet but its first user, in a team."""
    assert isinstance(miro_sandbox, Sandbox)
    assert miro_sandbox.clock.now() == datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    assert len(miro_sandbox.user_ids) == 1
    assert len(miro_sandbox.calls) == 0


def test_two_runs_are_the_same(miro_sandbox, miro_api):
    """Ids and times: what a test expects today it can expect tomorrow."""

    async def made(api, board_id):
        note = await api.sticky_notes.create(board_id)
        return note, await api.boards.get(board_id)

    other = Sandbox(clock=type(miro_sandbox.clock)(datetime(2026, 1, 1, tzinfo=UTC)))
    board_ids = [sandbox.add_board("Retro") for sandbox in (miro_sandbox, other)]
    assert board_ids[0] == board_ids[1]
    first = anyio.run(made, miro_api, board_ids[0])
    assert first == anyio.run(made, MiroApi(other.token, transport=other), board_ids[1])
    assert first[0].created_at == datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.anyio
async def test_the_client_speaks_for_the_first_user(miro_api, miro_sandbox):
    """At the REST API and at SCIM."""
    board_id = miro_sandbox.add_board("Retro")
    assert (await miro_api.boards.get(board_id)).owner.id == miro_sandbox.user_ids[0]
    assert [user.id async for user in miro_api.scim_users.list()] == [*miro_sandbox.user_ids]


def test_the_client_that_blocks_speaks_for_the_first_user_as_well(miro_sync_api, miro_sandbox):
    """At the REST API and at SCIM, without `await`; waiting takes no time either."""
    board_id = miro_sandbox.add_board("Retro")
    assert miro_sync_api.boards.get(board_id).owner.id == miro_sandbox.user_ids[0]
    assert [user.id for user in miro_sync_api.scim_users.list()] == [*miro_sandbox.user_ids]
    before = miro_sandbox.clock.now()
    for _ in range(51):
        miro_sync_api.boards.copy(board_id)
    assert miro_sandbox.clock.now() >= before + 60


@pytest.mark.miro_faults(429, to="boards.get")
def test_the_client_that_blocks_meets_the_faults_of_the_marker(miro_sync_api, miro_sandbox):
    """And tries again."""
    miro_sync_api.boards.get(miro_sandbox.add_board("Retro"))
    assert [call.status for call in miro_sandbox.calls] == [429, 200]


@pytest.mark.anyio
async def test_waiting_takes_no_time(miro_api, miro_sandbox):
    """A minute of credits, spent and waited for, in far less than a minute."""
    board_id = miro_sandbox.add_board("Retro")
    before = miro_sandbox.clock.now()
    with anyio.fail_after(30):
        for _ in range(51):
            await miro_api.boards.copy(board_id)
    assert miro_sandbox.clock.now() >= before + 60


def test_a_test_can_bring_its_own_loop(miro_api, miro_app, miro_sandbox):
    """One or more of them, of either library."""
    board_id = miro_sandbox.add_board("Retro")
    for api in (miro_api, miro_app.api):
        assert asyncio.run(api.boards.get(board_id)).name == "Retro"
        for backend in ("asyncio", "trio"):
            assert anyio.run(api.boards.get, board_id, backend=backend).name == "Retro"


@pytest.mark.anyio
async def test_the_app_is_authorized_by_the_first_user(miro_app, miro_sandbox):
    """Who is its only one; the tokens are refreshed after an hour."""
    assert isinstance(miro_app, Miro)
    [user_id] = miro_sandbox.user_ids
    assert await miro_app.is_authorized(user_id)
    info = await miro_app.api.tokens.get_info()
    assert info.user.id == user_id
    assert [call.operation for call in miro_sandbox.calls] == ["oauth.token", "tokens.get_info"]
    miro_sandbox.clock.advance(3600)
    assert (await miro_app.as_user(user_id).tokens.get_info()).user.id == user_id
    assert miro_sandbox.refreshes == 1
    assert [user.id async for user in miro_app.api.scim_users.list()] == [user_id]


@pytest.fixture
def board_id(miro_sandbox):
    """Give a board, and let a later call be one too many: this one comes before the marker's."""
    miro_sandbox.faults.add(429, to="boards.list")
    return miro_sandbox.add_board("Retro")


@pytest.mark.miro_faults(500, to="boards.get", times=9)
class TestFaults:
    """Faults of a class, and of the tests in it."""

    @pytest.mark.miro_faults(503, to="boards.get")
    @pytest.mark.miro_faults(504, to="boards.get")
    @pytest.mark.anyio
    async def test_they_begin_with_the_test_in_the_order_in_which_they_are_written(
        self, miro_api, miro_sandbox, board_id
    ):
        """From the outside in, and from the top down; no fixture met them."""
        pending = [fault.what for fault in miro_sandbox.faults.pending]
        assert pending == [429, 500, 503, 504]
        assert miro_sandbox.faults.injected == 0
        with pytest.raises(ServerError) as caught:
            await miro_api.boards.get(board_id)
        assert caught.value.status == 500

    def test_a_test_without_a_marker_of_its_own_has_those_of_the_class(self, miro_sandbox):
        """And no others."""
        assert [fault.what for fault in miro_sandbox.faults.pending] == [500]


@pytest.mark.anyio
async def test_without_a_marker_nothing_goes_wrong(miro_api, miro_sandbox):
    """But for what the test itself does wrong."""
    assert miro_sandbox.faults.pending == ()
    with pytest.raises(NotFoundError):
        await miro_api.boards.get("none")
