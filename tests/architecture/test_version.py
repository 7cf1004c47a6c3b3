from __future__ import annotations

import importlib.metadata
import os
import sys
from pathlib import Path

import miro_async
from miro_async.version import UNKNOWN, installed_version


def test_the_version_is_that_of_the_metadata():
    """Nothing else says what is installed."""
    assert miro_async.__version__ == importlib.metadata.version("miro-async")


def test_the_tests_of_the_wheel_have_the_wheel():
    """And not the checkout that they lie in, which has files that no wheel may need."""
    of_the_wheel = "MIRO_INSTALLED" in os.environ
    of_the_checkout = Path(__file__).parents[2] / "src" in Path(miro_async.__file__).parents

    assert not (of_the_wheel and of_the_checkout)


def test_the_version_is_in_the_name_of_the_metadata(tmp_path):
    """What else lies beside it does not matter, nor do folders that are not there."""
    (tmp_path / "miro_async").mkdir()
    (tmp_path / "miro_async_more-3.0.0.dist-info").mkdir()
    (tmp_path / "miro_async-1.2.4.dev3+gabc.dist-info").mkdir()
    (tmp_path / "miro_async-9.0.0.zip").touch()

    assert installed_version([str(tmp_path / "gone"), str(tmp_path)]) == "1.2.4.dev3+gabc"


def test_the_first_folder_decides(tmp_path):
    """As it does for imports."""
    for version in ("1.0.0", "2.0.0"):
        (tmp_path / version / f"miro_async-{version}.dist-info").mkdir(parents=True)

    assert installed_version([str(tmp_path / "2.0.0"), str(tmp_path / "1.0.0")]) == "2.0.0"


def test_no_folder_is_the_current_one(tmp_path, monkeypatch):
    """Python writes it so, in the path of an interactive session."""
    (tmp_path / "miro_async-1.2.3.dist-info").mkdir()
    monkeypatch.chdir(tmp_path)

    assert installed_version([""]) == "1.2.3"


def test_what_no_folder_has_is_asked_for_properly(tmp_path):
    """Importers of all kinds can have metadata; a zip file may have it, and comes first."""
    (tmp_path / "file.zip").touch()
    (tmp_path / "miro_async-9.0.0.dist-info").mkdir()
    properly = importlib.metadata.version("miro-async")

    assert installed_version([]) == properly
    assert installed_version([str(tmp_path / "file.zip"), str(tmp_path)]) == properly


def test_a_copy_that_nobody_installed_has_a_version_all_the_same(monkeypatch):
    """A call must not fail for want of a number in its user agent."""
    monkeypatch.setattr(sys, "path", [])

    assert installed_version([]) == UNKNOWN
