"""The example that the README begins with, run as users run it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import httpx
import pytest

from miro_async.sandbox import SandboxServer
from tests.e2e.scripts import EXAMPLES, as_process, here

TABLE = {
    "frame": 3,
    "sticky_note in 'Went well'": 7,
    "sticky_note in 'To improve'": 9,
    "sticky_note in 'Actions'": 6,
    "image": 1,
    "connector": 5,
    "tag, attached": 21,
}
# board, frames, notes in bulk, connectors, tags, attached, upload, items in pages, connectors, one
# changed, one deleted
CALLS = 1 + 3 + 2 + 5 + 4 + 21 + 1 + 3 + 1 + 1 + 1
CREDITS = 500 + 300 + 2300 + 500 + 4 * 50 + 21 * 50 + 100 + 300 + 100 + 100 + 500


def quickstart(folder, *arguments, how=here, **variables):
    """Run the example in a folder, and give what it prints."""
    ended = how("quickstart.py", *arguments, folder=folder, **variables)
    assert (ended.stderr, ended.code) == ("", 0)
    return ended.stdout


def table_in(output):
    """Give the counts that the example printed."""
    rows = re.findall(r"^(\S.*?) {2,}(\d+)$", output, re.MULTILINE)
    return {name: int(count) for name, count in rows}


def test_it_works_on_a_sandbox_of_its_own(tmp_path):
    """Without a token it starts one, shows its progress, and ends with a table and a bill."""
    output = quickstart(tmp_path, how=as_process)
    assert re.search(r"^No MIRO_ACCESS_TOKEN: .* http://127\.0\.0\.1:\d+$", output, re.MULTILINE)
    for progress in ("20 of 23 sticky notes", "listed 10 of 27 items", "listed 27 of 27 items"):
        assert progress in output
    assert table_in(output) == TABLE
    assert f"{CALLS} calls took {CREDITS:,} of the 100,000 credits" in output
    assert (tmp_path / "build" / "board.svg").is_file()


def test_it_draws_the_board(tmp_path):
    """Notes, frames and tags as text, the picture embedded, five lines; what was deleted is not."""
    quickstart(tmp_path, "drawings/retro.svg")
    root = ET.parse(tmp_path / "drawings" / "retro.svg").getroot()  # noqa: S314 - our own
    namespace = {"s": "http://www.w3.org/2000/svg"}
    kinds = [group.get("data-type") for group in root.iterfind(".//s:g[@data-type]", namespace)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "frame": 3,
        "sticky_note": 22,
        "image": 1,
        "connector": 5,
    }
    titles = {title.text for title in root.iterfind(".//s:title", namespace)}
    assert "sticky note: First review within one working day" in titles
    assert 'sticky note: Ask again in two weeks: "did it help?"' in titles
    assert not any("Good coffee" in title for title in titles)
    (picture,) = root.iterfind(".//s:image", namespace)
    assert picture.get("href").startswith("data:image/png;base64,")


def test_it_works_with_a_token(tmp_path):
    """With one it goes where it is told, without a change: here to a sandbox beside it."""
    with SandboxServer() as server:
        variables = {"MIRO_ACCESS_TOKEN": server.token, "MIRO_BASE_URL": server.url}
        output = quickstart(tmp_path, **variables)
        assert f"Working with Miro at {server.url}" in output
        assert table_in(output) == TABLE
        assert server.sandbox.credits_spent == CREDITS
        headers = {"Authorization": f"Bearer {server.token}"}
        answer = httpx.get(f"{server.url}/v2/boards", headers=headers, trust_env=False, timeout=60)
        (board,) = answer.json()["data"]
        assert board["name"] == "Retro"


@pytest.mark.parametrize("name", ["retro.csv", "retro.png"])
def test_its_files_are_small(name):
    """They are part of the repository and of the source distribution."""
    assert 0 < (EXAMPLES / name).stat().st_size < 30_000
