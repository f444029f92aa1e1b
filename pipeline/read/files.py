"""Any file as a `Source`: the bytes say what it is, one module a format reads it.

A format's module, and the library it stands on, is imported when the first file of its kind comes: a worker
that reads one text must not pay for PDF and Word.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from pipeline.model.documents import Format, Source
from pipeline.read import kinds
from pipeline.read.encoding import DecodingError, declared_encoding, decode
from pipeline.read.errors import ExhaustedError, UnreadableError
from pipeline.read.text import digest, read_text

MAX_BYTES = 256 * 1024 * 1024
"""Larger files are not read: no act with its annexes comes near."""


def read_file(path: Path) -> Source:
    """Read one file, whatever its format; `Source.path` is the path as given.

    Raises `UnreadableError`, and nothing else, for a file that cannot be read as a document. Files of unknown
    origin are better read by `read_safely`: hostile ones can take any time and memory.
    """
    try:
        return _read(path, _bytes(path))
    except UnreadableError:
        raise
    except (RecursionError, MemoryError) as error:
        cause = f"too much for the reader: {type(error).__name__}"
        kind = ExhaustedError if isinstance(error, MemoryError) else UnreadableError
        raise kind(path, cause, "the file may be hostile") from None
    except Exception as error:  # whatever a library raises on a damaged file is that file's fault, not the run's
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise UnreadableError(path, f"the reader failed: {what}", "the file may be damaged") from error


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableError(path, "a directory, not a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableError(path, f"{size // 1_000_000} MB large", "no act is; split it or check what it is")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(path, (error.strerror or type(error).__name__).lower()) from None


def _read(path: Path, data: bytes) -> Source:
    if not data:
        raise UnreadableError(path, "the file is empty")
    found, warnings = kinds.of_bytes(path, data)
    if found is Format.PDF:
        from pipeline.read.pdf import read_pdf

        known = digest(data)
        del data  # pdfium takes from the file what a page asks for
        source = read_pdf(path, known)
    elif found is Format.DOCX:
        from pipeline.read.docx import read_docx

        source = read_docx(path, data)
    else:
        source = _read_text(path, data, found)
    return replace(source, warnings=(*warnings, *source.warnings)) if warnings else source


def _read_text(path: Path, data: bytes, found: Format | None) -> Source:
    try:
        decoded = decode(data, declared_encoding(data) if found is Format.HTML else None)
    except DecodingError as error:
        raise UnreadableError(path, error.cause, error.hint) from None
    kind = found or kinds.of_text(path, decoded.text)
    if kind is Format.HTML:
        from pipeline.read.html import read_html

        return read_html(path, data, decoded)
    if kind is Format.MARKDOWN:
        from pipeline.read.markdown import read_markdown

        return read_markdown(path, data, decoded)
    return read_text(path, data, decoded)
