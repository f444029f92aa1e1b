"""Saved web pages: the act's own text out of the page around it; nothing is fetched, no script runs."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.model.documents import Format, Source
from pipeline.read.assembly import Anchor, Assembly, CellWords, Words
from pipeline.read.encoding import Decoded
from pipeline.read.errors import UnreadableError
from pipeline.read.grid import Span, is_layout, place
from pipeline.read.markup import Block, Kind, blocks, cell_words, table_rows, trimmed, walk
from pipeline.read.text import digest
from pipeline.structure.gone import gone
from pipeline.structure.markers import is_note, is_note_head

_CONTENT = (
    "div.container_gamma.text article",
    "div.container_gamma.text",
    "div.document-content",
    "div.doc-content",
    "article",
    "main",
    "[role=main]",
)
"""Where the registries and common pages keep the text of an act, most telling first."""

_TITLE = "div.slogan"
"""Where Adilet keeps the title and the particulars, above the text."""

_STATUS = "div.slogan [class~=status]"
"""How Adilet marks the state of an act between its title and the line naming it: «Обновленный», «Күшін жойған»."""

_FRAME = (
    "nav, body > header, body > footer, aside, [role=navigation], [role=banner], [role=contentinfo], [role=dialog], "
    "[class*=cookie], [id*=cookie], .breadcrumb, .breadcrumbs, .navbar, .share, .social, .pagination"
)
"""The page around the text, where nothing marks the text itself."""

_ENOUGH = 200
"""How many characters an element must hold to be taken for the text of an act."""

_PAGE_PARAGRAPHS = 6
_SHORT = 75
"""Lines shorter than this, broken by `<br>` inside one paragraph, are a printed block, not paragraphs."""

_BORDER = re.compile(
    r"border(?:-\w+)*\s*:(?!\s*(?:none|0(?!\.\d*[1-9])|collapse|separate))[^;]*\b(?:solid|double|dotted|dashed)\b",
    re.I,
)

_NO_BORDER = re.compile(r"(?<![\w-])border\s*:\s*(?:none|0(?!\.\d*[1-9]))", re.IGNORECASE)
_LONGEST_SHEET = 500_000
_CSS_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_CSS_BLOCK = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_CSS_RULE = re.compile(r"(?P<selectors>[^{}]{1,2000})\{(?P<body>[^{}]*)\}")
_CSS_ALIGN = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_CSS_CLASS = re.compile(r"\w*\.[\w-]+")


def read_html(path: Path, data: bytes, decoded: Decoded) -> Source:
    """The text of a saved page, laid out as `assembly` says; raises `UnreadableError` for a page without text."""
    page = LexborHTMLParser(decoded.text)
    body = page.body
    assembly = Assembly()
    assembly.warnings += decoded.warnings
    if body is not None:
        _align(page, body)
        _drop_status(body, assembly)
        for part in _parts(body, assembly):
            for block in blocks(part):
                _add(block, assembly)
            _warn(part, assembly)
    source = assembly.source(str(path), Format.HTML, digest(data))
    if not source.text.strip():
        raise UnreadableError(path, "a web page without text", "save it after it has loaded, as HTML only")
    return source


def _parts(body: LexborNode, assembly: Assembly) -> list[LexborNode]:
    """The title and the text of the act, or the whole page without its frame."""
    for selector in _CONTENT:
        found = [node for node in body.css(selector) if len(node.text(deep=True)) >= _ENOUGH]
        if found and not _inside(found):
            title = [node for node in body.css(_TITLE) if not any(_holds(part, node) for part in found)]
            assembly.warnings.append(f"only {selector} is read, the page around it is left out")
            return title + found
    frame = body.css(_FRAME)
    for node in frame:
        node.decompose()
    if frame:
        assembly.warnings.append("the page's navigation, head and foot are left out")
    return [body]


def _align(page: LexborHTMLParser, body: LexborNode) -> None:
    """Write what the page's style sheets say of alignment by class into the elements themselves.

    Nothing else is taken from style sheets: what they hide a script may have shown.
    """
    for sheet in page.css("style"):
        rules = _CSS_BLOCK.sub("", _CSS_COMMENT.sub("", sheet.text(deep=True)[:_LONGEST_SHEET]))
        for rule in _CSS_RULE.finditer(rules):
            aligned = _CSS_ALIGN.search(rule["body"])
            for selector in rule["selectors"].split(",") if aligned is not None else ():
                for node in body.css(selector.strip()) if _CSS_CLASS.fullmatch(selector.strip()) else ():
                    own = node.attributes.get("style") or ""
                    node.attrs["style"] = f"{own};text-align:{aligned[1] if aligned else ''}"


def _drop_status(body: LexborNode, assembly: Assembly) -> None:
    """Without the page's mark of the act's state, which belongs neither to the title nor to the text."""
    for node in body.css(_STATUS):
        words = " ".join(node.text(deep=True).split())
        if words:
            assembly.warnings.append(f"the page's mark «{words}» is left out")
        node.decompose()


def _inside(found: list[LexborNode]) -> bool:
    """Whether one of the elements lies in another."""
    known = {node.mem_id for node in found}
    for node in found:
        above = node.parent
        while above is not None:
            if above.mem_id in known:
                return True
            above = above.parent
    return False


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    node: LexborNode | None = inner
    while node is not None:
        if node.mem_id == outer.mem_id:
            return True
        node = node.parent
    return False


def _add(block: Block, assembly: Assembly) -> None:
    if block.kind is Kind.GAP:
        assembly.blank()
    elif block.table is not None:
        _add_table(block.table, assembly)
    elif block.kind is Kind.RAW:
        assembly.blank()
        assembly.lines([line.replace("\u00a0", " ").rstrip() for line in block.words.text.split("\n")])
        assembly.blank()
    elif block.kind in (Kind.HEADING, Kind.FLUSH):
        words, _ = trimmed(block.words)
        assembly.flush(_plain_blanks(words), block.align or block.kind.value)
    elif block.remark:
        for words in _remarks(_split(block.words)):
            assembly.paragraph(_plain_blanks(words))
    else:
        _add_text(block.words, assembly)


def _add_text(words: Words, assembly: Assembly) -> None:
    """Running text; line breaks in it part paragraphs, unless its lines are short: then it is a block."""
    lines = _split(words)
    if len(lines) > 1 and all(len(line.text) < _SHORT for line in lines) and not _indented(words.text):
        assembly.flush(_plain_blanks(words))
        assembly.blank()
        return
    for line in lines:
        assembly.paragraph(_plain_blanks(trimmed(line)[0]))


def _remarks(lines: list[Words]) -> list[Words]:
    """The lines of a block that the page sets apart as remarks, each remark on one line.

    A remark goes on until another begins, or the words that stand in place of an excluded provision; the head of one
    («Примечание ИЗПИ!») stays on its own line.
    """
    found: list[Words] = []
    inside = False
    for line in lines:
        words, _ = trimmed(line)
        begins = is_note(words.text) or gone(words.text) is not None
        if inside and not begins and not is_note_head(found[-1].text):
            found[-1] = _joined(found[-1], words)
        else:
            found.append(words)
        inside = is_note(words.text) or (inside and not begins)
    return found


def _joined(before: Words, after: Words) -> Words:
    text = before.text.rstrip() + " "
    moved = tuple(Anchor(anchor.start + len(text), anchor.words, anchor.target) for anchor in after.anchors)
    return Words(text + after.text, before.anchors + moved)


def _indented(text: str) -> bool:
    """Whether every line opens with blanks that the page insists on."""
    return all(line.startswith("\u00a0") for line in text.split("\n") if line.strip())


def _split(words: Words) -> list[Words]:
    lines: list[Words] = []
    start = 0
    for line in words.text.split("\n"):
        end = start + len(line)
        anchors = tuple(Anchor(a.start - start, a.words, a.target) for a in words.anchors if start <= a.start <= end)
        if line.strip(" \u00a0"):
            lines.append(Words(line, anchors))
        start = end + 1
    return lines


def _plain_blanks(words: Words) -> Words:
    return Words(words.text.replace("\u00a0", " "), words.anchors)


def _add_table(table: LexborNode, assembly: Assembly) -> None:
    rows = [[(span, _plain_blanks(words)) for span, words in row] for row in table_rows(table)]
    cells = place([[Span(words.text, *span[1:]) for span, words in row] for row in rows])
    anchors = [words.anchors for row in rows for _, words in row]
    if is_layout(cells, _ruled(table)):
        _add_layout(table, assembly)
        return
    caption = table.css_first("caption")
    text = " ".join(caption.text(deep=True).split()) if caption is not None else None
    if text:
        assembly.flush(Words(text))
    assembly.table((CellWords(cell, links) for cell, links in zip(cells, anchors, strict=True)), text)


def _add_layout(table: LexborNode, assembly: Assembly) -> None:
    """The cells of a table that only sets words side by side: each a block, or blocks where it holds a page."""
    for cell, entering in walk(table):
        if not entering or cell.tag not in ("td", "th"):
            continue
        assembly.blank()
        if _is_page(cell):
            for block in blocks(cell):
                _add(block, assembly)
        else:
            assembly.flush(_plain_blanks(cell_words(cell)))
    assembly.blank()


def _is_page(cell: LexborNode) -> bool:
    """Whether a cell without lines around it is where an old page keeps its text: headings, tables or much of it."""
    return cell.css_first("h1, h2, h3, table") is not None or len(cell.css("p")) >= _PAGE_PARAGRAPHS


def _ruled(table: LexborNode) -> bool | None:
    """Whether the page draws lines between the cells: by attribute, or by the style of the table or its cells.

    None where it leaves that to its style sheet, as Adilet does for every table of data: signatures and corners it
    gives no border. Old pages set in a table have none either.
    """
    border = table.attributes.get("border")
    if (border or "0").strip() not in ("", "0"):
        return True
    cells = table.css("td, th")
    styles = [node.attributes.get("style") or "" for node in (table, *cells)]
    if any(map(_BORDER.search, styles)):
        return True
    bare = border is not None or bool(_NO_BORDER.search(styles[0])) or all(map(_NO_BORDER.search, styles[1:]))
    return False if bare or any(map(_is_page, cells)) else None


def _warn(part: LexborNode, assembly: Assembly) -> None:
    """What a person reading only the text would not know."""
    for selector, what in (
        ("img", "pictures are not read"),
        ("del", "pieces of struck-out text are left out"),
        ("s, strike", "pieces of text are struck through and read as they stand"),
    ):
        count = len(part.css(selector))
        if count:
            assembly.warnings.append(f"{count} {what}")
