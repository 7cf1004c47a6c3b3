"""The web apps of the pages: started as their readers start them, and visited by a browser."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx

_HOST = "127.0.0.1"
_START = 30
_AIOHTTP = "from aiohttp import web; from {module} import app; web.run_app(app, port={port})"


def visit(block, port, edge, sandbox):
    """Start an app, and open its pages one after the other; Miro's question is answered there."""
    context = ssl.create_default_context(cafile=edge.authority)
    proxy = f"http://{_HOST}:{edge.port}"
    mounts = {"https://": httpx.HTTPTransport(proxy=proxy, verify=context)}
    limits = httpx.Limits(max_keepalive_connections=0)  # servers close what is idle
    with (
        _running(block, port),
        httpx.Client(mounts=mounts, limits=limits, trust_env=False, timeout=60) as browser,
    ):
        for path in block.arguments or ("/",):
            answer = browser.get(f"http://{_HOST}:{port}{path}", follow_redirects=False)
            while answer.is_redirect:
                answer = _followed(browser, answer, sandbox)
            shown = f"{path}: {answer.status_code} {answer.text[:2000]}"
            assert answer.status_code == httpx.codes.OK, shown


def _followed(browser, answer, sandbox):
    """Go where an answer leads: to Miro's question as well, which is answered with a yes."""
    url = answer.next_request.url
    if url.host == "miro.com":
        # The consent page is for browsers of this machine; this is what its button does.
        url = sandbox.authorize(str(url))
    return browser.get(url, follow_redirects=False)


@contextmanager
def _running(block, port):
    module = block.title.removesuffix(".py")
    if "FastAPI(" in block.code:
        how = ["-m", "uvicorn", f"{module}:app", "--port", str(port), "--no-access-log"]
    elif "Flask(" in block.code:
        how = ["-m", "flask", "--app", module, "run", "--port", str(port)]
    else:
        how = ["-c", _AIOHTTP.format(module=module, port=port)]
    printed = Path(f"{block.title}.log")
    with printed.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own page
            [sys.executable, *how], stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _await_start(process, port, printed)
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)
    text = printed.read_text(encoding="utf-8")
    assert "Traceback" not in text, text


def _await_start(process, port, printed):
    end = time.monotonic() + _START
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((_HOST, port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"the app did not start:\n{printed.read_text(encoding='utf-8')}")
