"""Exporting boards of a sandbox."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

ONE, TWO, THREE = (str(UUID(int=number)) for number in (1, 2, 3))


def address_of(sandbox):
    """Give the address of the export jobs."""
    return f"/v2/orgs/{sandbox.organization_id}/boards/export/jobs"


def start(miro, jobs, request_id, *board_ids, **fields):
    """Ask for an export."""
    return miro.post(f"{jobs}?request_id={request_id}", {"boardIds": [*board_ids], **fields})


def archive_of(miro, jobs, request_id=ONE, task=0):
    """Load the archive of a finished task, without a token, as a ZIP file."""
    task_id = miro.get(f"{jobs}/{request_id}/tasks").json["data"][task]["id"]
    link = miro.post(f"{jobs}/{request_id}/tasks/{task_id}/export-link").json["exportLink"]
    loaded = miro.ask("GET", link, headers={"Authorization": ""})
    assert loaded.status == 200
    assert loaded.headers["content-type"] == "application/zip"
    return ZipFile(BytesIO(loaded.body))
