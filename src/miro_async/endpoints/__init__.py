"""The operations of Miro's REST API: a module for each group, and all of them as data."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ._groups import GROUPS

if TYPE_CHECKING:
    from ..call.operation import Operation


def operations() -> tuple[Operation[object], ...]:
    """Give all operations, in the order of the groups."""
    modules = (import_module(f".{group}", __name__) for group in GROUPS)
    return tuple(operation for module in modules for operation in module.OPERATIONS)
