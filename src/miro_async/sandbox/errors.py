"""How Miro refuses: the bodies of its errors.

Board calls have codes such as `2.0703` and a context; the other families have words for codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .answers import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..call.transport.protocol import Response

INVALID = "2.0703"
NOT_FOUND = "3.0201"


class Refusal(Exception):  # noqa: N818 - not an error of the sandbox's, but an answer of Miro's
    """An answer that is an error; raised anywhere below the sandbox, answered at its top."""

    def __init__(
        self, status: int, code: str, message: str, context: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.context = context

    def answer(self) -> Response:
        """Give the error as the response that Miro would send."""
        body: dict[str, object] = {"type": "error", "code": self.code, "message": self.message}
        if self.context is not None:
            body["context"] = self.context
        return as_json(self.status, {**body, "status": self.status})


class InvalidFields(Refusal):
    """400: one or more fields of the request cannot be accepted."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self.fields: tuple[tuple[str, str], ...] = tuple(fields)
        listed = [{"field": field, "message": message} for field, message in self.fields]
        super().__init__(400, INVALID, "Invalid parameters", {"fields": listed})


def invalid(field: str, message: str) -> InvalidFields:
    """Give the refusal of one field."""
    return InvalidFields([(field, message)])


def not_found(what: str, board_id: str) -> Refusal:
    """Give the refusal for something that is not on the board."""
    return Refusal(404, NOT_FOUND, f"{what} not found", {"boardId": {"value": board_id}})


def no_such_board() -> Refusal:
    """Give the refusal for an unknown board."""
    return Refusal(404, "notFound", "Board not found")


def no_token(message: str) -> Refusal:
    """Give the refusal of a call without a token that is known."""
    return Refusal(401, "tokenNotProvided", message)


def no_endpoint(method: str, path: str) -> Refusal:
    """Give the refusal of an unknown path."""
    return Refusal(404, "notFound", f"No endpoint {method} {path}")


def wrong_method(method: str) -> Refusal:
    """Give the refusal of a known path with another method."""
    return Refusal(405, "methodNotSupported", f"Request method '{method}' is not supported")


def too_many_requests() -> Refusal:
    """Give the refusal of a call for which the credits of the minute do not suffice."""
    return Refusal(429, "tooManyRequests", "Request rate limit exceeded")


def not_served(operation_id: str, group: str, name: str) -> Refusal:
    """Give the answer to an operation that Miro has and the sandbox has not yet."""
    message = f"The sandbox does not serve {group}.{name} ({operation_id}) yet"
    return Refusal(501, "notImplemented", message)
