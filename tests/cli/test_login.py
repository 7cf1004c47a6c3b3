"""`miro-async login`, `logout` and `whoami`: in a browser, and what is kept of it."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import threading
import time
from contextlib import nullcontext
from urllib.parse import parse_qs, urlsplit

import httpx
import keyring.backends.fail
import keyring.backends.null
import pytest
from anyio import CancelScope, connect_tcp, create_task_group, fail_after, from_thread, sleep
from attrs import evolve

from miro_async import Secret, Token
from miro_async.cli.logins import Login, keep, kept_in
from miro_async.cli.redirect import Redirects
from miro_async.cli.ring import LockedKeyringStorage
from miro_async.cli.surroundings import Surroundings, Terminals
from miro_async.errors import CodeRejectedError
from miro_async.sandbox import Clock, Sandbox, SandboxServer
from tests.cli.conftest import NOW, SITTING
from tests.cli.ring import LockedRing, MemoryRing
from tests.e2e.browser import Browser, words
from tests.ports import free_port

ASKED = Terminals(input=True, output=False, messages=True)


@pytest.fixture(scope="module")
def server():
    """Have a sandbox ask its users on a page."""
    with SandboxServer(Sandbox(clock=Clock(NOW))) as running:
        yield running


@pytest.fixture
def sandbox(server):
    """Give that sandbox as if it were new, but that its time has gone on."""
    server.sandbox.reset()
    return server.sandbox


@pytest.fixture
def port():
    """Give a port on which nobody listens."""
    return free_port()


@pytest.fixture
def app(miro, server, port):
    """Give somebody who has an app of their own, and no token."""
    miro.environ = {
        "MIRO_CLIENT_ID": server.sandbox.client_id,
        "MIRO_CLIENT_SECRET": server.sandbox.client_secret,
        "MIRO_REDIRECT_URL": f"http://127.0.0.1:{port}/callback",
        "MIRO_BASE_URL": server.url,
    }
    return miro


class Person:
    """Sits at a browser, and decides."""

    def __init__(self, button="Allow", name="Sandbox user"):
        self.button, self.name = button, name
        self.url = None
        self.seen = None

    def __call__(self, url):
        """Decide on the page."""
        self.url = url
        with Browser() as browser:
            asked = browser.open(url)
            self.seen = browser.press(asked, self.button, choice=self.name)
        return True


def logged_in(app, *options, **person):
    """Log in, and give who did."""
    app.more["open_browser"] = someone = Person(**person)
    app.does("login", *options)
    return someone


def whose(app):
    """Give the name of the token's user."""
    return json.loads(app.does("whoami", "--json").out)["user"]["name"]


def test_somebody_logs_in(app):
    """The browser ends at a page that says so; from then on calls are theirs."""
    app.terminals = ASKED
    app.more["open_browser"] = person = Person()
    done = app.does("login", "--team", app.sandbox.team_id)
    assert "You are logged in" in words(person.seen)
    assert person.seen.headers["cache-control"] == "no-store"
    query = parse_qs(urlsplit(person.url).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["team_id"] == [app.sandbox.team_id]
    assert "Logged in as Sandbox user, for the team Sandbox team." in done.err
    assert "the keyring (memory)" in done.err
    assert done.out == ""
    assert whose(app) == "Sandbox user"
    facts = dict(app.does("whoami").cells)
    assert facts["token from"] == "the keyring (memory)"
    assert not (app.folder / "config").exists() or not list((app.folder / "config").glob("*.json"))


@pytest.mark.parametrize("storage", ["keyring", "file"])
def test_the_token_is_refreshed_when_it_has_expired(app, storage):
    """And kept: the one before would be dead."""
    logged_in(app, "--storage", storage)
    for hours in (1, 2):
        app.sandbox.clock.advance(3700)
        assert whose(app) == "Sandbox user"
        assert app.sandbox.refreshes == hours
    assert app.sandbox.refused_refreshes == 0


@pytest.mark.parametrize(
    "ring", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring, LockedRing]
)
def test_without_a_keyring_a_file_keeps_it(app, ring):
    """Which its owner alone can read; and if the keyring is there later, the file still counts."""
    app.ring = ring()
    logged_in(app)
    file = app.folder / "config" / "default.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    app.ring = MemoryRing()
    assert whose(app) == "Sandbox user"
    logged_in(app)
    assert app.ring.kept
    assert app.sandbox.client_secret not in file.read_text()
    assert whose(app) == "Sandbox user"


