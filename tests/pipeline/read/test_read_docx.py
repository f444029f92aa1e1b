"""Word documents, made by python-docx and by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from pipeline.clean import clean
from pipeline.model.documents import Format, Source
from pipeline.read import UnreadableError, read_file
from pipeline.read.numbering import letter, roman

Build = Callable[[Document], None]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Build], Source]:
    def saved(build: Build) -> Source:
        document = docx.Document()
        build(document)
        path = tmp_path / "order.docx"
        document.save(str(path))
        return read_file(path)

    return saved


def test_paragraphs_headings_and_blocks_in_order(read: Callable[[Build], Source]) -> None:
    def build(document: Document) -> None:
        document.add_heading("Тізілімді бекіту туралы", 1)
        centred = document.add_paragraph("БҰЙРЫҚ")
        centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.add_paragraph("1. Тізілім\u00a0бекітілсін.")
        document.add_paragraph("")
        document.add_paragraph("2. Бұйрық енгізілсін.")
        right = document.add_paragraph("Министр")
        right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        document.sections[0].header.paragraphs[0].text = "Жоба"

    source = read(build)
    assert source.format is Format.DOCX
    assert source.text == (
        "Тізілімді бекіту туралы\n\nБҰЙРЫҚ\n      1. Тізілім бекітілсін.\n\n      2. Бұйрық енгізілсін.\n\nМинистр"
    )
    assert source.warnings == ()


def numbered(document: Document, levels: list[tuple[str, str]]) -> str:
    """A list definition with these number formats and texts; its id."""
    part = document.part.numbering_part.element
    shapes = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (fmt, text) in enumerate(levels)
    )
    part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{shapes}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    part.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
    )
    return "77"


def item(document: Document, text: str, depth: int, list_id: str = "77") -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )


def test_automatic_numbers_are_counted_as_word_counts_them(read: Callable[[Build], Source]) -> None:
    def build(document: Document) -> None:
        numbered(document, [("decimal", "%1."), ("decimal", "%2)"), ("russianLower", "%1.%2.%3"), ("bullet", "·")])
        item(document, "бірінші", 0)
        item(document, "тармақша", 1)
        item(document, "тармақша", 1)
        item(document, "әріп", 2)
        item(document, "екінші", 0)
        item(document, "тармақша", 1)
        item(document, "сызықша", 3)
        document.add_paragraph("Арада.")
        item(document, "басқа тізім", 0, "78")
        item(document, "жалғасы", 0, "78")

    assert [line.strip() for line in read(build).text.split("\n")] == [
        "1. бірінші", "1) тармақша", "2) тармақша", "1.2.а әріп", "2. екінші", "1) тармақша", "- сызықша",
        "Арада.", "5. басқа тізім", "6. жалғасы",
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "shown"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (1994, "mcmxciv")])
def test_roman_numbers(number: int, shown: str) -> None:
    assert roman(number) == shown


def test_letters_double_past_the_alphabet() -> None:
    assert [letter(n, "абв") for n in (1, 3, 4, 7)] == ["а", "в", "аа", "ааа"]


def test_tables_keep_their_spans_and_signatures_are_no_tables(read: Callable[[Build], Source]) -> None:
    def build(document: Document) -> None:
        table = document.add_table(3, 3)
        table.style = "Table Grid"
        for row in range(3):
            for column in range(3):
                table.cell(row, column).text = f"{row}{column}"
        table.cell(0, 0).merge(table.cell(1, 0)).text = "А"
        table.cell(2, 1).merge(table.cell(2, 2)).text = "бір\nекі"
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:tblHeader"))
        document.add_paragraph("Соңы.")
        signature = document.add_table(1, 2)
        signature.cell(0, 0).text = "Министр"
        signature.cell(0, 1).text = "С. Жақыпова"

    source = read(build)
    (table,) = source.tables
    assert [(c.row, c.column, c.text, c.rowspan, c.colspan, c.header) for c in table.cells] == [
        (0, 0, "А", 2, 1, True), (0, 1, "01", 1, 1, True), (0, 2, "02", 1, 1, True),
        (1, 1, "11", 1, 1, False), (1, 2, "12", 1, 1, False),
        (2, 0, "20", 1, 1, False), (2, 1, "бір\nекі", 1, 2, False),
    ]  # fmt: skip
    lines = source.text.split("\n")
    assert "\n".join(lines[table.lines[0] - 1 : table.lines[1]]) == "\n".join(cell.text for cell in table.cells)
    assert source.text.endswith("      Соңы.\n\nМинистр\n\nС. Жақыпова\n")


def hyperlink(paragraph: Paragraph, words: str, target: str) -> None:
    key = paragraph.part.relate_to(
        target, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{words}</w:t></w:r>"))
    paragraph._p.append(link)


def test_links_fields_and_tracked_changes(read: Callable[[Build], Source]) -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph("Внести в ")
        hyperlink(paragraph, "приказ", "https://adilet.zan.kz/rus/docs/V1700016057")
        paragraph.add_run(" Министра")
        runs = (
            '<w:r><w:t xml:space="preserve"> труда</w:t></w:r>',
            '<w:ins w:id="1" w:author="a"><w:r><w:t xml:space="preserve"> и занятости</w:t></w:r></w:ins>',
            '<w:del w:id="2" w:author="a"><w:r><w:delText> и спорта</w:delText></w:r></w:del>',
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://zan.gov.kz/doc/1" </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "<w:r><w:noBreakHyphen/><w:t>норма</w:t></w:r>",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )
        for run in runs:
            root = parse_xml(f"<w:p {nsdecls('w')}>{run}</w:p>")
            paragraph._p.append(root[0])

    source = read(build)
    assert source.text == "      Внести в приказ Министра труда и занятости-норма"
    assert [(link.text, link.target, link.line) for link in source.links] == [
        ("приказ", "https://adilet.zan.kz/rus/docs/V1700016057", 1),
        ("-норма", "https://zan.gov.kz/doc/1", 1),
    ]
    assert source.warnings == ("tracked changes: 1 insertions and 1 deletions are read as accepted",)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str) -> str:
    marks = ["begin", "separate", "end"]
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in marks)
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{run(result)}{end}"


RAISED = '<w:vertAlign w:val="superscript"/>'
KEPT = '<w:vanish w:val="0"/>'
BOX = f"<w:txbxContent><w:p>{run('жақтау')}</w:p></w:txbxContent>"
PRINTED = {
    "moved text stands where it was moved to": (
        f"<w:p>{run('до ')}<w:moveFrom>{run('ушло')}</w:moveFrom><w:moveTo>{run('пришло')}</w:moveTo></w:p>",
        "      до пришло",
        ["tracked changes: 1 insertions and 1 deletions are read as accepted"],
    ),
    "a struck-out end of a paragraph joins it to the next": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('1. Утвердить ')}</w:p><w:p>{run('правила.')}</w:p>",
        "      1. Утвердить правила.",
        ["tracked changes: 0 insertions and 1 deletions are read as accepted"],
    ),
    "hidden and struck text": (
        f"<w:p>{run('жасырын', '<w:vanish/>')}{run('көрінеді, ')}{run('сызылған', '<w:strike/>')}"
        f"{run(', қалды', KEPT)}</w:p>",
        "      көрінеді, сызылған, қалды",
        [
            "1 pieces of hidden text are left out",
            "1 pieces of text are struck through by hand and read as they stand",
        ],
    ),
    "words shown in capitals are capitals": (
        f"<w:p>{run('приказываю:', '<w:caps/>')}</w:p>",
        "      ПРИКАЗЫВАЮ:",
        [],
    ),
    "a raised index is no figure of the number before it": (
        f"<w:p>{run('Статья 43')}{run('1', RAISED)}{run('. Площадь в м')}{run('2', RAISED)}</w:p>",
        "      Статья 43¹. Площадь в м²",
        [],
    ),
    "a page number in the text is none of it": (
        f"<w:p>{run('соңы')}{field(' PAGE ', '7')}<w:fldSimple w:instr=' NUMPAGES '>{run('9')}</w:fldSimple></w:p>",
        "      соңы",
        [],
    ),
    "content controls within content controls": (
        f"<w:sdt><w:sdtContent><w:p><w:sdt><w:sdtContent>{run('1. Бұйрық.')}</w:sdtContent></w:sdt></w:p>"
        "</w:sdtContent></w:sdt>",
        "      1. Бұйрық.",
        [],
    ),
    "a text box once, whatever forms it is kept in": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"{BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        f"{run('мәтін')}</w:p>",
        "      мәтін\n\n      жақтау",
        [],
    ),
    "signs": (
        f"<w:p>{run('§ 5')}<w:r><w:noBreakHyphen/></w:r>{run('бап')}<w:r><w:softHyphen/>"
        f"<w:sym w:font='Symbol' w:char='F0B0'/><w:br/></w:r>{run('жол')}</w:p>",
        "      § 5-бап°\nжол",
        [],
    ),
}
NAMESPACES = nsdecls("w", "r") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


@pytest.mark.parametrize("case", PRINTED)
def test_what_word_prints(case: str, read: Callable[[Build], Source]) -> None:
    xml, text, warnings = PRINTED[case]

    def build(document: Document) -> None:
        for element in reversed(list(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"))):
            document.element.body.insert(0, element)

    source = read(build)
    assert source.text == text
    assert list(source.warnings) == warnings


def test_a_field_may_link_to_a_place_in_a_page_and_contents_are_left_out(read: Callable[[Build], Source]) -> None:
    def build(document: Document) -> None:
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("1-тарау. Жалпы ережелер\t3", "toc 1")
        fields = field(' HYPERLINK \\l "z5" ', "5-тармақ") + field(' HYPERLINK "https://a.kz/d" \\l "z5"', " Заң")
        document.element.body.insert(1, parse_xml(f"<w:p {NAMESPACES}>{fields}</w:p>"))

    source = read(build)
    assert source.text == "      5-тармақ Заң"
    assert [(link.text, link.target) for link in source.links] == [("Заң", "https://a.kz/d")]
    assert source.warnings == ("1 lines of a table of contents are left out",)


MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KINDS = {
    "docm": b"application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotm": b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "dotx": b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
}


@pytest.mark.parametrize("kind", [*KINDS, "strict"])
def test_documents_with_macros_templates_and_strict_ones_are_documents(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"order.{'docx' if kind == 'strict' else kind}"
    document = docx.Document()
    document.add_paragraph("1. Тізілім бекітілсін.")
    hyperlink(document.add_paragraph("1) "), "Заң", "https://adilet.zan.kz/kaz/docs/Z1")
    document.save(str(path))

    def change(name: str, data: bytes) -> bytes:
        if kind == "strict":
            data = data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            return data.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
        return data.replace(MAIN, KINDS[kind])

    rewritten(path, change)
    source = read_file(path)
    assert source.text == "      1. Тізілім бекітілсін.\n      1) Заң"
    assert [(link.text, link.target) for link in source.links] == [("Заң", "https://adilet.zan.kz/kaz/docs/Z1")]
    assert source.warnings == ()


def test_a_page_copied_from_a_registry_keeps_its_headings_apart_and_loses_its_link_to_the_contents(
    tmp_path: Path,
) -> None:
    path = tmp_path / "code.docx"
    document = docx.Document()
    hyperlink(document.add_paragraph(), "МАЗМҰНЫ", "https://adilet.zan.kz/kaz/docs/K1500000414/k150414.htm")
    document.add_heading("", 3).add_run("2-бөлім. ЕҢБЕК ҚАТЫНАСТАРЫ\n4-тарау. ЕҢБЕК\nШАРТЫ")
    document.save(str(path))
    source = read_file(path)
    assert source.warnings == ("the link «МАЗМҰНЫ» to the contents is left out",)
    assert [paragraph.text for paragraph in clean(source).paragraphs] == [
        "2-бөлім. ЕҢБЕК ҚАТЫНАСТАРЫ", "4-тарау. ЕҢБЕК ШАРТЫ",
    ]  # fmt: skip


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """A package with some of its parts changed or taken out."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            changed = change(name, archive.read(name))
            if changed is not None:
                parts[name] = changed
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("says", "change"),
    [
        (
            "a broken Word document",
            lambda name, data: data[: len(data) // 2] if name.endswith("document.xml") else data,
        ),
        ("a broken Word document", lambda name, data: None if name == "[Content_Types].xml" else data),
        ("a ZIP archive, not a document", lambda name, data: None if name.startswith("word/") else data),
    ],
)
def test_broken_packages_are_refused(says: str, change: Callable[[str, bytes], bytes | None], tmp_path: Path) -> None:
    path = tmp_path / "order.docx"
    document = docx.Document()
    document.add_paragraph("Бұйрық")
    document.save(str(path))
    rewritten(path, change)
    with pytest.raises(UnreadableError, match=says):
        read_file(path)


def test_a_half_written_package_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    path = tmp_path / "order.docx"
    path.write_bytes(buffer.getvalue()[:-500])
    with pytest.raises(UnreadableError, match="a broken DOCX or ZIP file"):
        read_file(path)


def test_a_document_without_text_is_refused(read: Callable[[Build], Source]) -> None:
    with pytest.raises(UnreadableError, match="a Word document without text"):
        read(lambda document: None)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(410):
                part.write(b" " * 1_000_000)
    with pytest.raises(UnreadableError, match="unpacks to 410 MB"):
        read_file(path)
