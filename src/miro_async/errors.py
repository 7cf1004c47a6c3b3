"""Everything that can go wrong, in one tree.

    MiroError
    ├── ConfigurationError       a client that cannot work as it was made
    ├── InvalidArgumentError     an argument refused before anything is sent; also a ValueError
    │   ├── SnapshotError        a snapshot's file that cannot be read
    │   └── UploadError          a file that is missing, empty, or too large
    ├── TransportError           no answer; `may_have_happened` tells whether Miro may have acted
    │   ├── MiroTimeoutError     also a TimeoutError
    │   └── MiroConnectionError  also a ConnectionError
    ├── APIError                 Miro answered, but not with a success
    │   ├── BadRequestError 400, UnauthorizedError 401, ForbiddenError 403, NotFoundError 404,
    │   ├── MethodNotAllowedError 405, ConflictError 409, ContentTooLargeError 413,
    │   ├── TooEarlyError 425, RateLimitError 429
    │   └── ServerError 5xx
    ├── DecodeError              an answer that is not what the operation promises
    ├── PaginationError          pages that do not come to an end
    ├── BatchError               a batch of which not all was made, with what was
    ├── UnknownOutcomeError      a call of which a look at the board could not tell what it did
    ├── LedgerError              what was uploaded cannot be known: damaged, or in use
    ├── MappingInUseError        another run of `board.apply` works with the same mapping
    ├── AuthorizationError       the user has to authorize the app, perhaps once more
    │   ├── NotAuthorizedError   there is no token for this user
    │   ├── StateMismatchError   a redirect that does not belong to this login
    │   ├── AccessDeniedError    the user did not allow it
    │   ├── CodeRejectedError    Miro does not take the code
    │   └── RefreshRejectedError Miro does not take the refresh token any more
    └── TokenStorageError        the storage of the tokens failed
        └── TokenNotSavedError   a new token that could not be saved, with the token

A message says which call failed, what Miro said to it (which may quote a value that it refused),
and what to do; no message has a token in it. All errors can be pickled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .auth.token import Token
    from .board.drafts import AnyDraft
    from .board.sending.making import Thing


class MiroError(Exception):
    """The root of all errors of this package."""

    def __reduce__(self) -> tuple[Callable[..., MiroError], tuple[object, ...]]:
        """Pickle by attributes, as the constructors take keywords."""
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(
    kind: type[MiroError], args: tuple[object, ...], state: Mapping[str, object]
) -> MiroError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ConfigurationError(MiroError):
    """The client cannot work as it was made: the message names what is missing or wrong."""


class InvalidArgumentError(MiroError, ValueError):
    """An argument that cannot be right; nothing was sent."""


class UploadError(InvalidArgumentError):
    """A file that is missing, unreadable, empty, or over 6 MB; nothing was sent."""


class SnapshotError(InvalidArgumentError):
    """A snapshot's file that is none, is damaged, or was written by a newer version."""


class TransportError(MiroError):
    """No answer came. `may_have_happened`: Miro may have carried the call out all the same."""

    operation: str | None = None
    """The id of the operation, where there was one."""
    attempts: int = 1
    """How often the call was tried."""

    def __init__(self, message: str, *, may_have_happened: bool) -> None:
        if may_have_happened:
            message += " The call may have been carried out all the same."
        super().__init__(message)
        self.may_have_happened = may_have_happened

    def during(self, operation: str, call: str) -> Self:
        """Give this error with the operation named, in its message, too."""
        self.operation = operation
        super().__init__(f"{call}: {self}")
        return self


class MiroTimeoutError(TransportError, TimeoutError):
    """It took longer than the timeout allows."""


class MiroConnectionError(TransportError, ConnectionError):
    """The connection could not be made, or broke."""


class FieldError(NamedTuple):
    """A field of a request that Miro refused. In bulk calls it starts with the item's index."""

    field: str
    message: str


