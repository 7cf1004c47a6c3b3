"""A notebook: a kernel whose event loop runs, and cells that do not await."""

from __future__ import annotations

import sys
from contextlib import contextmanager

import pytest

from tests.sync.plain_storages import SOON
from tests.sync.workers.silent import silent


class Notebook:
    """A kernel, and what its cells give."""

    def __init__(self, kernel, client):
        self.kernel = kernel
        self.client = client

    def begin(self, cell):
        """Have a cell executed; do not wait for it."""
        return self.client.execute(cell)

    def end(self, asked):
        """Give what a cell gave, or the name of its error."""
        given = None
        while True:
            message = self.client.get_iopub_msg(timeout=SOON)
            if message["parent_header"].get("msg_id") != asked:
                continue
            content = message["content"]
            if message["msg_type"] == "execute_result":
                given = content["data"]["text/plain"]
            elif message["msg_type"] == "error":
                given = content["ename"]
            elif content.get("execution_state") == "idle":
                return given

    def execute(self, cell):
        """Have a cell executed, and give what it gave."""
        return self.end(self.begin(cell))


@contextmanager
def running_notebook(folder):
    """Run a kernel as notebooks have it."""
    manager = pytest.importorskip("jupyter_client.manager")
    pytest.importorskip("ipykernel")
    kernel = manager.KernelManager()
    kernel.start_kernel(extra_arguments=[f"--ProfileDir.location={folder}"], cwd=str(folder))
    client = kernel.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SOON)
        yield Notebook(kernel, client)
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)
        kernel.cleanup_resources()


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    """Run one that leaves nothing in the home folder."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    with running_notebook(tmp_path) as notebook:
        yield notebook


def test_cells_call_without_await(sandbox, url, notebook):
    """In plain cells and in those that await something else, while the kernel's loop runs."""
    assert notebook.execute("import asyncio; asyncio.get_running_loop().is_running()") == "True"
    notebook.execute("from miro_async.sync import MiroApi")
    notebook.execute(f"api = MiroApi({sandbox.token!r}, base_url={url!r})")
    assert notebook.execute("api.boards.create(name='Retro').name") == "'Retro'"
    assert notebook.execute("[board.name for board in api.boards.list()]") == "['Retro']"
    notebook.execute("async def first():\n    return api.boards.list().first().name")
    assert notebook.execute("await first()") == "'Retro'"
    assert notebook.execute("await asyncio.to_thread(lambda: api.boards.list().first().name)") == (
        "'Retro'"
    )
    assert notebook.execute("api.close()") is None
    assert notebook.execute("api.boards.list().first()") == "ConfigurationError"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows interrupts kernels otherwise")
def test_the_stop_button_ends_a_call(sandbox, url, notebook):
    """The server sees its end; the next cell works, with the same client."""
    notebook.execute("from miro_async.sync import MiroApi")
    notebook.execute(f"api = MiroApi({sandbox.token!r}, base_url={url!r})")
    with silent() as server:
        notebook.execute(f"slow = MiroApi('token', base_url={server.url!r})")
        asked = notebook.begin("slow.boards.get('board')")
        assert server.asked.wait(SOON)
        notebook.kernel.interrupt_kernel()
        assert notebook.end(asked) == "KeyboardInterrupt"
        assert server.left.wait(SOON)
        assert notebook.execute("api.boards.list().collect()") == "[]"
