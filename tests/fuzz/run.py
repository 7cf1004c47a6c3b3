"""Schemathesis against the sandbox on a socket, with the official document.

It makes requests of every operation, good ones and bad ones, each by itself and in sequences in
which one call takes its ids from the answers to others. No answer may be a 5xx, and none may be
outside of the document, with every object closed.

    python -m tests.fuzz.run --examples 10 --sequences 100
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from itertools import count
from pathlib import Path
from zlib import crc32

import anyio
import schemathesis
from schemathesis.cli import handler, schemathesis as command
from schemathesis.cli.commands.run.handlers.base import EventHandler
from schemathesis.engine.events import ScenarioFinished
from schemathesis.engine.run import PhaseName

from miro_async import MiroApi, operations
from miro_async.call.transport.protocol import Request, Response
from miro_async.sandbox import Sandbox, SandboxServer
from miro_async.sandbox.limits import SCIM_WINDOW_SECONDS
from tests.fuzz.document import SCIM_PREFIX, openapi
from tests.fuzz.known import known_ids
from tests.sandbox.checked import CHECKED, check
from tests.sandbox.walk import walk
from tests.sandbox.walk_board import walk_items, walk_relations

CALLS_A_BOARD = 150
"""Calls about boards, after which there is a new one."""
TURNS = count()
STATUSES: Counter[int] = Counter()
SEQUENCES: Counter[str] = Counter()
ENDLESS = 10**12
"""Credits: what is refused for want of them is not carried out."""


def main():
    """Serve a sandbox, and let Schemathesis loose on it."""
    parser = ArgumentParser(description="Schemathesis against the sandbox.")
    parser.add_argument("--examples", type=int, default=5, help="requests for each operation")
    parser.add_argument("--sequences", type=int, default=50, help="sequences of calls")
    given = parser.parse_args()
    description = openapi(Path(os.environ["MIRO_OPENAPI"]))
    sandbox = Sandbox(credits_a_minute=ENDLESS)
    anyio.run(fill, sandbox)
    CHECKED.clear()
    install(sandbox)
    with SandboxServer(sandbox) as server, tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # it leaves notes for itself
        Path("openapi.json").write_text(json.dumps(description))
        failed = run(server.url, "examples,coverage,fuzzing", given.examples)
        seed = 1
        while not failed and SEQUENCES["run"] < given.sequences:  # it may end a run early
            failed = run(server.url, "stateful", given.sequences, seed)
            seed += 1
    calls = {operation.call for operation in operations()}
    print(f"sandbox: {sum(CHECKED.values())} answers of success, each one valid,")
    print(f"sandbox: of {len(CHECKED)} operations; none of:", *sorted(calls - CHECKED.keys()))
    print("sandbox:", SEQUENCES["run"], "sequences")
    print("sandbox: statuses", dict(sorted(STATUSES.items())))
    sys.exit(failed)


async def fill(sandbox):
    """Let there be something of every kind."""
    async with client(sandbox) as api:
        await walk(sandbox, api)


async def fill_a_board(sandbox):
    """Let there be another board with something of every kind on it."""
    async with client(sandbox) as api:
        board = await api.boards.create(name="Filled")
        await walk_items(api, board.id)
        await walk_relations(api, board.id)


def client(sandbox):
    """Give our client for it."""
    return MiroApi(
        token_of(sandbox), scim_token=sandbox.scim_token, transport=sandbox, pacing=False
    )


def install(sandbox):
    """Tell Schemathesis who calls, and what to look at."""

    @schemathesis.hook
    def before_call(context, case, kwargs):
        is_scim = case.path.startswith(SCIM_PREFIX)
        token = sandbox.scim_token if is_scim else token_of(sandbox)
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}
        if is_on_boards(case) and next(TURNS) % CALLS_A_BOARD == 0:
            anyio.run(fill_a_board, sandbox)  # as others delete
        ids = with_known_ids(sandbox, case.path, case.path_parameters or {})
        case.path_parameters = ids
        query = with_known_ids(sandbox, case.path, {**ids, **(case.query or {})})
        case.query = {name: query[name] for name in case.query or {}}
        sandbox.clock.advance(SCIM_WINDOW_SECONDS)

    @handler()
    class Sequences(EventHandler):
        def handle_event(self, context, event):  # noqa: ARG002 - the names are Schemathesis's
            is_sequence = isinstance(event, ScenarioFinished)
            SEQUENCES["run"] += is_sequence and event.phase is PhaseName.STATEFUL_TESTING

    @schemathesis.check
    def is_in_the_document(context, response, case):
        sent = response.request
        body = sent.body.encode() if isinstance(sent.body, str) else sent.body
        request = Request(method=sent.method, url=sent.url, headers=dict(sent.headers), body=body)
        answer = Response(status=response.status_code, headers={}, body=response.content)
        STATUSES[answer.status] += 1
        check(sandbox, request, answer)


def token_of(sandbox):
    """Give a token of the first user that works: that of a team dies with it."""
    if sandbox._state.grants.alive(sandbox.token):
        return sandbox.token
    return sandbox.new_token(sandbox.user_ids[0])


def is_on_boards(case):
    """Tell whether a call is about something on a board."""
    return any(name.startswith("board_id") for name in case.path_parameters or {})


def with_known_ids(sandbox, path, parameters):
    """Give the parameters; most ids that were made up are replaced by some that there are."""
    given = {}
    for name, value in sorted(parameters.items(), key=lambda item: "board_id" not in item[0]):
        known = known_ids(sandbox, path, name, {**parameters, **given})
        chance = crc32(str(value).encode(errors="replace"))
        keep = not known or str(value) in known or chance % 8 == 0
        given[name] = value if keep else known[chance % len(known)]
    return given


def run(url, phases, examples, seed=1):
    """Run these phases, and tell whether anything failed."""
    options = {
        "--url": url,
        "--phases": phases,
        "--max-examples": str(examples),
        "--checks": "not_a_server_error,is_in_the_document",
        "--warnings": "off",
        "--seed": str(seed),
        "--generation-database": "none",
    }
    words = [word for option in options.items() for word in option]
    arguments = ["run", "openapi.json", *words, "--no-color"]
    try:
        return bool(command.main(arguments, standalone_mode=False))
    except SystemExit as end:
        return bool(end.code)


if __name__ == "__main__":
    main()
