from __future__ import annotations

import json
from base64 import b64encode

import pytest
from hypothesis import given, strategies as st

from miro_async.sandbox import Sandbox
from miro_async.sandbox.pictures import picture_size
from tests.sandbox.talker import BoardTalker, Talker

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (200).to_bytes(4) + (100).to_bytes(4)
GIF = b"GIF89a" + (30).to_bytes(2, "little") + (20).to_bytes(2, "little")
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x30\0\x40" + b"\0" * 12
TABLES = b"".join(b"\xff" + kind + b"\0\x08" + b"\x01" * 6 for kind in (b"\xc4", b"\xc8", b"\xcc"))


def uploaded(board, content=PNG, path="/images", **data):
    """Upload a file, and give the answer."""
    parts = [("resource", "boat.png", content)]
    if data:
        parts.insert(0, ("data", None, json.dumps(data).encode()))
    return board.upload("POST", path, *parts)


def test_an_upload_makes_an_image(board):
    """Its title is the file's name if none is given, its size the picture's."""
    answer = uploaded(board)
    assert answer.status == 201
    image = answer.json
    assert image["data"]["title"] == "boat.png"
    assert (image["geometry"]["width"], image["geometry"]["height"]) == (200.0, 100.0)
    assert board.items() == [image]


def test_the_data_beside_a_file_is_used(board):
    """Title, place, size and parent come as JSON; the alternative text has no place in answers."""
    frame = board.frame()
    image = uploaded(
        board,
        title="A boat",
        altText="A boat on the sea",
        position={"x": 100, "y": 50},
        geometry={"width": 50, "rotation": 5},
        parent={"id": frame["id"]},
    ).json
    assert image["data"]["title"] == "A boat"
    assert image["geometry"] == {"width": 50.0, "height": 25.0, "rotation": 5.0}
    assert image["parent"]["id"] == frame["id"]
    assert list(image["data"]) == ["title", "imageUrl"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"color": "red"}, "color"),
        ({"style": {}}, "style"),
        ({"data": {}}, "data"),
        ({"title": 5}, "data.title"),
        ({"geometry": {"width": 5, "height": 5}}, "geometry"),
    ],
)
def test_wrong_data_beside_a_file_is_refused(board, data, field):
    """And no item is made."""
    assert list(uploaded(board, **data).refused) == [field]
    assert board.items() == []


def test_the_file_itself_is_checked(board):
    """There has to be one, it must not be empty, and 6 MB is the most."""
    assert list(board.upload("POST", "/images", ("data", None, b"{}")).refused) == ["resource"]
    assert list(uploaded(board, b"").refused) == ["resource"]
    number = board.upload("POST", "/images", ("resource", "a", b"x"), ("data", None, b"7"))
    assert list(number.refused) == ["data"]
    assert uploaded(board, b"x" * (6 * 1024 * 1024)).status == 201
    too_large = uploaded(board, b"x" * (6 * 1024 * 1024 + 1))
    assert too_large.status == 413


@pytest.mark.parametrize(
    ("body", "boundary"),
    [
        (b"", "; boundary=b"),
        (b"--b\r\n\r\nx", "; boundary=b"),
        (b"--b\r\nno head--b\r\n--b--", "; boundary=b"),
        (b"--b\r\n\r\nx\r\n--b--", ""),
    ],
)
def test_a_broken_multipart_body_is_refused(board, body, boundary):
    """Without a boundary, an end, or heads, it is malformed."""
    kind = {"Content-Type": f"multipart/form-data{boundary}"}
    answer = board.ask("POST", "/images", body, headers=kind)
    assert answer.status == 400
    assert answer.json["message"].startswith("Malformed multipart request")


def test_parts_without_a_name_are_passed_over(board):
    """They are none of those that are asked for."""
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = board.ask("POST", "/images", b"--b\r\nX: y\r\n\r\nx\r\n--b--", headers=kind)
    assert list(answer.refused) == ["resource"]


def test_a_file_is_had_by_its_resource_address(board, sandbox):
    """JSON with a signed address, or a redirect to it; both cost 500 credits, the file none."""
    address = uploaded(board).json["data"]["imageUrl"]
    before = sandbox.credits_spent
    told = board.get(address)
    assert told.status == 200
    assert told.json["type"] == "image"
    redirected = board.get(address.replace("redirect=false", "redirect=true"))
    assert (redirected.status, redirected.body) == (307, b"")
    assert sandbox.credits_spent - before == 1000
    anybody = Talker(sandbox, token="")
    for signed in (told.json["url"], redirected.headers["location"]):
        file = anybody.get(signed)
        assert (file.status, file.body) == (200, PNG)
        assert file.headers["content-type"] == "image/png"
    assert sandbox.credits_spent - before == 1000


