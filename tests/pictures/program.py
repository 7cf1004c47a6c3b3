"""A program that keeps a folder on a board: `python program.py URL TOKEN BOARD FOLDER LEDGER HOW`.

HOW is `sync`, or `run` until a signal comes. It prints the events as they happen.
"""

from __future__ import annotations

import sys

import anyio

from miro_async import MiroApi
from miro_async.pictures import Patience, PictureFolder, run_until_signal

QUICK = Patience(settle=0.1, incomplete=0.2, unknown=2.0, rescan=30, longest_backoff=0.2)


def tell(event):
    """Print an event."""
    print(event.kind, event.name, flush=True)  # noqa: T201 - the test reads it


async def main(*arguments):
    """Do what the arguments say, and give an exit code."""
    url, token, board_id, folder, ledger, how, *grace = arguments
    async with MiroApi(token, base_url=url) as api:
        board = await api.board(board_id)
        pictures = PictureFolder(
            board, folder, ledger=ledger, on_event=tell, patience=QUICK, at_once=2, confirm="item"
        )
        if how == "run":
            return await run_until_signal(pictures, grace=float(*grace or (10,)))
        await pictures.sync()
        return 0


if __name__ == "__main__":
    sys.exit(anyio.run(main, *sys.argv[1:]))
