"""What can be made to go wrong: `sandbox.faults.add(503, to="boards.*", times=2)`."""

from __future__ import annotations

import math
from fnmatch import fnmatchcase
from random import Random
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import define, field

from ..errors import InvalidArgumentError
from .arguments import demand_positive
from .spoiling import SpoilWord, can_spoil

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..call.operation import Operation

FaultStatus: TypeAlias = Literal[401, 429, 500, 502, 503, 504]
FaultWord: TypeAlias = Literal[
    "drop_before",
    "drop_after",
    "truncate",
    "garble",
    "delay",
    "unknown_enum",
    "unknown_type",
    "extra_field",
    "missing_field",
]
FaultKind: TypeAlias = FaultStatus | FaultWord

STATUSES: tuple[int, ...] = get_args(FaultStatus)
_SERVER_ERROR = 500
_WORDS: tuple[str, ...] = get_args(FaultWord)
SPOILING: Mapping[object, SpoilWord] = {word: word for word in get_args(SpoilWord)}
"""Those that change one thing in an answer."""


@define(eq=False, kw_only=True)
class Fault:
    """Something that goes wrong with the next calls, or with a share of all calls.

    `injected` tells with how many it did so far, `left` how many of the next ones it will still
    meet; `None`: there is no end to them.
    """

    what: FaultKind
    to: str
    times: int | None
    share: float | None
    seconds: float
    done: bool
    injected: int = field(default=0, init=False)
    _keys: frozenset[str] = field(repr=False, alias="keys")
    _random: Random = field(repr=False, alias="random")

    @property
    def left(self) -> int | None:
        """How many calls it will still meet; `None`: there is no end to them."""
        return None if self.times is None else self.times - self.injected

    @property
    def is_instead(self) -> bool:
        """Whether it comes in the place of the work, so that nothing is done."""
        return self.what == "drop_before" or (isinstance(self.what, int) and not self.done)

    def strikes(self, key: str) -> bool:
        """Tell whether it is the turn of a call of this operation."""
        if key not in self._keys or self.left == 0:
            return False
        return self.share is None or self._random.random() < self.share


class Faults:
    """The faults of a sandbox. A call meets one at most: of those that could, the first added."""

    def __init__(self, operations: Mapping[str, Operation[object]]) -> None:
        self._operations = operations
        self._faults: list[Fault] = []
        self._injected = 0

    @property
    def injected(self) -> int:
        """With how many calls something was made to go wrong, also by faults that are gone."""
        return self._injected

    @property
    def pending(self) -> tuple[Fault, ...]:
        """The faults that can still meet a call, in the order in which they were added."""
        return tuple(fault for fault in self._faults if fault.left != 0)

    def add(  # noqa: PLR0913 - what goes wrong, where, how often, each by keyword
        self,
        what: FaultKind,
        *,
        to: str = "*",
        times: int | None = None,
        share: float | None = None,
        seed: int = 0,
        seconds: float = 0.0,
        done: bool = False,
    ) -> Fault:
        """Let something go wrong with the next calls of an operation, or with a share of all.

        `what` is a status, or one of these:

        - `drop_before`, `drop_after`: the connection is dropped before or after the work was done;
        - `truncate`: it is dropped in the middle of the answer;
        - `garble`: the body of the answer is broken;
        - `delay`: the answer comes after `seconds`. The sandbox's clock waits: one that stands
          still is moved, and nothing sleeps. In process, a delay that is longer than the client's
          `read` timeout is a timeout;
        - `unknown_enum`, `unknown_type`: the answer has a value, or an item of a type, that nobody
          knows;
        - `extra_field`, `missing_field`: a thing in the answer has a field too many, or lacks one
          that all have.

        A call meets a fault only if there is something to go wrong: refusals (but for drops, delays
        and broken bodies) and answers without such a value leave it to the next call, and meet the
        next fault that can happen to them. By then the work may be done: what would come instead
        of it (`drop_before`, a status but for `done`) then waits as well, unless the call reads.

        Args:
            what: The status, or the word.
            to: The operation, as it is called: `boards.get`; or a pattern: `sticky_notes.*`,
                `*.create`, `*`.
            times: With how many calls; by default with one.
            share: Instead: with which share of the calls, from 0 to 1, until `clear()`.
            seed: What the chance of `share` begins with: the same calls meet it in every run.
            seconds: How long a `delay` is.
            done: Whether the work is done although a status of 500 and above says otherwise.

        Raises:
            InvalidArgumentError: There is no such fault or operation, or the figures make no sense.
        """
        _demand_sense(what, times=times, share=share, seconds=seconds, done=done)
        fault = Fault(
            what=what,
            to=to,
            times=None if share is not None else times or 1,
            share=share,
            seconds=seconds,
            done=done,
            keys=self._keys(what, to),
            random=Random(seed),  # noqa: S311 - a test is to be the same every time
        )
        self._faults.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """Let this one go wrong no more, if it still does; `injected` stays."""
        self._faults = [one for one in self._faults if one is not fault]

    def clear(self) -> None:
        """Let nothing go wrong any more; `injected` begins at 0 again."""
        self._faults = []
        self._injected = 0

    def waiting_for(self, key: str) -> Iterator[Fault]:
        """Give what may go wrong with a call of this operation: the first that can, will."""
        return (fault for fault in self._faults if fault.strikes(key))

    def count(self, fault: Fault) -> None:
        """Note that it went wrong."""
        fault.injected += 1
        self._injected += 1

    def _keys(self, what: FaultKind, to: str) -> frozenset[str]:
        meant = {key: one for key, one in self._operations.items() if fnmatchcase(key, to)}
        if not meant:
            raise InvalidArgumentError(f"there is no operation {to!r}: it is such as 'boards.get'")
        word = SPOILING.get(what)
        if word is not None:
            meant = {key: one for key, one in meant.items() if can_spoil(word, one)}
        if not meant:
            raise InvalidArgumentError(f"no answer of {to!r} has anything for {what!r}")
        return frozenset(meant)


def _demand_sense(
    what: object, *, times: int | None, share: float | None, seconds: float, done: bool
) -> None:
    if what not in (*STATUSES, *_WORDS):
        known = ", ".join(map(str, (*STATUSES, *_WORDS)))
        raise InvalidArgumentError(f"there is no fault {what!r}; there are {known}")
    if times is not None and share is not None:
        raise InvalidArgumentError("give times or share, not both")
    if times is not None:
        demand_positive(times, "times")
    if share is not None and not 0 <= share <= 1:
        raise InvalidArgumentError("share is from 0 to 1")
    if (seconds != 0) != (what == "delay") or not 0 <= seconds < math.inf:
        raise InvalidArgumentError("seconds, more than 0, are those of a delay")
    if done and not (isinstance(what, int) and what >= _SERVER_ERROR):
        raise InvalidArgumentError("done is about a status of 500 and above")
