"""The modules of `models/`: classes, the hooks that read and write them, enums and the index."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .ir import Enum, ListOf, OneOf, Plain, Ref
from .names import function_name
from .render_endpoints import aliases, one_of, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from .ir import Class, Field, Sdk, Type, Union

ROOM = 92  # of a line, for code and comment
# Of these, which have two texts, the same few come again and again.
SHARED = {"UserRef"}
FEW = 2
READERS = {"datetime": "instant", "date": "day"}


def files(sdk: Sdk, environment: Environment) -> dict[str, str]:
    """Give the text of each module, by its path."""
    module_of = {c.name: c.module for c in sdk.classes} | {u.name: u.module for u in sdk.unions}
    types = {(name, u.by): text for u in sdk.unions for text, name in u.members.items()}
    texts: dict[str, str] = {}
    for module in dict.fromkeys(module_of.values()):
        classes = [c for c in sdk.classes if c.module == module]
        unions = [u for u in sdk.unions if u.module == module]
        texts[f"models/{module}.py"] = environment.get_template("models.py.jinja").render(
            doc=_title(module),
            classes=classes,
            unions=unions,
            imports=list(_model_imports(module, classes, unions, module_of)),
            line=_line,
            members=_members,
        )
        texts[f"models/_hooks/{module}.py"] = environment.get_template("hooks.py.jinja").render(
            module=module,
            classes=classes,
            unions=unions,
            imports=list(_hook_imports(module, classes, unions, module_of)),
            function=function_name,
            reading=_reading,
            writing=_writing,
            shared=SHARED,
            usual=partial(_usual, types),
        )
    enums = environment.get_template("enums.py.jinja").render(enums=sdk.enums)
    hooks = '"""How each model is read from JSON and written to it; generated."""\n'
    return {
        **texts,
        "models/enums.py": enums,
        "models/__init__.py": _index(module_of, environment),
        "models/_hooks/__init__.py": hooks,
    }


def _index(module_of: dict[str, str], environment: Environment) -> str:
    modules: dict[str, list[str]] = {}
    for name, module in sorted(module_of.items()):
        modules.setdefault(module, []).append(name)
    return environment.get_template("index.py.jinja").render(
        modules=dict(sorted(modules.items())), names=sorted(module_of)
    )


def _title(module: str) -> str:
    words = module.replace("_", " ").replace("scim", "SCIM").replace("app card", "app card")
    return (
        f"What the API says about {words}."
        if module != "common"
        else ("What many kinds of things have in common.")
    )


def _model_imports(
    module: str, classes: list[Class], unions: list[Union], module_of: dict[str, str]
) -> Iterator[str]:
    yield "from collections.abc import Mapping, Sequence"
    yield "from datetime import date, datetime"
    yield "from typing import Literal, TypeAlias"
    yield "from attrs import field, frozen"
    yield "from ..extra import NO_EXTRA"
    kinds = [f.type for c in classes for f in c.fields]
    if names := sorted({name for kind in kinds for name in aliases(kind)}):
        yield f"from .enums import {', '.join(names)}"
    used = {name for kind in kinds for name in references(kind)}
    used |= {name for u in unions for name in (*u.members.values(), u.fallback)}
    yield from _imports_of(used, module, module_of)


def _hook_imports(
    module: str, classes: list[Class], unions: list[Union], module_of: dict[str, str]
) -> Iterator[str]:
    yield "from collections.abc import Callable"
    yield "from functools import lru_cache"
    yield "from typing import Any"
    yield "from ...codec.values import WRITERS, day, each, instant, opened, plain"
    yield "from ...extra import NO_EXTRA, extra_of"
    own = [*(c.name for c in classes), *(u.name for u in unions)]
    yield f"from ..{module} import {', '.join(own)}"
    readable = [f.type for c in classes for f in c.fields if not isinstance(f.type, OneOf)]
    used = {name for kind in readable for name in references(kind)}
    members = {name for u in unions for name in u.members.values()}
    for name in sorted(members - set(own)):
        yield f"from ..{module_of[name]} import {name}"
    for name in sorted((used | members) - set(own)):
        yield f"from .{module_of[name]} import structure_{function_name(name)}"


def _imports_of(names: set[str], module: str, module_of: dict[str, str]) -> Iterator[str]:
    for name in sorted(names):
        if module_of[name] != module:
            yield f"from .{module_of[name]} import {name}"


def _line(field: Field, owner: Class) -> str:
    """Give a field's line; its comment goes above it where the line would get too long."""
    code = f"{field.name}: {_annotation(field, owner)}{_default(field)}"
    comment = _comment(field)
    if comment and len(code) + len(comment) > ROOM:
        return f"# {comment}\n    {code}"
    return f"{code}  # {comment}" if comment else code


def _annotation(field: Field, owner: Class) -> str:
    """Give the type of a field. Enums are open; where only requests have it, mappings are taken."""
    text = _type(field.type, mappings=owner.only_sent)
    if field.required:
        return text
    return f"{text} | None"


def read_annotation(kind: Type) -> str:
    """Give the type of what is read in answers."""
    return _type(kind, mappings=False)


def _type(kind: Type, *, mappings: bool) -> str:
    match kind:
        case Plain(python):
            return python
        case Enum(values, alias):
            known = alias or f"Literal[{', '.join(map(repr, values))}]"
            return f"{known} | str"
        case Ref(name):
            return f"{name} | Mapping[str, object]" if mappings else name
        case ListOf(item):
            return f"Sequence[{_type(item, mappings=mappings)}]"
        case _:
            parts = " | ".join(_type(member, mappings=mappings) for member in kind.members)
            return one_of(parts)


def _default(field: Field) -> str:
    if field.constant is not None:
        return f" = {field.constant}"
    return "" if field.required else " = None"


def _comment(field: Field) -> str:
    parts = [field.comment] if field.comment else []
    if field.read_only:
        parts.append("only in answers")
    return "; ".join(parts)


def _members(union: Union) -> str:
    return " | ".join(dict.fromkeys([*union.members.values(), union.fallback]))


def _reading(field: Field) -> str:
    """Give what is made of a value that is there; nothing where it is taken over as it is."""
    match field.type:
        case Plain(python) if python in READERS:
            return f"{READERS[python]}(value)"
        case Ref(name):
            return f"structure_{function_name(name)}(value)"
        case ListOf(Ref(name)):
            return f"each(value, structure_{function_name(name)})"
        case _:
            return ""


def _usual(types: dict[tuple[str, str], str], field: Field, owner: Class) -> tuple[str, ...]:
    """Give the few texts that a field mostly has: each is kept once, not for each object."""
    if isinstance(field.type, Enum) and len(field.type.values) <= FEW:
        return field.type.values
    text = types.get((owner.name, field.wire))
    return () if text is None else (text,)


def _writing(field: Field) -> str:
    """Give what is sent for a value: where it may hold objects, these are written."""
    value = f"value.{field.name}"
    return f"plain({value})" if any(references(field.type)) else value
