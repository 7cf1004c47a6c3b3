from __future__ import annotations

import shutil

import pytest

from tests.release.checkout import checkout_in


@pytest.fixture
def checkout(tmp_path):
    """Give a checkout of this project with one commit, and no tag."""
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    return checkout_in(tmp_path / "checkout")
