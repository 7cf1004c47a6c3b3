"""`miro_async.run`: an async program from its beginning to its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import anyio
import anyio.lowlevel
import pytest
import sniffio

import miro_async
from miro_async.errors import ConfigurationError

INTERRUPTED = """
import anyio, miro_async

async def main():
    try:
        print("begun", flush=True)
        await anyio.sleep_forever()
    finally:
        print("ended", flush=True)

miro_async.run(main, backend={backend!r})
"""
PRETENDED = """
import asyncio
def new_event_loop():
    print("the loop of uvloop")
    return asyncio.new_event_loop()
"""


async def library(*given):
    """Give which library runs, and the arguments."""
    await anyio.lowlevel.checkpoint()
    return sniffio.current_async_library(), given


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_it_gives_what_the_function_gives(backend):
    """With its arguments; in the loop that was asked for."""
    assert miro_async.run(library, 1, "two", backend=backend) == (backend, (1, "two"))


def test_it_is_asyncio_unless_it_is_told_otherwise():
    """As everywhere."""
    assert miro_async.run(library) == ("asyncio", ())


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_an_error_is_passed_on(backend):
    """As it is, in no group."""

    async def main():
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        miro_async.run(main, backend=backend)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_ctrl_c_cancels_the_program(backend):
    """It ends in its own time, as interrupted; nothing is left running."""
    command = [sys.executable, "-W", "error", "-c", INTERRUPTED.format(backend=backend)]
    with subprocess.Popen(  # noqa: S603 - our own script
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert out == "ended\n"
    assert err.rstrip().endswith("KeyboardInterrupt")
    assert process.returncode == -signal.SIGINT


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"backend": "curio"}, "'asyncio' or 'trio', not 'curio'"),
        ({"backend": "trio", "uvloop": True}, "a loop of asyncio, not of trio"),
    ],
)
def test_a_loop_that_there_is_not_is_refused(options, words):
    """And the function is not called."""
    with pytest.raises(ConfigurationError, match=words):
        miro_async.run(library, **options)


@pytest.mark.anyio
async def test_there_is_one_loop_in_a_thread():
    """In a notebook one runs already: the error says what to do there."""
    with pytest.raises(ConfigurationError, match=r"await the function there.*miro_async\.sync"):
        miro_async.run(library)


@pytest.mark.parametrize(("system", "package"), [("linux", "uvloop"), ("win32", "winloop")])
def test_uvloop_is_used_when_it_is_asked_for(tmp_path, monkeypatch, capsys, system, package):
    """Its own loop, by its own function."""
    (tmp_path / f"{package}.py").write_text(PRETENDED)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, package, raising=False)

    assert miro_async.run(library, uvloop=True) == ("asyncio", ())
    assert capsys.readouterr().out == "the loop of uvloop\n"
    monkeypatch.delitem(sys.modules, package)


def test_without_uvloop_it_is_named(monkeypatch):
    """With what to do about it."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setitem(sys.modules, "uvloop", None)

    with pytest.raises(ConfigurationError, match="pip install uvloop"):
        miro_async.run(library, uvloop=True)


@pytest.mark.parametrize(
    ("package", "options"), [("uvloop", {"uvloop": True}), ("trio", {"backend": "trio"})]
)
def test_what_is_not_installed_is_named(tmp_path, package, options):
    """With what to do about it."""
    script = f"""
import importlib.machinery, sys
class Hiding(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name == {package!r} else super().find_spec(name, path, target)
sys.meta_path[:] = [one for one in sys.meta_path if one is not importlib.machinery.PathFinder]
sys.meta_path.append(Hiding)
import anyio, miro_async
try:
    miro_async.run(anyio.sleep, 0, **{options!r})
except miro_async.ConfigurationError as error:
    print(error)
"""
    expected = f"{package} is not installed: pip install {package}\n"
    assert run_with(tmp_path, script) == expected


def run_with(folder, script):
    """Run a script with another folder in the path of modules; give what it prints."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "error", "-c", script],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
