"""What happens on GitHub as sticky notes on a board: a FastAPI app that takes GitHub's webhooks.

    pip install 'miro-async[sandbox]' fastapi
    python examples/github_webhooks.py

This starts the app beside the sandbox, a local Miro, with a secret of its own, which it prints: no
account is needed. With these variables it is Miro:

- `GITHUB_WEBHOOK_SECRET`: the secret that the webhook has in the settings of the repository. Its
  content type there is `application/json`, its events are issues, pull requests and pushes.
- `MIRO_ACCESS_TOKEN`, `MIRO_BOARD_ID`: who writes, and where.
- `PORT`, `LOG_LEVEL`, `MIRO_BASE_URL`.

GitHub waits ten seconds for an answer, and does not come again by itself. So a delivery is answered
when it has been checked, and put on the board in the background; what comes at once is sent at
once. A delivery that could not be written down is logged and counted at `/health`, and GitHub's
"Redeliver" brings it again. What is done or waiting is known by its signature and is not taken
twice, whoever sends it, under whatever id: GitHub signs what a delivery says, but not its id. The
app runs in one worker, as the signatures are in memory: the last 10,000, until it ends.
"""

from __future__ import annotations

import hmac
import json
import logging
import os
from collections import OrderedDict
from contextlib import asynccontextmanager, contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING, Any, cast

import anyio
import uvicorn
from attrs import define, field, frozen
from environment import base_url
from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from miro_async import MiroApi, errors
from miro_async.sandbox import Sandbox, SandboxServer

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from miro_async.board import Board, Draft
    from miro_async.models.enums import StickyNoteColor

LARGEST = 25 * 1024 * 1024  # of GitHub's
MOST_WAITING = 1000
MOST_KNOWN = 10_000
AT_ONCE = 20
LAST_WORDS = 10.0  # seconds for what waits when the app is to end
IN_A_ROW, WIDTH, HEIGHT = 5, 220, 250
TAGS = {"issues": "issue", "pull_request": "pull request", "push": "push"}
COLORS: dict[str, StickyNoteColor] = {
    "opened": "light_green",
    "reopened": "light_green",
    "closed": "gray",
    "merged": "violet",
    "pushed": "light_blue",
}

logger = logging.getLogger(__name__)
router = APIRouter()


@frozen
class Note:
    """What a delivery says, for the board."""

    delivery: str
    signature: str
    event: str
    text: str
    color: StickyNoteColor


def is_signed(body: bytes, signature: str, secret: bytes) -> bool:
    """Tell whether GitHub has sent this: the signature is an HMAC of the bytes as they came."""
    wanted = "sha256=" + hmac.new(secret, body, "sha256").hexdigest()
    # As bytes, since texts that are not ASCII would be an error; and in constant time.
    return hmac.compare_digest(wanted.encode(), signature.encode())


def note_of(delivery: str, signature: str, event: str, payload: dict[str, Any]) -> Note | None:
    """Give what goes on the board for an event; `None` for those that nobody asked for."""
    if event not in TAGS:
        return None
    repository = payload["repository"]["full_name"]
    if event == "push":
        text, color = f"{repository} {_pushed(payload)}", COLORS["pushed"]
    else:
        subject = payload["issue" if event == "issues" else "pull_request"]
        action = payload["action"]
        if action == "closed" and subject.get("merged"):
            action = "merged"
        who, color = payload["sender"]["login"], COLORS.get(action, "light_yellow")
        text = f"{repository}#{subject['number']} {action} by {who}\n{subject['title']}"
    return Note(delivery, signature, event, _short(text), color)


def _pushed(payload: dict[str, Any]) -> str:
    branch = payload["ref"].removeprefix("refs/heads/").removeprefix("refs/tags/")
    who = payload["pusher"]["name"]
    if payload.get("deleted"):
        return f"{branch}\ndeleted by {who}"
    commits = len(payload["commits"])
    head = payload.get("head_commit")
    message: str = head["message"].partition("\n")[0] if head else ""
    return f"{branch}\n{commits} commit{'' if commits == 1 else 's'} by {who}\n{message}"


def _short(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:299]}…"  # noqa: PLR2004 - what a note can show


class Deliveries:
    """What GitHub has brought: waiting, done, or failed."""

    def __init__(self) -> None:
        self.known: OrderedDict[str, None] = OrderedDict()
        self.waiting = self.done = self.failed = 0
        self.incoming, self.outgoing = anyio.create_memory_object_stream[Note](MOST_WAITING)

    def take(self, note: Note) -> bool:
        """Let a note wait for its turn, unless it is known; raise `WouldBlock` if too many do."""
        if note.signature in self.known:
            return False
        self.incoming.send_nowait(note)
        self.waiting += 1
        self.known[note.signature] = None
        if len(self.known) > MOST_KNOWN:
            self.known.popitem(last=False)
        return True

    async def some(self) -> list[Note]:
        """Give what waits, as soon as something does; raise `EndOfStream` at the end."""
        notes = [await self.outgoing.receive()]
        while len(notes) < AT_ONCE:
            try:
                notes.append(self.outgoing.receive_nowait())
            except (anyio.WouldBlock, anyio.EndOfStream):
                break
        return notes

    def settle(self, notes: list[Note], reasons: dict[str, Exception]) -> None:
        """Note what became of these; what failed may come again."""
        for note in notes:
            self.waiting -= 1
            reason = reasons.get(note.delivery)
            if reason is None:
                self.done += 1
                continue
            self.failed += 1
            self.known.pop(note.signature, None)
            logger.error("Delivery %s is not on the board: %s", note.delivery, reason)


