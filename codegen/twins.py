"""What has a twin without `await`: classes of the package, read from its source.

The package is not imported. Whatever cannot have a twin is refused by name, so that nothing is left
out in silence; `sync.toml` says which classes there are, and what is left out on purpose.
"""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import evolve, frozen

from .overlay import OverlayError, demand_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

JSON = dict[str, Any]
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Form: TypeAlias = Literal[
    "constructor", "property", "attribute", "awaited", "steps", "block", "plain", "overload"
]

_NAME = re.compile(r"([A-Za-z_]\w*)(?:\.\w+)*(?:\[.*\])?$")
RENAMED = {"__aiter__": "__iter__", "__anext__": "__next__"}
_SPECIAL = {"__getitem__", "__len__", "__contains__", "__iter__", *RENAMED}
_PROPERTIES = {"property", "cached_property", "once"}
_ITERATORS = {"AsyncIterator", "AsyncGenerator", "AsyncIterable"}
_BLOCKS = {"AbstractAsyncContextManager"}
BY_HAND = {
    "MiroApi": "client",
    "CursorPaginator": "paging",
    "OffsetPaginator": "paging",
    "OpenedFile": "files",
}
"""The twins that are not generated, and where in `sync` they are."""


@frozen
class Origin:
    """Where a name of a module comes from: `level` is how far up, as in an import."""

    module: str
    name: str | None
    outside: bool


@frozen(kw_only=True)
class Source:
    """A module of the package; `path` is dotted, without the package's own name."""

    path: str
    tree: ast.Module
    origins: Mapping[str, Origin]


@frozen(kw_only=True)
class Member:
    """A method, property or attribute of a class."""

    name: str
    form: Form
    node: Function | None
    annotation: ast.expr | None
    doc: str


@frozen(kw_only=True)
class TwinClass:
    """A class, and what its twin has."""

    name: str
    source: Source
    node: ast.ClassDef
    members: tuple[Member, ...]
    bases: tuple[str, ...]
    shares: str | None
    """A class that only collects, which the twin inherits as it is; both have the same fields."""
    looked: frozenset[str]
    """Properties that are read while nothing in the event loop changes them."""

    @property
    def is_iterator(self) -> bool:
        """Whether it is its own walk."""
        return any(getattr(one, "name", "") == "__anext__" for one in self.node.body)

    @property
    def is_block(self) -> bool:
        """Whether it is entered and left."""
        return any(getattr(one, "name", "") == "__aenter__" for one in self.node.body)


def read_twins(spec: Path, package: Path, generated: Mapping[str, str]) -> tuple[TwinClass, ...]:
    """Read the classes that `sync.toml` names.

    Args:
        spec: That file.
        package: The folder of the package.
        generated: Texts of its modules, by path, that count instead of what is there.

    Raises:
        OverlayError: One is not there, or has something that no twin can have.
    """
    told = tomllib.loads(spec.read_text(encoding="utf-8"))
    demand_keys("sync.toml", told, {"classes", "shares", "looked", "without"}, set())
    without: JSON = dict(told["without"])
    found: list[TwinClass] = []
    for path, names in told["classes"].items():
        source = _read(path, package, generated)
        nodes = {one.name: one for one in source.tree.body if isinstance(one, ast.ClassDef)}
        for name in names or [one for one in nodes if not one.startswith("_")]:
            if name not in nodes:
                raise OverlayError(f"sync.toml: there is no class {name!r} in {path}.py")
            found.append(_class(source, nodes[name], without, told))
    if strange := [name for name, reason in without.items() if reason is not None]:
        raise OverlayError(f"sync.toml: there is no {strange[0]}: nothing is left out there")
    _demand_twins(found, package, generated)
    return tuple(found)


def _demand_twins(found: list[TwinClass], package: Path, generated: Mapping[str, str]) -> None:
    """Refuse methods that give what awaits and has no twin."""
    known = {one.name for one in found} | BY_HAND.keys()
    sources: dict[str, Source] = {}
    for one in found:
        for member in one.members:
            names = set[str]() if member.annotation is None else set(names_of(member.annotation))
            for name in sorted(names - known):
                origin = one.source.origins.get(name)
                if origin is None or origin.outside or origin.name is None:
                    continue
                path = origin.module.replace(".", "/")
                if path not in sources and (package / f"{path}.py").exists():
                    sources[path] = _read(path, package, generated)
                if path in sources and _awaits(sources[path], origin.name):
                    raise OverlayError(
                        f"sync.toml: {one.name}.{member.name} gives a {name}, which has no twin"
                    )


def _awaits(source: Source, name: str) -> bool:
    return any(
        isinstance(inner, ast.AsyncFunctionDef)
        for node in source.tree.body
        if isinstance(node, ast.ClassDef) and node.name == name
        for inner in node.body
    )


def names_of(node: ast.AST) -> Iterator[str]:
    """Give the names in an annotation or a default, also those in strings."""
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            yield one.id
        elif (
            isinstance(one, ast.Constant)
            and isinstance(one.value, str)
            and (found := _NAME.match(one.value))
        ):
            yield found[1]


