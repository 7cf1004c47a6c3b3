"""What a filter says of a resource, ready to be asked."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Protocol

from attrs import frozen

from .paths import values_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..answers import JsonObject
    from .paths import Path

_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "co": lambda value, given: given in value,
    "sw": lambda value, given: value.startswith(given),
    "ew": lambda value, given: value.endswith(given),
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
OPERATORS = frozenset({*_TESTS, "ne"})
"""The operators that compare with a value."""


class Condition(Protocol):
    """What holds for a resource, or does not."""

    def holds(self, resource: Mapping[str, Any]) -> bool:
        """Tell whether it holds."""
        ...


@frozen
class Comparison:
    """One of the values at a path compares so with a given one; `ne`: none is equal to it."""

    path: Path
    operator: str
    given: str | bool

    def holds(self, resource: Mapping[str, Any]) -> bool:
        """Tell whether it holds."""
        if self.operator == "ne":
            return not self._some(resource, "eq")
        return self._some(resource, self.operator)

    def _some(self, resource: Mapping[str, Any], operator: str) -> bool:
        test, given = _TESTS[operator], self._comparable(self.given)
        return any(test(self._comparable(value), given) for value in values_at(resource, self.path))

    def _comparable(self, value: str | bool) -> str | bool:
        exact = self.path[-1].attribute.case_exact or isinstance(value, bool)
        return value if exact else str(value).casefold()


@frozen
class Present:
    """There is a value at a path."""

    path: Path

    def holds(self, resource: Mapping[str, Any]) -> bool:
        """Tell whether it holds."""
        return any(value not in ("", {}) for value in values_at(resource, self.path))


@frozen
class Inside:
    """One of the values at a path is such that a condition holds for it: `emails[…]`."""

    path: Path
    condition: Condition

    def holds(self, resource: Mapping[str, Any]) -> bool:
        """Tell whether it holds."""
        return any(self.condition.holds(value) for value in values_at(resource, self.path))


@frozen
class Every:
    """All of these hold: `and`."""

    conditions: tuple[Condition, ...]

    def holds(self, resource: Mapping[str, Any]) -> bool:
        """Tell whether it holds."""
        return all(condition.holds(resource) for condition in self.conditions)


@frozen
class Some:
    """One of these holds: `or`."""

    conditions: tuple[Condition, ...]

    def holds(self, resource: Mapping[str, Any]) -> bool:
        """Tell whether it holds."""
        return any(condition.holds(resource) for condition in self.conditions)


@frozen
class Not:
    """This does not hold."""

    condition: Condition

    def holds(self, resource: Mapping[str, Any]) -> bool:
        """Tell whether it holds."""
        return not self.condition.holds(resource)


def example_for(condition: Condition | None) -> JsonObject:
    """Give what a new value has to have for a condition to hold, as far as that can be told."""
    if isinstance(condition, Comparison) and condition.operator == "eq":
        return {condition.path[0].attribute.name: condition.given}
    if isinstance(condition, Some):
        return example_for(condition.conditions[0])
    if not isinstance(condition, Every):
        return {}
    examples = map(example_for, condition.conditions)
    return {name: value for example in examples for name, value in example.items()}
