"""The words of a Word paragraph as printed: insertions in, deletions out, fields by their result, links kept."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.etree import _Element

from pipeline.raised import raised
from pipeline.read.assembly import Anchor, Words
from pipeline.read.numbering import W

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)

_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}
_STRUCK = frozenset(("del", "moveFrom"))
_LEFT_OUT = frozenset(("pPr", "rPr", "txbxContent", "delText", "instrText", "sectPr"))


class Runs:
    """What the runs of a document refer to, and what was met in them that is not text."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self.targets = targets
        self.notes: list[str] = []
        self.pictures = 0
        self.formulas = 0
        self.comments = 0
        self.insertions = 0
        self.deletions = 0
        self.hidden = 0
        self.struck = 0
        self.contents = 0

    def warnings(self) -> list[str]:
        """What a person reading only the text would not know."""
        said = []
        if self.insertions or self.deletions:
            said.append(
                f"tracked changes: {self.insertions} insertions and {self.deletions} deletions are read as accepted"
            )
        for count, what in (
            (self.pictures, "pictures are not read"),
            (self.formulas, "formulas are read without their layout"),
            (self.comments, "comments are not read"),
            (self.hidden, "pieces of hidden text are left out"),
            (self.struck, "pieces of text are struck through by hand and read as they stand"),
            (self.contents, "lines of a table of contents are left out"),
        ):
            if count:
                said.append(f"{count} {what}")
        if self.notes:
            said.append(f"{len(self.notes)} footnotes are put after the text")
        return said


class _Words:
    """Gathers the text of one paragraph."""

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self.parts: list[str] = []
        self.length = 0
        self.anchors: list[Anchor] = []
        self.fields: list[tuple[str, int | None]] = []
        self.capitals = self.raised = False

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def link(self, start: int, target: str) -> None:
        words = "".join(self.parts)[start:].strip()
        if words and target:
            self.anchors.append(Anchor(start, words, target))

    def walk(self, element: _Element) -> None:
        """Add everything below an element that is printed."""
        for child in element:
            if isinstance(child.tag, str):
                self._take(child, child.tag.rpartition("}")[2])

    def _take(self, child: _Element, name: str) -> None:
        in_instruction = bool(self.fields) and self.fields[-1][1] is None
        if name == "fldChar":
            self._field(child.get(f"{W}fldCharType", ""))
        elif name == "instrText" and self.fields:
            instruction, start = self.fields[-1]
            self.fields[-1] = (instruction + (child.text or ""), start)
        elif name in _LEFT_OUT:
            return
        elif name in _STRUCK:
            self.runs.deletions += 1
        elif name == "t":
            if not in_instruction:
                self.add(self._shown(child.text or ""))
        elif name == "r":
            self._run(child)
        elif name in _SIGNS:
            self.add(_SIGNS[name])
        elif name == "sym":
            self._symbol(child)
        else:
            self._container(child, name)

    def _run(self, run: _Element) -> None:
        """A run as it is printed: not when it is hidden, in capitals where it is shown so."""
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties, "vanish"):
            self.runs.hidden += 1
            return
        if properties is not None and (is_on(properties, "strike") or is_on(properties, "dstrike")):
            self.runs.struck += 1
        self.capitals = properties is not None and is_on(properties, "caps")
        self.raised = properties is not None and _is_raised(properties)
        self.walk(run)
        self.capitals = self.raised = False

    def _shown(self, text: str) -> str:
        text = text.upper() if self.capitals else text
        return raised(text) if self.raised else text

    def _container(self, child: _Element, name: str) -> None:
        if name in ("ins", "moveTo"):
            self.runs.insertions += 1
        elif name in ("footnoteReference", "endnoteReference"):
            self.runs.notes.append(f"{name.removesuffix('Reference')}s:{child.get(f'{W}id')}")
            self.add(f"[{len(self.runs.notes)}]")
        elif name in ("drawing", "pict", "object"):
            self.runs.pictures += not any(True for _ in child.iter(f"{W}txbxContent"))
            return
        elif name == "commentReference":
            self.runs.comments += 1
        elif name in ("oMath", "oMathPara"):
            self.runs.formulas += 1
        page = name == "fldSimple" and _PAGE_FIELD.match(child.get(f"{W}instr", ""))
        if page or child.tag == f"{_MC}Fallback":
            return
        start = self.length
        self.walk(child)
        if name == "hyperlink":
            self.link(start, self.runs.targets.get(child.get(f"{_R}id", ""), ""))
        elif name == "fldSimple":
            self._field_link(child.get(f"{W}instr", ""), start)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(("", None))
        elif kind == "separate" and self.fields:
            self.fields[-1] = (self.fields[-1][0], self.length)
        elif kind == "end" and self.fields:
            instruction, start = self.fields.pop()
            if start is not None and _PAGE_FIELD.match(instruction):
                self._forget(start)
            self._field_link(instruction, self.length if start is None else start)

    def _field_link(self, instruction: str, start: int) -> None:
        found = _FIELD_LINK.match(instruction)
        if found:
            self.link(start, found[1])

    def _forget(self, start: int) -> None:
        """Take back what was added from `start` on: the number of a page."""
        self.parts = ["".join(self.parts)[:start]]
        self.length = start

    def _symbol(self, child: _Element) -> None:
        code = int(child.get(f"{W}char", "0"), 16)
        self.add(chr(code - 0xF000 if 0xF020 <= code <= 0xF0FF else code))


def _is_raised(properties: _Element) -> bool:
    """Whether a run is printed as an index: «43¹»."""
    found = properties.find(f"{W}vertAlign")
    return found is not None and found.get(f"{W}val") == "superscript"


def is_on(properties: _Element, name: str) -> bool:
    """Whether a switch of Word (`<w:vanish/>`) stands among properties and is not turned off."""
    found = properties.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def paragraph_words(paragraph: _Element, runs: Runs) -> Words:
    """The words of one paragraph; a soft line break is a line break."""
    gathered = _Words(runs)
    gathered.walk(paragraph)
    text = "".join(gathered.parts).replace("\u00a0", " ")
    lead = len(text) - len(text.lstrip(" "))
    anchors = tuple(Anchor(max(0, a.start - lead), a.words, a.target) for a in gathered.anchors)
    return Words(text[lead:].rstrip(), anchors)
