"""The modules of `endpoints/`: a class for each group, and its operations as data."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING

from .checks import CREDITS, ERRORS
from .ir import Enum, ListOf, OneOf, Plain, Ref
from .overlay import OverlayError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from .ir import Argument, Group, Operation, Sdk, Type

PAGINATORS = {"cursor": "CursorPaginator", "offset": "OffsetPaginator", "scim": "ScimPaginator"}
POSITIONS = {"cursor": "cursor", "offset": "offset", "scim": "start_index"}
PLANS = {"enterprise": "Enterprise", "enterprise_guard": "Enterprise Guard"}


def files(sdk: Sdk, environment: Environment) -> dict[str, str]:
    """Give the text of each module, by its path."""
    template = environment.get_template("endpoint.py.jinja")
    texts = {
        f"endpoints/{group.name}.py": template.render(
            group=group,
            imports=list(imports(group)),
            result=partial(result, group),
            call=call,
            promised=promised,
            facts=facts,
            **method_words(),
        )
        for group in sdk.groups
    }
    groups = environment.get_template("groups.py.jinja")
    listed = groups.render(groups=sdk.groups, package="..", caller="..call.caller", names=True)
    return {**texts, "endpoints/_groups.py": listed}


def method_words() -> dict[str, object]:
    """Give what the templates say of a method, async or not."""
    return {
        "signature": signature,
        "headline": headline,
        "documented": documented,
        "raises": raises,
        "wrap": textwrap.wrap,
    }


def imports(group: Group) -> Iterator[str]:
    """Give the import lines; the formatter sorts them and drops what is not used."""
    used = {name for op in group.operations for name in _models_of(op)}
    enums = {name for op in group.operations for name in _aliases_of(op)}
    yield "from typing import TYPE_CHECKING, Literal"
    yield "from ..call.operation import Operation, Paging"
    yield "from ..call.request import as_number, comma_joined"
    yield f"from ..paging import {', '.join(sorted(PAGINATORS.values()))}"
    # Called where a file comes with its name; elsewhere the name only stands in a type.
    called = any(a.place == "file option" for op in group.operations for a in op.arguments)
    yield "from ..uploads import Upload" if called else ""
    yield "if TYPE_CHECKING:"
    yield "    import builtins"
    yield "    from collections.abc import Mapping, Sequence"
    yield "    from datetime import date, datetime"
    yield "    from ..accepted import Accepted"
    yield "    from ..call.caller import Caller"
    if used:
        yield f"    from ..models import {', '.join(sorted(used))}"
    if enums:
        yield f"    from ..models.enums import {', '.join(sorted(enums))}"
    yield "    from ..null import Null"
    yield f"    from ..paging import {', '.join(f'{s.title()}Page' for s in sorted(PAGINATORS))}"
    yield f"    from ..uploads import FileSource{'' if called else ', Upload'}"


def signature(op: Operation) -> str:
    """Give the parameters of a method."""
    given = [a for a in op.arguments if not _is_constant(a)]
    positional = [_parameter(a) for a in given if a.positional]
    keywords = sorted((a for a in given if not a.positional), key=lambda a: not a.required)
    named = [_parameter(a) for a in keywords]
    return ", ".join(["self", *positional, *(["*"] if named else []), *named])


def _is_constant(argument: Argument) -> bool:
    """Tell whether a value is always the same, and so no argument."""
    return isinstance(argument.constant, bool)


def _parameter(argument: Argument) -> str:
    text = f"{argument.name}: {annotation(argument.type)}"
    if argument.constant is not None:
        return f"{text} = {argument.constant}"
    if argument.required:
        return text
    return f"{text} | Null | None = None" if argument.nullable else f"{text} | None = None"


def annotation(kind: Type) -> str:
    """Give the type of an argument: exact, and a mapping wherever a class is taken."""
    match kind:
        case Plain(python):
            return python
        case Enum(values, alias):
            return alias or f"Literal[{', '.join(map(repr, values))}]"
        case Ref(name):
            return f"{name} | Mapping[str, object]"
        case ListOf(item):
            return f"Sequence[{annotation(item)}]"
        case _:
            parts = " | ".join(annotation(member) for member in kind.members)
            return one_of(parts)


def one_of(parts: str) -> str:
    """Give a union of types without repetitions, the most general at its end."""
    members = dict.fromkeys(parts.split(" | "))
    general = "Mapping[str, object]"
    return " | ".join(sorted(members, key=lambda member: member == general))


def promised(op: Operation) -> str:
    """Give the type of an operation's result; of a list that is paged, that of its things."""
    if op.result is None:
        return "None"
    text = _answer(op.result)
    return f"{text} | Accepted" if op.accepted else text


def result(group: Group, op: Operation) -> str:
    """Give what a method returns."""
    text = promised(op)
    if op.paging:
        return f"{PAGINATORS[op.paging.style]}[{text}]"
    # Inside of a class with a method `list` that is what the name means.
    has_list = any(other.name == "list" for other in group.operations)
    return text.replace("list[", "builtins.list[") if has_list else text


def _answer(kind: Type) -> str:
    match kind:
        case ListOf(item):
            return f"list[{_answer(item)}]"
        case Ref(name):
            return name
        case _:
            raise OverlayError(f"no operation answers with {kind}")


