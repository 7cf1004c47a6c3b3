"""`watch`: the pictures of a folder, put on a board as they come."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

import click
from anyio import to_thread
from attrs import evolve

from ..command import Command, awaits
from ..exits import Exit
from ..parameters import FILE, NEW_FILE, NEW_FOLDER, board as board_id

if TYPE_CHECKING:
    from collections.abc import Generator

    from ...pictures import PictureFolder, PictureSettings
    from ..surroundings import Surroundings

_ENV_FILE = Path(".env")


@click.command(
    "watch",
    cls=Command,
    json=True,
    examples=(
        "miro-async watch pictures --board $BOARD",
        "miro-async watch pictures --board $BOARD --frame $FRAME --deleted remove",
        "miro-async watch pictures --board $BOARD --once --json",
    ),
)
@click.argument("folder", type=NEW_FOLDER, required=False)
@click.option("--board", type=board_id, help="The board; also MIRO_BOARD_ID.")
@click.option("--frame", metavar="ID", help="A frame, which grows; also MIRO_FRAME_ID.")
@click.option("--columns", type=int, metavar="N", help="How many in a row.")
@click.option(
    "--deleted",
    type=click.Choice(["keep", "remove"]),
    help="What becomes of the item of a picture that is deleted. [default: keep]",
)
@click.option("--subfolders", is_flag=True, default=None, help="The pictures of subfolders, too.")
@click.option("--ledger", type=NEW_FILE, metavar="FILE", help="Where it is kept what is there.")
@click.option(
    "--env-file",
    type=FILE,
    metavar="FILE",
    help="A file of settings. [default: .env, if there is one]",
)
@click.option("--once", is_flag=True, help="Bring the board in step once, and end.")
@awaits
async def watch(  # noqa: PLR0913 - what can be typed
    around: Surroundings,
    *,
    folder: Path | None,
    board: str | None,
    frame: str | None,
    columns: int | None,
    deleted: Literal["keep", "remove"] | None,
    subfolders: bool | None,
    ledger: Path | None,
    env_file: Path | None,
    once: bool,
) -> None:
    """Put the pictures of a folder on a board, in a grid, and then each new one as it comes.

    What is a picture is told by its content. A changed picture replaces its item. Each upload is
    confirmed by reading it back. What was uploaded is known after a restart. Ctrl-C and SIGTERM end
    it, after what is under way. What happens is told on stderr, or with --json on stdout. With
    --once it ends with 6 if a picture cannot be on the board.
    """
    from ...pictures import PictureSettings
    from ..connection import connected

    given = {
        "folder": folder,
        "board_id": board,
        "frame_id": frame,
        "columns": columns,
        "deleted": deleted,
        "subfolders": subfolders,
        "ledger": ledger,
        "base_url": around.options.base_url,
        "log": "json" if around.options.json else None,
    }
    env_file = env_file or _ENV_FILE
    signed_in = await _signed_in(around)
    settings = await to_thread.run_sync(
        lambda: PictureSettings.read(
            around.environ, env_file=env_file, signed_in=signed_in, given=given
        )
    )
    async with connected(_with_token(around, settings, env_file)) as api:
        pictures = settings.picture_folder(await api.board(settings.board_id), clock=around.clock)
        with _told(settings):
            code = await _run(pictures, once=once)
    click.get_current_context().exit(code)


async def _run(pictures: PictureFolder, *, once: bool) -> int:
    from ...pictures import run_until_signal

    if not once:
        return await run_until_signal(pictures)
    report = await pictures.sync()
    return Exit.INCOMPLETE if report.left else Exit.OK


async def _signed_in(around: Surroundings) -> bool:
    from ..connection import token_given
    from ..logins import find

    return token_given(around) is not None or await find(around) is not None


def _with_token(around: Surroundings, settings: PictureSettings, env_file: Path) -> Surroundings:
    """Give the surroundings with a token that stands in the file of settings."""
    from ..connection import warn_if_open

    if settings.access_token is None or around.options.token_file:
        return around
    if "MIRO_ACCESS_TOKEN" not in around.environ:
        warn_if_open(around, env_file)
    found = {
        "MIRO_ACCESS_TOKEN": settings.access_token.reveal(),
        "MIRO_BASE_URL": settings.base_url,
    }
    return evolve(around, environ={**around.environ, **found})


class _Lines(logging.StreamHandler[TextIO]):
    """Writes the log as what a command prints: when nobody reads it any more, the command ends."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's
        """Raise what went wrong: logging calls this while it handles the error."""
        raise  # noqa: PLE0704


@contextmanager
def _told(settings: PictureSettings) -> Generator[None]:
    """Have the log of pictures written, for people or for programs."""
    from ...pictures import JsonLines, PlainLines

    is_json = settings.log == "json"
    stream: TextIO | None = sys.stdout if is_json else sys.stderr
    handler = logging.NullHandler() if stream is None else _Lines(stream)  # `2>&-` leaves none
    handler.setFormatter(JsonLines() if is_json else PlainLines())
    log = logging.getLogger("miro_async.pictures")
    before = log.level
    log.addHandler(handler)
    log.setLevel(min(before or logging.INFO, logging.INFO))
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before)
