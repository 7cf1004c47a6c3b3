"""The changelog between two descriptions of the API, in Markdown; what is breaking comes first."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from attrs import define, field

from .diff_operations import operation_changes, route
from .diff_types import Change, Comparison

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

JSON = dict[str, Any]

NO_CHANGES = "No changes."
NOTHING_THAT_COUNTS = "No changes but in order, or in what no operation uses."
NAMED = 3  # operations that an entry names before it only counts them


def changelog(old: JSON, new: JSON) -> str:
    """Tell what changed from one description to another, each given as facts."""
    log = _Log()
    _compare_operations(old, new, log)
    _compare_schemas(old, new, log)
    if log.entries:
        return "\n".join(_markdown(log, old["document"], new["document"]))
    same = all(old[part] == new[part] for part in ("operations", "schemas"))
    return NO_CHANGES if same else NOTHING_THAT_COUNTS


@define
class _Entry:
    breaking: bool = False
    directions: set[str] = field(factory=set[str])
    operations: set[str] = field(factory=set[str])

    def where(self) -> str:
        """Say how a schema is used; for an operation itself that is no question."""
        if not self.directions:
            return ""
        ids = [f"`{id_}`" for id_ in sorted(self.operations)]
        more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
        used = " and ".join(sorted(self.directions, reverse=True))
        return f" ({used} by {', '.join(ids[:NAMED])}{more})"


@define
class _Log:
    """All changes, by what changed and how; the same change of a schema has many operations."""

    entries: dict[tuple[str, str], _Entry] = field(factory=dict[tuple[str, str], _Entry])
    counts: dict[str, str] = field(factory=dict[str, str])
    renames: set[tuple[str, str]] = field(factory=set[tuple[str, str]])

    def add(self, change: Change, operation: str | None = None) -> None:
        entry = self.entries.setdefault((change.subject, change.text), _Entry())
        entry.breaking = entry.breaking or change.breaking
        if change.direction and change.subject.startswith("schema"):
            entry.directions.add(change.direction)
        if operation:
            entry.operations.add(operation)


def _compare_operations(old: JSON, new: JSON, log: _Log) -> None:
    olds, news = old["operations"], new["operations"]
    renamed = _renamed_operations(olds, news)
    kept = {id_: id_ for id_ in olds.keys() & news.keys()} | renamed
    for id_ in olds.keys() - kept.keys():
        log.add(Change(f"operation `{id_}`", f"is gone (`{route(olds[id_])}`)", breaking=True))
    for id_ in news.keys() - kept.values():
        log.add(Change(f"operation `{id_}`", f"is new (`{route(news[id_])}`)", breaking=False))
    for before, id_ in kept.items():
        subject = f"operation `{id_}`"
        if before != id_:
            log.add(Change(subject, f"was named `{before}`", breaking=False), id_)
        sent, answered = Comparison(old, new, "sent"), Comparison(old, new, "answered")
        for change in operation_changes(subject, olds[before], news[id_], sent, answered):
            log.add(change, id_)
        log.renames |= sent.renames | answered.renames
    changed = {id_ for entry in log.entries.values() for id_ in entry.operations}
    log.counts["Operations"] = _counted(news.keys() - kept.values(), olds.keys() - kept, changed)


def _renamed_operations(olds: JSON, news: JSON) -> dict[str, str]:
    """Give the new ids of operations that only got another one."""
    routes, routes_now = _ids_by_route(olds), _ids_by_route(news)
    pairs = [(routes[way], routes_now[way]) for way in routes.keys() & routes_now.keys()]
    return {
        before[0]: after[0]
        for before, after in pairs
        if len(before) == len(after) == 1 and before[0] not in news and after[0] not in olds
    }


def _ids_by_route(operations: JSON) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for id_, operation in operations.items():
        ids.setdefault(route(operation), []).append(id_)
    return ids


def _compare_schemas(old: JSON, new: JSON, log: _Log) -> None:
    """Tell which schemas are new or gone; what changed in them was found on the way."""
    changed = {subject for subject, _ in log.entries if subject.startswith("schema")}
    gone = _objects(old) - _objects(new) - {before for before, _ in log.renames}
    added = _objects(new) - _objects(old) - {after for _, after in log.renames}
    for name in gone:
        log.add(Change(f"schema `{name}`", "is gone, and its class with it", breaking=True))
    for name in added:
        log.add(Change(f"schema `{name}`", "is new", breaking=False))
    log.counts["Schemas"] = _counted(added, gone, changed)


def _objects(facts: JSON) -> set[str]:
    """Give the schemas for which the SDK has classes."""
    return {name for name, schema in facts["schemas"].items() if "fields" in schema}


def _counted(added: Collection[str], gone: Collection[str], changed: Collection[str]) -> str:
    return f"{len(added)} new, {len(gone)} gone, {len(changed)} changed"


def _markdown(log: _Log, old: JSON, new: JSON) -> Iterator[str]:
    breaking = sum(entry.breaking for entry in log.entries.values())
    yield "# What changed in the API"
    yield f"\nFrom {_document(old)} to {_document(new)}.\n"
    yield f"{len(log.entries)} changes: {breaking} breaking, {len(log.entries) - breaking} not."
    yield from (f"{what}: {counts}." for what, counts in log.counts.items())
    for title, wanted in (("Breaking", True), ("Not breaking", False)):
        found = sorted(
            (f"{subject}{entry.where()}", text)
            for (subject, text), entry in log.entries.items()
            if entry.breaking is wanted
        )
        if found:
            yield f"\n## {title}\n"
        for heading, lines in groupby(found, key=itemgetter(0)):
            yield f"- {heading}"
            yield from (f"  - {text}" for _, text in lines)


def _document(document: JSON) -> str:
    return f"{document['version']} (`{document['sha256'][:12]}`)"
