"""A small checkout of this project, with a history of its own, and what is built from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[2]
WHAT_COUNTS = (
    ".gitattributes",
    ".git_archival.txt",
    "LICENSE",
    "README.md",
    "pyproject.toml",
    "src/miro_async/__init__.py",
    "src/miro_async/version.py",
)
WRITER = {"GIT_AUTHOR_NAME": "a", "GIT_COMMITTER_NAME": "a", "EMAIL": "a@example.org"}
NO_SETTINGS = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
BUILD = "import sys; from hatchling import build; print(getattr(build, sys.argv[1])(sys.argv[2]))"


@frozen
class Checkout:
    """A folder with the parts of this project that its version and its wheel depend on."""

    folder: Path
    env: dict[str, str]

    def git(self, *arguments: str) -> str:
        """Run git in it."""
        return self._run("git", *arguments)

    def commit(self, times: int = 1) -> None:
        """Add commits."""
        for _ in range(times):
            self.git("commit", "-q", "--allow-empty", "-m", "One more")

    def version(self, **env: str) -> str:
        """Give the version that a build of it has."""
        return self._run(sys.executable, "-m", "hatchling", "version", **env)

    def build(self, what: str) -> Path:
        """Build it as installers do: a `wheel`, an `sdist` or an `editable`."""
        folder = self.folder.with_name(f"{self.folder.name}-{what}")
        folder.mkdir()
        return folder / self._run(sys.executable, "-c", BUILD, f"build_{what}", str(folder))

    def _run(self, *command: str, **env: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own commands
            command,
            cwd=self.folder,
            env={**self.env, **env},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout.strip()


def checkout_in(folder: Path) -> Checkout:
    """Make a checkout with one commit."""
    for name in WHAT_COUNTS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    # What this machine and this run say of versions and of git must not count.
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "SETUPTOOLS_SCM"))}
    checkout = Checkout(folder, {**ours, **WRITER, **NO_SETTINGS})
    checkout.git("init", "-q")
    checkout.git("add", ".")
    checkout.commit()
    return checkout


def without_history(checkout: Checkout) -> Checkout:
    """Give a copy that has the files alone."""
    folder = checkout.folder.with_name("without-history")
    shutil.copytree(checkout.folder, folder, ignore=shutil.ignore_patterns(".git"))
    return Checkout(folder, checkout.env)


def files_of(wheel: Path) -> dict[str, bytes]:
    """Give what a wheel has."""
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
