"""Text as a PDF document, page by page, as no library for it is needed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINES_A_PAGE = 50
_LETTERS_A_LINE = 90
_PAGE = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def text_pdf(title: str, paragraphs: Iterable[str]) -> bytes:
    """Give a document with a title and paragraphs; letters that its font lacks become `?`."""
    lines = _lines([title, "", *paragraphs])
    pages = [lines[at : at + _LINES_A_PAGE] for at in range(0, len(lines), _LINES_A_PAGE)]
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _FONT.encode(),
    ]
    for page in pages:
        objects.append(f"<< {_PAGE} /Contents {len(objects) + 2} 0 R >>".encode())
        objects.append(_stream(page))
    return _document(objects)


def _lines(paragraphs: Iterable[str]) -> list[str]:
    broken: list[str] = []
    for paragraph in paragraphs:
        for line in paragraph.splitlines() or [""]:
            starts = range(0, max(1, len(line)), _LETTERS_A_LINE)
            broken += [line[at : at + _LETTERS_A_LINE] for at in starts]
    return broken


def _stream(lines: Sequence[str]) -> bytes:
    shown = b" ".join(b"(" + _escaped(line) + b") '" for line in lines)
    drawn = b"BT /F 11 Tf 15 TL 50 807 Td " + shown + b" ET"
    return f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream"


def _escaped(line: str) -> bytes:
    plain = line.encode("cp1252", errors="replace")
    return plain.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _document(objects: Sequence[bytes]) -> bytes:
    document = bytearray(b"%PDF-1.4\n")
    table = b"0000000000 65535 f \n"
    for number, body in enumerate(objects, 1):
        table += f"{len(document):010} 00000 n \n".encode()
        document += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    count, start = len(objects) + 1, len(document)
    document += f"xref\n0 {count}\n".encode() + table
    trailer = f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return bytes(document + trailer.encode())
