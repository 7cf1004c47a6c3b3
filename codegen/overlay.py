"""Our own part of the description: names, words, and the corrections of Miro's facts."""

from __future__ import annotations

import copy
import re
import tomllib
from typing import TYPE_CHECKING, Any, cast

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
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


# For the entries of each section: what they must have, and what they may have.
_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "rewrites": ({"defect", "pattern", "replace", "reason", "evidence"}, set()),
    "corrections": ({"defect", "at", "reason", "evidence"}, {"set", "append", "remove"}),
    "groups": ({"class", "doc"}, set()),
    "operations": (
        {"call", "doc"},
        {
            "notes",
            "retry",
            "retry_why",
            "names",
            "numbers",
            "positional",
            "comma",
            "constants",
            "hidden",
        }
        | {"unwrap", "arguments"},
    ),
    "unions": ({"module", "doc", "by", "members", "fallback"}, set()),
    "classes": ({"module", "schemas", "doc"}, {"comments"}),
    "enums": ({"like"}, set()),
}
_VERBS = {"set", "append", "remove"}


def load(path: Path) -> Overlay:
    """Read an overlay."""
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> Overlay:
    """Read an overlay from its text.

    Raises:
        OverlayError: It is no TOML, or something is missing, unknown or said twice.
    """
    try:
        overlay = Overlay(**tomllib.loads(text))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise OverlayError(str(error)) from error
    for section, (needed, allowed) in _KEYS.items():
        for name, entry in _entries(getattr(overlay, section)):
            demand_keys(f"{section} / {name}", entry, needed, allowed)
    for correction in overlay.corrections:
        if len(correction.keys() & _VERBS) != 1 or not correction["at"]:
            raise OverlayError(
                f"a correction says one of {sorted(_VERBS)}, and where: {correction}"
            )
    _demand_different("call", [o["call"] for o in overlay.operations.values()])
    _demand_different("schema", [s for c in overlay.classes.values() for s in c["schemas"]])
    return overlay


def _entries(section: JSON | list[JSON]) -> Iterable[tuple[object, JSON]]:
    return section.items() if isinstance(section, dict) else enumerate(section)


def demand_keys(where: str, entry: JSON, needed: set[str], allowed: set[str]) -> None:
    """Refuse an entry that lacks something, or has what means nothing."""
    if missing := needed - entry.keys():
        raise OverlayError(f"{where} lacks {', '.join(sorted(missing))}")
    if unknown := entry.keys() - needed - allowed:
        raise OverlayError(f"{where} has {', '.join(sorted(unknown))}, which means nothing")


def _demand_different(what: str, values: list[str]) -> None:
    if twice := sorted({value for value in values if values.count(value) > 1}):
        raise OverlayError(f"the {what} {twice[0]!r} is there twice")


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
    after = _corrected_value(before, correction, where)
    if after == before:
        raise OverlayError(
            f"the correction {correction['defect']} of {where} changes nothing any more: remove it"
        )
    if after is None:
        del holder[last]
    else:
        holder[last] = after


def _corrected_value(before: Any, correction: JSON, where: str) -> Any:
    if correction.get("remove"):
        return None
    if "append" not in correction:
        return copy.deepcopy(correction["set"])
    if before is not None and not isinstance(before, list):
        raise OverlayError(f"{where} is no list to append to")
    present = cast("list[object]", before or [])
    return [*present, *(value for value in correction["append"] if value not in present)]


def _child(target: Any, step: str, where: str) -> Any:
    """Go one step: into an object by key, into a list of parameters by name."""
    if isinstance(target, dict) and step in target:
        return cast("JSON", target)[step]
    if isinstance(target, list):
        for parameter in cast("list[object]", target):
            if isinstance(parameter, dict) and cast("JSON", parameter).get("name") == step:
                return cast("JSON", parameter)
    raise OverlayError(f"there is no {step!r} on the way to {where}")