def test_a_keyring_that_was_asked_for_has_to_work(app):
    """No file takes its place then."""
    app.ring = LockedRing()
    app.more["open_browser"] = Person()
    done = app("login", "--storage", "keyring")
    assert (done.code, app.more["open_browser"].url) == (1, None)
    app.ring = keyring.backends.fail.Keyring()
    done = app("login", "--storage", "keyring")
    assert (done.code, "there is no keyring" in done.err) == (1, True)


def test_who_says_no_is_not_logged_in(app):
    """It ends with 3, and the browser says so, too."""
    app.more["open_browser"] = person = Person(button="Deny")
    done = app("login")
    assert (done.code, "did not allow" in done.err) == (3, True)
    assert "This did not work" in words(person.seen)
    assert app("whoami").code == 3


def test_nobody_else_can_log_in(app, port):
    """Another address, a wrong state, another method: nothing happens, and it goes on waiting."""
    answers, later = {}, []

    class Attacked(Person):
        def __call__(self, url):
            here = f"http://127.0.0.1:{port}"
            with httpx.Client(trust_env=False, timeout=30) as attacker:
                for name, method, path in (
                    ("elsewhere", "GET", "/favicon.ico"),
                    ("post", "POST", "/callback?code=x&state=y"),
                    ("state", "GET", "/callback?code=x&state=y"),
                    ("bare", "GET", "/callback"),
                ):
                    answers[name] = attacker.request(method, here + path).status_code
            with socket.create_connection(("127.0.0.1", port)) as rude:
                rude.sendall(b"GET /callback HTTP/1.1\r\n")
            with socket.create_connection(("127.0.0.1", port)) as rude:
                rude.sendall(b"x" * 20_000)
            later.append(threading.Thread(target=super().__call__, args=[url]))
            later[0].start()
            return True

    app.more["open_browser"] = Attacked()
    app.does("login")
    later[0].join()
    assert answers == {"elsewhere": 404, "post": 404, "state": 400, "bare": 400}
    assert whose(app) == "Sandbox user"


@pytest.mark.parametrize("refused", [(1,), (0,), (0, 1)])
@pytest.mark.anyio
async def test_a_browser_that_comes_twice_is_logged_in_once(port, refused):
    """The first exchange that goes well counts: a code is good for one, and pages are reloaded."""
    begun, answers, here = [], [], f"http://127.0.0.1:{port}/callback"
    redirects = Redirects(here, lambda _: exchange())

    async def come():
        async with await connect_tcp("127.0.0.1", port) as stream:
            await stream.send(b"GET /callback?code=x HTTP/1.1\r\n\r\n")
            answers.append((await stream.receive()).split(b" ", 2)[1])

    async def exchange():
        begun.append(number := len(begun))
        # Nobody tells when somebody waits for a lock.
        while number == 0 and not (  # noqa: ASYNC110
            len(begun) > 1 or redirects._turn.statistics().tasks_waiting
        ):
            await sleep(0.01)
        if number in refused:
            raise CodeRejectedError("Miro does not take this code")

    async def ready():
        tasks.start_soon(come)
        tasks.start_soon(come)

    with fail_after(30):
        async with create_task_group() as tasks:
            with pytest.raises(CodeRejectedError) if refused == (0, 1) else nullcontext():
                await redirects.wait(ready, 30)
    assert (
        answers == {(1,): [b"200", b"200"], (0,): [b"400", b"200"], (0, 1): [b"400"] * 2}[refused]
    )
    assert len(begun) == (1 if refused == (1,) else 2)


@pytest.mark.parametrize("storage", ["keyring", "file"])
def test_a_login_that_fails_leaves_nothing(app, storage):
    """No token stays that no command knows of; whoever was logged in still is."""
    app.more["open_browser"] = Person()
    app.sandbox.faults.add(500, to="tokens.get_info", times=99)
    assert app("login", "--storage", storage).code == 5
    app.sandbox.faults.clear()
    assert (app.ring.kept, app("logout").code) == ({}, 3)
    for file in (app.folder / "config").glob("*.json"):
        assert json.loads(file.read_text())["tokens"] == {}
    logged_in(app, "--storage", storage)
    before = dict(app.ring.kept)
    app.sandbox.faults.add(500, to="tokens.get_info", times=99)
    assert app("login", "--storage", storage).code == 5
    app.sandbox.faults.clear()
    assert (app.ring.kept, whose(app)) == (before, "Sandbox user")