def _read(path: str, package: Path, generated: Mapping[str, str]) -> Source:
    file = f"{path}.py"
    try:
        text = generated.get(file) or (package / file).read_text(encoding="utf-8")
        return source_of(path.replace("/", "."), text)
    except (OSError, SyntaxError) as error:
        raise OverlayError(f"sync.toml: {file} cannot be read: {error}") from error


def source_of(path: str, text: str) -> Source:
    """Read a module."""
    tree = ast.parse(text)
    package = path.split(".")[:-1]
    origins: dict[str, Origin] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                name = alias.asname or alias.name
                origins.setdefault(name, Origin(module, alias.name, outside=not node.level))
        elif isinstance(node, ast.Import):
            for alias in node.names:
                origins.setdefault(alias.name, Origin(alias.name, None, outside=True))
    for node in tree.body:
        for name in _defined(node):
            origins[name] = Origin(path, name, outside=False)
    return Source(path=path, tree=tree, origins=origins)


def _defined(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Assign(targets=targets):
            yield from (one.id for one in targets if isinstance(one, ast.Name))
        case _:
            return


def _class(source: Source, node: ast.ClassDef, without: JSON, told: JSON) -> TwinClass:
    members: list[Member] = []
    for member in _members(node):
        place = f"{node.name}.{member.name}"
        if place in without:
            without[place] = None
        elif member.form == "plain" and member.node is not None and _decorated(member.node):
            raise OverlayError(f"{place} in {source.path} has no twin: {_decorated(member.node)}")
        else:
            members.append(_lessened(member, place, without))
    return TwinClass(
        name=node.name,
        source=source,
        node=node,
        members=tuple(members),
        bases=tuple(ast.unparse(base).partition("[")[0] for base in node.bases),
        shares=told["shares"].get(node.name),
        looked=frozenset(told["looked"]),
    )


def _lessened(member: Member, place: str, without: JSON) -> Member:
    """Give a member without the parameters that its twin does not have."""
    if member.node is None:
        return member
    args, doc = member.node.args, member.doc
    for one in [one for one in args.kwonlyargs if f"{place}.{one.arg}" in without]:
        without[f"{place}.{one.arg}"] = None
        at = args.kwonlyargs.index(one)
        del args.kwonlyargs[at], args.kw_defaults[at]
        doc = re.sub(rf"\n +{one.arg}: .*(?:\n {{16}}.*)*", "", doc)
        doc = re.sub(r"\n +Args:\n(?=\n|\s*$)", "", doc)
    return evolve(member, doc=doc)


def _members(node: ast.ClassDef) -> Iterator[Member]:
    """Give what others may use of a class."""
    told = _told(node.body)
    for one in node.body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
            if one.name == "__init__":
                yield Member(name="__init__", form="constructor", node=one, annotation=None, doc="")
                yield from _attributes(one)
            elif not one.name.startswith("_") or one.name in _SPECIAL:
                doc = ast.get_docstring(one, clean=False) or ""
                name = RENAMED.get(one.name, one.name)
                yield Member(name=name, form=_form(one), node=one, annotation=one.returns, doc=doc)
        elif isinstance(one, ast.AnnAssign) and (name := ast.unparse(one.target))[0] != "_":
            yield _attribute(name, one.annotation, told.get(one))


def _told(nodes: list[ast.stmt]) -> dict[ast.stmt, str]:
    """Give the texts that stand below attributes and tell what they are."""
    return {
        node: text
        for node, below in pairwise(nodes)
        if isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(text := below.value.value, str)
    }


def _attribute(name: str, annotation: ast.expr, doc: str | None) -> Member:
    match annotation:  # of one that all objects of a class share, what it is for them
        case ast.Subscript(value=ast.Name(id="ClassVar"), slice=shared):
            annotation = shared
        case _:
            pass
    return Member(name=name, form="attribute", node=None, annotation=annotation, doc=doc or "")


def _attributes(constructor: Function) -> Iterator[Member]:
    """Give the attributes that a constructor declares."""
    told = _told(constructor.body)
    for one in ast.walk(constructor):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Attribute):
            name = one.target.attr
            if ast.unparse(one.target) == f"self.{name}" and not name.startswith("_"):
                yield _attribute(name, one.annotation, told.get(one))


def _form(node: Function) -> Form:
    decorators = {ast.unparse(one) for one in node.decorator_list}
    returned = "" if node.returns is None else ast.unparse(node.returns).partition("[")[0]
    is_generator = any(isinstance(one, ast.Yield) for one in ast.walk(node))
    if decorators & _PROPERTIES:
        return "property"
    if "overload" in decorators:
        return "overload"
    if "asynccontextmanager" in decorators or returned in _BLOCKS:
        return "block"
    if returned in _ITERATORS or (isinstance(node, ast.AsyncFunctionDef) and is_generator):
        return "steps"
    return "awaited" if isinstance(node, ast.AsyncFunctionDef) else "plain"


def _decorated(node: Function) -> str:
    return ", ".join(f"@{ast.unparse(one)}" for one in node.decorator_list)
