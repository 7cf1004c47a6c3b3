from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RULE = Path(__file__).parent.parent / "conftest.py"
SKIPS = {
    "test": "import pytest\n\ndef test_it():\n    pytest.skip('no server')\n",
    "mark": "import pytest\n\n@pytest.mark.skip(reason='no server')\ndef test_it(): ...\n",
    "module": "import pytest\n\npytest.importorskip('no_such_module')\n\ndef test_it(): ...\n",
}


@pytest.mark.parametrize("kind", SKIPS)
@pytest.mark.parametrize("on_ci", [True, False])
def test_a_skip_is_a_failure_on_ci_and_there_alone(tmp_path, kind, on_ci):
    """Where everything is there, a test that does not run has not passed."""
    (tmp_path / "conftest.py").write_bytes(RULE.read_bytes())
    # Beside one that passes, as pytest tells by its exit status when there were no tests.
    (tmp_path / "test_other.py").write_text("def test_other(): ...\n")
    (tmp_path / "test_skipping.py").write_text(SKIPS[kind])
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]

    done = subprocess.run(  # noqa: S603 - our own command
        command,
        cwd=tmp_path,
        env={"MIRO_CI": "1"} if on_ci else {},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode != 0) is on_ci, done.stdout
