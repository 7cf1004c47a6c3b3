"""Whole runs of pytest, each with other plugins, as users have them; warnings are errors."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugin import inner

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "testing.md"
LOOP = ("-o", "asyncio_default_fixture_loop_scope=function")
PLUGINS = ("anyio", "asyncio", "trio")


def only(*wanted):
    """Give the options with which a run has these plugins for async tests, and no other one."""
    return [option for name in PLUGINS if name not in wanted for option in ("-p", f"no:{name}")]


@pytest.fixture
def passes(pytester):
    """Give a function that runs tests in a process of their own, and demands that all pass."""

    def run(count, *options):
        options = ("-W", "error", "--strict-markers", "-p", "no:cacheprovider", *options)
        result = pytester.runpytest_subprocess(*options)
        result.assert_outcomes(passed=count)

    return run


def test_anyio_and_pytest_asyncio_in_its_strict_mode(pytester, passes):
    """Both in one run: on asyncio and trio, with a loop for each test, and with one for all."""
    everywhere = '@pytest.mark.asyncio(loop_scope="session")'
    pytester.makepyfile(
        test_anyio=inner.module(mark="@pytest.mark.anyio"),
        test_each=inner.module(mark="@pytest.mark.asyncio"),
        test_all=inner.module(mark=everywhere),
    )
    passes(4 * inner.COUNT, *only("anyio", "asyncio"), *LOOP)


def test_pytest_asyncio_in_its_auto_mode(pytester, passes):
    """Without anyio's plugin: ours does not need it."""
    pytester.makepyfile(inner.module())
    passes(inner.COUNT, *only("asyncio"), *LOOP, "-o", "asyncio_mode=auto")


def test_pytest_trio(pytester, passes):
    """With its own mark."""
    pytester.makepyfile(inner.module(mark="@pytest.mark.trio"))
    passes(inner.COUNT, *only("trio"))


def test_the_examples_of_the_guide_work(pytester, passes):
    """Every block of code in it is a file; the first has ten lines, blank ones and name aside."""
    blocks = re.findall(r"```python\n# (\S+)\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    assert len(blocks) == GUIDE.read_text().count("```python")
    name, first = blocks[0]
    assert (name, len([line for line in first.splitlines() if line])) == ("test_ideas.py", 10)
    for place, (name, text) in enumerate(blocks):
        folder = pytester.mkdir(f"part{place}")
        (folder / name).write_text(text)
        if name == "conftest.py":
            for other, code in blocks[:place]:
                (folder / other.replace("test_", "test_again_")).write_text(code)
    passes(2 * 7, *only("anyio"))


def test_the_client_that_blocks_is_closed_after_the_test(pytester):
    """Its thread has ended when the next test begins."""
    pytester.makepyfile(
        """
        import threading

        def test_one(miro_sync_api):
            assert miro_sync_api.boards.list().collect() == []
            assert "miro-async" in {thread.name for thread in threading.enumerate()}

        def test_other():
            assert "miro-async" not in {thread.name for thread in threading.enumerate()}
        """
    )
    result = pytester.runpytest_subprocess("-W", "error", "-p", "no:cacheprovider", *only())
    result.assert_outcomes(passed=2)


def test_the_marker_needs_the_sandbox(pytester):
    """Else faults would be asked for, and never happen."""
    pytester.makepyfile(
        """
        import pytest, unittest

        @pytest.mark.miro_faults(503)
        def test_without(): pass

        @pytest.mark.miro_faults(503)
        class TestUnit(unittest.TestCase):
            def test_it(self): pass

        @pytest.mark.miro_faults(503)
        def test_indirectly(miro_api): pass

        @pytest.mark.miro_faults(99)
        def test_no_such_fault(miro_sandbox): pass
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", *only())
    result.assert_outcomes(passed=1, failed=3)
    result.stdout.fnmatch_lines(["miro_faults is for tests that use miro_sandbox"] * 2)
    result.stdout.fnmatch_lines(["*InvalidArgumentError: there is no fault 99*"])


def test_fixtures_clean_up_without_faults(pytester):
    """What the marker has not used up is gone then; faults of the test's own are not."""
    pytester.makepyfile(
        """
        import anyio, pytest

        @pytest.fixture
        def board_id(miro_api, miro_sandbox):
            board_id = miro_sandbox.add_board("Retro")
            yield board_id
            assert [fault.what for fault in miro_sandbox.faults.pending] == [401]
            anyio.run(miro_api.boards.delete, board_id)

        @pytest.mark.miro_faults(500, share=1.0)
        @pytest.mark.miro_faults(503, to="boards.delete", times=9)
        def test_it(board_id, miro_sandbox):
            miro_sandbox.faults.add(401, to="boards.list")

        @pytest.mark.xfail(raises=ZeroDivisionError, strict=True)
        @pytest.mark.miro_faults(500, share=1.0)
        def test_that_fails(board_id, miro_sandbox):
            miro_sandbox.faults.add(401, to="boards.list")
            1 / 0
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", *only())
    result.assert_outcomes(passed=1, xfailed=1)


def test_the_app_has_the_redirect_address_of_the_sandbox(pytester):
    """The first of those of a sandbox of one's own."""
    pytester.makepyfile(
        """
        import pytest
        from miro_async.sandbox import Sandbox

        @pytest.fixture
        def miro_sandbox():
            return Sandbox(redirect_urls=["https://app.example/a", "https://app.example/b"])

        def test_it(miro_app):
            assert "redirect_uri=https%3A%2F%2Fapp.example%2Fa&" in miro_app.auth_url + "&"
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", *only())
    result.assert_outcomes(passed=1)


def test_the_plugin_tells_what_it_has(pytester):
    """By `--markers` and `--fixtures`; and it can be left out."""
    told = pytester.runpytest_inprocess("--markers", *only()).stdout.str()
    assert "@pytest.mark.miro_faults(what, *, to='*', times=None" in told
    told = pytester.runpytest_inprocess("--fixtures", *only()).stdout.str()
    for name in ("miro_sandbox", "miro_api", "miro_sync_api", "miro_app"):
        assert re.search(rf"^{name} -- .*pytest_plugin.py", told, re.MULTILINE)
    told = pytester.runpytest_inprocess("--fixtures", "-p", "no:miro_async", *only()).stdout.str()
    assert "miro_" not in told


def test_loading_the_plugin_loads_nothing_else():
    """Pytest does so in every run of everybody who has the package."""
    script = """
import json, sys
import pytest
before = set(sys.modules)
import miro_async.pytest_plugin
print(json.dumps(sorted(set(sys.modules) - before)))
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert json.loads(done.stdout) == ["miro_async", "miro_async.pytest_plugin"]
