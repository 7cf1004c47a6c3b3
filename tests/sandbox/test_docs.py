"""The examples of the documentation: each one runs as it stands.

Those of the guide to testing are tests themselves; `tests/plugin` runs them with pytest.
"""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from types import FunctionType

import anyio
import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "sandbox.md").read_text()
README = (ROOT / "README.md").read_text()
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def sections(text):
    """Give the sections of a page, by their titles."""
    parts = re.split(r"^## (.*)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


EXAMPLES = {
    f"{title}, {number}": code
    for title, section in [*sections(GUIDE).items(), ("README", sections(README)["A local Miro"])]
    for number, code in enumerate(_BLOCK.findall(section))
}


async def run(code):
    """Run code that may wait at its top, as notebooks do."""
    compiled = compile(code, "example", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    result = FunctionType(compiled, {"__name__": "example"})()
    if inspect.isawaitable(result):
        await result


@pytest.mark.parametrize("title", EXAMPLES)
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_an_example_runs(title, backend, tmp_path, monkeypatch):
    """With nothing that another example has left."""
    monkeypatch.chdir(tmp_path)
    anyio.run(run, EXAMPLES[title], backend=backend)


def test_no_example_is_left_out():
    """A block with another fence, or before the first title, would not be run."""
    found = [title for title in EXAMPLES if not title.startswith("README")]
    assert len(found) == GUIDE.count("```python")
