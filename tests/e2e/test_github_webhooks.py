"""The app that turns GitHub's webhooks into sticky notes, with real HTTP, beside a sandbox."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import importlib.util
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx
import pytest

from miro_async import MiroApi
from miro_async.sandbox import SandboxServer
from tests.e2e.apps import EXAMPLES, HOST, worker
from tests.ports import free_port

SECRET = "a secret of the test"
SCRIPT = [str(EXAMPLES / "github_webhooks.py")]
PATIENCE = 30


@pytest.fixture(scope="module")
def example():
    """Import the example."""
    name = "github_webhooks"
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(EXAMPLES))
    try:
        sys.modules[name] = module
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(EXAMPLES))
        sys.modules.pop(name)


@pytest.fixture(scope="module")
def miro():
    """Run a sandbox."""
    with SandboxServer() as server:
        yield server


@pytest.fixture(scope="module")
def before(miro, tmp_path_factory):
    """Run the app on a board, give it seven deliveries, and stop it at once; give it."""
    with running(miro, tmp_path_factory.mktemp("before")) as app:
        miro.sandbox.faults.add("delay", to="items.create_bulk", seconds=1)
        for number in range(7):
            app.deliver("issues", issue(number, "Before"), f"before-{number}")
    return app


@pytest.fixture(scope="module")
def app(miro, before, tmp_path_factory):
    """Run the app on that board again."""
    with running(miro, tmp_path_factory.mktemp("app"), before.board_id) as app:
        yield app


class App:
    """The app, and the board that it writes on."""

    def __init__(self, miro, board_id, worker):
        self.miro, self.board_id, self.worker = miro, board_id, worker
        limits = httpx.Limits(max_keepalive_connections=0)  # the server closes what is idle
        self.client = httpx.Client(base_url=worker.url, limits=limits, trust_env=False, timeout=60)

    def deliver(self, event, payload, delivery, **changes):
        """Do what GitHub does."""
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        headers = {
            "content-type": "application/json",
            "x-github-event": event,
            "x-github-delivery": delivery,
            "x-hub-signature-256": signature(SECRET, body),
            **changes,
        }
        headers = {name: value for name, value in headers.items() if value is not None}
        return self.client.post("/webhook", content=body, headers=headers)

    @property
    def health(self):
        """What it says of itself."""
        return self.client.get("/health").json()

    def settled(self):
        """Wait until nothing waits, and give its figures."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            health = self.health
            if health["waiting"] == 0:
                return health
            time.sleep(0.05)
        raise AssertionError(self.worker.output)

    def notes(self):
        """Give what is on the board: texts, colors and places."""

        async def read():
            api = MiroApi(self.miro.token, base_url=self.miro.url)
            async with api:
                return [item async for item in api.items.list(self.board_id)]

        return asyncio.run(read())

    def texts(self):
        """Give what the notes say."""
        return [note.data.content for note in self.notes()]


class running:  # noqa: N801 - a context manager
    """Run the app on a new board, or on one that is there."""

    def __init__(self, miro, folder, board_id=None):
        self.board_id = board_id or miro.sandbox.add_board("GitHub")
        self.miro = miro
        port = free_port()
        self.worker = worker(
            SCRIPT,
            folder,
            port,
            GITHUB_WEBHOOK_SECRET=SECRET,
            MIRO_ACCESS_TOKEN=miro.token,
            MIRO_BOARD_ID=self.board_id,
            MIRO_BASE_URL=miro.url,
        )

    def __enter__(self):
        one = self.worker.__enter__()
        one.await_start()
        self.app = App(self.miro, self.board_id, one)
        return self.app

    def __exit__(self, *error):
        self.app.client.close()
        self.worker.__exit__(*error)


