"""From the bytes of an answer to what the operation promises, or to a typed error."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .. import models
from ..accepted import Accepted
from ..codec.drift import Difference, differences
from ..errors import APIError, DecodeError, FieldError, error_class
from ..extra import Extra
from ..paging import CursorPage, OffsetPage, ScimPage
from .hooks import Drift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..codec import Codec
    from .operation import Operation
    from .transport.protocol import Response

T = TypeVar("T")

ACCEPTED = 202
EPOCH = 1_000_000_000

_COUNTS = {"total": int, "size": int, "limit": int}
_SHAPES: dict[str, tuple[type[Any], str, Mapping[str, Any]]] = {
    "cursor": (CursorPage, "data", {"cursor": str, **_COUNTS, "links": None, "type": str}),
    "offset": (OffsetPage, "data", {"offset": int, **_COUNTS, "links": None, "type": str}),
    "scim": (
        ScimPage,
        "Resources",
        {"startIndex": int, "itemsPerPage": int, "totalResults": int, "schemas": Sequence[str]},
    ),
}
"""For each style of paging: its class, the field with the things, the types of the others (`None`
is `PageLinks`, which is not loaded for this)."""

_AROUND = {"type", "schemas", "totalResults"}
"""What stands around a list that is not paged, and says nothing that the list does not."""

_SCIM_NAMES = {
    "startIndex": "start_index",
    "itemsPerPage": "items_per_page",
    "totalResults": "total_results",
}


class Answers:
    """Decodes the answers to a client's calls."""

    def __init__(self, codec: Codec, drift: Callable[[Drift], None] | None) -> None:
        self._codec = codec
        self._drift = drift
        self._structurers: dict[str, Callable[[object], Any]] = {}

    def decode(self, operation: Operation[T], response: Response) -> T:
        """Give what the operation promises; of an answer with more than one thing, the list."""
        if operation.result is None:
            return cast("T", None)  # 204, and whatever content type and body came with it
        if response.status == ACCEPTED and operation.accepted:
            return cast("T", Accepted())
        raw = _json(operation, response)
        if operation.unwrap is not None:
            raw, wrapper = _part(operation, raw, operation.unwrap), raw
            self._report(operation, _of_wrapper(wrapper, operation.unwrap))
        _demand(operation, raw, list if operation.many else dict, operation.unwrap or "")
        kind = _kind(operation)
        if operation.many:
            self._report(operation, _of_each(raw, kind, operation.unwrap or ""))
            return cast("T", [self._structure(operation, kind, one) for one in raw])
        self._report(operation, differences(raw, kind))
        return cast("T", self._structure(operation, kind, raw))

    def page(self, operation: Operation[T], response: Response) -> Any:
        """Give one page of a list."""
        assert operation.paging is not None
        page, things, types = _SHAPES[operation.paging.style]
        raw = _json(operation, response)
        where = things
        if isinstance(raw, list):  # members asked for by e-mail come without a page around them
            raw, where = {things: cast("list[object]", raw)}, ""
        data = _part(operation, raw, things)
        kind = _kind(operation)
        rest: dict[str, Any] = {name: value for name, value in raw.items() if name != things}
        self._report(operation, _of_each(data, kind, where))
        self._report(operation, _of_page(raw, things, types))
        known = {
            _SCIM_NAMES.get(wire, wire): value for wire, value in rest.items() if wire in types
        }
        if "links" in known:
            known["links"] = self._codec.structure(known["links"], models.PageLinks)
        return page(
            data=[self._structure(operation, kind, one) for one in data],
            extra=Extra({wire: value for wire, value in rest.items() if wire not in types}),
            **known,
        )

    def _structure(self, operation: Operation[object], kind: Any, raw: object) -> Any:
        structure = self._structurers.get(operation.id)
        if structure is None:
            structure = self._structurers[operation.id] = self._codec.structurer(kind)
        return structure(raw)

    def _report(self, operation: Operation[object], found: Iterable[Difference]) -> None:
        if self._drift is not None:
            for path, kind, value in found:
                self._drift(Drift(operation=operation.id, path=path, kind=kind, value=value))