class APIError(MiroError):
    """Miro answered with something else than success.

    `status` is the HTTP status, `code` and `message` are Miro's own (a code such as `2.0703` or
    `tooManyRequests`; both `None` where the answer was no error of Miro's, an HTML page for
    example), `fields` the refused fields, `operation` Miro's id of the operation and `call` the
    name of its method, `request_id` what to tell Miro's support, `retry_after` the seconds after
    which to try again, where known, and `attempts` how often the call was tried.
    `may_have_happened`: this or an earlier try may have been carried out all the same.
    """

    attempts: int = 1
    may_have_happened: bool = False

    def __init__(  # noqa: PLR0913 - each is one fact of the answer, all by keyword
        self,
        *,
        operation: str,
        call: str,
        status: int,
        code: str | None = None,
        message: str | None = None,
        fields: tuple[FieldError, ...] = (),
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.operation = operation
        self.call = call
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields
        self.request_id = request_id
        self.retry_after = retry_after
        super().__init__(self._text())

    def _text(self) -> str:
        text = f"{self.call}: {self.status}"
        if self.code:
            text += f" {self.code}"
        text += f": {self.message}" if self.message else ": no error message of Miro's came with it"
        if self.fields:
            text += f" ({'; '.join(f'{field}: {why}' for field, why in self.fields)})"
        if self.request_id:
            text += f" [request {self.request_id}]"
        redirected = 300 <= self.status < 400  # noqa: PLR2004 - a class of statuses
        way_out = "Redirects are not followed." if redirected else _WAYS_OUT.get(self.status)
        return f"{text}. {way_out}" if way_out else text


class BadRequestError(APIError):
    """400: Miro refused the request as it is; `fields` tells which of its fields."""


class UnauthorizedError(APIError):
    """401: the access token is missing, wrong, expired or revoked."""


class ForbiddenError(APIError):
    """403: the token lacks a scope, or the user a role or plan."""


class NotFoundError(APIError):
    """404: it does not exist, or this user cannot see it."""


class MethodNotAllowedError(APIError):
    """405: not possible here; also what writing with a read-only token gives."""


class ConflictError(APIError):
    """409: it contradicts what is there."""


class ContentTooLargeError(APIError):
    """413: more than Miro takes in one call."""


class TooEarlyError(APIError):
    """425: what this depends on is not ready yet."""


class RateLimitError(APIError):
    """429: the credits of this minute are spent; `retry_after` tells when there are new ones."""


class ServerError(APIError):
    """5xx: Miro failed. Whether the call was carried out is unknown."""


class DecodeError(MiroError):
    """An answer that cannot be what the operation promises: cut short, no JSON, another shape.

    `path` is the place in the answer (`data` for example; empty for the whole of it).
    """

    def __init__(self, *, operation: str, call: str, path: str, reason: str) -> None:
        where = f" at {path}" if path else ""
        super().__init__(f"{call}: the answer cannot be decoded{where}: {reason}")
        self.operation = operation
        self.call = call
        self.path = path
        self.reason = reason


class PaginationError(MiroError):
    """Pages that would never end, as the service gave the same cursor twice."""


class BatchError(MiroError):
    """A batch of which not all could be made: `str(error)` names the first of what failed.

    `made` has what is on the board now, by its draft, as Miro tells of it: with `on_error="undo"`
    what could not be deleted again. `failed` has each draft that failed with its reason; one that
    is in both was made, but not tagged. `left` has what was not sent, because something failed
    before; `not_undone` the reasons why what is left of an undone batch is there. In another
    process (when it is pickled) drafts come without open files, and with ids instead of handles.
    """

    def __init__(
        self,
        message: str,
        *,
        made: Mapping[AnyDraft, Thing] | None = None,
        failed: Sequence[tuple[AnyDraft, MiroError]] = (),
        left: Sequence[AnyDraft] = (),
        not_undone: Sequence[MiroError] = (),
    ) -> None:
        super().__init__(message)
        self.made: Mapping[AnyDraft, Thing] = made or {}
        self.failed: Sequence[tuple[AnyDraft, MiroError]] = failed
        self.left: Sequence[AnyDraft] = left
        self.not_undone: Sequence[MiroError] = not_undone


class UnknownOutcomeError(MiroError):
    """Neither an answer nor a look at the board tells whether a call was carried out.

    Something is there that might be its work, and might be somebody else's; or the look failed. It
    was not sent again. The cause (`__cause__`) is how the call ended.
    """


class LedgerError(MiroError):
    """The file that says which pictures were uploaded is in use, damaged, or of another board."""


class MappingInUseError(MiroError):
    """Another run of `board.apply` works on this board with the same mapping; nothing was sent."""


class AuthorizationError(MiroError):
    """The user has to authorize the app, or has to do it again: show them the way to Miro.

    `user_id` is whose token it is about, where that is known.
    """

    def __init__(self, message: str, *, user_id: str | None = None) -> None:
        super().__init__(message)
        self.user_id = user_id


class NotAuthorizedError(AuthorizationError):
    """There is no token for this user: they have not authorized the app, or were forgotten."""


class StateMismatchError(AuthorizationError):
    """The redirect does not carry the state of this login, so somebody else may have begun it."""


class AccessDeniedError(AuthorizationError):
    """The user did not allow the app what it asked for."""


class CodeRejectedError(AuthorizationError):
    """Miro does not take the code: it may be used, over 10 minutes old, or of another redirect.

    The cause (`__cause__`) is Miro's answer, an `APIError`.
    """


class RefreshRejectedError(AuthorizationError):
    """Miro does not take the refresh token any more, so there is no way to another token.

    The cause (`__cause__`) is Miro's answer, an `APIError`.
    """


class TokenStorageError(MiroError):
    """The storage of the tokens failed. The cause (`__cause__`) tells how, where it may be told."""


class TokenNotSavedError(TokenStorageError):
    """New tokens that could not be saved: `tokens` has them by user, and they are the only ones.

    Other than the rest of an error, the tokens are not pickled.
    """

    def __init__(self, message: str, tokens: Mapping[str, Token] | None = None) -> None:
        super().__init__(message)
        self.tokens: Mapping[str, Token] = tokens or {}

    def __reduce__(self) -> tuple[Callable[..., MiroError], tuple[object, ...]]:
        """Pickle all but the tokens, which are secrets."""
        return _rebuild, (type(self), self.args, {**self.__dict__, "tokens": {}})


_BY_STATUS: dict[int, type[APIError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    405: MethodNotAllowedError,
    409: ConflictError,
    413: ContentTooLargeError,
    425: TooEarlyError,
    429: RateLimitError,
}

_WAYS_OUT = {
    401: "Check the access token: it may be wrong, expired or revoked.",
    403: "Check the token's scopes, and the user's role and plan.",
    404: "Check the ids, and that the token's user and team can see it.",
    405: "A read-only token cannot write.",
    413: "Send less in one call.",
    425: "Try again later.",
    429: "Wait for the next minute's credits.",
}


def error_class(status: int) -> type[APIError]:
    """Give the class of error for an HTTP status."""
    if status >= 500:  # noqa: PLR2004 - the boundary of a class of statuses
        return ServerError
    return _BY_STATUS.get(status, APIError)
