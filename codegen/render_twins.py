"""The twins without `await`: modules of `sync/board/` and `sync/pictures/`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from attrs import frozen

from .overlay import OverlayError
from .twins import BY_HAND, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment

    from .twins import Function, Member, Source, TwinClass

_REFS = {"Ref", "HasId"}
_SAID = (
    (re.compile(r"\bawait "), ""),
    (re.compile(r"\basync (for|with)\b"), r"\1"),
    (re.compile(r"\bmiro_async import MiroApi"), "miro_async.sync import MiroApi"),
)


def files(twins: Sequence[TwinClass], environment: Environment) -> dict[str, str]:
    """Give the text of each module, by its path."""
    sources = {one.source.path: one.source for one in twins}
    homes = {one.name: one.source.path for one in twins}
    modules = {
        f"sync/{path.replace('.', '/')}.py": environment.get_template("twins.py.jinja").render(
            source=source,
            module=_Module(source, homes),
            classes=[one for one in twins if one.source is source],
        )
        for path, source in sources.items()
    }
    table = environment.get_template("twins_index.py.jinja").render(twins=twins)
    for package in sorted({path.partition(".")[0] for path in sources}):
        names = {one.name: one.source.path for one in twins if one.source.path.startswith(package)}
        modules[f"sync/{package}/__init__.py"] = environment.get_template(
            "twins_package.py.jinja"
        ).render(package=package, names=dict(sorted(names.items())))
    return {**modules, "sync/_twins.py": table}


@frozen
class _Module:
    """What the template asks of the module that it writes."""

    source: Source
    homes: Mapping[str, str]

    @property
    def depth(self) -> str:
        """The dots to the package itself."""
        return "." * (self.source.path.count(".") + 2)

    def imports(self, classes: Sequence[TwinClass]) -> Iterator[str]:
        """Give the import lines for types; the formatter drops what is not used."""
        yield "from collections.abc import Generator, Iterator"
        yield "from types import TracebackType"
        yield "from typing import Any, Literal, Self"
        bases = [base for one in classes for base in one.node.bases]
        at_once = set(self._needed(classes))
        in_texts = {name for base in bases for text in _texts(base) for name in names_of(text)}
        for name in sorted(set(self._names(classes)) - at_once):
            if line := self._import(name):
                yield f"{line}  # noqa: F401 - in a text" if name in in_texts else line

    def imports_at_once(self, classes: Sequence[TwinClass]) -> Iterator[str]:
        """Give the import lines for what is needed when the module is loaded."""
        yield from filter(None, map(self._import, self._needed(classes)))

    def _needed(self, classes: Sequence[TwinClass]) -> Iterator[str]:
        for one in classes:
            yield from [one.shares] if one.shares else []
            for base in one.node.bases:
                yield from (name for name in names_of(base) if self._is_needed(name))
            for member in one.members:
                if member.node is not None:
                    args = member.node.args
                    for default in filter(None, [*args.defaults, *args.kw_defaults]):
                        yield from _plain_names(default)

    def _is_needed(self, name: str) -> bool:
        return name in self.homes or name == "Generic" or self._is_variable(name)

    def _is_variable(self, name: str) -> bool:
        return any(
            isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == name
            and "TypeVar" in ast.unparse(node.value)
            for node in self.source.tree.body
        )

    def _names(self, classes: Sequence[TwinClass]) -> Iterator[str]:
        for one in classes:
            for base in one.node.bases:
                yield from names_of(base)
            for member in one.members:
                if member.annotation is not None:
                    yield from names_of(member.annotation)
                if member.node is not None:
                    yield from names_of(member.node.args)

    def _import(self, name: str) -> str | None:
        if name in self.homes:
            home = self.homes[name]
            if home == self.source.path:
                return None
            return f"from {self.depth[:-1]}{home} import {name}"
        if name in BY_HAND:
            return f"from {self.depth[:-1]}{BY_HAND[name]} import {name}"
        return self._outer(name)

    def _outer(self, name: str) -> str | None:
        origin = self.source.origins.get(name)
        if origin is None:
            return None
        if origin.name is None:
            return f"import {origin.module}"
        called = origin.name if origin.name == name else f"{origin.name} as {name}"
        above = origin.module if origin.outside else f"{self.depth}{origin.module}"
        return f"from {above} import {called}"

    def bases(self, one: TwinClass) -> str:
        """Give the bases of a twin."""
        bases = [
            (ast.unparse(base).partition("[")[0], ast.unparse(base)) for base in one.node.bases
        ]
        twins = [text for name, text in bases if name in self.homes]
        others = [text for name, text in bases if name == "Generic"]
        shared = [one.shares] if one.shares else []
        return ", ".join([*([] if twins else ["Twin"]), *twins, *others, *shared])

    def awaited(self, one: TwinClass) -> str:
        """Give the type of the other side."""
        generic = [base for base in one.node.bases if ast.unparse(base).startswith("Generic[")]
        parameters = ast.unparse(generic[0]).removeprefix("Generic") if generic else ""
        return f"awaited.{one.name}{parameters}"

    def head(self, member: Member) -> str:
        """Give what is between the name of a method and its body: parameters and result."""
        assert member.node is not None
        return f"({ast.unparse(member.node.args)}) -> {self.returned(member)}"

    def returned(self, member: Member) -> str:
        """Give what a twin returns."""
        text = "None" if member.annotation is None else ast.unparse(member.annotation)
        inner = text.partition("[")[2][:-1].removesuffix(", None")
        if member.form == "steps":
            return f"Iterator[{inner}]"
        return f"Generator[{inner}]" if member.form == "block" else text

    def is_twin(self, annotation: ast.expr | None) -> bool:
        """Tell whether twins come out of it."""
        names = set[str]() if annotation is None else set(names_of(annotation))
        # In walks, which are generic, the variable stands for handles.
        return bool(names & {*self.homes, *BY_HAND, "HandleT"})

    def call(self, member: Member) -> str:
        """Give the arguments, as they are handed on."""
        assert member.node is not None
        return ", ".join(self._handed_on(member.node))

    def _handed_on(self, node: Function) -> Iterator[str]:
        args = node.args
        for one in [*args.posonlyargs, *args.args][1:]:
            yield self._argument(one)
        if args.vararg:
            yield f"*{args.vararg.arg}"
        for one in args.kwonlyargs:
            yield f"{one.arg}={self._argument(one)}"
        if args.kwarg:
            yield f"**{args.kwarg.arg}"

    def _argument(self, one: ast.arg) -> str:
        names = set(names_of(one.annotation)) if one.annotation else set[str]()
        return f"plain({one.arg})" if names & {*self.homes, *_REFS, "MiroApi"} else one.arg

    def client(self, member: Member) -> str:
        """Give the client that the first parameter of a constructor tells."""
        assert member.node is not None
        _, first, *_ = member.node.args.args
        kind = "" if first.annotation is None else ast.unparse(first.annotation)
        if kind not in {"MiroApi", "Board"}:
            raise OverlayError(
                f"{self.source.path}: a twin is made of a client or a board, not of a {kind}"
            )
        return first.arg if kind == "MiroApi" else f"{first.arg}.api"

    def doc(self, text: str) -> str:
        """Give a docstring for those who do not await."""
        for pattern, other in _SAID:
            text = pattern.sub(other, text)
        return text

    def class_doc(self, one: TwinClass) -> str:
        """Give the docstring of a class."""
        return self.doc(ast.get_docstring(one.node, clean=False) or "")


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    return (one for one in ast.walk(node) if isinstance(one, ast.Constant))


def _plain_names(node: ast.AST) -> Iterator[str]:
    return (one.id for one in ast.walk(node) if isinstance(one, ast.Name))
