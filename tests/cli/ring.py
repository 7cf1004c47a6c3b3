"""Keyrings for tests: one in memory, one in a file for other processes, and broken ones."""

from __future__ import annotations

import json
import os
from pathlib import Path

import keyring.errors
from keyring.backend import KeyringBackend


class MemoryRing(KeyringBackend):
    """Keeps passwords in memory."""

    priority = 1
    name = "memory"

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        """Give a password."""
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        """Keep a password."""
        self.kept[service, username] = password

    def delete_password(self, service, username):
        """Forget a password."""
        del self.kept[service, username]


class LockedRing(MemoryRing):
    """Is there, but nobody opens it."""

    def set_password(self, service, username, password):  # noqa: ARG002 - as all keyrings
        """Keep nothing."""
        raise keyring.errors.KeyringLocked("nobody typed the password")


class FileRing(KeyringBackend):
    """Keeps passwords in the file that `TEST_RING` names: for PYTHON_KEYRING_BACKEND."""

    priority = 1

    def _all(self):
        path = Path(os.environ["TEST_RING"])
        return json.loads(path.read_text()) if path.exists() else {}

    def _write(self, kept):
        Path(os.environ["TEST_RING"]).write_text(json.dumps(kept))

    def get_password(self, service, username):
        """Give a password."""
        return self._all().get(f"{service}/{username}")

    def set_password(self, service, username, password):
        """Keep a password."""
        self._write(self._all() | {f"{service}/{username}": password})

    def delete_password(self, service, username):
        """Forget a password."""
        kept = self._all()
        del kept[f"{service}/{username}"]
        self._write(kept)
