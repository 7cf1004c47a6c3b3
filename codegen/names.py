"""From Miro's names to Python's."""

from __future__ import annotations

import re
from keyword import iskeyword

_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")
_TAKEN = {"self", "object"}  # a class could not be written with a field of this name
_SPECIAL = {
    "imageURL": "image_url",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": "enterprise_user",
}


def python_name(wire: str) -> str:
    """Give the Python name of a field or parameter: snake case, and never a word of Python's."""
    if wire in _SPECIAL:
        return _SPECIAL[wire]
    name = _HUMP.sub(lambda hump: f"_{hump[1]}", wire).lower()
    return f"{name}_" if iskeyword(name) or name in _TAKEN else name


def function_name(class_name: str) -> str:
    """Give the part of a function's name that stands for a class."""
    return _HUMP.sub(lambda hump: f"_{hump[1]}", class_name).lower()