def test_a_token_that_cannot_be_kept_is_known(app):
    """The note on it comes first: what is there can always be logged out."""

    class FullRing(MemoryRing):
        def set_password(self, service, username, password):
            """Keep notes only."""
            super().set_password(service, username, password)
            if not username.startswith("@"):
                raise OSError(28, "No space left on device")

    app.ring = FullRing()
    app.more["open_browser"] = Person()
    assert app("login").code == 1
    assert app.ring.kept
    app.does("logout", "--local")
    assert app.ring.kept == {}


@pytest.mark.anyio
async def test_keeping_a_login_is_not_interrupted(tmp_path):
    """With Ctrl-C in the middle of it, all of it is kept, and what was elsewhere is forgotten."""

    class Interrupting(MemoryRing):
        def set_password(self, service, username, password):
            """Cancel whoever waits for it."""
            super().set_password(service, username, password)
            from_thread.run_sync(scope.cancel)

    around = Surroundings(folder=tmp_path, keyring=Interrupting)
    ring = kept_in(around, "keyring")
    file = kept_in(around, "file", make=True)
    old = Login(base_url="https://x", secret=Secret("a"), client_id="1", user_id="2")
    await file.write(old, Token(access_token="b", user_id="2"))
    with CancelScope() as scope:
        await keep(around, ring, evolve(old, user_id="3"), Token(access_token="c", user_id="3"))
    assert scope.cancelled_caught
    assert sorted(name for _, name in ring.storage.ring.kept) == ["3", "@login"]
    assert await file.read() is None
    assert await file.storage.get("2") is None


def test_names_of_users_do_not_drive_the_terminal(app):
    """Everybody gives themselves the name that they like."""
    someone = app.sandbox.add_user("Ada\x1b[31m\u202e")
    app.terminals = Terminals(input=False, output=False, messages=True)
    done = app.does("login", "--token", typed=f"{someone.token}\n")
    assert "Logged in as Ada\ufffd[31m\ufffd, for" in done.err


def test_who_does_not_come_back_is_not_waited_for(app):
    """It ends with 3 after a while."""
    app.more["open_browser"] = lambda _: True
    done = app("login", "--wait", "0.05")
    assert (done.code, "nobody came back" in done.err) == (3, True)


@pytest.mark.parametrize("wrong", ["0", "-1", "nan", "inf"])
def test_what_is_no_time_to_wait_is_refused(app, wrong):
    """Before the browser opens, with 2."""
    app.more["open_browser"] = Person()
    assert (app("login", "--wait", wrong).code, app.more["open_browser"].url) == (2, None)


