from __future__ import annotations

import ast
import inspect
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import pytest

from miro_async import Hooks, MiroApi, operations
from miro_async.sandbox import Clock
from tests.docs.call_scene import Scene, put_files
from tests.sandbox.checked import CheckedSandbox

FOLDER = Path(__file__).parents[2] / "docs" / "calls"
OPERATIONS = [operation.call for operation in operations()]
MOST_LINES, MOST_COLUMNS = 9, 84
# The first two speak of what went wrong, and nothing does; no call exports boards for a case.
SILENT = {
    "board_members.invite",
    "user_group_members.update_bulk",
    "legal_hold_cases.list_export_jobs",
}
UNDECLARED = {"isSupported"}
"""What captures of the live service have, and Miro's document has not."""

# Each on asyncio; a fifth of them on trio as well, and those of all groups in turn.
RUNS = [(call, "asyncio") for call in OPERATIONS] + [(call, "trio") for call in OPERATIONS[::5]]


def example_of(call):
    """Give the function that is the example of a call."""
    group, _, name = call.partition(".")
    return getattr(import_module(f"docs.calls.{group}"), name)


@cache
def functions():
    """Give the functions in docs/calls, as they are written."""
    return {
        f"{path.stem}.{node.name}": node
        for path in FOLDER.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def prints(function):
    """Tell whether a function calls `print`."""
    return any(isinstance(node, ast.Name) and node.id == "print" for node in ast.walk(function))


@pytest.mark.anyio
@pytest.mark.parametrize(("call", "anyio_backend"), RUNS, indirect=["anyio_backend"])
async def test_each_example_makes_its_call(call, anyio_backend, tmp_path, monkeypatch, capsys):
    """The service is asked for the operation, refuses nothing, and surprises nobody."""
    monkeypatch.chdir(tmp_path)
    put_files(tmp_path)
    example, drift = example_of(call), []
    an_hour_ago = Clock(datetime.now(UTC) - timedelta(hours=1))  # so that logs are of the past
    sandbox = CheckedSandbox(clock=an_hour_ago, credits_a_minute=10**9)
    options = {"scim_token": sandbox.scim_token, "transport": sandbox, "pacing": False}
    async with MiroApi(sandbox.token, **options, hooks=Hooks(drift=drift.append)) as api:
        _, *names = inspect.signature(example).parameters
        given = await Scene(sandbox, api, call).prepare(names)
        sandbox.calls.clear()
        drift.clear()

        await example(api, **given)

    assert sandbox.calls.of(call)
    assert [one for one in sandbox.calls if one.status is None or one.status >= 400] == []
    assert [one for one in drift if one.path.rpartition(".")[2] not in UNDECLARED] == []
    if prints(functions()[call]) and call not in SILENT:
        assert capsys.readouterr().out.strip("[]\n "), "it prints nothing"


def test_each_operation_has_one_example():
    """None is without one, and none is of something that there is not."""
    assert sorted(functions()) == sorted(OPERATIONS)


def test_the_examples_are_in_the_order_of_the_methods():
    """Who reads the folder finds what the class has, where the class has it."""
    for path in FOLDER.glob("*.py"):
        found = [call for call in functions() if call.startswith(f"{path.stem}.")]
        assert found == [call for call in OPERATIONS if call.startswith(f"{path.stem}.")]


def test_the_examples_are_short():
    """What a reader sees in the reference fits on its page, and has no docstring."""
    for call, node in functions().items():
        assert isinstance(node, ast.AsyncFunctionDef), call
        whole = (FOLDER / f"{call.partition('.')[0]}.py").read_text(encoding="utf-8")
        lines = dedent("\n".join(whole.splitlines()[node.returns.end_lineno : node.end_lineno]))
        assert 1 <= len(lines.splitlines()) <= MOST_LINES, call
        assert max(map(len, lines.splitlines())) <= MOST_COLUMNS, call
        assert ast.get_docstring(node) is None, call
