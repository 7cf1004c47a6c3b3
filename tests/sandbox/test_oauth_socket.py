"""The app of a sandbox on a socket: what its command prints, and what is not logged."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys

import httpx
import pytest

from miro_async.sandbox import SandboxServer, __main__ as command
from tests.sandbox.app import CALLBACK, App, over, query_of


def test_a_browser_logs_in_over_the_socket(sandbox):
    """From the authorization URL to a call of the API."""
    with (
        SandboxServer(sandbox) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=60) as http,
    ):
        assert server.authorize_url == f"{server.url}/oauth/authorize"
        query = {
            "response_type": "code",
            "client_id": sandbox.client_id,
            "redirect_uri": CALLBACK,
            "state": "s",
        }
        page = http.get(server.authorize_url, params=query)
        assert page.headers["content-length"] == str(len(page.content))
        choice = {"user": sandbox.user_ids[0], "decision": "allow"}
        back = http.post(page.url, data=choice)
        assert (back.status_code, back.headers["content-length"]) == (302, "0")
        app = App(sandbox, over(http))
        pair = app.exchange(query_of(back.headers["location"])["code"]).json
        assert app.works(pair["access_token"])


def test_no_secret_is_logged(sandbox, caplog):
    """Servers log addresses, and the old ways of OAuth have their secrets there."""
    caplog.set_level(logging.DEBUG)
    with (
        SandboxServer(sandbox) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=60) as http,
    ):
        app = App(sandbox, over(http))
        pair = app.login()
        query = {**app.credentials, "grant_type": "refresh_token"}
        query["refresh_token"] = pair["refresh_token"]
        new = http.post("/v1/oauth/token", params=query).json()
        http.post("/v1/oauth/revoke", params={"access_token": new["access_token"]})
    said = [one.getMessage() for one in caplog.records if one.name.startswith("uvicorn")]
    assert any("/v1/oauth/token" in line for line in said)
    assert any("/v1/oauth/revoke" in line for line in said)
    secrets = [sandbox.client_secret]
    for each in (pair, new):
        secrets += [each["access_token"], each["refresh_token"]]
    assert not any(secret in line for secret in secrets for line in said)


def test_the_command_takes_the_credentials_and_tells_them(monkeypatch, capsys):
    """So that an app that was configured before can use them; without, they are random."""
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)

    def lines(*options):
        monkeypatch.setattr("sys.argv", ["sandbox", "--port", "0", *options])
        command.main()
        printed = capsys.readouterr().out.splitlines()
        return dict(line.rsplit(maxsplit=1) for line in printed)

    told = lines("--client-id", "123", "--client-secret", "known")
    assert list(told) == [
        "Miro sandbox",
        "Access token",
        "Client id",
        "Client secret",
        "SCIM token",
        "Authorize URL",
        "Page",
    ]
    assert (told["Client id"], told["Client secret"]) == ("123", "known")
    assert told["Authorize URL"] == f"{told['Miro sandbox']}/oauth/authorize"
    other = lines()
    assert other["Client id"] != lines()["Client id"]
    assert len(other["Client secret"]) == 32


def test_the_command_serves_the_app(sandbox):
    """In a process of its own, which shares nothing but what it was told."""
    credentials = ["--client-id", sandbox.client_id, "--client-secret", sandbox.client_secret]
    command_line = [sys.executable, "-m", "miro_async.sandbox", "--port", "0", *credentials]
    with subprocess.Popen(command_line, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            url = process.stdout.readline().split()[-1]
            with httpx.Client(base_url=url, trust_env=False, timeout=60) as http:
                app = App(sandbox, over(http))
                choice = {"user": sandbox.user_ids[0], "decision": "allow"}
                back = http.post(app.link(), data=choice)
                pair = app.exchange(query_of(back.headers["location"])["code"]).json
                assert app.works(pair["access_token"])
                assert not app.works(app.refresh("x").json.get("access_token"))
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()


@pytest.mark.parametrize("path", ["/oauth/authorize", "/v1/oauth/token"])
def test_other_methods_are_not_allowed(sandbox, path):
    """A 405 as elsewhere."""
    answer = App(sandbox).ask("PUT", path)
    assert (answer.status, answer.json["code"]) == (405, "methodNotSupported")