def test_a_signed_address_works_for_a_minute(board, sandbox):
    """And not with another signature or time."""
    signed = board.get(uploaded(board).json["data"]["imageUrl"]).json["url"]
    assert board.get(signed + "0").status == 403
    assert board.get(signed.replace("expires=1", "expires=2")).status == 403
    assert board.get(signed.partition("?")[0]).status == 403
    assert board.get(f"{signed}%C3%A9").status == 403
    sandbox.clock.advance(60 - 0.25)  # the address says whole seconds, and it is a quarter past one
    assert board.get(signed).status == 200
    sandbox.clock.advance(0.25)
    assert board.get(signed).status == 403


def test_a_picture_from_elsewhere_stays_there(board):
    """An image made of an address leads to that address."""
    url = "https://example.com/pictures/boat.png"
    image = board.made("/images", {"data": {"url": url}})
    assert image["data"]["title"] == "boat.png"
    assert board.get(image["data"]["imageUrl"]).json == {"type": "image", "url": url}
    document = board.made("/documents", {"data": {"url": url, "title": "D"}})
    assert document["data"]["title"] == "D"
    assert board.get(document["data"]["documentUrl"]).json == {"type": "document", "url": url}


@pytest.mark.parametrize(
    "url",
    [
        *("", "boat.png", "//e.org", "ftp://e.org", "http://", "http://[::1"),
        *("http://e.org/\r\nX: y", "http://e.org/\ud800"),
    ],
)
@pytest.mark.parametrize("path", ["/images", "/documents", "/embeds"])
def test_only_addresses_of_the_web_are_taken(board, path, url):
    """With a host, and without what would break the header that the address comes back in."""
    answer = board.post(path, {"data": {"url": url}})
    assert answer.refused == {"data.url": "must be a valid URL"}
    assert board.items() == []


@pytest.mark.parametrize("kind", [b"image/\xff", b"image/png\r\n x", b"image/\x01"])
def test_a_type_that_cannot_be_a_header_is_not_given_back(board, kind):
    """Such a file is any file."""
    head = b'Content-Disposition: form-data; name="resource"\r\nContent-Type: ' + kind
    body = b"--b\r\n" + head + b"\r\n\r\nx\r\n--b--"
    sent = {"Content-Type": "multipart/form-data; boundary=b"}
    image = board.ask("POST", "/images", body, headers=sent).json
    signed = board.get(image["data"]["imageUrl"]).json["url"]
    assert board.get(signed).headers["content-type"] == "application/octet-stream"


def test_a_file_can_be_replaced(board):
    """The old one is gone, with its name; the width stays, the height follows the new picture."""
    image = uploaded(board).json
    path = f"/images/{image['id']}"
    other = GIF + b"x"
    answer = board.upload("PATCH", path, ("resource", "other.gif", other))
    assert answer.status == 200
    changed = answer.json
    assert changed["data"]["title"] == "other.gif"
    assert changed["geometry"] == {"width": 200.0, "height": pytest.approx(200 * 20 / 30)}
    assert board.get(image["data"]["imageUrl"]).status == 404
    signed = board.get(changed["data"]["imageUrl"]).json["url"]
    assert board.get(signed).body == other
    sized = b'{"geometry": {"width": 10}, "title": "T"}'
    answer = board.upload("PATCH", path, ("data", None, sized), ("resource", "a", b"no picture"))
    assert answer.json["geometry"]["width"] == 10.0
    assert answer.json["data"]["title"] == "T"


def test_a_replaced_file_can_be_given_a_height(board):
    """The width follows from the proportions of the new picture, 30 by 20."""
    image = uploaded(board).json
    sized = ("data", None, b'{"geometry": {"height": 10}}')
    answer = board.upload("PATCH", f"/images/{image['id']}", sized, ("resource", "o.gif", GIF))
    assert answer.json["geometry"] == {"width": pytest.approx(15), "height": 10}


def test_a_title_and_an_address_can_be_changed(board):
    """By the JSON operation at the same path."""
    image = uploaded(board).json
    path = f"/images/{image['id']}"
    titled = board.patch(path, {"data": {"title": "New"}}).json
    assert titled["data"] == {"title": "New", "imageUrl": image["data"]["imageUrl"]}
    elsewhere = board.patch(path, {"data": {"url": "https://example.com/b.png"}}).json
    assert elsewhere["data"]["title"] == "New"
    assert board.get(elsewhere["data"]["imageUrl"]).json["url"] == "https://example.com/b.png"


def test_a_title_that_nobody_gave_follows_the_address(board):
    """One that was given stays, even if it is the name of a file."""
    one, two = "https://example.com/1.png", "https://example.com/2.png"
    image = board.made("/images", {"data": {"url": one}})
    path = f"/images/{image['id']}"
    assert image["data"]["title"] == "1.png"
    assert board.patch(path, {"data": {"url": two}}).json["data"]["title"] == "2.png"
    both = {"data": {"url": one, "title": "2.png"}}
    assert board.patch(path, both).json["data"]["title"] == "2.png"
    assert board.patch(path, {"data": {"url": two}}).json["data"]["title"] == "2.png"
    assert board.patch(path, {"geometry": {"width": 9}}).json["data"]["title"] == "2.png"


