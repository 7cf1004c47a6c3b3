"""From `miro_api` to us: its methods by their paths, its models by their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import Factory, define, frozen

from .classes import Types
from .ir import Enum, ListOf, OneOf, Plain, Ref

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .ir import Operation, Sdk, Type
    from .overlay import Overlay

JSON = dict[str, Any]

_PLACEHOLDER = re.compile(r"\{\w+\}")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SUCCESS = "2"


@frozen(kw_only=True)
class Method:
    """A method of `miro_api`, and our operation that calls the same; `None` if none does."""

    name: str
    facts: JSON
    operation: Operation | None


def methods_of(official: JSON, sdk: Sdk) -> list[Method]:
    """Give every method of `miro_api` with our operation."""
    places: dict[tuple[str, str], list[Operation]] = {}
    for group in sdk.groups:
        for operation in group.operations:
            places.setdefault(_place(operation.method, operation.path), []).append(operation)
    return [
        Method(
            name=name,
            facts=facts,
            operation=_same(name, places.get(_place(facts["method"], facts["path"]), [])),
        )
        for name, facts in official["methods"].items()
    ]


def _place(method: str, path: str) -> tuple[str, str]:
    """Give what an operation calls; ids are named differently, and a `?` is a slip of Miro's."""
    return method, _PLACEHOLDER.sub("{}", path).rstrip("?")


def _same(name: str, found: list[Operation]) -> Operation | None:
    """Give the one of several operations at one place that is named like this."""
    if len(found) > 1:
        found = [one for one in found if _words(one.id) == _words(name)]
    return found[0] if found else None


def _words(name: str) -> str:
    return _HUMP.sub("_", name).replace("-", "_").lower()


def meanings_of(
    official: JSON, methods: list[Method], facts: JSON, overlay: Overlay
) -> dict[str, list[str]]:
    """Give what stands for each model of `miro_api`, in Markdown; nothing for what nothing does."""
    walk = _Walk(official["models"], Types(facts, overlay))
    for method in methods:
        if method.operation:
            walk.method(method, method.operation, facts["operations"][method.operation.id])
    return {name: list(walk.found.get(name, ())) for name in official["models"]}


@define
class _Walk:
    """Goes through bodies and answers of both sides at once, field by field."""

    models: JSON
    types: Types
    found: dict[str, dict[str, None]] = Factory(dict[str, dict[str, None]])

    def method(self, method: Method, operation: Operation, facts: JSON) -> None:
        call = f"`{operation.group}.{operation.name}`"
        body = facts.get("body", {}).get("schema")
        for model in method.facts["takes"]:
            self._body(model, body, f"keywords of {call}")
        for part, models in method.facts["parts"].items():
            for model in models:
                fields = (self.types.object_of(body) or {"fields": {}})["fields"]
                self._body(model, fields[part], f"keywords of {call}")
        answers = [
            answer["schema"]
            for status, answer in facts["responses"].items()
            if status.startswith(_SUCCESS) and answer["schema"]
        ]
        for model in method.facts["gives"] if answers else ():
            if operation.paging or operation.unwrap:
                what = "what {} iterates over" if operation.paging else "the list that {} gives"
                self._page(model, answers[0], what.format(call))
            else:
                self._value(model, answers[0])

    def _note(self, model: str, text: str) -> None:
        self.found.setdefault(model, {})[text] = None

    def _body(self, model: str, schema: JSON, text: str) -> None:
        if self.types.object_of(schema) is None:
            self._value(model, schema)
        else:
            self._note(model, text)
            self._fields(model, schema)

    def _page(self, model: str, schema: JSON, text: str) -> None:
        self._note(model, text)
        for member in self.models[model].get("one of", ()):
            if self._is_page(member):
                self._page(member, schema, text)
        if "fields" in self.models[model]:
            self._fields(model, schema)

    def _is_page(self, model: str) -> bool:
        return "data" in self.models[model].get("fields", ())

    def _value(self, model: str, schema: JSON) -> None:
        schema = self._item(schema)
        text = described(self.types.resolve(schema))
        if text in self.found.get(model, ()):
            return
        self._note(model, text)
        choices = self.types.followed(schema).get("one_of", ())
        members = {one.get("ref", "").lower(): one for one in choices}
        for member in self.models[model].get("one of", ()):
            if member.lower() in members:
                self._value(member, members[member.lower()])
        self._fields(model, schema)

    def _fields(self, model: str, schema: JSON) -> None:
        there = (self.types.object_of(schema) or {"fields": {}})["fields"]
        for wire, inside in self.models[model].get("fields", {}).items():
            for one in inside if wire in there else ():
                self._value(one, there[wire])

    def _item(self, schema: JSON) -> JSON:
        """Give what a list is of."""
        while (found := self.types.followed(schema)).get("type") == "array":
            schema = found["items"]
        return schema


def described(kind: Type) -> str:
    """Give what we have, in Markdown."""
    match kind:
        case Ref(name):
            return f"`{name}`"
        case Enum():
            return "`str`"
        case Plain(python):
            return f"`{python}`"
        case ListOf(item):
            return f"list of {described(item)}"
        case _:
            return " or ".join(_members(kind))


def _members(kind: OneOf) -> Iterator[str]:
    yield from dict.fromkeys(described(member) for member in kind.members)