def test_a_port_that_is_taken_is_told(app, port):
    """With 2: another redirect URL can be given."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = app("login")
    assert (done.code, f"cannot listen on 127.0.0.1:{port}" in done.err) == (2, True)


@pytest.mark.parametrize(
    "url", ["https://example.com/callback", "http://127.0.0.1/callback", "http://[x", "ftp://x:1/"]
)
def test_the_redirect_url_leads_to_this_machine(app, url):
    """No other one can be waited for."""
    app.more["open_browser"] = Person()
    done = app("login", "--redirect-url", url)
    assert (done.code, app.more["open_browser"].url) == (2, None)


@pytest.mark.parametrize("options", [(), ("--no-browser",)])
def test_without_a_browser_the_address_is_printed(app, options):
    """On stderr, also where that is no terminal: it has to be seen."""
    person, printed = Person(), []

    class Screen(io.StringIO):
        def write(self, text):
            for url in re.findall(r"http://\S+/oauth/authorize\S+", text):
                threading.Thread(target=person, args=(url,)).start()
                printed.append(url)
            return len(text)

    app.more["open_browser"] = lambda _: False
    app.monkeypatch.setattr("sys.stderr", Screen())
    app.does("login", *options)
    assert printed == [person.url]


def test_an_address_can_be_pasted(app):
    """For a browser on another machine, which cannot come back to this one."""
    app.terminals = ASKED
    urls = []

    def paste(text, **options):
        assert options["hide_input"]
        return app.sandbox.authorize(urls[0])

    app.monkeypatch.setattr("click.prompt", paste)
    app.monkeypatch.setattr(
        "click.echo", lambda text, **_: urls.extend(re.findall(r"http://\S+authorize\S+", text))
    )
    app.does("login", "--paste")
    app.monkeypatch.undo()
    assert whose(app) == "Sandbox user"


def test_an_address_that_is_piped_has_to_be_of_this_login(app):
    """As its state says."""
    done = app("login", "--paste", typed="http://127.0.0.1/callback?code=x&state=y\n")
    assert (done.code, "state" in done.err) == (3, True)


@pytest.mark.parametrize("missing", ["MIRO_CLIENT_ID", "MIRO_CLIENT_SECRET"])
def test_what_is_missing_is_named(app, missing):
    """All of it, before the browser opens."""
    del app.environ[missing]
    done = app("login")
    assert done.code == 2
    assert missing in done.err


@pytest.mark.parametrize("way", ["file", "stdin", "asked"])
def test_the_secret_is_no_argument(app, way):
    """It is in a file, is piped, or is asked for without being shown."""
    secret = app.environ.pop("MIRO_CLIENT_SECRET")
    (app.folder / "secret").write_text(f"{secret}\n")
    options = {"file": ["secret"], "stdin": ["-"], "asked": []}[way]
    options = ["--client-secret-file", *options] if options else []
    if way == "asked":
        app.terminals = ASKED
        app.monkeypatch.setattr("getpass.getpass", lambda *_, **__: secret)
        app.monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _: secret)
    app.more["open_browser"] = Person()
    app.does("login", *options, typed=f"{secret}\n")
    app.terminals = Terminals(input=False, output=False, messages=False)
    assert whose(app) == "Sandbox user"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_secret_that_cannot_be_read_is_told(app, content):
    """With the name of the file, and nothing of what is in it."""
    if content is not None:
        (app.folder / "secret").write_bytes(content)
    done = app("login", "--client-secret-file", "secret")
    assert (done.code, "secret" in done.err) == (2, True)
    done = app("whoami", "--token-file", "secret")
    assert (done.code, "no token can be read from secret" in done.err) == (2, True)


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o602])
def test_a_secret_that_others_can_read_is_told(app, mode):
    """It is used all the same; once, and with what to type."""
    app.does("login", "--token", "--storage", "file", typed=f"{app.sandbox.token}\n")
    app.environ = {}
    kept, given, secret = app.folder / "config" / "default.json", app.folder / "t", app.folder / "s"
    given.write_text(app.sandbox.token)
    secret.write_text("x")
    tries = (
        (kept, ["whoami"]),
        (given, ["whoami", "--token-file", given]),
        (secret, ["login", "--client-id", "1", "--client-secret-file", secret, "--wait", "0.01"]),
    )
    app.more["open_browser"] = lambda _: True
    for file, typed in tries:
        file.chmod(mode)
        told = f"warning: others can read {file}, which has a secret: chmod 600 it\n"
        assert app(*typed).err.startswith(told)
        assert app(*typed).err.count("warning") == 1
        file.chmod(0o600)
        assert "warning" not in app(*typed).err


def test_a_secret_that_cannot_be_closed_is_not_told(app, monkeypatch):
    """One of somebody else's, as in a container; a pipe of a shell; and on Windows."""
    token = app.sandbox.token
    (app.folder / "t").write_text(token)
    (app.folder / "t").chmod(0o644)
    with monkeypatch.context() as patch:
        patch.setattr("os.getuid", lambda: 12345)
        assert app.does("whoami", "--token-file", "t").err == ""
    reading, writing = os.pipe()
    os.write(writing, token.encode())
    os.close(writing)
    assert app.does("boards", "list", "--token-file", f"/dev/fd/{reading}").err == ""
    os.close(reading)
    monkeypatch.setattr("sys.platform", "win32")
    assert app.does("whoami", "--token-file", "t").err == ""


@pytest.mark.parametrize("storage", ["keyring", "file"])
def test_logging_out_ends_the_token(app, storage):
    """At Miro, and here: nothing of it is left."""
    logged_in(app, "--storage", storage)
    app.does("logout")
    assert not app.sandbox._state.grants.refresh_tokens
    assert app("whoami").code == 3
    assert app("logout").code == 3
    assert app.ring.kept == {}
    file = app.folder / "config" / "default.json"
    assert not file.exists() or app.sandbox.client_secret not in file.read_text()


def test_logging_out_here_only(app):
    """Without a word to Miro."""
    logged_in(app)
    app.sandbox.calls.clear()
    app.does("logout", "--local")
    assert app.calls() == []
    assert app.ring.kept == {}


def test_a_token_that_miro_does_not_know_can_be_logged_out(app):
    """What is dead is forgotten."""
    logged_in(app)
    del app.ring.kept["miro-async", app.sandbox.user_ids[0]]
    app.terminals = ASKED
    assert "did not know the token" in app.does("logout").err
    assert app.ring.kept == {}


