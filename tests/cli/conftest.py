"""Somebody who types commands: in this process, on a sandbox whose clock stands."""

from __future__ import annotations

import io
import logging
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import anyio
import pytest
from attrs import define, field, frozen

from miro_async import MiroApi
from miro_async.cli.main import main
from miro_async.cli.surroundings import Surroundings, Terminals
from miro_async.sandbox import Clock, Sandbox
from tests.cli.ring import MemoryRing

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 5, 10, 30, tzinfo=UTC)
NOWHERE = Terminals(input=False, output=False, messages=False)
SITTING = Terminals(input=True, output=True, messages=True)


@frozen
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def lines(self):
        """What it printed, in lines."""
        return self.out.splitlines()

    @property
    def cells(self):
        """What it printed, in cells."""
        return [line.split("\t") for line in self.lines]


@define
class Typist:
    """Types commands with the sandbox's token; whatever stands around can be changed."""

    sandbox: Sandbox
    folder: Path
    capsys: pytest.CaptureFixture
    monkeypatch: pytest.MonkeyPatch
    environ: dict = field(factory=dict)
    terminals: Terminals = NOWHERE
    ring: object = field(factory=MemoryRing)
    more: dict = field(factory=dict)

    def __call__(self, *arguments, typed=""):
        """Carry out a command, while lines are typed."""
        stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        self.monkeypatch.setattr("sys.stdin", stdin)
        around = Surroundings(
            environ=self.environ,
            folder=self.folder / "config",
            terminals=self.terminals,
            keyring=self.ring if callable(self.ring) else lambda: self.ring,
            transport=self.sandbox,
            clock=self.sandbox.clock,
            **self.more,
        )
        code = main([str(argument) for argument in arguments], around)
        sys.stdout.flush()
        return Done(code, *self.capsys.readouterr())

    def does(self, *arguments, typed=""):
        """The same, if it goes well."""
        done = self(*arguments, typed=typed)
        assert done.code == 0, done.err
        return done

    def calls(self):
        """Give which operations were called."""
        return [call.operation for call in self.sandbox.calls]

    def api(self, function):
        """Do something else on the sandbox: `function` gets a client."""

        async def run():
            clock = self.sandbox.clock
            async with MiroApi(self.sandbox.token, transport=self.sandbox, clock=clock) as api:
                return await function(api)

        result = anyio.run(run)
        self.sandbox.calls.clear()
        return result


@pytest.fixture
def sandbox():
    """Give a new sandbox, whose time stands."""
    return Sandbox(clock=Clock(NOW))


@pytest.fixture
def miro(sandbox, tmp_path, capsys, monkeypatch):
    """Give somebody who types commands."""
    monkeypatch.chdir(tmp_path)
    return Typist(
        sandbox, tmp_path, capsys, monkeypatch, environ={"MIRO_ACCESS_TOKEN": sandbox.token}
    )


@pytest.fixture
def board(sandbox):
    """Give the id of a board."""
    return sandbox.add_board("Retro")


class Altered(Sandbox):
    """A sandbox whose answers can be changed: `alter` gets a request and its answer."""

    alter = staticmethod(lambda _, answer: answer)

    def answer(self, request):
        """Answer a request as Miro would, but for what is changed."""
        return self.alter(request, super().answer(request))


@pytest.fixture(autouse=True)
def quiet_again():
    """Take back what `--debug` does to the logs: the program would have ended."""
    log = logging.getLogger("miro_async")
    before = log.level
    yield
    log.setLevel(before)
