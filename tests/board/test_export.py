"""Exports: the folder that a board becomes."""

from __future__ import annotations

import csv
from xml.etree import ElementTree as ET

import pytest

from miro_async import InvalidArgumentError, MiroApi
from miro_async.board import Snapshot
from miro_async.board.export import ExportProgress, export_snapshot
from miro_async.board.export.export import MOST_PICTURES
from miro_async.sandbox import SandboxServer
from tests.board import seen
from tests.board.exported import PNG, image, names
from tests.board.test_snapshot import filled
from tests.unit.downloading import downloads, sent

pytestmark = pytest.mark.anyio

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
async def pictured(board):
    """Give a board with notes, an image and a document."""
    await filled(board)
    await board.api.images.upload(board.id, PNG, title="../Our boat.png", file_name="boat.png")
    await board.api.documents.upload(board.id, b"%PDF", title="Plan", file_name="plan.pdf")
    return board


async def test_a_board_becomes_a_folder(pictured, tmp_path):
    """JSON that comes back, Markdown and CSV with the files, SVG with the picture in it."""
    folder = tmp_path / "new" / "folder"

    exported = await pictured.export(folder)

    snapshot = exported.snapshot
    boat, plan = snapshot.files()
    boat_name, plan_name = f"Our-boat-{boat.id}.png", f"Plan-{plan.id}.pdf"
    assert names(folder) == ["board.csv", "board.json", "board.md", "board.svg", "files"]
    assert names(folder / "files") == sorted([boat_name, plan_name, "files.jsonl"])
    assert exported.files == {
        boat.id: folder / "files" / boat_name,
        plan.id: folder / "files" / plan_name,
    }
    assert {kind: path.name for kind, path in exported.paths.items()} == {
        "json": "board.json",
        "markdown": "board.md",
        "csv": "board.csv",
        "svg": "board.svg",
    }
    assert (exported.folder, exported.problems) == (folder, ())
    assert exported.files[boat.id].read_bytes() == PNG
    assert exported.files[plan.id].read_bytes() == b"%PDF"
    assert Snapshot.from_json(exported.paths["json"].read_bytes()) == snapshot
    assert f"](files/{boat_name})" in exported.paths["markdown"].read_text("utf-8")
    with exported.paths["csv"].open(encoding="utf-8-sig", newline="") as table:
        files = {row["id"]: row["file"] for row in csv.DictReader(table)}
    assert (files[boat.id], files[plan.id]) == (f"files/{boat_name}", f"files/{plan_name}")
    drawn = ET.parse(exported.paths["svg"]).getroot()  # noqa: S314 - our own
    (picture,) = drawn.iter(f"{SVG}image")
    assert picture.get("href").startswith("data:image/png;base64,iVBORw0KGgo")


async def test_only_what_is_wanted_is_written(pictured, tmp_path, miro_sandbox):
    """One format, and no files: then no credits are spent on them."""
    exported = await pictured.export(tmp_path, formats=["markdown"], files=False)
    assert names(tmp_path) == ["board.md"]
    assert exported.files == {}
    assert "Image: " in exported.paths["markdown"].read_text("utf-8")
    assert miro_sandbox.calls.of("resources.*") == []
    with pytest.raises(InvalidArgumentError, match="formats are of json, markdown, csv, svg"):
        await pictured.export(tmp_path, formats=["pdf"])
    with pytest.raises(InvalidArgumentError):
        await pictured.export(tmp_path, formats="json")
    with pytest.raises(InvalidArgumentError):
        await export_snapshot(pictured.api, exported.snapshot, tmp_path, at_once=0)


async def test_what_cannot_be_exported_costs_nothing(pictured, tmp_path, miro_sandbox):
    """A format that there is not, and a file where the folder would be: the board is not read."""
    calls = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match="formats are of"):
        await pictured.export(tmp_path / "new", formats=["pdf"])
    (tmp_path / "file").write_bytes(b"of somebody")
    with pytest.raises(FileExistsError):
        await pictured.export(tmp_path / "file")
    assert names(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == b"of somebody"
    assert len(miro_sandbox.calls) == calls


async def test_progress_is_told_after_each_file(pictured, tmp_path):
    """Two files and two formats."""
    told = []
    await pictured.export(tmp_path, formats=["csv", "json"], progress=told.append)
    assert told == [ExportProgress(done=done, total=4) for done in range(1, 5)]
    told.clear()
    await pictured.export(tmp_path, formats=["csv"], progress=told.append)
    assert told == [ExportProgress(done=done, total=3) for done in range(1, 4)]


async def test_what_was_there_stays_if_writing_fails(tmp_path):
    """A folder stands where a file should go; nothing is left over."""
    (tmp_path / "board.csv").mkdir()
    (tmp_path / "board.json").write_text("old", encoding="utf-8")
    pretended = downloads(sent(b"a"))
    with pytest.raises(IsADirectoryError):
        await export_snapshot(pretended.api, seen.snapshot(), tmp_path, formats=["csv"])
    assert names(tmp_path) == ["board.csv", "board.json"]
    assert (tmp_path / "board.json").read_text("utf-8") == "old"


async def test_a_file_that_is_not_whole_does_not_take_the_place_of_the_old_one(tmp_path):
    """A picture vanishes before the drawing is made; nothing half-written is left over."""
    (tmp_path / "board.svg").write_text("old", encoding="utf-8")
    pretended = downloads(sent(PNG))

    def remove(progress):
        if progress.done == 1:
            (tmp_path / "files" / "a-1.png").unlink()

    with pytest.raises(FileNotFoundError):
        await export_snapshot(
            pretended.api, seen.snapshot(image("1", "a")), tmp_path, progress=remove
        )
    assert (tmp_path / "board.svg").read_text("utf-8") == "old"
    assert names(tmp_path) == ["board.csv", "board.json", "board.md", "board.svg", "files"]
    assert names(tmp_path / "files") == ["files.jsonl"]


async def test_a_picture_that_is_too_large_is_not_in_the_svg(tmp_path):
    """It is a file all the same, and the problem is told."""
    pretended = downloads(sent(PNG), sent(b"GIF89a"))
    snapshot = seen.snapshot(image("1", "large"), image("2", "small"))
    await export_snapshot(pretended.api, snapshot, tmp_path, formats=[], at_once=1)
    large = tmp_path / "files" / "large-1.png"
    notes = tmp_path / "files" / "files.jsonl"
    notes.write_text(
        notes.read_text("utf-8").replace(str(len(PNG)), str(MOST_PICTURES + 1)), "utf-8"
    )
    with large.open("r+b") as file:
        file.truncate(MOST_PICTURES + 1)  # a hole, which takes no room on the disk
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, formats=["svg"])
    assert [(one.item_id, one.title) for one in exported.problems] == [("1", "large")]
    assert len(exported.files) == 2
    assert "data:image/gif" in exported.paths["svg"].read_text("utf-8")


async def test_over_a_socket_it_is_the_same(tmp_path):
    """A real connection to the API and the file host."""
    async with SandboxServer() as server, MiroApi(server.token, base_url=server.url) as api:
        board = await api.create_board("Retro")
        for title in ("a", "b", "c"):
            await api.images.upload(board.id, PNG, title=title, file_name="boat.png")
        exported = await board.export(tmp_path)
    assert [path.read_bytes() for path in exported.files.values()] == [PNG] * 3
    assert exported.problems == ()


def test_the_package_names_what_it_has():
    """And nothing else."""
    from miro_async.board import export

    assert "to_csv" in dir(export)
    assert all(getattr(export, name) for name in export.__all__)
    with pytest.raises(AttributeError):
        _ = export.nonsense
