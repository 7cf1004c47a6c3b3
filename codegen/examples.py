"""The examples of the reference: the bodies of the functions in `docs/calls`."""

from __future__ import annotations

import ast
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .ir import Sdk

WIDTH = 88


class ExampleError(Exception):
    """An operation without an example, or an example without an operation."""


def read_examples(folder: Path) -> dict[str, str]:
    """Give the example of each call, `boards.create`: the imports that it needs, and its body."""
    return {
        f"{path.stem}.{name}": text
        for path in sorted(folder.glob("*.py"))
        for name, text in examples_in(path.read_text(encoding="utf-8"))
    }


def examples_in(source: str) -> Iterator[tuple[str, str]]:
    """Give the functions of a module: their names, and what stands in them."""
    module = ast.parse(source)
    imported = _imported(module)
    for node in module.body:
        if isinstance(node, ast.AsyncFunctionDef):
            parts = (part for statement in node.body for part in ast.walk(statement))
            used = {part.id for part in parts if isinstance(part, ast.Name)}
            imports = list(_import_lines(imported, used))
            body = _body(source, node)
            yield node.name, "\n".join([*imports, "", body] if imports else [body])


def demand_all(sdk: Sdk, examples: dict[str, str]) -> None:
    """Refuse examples that are not exactly those of all operations.

    Raises:
        ExampleError: Some are missing, or are of no operation.
    """
    calls = {f"{op.group}.{op.name}" for group in sdk.groups for op in group.operations}
    if missing := sorted(calls - examples.keys()):
        raise ExampleError(f"operations without an example in docs/calls: {missing}")
    if lost := sorted(examples.keys() - calls):
        raise ExampleError(f"examples in docs/calls of no operation: {lost}")


def _imported(module: ast.Module) -> dict[str, str]:
    """Give the module that each imported name comes from; for a whole module an empty text."""
    found: dict[str, str] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            found |= {alias.name: node.module or "" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name: "" for alias in node.names}
    return found


def _import_lines(imported: dict[str, str], used: set[str]) -> Iterator[str]:
    names = sorted(imported.keys() & used)
    yield from (f"import {name}" for name in names if not imported[name])
    for module in sorted({imported[name] for name in names} - {""}):
        together = [name for name in names if imported[name] == module]
        line = f"from {module} import {', '.join(together)}"
        if len(line) > WIDTH:
            line = "\n".join([f"from {module} import (", *(f"    {n}," for n in together), ")"])
        yield line


def _body(source: str, function: ast.AsyncFunctionDef) -> str:
    """Give the lines of a function below its head, comments included."""
    assert function.returns is not None
    lines = source.splitlines()[function.returns.end_lineno : function.end_lineno]
    return textwrap.dedent("\n".join(lines))
