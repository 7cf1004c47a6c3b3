"""From the bytes of an answer to what the operation promises, or to a typed error."""

from __future__ import annotations

import json
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import quote, quote_plus

from attrs import evolve

from .. import models
from ..accepted import Accepted
from ..errors import APIError, DecodeError, FieldError, error_class
from ..extra import NO_EXTRA, Extra
from ..paging import CursorPage, OffsetPage, ScimPage
from .rate_headers import read
from .raw import RawAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..codec import Codec
    from ..secret import Secret
    from .hooks import Drift
    from .operation import Operation
    from .transport.protocol import Response
    from .watch import Watch

T = TypeVar("T")

ACCEPTED = 202
LONGEST_MESSAGE = 1000

_NAMES = {name: name for name in ("total", "size", "limit", "links", "type")}
_PAGES: dict[str, tuple[type[Any], str, Mapping[str, str]]] = {
    "cursor": (CursorPage, "data", {"cursor": "cursor", **_NAMES}),
    "offset": (OffsetPage, "data", {"offset": "offset", **_NAMES}),
    "scim": (
        ScimPage,
        "Resources",
        {
            "startIndex": "start_index",
            "itemsPerPage": "items_per_page",
            "totalResults": "total_results",
            "schemas": "schemas",
        },
    ),
}
"""For each style of paging: its class, the field with the things, the names of the others."""


class Answers:
    """Decodes the answers to a client's calls."""

    def __init__(self, codec: Codec, drift: Callable[[Drift], None] | None) -> None:
        self._codec = codec
        self._structurers: dict[str, Callable[[object], Any]] = {}
        self._watch: Watch | None = None
        if drift is not None:
            from .watch import Watch

            self._watch = Watch(drift)

    def decode(self, operation: Operation[T], response: Response) -> T:
        """Give what the operation promises; of an answer with more than one thing, the list."""
        if operation.result is None:
            return cast("T", None)  # 204, and whatever content type and body came with it
        if response.status == ACCEPTED and operation.accepted:
            return cast("T", Accepted())
        raw = self._json(operation, response)
        path = operation.unwrap or ""
        if path:
            raw, wrapper = _part(operation, raw, path), raw
            if self._watch is not None:
                self._watch.wrapper(operation, wrapper)
        if not operation.many:
            _demand(operation, raw, dict, path)
            if self._watch is not None:
                self._watch.one(operation, raw)
            return cast("T", self._structurer(operation.result)(raw))
        _demand(operation, raw, list, path)
        return cast("T", self._each(operation, raw, path))

    def undescribed(self, operation: Operation[object], response: Response) -> RawAnswer[Any]:
        """Give an answer of which nothing is known, with its JSON; `None` where it has no body."""
        return RawAnswer(
            status=response.status,
            headers=response.headers,
            body=response.body,
            decoded=self._json(operation, response) if response.body else None,
        )

    def page(self, operation: Operation[T], response: Response) -> Any:
        """Give one page of a list."""
        assert operation.paging is not None
        page, things, names = _PAGES[operation.paging.style]
        raw = self._json(operation, response)
        where = things
        if isinstance(raw, list):  # members asked for by e-mail come without a page around them
            raw, where = {things: cast("list[object]", raw)}, ""
        data = self._each(operation, _part(operation, raw, things), where)
        if self._watch is not None:
            self._watch.page(operation, raw)
        known: dict[str, Any] = {}
        unknown: dict[str, object] = {}
        for wire, value in raw.items():
            if wire in names:
                known[names[wire]] = value
            elif wire != things:
                unknown[wire] = value
        if "links" in known:
            known["links"] = self._structurer("PageLinks")(known["links"])
        return page(data=data, extra=Extra(unknown) if unknown else NO_EXTRA, **known)

    def _each(self, operation: Operation[object], raw: list[Any], path: str) -> list[Any]:
        """Put objects into the places of what they are made of.

        So each raw value goes as soon as it is not needed: less memory, and less work for the
        garbage collector, which looks when many more objects came than went.
        """
        assert operation.result is not None
        if self._watch is not None:
            self._watch.each(operation, raw, path)
        structure = self._structurer(operation.result)
        for index, one in enumerate(raw):
            raw[index] = structure(one)
        return raw

    def _structurer(self, kind: str) -> Callable[[object], Any]:
        structure = self._structurers.get(kind)
        if structure is None:
            structure = self._codec.structurer(getattr(models, kind))
            self._structurers[kind] = structure
        return structure

    def _json(self, operation: Operation[object], response: Response) -> Any:
        if not response.body:
            raise _undecodable(operation, "", "it has no body")
        try:
            return self._codec.loads(response.body)
        # Also a wrong encoding, or a depth beyond all use.
        except (ValueError, RecursionError) as error:
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
    code = _first(body, "code", "scimType", "error")
    message = _first(body, "message", "detail", "error_description")
    return error_class(response.status)(
        operation=operation.id,
        call=operation.call,
        status=response.status,
        code=code,
        message=message,
        fields=_refused_fields(body.get("context")),
        request_id=response.headers.get("x-request-id"),
        retry_after=_retry_after(response, now),
    )


def without(response: Response, secrets: Sequence[Secret]) -> Response:
    """Give an answer in which secrets are covered, as they are and as forms and JSON write them."""
    body = response.body
    for secret in secrets:
        text = secret.reveal()
        for written in (text, quote(text, safe=""), quote_plus(text), json.dumps(text)[1:-1]):
            body = body.replace(written.encode(), b"***")
    return response if body is response.body else evolve(response, body=body)


def _first(body: Mapping[str, Any], *names: str) -> str | None:
    """Give the first of these fields as one line, and not longer than anybody would read."""
    said = next((value for name in names if (value := body.get(name)) is not None), None)
    if said is None:
        return None
    line = "".join(c if c.isprintable() else repr(c)[1:-1] for c in str(said))
    return line if len(line) <= LONGEST_MESSAGE else f"{line[:LONGEST_MESSAGE]}..."


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
    said = read(response.headers, now=now, window=inf)
    if said.wait is not None or response.status != 429 or said.reset is None:  # noqa: PLR2004 - Too Many Requests
        return said.wait
    return max(0.0, said.reset - said.date)
