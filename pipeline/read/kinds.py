"""What kind of file lies before us: its first bytes decide, its name only where they leave it open."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from pipeline.model.documents import Format
from pipeline.read.errors import UnreadableError

SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".dotx": Format.DOCX,
    ".dotm": Format.DOCX,
}
"""The names under which the formats are known."""

_SAVE_AS = "save it as DOCX, PDF or text"
_OCR = "only a picture of a document; it needs text recognition first"
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc) or an encrypted DOCX", _SAVE_AS),
    (b"{\\rtf", "an RTF document", _SAVE_AS),
    (b"\x89PNG", "a PNG picture", _OCR),
    (b"\xff\xd8\xff", "a JPEG picture", _OCR),
    (b"II*\x00", "a TIFF picture", _OCR),
    (b"MM\x00*", "a TIFF picture", _OCR),
    (b"GIF8", "a GIF picture", _OCR),
    (b"AT&TFORM", "a DjVu scan", _OCR),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90", "a program", ""),
    (b"From: <Saved by", "a web archive (.mht)", "save the page as HTML only"),
    (b"MIME-Version:", "a web archive (.mht)", "save the page as HTML only"),
)
_JSON = re.compile(r'\s*(?:\{\s*"[^"\n]{1,200}"\s*:|\[\s*\{\s*")')
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|\?xml[^>]*>\s*<(?:!doctype\s+html|html))", re.I
)
_HTML_TAGS = re.compile(rb"</?(?:p|div|span|h[1-6]|br|a|td|tr)\b[^>]{0,200}>", re.I)
_MARKDOWN = re.compile(
    r"^#{1,6}\s+\S|^\*\*\S.*\*\*\s*$|^>\s?\S|^\*\S[^*\n]*\*\s*$|^\|.*\|\s*$|^\d+\\[.)]|^```|^\[[^\]\n]+\]:\s", re.M
)
_MARKDOWN_MARKS = 3
"""From how many Markdown marks on a text of no telling name counts as Markdown."""


def of_bytes(path: Path, data: bytes) -> tuple[Format | None, tuple[str, ...]]:
    """The format the bytes show, None for a text whose kind its words must tell; and a warning when the name
    of the file promises another one.

    Raises `UnreadableError` for kinds of file that hold no readable document.
    """
    found = _binary_kind(path, data)
    named = SUFFIXES.get(path.suffix.lower())
    if found is None and named in (Format.PDF, Format.DOCX):
        raise UnreadableError(
            path, f"named {path.suffix} but not a {named.value.upper()} file", "half-written or wrongly named"
        )
    if found is None and (_HTML.search(data[:4096]) or (named is Format.HTML and _HTML_TAGS.search(data))):
        found = Format.HTML
    warnings: tuple[str, ...] = ()
    if named is not None and found is not None and found is not named:
        warnings = (f"named {path.suffix} but is {found.value.upper()}; read as what it is",)
    return found, warnings


def of_text(path: Path, text: str) -> Format:
    """Whether a text is a web page (in letters of two bytes), Markdown or plain: by its marks and its name.

    Raises `UnreadableError` for what a site's own programs ask of it, which is no document.
    """
    if _JSON.match(text[:4096]):
        raise UnreadableError(
            path,
            "JSON, the answer of a site to a program, which is not read",
            "save the page itself, or its DOCX or PDF",
        )
    if _HTML.search(text[:4096].encode()):
        return Format.HTML
    if SUFFIXES.get(path.suffix.lower()) is Format.MARKDOWN:
        return Format.MARKDOWN
    marks = sum(1 for _, _ in zip(_MARKDOWN.finditer(text), range(_MARKDOWN_MARKS), strict=False))
    return Format.MARKDOWN if marks >= _MARKDOWN_MARKS else Format.TEXT


def _binary_kind(path: Path, data: bytes) -> Format | None:
    head = data[:1024]
    if b"%PDF-" in head:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path, data)
    for magic, what, hint in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableError(path, f"{what}, which cannot be read", hint)
    return None


def _zip_kind(path: Path, data: bytes) -> Format:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableError(path, f"a broken DOCX or ZIP file: {error}", "half-written; copy it again") from None
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return Format.DOCX
    if "xl/workbook.xml" in names:
        raise UnreadableError(path, "a spreadsheet, which cannot be read", _SAVE_AS)
    if "mimetype" in names and "content.xml" in names:
        raise UnreadableError(path, "an OpenDocument file, which cannot be read", _SAVE_AS)
    raise UnreadableError(path, "a ZIP archive, not a document", "unpack it first")
