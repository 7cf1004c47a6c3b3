"""The codec of a client: the one place that configures cattrs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from cattrs import Converter

from ..errors import InvalidArgumentError
from ..null import NULL
from .registry import hooks_of, is_model, wire_names
from .values import wire_instant

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Codec:
    """Makes objects of decoded JSON, and JSON of objects.

    Structuring never fails on a field: what is absent or null reads `None`, what the class does not
    know is kept in `extra`, what has the wrong type is kept as it came.
    """

    def __init__(self) -> None:
        self._converter = Converter()
        self._converter.register_structure_hook_factory(is_model, _structure_hook)
        self._converter.register_unstructure_hook_factory(is_model, self._dump_hook)
        self._converter.register_unstructure_hook(datetime, datetime.isoformat)
        self._converter.register_unstructure_hook(date, date.isoformat)
        self._converter.register_unstructure_hook(type(NULL), lambda _: None)

    def structure(self, raw: object, kind: type[T]) -> T:
        """Give an object of the class, made of decoded JSON."""
        return self._converter.structure(raw, kind)

    def structurer(self, kind: type[T]) -> Callable[[object], T]:
        """Give the function that `structure` would look up, for those who call it often."""
        hook: Callable[[object, type[T]], T] = self._converter.get_structure_hook(kind)
        return lambda raw: hook(raw, kind)

    def dump(self, value: object) -> Any:
        """Give a model as JSON values with all that it holds, `extra` included, for keeping it.

        This is the way back of `structure`; what a request sends is `to_json`.
        """
        return self._converter.unstructure(value)

    def to_json(self, body: object) -> bytes:
        """Write the body of a request.

        Fields at `None` and fields that only answers have are left out; `NULL` becomes null.
        Mappings are taken literally, so that there `None` is null.
        """
        try:
            text = json.dumps(
                body,
                default=_jsonable,
                ensure_ascii=False,
                allow_nan=False,
                separators=(",", ":"),
            )
            return text.encode()
        except InvalidArgumentError:
            raise
        except (TypeError, ValueError, RecursionError) as error:
            raise InvalidArgumentError(f"cannot be written as JSON: {error}") from error

    def _dump_hook(self, kind: type[object]) -> Callable[[Any], dict[str, Any]]:
        names = wire_names(kind)

        def dump(value: Any) -> dict[str, Any]:
            fields = ((wire, getattr(value, name)) for wire, name in names.items())
            known = {wire: self.dump(field) for wire, field in fields if field is not None}
            return {**known, **value.extra}

        return dump


def _structure_hook(kind: Any) -> Callable[[Any, Any], Any]:
    return hooks_of(kind).STRUCTURE[kind]


def _jsonable(value: object) -> object:
    """Give what stands for a value that JSON does not have; called by `json` as it meets one."""
    if value is NULL:
        return None
    if is_model(type(value)):
        write = hooks_of(type(value)).WRITE.get(type(value))
        if write is None:
            raise InvalidArgumentError(f"a {type(value).__name__} is only read, it cannot be sent")
        return write(value)
    if isinstance(value, datetime):
        return wire_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    raise TypeError(f"{type(value).__name__} is no JSON value")
