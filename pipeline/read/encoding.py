"""From bytes to text: which encoding a file is really in, and whether its letters survived.

Files reach lawyers re-saved by old editors, declared as one encoding and written in another, or cut off on
the way. What can be told for certain is decoded; what cannot is refused with the place and the cause.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

LOST = "\ufffd"

SINGLE_BYTE = ("cp1251", "kz1048", "ptcp154", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
"""Cyrillic encodings of one byte a letter, likeliest first; kz1048 and ptcp154 hold the Kazakh letters."""

_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]+)", re.I
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC_WORD = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі]{2,}")
_PROPER_WORD = re.compile(r"(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]?[а-яёәғқңөұүһі]+|[А-ЯЁӘҒҚҢӨҰҮҺІ]+)\Z")
_LETTER = re.compile(r"[^\W\d_]")
_KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_COMMON = frozenset("оеаинтсрвлкмдпуыязбгчайытірқғұ")
_QUESTION_IN_WORD = re.compile(r"[а-яА-ЯёЁ]\?[а-яА-ЯёЁ]")

_AS_1251 = r"(?:[РС][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f\u2010-\u203a\u20ac№Ґґ]|[ТУ][\u203a‡Ј±Їє»џ©™]){3}"
_AS_LATIN = r"(?:[ÐÑÒÓ][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]){3}"
_MOJIBAKE = (
    ("UTF-8 shown as Windows-1251", re.compile(_AS_1251)),
    ("UTF-8 shown as Latin-1", re.compile(_AS_LATIN)),
    ("Windows-1251 shown as Latin-1", re.compile(r"[À-ßà-ÿ]{5}")),
)
_MOJIBAKE_SHARE = 0.2
"""From which share of its letters on a text counts as garbled, not as quoting something garbled."""

_LOST_SHARE = 0.01
"""Up to which share of lost letters a text is read with a warning instead of being refused."""


class DecodingError(ValueError):
    """Bytes that are no text; `hint` says what would help."""

    def __init__(self, cause: str, hint: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.hint = hint


class Decoded(NamedTuple):
    """The text, the encoding it was found to be in, and what is doubtful about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a file; newlines are normalised to `\\n`.

    `declared` is the encoding the file says it is in: it is a hint, the bytes decide. Raises `DecodingError`
    for an empty, binary, damaged or garbled file and for one in an encoding without Kazakh or Russian letters.
    """
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise DecodingError("the file is empty" if not data else "the file holds nothing but blanks")
    text, encoding, warnings = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if declared and warnings == () and not _same(declared, encoding):
        warnings = (f"declared as {declared} but written in {encoding}",)
    return Decoded(text, encoding, (*warnings, *check_letters(text)))


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page says it is in."""
    found = _CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _same(declared: str, encoding: str) -> bool:
    try:
        names = {codecs.lookup(declared.strip().strip("\"'")).name, codecs.lookup(encoding).name}
    except LookupError:
        return False
    return len({"utf-8" if name.startswith("utf-8") else name for name in names}) == 1


def _decoded(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), encoding.removesuffix("-sig"), ()
    if b"\x00" in data:
        return _without_bom(data)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 3:
            raise DecodingError(*_cut_off(error.start, len(data), encoding)) from None
        raise DecodingError(f"not valid {encoding} at byte {error.start + 1}", "the file is damaged") from None


def _cut_off(at: int, size: int, encoding: str) -> tuple[str, str]:
    return (
        f"cut off in the middle of a {encoding} character at byte {at + 1} of {size}",
        "the file is half-written; copy or download it again",
    )


def _without_bom(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """UTF-16 without its mark; any other file with NUL bytes is no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        letters = _LETTER.findall(text)
        known = sum(letter.isascii() or "\u0400" <= letter <= "\u052f" for letter in letters)
        if letters and "\x00" not in text and known > 0.95 * len(letters):
            return text, encoding, (f"{encoding} without a byte order mark",)
    at = data.index(b"\x00")
    raise DecodingError(f"not a text file: NUL byte at byte {at + 1}", "binary, or cut off while being written")


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, str, tuple[str, ...]]:
    """What bytes that are not UTF-8 are: cut off, damaged, or a Cyrillic encoding of one byte a letter."""
    valid = len(_CYRILLIC_WORD.findall(data[: error.start].decode("utf-8")))
    if valid and error.reason == "unexpected end of data":
        raise DecodingError(*_cut_off(error.start, len(data), "UTF-8"))
    line = data.count(b"\n", 0, error.start) + 1
    if len(_CYRILLIC_WORD.findall(data.decode("utf-8", "ignore"))) > 2:
        raise DecodingError(
            f"not valid UTF-8 on line {line} (byte {error.start + 1}), though the rest is", "the file is damaged"
        )
    best = max(SINGLE_BYTE, key=lambda encoding: _fit(data, encoding))
    if _fit(data, best) < 0.7:
        raise DecodingError(
            f"neither UTF-8 nor a Cyrillic encoding: byte 0x{data[error.start]:02X} on line {line}",
            "a Latin-1 or binary file holds no Kazakh or Russian text; save it as UTF-8",
        )
    return data.decode(best, "replace"), best, ()


def _fit(data: bytes, encoding: str) -> float:
    """How far the bytes read as words of Kazakh or Russian in this encoding, from 0 to 1."""
    text = data[:200_000].decode(encoding, "replace")
    high = sum(not letter.isascii() for letter in _LETTER.findall(text))
    if not high:
        return 0.0
    words = _CYRILLIC_WORD.findall(text)
    letters = "".join(word for word in words if _PROPER_WORD.match(word)).lower()
    common = sum(letter in _COMMON for letter in letters)
    kazakh = sum(letter in _KAZAKH for letter in letters) / (len(letters) or 1)
    controls = sum((letter < " " and letter not in "\n\r\t\x0c") or "\x80" <= letter < "\xa0" for letter in text)
    broken = text.count(LOST) + controls
    return 0.5 * min(1.0, len(letters) / high) + 0.5 * common / high + 0.1 * kazakh - broken / high


def check_letters(text: str) -> tuple[str, ...]:
    """Warnings about lost letters; raises `DecodingError` when the text as a whole is garbled or lost."""
    letters = sum(map(str.isalpha, text)) or 1
    for name, pattern in _MOJIBAKE:
        found = list(pattern.finditer(text))
        if sum(len(match[0]) for match in found) > _MOJIBAKE_SHARE * letters:
            line = text.count("\n", 0, found[0].start()) + 1
            raise DecodingError(
                f"garbled letters from line {line} on: {name} («{found[0][0][:12]}»)",
                "the file was re-saved in a wrong encoding; get it again from its source",
            )
    warnings: list[str] = []
    for what, places in (
        ("letters replaced by U+FFFD", [match.start() for match in re.finditer(LOST, text)]),
        ("letters replaced by «?»", [match.start() + 1 for match in _QUESTION_IN_WORD.finditer(text)]),
    ):
        if not places:
            continue
        lines = sorted({text.count("\n", 0, at) + 1 for at in places[:1000]})
        shown = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
        if len(places) > _LOST_SHARE * letters:
            raise DecodingError(
                f"{len(places)} {what}, first on line {lines[0]}", "get the file again from its source"
            )
        warnings.append(f"{len(places)} {what} on lines {shown}")
    return tuple(warnings)
