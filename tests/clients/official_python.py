"""`miro_api` 2.2.4 from PyPI against the sandbox: nobody here has written it.

Its answers are checked as strictly as it checks them itself: it refuses whatever its models do not
know.
"""

from __future__ import annotations

import socket
from urllib.parse import parse_qs, urlsplit

import miro_api
import pytest
from miro_api import models
from miro_api.configuration import Configuration
from miro_api.exceptions import ApiException, BadRequestException, NotFoundException
from miro_api.rest import RESTClientObject

from miro_async.sandbox import SandboxServer
from tests.clients.edge import HOST, edge

CALLBACK = "https://app.example/callback"


@pytest.fixture
def server():
    """Give a sandbox on a socket, to which the client is directed."""
    with SandboxServer() as server:
        configuration = Configuration(host=server.url)
        Configuration.set_default(configuration)
        yield server
        Configuration.set_default(None)


@pytest.fixture
def api(server):
    """Give the client."""
    return miro_api.MiroApi(server.token)


@pytest.fixture
def board(api):
    """Give a board that it made."""
    return api.create_board(models.BoardChanges(name="Retro"))


def test_boards(api):
    """Made, read, changed, listed, copied and deleted."""
    board = api.create_board(models.BoardChanges(name="Retro", description="Of January"))
    assert api.get_specific_board(board.id).name == "Retro"
    changed = api.update_board(board.id, models.BoardChanges(name="Later", description="No"))
    assert (changed.id, changed.name) == (board.id, "Later")
    copy = api.copy_board(board.id)
    assert {one.id for one in api.get_all_boards()} == {board.id, copy.id}
    api.delete_board(copy.id)
    with pytest.raises(NotFoundException):
        api.get_specific_board(copy.id)


ITEMS = {
    "app_card": models.AppCardCreateRequest(data=models.AppCardDataChanges(title="A")),
    "card": models.CardCreateRequest(data=models.CardData(title="A")),
    "embed": models.EmbedCreateRequest(data=models.EmbedUrlData(url="https://example.com/a")),
    "frame": models.FrameCreateRequest(
        data=models.FrameChanges(title="A"), geometry={"width": 400, "height": 300}
    ),
    "shape": models.ShapeCreateRequest(data={"content": "A", "shape": "circle"}),
    "sticky_note": models.StickyNoteCreateRequest(data={"content": "A", "shape": "square"}),
    "text": models.TextCreateRequest(data=models.TextData(content="A")),
}
"""What it sends to make an item of each kind."""


@pytest.mark.parametrize("kind", ITEMS)
def test_items(api, board, kind):
    """Each kind is made, read, and deleted."""
    item = getattr(api, f"create_{kind}_item")(board.id, ITEMS[kind])
    assert item.type == kind
    found = getattr(api, f"get_{kind}_item")(board.id, item.id)
    assert found.to_dict() == item.to_dict()
    assert [one.id for one in api.get_all_items(board.id)] == [item.id]
    getattr(api, f"delete_{kind}_item")(board.id, item.id)
    with pytest.raises(NotFoundException):
        getattr(api, f"get_{kind}_item")(board.id, item.id)


@pytest.mark.parametrize("kind", ["image", "document"])
def test_files_of_the_web(api, board, kind):
    """They are given by their address."""
    name = kind.capitalize()
    request = getattr(models, f"{name}CreateRequest")(
        data=getattr(models, f"{name}UrlData")(url="https://example.com/a")
    )
    item = getattr(api, f"create_{kind}_item_using_url")(board.id, request)
    assert getattr(api, f"get_{kind}_item")(board.id, item.id).id == item.id


def test_a_file_of_a_disk(api, board, tmp_path):
    """It is uploaded."""
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x07\x00\x00\x00\x05")
    item = api.create_image_item_using_local_file(board.id, str(path))
    assert (item.geometry.width, item.geometry.height) == (7, 5)


def test_moving(api, board):
    """An item goes into a frame."""
    frame = api.create_frame_item(board.id, ITEMS["frame"])
    note = api.create_sticky_note_item(board.id, ITEMS["sticky_note"])
    change = models.StickyNoteUpdateRequest(
        parent={"id": frame.id}, position=models.PositionChange(x=50, y=60)
    )
    moved = api.update_sticky_note_item(board.id, note.id, change)
    assert (moved.parent.id, moved.position.x, moved.position.y) == (frame.id, 50, 60)
    inside = api.get_all_items_within_frame(board.id, frame.id)
    assert [one.id for one in inside] == [note.id]