@pytest.mark.parametrize("path", ["/images", "/documents"])
@pytest.mark.parametrize("by", ["own", "items", "group"])
def test_the_file_of_a_deleted_item_is_gone(board, sandbox, tmp_path, path, by):
    """Its address and the signed one lead nowhere, and nothing of it is saved."""
    content = b"%PDF-of-a-secret"
    item = uploaded(board, content, path).json
    address = item["data"][f"{item['type']}Url"]
    signed = board.get(address).json["url"]
    assert repr(content) not in repr(sandbox._state)
    if by == "group":
        group = board.made("/groups", {"data": {"items": [item["id"], board.note()["id"]]}})
        assert board.delete(f"/groups/{group['id']}?delete_items=true").status == 204
    else:
        collection = path if by == "own" else "/items"
        assert board.delete(f"{collection}/{item['id']}").status == 204
    assert board.get(address).status == 404
    assert board.get(signed).status == 404
    sandbox.save(tmp_path / "saved.json")
    assert b64encode(content) not in (tmp_path / "saved.json").read_bytes()


def test_loading_a_file_needs_the_scope_to_read(board, sandbox):
    """As reading the board does; the signed address needs no token at all."""
    address = uploaded(board).json["data"]["imageUrl"]
    blind = Talker(sandbox, sandbox.new_token(sandbox.user_ids[0], scopes=["boards:write"]))
    refused = blind.get(address)
    assert (refused.status, refused.json["code"]) == (403, "insufficientPermissions")


def test_a_signed_address_does_not_mind_a_token(board, sandbox):
    """Whosesoever it is; the user who came along has not been active."""
    signed = board.get(uploaded(board).json["data"]["imageUrl"]).json["url"]
    stranger = sandbox.add_user("Ada")
    assert Talker(sandbox, stranger.token).get(board.path).status == 404
    before = sandbox._state.users[stranger.id].last_activity_at
    answer = Talker(sandbox, stranger.token).get(signed)
    assert (answer.status, answer.body) == (200, PNG)
    assert sandbox._state.users[stranger.id].last_activity_at == before
    assert sandbox.calls[-1].user_id is None


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("image/png", "inline"),
        ("image/svg+xml", "attachment"),
        ("text/html", "attachment"),
        ("application/pdf", "attachment"),
    ],
)
def test_no_browser_runs_an_uploaded_file(board, kind, shown):
    """Its type is the one that was sent with it, so it may be a page with a script."""
    head = f'Content-Disposition: form-data; name="resource"\r\nContent-Type: {kind}'
    body = f"--b\r\n{head}\r\n\r\n<script>\r\n--b--".encode()
    sent = {"Content-Type": "multipart/form-data; boundary=b"}
    image = board.ask("POST", "/images", body, headers=sent).json
    headers = board.get(board.get(image["data"]["imageUrl"]).json["url"]).headers
    assert headers["content-type"] == kind
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert headers["content-disposition"] == shown


@pytest.mark.parametrize("name", ["ein Grüß.png", "日本 (1).png", "it's; a=b.png", "a%20b.png"])
def test_a_file_is_called_what_it_was_sent_as(board, name):
    """In UTF-8 (RFC 7578, 5.1.3), whatever letters it has."""
    assert board.upload("POST", "/images", ("resource", name, PNG)).json["data"]["title"] == name


def test_a_redirect_is_an_address(board):
    """Whatever letters the one has that was given (RFC 3986); what is encoded stays as it is."""
    url = "https://x.test/\u65e5\u672c a%20b.png?c=d&e=[f]#g"
    image = board.made("/images", {"data": {"url": url}})
    address = image["data"]["imageUrl"].replace("redirect=false", "redirect=true")
    location = board.get(address).headers["location"]
    assert location == "https://x.test/%E6%97%A5%E6%9C%AC%20a%20b.png?c=d&e=[f]#g"


@given(content=st.binary(min_size=1, max_size=200))
def test_every_byte_of_a_file_arrives(content):
    """Line ends and zeros included: a file is no text."""
    board = BoardTalker(Sandbox())
    board_file = content + b"\r\n\n\r\0"
    address = uploaded(board, board_file).json["data"]["imageUrl"]
    assert board.get(board.get(address).json["url"]).body == board_file


@pytest.mark.parametrize(
    ("body", "size"),
    [
        (PNG, (200, 100)),
        (PNG[:20], None),
        (GIF, (30, 20)),
        (GIF[:8], None),
        (JPEG, (64, 48)),
        (JPEG[:2] + TABLES + JPEG[2:], (64, 48)),
        (JPEG[:8], None),
        (b"<svg/>", None),
    ],
)
def test_the_size_of_pictures_is_read(body, size):
    """From PNG, GIF and JPEG; of anything else, and of what is cut short, it is unknown."""
    assert picture_size(body) == size