def test_another_user_takes_the_place_of_the_first(app):
    """Whose token is not kept any longer."""
    app.sandbox.add_user("Ada")
    logged_in(app)
    logged_in(app, name="Ada")
    assert whose(app) == "Ada"
    kept = [name for _, name in app.ring.kept if not name.startswith("@")]
    assert kept == [app.sandbox.user_ids[1]]


def test_profiles_are_logins_beside_each_other(app):
    """By an option or the environment; each is its own."""
    app.sandbox.add_user("Ada")
    logged_in(app)
    logged_in(app, "--profile", "ada", name="Ada")
    assert whose(app) == "Sandbox user"
    app.environ["MIRO_PROFILE"] = "ada"
    assert whose(app) == "Ada"
    assert app("whoami", "--profile", "../x").code == 2


def test_a_login_is_for_one_miro(app):
    """To another address its token does not go."""
    logged_in(app)
    app.sandbox.calls.clear()
    done = app("whoami", "--base-url", "https://example.com")
    assert (done.code, "not logged in at https://example.com" in done.err) == (3, True)
    assert app.calls() == []
    app.environ = {}
    assert whose(app) == "Sandbox user"


def test_a_token_can_be_kept(app):
    """It is piped, and looked at first; logging out forgets it."""
    app.does("login", "--token", typed=f"{app.sandbox.token}\n")
    app.environ = {}
    assert whose(app) == "Sandbox user"
    app.sandbox.calls.clear()
    app.does("logout")
    assert app.calls() == []
    assert app("whoami").code == 3


def test_on_windows_there_is_the_keyring_or_nothing(app, monkeypatch):
    """Files have no locks there that would do."""
    monkeypatch.setattr("sys.platform", "win32")
    app.does("login", "--token", typed=f"{app.sandbox.token}\n")
    assert app.ring.kept
    app.ring = keyring.backends.fail.Keyring()
    done = app("login", "--token", typed=f"{app.sandbox.token}\n")
    assert (done.code, "there is no keyring" in done.err) == (1, True)


@pytest.mark.anyio
async def test_who_was_too_slow_does_not_overwrite(tmp_path):
    """A token is saved in the place of the one that was refreshed, or not at all."""
    storage = LockedKeyringStorage(MemoryRing(), "x", tmp_path / "new")
    old, new, other = (Token(access_token=name) for name in ("old", "new", "other"))
    await storage.set("ada", old)
    async with storage.lock("ada") as lease:
        assert await lease.save(old, new)
        assert not await lease.save(old, other)
    assert await storage.get("ada") == new
    await storage.set("ada", None)
    async with storage.lock("ada") as lease:
        assert not await lease.save(new, other)


def test_a_token_can_be_typed(app):
    """Without being shown."""
    app.terminals = SITTING
    app.monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _: app.sandbox.token)
    app.does("login", "--token")
    app.terminals = Terminals(input=False, output=False, messages=False)
    assert whose(app) == "Sandbox user"


@pytest.mark.parametrize(("token", "code"), [("wrong", 3), ("", 2), ("a b", 2)])
def test_a_token_that_is_none_is_not_kept(app, token, code):
    """Miro is asked; nothing of it is shown."""
    done = app("login", "--token", typed=f"{token}\n")
    assert done.code == code
    assert app.ring.kept == {}


def test_the_file_and_the_environment_come_before_the_login(app):
    """The file before the environment."""
    ada, bob = app.sandbox.add_user("Ada"), app.sandbox.add_user("Bob")
    logged_in(app)
    app.environ["MIRO_ACCESS_TOKEN"] = ada.token
    assert whose(app) == "Ada"
    (app.folder / "token").write_text(f"{bob.token}\n")
    facts = dict(app.does("whoami", "--token-file", "token").cells)
    assert (facts["user"], facts["token from"]) == ("Bob", "token")
    assert dict(app.does("whoami").cells)["token from"] == "MIRO_ACCESS_TOKEN"


def test_nobody_is_told_how_to_log_in(app):
    """With 3."""
    done = app("boards", "list")
    assert (done.code, "miro-async login" in done.err) == (3, True)


def test_the_real_surroundings_are_those_of_the_process(monkeypatch, tmp_path):
    """Its environment, the folder of its user, its browser and its keyring."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr("webbrowser.open", lambda url: url == "https://miro.com")
    around = Surroundings()
    assert around.environ is os.environ
    assert around.folder.parent == tmp_path
    assert around.open_browser("https://miro.com")
    monkeypatch.setattr("sys.stdin", None)
    assert Terminals.of_process().can_ask is False
    assert around.keyring() is not None
    assert abs(around.now().timestamp() - time.time()) < 60