def headline(op: Operation) -> str:
    """Give the facts of an operation in one line."""
    parts = [f"`{op.method} {op.path}`"]
    parts += [f"scope {' and '.join(f'`{scope}`' for scope in op.scopes)}"] if op.scopes else []
    if op.level is not None:
        each = " for each item" if op.per_item else ""
        parts.append(f"{CREDITS[op.level]} credits{each} (level {op.level})")
    parts += [f"plan {PLANS[op.plan]}"] if op.plan else []
    parts += ["experimental"] if op.experimental else []
    parts += ["deprecated"] if op.deprecated else []
    return " · ".join(parts)


def documented(op: Operation) -> list[Argument]:
    """Give the arguments in the order in which the signature has them."""
    given = [a for a in op.arguments if not _is_constant(a)]
    return sorted(given, key=lambda a: (not a.positional, not a.required))


def raises(op: Operation) -> str:
    """Say which errors Miro may answer with."""
    return f"Errors: {', '.join(f'{status} `{ERRORS[status]}`' for status in op.errors)}."


def call(op: Operation) -> str:
    """Give the statement that makes the call."""
    constant = op.name.upper()
    ids = [a.name for a in op.arguments if a.place == "path"]
    query = {a.wire: _sent(a) for a in op.arguments if a.place == "query"}
    if op.paging:
        return _paged_call(op, constant, ids, query)
    arguments = [constant, *ids]
    if query:
        arguments.append(f"query={_mapping(query)}")
    body = {a.wire: _sent(a) for a in op.arguments if a.place == "body"}
    if op.body == "fields":
        arguments.append(f"body={_mapping(body)}")
    elif op.body == "list":
        arguments.append("body=items")
    if op.body == "files":
        return f"return await self._caller.upload({', '.join([*arguments, *_upload(op, body)])})"
    awaited = f"await self._caller.call({', '.join(arguments)})"
    return f"return {awaited}" if op.result else awaited


def _upload(op: Operation, body: dict[str, str]) -> Iterator[str]:
    yield f'part="{op.file_part}"'
    if any(a.place == "file option" for a in op.arguments):
        yield "files=[Upload.of(file, file_name=file_name, content_type=content_type)]"
        yield f"data={_mapping(body)}"
    else:
        yield "files=files"
        yield "data=data"


def _paged_call(op: Operation, constant: str, ids: list[str], query: dict[str, str]) -> str:
    assert op.paging is not None
    position = POSITIONS[op.paging.style]
    shown = {wire: name for wire, name in query.items() if name not in {"page_size", position}}
    arguments = ["self._caller", constant, f"({', '.join(ids)}{',' if len(ids) == 1 else ''})"]
    arguments += [_mapping(shown), "page_size=page_size", f"start={position}"]
    return f"return {PAGINATORS[op.paging.style]}({', '.join(arguments)})"


def _sent(argument: Argument) -> str:
    if _is_constant(argument):
        return repr(argument.constant)
    if argument.number:
        return f"as_number({argument.name})"
    return f"comma_joined({argument.name})" if argument.comma else argument.name


def _mapping(pairs: dict[str, str]) -> str:
    return "{" + ", ".join(f'"{wire}": {name}' for wire, name in pairs.items()) + "}"


def facts(op: Operation) -> dict[str, str]:
    """Give the arguments of an `Operation` that differ from its defaults."""
    values: dict[str, str] = {}
    for name, value, default in (
        ("required", op.required, ()),
        ("most", op.most, None),
        ("result", None if op.result is None else next(references(op.result)), None),
        ("many", isinstance(op.result, ListOf), False),
        ("accepted", op.accepted, False),
        ("unwrap", op.unwrap, None),
        ("api", op.api, "rest"),
        ("level", op.level, None),
        ("per_item", op.per_item, False),
        ("scopes", op.scopes, ()),
        ("plan", op.plan, None),
        ("experimental", op.experimental, False),
        ("deprecated", op.deprecated, False),
        ("retry", op.retry, None),
    ):
        if value != default:
            values[name] = repr(value)
    if op.paging:
        page = op.paging
        values["paging"] = (
            f"Paging(style={page.style!r}, size_parameter={page.size_parameter!r}, "
            f"smallest={page.smallest}, largest={page.largest})"
        )
    return values


def _models_of(op: Operation) -> Iterator[str]:
    kinds = [a.type for a in op.arguments] + ([op.result] if op.result else [])
    return (name for kind in kinds for name in references(kind))


def _aliases_of(op: Operation) -> Iterator[str]:
    return (name for a in op.arguments for name in aliases(a.type))


def references(kind: Type) -> Iterator[str]:
    """Give the names of the classes in a type."""
    match kind:
        case Ref(name):
            yield name
        case ListOf(item):
            yield from references(item)
        case OneOf(members):
            for member in members:
                yield from references(member)
        case _:
            return


def aliases(kind: Type) -> Iterator[str]:
    """Give the names of the enums in a type."""
    match kind:
        case Enum(_, str(alias)):
            yield alias
        case ListOf(item):
            yield from aliases(item)
        case OneOf(members):
            for member in members:
                yield from aliases(member)
        case _:
            return
