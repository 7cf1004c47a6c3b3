from __future__ import annotations

import pytest

from miro_async.sandbox.families import FAMILIES

LIVE_ORDER = [
    *["id", "type", "data", "style", "geometry", "position", "links"],
    *["createdAt", "createdBy", "modifiedAt", "modifiedBy"],
]
LEAST = {
    "text": {"data": {"content": "x"}},
    "frame": {"data": {}},
    "embed": {"data": {"url": "https://example.com/a"}},
    "image": {"data": {"url": "https://example.com/a.png"}},
    "document": {"data": {"url": "https://example.com/a.pdf"}},
    "doc_format": {"data": {"contentType": "markdown", "content": "# x"}},
}
"""What each kind needs at least; the others need nothing."""

EACH_FAMILY = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.type)


@EACH_FAMILY
def test_every_kind_can_be_made_read_changed_and_deleted(board, family, sandbox):
    """What a call returns follows from the calls before it, for every kind of item."""
    path = f"/{family.collection}"
    answer = board.post(path, LEAST.get(family.type))
    assert answer.status == 201
    item = answer.json
    assert item["type"] == family.type
    assert item["links"]["self"] == f"https://api.miro.com{board.path}{path}/{item['id']}"
    assert board.get(f"{path}/{item['id']}").json == item
    assert board.get(f"/items/{item['id']}").json == item
    assert board.items() == [item]

    sandbox.clock.advance(60)
    moved = board.patch(f"/items/{item['id']}", {"position": {"x": 5, "y": -5}}).json
    assert moved["position"] == item["position"] | {"x": 5.0, "y": -5.0}
    assert moved["createdAt"] == item["createdAt"]
    assert moved["modifiedAt"] == "2026-01-05T10:31:15Z"
    assert moved["data"] == item["data"]

    assert board.delete(f"{path}/{item['id']}").status == 204
    for gone in (board.get(f"{path}/{item['id']}"), board.delete(f"{path}/{item['id']}")):
        assert gone.status == 404
        assert gone.json["code"] == "3.0201"
        assert gone.json["message"] == "Item not found"
        assert gone.json["context"] == {"boardId": {"value": board.id}}
    assert board.items() == []


@EACH_FAMILY
def test_what_a_kind_needs_is_named_when_it_is_missing(board, family):
    """Without what it requires, a kind is refused by the name of that; the others are made."""
    answer = board.post(f"/{family.collection}", {})
    if family.data_required:
        assert answer.refused == {"data": "Field [data] of type [Object] is required"}
    else:
        assert answer.status == 201
    for name in family.required_data:
        refused = board.post(f"/{family.collection}", {"data": {}}).refused
        assert refused[f"data.{name}"] == f"Field [data.{name}] of type [String] is required"


@EACH_FAMILY
def test_unknown_fields_of_items_are_refused(board, family):
    """At every depth, and all of them at once."""
    body = {**LEAST.get(family.type, {}), "metadata": {}, "position": {"bringToFront": True}}
    assert board.post(f"/{family.collection}", body).refused == {
        "metadata": "Field [metadata] is not supported",
        "position.bringToFront": "Field [position.bringToFront] is not supported",
    }
    assert board.items() == []


@EACH_FAMILY
def test_an_item_is_only_found_among_its_kind(board, family):
    """`/shapes/{id}` does not know the id of a sticky note."""
    item = board.made(f"/{family.collection}", LEAST.get(family.type))
    other = "shapes" if family.type != "shape" else "texts"
    assert board.get(f"/{other}/{item['id']}").status == 404
    assert board.delete(f"/{other}/{item['id']}").status == 404
    assert board.items() == [item]


def test_a_created_item_looks_like_a_live_one(board):
    """The order of the keys, and the kinds of numbers, are those of the live service."""
    shape = board.made("/shapes", {"data": {"content": "x"}})
    assert list(shape) == LIVE_ORDER
    assert all(isinstance(value, str) for value in shape["style"].values())
    assert shape["style"]["fontSize"] == "14"
    assert shape["style"]["borderWidth"] == "2.0"
    assert shape["geometry"] == {"width": 100.0, "height": 100.0}
    assert shape["position"] == {
        "x": 0.0,
        "y": 0.0,
        "origin": "center",
        "relativeTo": "canvas_center",
    }
    assert shape["createdBy"] == {"id": board.board["owner"]["id"], "type": "user"}


