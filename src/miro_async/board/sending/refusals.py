"""What an error says of the inputs of a call: pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from ...errors import (
    APIError,
    BadRequestError,
    ConflictError,
    ContentTooLargeError,
    DecodeError,
    FieldError,
    InvalidArgumentError,
    NotFoundError,
    RateLimitError,
    TransportError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...errors import MiroError
    from .chunks import Chunk, Input

Way: TypeAlias = Literal["unknown", "again", "named", "unnamed", "large", "final"]
"""Whether nobody knows if it was done, it may be sent again, something is wrong with the inputs
that are named or with some of them, they are too large for one call, or everything else would be
refused as well."""

_OF_THE_INPUT = (
    BadRequestError,
    ConflictError,
    ContentTooLargeError,
    InvalidArgumentError,
    NotFoundError,
)
_INDEX = re.compile(r"\D*(\d+)\W*(.*)", re.DOTALL)


@frozen
class Refusal:
    """What an error says: `reasons` are those of the inputs at fault."""

    way: Way
    reasons: Mapping[Input, MiroError] = field(factory=dict["Input", "MiroError"])


def refusal_of(chunk: Chunk, error: MiroError) -> Refusal:
    """Give what an error says of what was sent."""
    unknown = isinstance(error, DecodeError) or getattr(error, "may_have_happened", False)
    if unknown and chunk.kind == "taggings":
        return Refusal("again")  # a tag that is there twice is there once
    if unknown or (chunk.kind == "tags" and isinstance(error, BadRequestError)):
        return Refusal("unknown")  # a tag that is refused may have been made by somebody else
    if isinstance(error, RateLimitError | TransportError):
        return Refusal("again")
    if not isinstance(error, _OF_THE_INPUT):
        return Refusal("final", dict.fromkeys(chunk.inputs, error))
    if len(chunk.inputs) == 1:
        return Refusal("named", dict.fromkeys(chunk.inputs, error))
    named = _named(chunk, error) if isinstance(error, BadRequestError) else {}
    unnamed: Way = "large" if isinstance(error, ContentTooLargeError) else "unnamed"
    return Refusal("named" if named else unnamed, named or dict.fromkeys(chunk.inputs, error))


def _named(chunk: Chunk, error: APIError) -> dict[Input, MiroError]:
    """Give the inputs that an error names: its fields begin with their index."""
    fields: dict[Input, list[FieldError]] = {}
    for name, message in error.fields:
        found = _INDEX.fullmatch(name)
        if found is None or int(found[1]) >= len(chunk.inputs):
            return {}  # then others may be meant, too
        fields.setdefault(chunk.inputs[int(found[1])], []).append(FieldError(found[2], message))
    return {one: _of_one(error, tuple(its)) for one, its in fields.items()}


def _of_one(error: APIError, fields: tuple[FieldError, ...]) -> APIError:
    own = type(error)(
        operation=error.operation,
        call=error.call,
        status=error.status,
        code=error.code,
        message=error.message,
        fields=fields,
        request_id=error.request_id,
    )
    own.__cause__ = error
    return own
