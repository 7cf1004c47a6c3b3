"""What an open page is told: everything at first, and then what has changed."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias

from anyio import Lock, to_thread
from attrs import define, field

from ..calls import MOST_CALLS
from ..sandbox import held
from .sketch import Picture, Sketch
from .views import board_view, boards_view, calls_view, credits_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..answers import JsonObject
    from ..sandbox import Sandbox
    from ..service import Service

Event: TypeAlias = "tuple[str, object]"
"""The name of what has happened, and what there is to say about it, for JSON."""

_PIECES_AT_ONCE = 500
_SHOWN_CALLS = 300
_REST = 4.0  # times as long as a drawing has taken: calls come first
_LONGEST_REST = 1.0  # seconds
_EMPTY = Picture({}, (0.0, 0.0, 0.0, 0.0))


@define
class Easel:
    """The sketch of a board that all pages share which show it."""

    board_id: str
    sketch: Sketch
    picture: Picture = _EMPTY
    _seen: object = None
    _rests_until: float = 0.0
    _lock: Lock = field(factory=Lock)

    async def draw(self, sandbox: Sandbox) -> Picture | None:
        """Give the board as it is, or as it was just now; `None`: it is gone."""
        async with self._lock:  # whoever waits for a drawing finds it done
            with held(sandbox) as service:
                board, seen = service.state.boards.get(self.board_id), _version(sandbox, service)
                if board is None:
                    return None
                if seen == self._seen or perf_counter() < self._rests_until:
                    return self.picture
                began = perf_counter()
                self.sketch.take(board)
            self._seen = seen
            self.picture = await to_thread.run_sync(self.sketch.draw)
            now = perf_counter()
            self._rests_until = now + min(_LONGEST_REST, _REST * (now - began))
            return self.picture


@define
class Feed:
    """What one page has been told so far. Without an easel, it is the page of all boards."""

    sandbox: Sandbox
    easel: Easel | None
    _told: dict[str, object] = field(factory=dict[str, object])
    _calls: tuple[int, int] | None = None
    _picture: Picture | None = None

    @property
    def ended(self) -> bool:
        """Whether there will be no more news, as the board is gone."""
        return "gone" in self._told

    async def news(self) -> Sequence[Event]:
        """Give what has changed since it was asked last."""
        with held(self.sandbox) as service:
            events = [*self._changed(self._views(service)), *self._new_calls(service)]
        if self.easel:
            events += self._drawn(await self.easel.draw(self.sandbox))
        return events

    def _views(self, service: Service) -> Mapping[str, object]:
        views: dict[str, object] = {"credits": credits_view(service)}
        if self.easel is None:
            views["boards"] = boards_view(service)
        elif board := service.state.boards.get(self.easel.board_id):
            views["board"] = board_view(service, board)
        return views

    def _changed(self, views: Mapping[str, object]) -> Iterable[Event]:
        for name, view in views.items():
            if self._told.get(name) != view:
                self._told[name] = view
                yield name, view

    def _new_calls(self, service: Service) -> Iterable[Event]:
        """Tell the newer calls; or all, if some are gone, and not only to make room for others."""
        calls, before, kept = self.sandbox.calls, self._calls, len(self.sandbox.calls)
        self._calls = now = calls.total, calls.total - kept
        if now != before:
            whole = before is None or (now[1] > before[1] and kept < MOST_CALLS)
            newest = calls.after(0 if whole or before is None else before[0])[-_SHOWN_CALLS:]
            yield "calls", {"whole": whole, "total": kept, "calls": calls_view(service, newest)}

    def _drawn(self, picture: Picture | None) -> Iterable[Event]:
        before, self._picture = self._picture, picture
        if picture is None:
            self._told["gone"] = True
            yield "gone", None
        elif picture is not before:
            yield from _difference(before, picture)


def _difference(before: Picture | None, now: Picture) -> Iterable[Event]:
    """Tell what makes one picture of another; a large one piece by piece.

    What was drawn again is told even if it looks as before: it may have another place in the order.
    """
    known: Mapping[str, str] = before.pieces if before else {}
    removed = [name for name in known if name not in now.pieces]
    names = [None, *now.pieces]
    put = [
        (svg, name, after)
        for after, (name, svg) in zip(names, now.pieces.items(), strict=False)
        if known.get(name) is not svg
    ]
    for start in range(0, max(1, len(put)), _PIECES_AT_ONCE):
        drawing: JsonObject = {
            "whole": before is None and not start,
            "extent": now.extent,
            "removed": [] if start else removed,
            "put": put[start : start + _PIECES_AT_ONCE],
        }
        yield "drawing", drawing


def _version(sandbox: Sandbox, service: Service) -> object:
    """Give something that is another after every call that may have changed a board."""
    return service, sandbox.calls.total
