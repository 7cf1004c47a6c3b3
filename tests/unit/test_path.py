"""Where a call goes: whatever is given as an id, it stays in its place of the path."""

from __future__ import annotations

from urllib.parse import unquote

import httpx
import pytest
from hypothesis import example, given, strategies as st

from miro_async import operations
from miro_async.call.request import path_of, url_of
from miro_async.errors import InvalidArgumentError
from tests.unit.recording import answer, service_with

pytestmark = pytest.mark.anyio

TEMPLATES = sorted({operation.path for operation in operations() if "{" in operation.path})
NASTY = [
    ".",
    "..",
    "../..",
    "a/../b",
    "/",
    "//host",
    "%2e%2e",
    "%2F",
    "%00",
    "%",
    "?x=1",
    "#",
    "a?b#c",
    "uXjVO=",
    "o9J_k+1/=",
    ";v=1",
    "a b",
    "\x00",
    "\r\nHost: evil",
    "\t",
    "é",
    "漢字",
    "🟦",
    "{item_id}",
    "\u2028",
    "\u202e",
    "\ud800",
    "a\udfff",
    "\\..\\",
    "a:b@c",
]

ids = (
    st.text(st.characters())
    | st.sampled_from(NASTY)
    | st.lists(st.sampled_from(NASTY)).map("".join)
)


def refused(text):
    """Tell whether a text cannot be an id: blank, a dot segment, or no text at all."""
    surrogates = any("\ud800" <= character <= "\udfff" for character in text)
    return not text.strip() or text in {".", ".."} or surrogates


@given(st.data(), st.sampled_from(TEMPLATES))
@example(None, "/v2/boards/{board_id}/items/{item_id}")
def test_no_id_can_leave_its_place(data, template):
    """Either an id is refused, or the path has the template's segments, the id one of them."""
    parts = template.split("/")
    names = [part for part in parts if part.startswith("{")]
    values = [data.draw(ids) if data else NASTY[2] for _ in names]

    if any(refused(value) for value in values):
        with pytest.raises(InvalidArgumentError):
            path_of(template, values)
        return
    path = path_of(template, values)

    given_in_order = iter(values)
    expected = [next(given_in_order) if part.startswith("{") else part for part in parts]
    assert path.isascii()
    assert not {"?", "#", " ", "\\"} & set(path)
    assert [unquote(part, errors="strict") for part in path.split("/")] == expected


@given(ids.filter(lambda text: not refused(text)))
def test_httpx_sends_the_path_as_we_wrote_it(value):
    """What httpx makes of the URL is the same path, host and nothing else."""
    get = next(o for o in operations() if o.id == "get-specific-item")

    url = url_of(get, "https://api.miro.com", ("b1", value), None)

    seen = httpx.URL(url)
    assert seen.host == "api.miro.com"
    assert seen.userinfo == b""
    assert seen.fragment == ""
    assert f"https://api.miro.com{seen.raw_path.decode()}" == url


@pytest.mark.parametrize("value", NASTY)
def test_nasty_ids_one_by_one(value):
    """The known tricks, each by name: refused, or encoded."""
    template = "/v2/boards/{board_id}/items/{item_id}"
    if refused(value):
        with pytest.raises(InvalidArgumentError, match="item_id"):
            path_of(template, ("b", value))
    else:
        *front, last = path_of(template, ("b", value)).split("/")
        assert front == ["", "v2", "boards", "b", "items"]
        assert unquote(last) == value


def test_board_ids_keep_their_equals_sign_encoded():
    """Board ids end in `=`, which Miro's own links encode."""
    assert path_of("/v2/boards/{board_id}", ("uXjVOfjkmOY=",)) == "/v2/boards/uXjVOfjkmOY%3D"


def test_board_export_job_path_takes_its_ids_in_order():
    """Several ids go into the template in its order."""
    path = path_of("/a/{one}/b/{two}/c", ("1", "2"))

    assert path == "/a/1/b/2/c"


@pytest.mark.parametrize("value", [None, 3458764500000000001, b"b1", True, ["b1"]])
async def test_an_id_that_is_no_string_is_refused(service, api, value):
    """A number or None would make another address; nothing is sent."""
    with pytest.raises(InvalidArgumentError, match="board_id must be a string, not"):
        await api.boards.get(value)

    assert service.requests == []


@pytest.mark.parametrize(
    "call",
    [
        lambda api: api.boards.get(""),
        lambda api: api.boards.delete(" "),
        lambda api: api.items.delete("", "1"),
        lambda api: api.items.delete("b", ""),
        lambda api: api.items.delete("b", "\t\n"),
        lambda api: api.items.delete("b", "."),
        lambda api: api.items.delete("b", ".."),
        lambda api: api.items.list("").first(),
        lambda api: anext(aiter(api.items.list(""))),
        lambda api: api.images.upload("", b"x"),
        lambda api: api.teams.delete("o", ""),
        lambda api: api.scim_users.delete(""),
    ],
)
async def test_an_empty_id_sends_nothing(service, api, call):
    """`DELETE /items/{empty}` would be another route: it is refused before anything is sent."""
    with pytest.raises(InvalidArgumentError):
        await call(api)

    assert service.requests == []


@pytest.mark.parametrize(
    "base_url", ["https://api.miro.com", "https://api.miro.com/", "http://h:1/x"]
)
async def test_the_path_follows_the_base_url(base_url):
    """A base URL may have a path, and a slash at its end or not."""
    service = service_with(answer({"id": "b", "type": "board", "name": "n"}))

    await service.client(base_url=base_url).boards.get("b")

    assert service.request.url == base_url.rstrip("/") + "/v2/boards/b"
