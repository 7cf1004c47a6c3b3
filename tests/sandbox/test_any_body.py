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
from tests.sandbox.everything import Everything
from tests.sandbox.scim import PATCH
from tests.sandbox.talker import BoardTalker

SERVED = [
    operation
    for operation in (*operations(), *RESOURCE_OPERATIONS, SIGNED_OPERATION)
    if operation_key(operation) in HANDLERS
]
READING = [one for one in SERVED if one.method not in {"GET", "DELETE"}]
"""Those that read a body."""
NAMES = (
    *("type", "data", "style", "geometry", "position", "parent", "id", "url", "previewUrl"),
    *("title", "content", "contentType", "fields", "shape", "width", "height", "rotation", "x"),
    *("y", "startItem", "endItem", "captions", "snapTo", "fontSize", "fillColor", "name"),
    *("description", "policy", "sharingPolicy", "access", "teamId", "projectId"),
    *("nodeView", "code", "language"),
)
FIELDS = (
    *("name", "description", "email", "emails", "role", "userGroupId", "userGroupIds", "labelId"),
    *("boardIds", "boardFormat", "status", "scope", "users", "membersToAdd", "membersToRemove"),
    *("sharingPolicySettings", "defaultLabelId", "notClassifiedOnly", "enabled", "items"),
    *("userName", "displayName", "active", "schemas", "roles", "userType", "data"),
)
"""What is said of an organization and its people."""
WORDS = (
    *("sticky_note", "image", "embed", "app_card", "http://[::1", "http://e.org/a", "50%", "14"),
    *("nan", "1e400", "<a href='", "&#" + "9" * 5000 + ";", "\ud800", "\0", "red", "#fff"),
    *("markdown", "rectangle", "left", "flow_chart_or", "editor", "EDITOR", "user@sandbox.test"),
)
PATHS = ("members", 'members[value eq "1"]', "emails[primary eq true].value", "roles[", "photos")
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
ORGANIZING = st.dictionaries(
    st.sampled_from(FIELDS), VALUES | st.sampled_from(WORDS) | st.text(max_size=8), max_size=6
)
PATCHING = st.builds(
    lambda operations: {"schemas": [PATCH], "Operations": operations},
    st.lists(
        VALUES
        | st.fixed_dictionaries(
            {"op": st.sampled_from(["Add", "Replace", "Remove", "move"])},
            optional={
                "path": st.sampled_from(FIELDS) | st.sampled_from(PATHS) | st.text(max_size=8),
                "value": VALUES | ORGANIZING,
            },
        ),
        max_size=3,
    ),
)
"""The same for the directory of SCIM."""


@pytest.mark.parametrize("group", sorted({one.group for one in READING}))
@settings(max_examples=settings.default.max_examples // 5)
@example(bodies=[{"data": {name: word}} for name in ("url", "content") for word in WORDS])
@given(bodies=st.lists(VALUES | LIKELY | ORGANIZING | PATCHING, min_size=1, max_size=12))
def test_any_body_is_answered(group, bodies):
    """On every route that reads one: never by an exception, and what is kept can be shown."""
    for operation in READING:
        if operation.group == group:
            are_answered(operation, bodies)


@pytest.mark.parametrize(
    "operation", [one for one in SERVED if one not in READING], ids=operation_key
)
def test_a_body_that_nobody_asked_for_is_answered(operation):
    """Where none is read, it does no harm."""
    are_answered(operation, [None, [], "\0", 10**400, {"data": {"url": "http://[::1"}}])


def are_answered(operation, bodies):
    """Whatever the bodies are, there is an answer, and it is true to its status."""
    everything = Everything()
    looks = [one for one in SERVED if one.group == operation.group and one.method == "GET"]
    for asked, body in [*((operation, body) for body in bodies), *((look, None) for look in looks)]:
        answer = everything.carry_out(asked, body)
        assert 200 <= answer.status < 500, (operation_key(asked), answer.body)
        if answer.body and answer.status >= 400:
            assert int(answer.json["status"]) == answer.status
    assert everything.items().status in {200, 404}


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
