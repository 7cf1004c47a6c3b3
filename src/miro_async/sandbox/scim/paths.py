"""Paths to attributes: `emails.value`, `emails[type eq "work"].value`, `urn:…:User:department`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from .schema import ENTERPRISE_URN, GROUP_URN, USER_URN, Attribute, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .conditions import Condition

_CORE = tuple(f"{urn}:".casefold() for urn in (USER_URN, GROUP_URN))
_EXTENSION = ENTERPRISE_URN.casefold()


@frozen
class Step:
    """One attribute of a path, and which of its values are meant, if not all."""

    attribute: Attribute
    condition: Condition | None = None


Path: TypeAlias = "tuple[Step, ...]"
"""From an attribute of the resource to one of its parts."""


class NoSuchAttribute(Exception):  # noqa: N818 - each caller has its own word for it
    """A path leads nowhere."""


def path_to(text: str, attributes: Sequence[Attribute]) -> Path:
    """Give the path that a dotted name stands for. Raises `NoSuchAttribute`."""
    steps: list[Step] = []
    inside = attributes
    for name in _names(text):
        attribute = named(inside, name)
        if attribute is None:
            raise NoSuchAttribute(f"There is no attribute [{text}]")
        steps.append(Step(attribute))
        inside = attribute.parts
    return tuple(steps)


def values_at(holder: Mapping[str, Any], path: Path) -> Iterator[Any]:
    """Give the values that a resource has at a path, of lists each."""
    first, *rest = path
    found = holder.get(first.attribute.name)
    for value in found if first.attribute.multi and found else [found]:
        if value is None:
            continue
        if rest:
            yield from values_at(value, tuple(rest))
        else:
            yield value


def to_value(path: Path) -> Path:
    """Give the path to what is compared: of emails, their `value`."""
    last = path[-1].attribute
    value = named(last.parts, "value") if last.multi else None
    return (*path, Step(value)) if value else path


def _names(text: str) -> list[str]:
    folded = text.casefold()
    for prefix in _CORE:
        if folded.startswith(prefix):
            return text[len(prefix) :].split(".")
    if not folded.startswith(_EXTENSION):
        return text.split(".")
    urn, rest = text[: len(_EXTENSION)], text[len(_EXTENSION) :]
    return [urn, *rest.removeprefix(":").split(".")] if rest else [urn]