def signature(secret, body):
    """Give the signature, as GitHub's documentation says it is made."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def issue(number, title="It <b>breaks</b>", repository="octo/world"):
    """Give what GitHub says of an issue."""
    return {
        "action": "opened",
        "issue": {"number": number, "title": title},
        "repository": {"full_name": repository},
        "sender": {"login": "mona"},
    }


def test_the_documented_signature_is_taken(example):
    """GitHub's own example: a secret, a body, and what comes of them."""
    wanted = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    assert example.is_signed(b"Hello, World!", wanted, b"It's a Secret to Everybody")
    assert not example.is_signed(b"Hello, World?", wanted, b"It's a Secret to Everybody")
    assert not example.is_signed(b"Hello, World!", wanted, b"It's a Secret to Nobody")
    assert not example.is_signed(b"Hello, World!", "sha256=é", b"It's a Secret to Everybody")


def test_no_more_wait_than_there_is_room_for(example):
    """The next one is refused, and may come again when others have been written down."""

    async def crowd():
        deliveries = example.Deliveries()
        with deliveries.incoming, deliveries.outgoing:
            notes = [example.Note(f"{n}", f"{n}", "issues", "", "gray") for n in range(1001)]
            assert all(map(deliveries.take, notes[:1000]))
            with pytest.raises(anyio.WouldBlock):
                deliveries.take(notes[1000])
            some = await deliveries.some()
            assert some == notes[:20]
            deliveries.settle(some, {})
            assert deliveries.take(notes[1000])
            assert not deliveries.take(notes[0])
            return deliveries.waiting, deliveries.done

    assert anyio.run(crowd) == (981, 20)


def test_events_become_notes(app):
    """An issue, a pull request and a push: each with its words, color, tag and block."""
    pull = {
        "action": "closed",
        "pull_request": {"number": 7, "title": "Mend it", "merged": True},
        "repository": {"full_name": "octo/mend"},
        "sender": {"login": "mona"},
    }
    push = {
        "ref": "refs/heads/fix/2",
        "repository": {"full_name": "octo/mend"},
        "pusher": {"name": "mona"},
        "commits": [{}, {}],
        "head_commit": {"message": "Mend it\n\nFor good."},
    }
    before = app.settled()
    assert app.deliver("issues", issue(1, repository="octo/mend"), "a").status_code == 202
    assert app.deliver("pull_request", pull, "b").json() == {"said": "taken"}
    assert app.deliver("pull_request", {**pull, "action": "labeled"}, "later").is_success
    assert app.deliver("push", push, "c").status_code == 202
    gone = {**push, "deleted": True, "head_commit": None, "commits": []}
    assert app.deliver("push", gone, "d").is_success
    assert app.deliver("ping", {"zen": "Keep it logically awesome."}, "e").status_code == 200
    assert app.settled() == {**before, "done": before["done"] + 5}
    notes = [note for note in app.notes() if "octo/mend" in note.data.content]
    notes.sort(key=lambda note: (note.position.x, note.position.y))
    assert [note.data.content for note in notes] == [
        "octo/mend#1 opened by mona<br>It &lt;b&gt;breaks&lt;/b&gt;",
        "octo/mend#7 merged by mona<br>Mend it",
        "octo/mend#7 labeled by mona<br>Mend it",
        "octo/mend fix/2<br>2 commits by mona<br>Mend it",
        "octo/mend fix/2<br>deleted by mona",
    ]
    colors = [note.style.fill_color for note in notes]
    assert colors == ["light_green", "violet", "light_yellow", "light_blue", "light_blue"]
    assert len({(note.position.x, note.position.y) for note in notes}) == 5


def test_what_is_not_githubs_is_refused(app):
    """Without a signature, with another one, of another body; and nothing is put on the board."""
    other = signature("another secret", json.dumps(issue(1)).encode())
    before = len(app.texts())
    for wrong in (None, "", "sha256=", other, other.removeprefix("sha256="), "sha1=" + "0" * 40):
        answer = app.deliver("issues", issue(1), "w", **{"x-hub-signature-256": wrong})
        assert answer.status_code == 401
    body = json.dumps(issue(2)).encode()
    moved = app.deliver(
        "issues", body + b" ", "w", **{"x-hub-signature-256": signature(SECRET, body)}
    )
    assert moved.status_code == 401
    for event, payload in [
        ("issues", b"no JSON"),
        ("issues", b"[" * 200_000),
        ("issues", {}),
        ("issues", []),
        ("push", {"ref": 1}),
    ]:
        assert app.deliver(event, payload, "w").status_code == 400
    for missing in ("x-github-event", "x-github-delivery"):
        assert app.deliver("issues", issue(1), "w", **{missing: None}).status_code == 400
    form = {"content-type": "application/x-www-form-urlencoded"}
    told = app.deliver("issues", b"payload=%7B%7D", "w", **form)
    assert (told.status_code, "application/json" in told.text) == (415, True)
    assert app.deliver("issues", b"x" * (25 * 1024 * 1024 + 1), "w").status_code == 413
    assert app.settled()["failed"] == 0
    assert len(app.texts()) == before


