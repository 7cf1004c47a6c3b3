"""What is built: the same from a checkout and from an sdist, and it knows its own version."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile

import pytest

from tests.release.checkout import Checkout, files_of, without_history

ASK = "import miro_async as m; print(m.__file__, m.__version__, sep=chr(10))"


@pytest.fixture
def wheel(checkout):
    """Give the wheel of version 1.2.3."""
    checkout.git("tag", "v1.2.3")
    return checkout.build("wheel")


def asked(place, before=""):
    """Have the package in a folder or a zip file tell where it is, and its version.

    Another folder may come before it in Python's path.
    """
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", ASK],
        env={**os.environ, "PYTHONPATH": f"{before}{os.pathsep}{place}", "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    where, version = done.stdout.splitlines()
    assert where.startswith(str(place))
    return version


def test_an_sdist_builds_the_same_wheel_as_the_checkout(checkout, wheel, tmp_path):
    """All files, and the version among them, with no history beside it."""
    with tarfile.open(checkout.build("sdist")) as sdist:
        sdist.extractall(tmp_path, filter="data")
    unpacked = Checkout(tmp_path / "miro_async-1.2.3", checkout.env)

    again = unpacked.build("wheel")

    assert again.name == wheel.name == "miro_async-1.2.3-py3-none-any.whl"
    assert files_of(again) == files_of(wheel)
    assert b"\nVersion: 1.2.3\n" in files_of(wheel)["miro_async-1.2.3.dist-info/METADATA"]


def test_an_installed_wheel_knows_its_version(wheel, tmp_path):
    """Whatever other versions are installed elsewhere, or were."""
    (tmp_path / "before" / "miro_async-0.9.0.dist-info").mkdir(parents=True)
    folder = tmp_path / "site packages"
    for name, content in files_of(wheel).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    assert asked(folder, before=tmp_path / "before") == "1.2.3"


def test_a_wheel_that_is_not_unpacked_knows_its_version(wheel):
    """Python imports from zip files, too."""
    assert asked(wheel) == "1.2.3"


def test_a_development_version_is_told_in_full(checkout, tmp_path):
    """With the commit, so that a report says what was tried."""
    checkout.git("tag", "v1.2.3")
    checkout.commit(3)

    assert asked(checkout.build("wheel")) == checkout.version()


def test_an_editable_install_needs_no_history(checkout):
    """`pip install -e .` of the files alone."""
    built = without_history(checkout).build("editable")

    assert built.name == "miro_async-0.0.0-py3-none-any.whl"
