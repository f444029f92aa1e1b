"""Known acts as web pages: the registries' markup, a plain page, a page exported by Word, a page for LibreOffice."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

from known_acts import ActLine, Aside, Block, Grid, Heading, KnownAct, Norm, Note, Signature, Title, Words

INDENT = "&nbsp;" * 6

_FRAME = """<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>{title} - ИПС "Әділет"</title>
<script>var page = "<p>ПРИКАЗ</p>";</script><style>p {{ text-indent: 0 }}</style></head><body>
<div class="container_omega header"><a href="/">Главная</a><ul><li><a href="/rus/docs">Документы</a></li></ul></div>
<div class="container_alpha slogan">
<h1>{title}</h1>
<p>{act_line}</p>
</div>
<div class="container_gamma tabs"><a href="#">Текст</a><a href="/info">Справка</a></div>
<div class="container_gamma text text_upd"><article>
{body}
</article></div>
<div class="container_omega aftertext">© 2012. РГП на ПХВ «Институт законодательства и правовой информации»</div>
<div class="cookie">Сайт использует файлы cookie <button>Принять</button></div>
</body></html>"""


def inline(words: Words) -> str:
    """Text with its links."""
    return "".join(
        html.escape(piece, quote=False)
        if target is None
        else f'<a href="{target}">{html.escape(piece, quote=False)}</a>'
        for piece, target in words.pieces
    )


def norm(block: Norm) -> str:
    """A printed number and its words."""
    return f"{block.label} {inline(block.words)}".strip()


def table(grid: Grid, attributes: str = 'border="1"', cell: str = "<p>{}</p>", line: str = "<br>") -> str:
    """An HTML table; the lines of a cell part at `line`."""
    rows = []
    for cells in grid.rows:
        row = ""
        for each in cells:
            spans = f' rowspan="{each.height}"' * (each.height > 1) + f' colspan="{each.width}"' * (each.width > 1)
            row += f"<td{spans}>{cell.format(line.join(html.escape(text, quote=False) for text in each.lines))}</td>"
        rows.append(f"<tr>{row}</tr>")
    return f"<table {attributes}><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def as_adilet(act: KnownAct, path: Path) -> None:
    """The page of the registry: title and act line above the article, six hard blanks before every paragraph."""
    title, act_line, *blocks = act.blocks
    assert isinstance(title, Title)
    assert isinstance(act_line, ActLine)
    body = "\n".join(_adilet(block, n) for n, block in enumerate(blocks, start=1))
    page = _FRAME.format(title=" ".join(title.lines), act_line=html.escape(act_line.text, quote=False), body=body)
    path.write_text(page, "utf-8")


def _adilet(block: Block, n: int) -> str:
    if isinstance(block, Note):
        return f'<p class="note">{INDENT}<span class="note">{inline(block.words)}<br></span></p>'
    if isinstance(block, Heading | Title):
        text = block.text if isinstance(block, Heading) else "<br>".join(block.lines)
        return f'<h3 id="z{n}">{INDENT if n % 2 else ""}{text}</h3>'
    if isinstance(block, Norm):
        return f'<p id="z{n}"><a name="z{n}"></a>{INDENT}{norm(block)}</p>'
    if isinstance(block, Signature):
        post = " <br> ".join(block.post)
        cells = f"<td><p>{INDENT}<i>{post}</i></p></td><td><p><i>{block.name}</i></p></td>"
        return f"<table><tbody><tr>{cells}</tr></tbody></table>"
    if isinstance(block, Aside):
        lines = "<br>\n".join(block.lines)
        if block.corner:
            return (
                f'<table><tbody><tr><td><p>&nbsp;</p></td><td><p align="center">{lines}</p></td></tr></tbody></table>'
            )
        return f"<p>{INDENT}{f'<br>{INDENT}'.join(block.lines)}</p>" if n % 2 else f"<p>{lines}</p>"
    assert isinstance(block, Grid)
    return table(block, 'border="1" cellspacing="0"', f"<p>{INDENT * (n % 2)}{{}}</p>")


def as_zan(act: KnownAct, path: Path) -> None:
    """The page of the reference bank: classes for what a block is, indents by style, styled spans inside words."""
    body = "\n".join(_zan(block) for block in act.blocks)
    path.write_text(
        '<!doctype html><html><head><meta charset="UTF-8"></head><body><header><nav>Войти</nav></header>'
        f'<main><div class="document-content">{body}</div></main><footer>zan.gov.kz</footer></body></html>',
        "utf-8",
    )


def _zan(block: Block) -> str:
    if isinstance(block, Heading):
        return f'<p class="pc" style="text-align:center"><b><span>{block.text}</span></b></p>'
    if isinstance(block, Title):
        return f'<p style="text-align: center;"><strong>{"<br/>".join(block.lines)}</strong></p>'
    if isinstance(block, ActLine):
        return f'<p style="text-indent:20pt">{block.text}</p>'
    if isinstance(block, Note):
        return (
            f'<p class="pn" style="text-indent:20pt"><i><span style="color:red">{inline(block.words)}</span></i></p>'
        )
    if isinstance(block, Norm):
        return f'<p class="pj" style="text-indent:20pt;text-align:justify"><span>{norm(block)}</span></p>'
    if isinstance(block, Signature):
        rows = "".join(f"<tr><td>{line}</td><td></td></tr>" for line in block.post[:-1])
        return f"<table style='border:none'>{rows}<tr><td>{block.post[-1]}</td><td>{block.name}</td></tr></table>"
    if isinstance(block, Aside):
        side = "right" if block.corner else "center"
        return "".join(f'<p style="text-align:{side}">{line}</p>' for line in block.lines)
    return table(block, "style='border-collapse:collapse;border:1px solid black'", "<div>{}</div>", "</div><div>")


def as_page(act: KnownAct, path: Path) -> None:
    """A plain page of any site: headings, paragraphs, right-hand blocks, tables."""
    path.write_text(f"<html><body>\n{_plain_body(act)}\n</body></html>", "utf-8")


def _plain_body(act: KnownAct) -> str:
    return "\n".join(plain(block) for block in act.blocks)


def plain(block: Block) -> str:
    """A block with nothing but HTML's own marks."""
    if isinstance(block, Heading | Title):
        level, text = (3, block.text) if isinstance(block, Heading) else (2, "<br>".join(block.lines))
        return f"<h{level}>{text}</h{level}>"
    if isinstance(block, ActLine):
        return f"<p>{html.escape(block.text, quote=False)}</p>"
    if isinstance(block, Note):
        return f"<p><i>{inline(block.words)}</i></p>"
    if isinstance(block, Norm):
        return f"<p>{norm(block)}</p>"
    if isinstance(block, Signature):
        return f"<p align=center>{'<br>'.join((*block.post, block.name))}</p>"
    if isinstance(block, Aside):
        return f"<p align=right>{'<br>'.join(block.lines)}</p>"
    return table(block)


