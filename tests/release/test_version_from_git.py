"""Builds take their version from git's history, and work without one."""

from __future__ import annotations

import re
import tarfile

import pytest
from packaging.version import Version

from tests.release.checkout import Checkout, without_history


def test_a_tag_is_a_version(checkout):
    """Nobody has to write it down a second time."""
    checkout.git("tag", "v1.2.3")

    assert checkout.version() == "1.2.3"


def test_what_follows_a_tag_is_a_development_version_of_the_next_patch(checkout):
    """Three commits after 1.2.3 there is 1.2.4.dev3, with the commit that was built."""
    checkout.git("tag", "v1.2.3")
    checkout.commit(3)

    version, _, commit = checkout.version().partition("+g")

    assert version == "1.2.4.dev3"
    assert len(commit) >= 7
    assert checkout.git("rev-parse", "HEAD").startswith(commit)


@pytest.mark.parametrize("release", ["1.2.4", "1.3.0", "2.0.0"])
def test_a_development_version_lies_between_two_releases(checkout, release):
    """Whatever the next one is going to be, pip takes it for newer."""
    checkout.git("tag", "v1.2.3")
    checkout.commit()

    assert Version("1.2.3") < Version(checkout.version()) < Version(release)


def test_before_the_first_tag_there_are_development_versions(checkout):
    """Of 0.0.1, which no release has."""
    assert re.fullmatch(r"0\.0\.1\.dev1\+g[0-9a-f]+", checkout.version())


def test_without_a_history_there_is_a_version_all_the_same(checkout):
    """The files alone can be built and installed."""
    assert without_history(checkout).version() == "0.0.0"


def test_without_git_there_is_a_version_all_the_same(checkout, tmp_path):
    """Many images that install packages have none."""
    checkout.git("tag", "v1.2.3")

    assert checkout.version(PATH=str(tmp_path)) == "0.0.0"


def test_a_git_that_refuses_hinders_no_build(checkout):
    """It does so where the files belong to somebody else, as in many containers."""
    checkout.git("tag", "v1.2.3")

    assert checkout.version(GIT_TEST_ASSUME_DIFFERENT_OWNER="1") in {"1.2.3", "0.0.0"}


def test_an_archive_of_git_knows_its_version(checkout, tmp_path):
    """It has no history, but git writes into it what it is of; so do the sites that serve such."""
    checkout.git("tag", "v1.2.3")
    checkout.git("archive", "-o", str(tmp_path / "archive.tar"), "HEAD")
    with tarfile.open(tmp_path / "archive.tar") as archive:
        archive.extractall(tmp_path / "archive", filter="data")

    assert Checkout(tmp_path / "archive", checkout.env).version() == "1.2.3"
