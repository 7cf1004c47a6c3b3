from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from tests.sandbox.exporter import ONE, address_of, archive_of, start
from tests.sandbox.talker import BoardTalker

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (2).to_bytes(4, "big") * 2


@pytest.fixture
def jobs(sandbox):
    """Give the address of the export jobs."""
    return address_of(sandbox)


def pages_of(pdf):
    """Read a PDF by its cross-reference table: the text of each page."""
    start_at = int(pdf.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    _, count, *table = pdf[start_at:].split(b"trailer")[0].split(b"\n", 2)
    first, number = map(int, count.split())
    offsets = [int(row[:10]) for row in table[0].split(b"\n")[1:number]]
    assert first == 0
    objects = {}
    for place, offset in enumerate(offsets, 1):
        assert pdf[offset:].startswith(f"{place} 0 obj\n".encode())
        objects[place] = pdf[offset:].split(b"\nendobj")[0]
    kids = objects[2].split(b"[")[1].split(b"]")[0].split(b" 0 R")[:-1]
    texts = []
    for kid in kids:
        content = objects[int(objects[int(kid)].split(b"/Contents ")[1].split()[0])]
        length = int(content.split(b"/Length ")[1].split()[0])
        stream = content.split(b"stream\n", 1)[1]
        assert stream[length:] == b"\nendstream"
        texts.append(stream[:length].decode("cp1252"))
    return texts


def test_an_archive_holds_the_board(board, sandbox, jobs):
    """The drawing shows what is on it, and the JSON is what the API tells of it."""
    note, frame = board.note(data={"content": "Ship it"}), board.frame()
    ends = {"startItem": {"id": note["id"]}, "endItem": {"id": board.note()["id"]}}
    line = board.made("/connectors", ends)
    tag = board.made("/tags", {"title": "Urgent", "fillColor": "red"})
    board.post(f"/items/{note['id']}?tag_id={tag['id']}")
    picture = board.upload("POST", "/images", ("resource", "a.png", PNG)).json
    start(board, jobs, ONE, board.id)
    sandbox.clock.advance(5)
    archive = archive_of(board, jobs)
    assert archive.testzip() is None
    assert sorted(archive.namelist()) == ["board.json", "board.svg"]
    assert archive.getinfo("board.svg").date_time == (2026, 1, 5, 10, 30, 14)  # it counts by twos
    drawn = ET.fromstring(archive.read("board.svg"))  # noqa: S314 - our own drawing
    words = "".join(drawn.itertext())
    assert "Retro" in words
    assert "Ship it" in words
    assert "Urgent" in words
    assert archive.read("board.svg").count(b"data:image/png;base64,") == 1
    told = json.loads(archive.read("board.json"))
    assert told["name"] == "Retro"
    assert told["items"] == board.items()
    assert {item["id"] for item in told["items"]} >= {note["id"], frame["id"], picture["id"]}
    assert told["connectors"] == [line]
    assert told["tags"] == [{"id": tag["id"], "type": "tag", "title": "Urgent", "fillColor": "red"}]


def test_an_archive_holds_what_stable_routes_tell_little_of(board, sandbox, jobs):
    """Mind map nodes, code and flowchart shapes are in it with their data; groups are, too."""
    path = f"https://api.miro.com{board.path}".replace("/v2/", "/v2-experimental/")
    view = {"nodeView": {"data": {"type": "text", "content": "Root"}}}
    node = board.made(f"{path}/mindmap_nodes", {"data": view})
    code = board.made(f"{path}/code_widgets", {"data": {"code": "print()", "language": "python"}})
    flow = {"data": {"shape": "flow_chart_process", "content": "Flow"}}
    shape = board.made(f"{path}/shapes", flow)
    group = board.made("/groups", {"data": {"items": [board.note()["id"], board.note()["id"]]}})
    start(board, jobs, ONE, board.id)
    sandbox.clock.advance(5)
    archive = archive_of(board, jobs)
    told = json.loads(archive.read("board.json"))
    assert [item["id"] for item in told["items"][:3]] == [node["id"], code["id"], shape["id"]]
    assert [item["data"] for item in told["items"][:3]] == [
        node["data"],
        code["data"],
        shape["data"],
    ]
    assert told["groups"] == [group]
    drawn = archive.read("board.svg").decode()
    assert "Root" in drawn
    assert "print()" in drawn
    assert "Flow" in drawn
    assert f'id="group-{group["id"]}"' in drawn


def test_an_archive_is_of_the_moment_when_it_was_asked_for(board, sandbox, jobs):
    """What is done later does not change it, not even the end of the board."""
    board.note(data={"content": "Early"})
    start(board, jobs, ONE, board.id)
    board.note(data={"content": "Late"})
    board.delete("")
    sandbox.clock.advance(5)
    drawn = archive_of(board, jobs).read("board.svg").decode()
    assert "Early" in drawn
    assert "Late" not in drawn


def test_a_board_can_be_exported_as_a_page(sandbox, jobs):
    """An HTML page with the drawing in it, its title escaped."""
    board = BoardTalker(sandbox, name="<Retro>")
    board.note(data={"content": "Ship it"})
    start(board, jobs, ONE, board.id, boardFormat="HTML")
    sandbox.clock.advance(5)
    page = archive_of(board, jobs).read("board.html").decode()
    assert page.startswith("<!DOCTYPE html>")
    assert '<meta charset="utf-8"><title>&lt;Retro&gt;</title></head>' in page
    assert "<svg" in page
    assert "Ship it" in page


def test_a_board_can_be_exported_as_text_in_a_pdf(board, sandbox, jobs):
    """With as many pages as it needs; parentheses and letters of no font do no harm."""
    board.note(data={"content": "<p>Smile (\u263a) \\ café</p>"})
    board.made("/texts", {"data": {"content": "x" * 91}})
    board.made("/shapes")
    for _ in range(3):
        board.post("/items/bulk", [{"type": "card", "data": {"title": "Card"}}] * 20)
    start(board, jobs, ONE, board.id, boardFormat="PDF")
    sandbox.clock.advance(5)
    pdf = archive_of(board, jobs).read("board.pdf")
    assert pdf.startswith(b"%PDF-1.4\n")
    first, second = pages_of(pdf)
    assert "(Retro) '" in first
    assert "(Smile \\(?\\) \\\\ café) '" in first
    assert f"({'x' * 90}) ' (x) '" in first
    assert first.count(" '") == 50
    assert (first + second).count("(Card) '") == 60
