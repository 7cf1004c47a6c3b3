"""The reference of the models: a page for each module, read from its source.

The fields' types and what is said about them stand in the generated modules, in comments that no
reader of docstrings sees.
"""

from __future__ import annotations

import ast
import io
import tokenize
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

MODELS = Path(__file__).parents[2] / "src" / "miro_async" / "models"
FOLDER = "reference/models"
_COMMON = "extra"
_INDEX = """# Models

The objects that calls take and give, from `miro_async.models`. All are frozen attrs classes, made
with keywords. What Miro sends and a class does not know is in its `extra`, a read-only mapping. A
type such as `"viewer"` or `str` says which values Miro documents; others are kept as they come.
"""


@frozen
class Field:
    """A field of a model."""

    name: str
    type: ast.expr
    is_required: bool
    words: str


@frozen
class Model:
    """A class, or a name for a type."""

    name: str
    words: str
    fields: tuple[Field, ...]
    stands_for: ast.expr | None = None


@cache
def modules() -> dict[str, tuple[Model, ...]]:
    """Give the models of each module."""
    paths = sorted(path for path in MODELS.glob("*.py") if path.stem != "__init__")
    return {path.stem: tuple(_models(path.read_text(encoding="utf-8"))) for path in paths}


def module_of(name: str) -> str:
    """Give the module that has a model."""
    return next(module for module, models in modules().items() if name in _names(models))


def addresses() -> dict[str, str]:
    """Give where each model is described, seen from the pages of the reference."""
    return {
        model.name: f"models/{module}.md#{_anchor(model.name)}"
        for module, models in modules().items()
        for model in models
    }


def _names(models: tuple[Model, ...]) -> set[str]:
    return {model.name for model in models}


def pages() -> dict[str, str]:
    """Give the pages by their paths."""
    listed = [_INDEX, "| Module | Models |\n|---|---|"]
    made: dict[str, str] = {}
    for module, models in modules().items():
        links = ", ".join(f"[`{one.name}`]({module}.md#{_anchor(one.name)})" for one in models)
        listed.append(f"| [{_title(module)}]({module}.md) | {links} |")
        made[f"{FOLDER}/{module}.md"] = _page(module, models)
    return {f"{FOLDER}/index.md": "\n".join(listed) + "\n"} | made


def title_of(path: str) -> str:
    """Give the title of a module, by its name or by the path of its page."""
    return _title(Path(path).stem)


def _title(module: str) -> str:
    return "SCIM" if module == "scim" else module.replace("_", " ").capitalize()


def _anchor(name: str) -> str:
    return f"miro_async.models.{name}"


def _page(module: str, models: tuple[Model, ...]) -> str:
    home = "miro_async.models.enums" if module == "enums" else "miro_async.models"
    parts = [f"# {_title(module)}: models", f"`from {home} import {models[0].name}`"]
    for model in models:
        parts.append(f"## {model.name} {{ #{_anchor(model.name)} }}")
        parts.append(model.words)
        if model.stands_for:
            parts.append(" or ".join(_type(model.stands_for, module)))
        if model.fields:
            rows = (_row(field, module) for field in model.fields)
            parts.append("\n".join(["| Field | Type | |", "|---|---|---|", *rows]))
    return "\n\n".join(part for part in parts if part) + "\n"


def _row(field: Field, module: str) -> str:
    kinds = [kind for kind in _type(field.type, module) if kind != "`None`"]
    said = [words for words in ("required" if field.is_required else "", field.words) if words]
    return f"| `{field.name}` | {' or '.join(kinds)} | {': '.join(said)} |"


def _type(node: ast.expr, module: str) -> Iterator[str]:
    match node:
        case ast.BinOp(left=left, right=right):
            yield from _type(left, module)
            yield from _type(right, module)
        case ast.Subscript(value=ast.Name(id="Literal"), slice=values):
            elements = values.elts if isinstance(values, ast.Tuple) else [values]
            yield ", ".join(f"`{ast.unparse(one)}`".replace("'", '"') for one in elements)
        case ast.Subscript(value=ast.Name(id=outer), slice=inner) if _linked(inner):
            yield f"{outer.lower()} of {' or '.join(_type(inner, module))}"
        case ast.Name(id=name) if _linked(node):
            yield f"[`{name}`]({module_of(name)}.md#{_anchor(name)})"
        case _:
            yield f"`{ast.unparse(node)}`"


def _linked(node: ast.expr) -> bool:
    """Tell whether something in a type is a model."""
    named = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return any(named & _names(models) for models in modules().values())


def _models(source: str) -> Iterator[Model]:
    comments = _comments(source)
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name):
                fields = tuple(_fields(node, comments))
                yield Model(name, ast.get_docstring(node) or "", fields)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield Model(name, "", (), value)
            case _:
                pass


def _fields(node: ast.ClassDef, comments: dict[int, str]) -> Iterator[Field]:
    last = 0
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
            if name != _COMMON:
                words = _said(statement, last, comments)
                yield Field(name, statement.annotation, statement.value is None, words)
        last = statement.end_lineno or 0


def _said(statement: ast.AnnAssign, last: int, comments: dict[int, str]) -> str:
    """Give the comments above a field, and behind it."""
    lines = range(last + 1, (statement.end_lineno or 0) + 1)
    return " ".join(comments[line] for line in lines if line in comments)


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: token.string.removeprefix("#").strip()
        for token in tokens
        if token.type == tokenize.COMMENT and not token.string.startswith(("# noqa", "# pyright"))
    }
