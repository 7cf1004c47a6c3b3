"""A worker in this process: what becomes of a board when something goes wrong."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import httpx
import pytest
from anyio import create_task_group, fail_after, sleep
from attrs import define, evolve

from examples.org_export.files import Place, is_whole
from examples.org_export.plan import boards_of
from examples.org_export.settings import Settings
from examples.org_export.shown import details, is_over, summary
from examples.org_export.worker import Worker
from miro_async import Miro, SqlStorage
from miro_async.sandbox import Sandbox, SandboxServer
from tests.org_export.conftest import order
from tests.org_export.servers import CALLBACK, HOST, prefix

if TYPE_CHECKING:
    from examples.org_export.progress import Progress

pytestmark = pytest.mark.anyio
LONG = 60.0
"""Seconds for which the sandbox keeps a call waiting that a test means to be under way."""


async def until(condition):
    """Wait until something that others do is so."""
    with fail_after(30):
        while not condition():  # noqa: ASYNC110 - others do not tell
            await sleep(0.02)


@define
class Desk:
    """A worker with all that is around it; its queue is a list."""

    sandbox: Sandbox
    progress: Progress
    worker: Worker
    sent: list

    async def row(self, board_id=None):
        """Give what is known of a board, or of the first."""
        rows = await self.progress.boards("export")
        return next(row for row in rows if board_id in (None, row["board_id"]))

    async def until_running(self):
        """Wait until the board is under way, and its call at the sandbox."""
        calls = self.sandbox.calls
        await until(lambda: calls.of("items.list"))
        assert (await self.row())["state"] == "running"

    def place(self, board_id):
        """Give where the files of a board go."""
        return Place(self.worker.settings.folder / "export", board_id)


def miro_of(sandbox, storage):
    """Give the app, without a socket."""
    return Miro(
        client_id=sandbox.client_id,
        client_secret=sandbox.client_secret,
        redirect_url=CALLBACK,
        storage=storage,
        transport=sandbox,
    )


async def authorize(sandbox, progress):
    """Have the first user authorize the app, or do so again."""
    storage = SqlStorage(progress.engine)
    await storage.create_table()
    async with miro_of(sandbox, storage) as miro:
        url, state = miro.authorization_url()
        redirected = sandbox.authorize(url, user=sandbox.user_ids[0])
        await miro.exchange_code_for_access_token(redirected, state=state)
    return storage


@pytest.fixture
async def desk(progress, database_url, tmp_path, monkeypatch):
    """Start a worker, which has two attempts for each board."""
    sandbox, sent = Sandbox(redirect_urls=[CALLBACK]), []
    monkeypatch.setenv("MIRO_CLIENT_ID", sandbox.client_id)
    monkeypatch.setenv("MIRO_CLIENT_SECRET", sandbox.client_secret)
    monkeypatch.setenv("MIRO_REDIRECT_URL", CALLBACK)
    await authorize(sandbox, progress)

    async def send(export, board_id):
        sent.append((export, board_id))

    with prefix() as names:
        async with SandboxServer(sandbox) as server:
            settings = Settings(
                database_url=database_url,
                redis_url=f"redis://{HOST}/0",
                users=[sandbox.user_ids[0]],
                folder=tmp_path,
                base_url=server.url,
                prefix=names,
                attempts=2,
            )
            worker = Worker(settings, send)
            await worker.start()
            try:
                yield Desk(sandbox, progress, worker, sent)
            finally:
                await worker.stop()


async def plan(desk, *names):
    """Add boards, and put them into the plan; give their ids."""
    made = [desk.sandbox.add_board(name) for name in names]
    storage = SqlStorage(desk.progress.engine)
    async with Miro(storage=storage, transport=desk.sandbox) as miro:
        boards = await boards_of(miro, desk.worker.settings.users)
    assert {board["board_id"] for board in boards} >= {*made}
    await desk.progress.plan("export", boards)
    return made


async def test_a_board_is_exported_whole(desk):
    """With what it has, and with the sum in the table; a second message changes nothing."""
    [board_id] = await plan(desk, "Retro")
    await desk.worker.export("export", board_id)
    row = await desk.row()
    assert (row["state"], row["attempts"], row["counts"]["items"]) == ("done", 1, 0)
    assert is_whole(desk.place(board_id).final, row["sha256"])
    calls = len(desk.sandbox.calls)
    await desk.worker.export("export", board_id)
    assert len(desk.sandbox.calls) == calls


async def test_a_board_that_always_fails_ends_as_failed_and_blocks_nobody(desk):
    """After as many attempts as there are; with the reason; nothing of it is left."""
    poison, good = await plan(desk, "Poison", "Good")
    place = desk.place(poison)
    place.final.parent.mkdir(parents=True)
    place.final.write_text("a file where the folder has to go")
    for state in ("waiting", "failed"):
        await desk.worker.export("export", poison)
        row = await desk.row(poison)
        assert row["state"] == state
        assert row["reason"].startswith("NotADirectoryError")
        await order(desk.progress, "UPDATE org_export_boards SET due_at = now()")
    await desk.worker.export("export", good)
    assert (await desk.row(good))["state"] == "done"
    assert [*place.partial(1).parent.iterdir()] == []
    states = await desk.progress.states("export")
    assert summary(states).startswith("done 1, running 0, waiting 0, failed 1 of 2 boards; ")
    assert is_over(states)
    [line] = details(await desk.progress.boards("export"))
    assert "Poison" in line
    assert "NotADirectoryError" in line


async def test_a_board_that_was_deleted_fails_at_once(desk):
    """It was there when the plan was made."""
    [board_id] = await plan(desk, "Retro")
    [user_id] = desk.worker.settings.users
    gone = {"board_id": "uXjVgone=", "name": "Gone", "user_id": user_id}
    await desk.progress.plan("export", [gone])
    await desk.worker.export("export", "uXjVgone=")
    row = await desk.row("uXjVgone=")
    assert (row["state"], row["attempts"]) == ("failed", 1)
    assert "NotFoundError" in row["reason"]
    assert (await desk.row(board_id))["state"] == "waiting"


async def test_a_revoked_token_fails_no_board(desk):
    """The boards wait; after the next login they are exported, by workers that never stopped."""
    [board_id] = await plan(desk, "Retro")
    token = await SqlStorage(desk.progress.engine).get(desk.sandbox.user_ids[0])
    body = {
        "accessToken": token.access_token.reveal(),
        "clientId": desk.sandbox.client_id,
        "clientSecret": desk.sandbox.client_secret,
    }
    url = f"{desk.worker.settings.base_url}/v2/oauth/revoke"
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.post(url, json=body)).status_code == 204
    await desk.worker.export("export", board_id)
    row = await desk.row()
    assert (row["state"], row["attempts"], row["setbacks"]) == ("waiting", 0, 1)
    assert row["reason"].startswith("RefreshRejectedError")
    assert token.access_token.reveal() not in row["reason"]
    await authorize(desk.sandbox, desk.progress)
    await order(desk.progress, "UPDATE org_export_boards SET due_at = now()")
    await desk.worker.export("export", board_id)
    assert (await desk.row())["state"] == "done"


async def test_work_ends_when_the_board_was_taken_away(desk):
    """The next sign of life tells; nothing is published, and the board is the other one's."""
    desk.worker.settings = evolve(desk.worker.settings, lease=8.0)
    [board_id] = await plan(desk, "Retro")
    desk.sandbox.faults.add("delay", to="items.list", seconds=LONG)
    with fail_after(LONG / 2):
        async with create_task_group() as tasks:
            tasks.start_soon(desk.worker.export, "export", board_id)
            await desk.until_running()
            await order(
                desk.progress,
                "UPDATE org_export_boards SET worker = 'other', fence = fence + 1,"
                " lease_until = now() + interval '1 h'",
            )
    row = await desk.row()
    assert (row["state"], row["worker"]) == ("running", "other")
    assert not desk.place(board_id).final.exists()


