"""The one place that configures cattrs: the hooks of the models, and how they are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cattrs import Converter

from ..null import NULL
from .registry import hooks_of, is_model, wire_names

if TYPE_CHECKING:
    from collections.abc import Callable


def converter() -> Converter:
    """Give a converter that knows all models, each from when it is first met."""
    made = Converter()

    def dump_hook(kind: type[object]) -> Callable[[Any], dict[str, Any]]:
        names = wire_names(kind)

        def dump(value: Any) -> dict[str, Any]:
            fields = ((wire, getattr(value, name)) for wire, name in names.items())
            known = {wire: made.unstructure(field) for wire, field in fields if field is not None}
            return {**known, **value.extra}

        return dump

    made.register_structure_hook_factory(is_model, _structure_hook)
    made.register_unstructure_hook_factory(is_model, dump_hook)
    made.register_unstructure_hook(datetime, datetime.isoformat)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(type(NULL), lambda _: None)
    return made


def _structure_hook(kind: Any) -> Callable[..., Any]:
    return hooks_of(kind).STRUCTURE[kind]
