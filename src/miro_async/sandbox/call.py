"""One call on its way through the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast
from urllib.parse import quote

from attrs import frozen

from .bodies import read_json
from .errors import INVALID, Refusal, invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..call.operation import Operation
    from ..call.transport.protocol import Response
    from .answers import JsonObject
    from .state import State, StoredBoard, User


@frozen(kw_only=True)
class Call:
    """A request with all that a handler needs: what is asked, by whom, of which state."""

    operation: Operation[object]
    ids: Mapping[str, str]
    query: Mapping[str, str]
    content_type: str
    body: bytes | None
    origin: str
    user: User
    state: State

    @property
    def board(self) -> StoredBoard:
        """The board in the path; refuses with a 404 if there is none."""
        return self.state.board(self.ids["board_id"])

    @property
    def board_url(self) -> str:
        """The address of the board in the path, its id encoded."""
        return self.address("v2", "boards", self.ids["board_id"])

    def address(self, *segments: str) -> str:
        """Give an address at the place that was called."""
        return "/".join([self.origin, *(quote(segment, safe="") for segment in segments)])

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


Handler: TypeAlias = "Callable[[Call], Response]"
"""What carries an operation out. Refuses by raising `Refusal`."""
