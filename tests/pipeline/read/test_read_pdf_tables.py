"""Tables drawn in every way there is: rules of dots, dashes, thin boxes, double lines; cut by pages anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_printer import FONT, LEADING, SIZE, register_font
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.documents import Table
from pipeline.read import read_file

Box = tuple[float, float, float, float]


def drawn_twice(canvas: Canvas, box: Box) -> None:
    x, y, width, height = box
    canvas.rect(x - 0.8, y - 0.8, width + 1.6, height + 1.6)
    canvas.rect(x + 0.8, y + 0.8, width - 1.6, height - 1.6)


def dashed(canvas: Canvas, box: Box) -> None:
    canvas.setDash(2, 2)
    canvas.rect(*box)


def of_dots(canvas: Canvas, box: Box) -> None:
    x, y, width, height = box
    for step in range(0, int(width) + 1, 2):
        canvas.rect(x + step, y, 0.8, 0.8, stroke=0, fill=1)
        canvas.rect(x + step, y + height, 0.8, 0.8, stroke=0, fill=1)
    for step in range(0, int(height) + 1, 2):
        canvas.rect(x, y + step, 0.8, 0.8, stroke=0, fill=1)
        canvas.rect(x + width, y + step, 0.8, 0.8, stroke=0, fill=1)


def of_thin_boxes(canvas: Canvas, box: Box) -> None:
    x, y, width, height = box
    for each in ((x, y, width, 1.5), (x, y + height, width, 1.5), (x, y, 1.5, height), (x + width, y, 1.5, height)):
        canvas.rect(*each, stroke=0, fill=1)


def of_short_pieces(canvas: Canvas, box: Box) -> None:
    x, y, width, height = box
    for step in range(0, int(width), 4):
        canvas.line(x + step, y, x + min(width, step + 4), y)
        canvas.line(x + step, y + height, x + min(width, step + 4), y + height)
    for step in range(0, int(height), 4):
        canvas.line(x, y + step, x, y + min(height, step + 4))
        canvas.line(x + width, y + step, x + width, y + min(height, step + 4))


def shaded(canvas: Canvas, box: Box) -> None:
    x, y, width, height = box
    canvas.setFillGray(0.85)
    canvas.rect(x + 0.7, y + 0.7, width - 1.4, height - 1.4, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.rect(*box)


PENS: dict[str, Callable[[Canvas, Box], None]] = {
    "drawn twice": drawn_twice,
    "dashed": dashed,
    "dots": of_dots,
    "thin boxes": of_thin_boxes,
    "short pieces": of_short_pieces,
    "shaded": shaded,
}


@pytest.fixture
def canvas(tmp_path: Path) -> Canvas:
    register_font()
    made = Canvas(str(tmp_path / "tables.pdf"), pagesize=(595, 842), invariant=1)
    made.setFont(FONT, SIZE)
    return made


def tables(canvas: Canvas) -> tuple[Table, ...]:
    canvas.save()
    return read_file(Path(canvas._filename)).tables


def rows(table: Table) -> list[tuple[int, int, str, int, int]]:
    return [(c.row, c.column, c.text, c.rowspan, c.colspan) for c in table.cells]


@pytest.mark.parametrize("pen", PENS)
def test_a_table_is_read_however_its_rules_are_drawn(pen: str, canvas: Canvas) -> None:
    boxes = {(60, 600, 60, 90): "А1", (120, 660, 40, 30): "1", (160, 660, 200, 30): "басшы",
             (120, 600, 40, 60): "2", (160, 600, 200, 60): "орынбасар"}  # fmt: skip
    for box, text in boxes.items():
        canvas.saveState()
        PENS[pen](canvas, box)
        canvas.restoreState()
        canvas.drawString(box[0] + 6, box[1] + box[3] - 15, text)
    (table,) = tables(canvas)
    assert rows(table) == [
        (0, 0, "А1", 2, 1), (0, 1, "1", 1, 1), (0, 2, "басшы", 1, 1), (1, 1, "2", 1, 1), (1, 2, "орынбасар", 1, 1),
    ]  # fmt: skip


COLUMNS = (60.0, 100.0, 160.0, 430.0)


def page(canvas: Canvas, part: list[tuple[list[list[str]], float]], *, open_above: bool = False,
         open_below: bool = False, labels: tuple[int, ...] = ()) -> None:  # fmt: skip
    """One page: rows of cells of lines with their heights; `labels` are columns whose rules part no rows."""
    canvas.setFont(FONT, SIZE)
    y = 780.0
    for number, (cells, height) in enumerate(part):
        for column, lines in enumerate(cells):
            x0, x1 = COLUMNS[column], COLUMNS[column + 1]
            canvas.line(x0, y, x0, y - height)
            canvas.line(x1, y, x1, y - height)
            if not (number == 0 and open_above) and not (number and column in labels):
                canvas.line(x0, y, x1, y)
            if number == len(part) - 1 and not open_below:
                canvas.line(x0, y - height, x1, y - height)
            for line, text in enumerate(lines):
                canvas.drawString(x0 + 4, y - 14 - line * LEADING, text)
        y -= height
    canvas.showPage()


LONG = ["Әкімшілік функцияларды орындайтын,", "біліктілігі жоғары деңгейдегі мамандар:"]
REST = ["инженер, жүйелік әкімші, бухгалтер,", "заңгер, құжат жүргізуші"]
WHOLE = " ".join([*LONG, *REST])


@pytest.mark.parametrize("is_open", [False, True])
def test_a_row_cut_by_a_page_is_one(is_open: bool, canvas: Canvas) -> None:
    """Its number stands on the first page; both columns of words go on; browsers leave the cut without a rule."""
    wide = ["менеджер және орынбасар"]
    page(canvas, [([["1"], ["С1"], wide], 30), ([["2"], ["С2"], LONG], 44)], open_below=is_open)
    page(canvas, [([[], [], REST], 44), ([["3"], ["С3"], ["Техник"]], 30)], open_above=is_open)
    (table,) = tables(canvas)
    assert [each[:3] for each in rows(table)] == [
        (0, 0, "1"), (0, 1, "С1"), (0, 2, *wide), (1, 0, "2"), (1, 1, "С2"), (1, 2, WHOLE),
        (2, 0, "3"), (2, 1, "С3"), (2, 2, "Техник"),
    ]  # fmt: skip


def test_a_row_over_three_pages_is_one(canvas: Canvas) -> None:
    page(canvas, [([["1"], ["С2"], LONG], 44)])
    page(canvas, [([[], [], ["инженер, жүйелік әкімші, бухгалтер, аға", "құжат жүргізуші, аудармашы, маман,"]], 44)])
    page(canvas, [([[], [], ["заңгер"]], 30), ([["2"], ["С3"], ["Техник"]], 30)])
    (table,) = tables(canvas)
    middle = "инженер, жүйелік әкімші, бухгалтер, аға құжат жүргізуші, аудармашы, маман, заңгер"
    assert [cell.text for cell in table.cells] == ["1", "С2", f"{' '.join(LONG)} {middle}", "2", "С3", "Техник"]


def test_rows_that_a_page_parts_stay_two(canvas: Canvas) -> None:
    """Values in narrow columns look as if they went on; words that would have stood beside show that they do not."""
    page(canvas, [([["1"], ["га"], ["егістік жер"]], 30)])
    page(canvas, [([["2"], ["га"], ["жайылымдық жер"]], 30)])
    (table,) = tables(canvas)
    assert table.height == 2


def test_a_label_over_two_pages_is_one(canvas: Canvas) -> None:
    first = [([["А1"], ["1"], ["Басшы"]], 30), ([[], ["1-1"], ["Басшының орынбасары"]], 30)]
    page(canvas, first, labels=(0,), open_below=True)
    second = [([[], ["2"], ["Бас инженер"]], 30), ([[], ["2-1"], ["Бас энергетик"]], 30)]
    page(canvas, second, labels=(0,), open_above=True)
    (table,) = tables(canvas)
    assert rows(table)[0] == (0, 0, "А1", 4, 1)
    assert [cell.text for cell in table.cells if cell.column == 1] == ["1", "1-1", "2", "2-1"]


def test_a_heading_repeated_on_every_page_stands_once(canvas: Canvas) -> None:
    heading = ([["№"], ["Буын"], ["Лауазым атауы"]], 30)
    for number in ("1", "2", "3"):
        page(canvas, [heading, ([[number], ["С3"], [f"Техник {number}"]], 30)])
    (table,) = tables(canvas)
    assert [cell.text for cell in table.cells if cell.column == 2] == [
        "Лауазым атауы",
        "Техник 1",
        "Техник 2",
        "Техник 3",
    ]
    assert {cell.row for cell in table.cells if cell.header} == {0}


def test_two_tables_side_by_side_and_one_below_are_three(canvas: Canvas) -> None:
    for x, y in ((60, 700), (320, 700), (60, 500)):
        for column, text in enumerate(("сол", "оң")):
            canvas.rect(x + 100 * column, y, 100, 30)
            canvas.drawString(x + 100 * column + 5, y + 12, text)
    assert [[cell.text for cell in table.cells] for table in tables(canvas)] == [["сол", "оң"]] * 3


def test_a_table_of_two_pages_with_two_in_the_second(canvas: Canvas) -> None:
    page(canvas, [([["1"], ["С1"], ["Менеджер"]], 30)])
    canvas.setFont(FONT, SIZE)
    canvas.drawString(60, 790, "2-қосымша")
    page(canvas, [([["1"], ["С1"], ["Техник"]], 30)])
    assert len(tables(canvas)) == 2


def test_letters_beside_every_cell_are_not_lost(canvas: Canvas) -> None:
    """A frame with a missing rule: what stands in no cell is read as a line."""
    for x in (60, 160):
        canvas.rect(x, 700, 100, 30)
        canvas.rect(x, 600, 100, 30)
    canvas.line(60, 600, 60, 730)
    canvas.drawString(65, 710, "а")
    canvas.drawString(70, 660, "арасында")
    canvas.save()
    assert "арасында" in read_file(Path(canvas._filename)).text


def test_a_row_that_neither_page_ends_is_one(canvas: Canvas) -> None:
    """As a browser prints: the cut falls between two paragraphs of a cell, and no rule is drawn at it."""
    first = [([["1"], ["га"], ["егістік жер"]], 30), ([["2"], ["басшы"], ["жоғары білім"]], 30)]
    page(canvas, first, open_below=True)
    page(canvas, [([[], [], ["орынбасар"]], 30), ([["3"], ["га"], ["жайылым"]], 30)], open_above=True)
    (table,) = tables(canvas)
    assert [each[:3] for each in rows(table) if each[0] == 1] == [
        (1, 0, "2"), (1, 1, "басшы"), (1, 2, "жоғары білім\nорынбасар"),
    ]  # fmt: skip
    assert table.height == 3
