"""Any body that the document allows is taken, and boards agree with what was sent to them."""

from __future__ import annotations

from typing import get_args

from hypothesis import given, settings, strategies as st

from miro_async.models import enums
from miro_async.sandbox import Sandbox
from tests.sandbox.talker import BoardTalker

PLACES = st.floats(-1e6, 1e6).map(float)
POSITION = st.fixed_dictionaries({}, optional={"x": PLACES, "y": PLACES})
SIZES = st.floats(8, 1e5)
GEOMETRY = st.fixed_dictionaries({}, optional={"width": SIZES, "height": SIZES})
COLORS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
WORDS = st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), max_size=30)
CODE = st.fixed_dictionaries(
    {},
    optional={
        "code": st.text(max_size=50) | st.just("x" * 6000),
        "title": st.text(max_size=100),
        "language": WORDS,
        "lineNumbersVisible": st.booleans(),
    },
)
SHAPE = st.fixed_dictionaries(
    {"shape": st.sampled_from(get_args(enums.ShapeKind))}, optional={"content": WORDS}
)
STYLE = st.fixed_dictionaries(
    {},
    optional={
        "fillColor": COLORS,
        "borderColor": COLORS,
        "textAlign": st.sampled_from(["left", "center", "right"]),
        "fontFamily": st.sampled_from(get_args(enums.FontFamily)),
    },
)
OPTIONAL = {"position": POSITION, "geometry": GEOMETRY}
NODES = st.tuples(
    st.just("mindmap_nodes"),
    st.fixed_dictionaries(
        {"data": WORDS.map(lambda text: {"nodeView": {"data": {"type": "text", "content": text}}})},
        optional={
            "position": POSITION,
            "geometry": st.fixed_dictionaries({}, optional={"width": st.floats(1, 1e5)}),
        },
    ),
)
SHAPES = st.tuples(
    st.just("shapes"),
    st.fixed_dictionaries({"data": SHAPE}, optional={"style": STYLE, **OPTIONAL}),
)
WIDGETS = st.tuples(
    st.just("code_widgets"), st.fixed_dictionaries({}, optional={"data": CODE, **OPTIONAL})
)


def ahead(board, path=""):
    """Give a path of the experimental routes."""
    return board.path.replace("/v2/", "/v2-experimental/") + path


def told(item):
    """Give what a body says of an item, as its answer has it."""
    return {name: item[name] for name in ("data", "style", "geometry", "position") if name in item}


def agrees(sent, found):
    """Tell whether all that was sent came back; two kinds of shapes drop their text."""
    if not isinstance(sent, dict):
        return found == sent
    if found.get("shape") in {"flow_chart_or", "flow_chart_summing_junction"}:
        sent = {**sent, "content": ""}
    return all(agrees(part, found[name]) for name, part in sent.items())


@settings(max_examples=20)
@given(
    made=st.lists(NODES | SHAPES | WIDGETS, min_size=1, max_size=8),
    picks=st.lists(st.integers(0, 100), min_size=8, max_size=8),
)
def test_every_valid_body_is_taken_and_read_back(made, picks):
    """Nodes hang where they were hung, and every deletion takes just what it says."""
    board = BoardTalker(Sandbox(credits_a_minute=10**9))
    above, collections = {}, {}
    for (collection, body), pick in zip(made, picks, strict=False):
        nodes = [None, *above]
        parent = nodes[pick % len(nodes)] if collection == "mindmap_nodes" else None
        whole = {**body, "parent": {"id": parent}} if parent else body
        answer = board.post(ahead(board, f"/{collection}"), whole)
        assert answer.status == 201, answer.body
        item = answer.json
        assert board.get(ahead(board, f"/{collection}/{item['id']}")).json == item
        shown = board.get(ahead(board, f"/items/{item['id']}")).json
        assert agrees(told(body), {**shown, **item})
        if collection == "mindmap_nodes":
            above[item["id"]] = parent
            assert item["data"]["isRoot"] is (parent is None)
            assert item.get("parent", {"id": None})["id"] == parent
        collections[item["id"]] = collection

    while collections:
        listed = [item["id"] for item in board.items()]
        assert listed == list(collections)
        chosen = listed[picks.pop() % len(listed)] if picks else listed[0]
        path = ahead(board, f"/{collections[chosen]}/{chosen}")
        assert board.delete(path).status == 204
        gone = {chosen}
        gone |= {node for node in above if lies_below(above, node, chosen)}
        collections = {id_: kind for id_, kind in collections.items() if id_ not in gone}
    assert board.items() == []


def lies_below(above, node, wanted):
    """Tell whether a node hangs under another, however far."""
    while node is not None and node != wanted:
        node = above[node]
    return node is not None


@settings(max_examples=30)
@given(first=SHAPES, then=SHAPES)
def test_a_shape_is_what_was_said_last(first, then):
    """Whatever it was before, flowchart shape or basic one; the routes agree which it is."""
    board = BoardTalker(Sandbox())
    shape = board.made(ahead(board, "/shapes"), first[1])
    answer = board.patch(ahead(board, f"/shapes/{shape['id']}"), then[1])
    assert answer.status == 200, answer.body
    changed = answer.json
    assert agrees(then[1], changed)
    assert {**shape["style"], **then[1].get("style", {})} == changed["style"]
    (listed,) = board.items()
    kind = then[1]["data"]["shape"]
    basic = not kind.startswith("flow_chart_") or kind == "flow_chart_predefined_process"
    assert listed.get("isSupported", True) is basic
    assert ("data" in listed) is basic
