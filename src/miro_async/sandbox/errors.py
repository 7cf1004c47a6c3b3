"""How Miro refuses: the bodies of its errors.

Board calls have codes such as `2.0703` and a context; the other families have words for codes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .answers import as_json, as_scim

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..call.transport.protocol import Response

INVALID = "2.0703"
NOT_FOUND = "3.0201"
NOT_PROVIDED = "No authorization token was provided"
NOT_VALID = "The authorization token is not valid"


ErrorFamily: TypeAlias = Literal["board", "platform", "scim"]
"""Who refuses: the gateway of boards, the platform (organizations, logs, tokens), or SCIM."""
_PLATFORM_CODES = {INVALID: "invalidParameters", NOT_FOUND: "notFound"}


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

    def answer(self, family: ErrorFamily = "board") -> Response:
        """Give the error as the response that Miro would send, in the shape of a family."""
        if family == "scim":
            return as_scim(self.status, self._of_scim())
        body: dict[str, object] = {"type": "error", "code": self.code, "message": self.message}
        body |= self._of_platform() if family == "platform" else self._of_boards()
        return as_json(self.status, {**body, "status": self.status})

    def _of_boards(self) -> dict[str, object]:
        return {} if self.context is None else {"context": self.context}

    def _of_platform(self) -> dict[str, object]:
        return {"code": _PLATFORM_CODES.get(self.code, self.code)}

    def _of_scim(self) -> dict[str, object]:
        return {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": str(self.status),
            "detail": self.message,
        }


class InvalidFields(Refusal):
    """400: one or more fields of the request cannot be accepted."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self.fields: tuple[tuple[str, str], ...] = tuple(fields)
        listed = [{"field": field, "message": message} for field, message in self.fields]
        super().__init__(400, INVALID, "Invalid parameters", {"fields": listed})

    def _of_platform(self) -> dict[str, object]:
        told = "; ".join(
            f"{field}: {message}" if field else message for field, message in self.fields
        )
        return {**super()._of_platform(), "message": told}


class _LimitReached(Refusal):
    """429, which has an empty context wherever it comes from."""

    def _of_boards(self) -> dict[str, object]:
        return {"context": None}

    def _of_platform(self) -> dict[str, object]:
        return {"context": None}


def invalid(field: str, message: str) -> InvalidFields:
    """Give the refusal of one field."""
    return InvalidFields([(field, message)])


def not_found(what: str, board_id: str) -> Refusal:
    """Give the refusal for something that is not on the board."""
    return Refusal(404, NOT_FOUND, f"{what} not found", {"boardId": {"value": board_id}})


def no_such(what: str) -> Refusal:
    """Give the refusal for something that is nowhere, or that the caller must not know of."""
    return Refusal(404, "notFound", f"{what} not found")


def no_such_board() -> Refusal:
    """Give the refusal for an unknown board."""
    return no_such("Board")


def forbidden(message: str) -> Refusal:
    """Give the refusal of a caller whose role or plan does not suffice."""
    return Refusal(403, "forbiddenAccess", message)


def scope_missing(scopes: Iterable[str]) -> Refusal:
    """Give the refusal of a token that lacks a scope."""
    listed = ", ".join(scopes)
    return Refusal(403, "insufficientPermissions", f"The token lacks the scope [{listed}]")


def conflict(message: str) -> Refusal:
    """Give the refusal of what contradicts what is there."""
    return Refusal(409, "conflict", message)


def no_token(message: str) -> Refusal:
    """Give the refusal of a call without a token that is known."""
    return Refusal(401, "tokenNotProvided", message)


def oauth_error(message: str, status: int = 401) -> Refusal:
    """Give the refusal of a client, a code or a refresh token."""
    return Refusal(status, "oauthError", message)


def redirect_mismatch() -> Refusal:
    """Give the refusal of a redirect URI that is not the one that was agreed on."""
    return oauth_error("Redirect URI mismatch.")


def no_endpoint(method: str, path: str) -> Refusal:
    """Give the refusal of an unknown path."""
    return Refusal(404, "notFound", f"No endpoint {method} {path}")


def wrong_method(method: str) -> Refusal:
    """Give the refusal of a known path with another method."""
    return Refusal(405, "methodNotSupported", f"Request method '{method}' is not supported")


def too_many_requests() -> Refusal:
    """Give the refusal of a call for which the credits of the minute do not suffice."""
    return _LimitReached(429, "tooManyRequests", "Request rate limit exceed")
