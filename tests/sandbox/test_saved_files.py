"""The file of a sandbox: how it is written, and what is refused when it is read."""

from __future__ import annotations

import json
import stat

import pytest

from miro_async.errors import ConfigurationError
from miro_async.sandbox import Sandbox


@pytest.fixture
def file(tmp_path):
    """Give where to save it."""
    return tmp_path / "sandbox.json"


def test_what_is_saved_is_private(sandbox, file):
    """There are tokens in it."""
    sandbox.save(str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Sandbox.load(str(file)).token == sandbox.token


def test_a_file_is_written_whole_or_not_at_all(sandbox, file, monkeypatch):
    """When the disk is full the old one is there, and nothing else."""
    sandbox.save(file)
    before = file.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    sandbox.add_user("Ada")
    with pytest.raises(ConfigurationError, match="cannot be written: No space left"):
        sandbox.save(file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_place_that_is_not_there_is_a_clear_error(sandbox, tmp_path):
    """For writing as for reading."""
    with pytest.raises(ConfigurationError, match=r"none.*cannot be written: No such file"):
        sandbox.save(tmp_path / "none" / "a.json")
    with pytest.raises(ConfigurationError, match=r"a\.json cannot be read: No such file"):
        Sandbox.load(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no JSON"),
        (b"{", "is no JSON"),
        (b"\xff\xfe", "is no JSON"),
        (b"[" * 200_000, "is no JSON"),
        (b"[]", "does not say that its format is 'miro-async sandbox'"),
        (b"{}", "does not say that its format"),
        (b'{"format": "miro-async sandbox", "version": 2}', "its version is 2, and not 1"),
        (b'{"format": "miro-async sandbox"}', "its version is None"),
        (b'{"format": "miro-async sandbox", "version": 1}', "its part 'clock' is missing"),
    ],
)
def test_a_file_of_another_kind_is_refused(file, content, message):
    """And it is said what is wrong with it."""
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"sandbox\.json is no") as caught:
        Sandbox.load(file)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["clock"], [], "its part 'clock' is missing"),
        (["clock", "ahead"], "x", "it is str, and not float @ clock.ahead"),
        (["sandbox"], None, "its part 'sandbox' is missing"),
        (["sandbox", "token"], ..., "'token' is missing @ sandbox.token"),
        (["sandbox", "token"], 1, "it is int, and not str @ sandbox.token"),
        (["sandbox", "state", "boards"], 3, "it is no object @ sandbox.state.boards"),
        (["sandbox", "state", "ids", "items"], True, "it is bool, and not int"),
        (["sandbox", "state", "ids", "items"], 1.5, "it is float, and not int"),
        (["sandbox", "state", "signing_key"], "***", "@ sandbox.state.signing_key"),
        (["sandbox", "state", "signing_key"], 1, "@ sandbox.state.signing_key"),
        (["sandbox", "state", "spare"], 1, "spare @ sandbox.state"),
        (["sandbox", "state", "grants", "apps"], {"1": {}}, "apps['1'].client_id"),
    ],
)
def test_a_damaged_file_is_refused(sandbox, file, path, value, message):
    """By the place where it is not what was written."""
    sandbox.save(file)
    content = json.loads(file.read_text())
    *way, last = path
    part = content
    for name in way:
        part = part[name]
    if value is ...:
        del part[last]
    else:
        part[last] = value
    file.write_text(json.dumps(content))
    with pytest.raises(
        ConfigurationError, match=r"sandbox\.json is no state of a sandbox"
    ) as caught:
        Sandbox.load(file)
    assert message in str(caught.value)
