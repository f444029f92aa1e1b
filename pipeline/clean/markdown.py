"""Markdown's marks taken off: headings, quotes, emphasis, escapes, tags and links leave the words they enclose."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.clean.lines import Line, Marked, Passed
from pipeline.raised import raised
from pipeline.trace import Traced, join

MARKUP = "markup"
REGISTRY_CODE = "registry code"
FRONT_MATTER = "front matter"
CONTENTS = "link to the contents"

_HEADING = re.compile(r"\s*(?:>[ \t]?)*#{1,6}\s")
_BREAK = re.compile(r"<br\s*/?>(?=[ \t]*\S)", re.IGNORECASE)
_HARD_BREAK = "  "
"""What a line ends in that the next one goes on."""
_FENCE = re.compile(r"\s*(?:```|~~~)")
_CODE = re.compile(r"\s*[A-Z]\d{6,12}_?\s*")
_LEAD = re.compile(r"\s*(?:#{1,6}\s+|>[ \t]?)+(?:[\u2139\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s*)?")
"""The marks before a heading or a quote, with the picture publishers set before a note («> ℹ *Примечание …*»)."""

_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|___)$")
"""A line across the page. More than three underscores are a blank of a form, which is printed."""

_CONTENTS = re.compile(
    r"[\s>*_]*\[[\s*_]*(?:содержание|оглавление|мазмұны)[\s*_]*\]\([^()\n]+\)[\s*_]*", re.IGNORECASE
)
_DEFINITION = re.compile(r" {0,3}\[(?P<name>[^\[\]\n]+)\]:\s+<?https?://\S+.*$")
_TARGET = r"\((?:[^()\s]+(?:\([^()\s]*\)[^()\s]*)?)(?:\s[^()\n]{0,500})?\)"
_LINK = re.compile(rf"(?<![\\!])\[(?P<words>[^\[\]\n]{{1,2000}})\](?:{_TARGET}|\[(?P<name>[^\[\]\n]*)\])")
_PICTURE = re.compile(rf"!\[[^\[\]\n]*\]{_TARGET}")
_BARE = re.compile(r"<(?P<words>https?://[^\s<>]+)>")
_INLINE = re.compile(
    r"(?P<strong>\*\*|(?<![\w_\\])__(?=[^\s_])|(?<=[^\s_\\])__(?![\w_]))"
    r"|(?P<em>(?<![*<\\])\*(?=[^\s*>])|(?<=[^\s*<\\])\*(?!\*))"
    r"|(?P<index><sup>\d{1,3}</sup>)"
    r"|(?P<break><br\s*/?>)"
    r"|(?P<tag></?(?:a|b|i|u|em|strong|span|font|p|div|center|sup|sub|table|tr|td|th|tbody|thead|caption)\b[^<>]*>)"
    r"|(?P<escape>\\)(?=[\\`*_{}\[\]()#+.!|>~<&-])"
)
_OPENS_STRONG = re.compile(r"(?![\s\"»]|&quot;)")
_ENTITY = re.compile(r"&(?:nbsp|quot|amp|lt|gt|laquo|raquo|ndash|mdash|#\d{2,5}|#x[0-9a-fA-F]{2,4});")

Removed = tuple[int, int, str]
"""Source offset, length, and the name of what was taken away."""


def markdown_marks(lines: tuple[Line, ...]) -> Passed:
    """Without Markdown's marks; a star stays where no second one closes what it opens («*» of a footnote, «<*>»).

    Emphasis may reach over the ends of lines that no blank line parts.
    """
    kept, removed = _without_front_matter(lines)
    defined = frozenset(match["name"].lower() for line in kept if (match := _DEFINITION.match(line.text.text)))
    out: list[Line] = []
    for block in _blocks(_broken(_fenced(kept, removed), removed)):
        open_in_block = _unclosed(" ".join(line.text.text for line in block))
        for line in block:
            if line.marked is Marked.PLAIN:
                out.append(line)
                continue
            if _CONTENTS.fullmatch(line.text.text):
                removed.append((line.text.at[0], len(line.text.text), CONTENTS))
                continue
            text = _unmarked(line.text, _unclosed(line.text.text) & open_in_block, defined, removed)
            if text.text.strip():
                heading = Marked.HEADING if _HEADING.match(line.text.text) else None
                out.append(replace(line, text=text, marked=heading))
    return Passed(tuple(out), (), tuple(removed))


def _fenced(lines: Sequence[Line], removed: list[Removed]) -> Iterator[Line]:
    """The lines without the fences of preformatted blocks; those between two fences are marked as such.

    The code of a linked act that a publisher leaves on a line of its own there («P011235_») goes with the blank lines
    around it: it stands in the middle of a sentence.
    """
    inside = dropped = opened = False
    for line in lines:
        text = line.text.text
        fence = bool(_FENCE.match(text))
        inside = inside != fence
        if fence or (inside and _CODE.fullmatch(text)):
            removed.append((line.text.at[0], len(text), MARKUP if fence else REGISTRY_CODE))
            dropped, opened = not fence, fence
            continue
        blanks = 0 if dropped else max(line.blanks, opened)
        yield replace(line, marked=Marked.PLAIN, blanks=blanks) if inside else line
        dropped = opened = False


def _broken(lines: Iterable[Line], removed: list[Removed]) -> Iterator[Line]:
    """The lines of a heading that tags break: it may hold one heading after another; the lines go on as it does."""
    for line in lines:
        start, blanks = 0, line.blanks
        heading = line.marked is not Marked.PLAIN and _HEADING.match(line.text.text)
        for tag in _BREAK.finditer(line.text.text) if heading else ():
            removed.append((line.text.at[tag.start()], len(tag[0]), MARKUP))
            yield replace(line, text=line.text[start : tag.start()] + Traced.inserted(_HARD_BREAK), blanks=blanks)
            start, blanks = tag.end(), 0
        yield replace(line, text=line.text[start:], blanks=blanks) if start else line


def _without_front_matter(lines: tuple[Line, ...]) -> tuple[Sequence[Line], list[Removed]]:
    """The lines below a head of «key: value» lines between two rules; that head as removed."""
    if not lines or lines[0].number != 1 or lines[0].text.text.rstrip() != "---":
        return lines, []
    end = next((n for n, line in enumerate(lines[1:], start=1) if line.text.text.rstrip() in ("---", "...")), None)
    if end is None:
        return lines, []
    return lines[end + 1 :], [(line.text.at[0], len(line.text.text), FRONT_MATTER) for line in lines[: end + 1]]


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and line.blanks:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _unclosed(text: str) -> frozenset[str]:
    """The kinds of emphasis of which an odd number of marks stands in a text."""
    found = [match.lastgroup or "" for match in _INLINE.finditer(text)]
    return frozenset(kind for kind in ("em", "strong") if found.count(kind) % 2)


def _unmarked(text: Traced, unclosed: frozenset[str], defined: frozenset[str], removed: list[Removed]) -> Traced:
    """A line without its marks, entities as the letters they stand for; what is taken away is noted."""
    kept: list[Traced] = []
    position = 0
    for start, end, letter in _marks(text.text, unclosed, defined):
        shown = 0 if letter.isspace() else len(letter)
        kept += [
            text[position:start],
            Traced(letter, text.at[start : start + shown]) if shown else Traced.inserted(letter),
        ]
        if start + shown < end:
            removed.append((text.at[start + shown], end - start - shown, MARKUP))
        position = end
    return join([*kept, text[position:]])


def _marks(text: str, unclosed: frozenset[str], defined: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """The marks of a line from left to right, with the letter each stands for, if any."""
    if _RULE.match(text) or _DEFINITION.match(text):
        yield 0, len(text), ""
        return
    position = 0
    for start, end, letter in sorted((*_links(text, defined), *_inline(text, unclosed))):
        if start >= position and end > start:
            yield start, end, letter
            position = end


def _links(text: str, defined: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for picture in _PICTURE.finditer(text):
        yield (*picture.span(), "")
    for link in _LINK.finditer(text):
        if link["name"] is not None and (link["name"] or link["words"]).lower() not in defined:
            continue
        yield link.start(), link.start("words"), ""
        yield link.end("words"), link.end(), ""
    for bare in _BARE.finditer(text):
        yield bare.start(), bare.start("words"), ""
        yield bare.end("words"), bare.end(), ""


def _blanks(text: str) -> frozenset[int]:
    """Where «__» is a blank to be filled in and emboldens nothing: «202__ года № __», «20__ ж. "__"_______ №__».

    A pair of which the first stands before a space or in quotes opens nothing.
    """
    found = [match for match in _INLINE.finditer(text) if match[0] == "__"]
    opens = bool(found) and _OPENS_STRONG.match(text, found[0].end()) is not None
    return frozenset() if opens else frozenset(match.start() for match in found)


def _inline(text: str, unclosed: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    lead = _LEAD.match(text)
    if lead is not None:
        yield 0, lead.end(), ""
    blanks = _blanks(text)
    for mark in _INLINE.finditer(text, lead.end() if lead is not None else 0):
        if mark.lastgroup not in unclosed and mark.start() not in blanks:
            # «43<sup>1</sup>» is 43-1 and not 431.
            index = raised(mark["index"].removeprefix("<sup>").removesuffix("</sup>")) if mark["index"] else ""
            yield (*mark.span(), " " if mark["break"] else index)
    for entity in _ENTITY.finditer(text):
        yield (*entity.span(), html.unescape(entity[0]).replace("\u00a0", " "))
