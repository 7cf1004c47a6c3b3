"""Runs the blocks of a page: `python -m tests.docs.program docs/paging.md`.

They run in order and share their names, as in a notebook: what waits at its top runs on one event
loop, and what does not runs outside of it.
"""

from __future__ import annotations

import ast
import asyncio
import faulthandler
import inspect
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType

import trio
from attrs import Factory, define

from tests.docs import reader
from tests.docs.apps import visit
from tests.docs.blocks import ROOT, Block, Page, PageError, read
from tests.docs.databases import redis_database
from tests.docs.edge import Edge, edge
from tests.docs.seeded import put_files, seeded
from tests.ports import free_port

_PATIENCE = 60
_LIMIT = 180


@define
class Program:
    """A page that is being run."""

    page: Page
    edge: Edge
    port: int
    wait: object
    names: dict = Factory(lambda: {"__name__": "__main__"})
    files: list[Block] = Factory(list)

    def run(self):
        """Run all blocks, and give how many of Python there were."""
        for block in self.page.blocks:
            if block.language in {"python", "setup"}:
                self._run(block)
        self._pytest()
        assert not self.edge.refused, f"asked for on the network: {self.edge.refused}"
        return len(self.page.of("python"))

    def _run(self, block):
        if block.title == "conftest.py":
            self._pytest()  # what stands before it does without it, too
        if block.title:
            Path(block.title).write_text(block.code, encoding="utf-8")
            self.files.append(block)
        match block.way:
            case None:
                self._execute(block, self.names)
            case "alone":
                self._execute(block, {"__name__": "__main__"})
            case "raises":
                self._refused(block)
            case "script":
                self._process(block.title)
            case "app":
                visit(block, self.port, self.edge, reader.sandbox)

    def _execute(self, block, names):
        # The lines of a traceback are those of the page.
        code = "\n" * block.line + block.code
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compiled = compile(code, str(self.page.path), "exec", flags=flags, dont_inherit=True)
        if compiled.co_flags & inspect.CO_COROUTINE:
            self.wait(FunctionType(compiled, names))
        else:
            exec(compiled, names)  # noqa: S102 - our own page

    def _refused(self, block):
        (expected,) = block.arguments
        try:
            self._execute(block, self.names)
        except Exception as error:
            if type(error).__name__ != expected:
                raise
        else:
            raise PageError(f"{self.page.path.name}:{block.line}: no {expected}")

    def _pytest(self):
        titles = [block.title for block in self.files if block.way == "test"]
        if not (titles := [title for title in titles if title != "conftest.py"]):
            return
        # The plugins that their readers may have; those of this machine are in each other's way.
        alone = ("-p", "no:asyncio", "-p", "no:trio", "-p", "no:cacheprovider")
        self._process("-m", "pytest", "-q", *alone, "--strict-markers", *titles)

    def _process(self, *arguments):
        command = [sys.executable, "-W", "error", *arguments]
        subprocess.run(command, check=True, timeout=_PATIENCE)  # noqa: S603 - our own page


@contextmanager
def _loop(name):
    """Give what runs an async function to its end."""
    if name == "trio":
        yield trio.run
        return
    with asyncio.Runner() as runner:
        yield lambda function: runner.run(function())


def main(path, loop="asyncio"):
    """Run a page; one that hangs ends with where each of its threads is."""
    faulthandler.dump_traceback_later(_LIMIT, exit=True)
    page, port = read(Path(path).resolve()), free_port()
    with tempfile.TemporaryDirectory() as folder, redis_database("redis" in page.options) as redis:
        os.chdir(folder)
        put_files(Path(folder))
        sandbox, variables = seeded(f"http://127.0.0.1:{port}/callback")
        sys.modules["reader"] = reader
        with edge(sandbox, Path(folder)) as ours, _loop(loop) as wait:
            os.environ |= variables | redis | ours.environment | {"PYTHONUTF8": "1"}
            done = Program(page, ours, port, wait).run()
        os.chdir(ROOT)
    print(f"{done} blocks of Python have run")  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main(*sys.argv[1:])
