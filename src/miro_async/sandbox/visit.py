"""A request that has come in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrs import field, frozen

from ..settings import SCIM_URL
from .errors import Refusal
from .router import operation_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

    from ..call.operation import Operation
    from ..call.transport.protocol import Request
    from .errors import ErrorFamily
    from .router import Route

_SCIM_PATH = urlsplit(SCIM_URL).path + "/"


@frozen(kw_only=True)
class Visit:
    """A request, and what it asks for, or the reason why that can be nothing."""

    request: Request
    url: SplitResult = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    found: Route | Refusal

    @property
    def route(self) -> Route:
        """What it asks for. Raises `Refusal` if that is nothing."""
        if isinstance(self.found, Refusal):
            raise self.found
        return self.found

    @property
    def operation(self) -> Operation[object] | None:
        """The operation that it asks for; `None`: there is no such endpoint."""
        return None if isinstance(self.found, Refusal) else self.found.operation

    @property
    def key(self) -> str:
        """The name of the operation, `boards.get`; empty for what is none."""
        return operation_key(self.operation) if self.operation else ""

    @property
    def token(self) -> str:
        """The bearer token, or nothing."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme.lower() == "bearer" else ""

    @property
    def content_type(self) -> str:
        """The content type of the body, or nothing."""
        return self.headers.get("content-type", "")

    @property
    def family(self) -> ErrorFamily:
        """Who refuses it, if it is refused."""
        operation = self.operation
        if operation is None:
            is_scim = self.url.path.startswith(_SCIM_PATH)
            return "scim" if is_scim else "board"
        if operation.api == "scim":
            return "scim"
        return "platform" if operation.plan else "board"
