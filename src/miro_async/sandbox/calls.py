"""What was called: `sandbox.calls`."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload
from urllib.parse import parse_qsl

from attrs import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .faults import Fault, FaultKind
    from .service import Answered
    from .visit import Visit

MOST_CALLS = 10_000
"""How many calls are kept: the newest."""

# Of these neither query nor body is kept: they are about tokens, codes and the app's secret.
_ABOUT_SECRETS = frozenset({"oauth", "tokens"})
_SECRET_PARAMETERS = frozenset({"access_token", "client_secret", "signature"})


@frozen(kw_only=True)
class RecordedCall:
    """A call as it came, and what became of it; nothing in it is a token or a secret.

    `operation` is its name, such as `boards.get`, and empty where there is no such endpoint. Who
    called is missing where no token was known. `status` is `None` if no answer was given.
    """

    number: int
    """The first call of a sandbox is number 1."""
    at: float = field(repr=False)
    """When it came: seconds since 1970, by the sandbox's clock."""
    operation: str
    method: str
    path: str
    query: Mapping[str, str] = field(repr=False)
    user_id: str | None
    client_id: str | None
    content: bytes | None = field(repr=False)
    """The body as it was sent, if it is JSON."""
    status: int | None
    credits: int
    """What it cost."""
    fault: FaultKind | None
    """What was made to go wrong."""

    @property
    def time(self) -> datetime:
        """When it came, by the sandbox's clock."""
        return datetime.fromtimestamp(self.at, tz=UTC)

    @property
    def body(self) -> Any:
        """The JSON that was sent; `None` where there was none, or none that can be read."""
        try:
            return json.loads(self.content or b"null")
        except (ValueError, RecursionError):
            return None


class Calls(Sequence[RecordedCall]):
    """The calls of a sandbox, the oldest first; of many, the newest 10,000."""

    def __init__(self) -> None:
        self._calls: deque[RecordedCall] = deque(maxlen=MOST_CALLS)
        self._count = 0

    def __len__(self) -> int:
        return len(self._calls)

    @overload
    def __getitem__(self, index: int) -> RecordedCall: ...
    @overload
    def __getitem__(self, index: slice) -> list[RecordedCall]: ...
    def __getitem__(self, index: int | slice) -> RecordedCall | list[RecordedCall]:
        if isinstance(index, slice):
            return list(self._calls)[index]
        try:
            return self._calls[index]
        except IndexError:
            raise IndexError(f"there are {len(self)} calls") from None

    def __iter__(self) -> Iterator[RecordedCall]:
        return iter(self._calls.copy())  # more may come in another thread

    def __repr__(self) -> str:
        return f"<{len(self)} calls>"

    @property
    def total(self) -> int:
        """How many calls there were in all: the number of the newest."""
        return self._count

    def of(self, operation: str) -> list[RecordedCall]:
        """Give the calls of an operation, `boards.get`, or of a pattern: `boards.*`."""
        return [call for call in self if fnmatchcase(call.operation, operation)]

    def after(self, number: int) -> list[RecordedCall]:
        """Give the calls that came after the one with this number."""
        newer = self._count - number
        return list(self)[-newer:] if newer > 0 else []

    def clear(self) -> None:
        """Forget the calls so far; the numbers go on."""
        self._calls.clear()

    def add(self, visit: Visit, answered: Answered, at: float, fault: Fault | None) -> None:
        """Record a call."""
        self._count += 1
        url = visit.url
        call = answered.call
        private = visit.operation is None or visit.operation.group in _ABOUT_SECRETS
        private = private or _has_password(visit)
        is_json = "json" in visit.headers.get("content-type", "")
        self._calls.append(
            RecordedCall(
                number=self._count,
                at=at,
                operation=visit.key,
                method=visit.request.method,
                path=url.path,
                query=_NO_QUERY if private or not url.query else _query(url.query),
                user_id=answered.user.id or None if answered.user else None,
                client_id=call.grant.client_id if call and call.grant else None,
                content=visit.request.body if is_json and not private else None,
                status=answered.response.status or None,
                credits=answered.cost,
                fault=fault.what if fault else None,
            )
        )


_NO_QUERY: Mapping[str, str] = MappingProxyType({})


def _has_password(visit: Visit) -> bool:
    """Tell whether an identity provider sent one, which SCIM knows and Miro does not keep."""
    return visit.family == "scim" and b"password" in (visit.request.body or b"").lower()


def _query(query: str) -> Mapping[str, str]:
    given = dict(parse_qsl(query, keep_blank_values=True))
    return MappingProxyType({k: v for k, v in given.items() if k not in _SECRET_PARAMETERS})
