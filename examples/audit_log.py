"""Export the audit log of an organization to JSON lines, and go on where the last run ended.

    python examples/audit_log.py audit.jsonl

It may be interrupted at any moment, and run again and again: each event is in the file once, and
none is missing. Beside the file, `audit.jsonl.state` says how far it is. The token
(`MIRO_ACCESS_TOKEN`) needs the scope `auditlogs:read`, and the plan is Enterprise; without a token
the example makes a log on a local Miro. `miro-async org audit-log` does the same, and more.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import anyio

from miro_async import MiroApi
from miro_async.sandbox import Clock, Sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from miro_async.models import AuditEvent

KEPT = timedelta(days=90) - timedelta(minutes=1)
OVERLAP = timedelta(minutes=10)
"""How late an event may come into the log: so much is read again each time."""


class Progress:
    """How far an export is: how long its file is, when its last event was, and what it has seen."""

    def __init__(self, file: Path) -> None:
        self.state = file.with_name(f"{file.name}.state")
        self.size = 0
        self.last: datetime | None = None
        self.seen: dict[str, datetime] = {}
        if self.state.exists():
            known = json.loads(self.state.read_text(encoding="utf-8"))
            self.size, last = known["size"], known["last"]
            self.last = datetime.fromisoformat(last) if last else None
            self.seen = {id_: datetime.fromisoformat(at) for id_, at in known["seen"].items()}
        elif file.exists():
            sys.exit(f"{file} is there already, and nothing says how far it is")

    def new(self, events: list[AuditEvent]) -> list[AuditEvent]:
        """Give the events that are not in the file yet, and remember those of the last while."""
        new: list[AuditEvent] = []
        for event in events:
            if (key := event.id or line_of(event)) in self.seen:
                continue
            new.append(event)
            if at := event.created_at or self.last:
                self.seen[key] = at
                self.last = max(at, self.last or at)
        if self.last:
            self.seen = {id_: at for id_, at in self.seen.items() if at >= self.last - OVERLAP}
        return new

    def save(self) -> None:
        """Keep it, whole at any moment."""
        seen = {id_: at.isoformat() for id_, at in self.seen.items()}
        last = self.last.isoformat() if self.last else None
        new = self.state.with_name(f"{self.state.name}.tmp")
        new.write_text(json.dumps({"size": self.size, "last": last, "seen": seen}))
        new.replace(self.state)


async def export(api: MiroApi, file: Path) -> int:
    """Append what is new in the log, and give how many events that are.

    The events of a page are in the file before the state says so; what the state does not know of
    is cut off by the next run. Time says where to go on, as nobody knows how long a cursor lives.
    """
    progress = Progress(file)
    progress.save()
    until = datetime.now(UTC)
    since = oldest = until - KEPT
    if progress.last:
        since = max(progress.last - OVERLAP, oldest)
    log = api.audit_logs.list(created_after=since, created_before=until, sorting="ASC")
    count = 0
    with file.open("ab") as lines:
        lines.truncate(progress.size)
        async for page in log.pages():
            new = progress.new(list(page.data))
            if new:
                lines.write("".join(f"{line_of(event)}\n" for event in new).encode())
                lines.flush()
                os.fsync(lines.fileno())
                progress.size = lines.tell()
                progress.save()
            count += len(new)
    return count


def line_of(event: AuditEvent) -> str:
    """Give what is to be known of an event, with what Miro adds to the log some day."""
    who, what = event.created_by, event.object_
    line = {
        "id": event.id,
        "at": event.created_at.isoformat() if event.created_at else None,
        "event": event.event,
        "category": event.category,
        "who": who and (who.email or who.name),
        "what": what and {"id": what.id, "name": what.name},
        "team": event.context and event.context.team and event.context.team.name,
        "details": dict(event.details or {}),
        **event.extra,
    }
    return json.dumps(line, ensure_ascii=False, default=str)


@asynccontextmanager
async def client() -> AsyncGenerator[MiroApi]:
    """Give a client for Miro, or for a local one in which something has happened."""
    token = os.environ.get("MIRO_ACCESS_TOKEN")
    if token:
        base_url = os.environ.get("MIRO_BASE_URL", "https://api.miro.com")
        async with MiroApi(token, base_url=base_url) as api:
            yield api
        return
    print("No MIRO_ACCESS_TOKEN: a local Miro stands in.")
    clock = Clock(datetime.now(UTC) - timedelta(hours=1))  # that was an hour ago
    sandbox = Sandbox(clock=clock)
    async with MiroApi(sandbox.token, transport=sandbox, clock=clock) as api:
        for name in ("Retro", "Roadmap", "Ideas"):
            board = await api.boards.create(name=name)
            clock.advance(60)
            await api.boards.update(board.id, description="What comes next")
        yield api


async def main(path: str) -> None:
    """Export to a file."""
    async with client() as api:
        count = await export(api, Path(path))
    print(f"{count} new events in {path}.")


if __name__ == "__main__":
    anyio.run(main, sys.argv[1] if len(sys.argv) > 1 else "audit.jsonl")
