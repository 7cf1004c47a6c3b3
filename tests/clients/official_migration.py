"""The page for those who come from `miro_api`, held to `miro_api` 2.2.4 itself."""

from __future__ import annotations

import inspect
import re
import shutil
from pathlib import Path
from typing import get_args

import miro_api
import pytest
from miro_api import models
from miro_api.api import MiroApiEndpoints
from miro_api.api_extended import MiroApiExtended
from miro_api.configuration import Configuration
from pydantic import BaseModel

from miro_async.sandbox import SandboxServer

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "migration.md").read_text(encoding="utf-8")
TABLES = PAGE.partition("## Its methods")[2]
METHODS, _, MODELS = TABLES.partition("## Its models")


def methods_of(kind):
    """Give the methods that a class adds, with their arguments."""
    return {
        name: [one for one in inspect.signature(method).parameters if one[0] != "_"][1:]
        for name, method in vars(kind).items()
        if name[0] != "_" and callable(method)
    }


def told(pattern, text):
    """Give the names that stand at the beginning of rows, and what comes in parentheses."""
    return re.findall(rf"^\| `(\w+){pattern}`(†?) \|", text, re.MULTILINE)


def test_each_method_of_the_release_stands_there_once():
    """With its arguments in their order, and without the mark of the repository."""
    found = told(r"\(([\w, ]*)\)", METHODS)
    released = [
        (name, given.split(", ") if given else []) for name, given, mark in found if not mark
    ]
    assert len(released) == 145
    assert dict(released) == methods_of(MiroApiEndpoints)


def test_each_method_that_goes_through_pages_stands_there_once():
    """There are ten."""
    found = [name for name, _ in told(r"\(\.\.\.\)", METHODS)]
    assert len(found) == 10
    assert set(found) == methods_of(MiroApiExtended).keys()


def in_answers():
    """Give the models that can be met, beginning with what methods take and give."""
    waiting = [
        kind
        for method in vars(MiroApiEndpoints).values()
        if inspect.isfunction(method) and method.__name__[0] != "_"
        for kind in method.__annotations__.values()
    ]
    seen = set()
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
            seen.add(kind)
            fields = {
                name: field.annotation
                for name, field in kind.model_fields.items()
                if name != "additional_properties"
            }
            waiting += (
                [fields["actual_instance"]] if "actual_instance" in fields else fields.values()
            )
        elif not isinstance(kind, type):
            waiting += get_args(kind)
    return {kind.__name__ for kind in seen}


def test_each_model_that_can_be_met_stands_there_once():
    """Beside what stands for it, or among those of the same name."""
    same, _, others = MODELS.partition("The others:")
    names = re.findall(r"`(\w+)`[,.]", same) + [name for name, _ in told("", others)]
    assert len(names) == len(set(names))
    assert len(in_answers()) > 200
    assert in_answers() <= set(names)


def test_names_differ_where_the_page_says_so():
    """What else a class of the same name has, it has under the same name."""
    names = {field for name in in_answers() for field in getattr(models, name).model_fields}
    assert {name for name in names if name.startswith("var_")} == {"var_self"}


@pytest.fixture
def server():
    """Give a sandbox on a socket, to which the package is directed."""
    with SandboxServer() as server:
        Configuration.set_default(Configuration(host=server.url))
        yield server
        Configuration.set_default(None)


def test_what_stands_before_runs_with_their_package(server, tmp_path, monkeypatch):
    """All of it, in order, as one program."""
    monkeypatch.setenv("MIRO_ACCESS_TOKEN", server.token)
    shutil.copy(ROOT / "examples" / "retro.png", tmp_path / "picture.png")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    names = {"__name__": "__main__"}
    for block in blocks:
        exec(block, names)  # noqa: S102 - our own page
    assert len(blocks) >= 9
    assert len(names["items"]) == 2
    assert {call.status for call in server.sandbox.calls} == {200, 201, 404}


def test_defaults_are_sent_as_the_page_says():
    """Nobody gave them."""
    assert models.BoardChanges(description="Of May").to_dict()["name"] == "Untitled"
    assert models.PositionChange(x=5).to_dict()["y"] == 0
    frame = models.FrameUpdateRequest(data=models.FrameChanges(showContent=False))
    assert frame.to_dict()["data"]["title"] == "Sample frame title"


def test_unknown_keywords_are_dropped_as_the_page_says():
    """Without a word."""
    assert models.ConnectorStyle(lineColor="black").to_dict() == {}


def test_wrappers_choose_as_the_page_says(server):
    """A rectangular sticky note is taken for a shape; a page has ten items."""
    api = miro_api.MiroApi(server.token)
    board = api.create_board(models.BoardChanges(name="Retro"))
    note = models.StickyNoteCreateRequest(data={"content": "A", "shape": "rectangle"})
    for _ in range(11):
        api.create_sticky_note_item(board.id, note)
    page = api.get_items(board.id)
    assert len(page.data) == 10
    assert isinstance(page.data[0].data.actual_instance, models.ShapeData)


def test_uploads_fail_as_the_page_says(server, tmp_path):
    """Of bytes, and with data; and that of several files goes nowhere."""
    path = tmp_path / "picture.png"
    shutil.copy(ROOT / "examples" / "retro.png", path)
    api = miro_api.MiroApi(server.token)
    board = api.create_board(models.BoardChanges(name="Retro"))
    upload = api.create_image_item_using_local_file
    assert upload(board.id, str(path)).type == "image"
    with pytest.raises(ValueError, match="null byte"):
        upload(board.id, path.read_bytes())
    with pytest.raises(TypeError, match="dict"):
        upload(board.id, str(path), models.UploadFileFromDeviceData(title="Whiteboard"))


def test_tokens_are_kept_without_their_end_as_the_page_says(monkeypatch):
    """So they are never refreshed."""

    class Answer:
        def read(self):
            return b'{"access_token": "a", "refresh_token": "r", "expires_in": 3599}'

    miro = miro_api.Miro("1", "secret", "https://app.example/callback")
    monkeypatch.setattr(miro._api_client, "call_api", lambda *_: Answer())
    miro.exchange_code_for_access_token("code")
    state = miro._storage.get()
    assert (state.refresh_token, state.token_expires_at) == ("r", None)
