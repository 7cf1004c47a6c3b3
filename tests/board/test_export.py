"""Exports: the folder that a board becomes, and its files, which come once and whole."""

from __future__ import annotations

import csv
import json
from xml.etree import ElementTree as ET

import pytest

from miro_async import NO_RETRIES, InvalidArgumentError, MiroApi, UnauthorizedError
from miro_async.board import Snapshot
from miro_async.board.export import ExportProgress, export_snapshot
from miro_async.board.export.export import MOST_PICTURES
from miro_async.call.transport.protocol import Response
from miro_async.sandbox import SandboxServer
from tests.board import seen
from tests.board.test_snapshot import filled
from tests.board.transports import Around
from tests.unit.downloading import API, TOKEN, broken, downloads, refused, sent

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
SVG = "{http://www.w3.org/2000/svg}"


def image(item_id, title, resource="12", **more):
    """Give an image of which the file host of `downloads` has the file."""
    url = f"{API}/v2/boards/uXjV%3D/resources/images/{resource}?format=preview&redirect=false"
    return seen.item(item_id, "image", title, data={"imageUrl": url}, **more)


def names(folder):
    """Give what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


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


async def test_files_without_a_kind_are_known_by_their_content(board, tmp_path):
    """What was uploaded without a file name comes as mere bytes; what is unknown stays that."""
    drawing = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'
    boat = await board.add_image(PNG, title="Boat")
    tree = await board.add_image(drawing, title="Tree.png")
    plan = await board.add_document(b"%PDF-1.7", title="Plan")
    data = await board.add_document(b"PK\x03\x04", title="Data.xlsx")
    rest = await board.add_document(b"\0", title="Rest")

    exported = await board.export(tmp_path, formats=["markdown"])

    endings = {item.id: exported.files[item.id].suffix for item in (boat, tree, plan, data, rest)}
    assert [*endings.values()] == [".png", ".svg", ".pdf", ".xlsx", ".bin"]
    assert f"](files/Boat-{boat.id}.png)" in exported.paths["markdown"].read_text("utf-8")


async def test_what_the_host_says_of_a_file_is_believed(tmp_path):
    """Only where it says no more than that these are bytes, they are looked at."""
    kinds = ("image/jpeg", "Binary/Octet-Stream; charset=x", "application/octet-stream")
    pretended = downloads(*(sent(PNG, content_type=kind) for kind in kinds))
    snapshot = seen.snapshot(image("1", "a"), image("2", "b"), image("3", "c"))
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, formats=[], at_once=1)
    assert [path.name for path in exported.files.values()] == ["a-1.jpg", "b-2.png", "c-3.png"]


async def test_progress_is_told_after_each_file(pictured, tmp_path):
    """Two files and two formats."""
    told = []
    await pictured.export(tmp_path, formats=["csv", "json"], progress=told.append)
    assert told == [ExportProgress(done=done, total=4) for done in range(1, 5)]
    told.clear()
    await pictured.export(tmp_path, formats=["csv"], progress=told.append)
    assert told == [ExportProgress(done=done, total=3) for done in range(1, 4)]


async def test_what_is_there_is_not_fetched_again(pictured, tmp_path, miro_sandbox):
    """Unless it has another size, is gone, or the item has another file."""

    async def fetched():
        before = miro_sandbox.credits_spent
        exported = await pictured.export(tmp_path, formats=[])
        return exported, (miro_sandbox.credits_spent - before - snapshot_costs) // 500

    before = miro_sandbox.credits_spent
    await pictured.snapshot()
    snapshot_costs = miro_sandbox.credits_spent - before
    exported, count = await fetched()
    assert count == 2
    assert (await fetched())[1] == 0
    boat, plan = exported.snapshot.files()
    exported.files[boat.id].write_bytes(b"half")
    assert (await fetched())[1] == 1
    assert exported.files[boat.id].read_bytes() == PNG
    exported.files[plan.id].unlink()
    assert (await fetched())[1] == 1
    await pictured.api.images.replace_file(pictured.id, boat.id, b"GIF8 new", file_name="b.gif")
    again, count = await fetched()
    assert count == 1
    assert again.files[boat.id].read_bytes() == b"GIF8 new"
    assert again.files[plan.id] == exported.files[plan.id]


async def test_notes_of_files_are_read_with_care(tmp_path):
    """Half a line, other JSON, and names that lead elsewhere count nothing."""
    (tmp_path / "outside").write_bytes(b"1234")
    files = tmp_path / "out" / "files"
    files.mkdir(parents=True)
    (files / "link.png").symlink_to(tmp_path / "outside")
    url = seen.read(image("1", "a"), type(seen.snapshot(image("1", "a")).items[0])).data.image_url
    good = {"item": "1", "address": url, "name": "link.png", "size": 4}
    lines = [
        good,
        {**good, "name": "../../outside"},
        {**good, "name": "..\\outside"},
        {**good, "name": "a\0"},
        {**good, "name": "n" * 5000},
        {**good, "size": "4"},
        {**good, "item": 1},
        [],
    ]
    text = "\n".join(["not JSON", *map(json.dumps, lines), '{"item": "1", "addr'])
    (files / "files.jsonl").write_text(text, encoding="utf-8")
    pretended = downloads(sent(PNG))

    exported = await export_snapshot(
        pretended.api, seen.snapshot(image("1", "a")), tmp_path / "out", formats=[]
    )

    assert len(pretended.hosts.fetched) == 1
    assert exported.files["1"].read_bytes() == PNG
    assert (tmp_path / "outside").read_bytes() == b"1234"


async def test_files_that_do_not_come_are_problems_and_the_rest_goes_on(tmp_path):
    """Lost by Miro, gone at the file host, broken off, without an address."""
    pretended = downloads(
        sent(PNG), refused(404), refused(404), broken(b"half"), sent(b"last"), retry=NO_RETRIES
    )
    snapshot = seen.snapshot(
        image("1", "good"), image("2", "gone"), seen.item("3", "image", "none"), image("4", "half")
    )
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, at_once=1)
    found = {one.item_id: (one.title, one.reason) for one in exported.problems}
    assert set(found) == {"2", "3", "4"}
    assert "404" in found["2"][1]
    assert found["3"] == ("none", "the image 3 has no address of a file")
    assert list(exported.files) == ["1"]
    assert names(tmp_path / "files") == ["files.jsonl", "good-1.png"]
    assert "Image: gone" in (tmp_path / "board.md").read_text("utf-8")


async def test_a_file_that_miro_has_lost_is_a_problem(pictured, tmp_path, miro_sandbox):
    """Its resource is 0: Miro says 400 for ever."""

    class Lost(Around):
        """Says that the file of each image is 0."""

        async def send(self, request):
            """Change what lists say."""
            response = await super().send(request)
            body = response.body.replace(b"/resources/images/", b"/resources/images/0?x=")
            return Response(status=response.status, headers=response.headers, body=body)

    api = MiroApi(miro_sandbox.token, transport=Lost(miro_sandbox), clock=miro_sandbox.clock)
    board = await api.board(pictured.id)
    exported = await board.export(tmp_path)
    assert [(one.title, "400" in one.reason) for one in exported.problems] == [
        ("../Our boat.png", True)
    ]
    assert len(exported.files) == 1


async def test_the_token_does_not_go_to_the_file_host(tmp_path):
    """Only the API gets it."""
    pretended = downloads(sent(PNG))
    await export_snapshot(pretended.api, seen.snapshot(image("1", "a")), tmp_path)
    ((asked,), (fetched,)) = (pretended.hosts.asked, pretended.hosts.fetched)
    assert TOKEN in str(dict(asked.headers))
    assert TOKEN not in f"{fetched.url} {dict(fetched.headers)}"


async def test_files_come_side_by_side_but_not_more_than_allowed(tmp_path):
    """Three at once of nine."""
    pretended = downloads(sent(b"a", b"b", b"c"))
    snapshot = seen.snapshot(*(image(str(n), "same title") for n in range(9)))
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, formats=[], at_once=3)
    assert pretended.hosts.most_open == 3
    assert len({path.name for path in exported.files.values()}) == 9


async def test_no_two_items_get_the_same_file(tmp_path):
    """Also where their ids would come out the same, which Miro's do not."""
    pretended = downloads(sent(b"a"))
    snapshot = seen.snapshot(image("a/b", "x"), image("a-b", "X"))
    exported = await export_snapshot(pretended.api, snapshot, tmp_path, formats=[], at_once=1)
    assert names(tmp_path / "files") == ["X-a-b-2.png", "files.jsonl", "x-a-b.png"]
    assert len(exported.files) == 2


async def test_a_token_that_is_not_taken_ends_the_export(tmp_path):
    """As no other file would come either."""
    answer = Response(status=401, headers={}, body=b"{}")
    pretended = downloads(sent(b"a"), addresses=[answer])
    snapshot = seen.snapshot(image("1", "a"), image("2", "b"))
    with pytest.raises(UnauthorizedError):
        await export_snapshot(pretended.api, snapshot, tmp_path, at_once=1)
    assert len(pretended.hosts.asked) == 1


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
