"""One call on its way through the sandbox."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import parse_qsl, quote

from attrs import field, frozen

from .bodies import read_json
from .errors import INVALID, Refusal, invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..call.operation import Operation
    from ..call.transport.protocol import Response
    from .answers import JsonObject
    from .oauth import Grant
    from .state import State, StoredBoard, User

FORM = "application/x-www-form-urlencoded"


@frozen(kw_only=True)
class Call:
    """A request with all that a handler needs: what is asked, by whom, of which state."""

    operation: Operation[object]
    ids: Mapping[str, str]
    query: Mapping[str, str] = field(repr=False)
    values: Mapping[str, list[str]] = field(repr=False)
    """All values of each parameter of the query, where `query` has the last one."""
    token: str = field(repr=False)
    content_type: str
    body: bytes | None = field(repr=False)
    origin: str
    user: User
    grant: Grant | None = field(repr=False)
    """What the token stands for; `None`: there is none, or it is the one of SCIM."""
    state: State = field(repr=False)

    @property
    def board(self) -> StoredBoard:
        """The board in the path; refuses with a 404 if there is none."""
        return self.state.board(self.ids["board_id"])

    @property
    def team_id(self) -> str:
        """The team for which the token was given; without one, the first."""
        return self.grant.team_id if self.grant else next(iter(self.state.teams))

    @property
    def board_url(self) -> str:
        """The address of the board in the path, its id encoded."""
        return self.address("v2", "boards", self.ids["board_id"])

    def address(self, *segments: str) -> str:
        """Give an address at the place that was called."""
        return "/".join([self.origin, *map(_encoded, segments)])

    def json(self) -> Any:
        """Give the body; nothing reads as an empty object."""
        if not self.body:
            return {}
        try:
            return read_json(self.body)
        except ValueError:
            raise Refusal(400, INVALID, "Malformed JSON request") from None

    def json_object(self) -> JsonObject:
        """Give the body, which has to be an object."""
        body = self.json()
        if not isinstance(body, dict):
            raise invalid("", "Unexpected type of value, expected of type [Object]")
        return cast("JsonObject", body)

    def form(self) -> dict[str, str]:
        """Give the fields of a form; a body of any other kind has none."""
        if self.content_type.partition(";")[0].strip().lower() != FORM:
            return {}
        return dict(parse_qsl((self.body or b"").decode(errors="replace"), keep_blank_values=True))


@lru_cache  # a list has the same segments in each address
def _encoded(segment: str) -> str:
    return quote(segment, safe="")


Handler: TypeAlias = "Callable[[Call], Response]"
"""What carries an operation out. Refuses by raising `Refusal`."""