def test_ids_are_long_numbers_that_grow(board):
    """Nineteen digits, each greater than the one before, whatever is made."""
    ids = [board.note()["id"], board.made("/shapes")["id"], board.frame()["id"]]
    ids.append(board.made("/tags", {"title": "t", "fillColor": "red"})["id"])
    assert [len(made) for made in ids] == [19] * 4
    assert ids == sorted(ids)


def test_a_plain_shape_is_invisible_as_in_miro(board):
    """Fill and border are see-through until a request says something about them."""
    style = board.made("/shapes")["style"]
    assert (style["fillOpacity"], style["borderOpacity"]) == ("0.0", "0.0")
    assert style["fontFamily"] == "open_sans"
    seen = board.made("/shapes", {"style": {"fillColor": "#ff0000", "borderWidth": "3"}})["style"]
    assert (seen["fillOpacity"], seen["borderOpacity"]) == ("1.0", "1.0")
    assert seen["borderWidth"] == "3.0"


@pytest.mark.parametrize(
    ("path", "style", "message"),
    [
        ("/sticky_notes", {"fillColor": "#fff9b1"}, "Unexpected value [#fff9b1], expected one of"),
        ("/shapes", {"fillColor": "red"}, "Unexpected value [red], expected a hex color"),
        ("/frames", {"fillColor": "red"}, "Unexpected value [red], expected a hex color"),
        ("/shapes", {"fillColor": 5}, "expected of type [String]"),
        ("/shapes", {"fillOpacity": "1.5"}, "must be between 0 and 1"),
        ("/shapes", {"fillOpacity": 1}, "expected of type [String]"),
        ("/shapes", {"fontSize": "big"}, "Unexpected value [big], expected a number"),
        ("/shapes", {"fontSize": "nan"}, "Unexpected value [nan], expected a number"),
        ("/shapes", {"fontSize": "289"}, "must be between 10 and 288"),
        ("/shapes", {"fontSize": "1_4"}, "Unexpected value [1_4], expected a number"),
        ("/shapes", {"fontSize": " 14 "}, "Unexpected value [ 14 ], expected a number"),
        ("/shapes", {"fontSize": "1e2"}, "Unexpected value [1e2], expected a number"),
        ("/shapes", {"fontSize": "\uff11\uff14"}, "expected a number"),
        ("/shapes", {"textAlign": None}, "Unexpected value [None]"),
        ("/shapes", {"fontFamily": "comic"}, "Unexpected value [comic], expected one of"),
    ],
)
def test_styles_are_checked(board, path, style, message):
    """Color names for sticky notes, hex colors for the others, numbers in strings in bounds."""
    ((field, found),) = board.post(path, {"data": {}, "style": style}).refused.items()
    assert field == f"style.{next(iter(style))}"
    assert message in found


@pytest.mark.parametrize("color", ["#123", "#a1b2c3", "#A1B2C3ff"])
def test_any_hex_color_will_do(board, color):
    """Not only those that Miro's palette has."""
    assert board.made("/shapes", {"style": {"fillColor": color}})["style"]["fillColor"] == color


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"data": None}, "data", "expected of type [Object]"),
        ({"data": "x"}, "data", "expected of type [Object]"),
        ({"data": {"content": 5}}, "data.content", "expected of type [String]"),
        ({"data": {"content": "x" * 6001}}, "data.content", "size must be between 0 and 6000"),
        ({"position": {"x": "1"}}, "position.x", "expected of type [Number]"),
        ({"position": {"x": True}}, "position.x", "expected of type [Number]"),
        ({"position": {"x": 10**400}}, "position.x", "must be between"),
        ({"position": {"x": float("nan")}}, "position.x", "must be between"),
        ({"position": {"origin": "top"}}, "position.origin", "expected one of: [center]"),
        ({"geometry": {"width": 0}}, "geometry.width", "must be greater than or equal to 8"),
        ({"data": {"shape": "blob"}}, "data.shape", "Unexpected value [blob], expected one of"),
        ({"parent": {}}, "parent.id", "Field [parent.id] of type [String] is required"),
        ({"parent": {"id": 5}}, "parent.id", "expected of type [String]"),
    ],
)
def test_values_are_checked(board, body, field, message):
    """A wrong value is refused by the path of its field, in a create and in a change."""
    shape = board.made("/shapes")
    for answer in (board.post("/shapes", body), board.patch(f"/shapes/{shape['id']}", body)):
        assert list(answer.refused) == [field]
        assert message in answer.refused[field]
    assert board.items() == [shape]


