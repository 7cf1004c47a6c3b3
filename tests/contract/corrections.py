"""All that our requests and answers differ in from the official document."""

from __future__ import annotations

from .answer_corrections import ANSWER_CORRECTIONS
from .request_corrections import REQUEST_CORRECTIONS, SHARPENED

CORRECTIONS = (*REQUEST_CORRECTIONS, *SHARPENED, *ANSWER_CORRECTIONS)
