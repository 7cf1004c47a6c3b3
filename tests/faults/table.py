"""What becomes of a call for each fault of the service: the one table, for every HTTP library.

`docs/faults.md` is written from it, and the matrix of tests holds every library to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import Factory, evolve, frozen

if TYPE_CHECKING:
    from tests.faults.server import Talk

GET, POST, DELETE, UPLOAD = "get", "create", "delete", "upload"
METHODS = (GET, POST, DELETE, UPLOAD)

ALL = 4
"""The tries that the default policy allows."""


@frozen
class Outcome:
    """What becomes of one call.

    `error` is the name of the error of a single try, `None` where it succeeds; `unknown` tells
    whether the call may have been carried out, and `tries` how many the default policy makes.
    """

    error: str | None = None
    unknown: bool = False
    tries: int = 1


Outcomes: TypeAlias = dict[str, Outcome]


@frozen(kw_only=True)
class Fault:
    """One thing that goes wrong, and what becomes of each kind of call.

    `talks` are what the server does with the first requests; the last of them with all that follow.
    """

    what: str
    talks: tuple[Talk, ...]
    outcomes: Outcomes
    apart: dict[str, Outcomes] = Factory(dict)
    """Libraries for which it is another outcome, as nothing can be done about it."""
    before: Literal["nothing", "kept", "ended"] = "nothing"
    """Whether a call comes before, after which the connection is kept, or ended by the service."""
    impatient: bool = False
    """Whether it takes a short timeout to see it."""
    heavy: bool = False
    """Whether its answer is so large that it is not asked for more often than needed."""
    at: str = "{url}"
    """Where the client thinks that the service is."""

    @property
    def costly(self) -> bool:
        """Whether it takes so long that retries of it are looked at in a few places only."""
        return self.impatient or self.heavy


def every(outcome: Outcome, **others: Outcome) -> Outcomes:
    """Give the same outcome for every kind of call, but for those named."""
    return {method: others.get(method, outcome) for method in METHODS}


def by_safety(error: str, *, unknown: bool = False) -> Outcomes:
    """What may be repeated is; the rest is not, as it might be done twice."""
    once = Outcome(error, unknown)
    again = evolve(once, tries=ALL)
    return {GET: again, POST: once, DELETE: again, UPLOAD: once}


FINE = every(Outcome())
FAILED = by_safety("ServerError")
LOST = by_safety("MiroConnectionError", unknown=True)
LATE = by_safety("MiroTimeoutError", unknown=True)
UNREAD = every(Outcome("DecodeError"), delete=Outcome())
NOT_SENT = every(Outcome("MiroConnectionError", tries=ALL))
LIMITED = every(Outcome("RateLimitError", tries=ALL))


def refused(error: str) -> Outcomes:
    """Answered with an error that no repeating changes."""
    return every(Outcome(error))


@frozen
class Section:
    """Faults of one kind, as the documentation groups them."""

    title: str
    faults: tuple[Fault, ...] = Factory(tuple)