def test_null_is_no_value(board):
    """Only a parent can be null."""
    assert list(board.post("/cards", {"data": {"assigneeId": None}}).refused) == ["data.assigneeId"]
    assert board.post("/cards", {"parent": None}).status == 201


def test_frames_show_their_content_or_not(board):
    """`showContent` is true or false, nothing else."""
    assert board.frame(data={"showContent": False})["data"]["showContent"] is False
    refused = board.post("/frames", {"data": {"showContent": "no"}}).refused
    assert list(refused) == ["data.showContent"]


def test_a_body_has_to_be_json(board):
    """What is no JSON, or no object, is refused."""
    for body in (b"{", b"\xff", b"[" * 100_000):
        answer = board.post("/shapes", body)
        assert answer.status == 400
        assert answer.json["message"] == "Malformed JSON request"
    assert list(board.post("/shapes", [1]).refused) == [""]


def test_text_that_no_encoding_has_is_still_answered(board):
    """A lone half of a surrogate pair is valid JSON; the answer is valid UTF-8."""
    note = board.post("/sticky_notes", b'{"data": {"content": "a\\ud800b"}}')
    assert note.status == 201
    assert note.json["data"]["content"] == "a?b"


def test_a_change_merges_data_and_style(board):
    """Only what is given changes; no default comes back."""
    note = board.note(data={"content": "a", "shape": "rectangle"}, style={"fillColor": "cyan"})
    path = f"/sticky_notes/{note['id']}"
    changed = board.patch(path, {"data": {"content": "b"}, "style": {"textAlign": "left"}}).json
    assert changed["data"] == {"content": "b", "shape": "rectangle"}
    assert changed["style"]["fillColor"] == "cyan"
    assert changed["style"]["textAlign"] == "left"
    assert changed["geometry"] == note["geometry"]
    assert board.patch(path, {}).json["data"] == changed["data"]


def test_the_general_change_takes_position_and_parent_only(board):
    """`PATCH /items/{id}` moves; content is changed at the item's own path."""
    note = board.note()
    refused = board.patch(f"/items/{note['id']}", {"data": {"content": "x"}}).refused
    assert refused == {"data": "Field [data] is not supported"}


def test_an_embed_knows_its_provider(board):
    """The answer says more than the request; a new address changes all of it."""
    data = {"url": "https://video.example/v/1", "mode": "modal"}
    embed = board.made("/embeds", {"data": data})
    assert embed["data"]["providerName"] == "video.example"
    assert embed["data"]["mode"] == "modal"
    path = f"/embeds/{embed['id']}"
    changed = board.patch(path, {"data": {"url": "https://maps.example/"}}).json
    assert changed["data"]["providerUrl"] == "https://maps.example"


def test_fields_of_app_cards_are_checked(board):
    """An app card has a list of fields; who owns it is not the request's to say."""
    fields = [{"value": "P1", "fillColor": "#ff0000"}]
    card = board.made("/app_cards", {"data": {"title": "x", "fields": fields}})
    assert card["data"]["fields"] == fields
    assert card["data"]["owned"] is True
    refused = board.post("/app_cards", {"data": {"fields": [{"size": 1}], "owned": False}}).refused
    assert set(refused) == {"data.fields[0].size", "data.owned"}
    assert list(board.post("/app_cards", {"data": {"fields": "x"}}).refused) == ["data.fields"]


def test_a_doc_reads_as_markdown_or_html(board):
    """`textContentType` chooses; there is no operation that changes a doc."""
    content = "# Plan\n\nfirst & last\n\n- a\n- b"
    data = {"contentType": "markdown", "content": content}
    doc = board.made("/docs", {"data": data})
    path = f"/docs/{doc['id']}"
    assert board.get(f"{path}?textContentType=markdown").json["data"] == data
    html = board.get(f"{path}?textContentType=html").json["data"]
    assert html["contentType"] == "html"
    assert html["content"] == "<h1>Plan</h1><p>first &amp; last</p><ul><li>a</li><li>b</li></ul>"
    assert list(board.get(f"{path}?textContentType=pdf").refused) == ["textContentType"]
    assert board.patch(path, {"data": data}).status == 405
    assert "geometry" not in doc
    assert list(board.post("/docs", {"data": data, "geometry": {}}).refused) == ["geometry"]


