"""Known acts as Markdown and plain text, in the ways corpora and extractors publish them."""

from __future__ import annotations

import re
from pathlib import Path

from act_html import table
from known_acts import ActLine, Aside, Block, Grid, Heading, KnownAct, Norm, Note, Signature, Title, Words

_ESCAPED = re.compile(r"([*_`<>\[\]#\\|])")


def inline(words: Words) -> str:
    """Text with its links, marks escaped."""
    return "".join(
        _ESCAPED.sub(r"\\\1", piece) if target is None else f"[{piece}]({target})" for piece, target in words.pieces
    )


def as_corpus(act: KnownAct, path: Path) -> None:
    """As corpora of editions publish acts: headings by rank, notes and corners quoted in italics, lists indented."""
    path.write_text("\n\n".join(_corpus(block) for block in act.blocks) + "\n", "utf-8")


def _corpus(block: Block) -> str:
    if isinstance(block, Title):
        return ("# " if block.address == "title" else "## ") + " ".join(block.lines)
    if isinstance(block, Heading):
        return f"### {block.text}"
    if isinstance(block, ActLine):
        return block.text
    if isinstance(block, Note):
        return f"> *{inline(block.words)}*"
    if isinstance(block, Norm):
        lead = "   " if block.depth != 0 and block.address != "preamble" else ""
        return lead + f"{block.label} {inline(block.words)}".strip()
    if isinstance(block, Signature):
        return "\n\n".join(f"*{line}*" for line in (" ".join(block.post), block.name))
    if isinstance(block, Aside):
        return "  \n".join(f"> *{line}*" for line in block.lines)
    return table(block, "", "{}", "\n").replace("<table >", "<table>")


def as_extract(act: KnownAct, path: Path) -> None:
    """As order № 399 of 2023 is published: bold headings and notes, numbers escaped, blocks with hard line breaks."""
    path.write_text("\n\n".join(_extract(block) for block in act.blocks) + "\n", "utf-8")


def _extract(block: Block) -> str:
    if isinstance(block, Title):
        return f"## **{' '.join(block.lines)}**" if block.address != "title" else f"## {' '.join(block.lines)}"
    if isinstance(block, Heading):
        return f"### **{block.text}**"
    if isinstance(block, ActLine):
        return block.text
    if isinstance(block, Note):
        return f"**{inline(block.words)}**"
    if isinstance(block, Norm):
        label = re.sub(r"(?<=\d)(?=[.)])", r"\\", block.label)
        return f"{label} {inline(block.words)}".strip()
    if isinstance(block, Signature):
        return "\n\n".join(f"*{line}*" for line in (*block.post, block.name))
    if isinstance(block, Aside):
        return "  \n".join(block.lines)
    return table(block, 'class="grid"', "\n{}\n", "<br/>")


def as_text(act: KnownAct, path: Path) -> None:
    """As a printed page is extracted: six blanks before a paragraph, titles and blocks between blank lines."""
    path.write_text("\n".join(_lines(act, fold=0)), "utf-8")


def as_wrapped_text(act: KnownAct, path: Path) -> None:
    """The same in lines of eighty characters, in one-byte letters where they hold every letter."""
    text = "\r\n".join(_lines(act, fold=80))
    path.write_bytes(text.encode("cp1251" if act.language == "ru" else "utf-16"))


def as_tabbed_text(act: KnownAct, path: Path) -> None:
    """As an old editor saves it: a tab before a paragraph."""
    path.write_text("\n".join(line.replace(" " * 6, "\t", 1) for line in _lines(act, fold=0)), "utf-8-sig")


def as_pasted_text(act: KnownAct, path: Path) -> None:
    """As copied from a page into an editor: a paragraph a line, a blank line after each, no indents."""
    path.write_text("\n\n".join(line.strip() for line in _lines(act, fold=0) if line.strip()), "utf-8")


def as_flat_text(act: KnownAct, path: Path) -> None:
    """As an editor keeps what was copied from Word: a paragraph a line, no indents, no blank lines."""
    path.write_text("\n".join(line.strip() for line in _lines(act, fold=0) if line.strip()), "utf-8")


def as_mailed_text(act: KnownAct, path: Path) -> None:
    """As mailed: paragraphs in lines of seventy characters, a blank line after each, no indents."""
    lines: list[str] = []
    for line in _lines(act, fold=0):
        lines += [*_folded(line.strip(), 70), ""] if line.startswith(" ") else [line]
    path.write_text("\n".join(lines), "utf-8")


def _lines(act: KnownAct, fold: int) -> list[str]:
    lines: list[str] = []
    for block in act.blocks:
        assert not isinstance(block, Grid), "a table has no one form in plain text"
        if isinstance(block, Norm | Note | ActLine):
            lines += _folded("      " + (block.words.text if isinstance(block, Note) else block.text), fold)
            continue
        own = (block.text,) if isinstance(block, Heading) else block.lines if not isinstance(block, Signature) else ()
        lines += ["", *own] if own else ["", *block.post, "", block.name]  # type: ignore[union-attr]
        lines.append("")
    return lines


def _folded(text: str, width: int) -> list[str]:
    lines = [""]
    for word in re.findall(r"\s*\S+", text):
        if width and len(lines[-1]) + len(word) > width and lines[-1]:
            lines.append(word.lstrip())
        else:
            lines[-1] += word
    return lines
