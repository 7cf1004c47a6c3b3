"""The generated modules of `board/`: what is put on a board, by flat arguments, and its handles."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING

from .checks import CREDITS
from .render_endpoints import aliases, annotation, references
from .render_models import read_annotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jinja2 import Environment

    from .board import BoardWords, Flat, Kind
    from .ir import Type

MODULES = ("drafting", "adding", "asking", "items", "creations")
PLACES = {
    "at": "At | None",
    "frame": "{ref} | None",
    "parent": "{ref} | None",
    "relative_to": "RelativeTo | None",
}
FILE = "FileSource | Upload"


def files(board: BoardWords, environment: Environment) -> dict[str, str]:
    """Give the text of each module, by its path."""
    words = {
        "kinds": board.kinds,
        "signature": signature,
        "handed_on": handed_on,
        "documented": partial(documented, board),
        "documented_changes": documented_changes,
        "body": body,
        "changes": changes,
        "changing": changing,
        "reading": reading,
        "read_as": read_as,
        "cost": cost,
        "wrap": textwrap.wrap,
        "types": sorted({name for kind in board.kinds for name in _types(kind, references)}),
        "enums": sorted({name for kind in board.kinds for name in _types(kind, aliases)}),
    }
    return {
        f"board/{module}.py": environment.get_template(f"board_{module}.py.jinja").render(**words)
        for module in MODULES
    }


def _types(kind: Kind, of: Callable[[Type], Iterator[str]]) -> Iterator[str]:
    for one in kind.arguments:
        yield from of(one.type)
        if one.read_type is not None:
            yield from of(one.read_type)


def cost(kind: Kind) -> str:
    """Say what it costs to make one."""
    return "" if kind.credits is None else f" {CREDITS[kind.credits]} credits."


def _places(kind: Kind) -> list[str]:
    """Give the names of the arguments for where it goes."""
    if kind.parent is not None:
        return ["at", "parent"]
    return ["at", "frame", "relative_to"] if kind.takes_frame else ["at"]


def signature(kind: Kind, *, ref: str, more: Sequence[str] = ()) -> str:
    """Give the parameters of the function or method that makes one."""
    first, *rest = _parameters(kind, ref)
    return ", ".join([first, "*", *rest, *more])


def _parameters(kind: Kind, ref: str) -> Iterator[str]:
    if kind.upload:
        yield f"file: {FILE} | None = None"
    contents, looks = _sorted(kind)
    for one in contents:
        yield _parameter(kind, one)
    for name in _places(kind):
        yield f"{name}: {PLACES[name].format(ref=ref)} = None"
    for one in looks:
        yield _parameter(kind, one)


def _sorted(kind: Kind) -> tuple[list[Flat], list[Flat]]:
    """Give the arguments for what it says, which come first, and those for how it looks."""
    contents = [a for a in kind.arguments if a.manner in {"text", "html"} or a is kind.arguments[0]]
    return contents, [a for a in kind.arguments if a not in contents]


def _parameter(kind: Kind, one: Flat) -> str:
    # What can be given in two ways is demanded when it is called.
    if one.required and not one.manner and not kind.upload:
        return f"{one.name}: {annotation(one.type)}"
    return f"{one.name}: {annotation(one.type)} | None = None"


def _names(kind: Kind) -> list[str]:
    contents, looks = _sorted(kind)
    first = ["file"] if kind.upload else []
    return [*first, *(a.name for a in contents), *_places(kind), *(a.name for a in looks)]


def handed_on(kind: Kind) -> str:
    """Give the arguments of the call that makes the draft."""
    first, *rest = _names(kind)
    return ", ".join([first, *(f"{name}={name}" for name in rest)])


def documented(board: BoardWords, kind: Kind, *more: str) -> Iterator[str]:
    """Give the lines of the arguments in a docstring."""
    words = {
        **board.words,
        "parent": kind.parent or "",
        "file": "Its path, its bytes, or an open file; at most 6 MB.",
        **_words(kind),
    }
    return (f"{name}: {words[name]}" for name in (*_names(kind), *more))


def documented_changes(kind: Kind) -> Iterator[str]:
    """Give the same lines for what can be changed."""
    words = _words(kind)
    return (f"{one.name}: {words[one.name]}" for one in kind.arguments if one.updating)


def _words(kind: Kind) -> dict[str, str]:
    words = {one.name: one.doc for one in kind.arguments}
    if kind.one_side:
        words["width"] = "In board units; the height follows."
        words["height"] = "In board units, instead of a width."
    return words


def body(kind: Kind) -> dict[str, str]:
    """Give the expressions for data, style and geometry of a new item."""
    fields: dict[tuple[str, ...], str] = {
        path: repr(value).replace("'", '"') for path, value in kind.constants.items()
    }
    for one in kind.arguments:
        if one.manner == "html" and one.path in fields:
            continue
        value = _value(kind, one)
        if rule := kind.implied.get(one.name):
            others = ", ".join(rule["by"])
            value = _converted(one, f"implied({one.name}, {rule['value']}, {others})")
        elif one.required and one.manner == "text":
            value = f'demanded({value}, "{_pair(kind, one)}")'
        fields[one.path] = value
    return {part: _nested(fields, (part,)) for part in ("data", "style", "geometry")}


def changes(kind: Kind) -> dict[str, str]:
    """Give the same expressions for changes of an item."""
    fields: dict[tuple[str, ...], str] = {}
    for one in kind.arguments:
        if one.updating and one.path not in fields:
            fields[one.path] = _value(kind, one)
    found = {part: _nested(fields, (part,)) for part in ("data", "style", "geometry")}
    return {part: text for part, text in found.items() if text != "{}"}


def _nested(fields: dict[tuple[str, ...], str], above: tuple[str, ...]) -> str:
    pairs: dict[str, str] = {}
    for path, value in fields.items():
        if path[: len(above)] == above:
            inner = path[: len(above) + 1]
            pairs[path[len(above)]] = value if inner == path else _nested(fields, inner)
    return "{" + ", ".join(f'"{wire}": {value}' for wire, value in pairs.items()) + "}"


def _value(kind: Kind, one: Flat) -> str:
    if one.manner != "text":
        return _converted(one, one.name)
    pair = next((a.name for a in kind.arguments if _is_markup_of(a, one)), "None")
    return f"written({one.name}, {pair}" + (")" if one.name == "text" else f', name="{one.name}")')


def _is_markup_of(other: Flat, one: Flat) -> bool:
    return other.manner == "html" and other.path == one.path


def _pair(kind: Kind, one: Flat) -> str:
    names = [one.name, *(a.name for a in kind.arguments if _is_markup_of(a, one))]
    return " or ".join(names)


def _converted(one: Flat, value: str) -> str:
    by = {"number": "digits", "time": "moment", "models": "objects"}.get(one.manner)
    return f"{by}({value})" if by else value


def changing(kind: Kind) -> str:
    """Give the parameters of `update`; what can be taken away takes `NULL`."""
    parameters: list[str] = []
    for one in kind.arguments:
        kept = one.manner in {"text", "html"} or one.required or one.path[0] == "geometry"
        if one.updating:
            null = "" if kept else " | Null"
            parameters.append(f"{one.name}: {annotation(one.type)}{null} | None = None")
    return ", ".join(["self", "*", *parameters])


def reading(kind: Kind) -> list[Flat]:
    """Give the arguments that can be read back from an item."""
    # All items have a `text`.
    return [one for one in kind.arguments if one.read and one.name != "text"]


def read_as(one: Flat) -> tuple[str, str, list[str]]:
    """Give the type of a property, its value, and the steps to it."""
    assert one.read is not None
    assert one.read_type is not None
    *parts, last = one.read
    steps: list[str] = []
    above = "self._item"
    for part in parts:
        name = part if above == "self._item" else f"{above}_{part}"
        steps.append(f"{name} = {above}.{part}" + ("" if not steps else f" if {above} else None"))
        above = name
    found = f"{above}.{last} if {above} else None"
    match one.manner:
        case "text":
            return "str", f"plain({found})", steps
        case "html":
            return "str", f"({found}) or ''", steps
        case "number":
            return "float | None", f"number({found})", steps
        case _:
            return f"{read_annotation(one.read_type)} | None", found, steps
