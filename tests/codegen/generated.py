"""What generated modules say, taken apart, so that two of them can be compared piece by piece."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def pieces(texts: dict[str, str]) -> dict[str, str]:
    """Give each method's signature, docstring and body, each field, and each constant.

    Imports are left out: the formatter removes those that are not used.
    """
    found: dict[str, str] = {}
    for path, text in texts.items():
        for name, piece in _pieces(ast.parse(text), path):
            assert name not in found, name
            found[name] = piece
    return found


def difference(before: dict[str, str], after: dict[str, str]) -> dict[str, set[str]]:
    """Give the names of the pieces that were added, removed and changed.

    Without those of the twins in `sync/`: they may do nothing that the others do not.
    """
    both = before.keys() & after.keys()
    found = {
        "added": set(after) - both,
        "removed": set(before) - both,
        "changed": {name for name in both if before[name] != after[name]},
    }
    for names in found.values():
        twins = {name for name in names if name.startswith("sync/")}
        assert {name.removeprefix("sync/") for name in twins} <= names
        names.difference_update(twins)
    return found


def _pieces(tree: ast.Module | ast.ClassDef, where: str) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        match node:
            case ast.ClassDef():
                yield f"{where} {node.name} doc", ast.get_docstring(node) or ""
                yield from _pieces(node, f"{where} {node.name}")
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                kind = type(node).__name__
                returned = ast.unparse(node.returns) if node.returns else ""
                signature = f"{kind} ({ast.unparse(node.args)}) -> {returned}"
                yield f"{where} {node.name} signature", signature
                yield f"{where} {node.name} doc", ast.get_docstring(node) or ""
                rest = node.body[1:] if ast.get_docstring(node) else node.body
                yield f"{where} {node.name} body", "\n".join(map(ast.unparse, rest))
            case ast.AnnAssign() | ast.Assign():
                target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
                yield f"{where} {ast.unparse(target)}", ast.unparse(node)
            case _:
                pass


def methods(texts: dict[str, str]) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give the public methods of the groups, as `group.method`."""
    return {
        f"{path.removeprefix('endpoints/').removesuffix('.py')}.{node.name}": node
        for path, text in texts.items()
        if path.startswith("endpoints/") and not path.endswith("/_groups.py")
        for group in ast.parse(text).body
        if isinstance(group, ast.ClassDef)
        for node in group.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_"
    }