@define
class Wall:
    """The notes on the board: a block for each kind of event, five in a row."""

    board: Board
    counts: dict[str, int] = field(factory=dict[str, int])

    async def read(self) -> None:
        """Count what is there from before."""
        for event, tag in TAGS.items():
            self.counts[event] = len(await self.board.find(tag=tag))

    async def add(self, notes: list[Note]) -> dict[str, Exception]:
        """Put notes on the board, and give why some are not there, by their deliveries."""
        batch = self.board.batch(on_error="keep")
        drafts: dict[Draft, Note] = {}
        for note in notes:
            number = self.counts[note.event]
            self.counts[note.event] += 1
            block = list(TAGS).index(note.event) * (IN_A_ROW + 1)
            draft = batch.add_sticky_note(
                note.text,
                at=((block + number % IN_A_ROW) * WIDTH, number // IN_A_ROW * HEIGHT),
                color=note.color,
                tags=[TAGS[note.event]],
            )
            drafts[draft] = note
        try:
            await batch.send()
        except errors.BatchError as error:
            failed = {cast("Draft", draft): reason for draft, reason in error.failed}
            lost = {draft: failed.get(draft, error) for draft in drafts if draft not in error.made}
            for draft in drafts.keys() & failed.keys() & error.made.keys():
                delivery = drafts[draft].delivery
                logger.warning("Delivery %s has no tag: %s", delivery, failed[draft])
            return {drafts[draft].delivery: reason for draft, reason in lost.items()}
        except errors.MiroError as error:
            return {note.delivery: error for note in notes}
        return {}


async def write_down(deliveries: Deliveries, wall: Wall) -> None:
    """Put on the board what waits, until there will be nothing more."""
    while True:
        try:
            notes = await deliveries.some()
        except anyio.EndOfStream:
            return
        deliveries.settle(notes, await wall.add(notes))


@router.post("/webhook")
async def receive(request: Request) -> Response:
    """Take a delivery of GitHub's: check it, and let it wait for its turn."""
    note = _checked(request, await _body(request))
    if note is None:
        return _said("nothing to do", 200)
    deliveries: Deliveries = request.state.deliveries
    try:
        return _said("taken" if deliveries.take(note) else "known", 202)
    except (anyio.WouldBlock, anyio.ClosedResourceError):
        logger.warning("Delivery %s was not taken: too many wait", note.delivery)
        return _said("too many wait: redeliver it later", 503)


@router.get("/health")
async def health(request: Request) -> Response:
    """Tell how many deliveries wait, are done, and have failed."""
    deliveries: Deliveries = request.state.deliveries
    figures = {name: getattr(deliveries, name) for name in ("waiting", "done", "failed")}
    return JSONResponse(figures)


async def _body(request: Request) -> bytes:
    """Give the bytes as they came, which are what is signed."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413, "GitHub sends less")
    return bytes(body)


def _checked(request: Request, body: bytes) -> Note | None:
    headers = request.headers
    signature = headers.get("x-hub-signature-256", "")
    if not is_signed(body, signature, request.app.state.secret):
        raise HTTPException(401, "the signature is missing or wrong")
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "give the webhook the content type application/json")
    try:
        delivery, event = headers["x-github-delivery"], headers["x-github-event"]
        return note_of(delivery, signature, event, json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise HTTPException(400, "this is not what GitHub says of an event") from None


def _said(what: str, status: int) -> Response:
    return JSONResponse({"said": what}, status)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncGenerator[dict[str, Deliveries]]:
    """Write down what comes, for as long as this worker runs; at the end, what still waits."""
    async with MiroApi(os.environ["MIRO_ACCESS_TOKEN"], base_url=base_url()) as api:
        wall = Wall(await api.board(os.environ["MIRO_BOARD_ID"]))
        await wall.read()
        deliveries = Deliveries()
        with deliveries.outgoing:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(write_down, deliveries, wall)
                with deliveries.incoming:
                    yield {"deliveries": deliveries}
                tasks.cancel_scope.deadline = anyio.current_time() + LAST_WORDS
    if deliveries.waiting:
        logger.error("%d deliveries may be lost: redeliver what is missing", deliveries.waiting)


def create_app() -> FastAPI:
    """Make the application."""
    app = FastAPI(openapi_url=None, lifespan=lifespan)
    app.state.secret = os.environ["GITHUB_WEBHOOK_SECRET"].encode()
    if not app.state.secret:
        raise ValueError("GITHUB_WEBHOOK_SECRET is empty: anybody could sign with that")
    app.include_router(router)
    return app


@contextmanager
def sandbox_unless_configured(port: int) -> Generator[None]:
    """Have a local Miro, and set the variables for it, if the environment names no board."""
    if "MIRO_BOARD_ID" in os.environ:
        yield
        return
    sandbox = Sandbox()
    board_id = sandbox.add_board("What happens on GitHub")
    known = os.environ.get("GITHUB_WEBHOOK_SECRET")  # perhaps the real one: that is not printed
    secret = known or token_hex(20)
    with SandboxServer(sandbox) as server:
        print(
            "No MIRO_BOARD_ID: working with a sandbox. "
            f"Its board is {server.url}/boards/{board_id}\n"
            f"The webhook is http://127.0.0.1:{port}/webhook"
            f"{'' if known else f', and its secret is {secret}'}",
            flush=True,
        )
        os.environ |= {
            "MIRO_ACCESS_TOKEN": sandbox.token,
            "MIRO_BOARD_ID": board_id,
            "MIRO_BASE_URL": server.url,
            "GITHUB_WEBHOOK_SECRET": secret,
        }
        yield


def main() -> None:
    """Serve the application with one worker."""
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"))
    port = int(os.environ.get("PORT", "8000"))
    with sandbox_unless_configured(port):
        uvicorn.run(create_app(), port=port, log_config=None)


if __name__ == "__main__":
    main()
