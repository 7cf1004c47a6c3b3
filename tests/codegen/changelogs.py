"""Changelogs taken apart: what they tell of the small API, and with which verdict."""

from __future__ import annotations

import re

from codegen.diff import changelog
from tests.codegen.small import changed, facts

BREAKS, FINE = True, False


def entries(text):
    """Give the entries of a changelog: for what and how, whether it is breaking."""
    found = {}
    breaking = subject = None
    for line in text.splitlines():
        if line.startswith("## "):
            breaking = line == "## Breaking"
        elif line.startswith("- "):
            subject = line.removeprefix("- ")
        elif line.startswith("  - "):
            found[subject, line.removeprefix("  - ")] = breaking
    return found


def told(at, value):
    """Give what is told of one change of the small API, without who uses it."""
    return without_users(entries(changelog(facts(), changed(at, value))))


def without_users(found):
    """Give entries without the operations that use a schema."""
    return {(re.sub(r" \(.*\)$", "", subject), text): v for (subject, text), v in found.items()}