_MSO = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset={charset}">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm; font-size:14.0pt;}} --></style></head>
<body lang=RU style='tab-interval:35.4pt'><div class=WordSection1>
{body}
</div></body></html>"""


def as_word_page(act: KnownAct, path: Path) -> None:
    """A page that Word saved: one-byte letters where they hold every letter, wrapped source lines, mso styles."""
    charset = "windows-1251" if act.language == "ru" else "utf-8"
    page = _MSO.format(charset=charset, body="\n\n".join(_mso(block) for block in act.blocks))
    path.write_bytes(page.replace("\n", "\r\n").encode("cp1251" if act.language == "ru" else "utf-8-sig"))


def _mso(block: Block) -> str:
    span = "<span style='font-size:14.0pt;mso-ansi-language:KZ'>{}<o:p></o:p></span>".format
    if isinstance(block, Heading | Title | Signature | Aside):
        lines = (
            (block.text,) if isinstance(block, Heading) else block.lines if not isinstance(block, Signature) else ()
        )
        if isinstance(block, Signature):
            lines = (*block.post, block.name)
        side = "right" if isinstance(block, Aside) else "center"
        shown = "".join(
            f"<p class=MsoNormal align={side} style='text-align:{side}'>{span(_folded(x))}</p>\n" for x in lines
        )
        return shown + ("" if isinstance(block, Heading) else "<p class=MsoNormal><o:p>&nbsp;</o:p></p>")
    if isinstance(block, ActLine | Note):
        words = html.escape(block.text, quote=False) if isinstance(block, ActLine) else inline(block.words)
        return f"<p class=MsoNormal style='text-align:justify;text-indent:35.4pt'>{span(_folded(words))}</p>"
    if isinstance(block, Norm):
        gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
        label = (
            f"<![if !supportLists]><span style='mso-list:Ignore'>{block.label}{gap}</span><![endif]>"
            if block.label
            else ""
        )
        return f"<p class=MsoNormal style='text-indent:35.4pt'>{label}{span(_folded(inline(block.words)))}</p>"
    return table(
        block,
        "class=MsoTableGrid border=1 cellspacing=0",
        "<p class=MsoNormal>{}<o:p></o:p></p>",
        "<o:p></o:p></p><p class=MsoNormal>",
    )


def _folded(text: str) -> str:
    """The source line broken at blanks, as Word breaks it: nothing that is printed."""
    out, width = "", 0
    for word in text.split(" "):
        broken = width + len(word) > 70 and "<" not in word and ">" not in word
        out += ("\n" if broken else " " if out else "") + word
        width = len(word) if broken else width + 1 + len(word)
    return out


HTML: dict[str, Callable[[KnownAct, Path], None]] = {
    "adilet.html": as_adilet,
    "zan.html": as_zan,
    "page.html": as_page,
    "word.htm": as_word_page,
}
