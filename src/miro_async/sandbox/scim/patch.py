"""Changes of a resource by operations (RFC 7644, section 3.5.2)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from attrs import frozen

from .conditions import example_for
from .filter import parse_path
from .refusals import ScimRefusal
from .schema import PATCH_URN
from .values import given_values, one_valued, valued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..answers import JsonObject
    from .paths import Path, Step
    from .schema import Attribute

_OPERATIONS = ("add", "replace", "remove")
_MOST_OPERATIONS = 1000
_MISSING = object()


@frozen
class Operation:
    """One change. A `value` that is missing is `_MISSING`, as null is a value."""

    op: str
    path: str | None
    value: object

    @property
    def listed(self) -> list[object]:
        """The values, if they are a list."""
        value = self.value
        return cast("list[object]", value) if isinstance(value, list) else []


def operations_of(body: JsonObject) -> list[Operation]:
    """Give the operations of a request, or refuse it."""
    if PATCH_URN not in _list(body, "schemas"):
        raise _syntax(f"[schemas] has to have {PATCH_URN}")
    operations = [_operation(each) for each in _list(body, "Operations")]
    if not 1 <= len(operations) <= _MOST_OPERATIONS:
        raise _syntax(f"There have to be 1 to {_MOST_OPERATIONS} operations")
    return operations


def patched(
    resource: JsonObject, operations: Sequence[Operation], attributes: Sequence[Attribute]
) -> JsonObject:
    """Give a resource with the changes in their order, or refuse them all."""
    changed = deepcopy(resource)
    for operation in operations:
        if operation.path is not None:
            path = parse_path(operation.path, attributes)
            _demand_mutable(path)
            _change(changed, path, operation)
            continue
        if operation.op == "remove":
            raise ScimRefusal("noTarget", "What is removed needs a path")
        values = operation.value
        if not isinstance(values, dict):
            raise ScimRefusal("invalidValue", "Without a path, the value has to be an object")
        for path, value in given_values(cast("JsonObject", values), attributes):
            _change(changed, path, Operation(operation.op, None, value))
    return changed


def _operation(given: object) -> Operation:
    if not isinstance(given, dict):
        raise _syntax("An operation has to be an object")
    fields = cast("JsonObject", given)
    op, path = fields.get("op"), fields.get("path")
    if not isinstance(op, str) or op.lower() not in _OPERATIONS:
        raise _syntax(f"[op] has to be one of {', '.join(_OPERATIONS)}")
    if path is not None and not isinstance(path, str):
        raise ScimRefusal("invalidPath", "[path] has to be a string")
    return Operation(op.lower(), path or None, fields.get("value", _MISSING))


def _list(body: JsonObject, name: str) -> list[object]:
    value = body.get(name)
    if not isinstance(value, list):
        raise _syntax(f"[{name}] has to be an array")
    return cast("list[object]", value)


def _syntax(message: str) -> ScimRefusal:
    return ScimRefusal("invalidSyntax", message)


def _demand_mutable(path: Path) -> None:
    for place, step in enumerate(path):
        if step.attribute.mutability == "readOnly" or (
            step.attribute.mutability == "immutable" and place
        ):
            raise ScimRefusal("mutability", f"[{step.attribute.name}] cannot be changed")


def _change(holder: JsonObject, path: Path, operation: Operation) -> None:
    step, *rest = path
    if step.condition or (rest and step.attribute.multi):
        _change_some(holder, step, tuple(rest), operation)
    elif rest:
        _change_part(holder, step, tuple(rest), operation)
    elif operation.op == "remove":
        _remove(holder, step.attribute, operation)
    else:
        _set(holder, step.attribute, operation)


def _change_part(holder: JsonObject, step: Step, rest: Path, operation: Operation) -> None:
    inner = holder.setdefault(step.attribute.name, {})
    _change(inner, rest, operation)
    if not inner:
        del holder[step.attribute.name]


def _change_some(holder: JsonObject, step: Step, rest: Path, operation: Operation) -> None:
    """Change those of several values that are meant."""
    attribute, condition = step.attribute, step.condition
    values = cast("list[JsonObject]", holder.setdefault(attribute.name, []))
    chosen = [each for each in values if condition is None or condition.holds(each)]
    if operation.op == "remove" and not rest:
        gone = {id(each) for each in chosen}
        holder[attribute.name] = [each for each in values if id(each) not in gone]
        return
    if not chosen and operation.op == "replace":
        raise ScimRefusal("noTarget", f"No value of [{attribute.name}] is meant")
    if not chosen and operation.op == "add":
        chosen = [example_for(condition)]
        values += chosen
    for each in chosen:
        if rest:
            _change(each, rest, operation)
            continue
        new: JsonObject = one_valued(attribute, _demanded(operation)) or {}
        if operation.op == "replace":
            each.clear()
        each.update(new)


def _remove(holder: JsonObject, attribute: Attribute, operation: Operation) -> None:
    if attribute.required:
        raise ScimRefusal("mutability", f"[{attribute.name}] cannot be removed")
    if not attribute.multi or not operation.listed:
        holder.pop(attribute.name, None)
        return
    removed = {each.get("value") for each in valued(attribute, operation.value)}
    values = cast("list[JsonObject]", holder.get(attribute.name, []))
    holder[attribute.name] = [each for each in values if each.get("value") not in removed]


def _set(holder: JsonObject, attribute: Attribute, operation: Operation) -> None:
    value = valued(attribute, _demanded(operation))
    name = attribute.name
    if attribute.multi:
        there: list[JsonObject] = holder.get(name, []) if operation.op == "add" else []
        joined = _joined(there, value)
        if attribute.most is not None and len(joined) > attribute.most:
            raise ScimRefusal("invalidValue", f"[{name}] can have {attribute.most} values")
        holder[name] = joined
    elif value is None:
        _remove(holder, attribute, operation)
    elif attribute.type == "complex":
        holder[name] = {**holder.get(name, {}), **value}
    else:
        holder[name] = value


def _joined(there: Sequence[JsonObject], added: Sequence[JsonObject]) -> list[JsonObject]:
    """Give values and further ones; none is there twice."""
    joined: dict[object, JsonObject] = {}
    for place, each in enumerate([*there, *added]):
        key = each.get("value", place)
        joined[key] = {**joined[key], **each} if key in joined else each
    return list(joined.values())


def _demanded(operation: Operation) -> object:
    if operation.value is _MISSING:
        raise ScimRefusal("invalidValue", f"[{operation.op}] needs a value")
    return operation.value