def test_a_delivery_is_taken_once(app):
    """GitHub may send it again, or somebody who has seen it, and gives it another id."""
    ids = ("once", "once", "of somebody else")
    answers = [app.deliver("issues", issue(50, "Once"), each).json() for each in ids]
    assert answers == [{"said": "taken"}, {"said": "known"}, {"said": "known"}]
    app.settled()
    assert sum("Once" in text for text in app.texts()) == 1


def test_what_comes_at_once_is_there_once_in_spite_of_faults(app, miro):
    """60 deliveries, and two answers of Miro's lost: no two notes are in a place."""
    miro.sandbox.faults.add("drop_after", to="items.create_bulk", times=2)
    with ThreadPoolExecutor(10) as threads:
        sent = [
            threads.submit(app.deliver, "issues", issue(number, f"Many {number}"), f"many-{number}")
            for number in range(60)
        ]
    assert {one.result().status_code for one in sent} == {202}
    assert app.settled()["failed"] == 0
    many = [note for note in app.notes() if "Many" in note.data.content]
    assert len({note.data.content for note in many}) == len(many) == 60
    assert len({(note.position.x, note.position.y) for note in many}) == 60


def test_what_fails_is_told_and_may_come_again(app, miro):
    """The token is refused once: it is logged and counted, and the delivery is not known."""
    before = app.settled()
    miro.sandbox.faults.add(401, to="items.create_bulk")
    assert app.deliver("issues", issue(70, "Again"), "again").status_code == 202
    assert app.settled() == {**before, "failed": before["failed"] + 1}
    assert "Delivery again is not on the board" in app.worker.output
    assert app.deliver("issues", issue(70, "Again"), "again").json() == {"said": "taken"}
    app.settled()
    assert sum("Again" in text for text in app.texts()) == 1
    assert miro.token not in app.worker.output
    assert SECRET not in app.worker.output


def test_after_a_restart_notes_go_on_where_they_were(before, app):
    """What waited when the app was stopped was written down before it ended."""
    assert "lost" not in before.worker.output
    app.deliver("issues", issue(8, "After"), "after")
    app.settled()
    notes = app.notes()
    assert sum(note.data.content.endswith("Before") for note in notes) == 7
    assert len({(note.position.x, note.position.y) for note in notes}) == len(notes)


def test_it_works_out_of_the_box(tmp_path):
    """Without a board it has a sandbox of its own, and tells its secret."""
    with worker(SCRIPT, tmp_path, free_port()) as alone:
        alone.await_start()
        [line] = [line for line in alone.output.splitlines() if "its secret is" in line]
        secret = line.rpartition(" ")[2]
        assert f"http://{HOST}:{alone.port}/webhook" in line
        body = json.dumps(issue(1)).encode()
        headers = {
            "content-type": "application/json; charset=utf-8",
            "x-github-event": "issues",
            "x-github-delivery": "1",
            "x-hub-signature-256": signature(secret, body),
        }
        answer = httpx.post(
            f"{alone.url}/webhook", content=body, headers=headers, trust_env=False, timeout=60
        )
        assert answer.json() == {"said": "taken"}


def test_a_secret_of_the_environment_is_not_printed(tmp_path):
    """It may be the real one, and what is printed is kept by many."""
    with worker(SCRIPT, tmp_path, free_port(), GITHUB_WEBHOOK_SECRET=SECRET) as alone:
        alone.await_start()
        assert f"The webhook is http://{HOST}:{alone.port}/webhook" in alone.output
    assert SECRET not in alone.output
