"""Whatever a request says, it is answered."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import example, given, settings, strategies as st

from miro_async.endpoints import operations
from miro_async.sandbox import Sandbox
from miro_async.sandbox.content import LISTS, cleaned
from miro_async.sandbox.handlers import HANDLERS
from miro_async.sandbox.handlers.files import RESOURCE_OPERATIONS, SIGNED_OPERATION
from miro_async.sandbox.router import operation_key
from tests.sandbox.talker import BoardTalker

SERVED = [
    operation
    for operation in (*operations(), *RESOURCE_OPERATIONS, SIGNED_OPERATION)
    if operation_key(operation) in HANDLERS
]
NAMES = (
    *("type", "data", "style", "geometry", "position", "parent", "id", "url", "previewUrl"),
    *("title", "content", "contentType", "fields", "shape", "width", "height", "rotation", "x"),
    *("y", "startItem", "endItem", "captions", "snapTo", "fontSize", "fillColor", "name"),
    *("description", "policy", "sharingPolicy", "access", "teamId", "projectId"),
)
WORDS = (
    *("sticky_note", "image", "embed", "app_card", "http://[::1", "http://e.org/a", "50%", "14"),
    *("nan", "1e400", "<a href='", "&#" + "9" * 5000 + ";", "\ud800", "\0", "red", "#fff"),
    *("markdown", "rectangle", "left"),
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, 1e308, float("nan"), float("inf"), 0.0, -1.5])
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)
    ),
    max_leaves=20,
)
PARTS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=2)
LIKELY = st.builds(
    lambda name, value: {"data": {name: value}},
    st.sampled_from(["url", "title", "content"]),
    st.sampled_from(WORDS),
) | st.fixed_dictionaries(
    {},
    optional={
        "geometry": st.fixed_dictionaries({}, optional={"width": VALUES, "height": VALUES}),
        "position": st.fixed_dictionaries({}, optional={"x": VALUES, "y": VALUES}),
        "style": PARTS,
        "parent": PARTS,
    },
)
"""Bodies that get further than those of which nothing is right."""


def full_board():
    """Give a board with one of everything, and the ids that paths can have there."""
    board = BoardTalker(Sandbox(credits_a_minute=10**9))
    made = {
        "sticky_note": board.note(),
        "frame": board.frame(),
        "image": board.made("/images", {"data": {"url": "https://e.org/a.png"}}),
    }
    for kind, data in {
        "shape": {},
        "text": {"content": "a"},
        "card": {},
        "app_card": {},
        "embed": {"url": "https://e.org"},
        "document": {"url": "https://e.org/a.pdf"},
    }.items():
        made[kind] = board.made(f"/{kind}s", {"data": data})
    doc = {"contentType": "markdown", "content": "a"}
    made["doc_format"] = board.made("/docs", {"data": doc})
    ends = {"startItem": {"id": made["shape"]["id"]}, "endItem": {"id": made["text"]["id"]}}
    made["connector"] = board.made("/connectors", ends)
    made["tag"] = board.made("/tags", {"title": "t", "fillColor": "red"})
    made["items"] = made["shape"]
    return board, {kind: one["id"] for kind, one in made.items()}


def path_of(operation, board, ids):
    """Give the path of an operation, with ids of things that are there."""
    path = operation.path.replace("{board_id}", quote(board.id, safe=""))
    for name in ("connector", "tag"):
        path = path.replace(f"{{{name}_id}}", ids[name])
    path = path.replace("{resource_id}", "1").replace("{board_id_platform_tags}", board.id)
    kind = operation.group.removesuffix("s")
    return path.replace("{item_id}", ids.get(kind, ids["items"]))


@pytest.mark.parametrize("operation", SERVED, ids=operation_key)
@settings(max_examples=25)
@example(bodies=[{"data": {name: word}} for name in ("url", "content") for word in WORDS])
@given(bodies=st.lists(VALUES | LIKELY, min_size=1, max_size=12))
def test_any_body_is_answered(operation, bodies):
    """On every route that is served: never by an exception, and what is kept can be shown."""
    board, ids = full_board()
    path = path_of(operation, board, ids)
    query = f"?copy_from={quote(board.id)}" if operation_key(operation) == "boards.copy" else ""
    for body in bodies:
        answer = board.ask(operation.method, path + query, body)
        assert 200 <= answer.status < 500, answer.body
        if answer.body:
            assert answer.status < 400 or answer.json["status"] == answer.status
    assert board.get("/items").status in {200, 404}


@pytest.mark.parametrize("depth", [99, 400, 1500, 100_000])
@pytest.mark.parametrize("key", ["[", '{"fields":'])
def test_bodies_may_be_nested_as_deeply_as_they_like(board, key, depth):
    """What nobody means is malformed; what is taken can be shown and copied."""
    body = b'{"data": {"title": "a", "fields": [{"value": ' + key.encode() * depth + b"1"
    body += (b"]" if key == "[" else b"}") * depth + b"}]}}"
    assert board.post("/app_cards", body).status in {201, 400}
    assert board.get("/items").status == 200
    assert board.ask("PUT", f"/v2/boards?copy_from={quote(board.id)}").status == 201


def test_frames_may_be_nested_as_deeply_as_they_like():
    """Where they are on the canvas is known all the same."""
    board = BoardTalker(Sandbox(credits_a_minute=10**9))
    above = None
    for _ in range(1200):
        frame = board.frame()
        if above:
            move = {"parent": {"id": above}, "position": {"x": 201, "y": 150}}
            assert board.patch(f"/items/{frame['id']}", move).status == 200
        above = frame["id"]
    out = board.patch(f"/items/{above}", {"parent": None}).json
    assert (out["position"]["x"], out["position"]["y"]) == (1199, 0)


@given(html=st.text(alphabet="<>!-/&;#ab =\"'?\n") | st.text())
def test_cleaned_html_has_whole_tags_of_the_list_only(html):
    """Each `<` begins one, and cleaning again changes nothing but the escapes of `&`."""
    kept = cleaned(html, LISTS)
    for piece in kept.split("<")[1:]:
        name, closed, _ = piece.partition(">")
        assert closed
        assert name.removeprefix("/").partition(" ")[0] in LISTS
    assert cleaned(kept, LISTS) == kept


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ("href=https://e.org/a?b", ' href="https://e.org/a?b"'),
        ("title='href=x' HREF = 'mailto:a@e.org'", ' href="mailto:a@e.org"'),
        ('href="http://e.org/?a&amp;b"', ' href="http://e.org/?a&amp;b"'),
        ('href="https://one.org" href="https://two.org"', ' href="https://one.org"'),
        ('href="javascript:x()"', ""),
        ('href=" java&#115;cript:x()"', ""),
        ('href="data:text/html,x"', ""),
        ('href="/boards"', ""),
        ('href="https://e.org/&#10;x"', ""),
        ('href="https://e.org', ""),
        ("href", ""),
    ],
)
def test_links_lead_to_the_web_or_to_mail(attributes, kept):
    """Any other address is dropped, and the link stays."""
    assert cleaned(f"<a {attributes}>x</a>") == f"<a{kept}>x</a>"


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<", "<a x='", "<aa", "a", "</", '<a href="'])
@pytest.mark.parametrize("end", ["", ">"])
def test_long_content_without_ends_is_read(piece, end):
    """200,000 characters of it: what looks back over them at each would never be done."""
    html = (piece * 200_000)[:200_000] + end
    assert cleaned(html).count("<") <= 1


@pytest.mark.parametrize("piece", ["a", " ", "a ", "a= ", "=", "a='", "a=\"'"])
def test_long_attributes_are_read(piece):
    """As above, within one tag."""
    assert cleaned(f"<a {(piece * 200_000)[:200_000]}>") == "<a>"
