"""The codec of a client: decoded JSON to objects, and objects to the JSON of requests."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from ..errors import ConfigurationError, InvalidArgumentError
from .registry import hooks_of, is_model
from .standard import Standard
from .values import WRITERS, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cattrs import Converter

T = TypeVar("T")

_TOO_DEEP = "cannot be written as JSON: it is nested too deep"

JsonLibrary: TypeAlias = Literal["json", "orjson"]
"""What reads and writes the text of JSON: Python's own library, or orjson of the extra `fast`."""


class Codec:
    """Makes objects of decoded JSON, and JSON of objects.

    Structuring never fails on a field: what is absent or null reads `None`, what the class does not
    know is kept in `extra`, what has the wrong type is kept as it came.

    Args:
        json: The library for the text of JSON. What is sent and what is read is the same with each.

    Raises:
        ConfigurationError: The library is not installed, or there is no such choice.
    """

    def __init__(self, json: JsonLibrary = "json") -> None:
        library = _library(json)
        self.loads: Callable[[bytes], Any] = library.loads
        """Decode the JSON of an answer; `ValueError` or `RecursionError` where it is none."""
        self._dumps: Callable[[object], bytes] = library.dumps

    def structure(self, raw: object, kind: type[T]) -> T:
        """Give an object of the class, made of decoded JSON."""
        return self.structurer(kind)(raw)

    def structurer(self, kind: type[T]) -> Callable[[object], T]:
        """Give the function that makes objects of a class, for those who call it often."""
        if is_model(kind):
            return hooks_of(kind).STRUCTURE[kind]
        return lambda raw: self._converter.structure(raw, kind)

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
            return self._dumps(plain(body))
        except RecursionError as error:
            raise InvalidArgumentError(_TOO_DEEP) from error

    def body(self, arguments: Mapping[str, object] | Sequence[object]) -> bytes:
        """Write the arguments of a call as its body: of a mapping, those at `None` are left out."""
        if not isinstance(arguments, dict):
            return self.to_json(arguments)
        given: dict[str, object] = {}
        try:
            # As `plain` does, in line: every call with a body comes through here.
            for name, value in arguments.items():
                if value is not None:
                    write = WRITERS.get(value.__class__)
                    given[name] = value if write is None else write(value)
            return self._dumps(given)
        except RecursionError as error:
            raise InvalidArgumentError(_TOO_DEEP) from error

    @cached_property
    def _converter(self) -> Converter:
        # Only who keeps objects, or structures other things than models, needs cattrs.
        from .converter import converter

        return converter()


def _library(name: JsonLibrary) -> Standard:
    if name == "json":
        return Standard()
    if name != "orjson":
        raise ConfigurationError(f"json is 'json' or 'orjson', not {name!r}")
    try:
        from .fast import Fast
    except ImportError as error:
        raise ConfigurationError(
            'orjson is not installed: pip install "miro-async[fast]"'
        ) from error
    return Fast()
