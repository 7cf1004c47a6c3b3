"""`raw`: any method and path."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from ..asking import interruptible
from ..command import Command, awaits
from ..output import Output
from ..parameters import FILE_OR_STDIN, pair

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ..surroundings import Surroundings

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@click.command(
    "raw",
    cls=Command,
    json=True,
    examples=(
        "miro-async raw GET /v2/boards -q limit=1",
        "miro-async raw GET /v2/boards/$BOARD --include",
        """miro-async raw POST /v2/boards --body '{"name": "Retro"}'""",
        """echo '{"name": "Retro"}' | miro-async raw POST /v2/boards --body-file -""",
    ),
)
@click.argument("method", type=click.Choice(_METHODS, case_sensitive=False))
@click.argument("path")
@click.option(
    "--query",
    "-q",
    type=pair,
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the query; may be given several times.",
)
@click.option("--body", metavar="JSON", help="The body.")
@click.option(
    "--body-file",
    type=FILE_OR_STDIN,
    metavar="FILE",
    help="A file with the body; - is stdin.",
)
@click.option("--include", "-i", is_flag=True, help="Print the status and the headers, too.")
@awaits
async def raw(  # noqa: PLR0913 - what can be typed
    around: Surroundings,
    *,
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"],
    path: str,
    query: Sequence[tuple[str, str]],
    body: str | None,
    body_file: Path | None,
    include: bool,
) -> None:
    """Call any method and path of the API, and print the JSON that comes back.

    It waits for credits, and is tried again where that does no harm, as all calls are. The path
    goes on from the address of the API; what is asked for goes into --query. With --json and
    --include, what comes back is one object: its status, headers and body.
    """
    from ..connection import connected

    path, _, asked = path.partition("?")
    if asked:
        raise click.UsageError("the path has no ?: what follows it goes into --query NAME=VALUE")
    given = _body(body, body_file)
    parameters: dict[str, list[str]] = {}
    for name, value in query:
        parameters.setdefault(name, []).append(value)
    async with connected(around) as api:
        answer = await api.request(method, path, query=parameters, body=given)
    output = Output(around)
    if around.options.json and include:
        headers = dict(answer.headers)
        output.json({"status": answer.status, "headers": headers, "body": answer.decoded})
        return
    if include:
        output.line(f"HTTP {answer.status}")
        for name, value in answer.headers.items():
            output.line(f"{name}: {value}")
        click.echo()
    if answer.decoded is not None:
        output.json_text(answer.decoded)


def _body(typed: str | None, file: Path | None) -> dict[str, Any] | list[Any] | None:
    if typed is not None and file is not None:
        raise click.UsageError("give --body or --body-file, not both")
    text: str | bytes | None = typed
    if file is not None:
        with interruptible():
            text = _read(file)
    if text is None:
        return None
    try:
        read: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"the body is no JSON: {error}") from error
    if not isinstance(read, dict | list):
        raise click.UsageError("the body is a JSON object or list")
    return cast("dict[str, Any] | list[Any]", read)


def _read(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        message = f"the body cannot be read from {file}: {error.strerror}"
        raise click.UsageError(message) from error