async def test_a_worker_that_stops_leaves_nothing_behind(desk):
    """Its boards go back at once, and that was no attempt."""
    [board_id] = await plan(desk, "Retro")
    desk.sandbox.faults.add("delay", to="items.list", seconds=LONG)
    with fail_after(LONG / 2):
        async with create_task_group() as tasks:
            tasks.start_soon(desk.worker.export, "export", board_id)
            await desk.until_running()
            await desk.worker.stop()
    row = await desk.row()
    assert (row["state"], row["attempts"]) == ("waiting", 0)
    assert [*desk.place(board_id).partial(1).parent.iterdir()] == []


async def test_a_worker_waits_for_the_database(desk, caplog):
    """A message that comes while it is away is not lost."""
    [board_id] = await plan(desk, "Retro")
    await order(desk.progress, "ALTER TABLE org_export_boards RENAME TO away")
    with fail_after(30):
        async with create_task_group() as tasks:
            tasks.start_soon(desk.worker.export, "export", board_id)
            await until(lambda: "waiting for the database" in caplog.text)
            await order(desk.progress, "ALTER TABLE away RENAME TO org_export_boards")
    assert (await desk.row())["state"] == "done"


async def test_a_worker_puts_into_the_queue_what_is_due(desk):
    """Those that wait, and those of workers that died; each once."""
    waiting, lost = await plan(desk, "Waiting", "Lost")
    await until(lambda: len(desk.sent) == 2)
    await desk.progress.begin("export", lost, "dead", 0.0)
    await until(lambda: len(desk.sent) == 3)
    assert {*desk.sent[:2]} == {("export", waiting), ("export", lost)}
    assert desk.sent[2:] == [("export", lost)]
    assert (await desk.row(lost))["reason"] == "lost with dead"


async def test_a_queue_that_was_away_gets_the_boards_later(desk):
    """Whatever the engine raises: the next look tries again."""
    keep, tries = desk.worker.send, []

    async def send(export, board_id):
        tries.append(board_id)
        if len(tries) < 2:
            raise RuntimeError("the queue is away")
        await keep(export, board_id)

    desk.worker.send = send
    [board_id] = await plan(desk, "Retro")
    await until(lambda: desk.sent == [("export", board_id)])


async def test_boards_are_spread_over_those_who_see_them(progress):
    """Each user has credits of their own; what only one sees is for that one."""
    sandbox = Sandbox(redirect_urls=[CALLBACK])
    owner, ada = sandbox.user_ids[0], sandbox.add_user("Ada", email="ada@example.com").id
    alone = [sandbox.add_board(f"Of the owner {number}") for number in range(4)]
    shared = [sandbox.add_board(f"Of both {number}") for number in range(6)]
    async with miro_of(sandbox, await authorize(sandbox, progress)) as miro:
        url, state = miro.authorization_url()
        await miro.exchange_code_for_access_token(sandbox.authorize(url, user=ada), state=state)
        for board_id in shared:
            members = miro.as_user(owner).board_members
            await members.invite(board_id, emails=["ada@example.com"], role="viewer")
        boards = await boards_of(miro, [owner, ada, owner])
    assert sorted(board["board_id"] for board in boards) == sorted([*alone, *shared])
    users = {board["board_id"]: board["user_id"] for board in boards}
    assert {users[board_id] for board_id in alone} == {owner}
    assert Counter(users.values()) == {owner: 5, ada: 5}