def test_connectors(api, board):
    """Two items, and a line between them."""
    one, two = (api.create_sticky_note_item(board.id, ITEMS["sticky_note"]) for _ in range(2))
    line = api.create_connector(
        board.id,
        models.ConnectorCreationData(startItem={"id": one.id}, endItem={"id": two.id}),
    )
    assert [found.id for found in api.get_all_connectors(board.id)] == [line.id]
    changed = api.update_connector(board.id, line.id, models.ConnectorChangesData(shape="straight"))
    assert (changed.shape, changed.start_item.id) == ("straight", one.id)
    api.delete_connector(board.id, line.id)
    assert list(api.get_all_connectors(board.id)) == []


def test_tags(api, board):
    """Made, attached, found, and taken off again."""
    note = api.create_sticky_note_item(board.id, ITEMS["sticky_note"])
    tag = api.create_tag(board.id, models.TagCreateRequest(title="Urgent", fillColor="red"))
    api.attach_tag_to_item(board.id, note.id, tag.id)
    assert [one.id for one in api.get_all_items_by_tag(board.id, tag.id)] == [note.id]
    assert [one.title for one in api.get_tags_from_item(board.id, note.id).tags] == ["Urgent"]
    assert [one.id for one in api.get_all_tags_from_board(board.id)] == [tag.id]
    api.remove_tag_from_item(board.id, note.id, tag.id)
    assert list(api.get_all_items_by_tag(board.id, tag.id)) == []


def test_paging(api, board):
    """123 items come in the order in which they were made."""
    made = [api.create_sticky_note_item(board.id, ITEMS["sticky_note"]).id for _ in range(123)]
    assert [item.id for item in api.get_all_items(board.id)] == made


def test_members(api, board, server):
    """A board is shared, and somebody gets another role."""
    ada = server.sandbox.add_user("Ada")
    request = models.BoardMembersInvite(emails=[ada.email], role="viewer")
    api.share_board(board.id, request)
    roles = {member.id: member.role for member in api.get_all_board_members(board.id)}
    assert roles[ada.id] == "viewer"
    api.update_board_member(board.id, ada.id, models.BoardMemberChanges(role="editor"))
    assert api.get_specific_board_member(board.id, ada.id).role == "editor"


def test_enterprise(api, server):
    """Teams of the organization, and who is in them."""
    organization = server.sandbox.organization_id
    team = api.enterprise_create_team(organization, models.CreateTeamRequest(name="Design"))
    names = {one.name for one in api.get_all_enterprise_teams(organization)}
    assert names == {"Sandbox team", "Design"}
    members = list(api.get_all_enterprise_team_members(organization, team.id))
    assert [member.id for member in members] == [server.sandbox.user_ids[0]]


def test_what_is_wrong_is_told(api, board):
    """In the shape that it knows."""
    with pytest.raises(BadRequestException) as caught:
        api.get_items(board.id, limit="51")
    assert "maximum items page size is 50" in caught.value.body


def test_oauth(server, tmp_path, monkeypatch):
    """A user authorizes the app; the address of the token endpoint is led here at the edge."""
    sandbox = server.sandbox
    miro = miro_api.Miro(sandbox.client_id, sandbox.client_secret, CALLBACK)
    with edge(server.port, tmp_path) as there:
        resolve = socket.getaddrinfo

        def getaddrinfo(host, port, *args, **kwargs):
            return resolve(*(("127.0.0.1", there.port) if host == HOST else (host, port)), *args)

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        trusting = Configuration(ssl_ca_cert=str(there.authority))
        monkeypatch.setattr(miro._api_client, "rest_client", RESTClientObject(trusting))
        redirected = sandbox.authorize(miro.get_auth_url(state="s"))
        assert parse_qs(urlsplit(redirected).query)["state"] == ["s"]
        token = miro.exchange_code_for_access_token(redirected)

    assert miro.is_authorized
    assert miro.api.token_info().user.id == sandbox.user_ids[0]
    with pytest.warns(DeprecationWarning, match="/v1/oauth/revoke"):
        miro.revoke_token()
    with pytest.raises(ApiException):
        miro_api.MiroApi(token).get_boards()