@pytest.mark.parametrize(
    ("path", "field", "given", "kept"),
    [
        ("/sticky_notes", "content", "plain <3", "plain &lt;3"),
        ("/sticky_notes", "content", "<p>a<b>b</b><br/>c</p>", "<p>a<b>b</b><br>c</p>"),
        ("/sticky_notes", "content", "<script>x()</script>&amp;&#38;", "x()&amp;&#38;"),
        (
            "/sticky_notes",
            "content",
            '<a href="https://e.org/?a&quot;b" onclick="x()">e</a><a>f</a>',
            '<a href="https://e.org/?a&quot;b">e</a><a>f</a>',
        ),
        ("/sticky_notes", "content", "a<![?", "a&lt;![?"),
        ("/sticky_notes", "content", "<img src=x onerror=x() ", "&lt;img src=x onerror=x() "),
        ("/sticky_notes", "content", "<<b>script>x<!--", "&lt;<b>script>x&lt;!--"),
        ("/sticky_notes", "content", "<B>a</B\n>b</br>", "<b>a</b>b"),
        ("/app_cards", "title", "<p>a <b>b</b></p>", "<p>a b</p>"),
        ("/app_cards", "description", "<ul><li>a</li></ul><h1>b</h1>", "<ul><li>a</li></ul>b"),
    ],
)
def test_unknown_tags_are_dropped_and_their_text_stays(board, path, field, given, kept):
    """Markup beyond Miro's subset is not refused, it is left out."""
    assert board.made(path, {"data": {field: given}})["data"][field] == kept


def test_deleting_an_item_takes_its_connectors_along(board):
    """A connector cannot have an end that is not there."""
    one, two, three = (board.note() for _ in range(3))
    for start, end in ((one, two), (two, three)):
        board.made("/connectors", {"startItem": {"id": start["id"]}, "endItem": {"id": end["id"]}})
    board.delete(f"/items/{one['id']}")
    (left,) = board.get("/connectors").json["data"]
    assert left["startItem"]["id"] == two["id"]


def test_the_text_of_an_item_counts_and_not_its_markup(board):
    """For the most letters that it may have, and for its size."""
    markup = "<b>x</b>&amp;" * 3000
    assert board.made("/texts", {"data": {"content": markup}})["data"]["content"] == markup
    refused = board.post("/texts", {"data": {"content": f"{markup}<i>y</i>"}}).refused
    assert refused == {"data.content": "size must be between 0 and 6000"}
    link = '<a href="https://example.com/a/long/address">hi</a>'
    sizes = [board.made("/texts", {"data": {"content": html}})["geometry"] for html in ("hi", link)]
    assert sizes[0] == sizes[1]
    narrow = {"style": {"fontSize": "28"}, "geometry": {"width": 60}}
    one, two = (
        board.made("/texts", {"data": {"content": html}, **narrow})["geometry"]["height"]
        for html in ("<b>hi</b>", "<p>hi</p><p>ho</p>")
    )
    assert two == 2 * one


def test_a_line_of_a_text_that_is_too_long_takes_several(board):
    """The others take one each."""
    text = {"data": {"content": f"a<br>{'b' * 20}"}, "geometry": {"width": 100}}
    height = board.made("/texts", text)["geometry"]["height"]
    one = {"data": {"content": "a"}, "geometry": {"width": 100}}
    assert height == pytest.approx(3 * board.made("/texts", one)["geometry"]["height"])


def test_the_title_of_an_embed_follows_its_address(board):
    """It is found out there, and nobody can give it."""
    embed = board.made("/embeds", {"data": {"url": "https://a.test/x"}})
    assert embed["data"]["title"] == "a.test"
    changed = board.patch(f"/embeds/{embed['id']}", {"data": {"url": "https://b.test/y"}}).json
    assert changed["data"]["title"] == changed["data"]["providerName"] == "b.test"


def test_a_doc_has_the_version_that_it_was_made_with(board):
    """A whole number."""
    data = {"contentType": "markdown", "content": "# A", "contentVersion": 3}
    made = board.made("/docs", {"data": data})
    assert made["data"]["contentVersion"] == 3
    refused = board.post("/docs", {"data": {**data, "contentVersion": 1.5}}).refused
    assert refused == {"data.contentVersion": "Has illegal integer number value"}
