"""Every block of code of the README and of the pages: each one runs as a reader would type it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.docs import commands
from tests.docs.blocks import PAGES, ROOT, PageError, parse, read
from tests.docs.databases import NO_REDIS

READ = {page.name: read(page) for page in PAGES}
PROGRAMS = [
    pytest.param(name, loop, id=f"{name}-{loop}")
    for name, page in READ.items()
    for loop in ("asyncio", "trio")
    if page.of("python") and (loop == "asyncio" or "trio" in page.options)
]
LINES = [
    pytest.param(line, page, id=f"{name}:{block.line}: {line}")
    for name, page in READ.items()
    for block in page.of("sh")
    for line in commands.lines(block.code)
]
_PATIENCE = 240
_TROUBLE = ("Exception ignored", "was never awaited", "never retrieved")


def ran(path, loop="asyncio", cwd=ROOT):
    """Run the program of a page."""
    program = [sys.executable, "-W", "error", "-m", "tests.docs.program", str(path), loop]
    return subprocess.run(  # noqa: S603 - our own program
        program, cwd=cwd, capture_output=True, text=True, check=False, timeout=_PATIENCE
    )


@pytest.mark.parametrize(("name", "loop"), PROGRAMS)
def test_the_blocks_of_a_page_run(name, loop):
    """In their order, in a program of their own, with the network that their readers have."""
    path = READ[name].path
    done = ran(path, loop)
    if NO_REDIS in done.stderr:
        pytest.skip(NO_REDIS)
    assert done.returncode == 0, done.stdout + done.stderr
    count = len(re.findall(r"^ *```python\b", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert done.stdout.endswith(f"{count} blocks of Python have run\n")
    assert not any(trouble in done.stderr for trouble in _TROUBLE), done.stderr


@pytest.mark.parametrize(("line", "page"), LINES)
def test_a_command_can_be_typed(line, page, tmp_path, monkeypatch):
    """All that it names is there; the sandbox is started as it says."""
    monkeypatch.chdir(tmp_path)
    commands.check(line, page)


@pytest.mark.parametrize("name", READ)
def test_no_fence_is_overlooked(name):
    """What looks like a fence is one of a block, and is in a language that is run or never is."""
    page = READ[name]
    fences = re.findall(r"^[ >]*(?:```|~~~)", page.path.read_text("utf-8"), re.MULTILINE)
    assert len(fences) == 2 * len([block for block in page.blocks if block.language != "setup"])


WRONG = {
    "an exception": ("1 / 0", "ZeroDivisionError"),
    "a name of nowhere": ("board", "NameError"),
    "a warning": ("import warnings\nwarnings.warn('old', DeprecationWarning)", "Deprecation"),
    "another host": (
        "import httpx\nhttpx.get('https://example.com')",
        "403 Forbidden",
    ),
    "a host, though nobody minds": (
        "import httpx as h\ntry: h.get('https://example.com')\nexcept h.HTTPError: pass",
        "CONNECT example.com",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_block_that_does_not_run_is_found(what, tmp_path):
    """With the page and the line of it."""
    code, expected = WRONG[what]
    page = tmp_path / "wrong.md"
    page.write_text(f"# Wrong\n\n```python\nfine = 1\n```\n\n```python\n{code}\n```\n")
    done = ran(page)
    assert done.returncode == 1
    assert expected in done.stderr
    assert "blocks of Python have run" not in done.stdout


WAYS = """
<!-- page: trio -->
<!-- setup
from reader import ada, authorize, grace, new_code, sandbox, types
types("first", "second")
-->
```python
import os
from miro_async import MiroApi
assert (input(), input()) == ("first", "second")
async with MiroApi(os.environ["MIRO_ACCESS_TOKEN"]) as api:
    board = await api.boards.get(os.environ["MIRO_BOARD_ID"])
```

<!-- setup: assert [call.operation for call in sandbox.calls] == ["boards.get"] -->

<!-- block: alone -->
```python
assert "board" not in globals()
```

1. In a list:

   ```python title="script.py"
   from pathlib import Path
   Path("came.txt").write_text("here")
   ```

<!-- block: raises NotFoundError -->
```python
async with MiroApi(os.environ["MIRO_ACCESS_TOKEN"]) as api:
    await api.boards.get("none")
```

```python
from pathlib import Path
assert Path("came.txt").read_text() == "here"
```

<!-- block: file -->
```python title="words.py"
WORD = "yes"
```

```python
# test_words.py
from words import WORD

def test_word(miro_sandbox):
    assert WORD == "yes"
```
"""


@pytest.mark.parametrize("loop", ["asyncio", "trio"])
def test_a_page_can_have_all_kinds_of_blocks(tmp_path, loop):
    """Those that share names, those that do not, files, tests, and what readers do not see."""
    page = tmp_path / "ways.md"
    page.write_text(WAYS)
    done = ran(page, loop)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("7 blocks of Python have run\n")


APP = """
<!-- block: app /login / -->
```python title="app.py"
from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from miro_async import Miro

app, miro, states = FastAPI(), Miro(), []


@app.get("/login")
def log_in():
    url, state = miro.authorization_url()
    states.append(state)
    return RedirectResponse(url)


@app.get("/callback")
async def come_back(code: str, state: str):
    url = f"http://127.0.0.1/callback?code={code}&state={state}"
    return (await miro.exchange_code_for_access_token(url, state=states.pop())).user_id


@app.get("/")
def home():
    return ROOM
```
"""


@pytest.mark.parametrize("room", ["'welcome'", "1 / 0"])
def test_an_app_is_visited(tmp_path, room):
    """Miro's question is answered on the way; a page that fails is found."""
    page = tmp_path / "app.md"
    page.write_text(APP.replace("ROOM", room))
    done = ran(page)
    assert (done.returncode == 0) is (room == "'welcome'"), done.stderr
    assert ("/: 500" in done.stderr) is (room != "'welcome'")


UNCLEAR = {
    "a language that nobody knows": "```py\n1\n```\n",
    "a block without an end": "```python\n1\n",
    "a way that nobody knows": "<!-- block: later -->\n```python\n1\n```\n",
    "a comment that is about nothing": "<!-- block: alone -->\ntext\n",
    "an option that nobody knows": "<!-- page: curio -->\n",
    "a file without a name": "<!-- block: file -->\n```python\n1\n```\n",
    "a name of what is not a file": '<!-- block: alone -->\n```python title="a.py"\n1\n```\n',
}


@pytest.mark.parametrize("what", UNCLEAR)
def test_what_is_unclear_is_refused(what, tmp_path):
    """Else it would be skipped, or run in another way than was meant."""
    with pytest.raises(PageError):
        parse(tmp_path / "page.md", UNCLEAR[what])


@pytest.mark.parametrize(
    "line",
    [
        "pip install 'miro-async[slow]'",
        "pip install left-pad",
        "nox -s nothing",
        "python examples/nothing.py",
        "python -m miro_async.sandbox --plan gold",
        "uvicorn nothing:app",
        "gunicorn --workers 2",
        "curl https://example.com",
        "miro-async nothing",
        "miro-async boards --all",
        "miro-async boards list --nothing",
    ],
)
def test_a_command_that_cannot_be_typed_is_found(line, tmp_path):
    """An extra, a session, a file or an option that is not there, or an unknown program."""
    with pytest.raises(PageError):
        commands.check(line, parse(tmp_path / "page.md", "# Empty\n"))
