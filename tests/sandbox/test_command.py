"""`python -m miro_async.sandbox`: what it is told, what it tells, and what it keeps."""

from __future__ import annotations

import signal
import subprocess
import sys

import httpx
import pytest

from miro_async.sandbox import Sandbox, __main__ as command
from tests.sandbox.app import App
from tests.sandbox.talker import Talker


@pytest.fixture
def run(monkeypatch, capsys):
    """Give what runs the command, with something that happens while it serves, and what it says."""

    def running(*options, meanwhile=lambda *_: None):
        monkeypatch.setattr("uvicorn.Server.run", meanwhile)
        monkeypatch.setattr("sys.argv", ["sandbox", "--port", "0", *options])
        command.main()
        return dict(line.rsplit(maxsplit=1) for line in capsys.readouterr().out.splitlines())

    return running


def test_the_port_is_known_unless_another_is_given(monkeypatch):
    """So that an app can be configured once."""
    monkeypatch.setattr("sys.argv", ["sandbox"])
    options = command._options()
    assert (options.port, options.host) == (8765, "127.0.0.1")


def test_what_is_needed_is_printed(run):
    """Where it is, and everything to get in by; of other users too."""
    told = run("--user", "Ada", "--user", "Bob")
    assert list(told) == [
        *("Miro sandbox", "Access token", "Client id", "Client secret", "SCIM token"),
        *("Authorize URL", "Page", "Token of Ada:", "Token of Bob:"),
    ]
    new = Sandbox()
    assert told["Access token"] == new.token
    assert told["SCIM token"] == new.scim_token
    assert told["Page"] == f"{told['Miro sandbox']}/"
    assert told["Token of Ada:"] == new.add_user("Ada").token
    assert told["Token of Bob:"] == new.add_user("Bob").token


def test_the_plan_and_the_credits_can_be_chosen(run, tmp_path):
    """As those of a new sandbox in process."""
    file = tmp_path / "sandbox.json"
    run("--plan", "free", "--credits", "1000", "--state", str(file))
    sandbox = Sandbox.load(file)
    assert sandbox._state.organization.plan == "free"
    headers = Talker(sandbox).get("/v2/boards").headers
    assert headers["x-ratelimit-limit"] == "1000"


def test_an_unknown_plan_is_refused(run, capsys):
    """With those that there are."""
    with pytest.raises(SystemExit):
        run("--plan", "gold")
    assert "'enterprise_guard'" in capsys.readouterr().err


@pytest.mark.parametrize("end", [None, KeyboardInterrupt])
def test_it_goes_on_where_it_was(run, tmp_path, end):
    """What was done is saved at the end, however that comes, and is there the next time."""
    file = tmp_path / "sandbox.json"

    def meanwhile(server, sockets):
        application = server.config.app
        application.sandbox.add_board("Retro")
        if end:
            raise end

    first = run("--state", str(file), "--user", "Ada", meanwhile=meanwhile)
    second = run("--state", str(file), "--user", "Ada")
    for line in ("Access token", "Client id", "Client secret", "Token of Ada:"):
        assert second[line] == first[line]
    sandbox = Sandbox.load(file)
    names = [board["name"] for board in Talker(sandbox).get("/v2/boards").json["data"]]
    assert names == ["Retro"]
    assert len(sandbox.user_ids) == 2


def test_the_state_is_saved_when_it_is_told_to_end(run, tmp_path):
    """By SIGTERM, which means something else again afterwards."""
    file, before = tmp_path / "sandbox.json", signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended:
        run("--state", str(file), meanwhile=lambda *_: signal.raise_signal(signal.SIGTERM))
    assert not ended.value.code
    assert Sandbox.load(file).user_ids
    assert signal.getsignal(signal.SIGTERM) == before


def test_what_cannot_be_read_is_not_written_over(run, tmp_path):
    """It may be something else that is dear to somebody."""
    file = tmp_path / "notes.json"
    file.write_text("{}")
    with pytest.raises(SystemExit, match="is no state of a sandbox"):
        run("--state", str(file))
    assert file.read_text() == "{}"


def test_who_could_not_listen_saves_nothing(run, tmp_path, monkeypatch):
    """Somebody else may be at it, and has more to save."""
    file = tmp_path / "sandbox.json"
    with pytest.raises(SystemExit, match="cannot listen"):
        run("--state", str(file), "--host", "192.0.2.1")
    assert not file.exists()


def test_a_state_that_cannot_be_saved_is_told(run, tmp_path):
    """Before anybody has put something into it."""
    served = []
    with pytest.raises(SystemExit, match="cannot be written"):
        run(
            *("--state", str(tmp_path / "none" / "sandbox.json")),
            meanwhile=lambda *_: served.append(True),
        )
    assert served == []


def test_users_are_added_to_what_was_saved(run, tmp_path):
    """Those who are not there: as many of a name as are asked for, and each keeps the token."""
    file = str(tmp_path / "sandbox.json")
    first = run("--state", file, "--user", "Ada")
    second = run("--state", file, "--user", "Bob", "--user", "Ada")
    third = run("--state", file)
    assert third == {**second, **{name: third[name] for name in ("Miro sandbox", "Page")}} | {
        "Authorize URL": third["Authorize URL"]
    }
    assert second["Token of Ada:"] == first["Token of Ada:"]
    names = {"Token of Ada:": "Ada", "Token of Bob:": "Bob"}
    sandbox = Sandbox.load(file)
    for line, name in names.items():
        told = Talker(sandbox, second[line]).get("/v1/oauth-token").json
        assert told["user"]["name"] == name
    run("--state", file, "--user", "Ada", "--user", "Ada")
    assert len(Sandbox.load(file).user_ids) == 4


def test_tokens_that_expire_are_not_told(run, tmp_path):
    """Nor those of other apps: what is told is what was made for it."""
    file, sandbox = tmp_path / "sandbox.json", Sandbox()
    ada, bob = sandbox.add_user("Ada"), sandbox.add_user("Bob")
    App(sandbox).login(bob.id)
    sandbox.new_token(ada.id, client_id=sandbox.add_app("Other").client_id)
    sandbox.save(file)
    told = run("--state", str(file))
    assert [line for line in told if line.startswith("Token of")] == [
        *("Token of Ada:", "Token of Bob:")
    ]
    assert (told["Token of Ada:"], told["Token of Bob:"]) == (ada.token, bob.token)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--port", "70000"], "cannot listen on http://127.0.0.1:70000: .*0-65535"),
        (["--port", "-1"], "cannot listen on http://127.0.0.1:-1: .*0-65535"),
        (["--host", "a..b"], "cannot listen on http://a..b:0"),
        (["--credits", "-5"], "credits_a_minute"),
    ],
)
def test_what_makes_no_sense_is_told(run, options, message):
    """Without a traceback."""
    with pytest.raises(SystemExit, match=message):
        run(*options)


def test_being_told_to_end_is_a_normal_end(tmp_path):
    """A container is ended by SIGTERM; nothing is lost."""
    file = tmp_path / "sandbox.json"
    command_line = [sys.executable, "-m", "miro_async.sandbox", "--port", "0", "--state", file]
    with subprocess.Popen(command_line, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            url, token = (process.stdout.readline().split()[-1] for _ in range(2))
            headers = {"Authorization": f"Bearer {token}"}
            httpx.post(f"{url}/v2/boards", headers=headers, trust_env=False, timeout=60)
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
        finally:
            process.kill()
    assert Talker(Sandbox.load(file)).get("/v2/boards").json["total"] == 1
