"""Values as requests give them, brought into the form in which resources have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .paths import NoSuchAttribute, path_to
from .refusals import ScimRefusal
from .schema import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..answers import JsonObject
    from .paths import Path
    from .schema import Attribute

_FLAGS = {"true": True, "false": False}


def given_values(
    given: JsonObject, attributes: Sequence[Attribute]
) -> Iterator[tuple[Path, object]]:
    """Give what an object says of which attributes.

    Names may be paths, as identity providers send them; unknown and read-only ones are ignored.
    """
    for name, value in given.items():
        try:
            path = path_to(name, attributes)
        except NoSuchAttribute:
            continue
        if all(step.attribute.mutability != "readOnly" for step in path):
            yield path, value


def valued(attribute: Attribute, value: object) -> Any:
    """Give a value as the attribute keeps it, or refuse it; `None` stands for no value."""
    if not attribute.multi:
        return one_valued(attribute, value)
    values = cast("Iterable[object]", value) if isinstance(value, list) else [value]
    return [one for each in values if (one := one_valued(attribute, each)) is not None]


def one_valued(attribute: Attribute, value: object) -> Any:
    """Give one of an attribute's values as it keeps it, or refuse it."""
    if value is None:
        return None
    if attribute.type == "complex":
        return _parts(attribute, value)
    if attribute.type == "boolean":
        return _flag(attribute, value)
    if not isinstance(value, str):
        raise _wrong(attribute, "has to be a string")
    if attribute.longest is not None and len(value) > attribute.longest:
        raise _wrong(attribute, f"can have {attribute.longest} characters")
    return value


def _parts(attribute: Attribute, value: object) -> JsonObject:
    if isinstance(value, str) and named(attribute.parts, "value"):
        value = {"value": value}
    if not isinstance(value, dict):
        raise _wrong(attribute, "has to be an object")
    parts: JsonObject = {}
    for (step, *further), part in given_values(cast("JsonObject", value), attribute.parts):
        kept = None if further else valued(step.attribute, part)
        if kept is not None:
            parts[step.attribute.name] = kept
    return parts


def _flag(attribute: Attribute, value: object) -> bool:
    if isinstance(value, str):
        value = _FLAGS.get(value.casefold())
    if not isinstance(value, bool):
        raise _wrong(attribute, "has to be true or false")
    return value


def _wrong(attribute: Attribute, message: str) -> ScimRefusal:
    return ScimRefusal("invalidValue", f"[{attribute.name}] {message}")
