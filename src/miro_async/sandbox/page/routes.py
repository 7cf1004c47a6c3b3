"""The routes of the page. They need no token, and tell none."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from anyio import create_task_group, sleep, to_thread
from attrs import define, field

from ...drawing import board_svg
from ...drawing.media import media_type
from ...models import ItemGroup, ItemGroupData
from ..sandbox import held
from . import html
from .answers import HTML, answer, answer_file, begin
from .feed import Easel, Feed
from .hosts import host_of, is_own
from .shelf import Shelves
from .sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from anyio import CancelScope

    from ..sandbox import Sandbox
    from ..state import StoredBoard
    from .answers import Receive, Scope, Send

_FILES: Mapping[str, str] = {
    "style.css": "text/css; charset=utf-8",
    "script.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
_FOLDER = files(__name__.rpartition(".")[0]).joinpath("files")
_RETRY = 1000  # milliseconds after which a browser comes again


@define
class Page:
    """The page as an ASGI application, for what `is_for_page` says. All times are seconds."""

    sandbox: Sandbox
    is_closing: Callable[[], bool]
    """Whether the server is about to stop: then the streams end."""
    tick: float = 0.1
    """Between two looks at whether there is something to tell."""
    longest_silence: float = 15.0
    """After that, something is said all the same, so that lines that are dead are found."""
    _easels: WeakValueDictionary[str, Easel] = field(factory=WeakValueDictionary[str, Easel])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not is_own(host_of(scope)):
            text = "This sandbox is asked for by a name that is not this machine's.\n"
            await answer(send, 421, "text/plain; charset=utf-8", text)
            return
        match scope["path"].split("/")[1:]:
            case [] | [""]:
                with held(self.sandbox) as service:
                    boards = [(board.id, board.name) for board in service.state.boards.values()]
                await answer(send, 200, HTML, html.boards_page(boards))
            case ["events"]:
                await self._stream(None, receive, send)
            case ["favicon.ico"]:
                await _send_file(send, "icon.svg")
            case ["page", name] if name in _FILES:
                await _send_file(send, name)
            case ["boards", board_id, *what] if board := self._board(board_id):
                await self._answer_about(board, what, scope, receive, send)
            case _:
                await answer(send, 404, HTML, html.nothing_page())

    async def _answer_about(
        self, board: StoredBoard, what: list[str], scope: Scope, receive: Receive, send: Send
    ) -> None:
        match what:
            case []:
                await answer(send, 200, HTML, html.board_page(board.id, board.name))
            case ["events"]:
                await self._stream(self._easel(board.id), receive, send)
            case ["board.svg"]:
                svg = await to_thread.run_sync(self._whole, board)
                await answer_file(send, scope, "image/svg+xml", svg.encode(), "board.svg")
            case ["pictures", file_id] if picture := self._picture(board, file_id):
                kind = media_type(picture)
                await answer_file(send, scope, kind, picture, "picture." + kind[6:].split("+")[0])
            case _:
                await answer(send, 404, HTML, html.nothing_page())

    async def _stream(self, easel: Easel | None, receive: Receive, send: Send) -> None:
        """Tell what happens for as long as somebody listens, and the server runs."""
        feed = Feed(self.sandbox, easel)
        await begin(send, 200, "text/event-stream")
        async with create_task_group() as group:
            group.start_soon(self._tell, feed, send, group.cancel_scope)
            while (await receive())["type"] != "http.disconnect":
                pass
            group.cancel_scope.cancel()

    async def _tell(self, feed: Feed, send: Send, scope: CancelScope) -> None:
        silence = 0.0
        await _say(send, f"retry: {_RETRY}\n\n")
        while not (self.is_closing() or feed.ended):
            news = await feed.news()
            for name, about in news:
                await _say(send, f"event: {name}\ndata: {json.dumps(about)}\n\n")
            silence = 0.0 if news else silence + self.tick
            if silence >= self.longest_silence:
                silence = 0.0
                await _say(send, ":\n\n")
            await sleep(self.tick)
        await send({"type": "http.response.body", "body": b""})
        scope.cancel()

    def _board(self, board_id: str) -> StoredBoard | None:
        with held(self.sandbox) as service:
            return service.state.boards.get(board_id)

    def _easel(self, board_id: str) -> Easel:
        """Give the easel of a board, which is there as long as somebody looks at it."""
        sketch = Sketch(html.board_address(board_id))
        return self._easels.setdefault(board_id, Easel(board_id, sketch))

    def _whole(self, board: StoredBoard) -> str:
        shelves = Shelves()
        with held(self.sandbox):
            shelves.take(board)
            pictures = {
                item_id: picture
                for item_id, file_id in shelves.files.items()
                if (picture := self._picture(board, file_id))
            }
        return board_svg(
            shelves.items.values(),
            shelves.connectors.values(),
            shelves.tagged,
            groups=[
                ItemGroup(id=group_id, data=ItemGroupData(items=members))
                for group_id, members in shelves.groups.items()
            ],
            pictures=pictures,
            title=board.name,
        )

    def _picture(self, board: StoredBoard, file_id: str) -> bytes | None:
        """Give the file of an image; those of documents are none of the page's business."""
        with held(self.sandbox):
            items, resource = board.items.values(), board.resources.get(file_id)
            is_shown = any(one.resource_id == file_id and one.type == "image" for one in items)
        return resource.body if resource and is_shown else None


async def _send_file(send: Send, name: str) -> None:
    body = _FOLDER.joinpath(name).read_bytes()
    await answer(send, 200, _FILES[name], body, cache_control="no-cache")


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
