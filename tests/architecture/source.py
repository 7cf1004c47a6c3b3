"""The package's source, as the architecture tests read it: its modules, and who imports whom."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from attrs import frozen

import miro_async

PACKAGE = Path(miro_async.__file__).parent
ROOT = Path(__file__).parents[2]
BANNER = "Written by `python -m codegen generate`; do not edit."

When: TypeAlias = Literal["at once", "when called", "for types"]


@frozen
class Import:
    """One import: what of, and when it takes effect."""

    name: str
    when: When


@frozen
class Module:
    """A module of the package; `name` is without the package's own, and dotted."""

    name: str
    path: Path
    text: str
    tree: ast.Module
    imports: tuple[Import, ...]

    @property
    def generated(self) -> bool:
        """Whether the generator wrote it."""
        return BANNER in self.text

    @property
    def part(self) -> str:
        """The package or module right below `miro_async` that it belongs to."""
        return self.name.partition(".")[0]


@cache
def modules() -> tuple[Module, ...]:
    """Give all modules of the package."""
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")))


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    name = _name_of(path)
    reader = _Reader(("miro_async." + name).rstrip("."), is_package=path.name == "__init__.py")
    reader.visit(tree)
    return Module(name, path, text, tree, tuple(reader.found))


def _name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class _Reader(ast.NodeVisitor):
    """Collects imports, with their full names."""

    def __init__(self, name: str, *, is_package: bool) -> None:
        self.found: list[Import] = []
        self._package = name if is_package else name.rpartition(".")[0]
        self._when: When = "at once"

    def visit_Import(self, node: ast.Import) -> None:
        self.found += [Import(alias.name, self._when) for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        base = node.module or ""
        if node.level:
            above = self._package.split(".")[: len(self._package.split(".")) - node.level + 1]
            base = ".".join([*above, *([node.module] if node.module else [])])
        for alias in node.names:
            submodule = f"{base}.{alias.name}"
            self.found.append(Import(submodule if _is_module(submodule) else base, self._when))

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            self._within("for types", node.body)
            self._within(self._when, node.orelse)
        else:
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._within("when called", node.body)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - ast's name

    def _within(self, when: When, nodes: list[ast.stmt]) -> None:
        before, self._when = self._when, when
        for node in nodes:
            self.visit(node)
        self._when = before


def _is_module(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return name.startswith("miro_async") and (
        path.with_suffix(".py").exists() or (path / "__init__.py").exists()
    )
