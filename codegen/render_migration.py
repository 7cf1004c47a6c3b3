"""The page for those who come from `miro_api`: each of its methods and models, and ours."""

from __future__ import annotations

import ast
import textwrap
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import frozen

from .migration import meanings_of, methods_of
from .overlay import OverlayError
from .render_endpoints import promised, signature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from .ir import Group, Operation, Sdk
    from .migration import Method
    from .overlay import Overlay

JSON = dict[str, Any]

TEMPLATE = "migration.md.jinja"
BANNER = (
    "Written by `python -m codegen generate` from codegen/templates/migration.md.jinja; "
    "do not edit."
)


@frozen(kw_only=True)
class Sources:
    """What the page is made of.

    `facts` is Miro's description, corrected, and `overlay` our part of it; `official` is what
    `miro_api` has (`miro_api.json`), and `words` what is said of it by hand (`migration.toml`).
    """

    sdk: Sdk
    facts: JSON
    overlay: Overlay
    official: JSON
    words: str


def page(sources: Sources, environment: Environment) -> str:
    """Give the page.

    Raises:
        OverlayError: Nothing stands for a model, or the words are for one that is not there.
    """
    sdk, official = sources.sdk, sources.official
    said = _said(sources.words, official)
    methods = methods_of(official, sdk)
    marks: dict[str, str] = said["releases"]
    found = meanings_of(official, methods, sources.facts, sources.overlay)
    meanings = found | {name: [text] for name, text in said["models"].items()}
    if empty := sorted(name for name, texts in meanings.items() if not texts):
        raise OverlayError(f"migration.toml: nothing stands for {', '.join(empty)}: say what does")
    other = {name: texts for name, texts in meanings.items() if texts != [f"`{name}`"]}
    return environment.get_template(TEMPLATE).render(
        banner=BANNER,
        groups=[(group, list(_rows(group, methods, official, marks))) for group in sdk.groups],
        gone=[method for method in methods if not method.operation],
        ours=list(_only_ours(sdk, methods)),
        counts=Counter(release for method in methods for release in method.facts["in"]),
        convenient=len(official["convenient"]),
        models=[(name, "; ".join(_short(found))) for name, found in sorted(other.items())],
        same=sorted(meanings.keys() - other.keys()),
        unmet=official["unmet"],
        theirs=theirs,
        listed=listed,
        operations=sum(len(group.operations) for group in sdk.groups),
    )


def _said(words: str, official: JSON) -> JSON:
    try:
        said = tomllib.loads(words)
        models, releases = said["models"], said["releases"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise OverlayError(f"migration.toml: {error}") from error
    if strange := sorted(models.keys() - official["models"].keys()):
        raise OverlayError(f"migration.toml: there is no model {strange[0]!r} any more")
    there = {release for method in official["methods"].values() for release in method["in"]}
    if strange := sorted(there - releases.keys()):
        raise OverlayError(f"migration.toml: how is the release {strange[0]!r} marked?")
    return said


def _rows(
    group: Group, methods: list[Method], official: JSON, marks: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Give the rows of a group in our order: theirs, ours, and what ours gives."""
    for operation in group.operations:
        for method in methods:
            if method.operation is operation:
                ours = f"`{_call(operation)}`", _gives(operation)
                mark = marks[method.facts["in"][0]]
                yield f"`{theirs(method.name, method.facts)}`{mark}", *ours
                for name, facts in official["convenient"].items():
                    if facts["of"] == method.name:
                        yield (
                            f"`{name}(...)`{marks[facts['in'][0]]}",
                            f"`{_named(operation)}(...)`",
                            ours[1],
                        )


def listed(names: list[str]) -> str:
    """Give names as a sentence of several lines."""
    return (
        textwrap.fill(", ".join(f"`{name}`" for name in names), 100, break_on_hyphens=False) + "."
    )


def theirs(name: str, facts: JSON) -> str:
    """Give a method of `miro_api` with its arguments."""
    return f"{name}({', '.join(facts['arguments'])})"


def _named(operation: Operation) -> str:
    return f"{operation.group}.{operation.name}"


def _call(operation: Operation) -> str:
    """Give our method with its arguments, without their types."""
    (function,) = ast.parse(f"def f({signature(operation)}): ...").body
    assert isinstance(function, ast.FunctionDef)
    given = function.args
    del given.args[0]  # self
    for argument in (*given.args, *given.kwonlyargs):
        argument.annotation = None
    return f"{_named(operation)}({ast.unparse(given)})"


def _gives(operation: Operation) -> str:
    # A bar would end the cell of the table.
    text = promised(operation).replace("|", "or")
    return f"each `{text}`" if operation.paging else f"`{text}`"


def _short(found: list[str]) -> Iterator[str]:
    """Give the meanings of a model, the keywords of several calls in one."""
    first = "keywords of "
    calls = [text.removeprefix(first) for text in found if text.startswith(first)]
    if calls:
        yield first + ", ".join(calls)
    yield from (text for text in found if not text.startswith(first))


def _only_ours(sdk: Sdk, methods: list[Method]) -> Iterator[str]:
    known = {method.operation.id for method in methods if method.operation}
    for group in sdk.groups:
        for operation in group.operations:
            if operation.id not in known:
                yield _named(operation)
