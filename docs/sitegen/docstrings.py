"""What the pages of the reference take from docstrings, as Markdown."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from griffe import Alias, Class, Function, Module, Object, Parameter

SOURCES = Path(__file__).parents[2] / "src"


@cache
def _package() -> Module:
    from griffe import load

    loaded = load("miro_async", search_paths=[str(SOURCES)], resolve_aliases=True)
    return cast("Module", loaded)


def documented(name: str) -> str:
    """Give the signature and the docstring of something public, and of its members."""
    named = _package()[name.removeprefix("miro_async.")]
    found = cast("Object", cast("Alias", named).final_target if named.is_alias else named)
    return "\n\n".join(_about(found, name)) + "\n"


def _about(found: Object, name: str) -> Iterator[str]:
    yield f"## `{name}`"
    if found.is_module:
        yield _words(found)
        for member in _public(found):
            if member.is_class:
                yield from _about(member, f"{name}.{member.name}")
        return
    if found.is_class:
        yield f"```text\nclass {found.name}{_signature(cast('Class', found).parameters)}\n```"
    elif found.is_function:
        yield _called(cast("Function", found))
    yield _words(found)
    if found.is_class:
        for member in _public(found):
            if member.is_function:
                yield f"### `{member.name}`"
                yield _called(cast("Function", member))
            elif member.is_attribute:
                yield f"### `{member.name}`"
            yield _words(member)


def _public(found: Object) -> list[Object]:
    members = [cast("Object", member) for member in found.members.values() if not member.is_alias]
    return [one for one in members if not one.name.startswith("_") and one.has_docstring]


def _called(function: Function) -> str:
    wait = "async " if "async" in function.labels else ""
    gives = f" -> {function.returns}" if function.returns else ""
    return f"```text\n{wait}{function.name}{_signature(function.parameters)}{gives}\n```"


def _signature(parameters: object) -> str:
    given = [
        f"{one.name}: {one.annotation}" if one.annotation else str(one.name)
        for one in cast("list[Parameter]", parameters)
        if one.name != "self"
    ]
    return f"({', '.join(given)})"


def _words(found: Object) -> str:
    return found.docstring.value if found.docstring else ""