def _kind(operation: Operation[object]) -> Any:
    assert operation.result is not None
    return getattr(models, operation.result)


def _of_wrapper(raw: Mapping[str, object], things: str) -> Iterable[Difference]:
    if raw.get(things) is None:
        yield Difference(things, "missing_field", None)
    for wire in raw.keys() - {things} - _AROUND:
        yield Difference(wire, "unknown_field", raw[wire])


def _of_page(
    raw: Mapping[str, object], things: str, types: Mapping[str, Any]
) -> Iterable[Difference]:
    if raw.get(things) is None:
        yield Difference(things, "missing_field", None)
    for wire, value in raw.items():
        if wire in types:
            yield from differences(value, types[wire] or models.PageLinks, wire)
        elif wire != things:
            yield Difference(wire, "unknown_field", value)


def _of_each(raw: list[object], kind: Any, path: str) -> Iterable[Difference]:
    for index, one in enumerate(raw):
        yield from differences(one, kind, f"{path}[{index}]")


def _json(operation: Operation[object], response: Response) -> Any:
    if not response.body:
        raise _undecodable(operation, "", "it has no body")
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError) as error:  # also a wrong encoding; a depth beyond all use
        raise _undecodable(operation, "", f"no JSON ({error})") from error


def _part(operation: Operation[object], raw: object, name: str) -> Any:
    """Give the list that stands in a field; an absent one is empty."""
    _demand(operation, raw, dict, "")
    part = cast("dict[str, object]", raw).get(name)
    if part is None:
        return []
    _demand(operation, part, list, name)
    return part


def _demand(operation: Operation[object], raw: object, kind: type, path: str) -> None:
    if not isinstance(raw, kind):
        words: dict[type, str] = {dict: "an object", list: "a list"}
        came = words.get(type(raw), type(raw).__name__)
        raise _undecodable(operation, path, f"{words[kind]} was expected, {came} came")


def _undecodable(operation: Operation[object], path: str, reason: str) -> DecodeError:
    return DecodeError(operation=operation.id, call=operation.call, path=path, reason=reason)


def error_of(operation: Operation[object], response: Response, now: float) -> APIError:
    """Give the error for an answer that is no success; `now` is the time in epoch seconds."""
    body = _error_body(response)
    code = body.get("code", body.get("scimType", body.get("error")))
    message = body.get("message", body.get("detail", body.get("error_description")))
    return error_class(response.status)(
        operation=operation.id,
        call=operation.call,
        status=response.status,
        code=None if code is None else str(code),
        message=None if message is None else str(message),
        fields=_refused_fields(body.get("context")),
        request_id=response.headers.get("x-request-id"),
        retry_after=_retry_after(response, now),
    )


def _error_body(response: Response) -> dict[str, Any]:
    try:
        body = json.loads(response.body)
    except (ValueError, RecursionError):
        return {}  # a page of a proxy, for example
    return cast("dict[str, Any]", body) if isinstance(body, dict) else {}


def _refused_fields(context: object) -> tuple[FieldError, ...]:
    listed = cast("dict[str, object]", context).get("fields") if isinstance(context, dict) else None
    entries = cast("list[object]", listed) if isinstance(listed, list) else []
    found = [cast("dict[str, object]", entry) for entry in entries if isinstance(entry, dict)]
    return tuple(FieldError(str(f.get("field", "")), str(f.get("message", ""))) for f in found)


def _retry_after(response: Response, now: float) -> float | None:
    """Give the seconds to wait: `Retry-After` where it came, else until the window's reset."""
    after = _number(response.headers.get("retry-after"))
    if after is not None:
        return after
    reset = _number(response.headers.get("x-ratelimit-reset"))
    if response.status != 429 or reset is None:  # noqa: PLR2004 - Too Many Requests
        return None
    # The reset is in epoch seconds; small figures can only be seconds that are left.
    return max(0.0, reset - now) if reset > EPOCH else reset


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None  # Retry-After may also be a date; Miro sends none
    return number if isfinite(number) and number >= 0 else None
