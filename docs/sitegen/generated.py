"""The pages that nobody writes: the reference of the operations and of the models."""

from __future__ import annotations

from functools import cache

from codegen.reference_words import Links
from codegen.render_reference import pages as operations

from . import models


@cache
def pages() -> dict[str, str]:
    """Give all of them by their paths."""
    links = Links(models=models.addresses(), errors="errors.md")
    return operations(links=links) | models.pages()
