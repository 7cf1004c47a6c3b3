"""The ledger: whole at any moment, and used by one program at a time."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

import pytest

from miro_async.errors import LedgerError
from miro_async.pictures.ledger import Row, open_ledger
from miro_async.pictures.looking import Stamp
from tests.pictures.painted import png

pytestmark = pytest.mark.anyio

ABOUT = {"board": "uXjV=", "folder": "/pictures"}
ROW = Row(name="a.png", hash="ff", stamp=Stamp(1, 2, 3), state="sending", since=1.5)
HOLDER = """
import sys
from pathlib import Path
from miro_async.pictures.ledger import open_ledger
ledger = open_ledger(Path(sys.argv[1]), {})
print("open", flush=True)
sys.stdin.read()
"""


async def test_rows_are_read_back_as_they_were(tmp_path):
    """Names may hold anything; a row may change, be under another name, and go."""
    rows = [
        ROW,
        Row(
            name=os.fsdecode(b"\xe4 \n'\".png"),
            hash="00",
            stamp=Stamp(2**40, 2**62, 2**62 + 1),
            state="confirmed",
            since=0.0,
            item_id="3458764500000000001",
            slot=7,
            gone=True,
            size=(4.5, 3.0),
        ),
    ]
    ledger = open_ledger(tmp_path / "deep" / "er" / "ledger", ABOUT)
    for row in rows:
        await ledger.put(row)
    renamed = Row(name="b.png", hash="ff", stamp=Stamp(1, 2, 3), state="sent", since=2.0)
    await ledger.put(renamed, instead_of="a.png")
    await ledger.put(ROW)
    await ledger.drop("a.png")
    ledger.close()

    again = open_ledger(tmp_path / "deep" / "er" / "ledger", ABOUT)

    assert dict(again.rows) == {"b.png": renamed, rows[1].name: rows[1]}
    again.close()


async def test_a_second_program_is_refused(tmp_path):
    """Also in the same process; as soon as the first has ended, however that came, it is free."""
    path = tmp_path / "ledger"
    holder = subprocess.Popen(  # noqa: ASYNC220, S603 - it has the file open meanwhile
        [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(LedgerError, match="is in use"):
            open_ledger(path, ABOUT)
    finally:
        holder.kill()
        holder.communicate()
    ours = open_ledger(path, ABOUT)
    with pytest.raises(LedgerError, match="is in use"):
        open_ledger(path, ABOUT)
    ours.close()
    open_ledger(path, ABOUT).close()


async def test_two_folders_at_once_are_refused(scene, picture_folder):
    """By the same ledger: the message says so, and nothing is uploaded twice."""
    scene.put("a.png", png(1))
    held = open_ledger(scene.ledger, {})
    with pytest.raises(LedgerError, match="another program"):
        await picture_folder().sync()
    held.close()
    assert (await picture_folder().sync()).uploaded == 1


@pytest.mark.parametrize("other", [{"board": "other"}, {"folder": "/elsewhere"}])
async def test_a_ledger_is_about_one_folder_and_one_board(tmp_path, other):
    """Another one's would have pictures deleted or uploaded for no reason."""
    open_ledger(tmp_path / "ledger", ABOUT).close()

    with pytest.raises(LedgerError, match=f"another {next(iter(other))}"):
        open_ledger(tmp_path / "ledger", ABOUT | other)


async def test_a_damaged_ledger_is_left_as_it_is(tmp_path):
    """And the message says what to do."""
    path = tmp_path / "ledger"
    path.write_bytes(b"no database" * 1000)

    with pytest.raises(LedgerError, match="damaged, or no ledger: move it away"):
        open_ledger(path, ABOUT)
    assert path.read_bytes() == b"no database" * 1000


async def test_a_ledger_of_a_newer_version_is_not_touched(tmp_path):
    """It may mean other things."""
    with sqlite3.connect(tmp_path / "ledger") as database:
        database.execute("PRAGMA user_version = 2")
    database.close()

    with pytest.raises(LedgerError, match="newer version"):
        open_ledger(tmp_path / "ledger", ABOUT)


async def test_a_place_where_no_file_can_be_is_an_error(tmp_path):
    """Below a file, and where a folder is."""
    (tmp_path / "file").touch()
    for path in (tmp_path / "file" / "ledger", tmp_path):
        with pytest.raises(LedgerError, match="cannot be used"):
            open_ledger(path, ABOUT)


async def test_what_sqlite_says_of_places_it_cannot_write_to_is_explained(tmp_path):
    """It speaks of errors of the disk; what is another database has no such hint."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(LedgerError, match="it and its folder have to be writable"):
            open_ledger(path, ABOUT)

    with sqlite3.connect(tmp_path / "other") as database:
        database.execute("CREATE TABLE pictures (id)")
    database.close()
    with pytest.raises(LedgerError, match=r"no such column: name$"):
        open_ledger(tmp_path / "other", ABOUT)


async def test_a_ledger_that_fails_ends_it(tmp_path):
    """An upload that cannot be noted must not be followed by others."""
    ledger = open_ledger(tmp_path / "ledger", ABOUT)
    ledger.close()
    with pytest.raises(LedgerError):
        await ledger.put(ROW)
