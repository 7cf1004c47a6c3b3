"""Test modules for pytest runs within a test: what users write, under each of the async plugins."""

from __future__ import annotations

from textwrap import dedent, indent

_HEAD = """
import time

import pytest

from miro_async import MiroApi, ServerError
{imports}
{settings}
"""

_BODIES = {
    "a_note_is_added(miro_api, miro_sandbox)": """
        board_id = miro_sandbox.add_board("Retro")
        note = await miro_api.sticky_notes.create(board_id)
        assert [item.id async for item in miro_api.items.list(board_id)] == [note.id]
    """,
    "the_next_sandbox_is_new(miro_api, miro_sandbox)": """
        assert [board async for board in miro_api.boards.list()] == []
        assert len(miro_sandbox.calls) == 1
    """,
    "nobody_waits_for_credits(miro_api, miro_sandbox)": """
        board_id = miro_sandbox.add_board("Retro")
        began, began_there = time.monotonic(), miro_sandbox.clock.now()
        for _ in range(60):
            await miro_api.boards.copy(board_id)
        assert miro_sandbox.clock.now() - began_there >= 60
        assert time.monotonic() - began < 30
    """,
    "nobody_waits_to_try_again(miro_api, miro_sandbox)": """
        miro_sandbox.faults.add(503, to="boards.list", times=2)
        began = miro_sandbox.clock.now()
        assert [board async for board in miro_api.boards.list()] == []
        assert miro_sandbox.clock.now() > began
    """,
    "scim_is_open(miro_api, miro_sandbox)": """
        names = [user.id async for user in miro_api.scim_users.list()]
        assert names == list(miro_sandbox.user_ids)
    """,
    "the_app_is_authorized(miro_app, miro_sandbox)": """
        board_id = miro_sandbox.add_board("Retro")
        [user_id] = miro_sandbox.user_ids
        assert (await miro_app.as_user(user_id).boards.get(board_id)).owner.id == user_id
        miro_sandbox.clock.advance(3600)
        assert (await miro_app.api.boards.get(board_id)).owner.id == user_id
        assert miro_sandbox.refreshes == 1
    """,
    "others_authorize_the_app(miro_app, miro_sandbox)": """
        ada = miro_sandbox.add_user("Ada")
        url, state = miro_app.authorization_url()
        redirected = miro_sandbox.authorize(url, user=ada.id)
        token = await miro_app.exchange_code_for_access_token(redirected, state=state)
        assert token.user_id == ada.id
    """,
}

_MARKED = """
@pytest.fixture
def board_id(miro_sandbox):
    miro_sandbox.faults.add(429, to="boards.list")
    return miro_sandbox.add_board("Retro")

@pytest.mark.miro_faults(500, to="boards.get", times=9)
class TestFaults:
    @pytest.mark.miro_faults(503, to="boards.get")
    @pytest.mark.miro_faults("drop_before", to="boards.get")
{mark}
    async def test_faults_come_in_the_order_in_which_they_are_written(
        self, miro_api, miro_sandbox, board_id
    ):
        assert miro_sandbox.faults.injected == 0
        pending = [fault.what for fault in miro_sandbox.faults.pending]
        assert pending == [429, 500, 503, "drop_before"]
        with pytest.raises(ServerError):
            await miro_api.boards.get(board_id)
        assert {{call.fault for call in miro_sandbox.calls}} == {{500}}
"""


def module(*, mark="", imports="", settings=""):
    """Give a module of async tests; `mark` is what each of them needs to be run."""
    parts = [_HEAD.format(imports=imports, settings=settings)]
    for head, body in _BODIES.items():
        lines = indent(dedent(body).strip(), "    ")
        parts.append(f"{mark}\nasync def test_{head}:\n{lines}\n")
    parts.append(_MARKED.format(mark=indent(mark, "    ")))
    return "\n".join(parts)


COUNT = len(_BODIES) + 1
"""How many tests there are in such a module."""
