"""What a call is, as data: one `Operation` for each of the 197 of Miro's REST API."""

from __future__ import annotations

from typing import Generic, Literal, TypeAlias, TypeVar

from attrs import frozen

T_co = TypeVar("T_co", covariant=True)

HttpMethod: TypeAlias = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Plan: TypeAlias = Literal["enterprise", "enterprise_guard"]
Api: TypeAlias = Literal["rest", "scim"]

RetrySafety: TypeAlias = Literal["safe", "delete", "unsafe"]
"""Whether a call may be repeated when it is unknown if it was done.

`safe`: repeating is harmless. `delete`: harmless, and a 404 on the repeat says that it was done.
`unsafe`: it might be done twice.
"""

CREDITS = {1: 50, 2: 100, 3: 500, 4: 2000}
"""Credits per call at each of Miro's rate levels; a user of an app has 100,000 a minute."""


@frozen(kw_only=True)
class Paging:
    """How an operation's answer comes in pages."""

    style: Literal["cursor", "offset", "scim"]
    size_parameter: Literal["limit", "count"]
    smallest: int
    largest: int


@frozen(kw_only=True)
class Operation(Generic[T_co]):
    """One operation: how to ask, what it costs, who may, and what comes back.

    `id` is Miro's own operation id; the call is `api.<group>.<name>(...)`. `path` has its ids in
    braces; `required` are the names of all else that a request cannot do without, and `most` is the
    number of things that one call takes, where it takes several.

    `result` names the class of the answer, or is `None` where there is nothing to read; with `many`
    the answer is a list of it, with `paging` a page. `unwrap` names the field that holds it.
    `accepted`: Miro may also take the work on and do it later (202). `credits` is `None` where Miro
    counts none; with `per_item` they count for each item of the body.
    """

    id: str
    group: str
    name: str
    method: HttpMethod
    path: str
    required: tuple[str, ...] = ()
    most: int | None = None
    result: str | None = None
    many: bool = False
    accepted: bool = False
    unwrap: str | None = None
    api: Api = "rest"
    level: int | None = None
    per_item: bool = False
    scopes: tuple[str, ...] = ()
    plan: Plan | None = None
    experimental: bool = False
    deprecated: bool = False
    retry: RetrySafety = "unsafe"
    paging: Paging | None = None

    @property
    def call(self) -> str:
        """The name of the method: `boards.get`, for example; without one, what is requested."""
        return f"{self.group}.{self.name}" if self.group else f"{self.method} {self.path}"

    @property
    def credits(self) -> int | None:
        """Credits that one call (with `per_item`: one item) takes from the minute's budget."""
        return None if self.level is None else CREDITS[self.level]
