"""Our own part of the description: names, words, and the corrections of Miro's facts."""

from __future__ import annotations

import copy
import re
import tomllib
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

if TYPE_CHECKING:
    from pathlib import Path

JSON = dict[str, Any]


class OverlayError(Exception):
    """The overlay does not fit the facts; the message says where, and what to do."""


@frozen
class Overlay:
    """`overlay.toml`, section by section; its head explains each."""

    rewrites: list[JSON]
    corrections: list[JSON]
    groups: JSON
    operations: JSON
    unions: JSON
    classes: JSON
    enums: JSON
    words: JSON


def load(path: Path) -> Overlay:
    """Read an overlay."""
    return parse(path.read_text())


def parse(text: str) -> Overlay:
    """Read an overlay from its text.

    Raises:
        OverlayError: It is no TOML, or sections are missing or unknown.
    """
    try:
        return Overlay(**tomllib.loads(text))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise OverlayError(str(error)) from error


def corrected(facts: JSON, overlay: Overlay) -> JSON:
    """Give the facts with every correction applied.

    Raises:
        OverlayError: A correction changes nothing: Miro has mended its document, or it is misspelt.
    """
    facts = copy.deepcopy(facts)
    for rewrite in overlay.rewrites:
        _rewrite(facts, rewrite)
    for correction in overlay.corrections:
        _correct(facts, correction)
    return facts


def _rewrite(facts: JSON, rewrite: JSON) -> None:
    """Replace a pattern in all paths and in the names of all parameters."""
    pattern, replacement = re.compile(rewrite["pattern"]), str(rewrite["replace"])
    hits = 0
    for operation in facts["operations"].values():
        hits += len(pattern.findall(operation["path"]))
        operation["path"] = pattern.sub(replacement, operation["path"])
        for parameter in operation["parameters"]:
            parameter["name"] = pattern.sub(replacement, parameter["name"])
    if not hits:
        raise OverlayError(f"the rewrite {rewrite['pattern']!r} matches nothing: remove it")


def _correct(facts: JSON, correction: JSON) -> None:
    *parents, last = correction["at"]
    where = " / ".join(correction["at"])
    target: Any = facts
    for step in parents:
        target = _child(target, step, where)
    if not isinstance(target, dict):
        raise OverlayError(f"{where} is no field of an object")
    holder = cast("JSON", target)
    before = holder.get(last)
    after = _corrected_value(before, correction)
    if after == before:
        raise OverlayError(
            f"the correction {correction['defect']} of {where} changes nothing any more: remove it"
        )
    if after is None:
        del holder[last]
    else:
        holder[last] = after


def _corrected_value(before: Any, correction: JSON) -> Any:
    if correction.get("remove"):
        return None
    if "append" in correction:
        present: list[Any] = before or []
        return [*present, *(value for value in correction["append"] if value not in present)]
    return copy.deepcopy(correction["set"])


def _child(target: Any, step: str, where: str) -> Any:
    """Go one step: into an object by key, into a list of parameters by name."""
    if isinstance(target, list):
        for parameter in cast("list[JSON]", target):
            if parameter["name"] == step:
                return parameter
    elif step in target:
        return target[step]
    raise OverlayError(f"there is no {step!r} on the way to {where}")
