"""The example that makes a diagram of lines of text, run as users run it."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import httpx

from miro_async.sandbox import SandboxServer
from tests.e2e.scripts import as_process, here

ARROW = re.compile(r"(.+?) *-> *([^:]+?) *(?:: *(.+))?")


def diagram(folder, *arguments, code=0, how=here, **variables):
    """Run the example in a folder, and give what it prints."""
    ended = how("diagram.py", *arguments, folder=folder, **variables)
    assert ended.code == code, ended.stderr
    return ended.stdout + ended.stderr


def edges_of(lines):
    """Give start, end and label of each line, read in another way than the example does."""
    return [ARROW.fullmatch(line).groups("") for line in lines]


def listed(server, path):
    """Give all that a list of the sandbox has, by plain HTTP."""
    headers = {"Authorization": f"Bearer {server.token}"}
    found, cursor = [], ""
    with httpx.Client(base_url=server.url, headers=headers, trust_env=False, timeout=60) as client:
        while cursor is not None:
            page = client.get(path, params={"limit": 50, **({"cursor": cursor} if cursor else {})})
            found += page.json()["data"]
            cursor = page.json().get("cursor")
    return found


def made(tmp_path, lines):
    """Run the example on these lines; give boxes by their text, and the arrows, by plain HTTP."""
    (tmp_path / "graph.txt").write_text("\n".join(lines), encoding="utf-8")
    with SandboxServer() as server:
        variables = {"MIRO_ACCESS_TOKEN": server.token, "MIRO_BASE_URL": server.url}
        output = diagram(tmp_path, "graph.txt", "graph.svg", **variables)
        assert f"Working with Miro at {server.url}" in output
        headers = {"Authorization": f"Bearer {server.token}"}
        answer = httpx.get(f"{server.url}/v2/boards", headers=headers, trust_env=False, timeout=60)
        (board,) = [each["id"] for each in answer.json()["data"]]
        items = listed(server, f"/v2/boards/{board}/items")
        arrows = listed(server, f"/v2/boards/{board}/connectors")
    boxes = {item["data"]["content"]: item for item in items}
    assert len(boxes) == len(items)
    return boxes, arrows


def sides(item):
    """Give left, top, right and bottom of a box."""
    (x, y), size = (item["position"]["x"], item["position"]["y"]), item["geometry"]
    half_width, half_height = size["width"] / 2, size["height"] / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def check_boxes(boxes):
    """Fail if two of them overlap."""
    for one, other in combinations(map(sides, boxes.values()), 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def test_every_arrow_joins_the_right_boxes_in_layers(tmp_path):
    """Where nothing goes round in circles, each arrow leads down; no two boxes overlap."""
    lines = [
        f"n{start} -> n{end}" + (f": {start} < {end}" if end % 3 else "")
        for start in range(12)
        for end in range(start + 1, 12)
        if (start * 7 + end * 5) % 4 == 0
    ]
    edges = edges_of(lines)

    boxes, arrows = made(tmp_path, lines)

    assert set(boxes) == {name for start, end, _ in edges for name in (start, end)}
    names = {item["id"]: name for name, item in boxes.items()}
    drawn = [
        (
            names[arrow["startItem"]["id"]],
            names[arrow["endItem"]["id"]],
            "".join(caption["content"] for caption in arrow["captions"]).replace("&lt;", "<"),
        )
        for arrow in arrows
    ]
    assert sorted(drawn) == sorted(edges)
    check_boxes(boxes)
    for start, end, _ in edges:
        assert sides(boxes[start])[3] < sides(boxes[end])[1]
    tops = sorted({sides(box)[1] for box in boxes.values()})
    assert all(lower - upper > 70 for upper, lower in pairwise(tops))
    # As few layers as there can be: as many as the longest way has boxes.
    longest = {}
    for name in sorted(boxes, key=lambda name: int(name[1:])):
        ways = [longest[start] for start, end, _ in edges if end == name]
        longest[name] = 1 + max(ways, default=0)
    assert len(tops) == max(longest.values())


def test_circles_lead_back_up(tmp_path):
    """One arrow of a circle does, and is dashed; a name alone is a box of its own."""
    lines = ["a -> b: to", "b -> c", "c -> a: back", "alone", "", "# a comment"]
    boxes, arrows = made(tmp_path, lines)

    check_boxes(boxes)
    assert set(boxes) == {"a", "b", "c", "alone"}
    assert [sides(boxes[name])[1] for name in "abc"] == [-35, 145, 325]
    dashed = [arrow for arrow in arrows if arrow["style"]["strokeStyle"] == "dashed"]
    assert [arrow["captions"][0]["content"] for arrow in dashed] == ["back"]
    picture = ET.parse(tmp_path / "graph.svg").getroot()  # noqa: S314 - our own
    kinds = [each.get("data-type") for each in picture.iter() if each.get("data-type")]
    assert sorted(kinds) == ["connector"] * 3 + ["shape"] * 4


def test_a_line_may_have_several_arrows(tmp_path):
    """With its text at each; what comes after the colon is text, whatever it looks like."""
    boxes, arrows = made(tmp_path, ["a -> b->c: x -> y", "d: e -> a"])

    names = {item["id"]: name for name, item in boxes.items()}
    drawn = [
        (
            names[arrow["startItem"]["id"]],
            names[arrow["endItem"]["id"]],
            [caption["content"].replace("&gt;", ">") for caption in arrow.get("captions", [])],
        )
        for arrow in arrows
    ]
    assert sorted(drawn) == [("a", "b", ["x -> y"]), ("b", "c", ["x -> y"]), ("d: e", "a", [])]


def test_it_works_on_a_sandbox_of_its_own(tmp_path):
    """Without a token, with the graph beside it; in few calls, though it has many parts."""
    output = diagram(tmp_path, how=as_process)
    assert re.search(r"^No MIRO_ACCESS_TOKEN: .* http://127\.0\.0\.1:\d+$", output, re.MULTILINE)
    assert "  11 boxes in 6 layers, 13 arrows\n" in output
    assert (tmp_path / "build" / "diagram.svg").is_file()


def test_a_line_that_says_nothing_is_named(tmp_path):
    """Before anything is made."""
    for line, why in [
        ("a ->", "line 2 is no arrow: a ->"),
        ("a -> : b", "line 2 is no arrow: a -> : b"),
        ("a -> b -> b", "line 2: Miro cannot connect 'b' with itself"),
    ]:
        (tmp_path / "wrong.txt").write_text(f"a -> b\n{line}\n", encoding="utf-8")
        output = diagram(tmp_path, "wrong.txt", code=1)
        assert why in output
        assert "Board" not in output
