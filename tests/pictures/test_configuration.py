"""Settings: all that is missing or wrong is named at once, and no secret is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from miro_async.errors import ConfigurationError
from miro_async.pictures import PictureSettings
from miro_async.pictures.env_file import read_env_file
from miro_async.secret import Secret
from tests.pictures.painted import png
from tests.storage import tracebacks

TOKEN = "t0p-s3cret"


@pytest.fixture
def needed(tmp_path):
    """Give what is needed at least."""
    return {
        "MIRO_ACCESS_TOKEN": TOKEN,
        "MIRO_BOARD_ID": "uXjV=",
        "MIRO_PICTURES_FOLDER": str(tmp_path),
    }


def test_what_is_needed_is_enough(needed, tmp_path):
    """The rest is as `PictureFolder` has it."""
    settings = PictureSettings.read(needed)

    assert settings == PictureSettings(
        access_token=Secret(TOKEN),
        base_url="https://api.miro.com",
        board_id="uXjV=",
        folder=tmp_path,
        frame_id=None,
        columns=5,
        cell=320.0,
        gap=40.0,
        deleted="keep",
        confirm="bytes",
        subfolders=False,
        ledger=None,
        polling=None,
        log="human",
    )
    assert TOKEN not in repr(settings)


def test_everything_can_be_set(needed, tmp_path):
    """By the environment."""
    more = {
        "MIRO_BASE_URL": "http://localhost:8000/",
        "MIRO_FRAME_ID": " 34587645 ",
        "MIRO_PICTURES_COLUMNS": "7",
        "MIRO_PICTURES_CELL": "100.5",
        "MIRO_PICTURES_GAP": "0",
        "MIRO_PICTURES_DELETED": "Remove",
        "MIRO_PICTURES_CONFIRM": "item",
        "MIRO_PICTURES_SUBFOLDERS": "yes",
        "MIRO_PICTURES_LEDGER": "/var/lib/ledger",
        "MIRO_PICTURES_POLLING": "false",
        "MIRO_PICTURES_LOG": "json",
    }
    settings = PictureSettings.read(needed | more)

    assert (settings.base_url, settings.frame_id) == ("http://localhost:8000", "34587645")
    assert (settings.columns, settings.cell, settings.gap) == (7, 100.5, 0)
    assert (settings.deleted, settings.confirm, settings.log) == ("remove", "item", "json")
    assert (settings.subfolders, settings.polling) == (True, False)
    assert settings.ledger == Path("/var/lib/ledger")


def test_all_that_is_missing_is_named_at_once():
    """A line on each."""
    with pytest.raises(ConfigurationError) as caught:
        PictureSettings.read({})

    assert str(caught.value).splitlines()[1:] == [
        "- MIRO_ACCESS_TOKEN (access_token) is missing",
        "- MIRO_BOARD_ID (board_id) is missing",
        "- MIRO_PICTURES_FOLDER (folder) is missing",
    ]


def test_all_that_is_wrong_is_named_at_once(tmp_path):
    """With what was given, but for the token."""
    wrong = {
        "MIRO_ACCESS_TOKEN": f"{TOKEN}\n",
        "MIRO_BASE_URL": "nowhere",
        "MIRO_PICTURES_FOLDER": str(tmp_path / "none"),
        "MIRO_PICTURES_COLUMNS": "many",
        "MIRO_PICTURES_CELL": "1",
        "MIRO_PICTURES_GAP": "nan",
        "MIRO_PICTURES_DELETED": "burn",
        "MIRO_PICTURES_CONFIRM": "never",
        "MIRO_PICTURES_SUBFOLDERS": "perhaps",
        "MIRO_PICTURES_LOG": "xml",
    }
    with pytest.raises(ConfigurationError) as caught:
        PictureSettings.read(wrong)

    lines = str(caught.value).splitlines()[1:]
    named = {line.split()[1] for line in lines}
    assert named == wrong.keys() | {"MIRO_BOARD_ID"}
    assert len(lines) == len(named)
    assert "'burn', and not one of keep, remove" in str(caught.value)
    assert TOKEN not in str(caught.value)


def test_a_folder_that_is_a_file_or_closed_is_named(needed, tmp_path, monkeypatch):
    """Before anything is done."""
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="is no folder that is there"):
        PictureSettings.read(needed | {"MIRO_PICTURES_FOLDER": str(tmp_path / "file")})
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(ConfigurationError, match="cannot be read"):
        PictureSettings.read(needed)


def test_who_is_signed_in_needs_no_token(needed):
    """It comes from elsewhere; one that is there is used."""
    assert PictureSettings.read(needed, signed_in=True).access_token == Secret(TOKEN)
    del needed["MIRO_ACCESS_TOKEN"]
    assert PictureSettings.read(needed, signed_in=True).access_token is None


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(needed, tmp_path):
    """None is not given."""
    file = tmp_path / ".env"
    file.write_text("MIRO_PICTURES_COLUMNS=1\nMIRO_PICTURES_CELL=50\nMIRO_PICTURES_GAP=3\n")
    needed |= {"MIRO_PICTURES_CELL": "60", "MIRO_PICTURES_GAP": "4"}
    given = {"gap": 5.5, "deleted": None, "access_token": Secret("other")}

    settings = PictureSettings.read(needed, env_file=file, given=given)

    assert (settings.columns, settings.cell, settings.gap) == (1, 60, 5.5)
    assert settings.access_token == Secret("other")
    assert settings.deleted == "keep"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=b", "b"),
        (" export A = b c  # comment", "b c"),
        ("A=", ""),
        ("A= # comment", ""),
        ("A=b#c", "b#c"),
        ("A='b # c' # d", "b # c"),
        ('A="b\\n\\"c\\""', 'b\n"c"'),
        (r"A='b\n'", r"b\n"),
        ("\ufeffA=$HOME", "$HOME"),
        ("# nothing\n\nA=b", "b"),
        ("A=x\nA=b", "b"),
    ],
)
def test_a_line_of_an_env_file_is_a_variable(tmp_path, line, value):
    """With or without quotes; nothing is put in."""
    (tmp_path / ".env").write_text(line, encoding="utf-8")

    assert read_env_file(tmp_path / ".env") == ({"A": value}, [])


@pytest.mark.parametrize("line", ["A", "1A=b", "A='b", 'A="b" c', "= b"])
def test_a_line_that_is_none_is_named_by_its_number(tmp_path, needed, line):
    """And not shown: it may be a secret."""
    (tmp_path / ".env").write_text(f"OK=1\n{line}\n")
    with pytest.raises(ConfigurationError, match=r"\.env, line 2: this is no NAME=value$"):
        PictureSettings.read(needed, env_file=tmp_path / ".env")


def test_an_env_file_may_be_missing_but_not_unreadable(tmp_path):
    """One that cannot be read has what somebody wanted to be read."""
    assert read_env_file(tmp_path / "none") == ({}, [])
    assert read_env_file(tmp_path)[1] == [f"{tmp_path} is no regular file"]
    os.mkfifo(tmp_path / "pipe")
    assert read_env_file(tmp_path / "pipe")[1] == [f"{tmp_path / 'pipe'} is no regular file"]
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\xff")
    assert "UnicodeDecodeError" in read_env_file(tmp_path / "bytes")[1][0]


@pytest.mark.anyio
async def test_settings_make_the_folder(scene, needed):
    """With all that they say."""
    given = {"folder": scene.folder, "ledger": scene.ledger, "cell": 100, "confirm": "item"}
    scene.put("a.png", png(1))
    settings = PictureSettings.read(needed, given=given)
    folder = settings.picture_folder(scene.board, on_event=scene.hear, clock=scene.sandbox.clock)

    await folder.sync()

    (item,) = (await scene.items()).values()
    assert item.geometry.width == 100
    assert scene.told("uploaded") == ["a.png"]
    assert not [call for call in scene.sandbox.calls if "download" in call.operation]


@pytest.mark.parametrize("elsewhere", ["environment", "given", "login"])
def test_a_file_cannot_send_a_token_of_elsewhere_to_its_own_address(needed, tmp_path, elsewhere):
    """A folder of somebody else's may have such a file in it."""
    file = tmp_path / "settings"
    file.write_text("MIRO_BASE_URL=http://elsewhere.example\n")
    if elsewhere != "environment":
        del needed["MIRO_ACCESS_TOKEN"]
    given = {"access_token": TOKEN} if elsewhere == "given" else {}

    with pytest.raises(ConfigurationError, match=r"MIRO_BASE_URL .* token of the same file"):
        PictureSettings.read(needed, env_file=file, signed_in=elsewhere == "login", given=given)

    url = {"base_url": "http://mine.example"}
    settings = PictureSettings.read(
        needed, env_file=file, signed_in=elsewhere == "login", given=given | url
    )
    assert settings.base_url == "http://mine.example"


def test_a_file_may_have_a_token_and_the_address_that_it_is_for(needed, tmp_path):
    """Both are of the same hand."""
    file = tmp_path / "settings"
    file.write_text(f"MIRO_BASE_URL=http://mine.example\nMIRO_ACCESS_TOKEN={TOKEN}\n")
    del needed["MIRO_ACCESS_TOKEN"]

    settings = PictureSettings.read(needed, env_file=file)

    assert (settings.base_url, settings.access_token) == ("http://mine.example", Secret(TOKEN))


def test_no_token_of_a_file_is_in_a_traceback(tmp_path):
    """Not even in one with locals, which error reporters write down."""
    file = tmp_path / "settings"
    file.write_text(f"MIRO_ACCESS_TOKEN={TOKEN}\n")

    with pytest.raises(ConfigurationError) as caught:
        PictureSettings.read({}, env_file=file)

    told = tracebacks.told(caught.value, but_not_of=__file__)
    assert "MIRO_BOARD_ID" in told
    assert TOKEN not in told
