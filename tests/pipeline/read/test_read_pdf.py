"""PDF files, printed by our own printer so that every line, cell and link is known."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from pdf_printer import (
    FONT,
    LEADING,
    MARGIN,
    SIZE,
    Item,
    Paragraph,
    Printed,
    Printer,
    Ruled,
    Signature,
    Title,
    register_font,
)
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.documents import Format, Source
from pipeline.read import UnreadableError, pdf_emit, read_file
from pipeline.read import pdf as pdf_reader
from pipeline.read.pdf_strokes import Drawn

SENTENCES = {
    "kk": (
        "Әлеуметтік қамсыздандыру саласының азаматтық қызметшілері лауазымдарының тізілімін бекіту туралы бұйрыққа "
        "мынадай өзгерістер мен толықтырулар енгізілсін; біліктілігіне қойылатын талаптар тиісті мамандық бойынша "
        "жоғары (немесе жоғары оқу орнынан кейінгі) білім және кемінде 3 жыл жұмыс өтілі болып белгіленсін"
    ),
    "ru": (
        "Внести в приказ Министра труда и социальной защиты населения Республики Казахстан следующие изменения и "
        "дополнения; требования к квалификации: высшее (или послевузовское) образование по соответствующей "
        "специальности и стаж работы не менее 3 лет, утвержденные указанным приказом согласно приложению"
    ),
}


def document(language: str, seed: int, paragraphs: int = 25) -> list[Item]:
    """Titles, paragraphs with links, a signature and tables in an order that the seed decides."""
    random = Random(seed)
    words = SENTENCES[language].split()
    target = "https://adilet.zan.kz/docs/V{}".format

    def paragraph(number: int) -> Paragraph:
        chosen = [random.choice(words) for _ in range(random.randint(4, 60))]
        linked = [(word, target(random.randint(1, 9)) if random.random() < 0.06 else None) for word in chosen]
        return Paragraph(((f"{number}.", None), *linked, ("соңы.", None)))

    items: list[Item] = [Title(("БҰЙРЫҚ", " ".join(words[:5])))]
    items += [paragraph(number) for number in range(1, paragraphs)]
    items.insert(random.randint(3, paragraphs - 3), table(random, words))
    items.insert(
        random.randint(3, paragraphs - 3), Signature(("Қазақстан Республикасының", "министрі"), "С. Жақыпова")
    )
    return items


def table(random: Random, words: list[str]) -> Ruled:
    """A register of positions: merged cells over groups of rows, a heading repeated on every page."""
    rows: list[tuple[tuple[str, int, int], ...]] = [(("Блок", 1, 1), ("Саты", 1, 1), ("Лауазымдар атауы", 1, 1))]
    for block in "АВСD"[: random.randint(1, 4)]:
        rows.append(((f"{block} БЛОГЫ", 1, 3),))
        height = random.randint(1, 4)
        for step in range(height):
            posts = ";\n".join(
                " ".join(random.choices(words, k=random.randint(1, 9))) for _ in range(random.randint(1, 3))
            )
            cells = ((f"{step + 1}", 1, 1), (posts, 1, 1))
            rows.append(((block, height, 1), *cells) if step == 0 else cells)
    return Ruled((70, 70, 330), tuple(rows), heads=1)


def cells(source: Source) -> list[list[tuple[int, int, str, int, int]]]:
    """Every cell; line breaks count as blanks: an item of a list that fills its line leaves no trace of its end."""
    return [
        [(c.row, c.column, c.text.replace("\n", " "), c.rowspan, c.colspan) for c in table.cells]
        for table in source.tables
    ]


def check(source: Source, truth: Printed) -> None:
    in_tables = {number for table in source.tables for number in range(table.lines[0], table.lines[1] + 1)}
    lines = [
        line
        for number, line in enumerate(source.text.split("\n"), start=1)
        if line.strip() and number not in in_tables
    ]
    assert lines == truth.lines
    assert cells(source) == [[(*cell[:2], cell[2].replace("\n", " "), *cell[3:]) for cell in t] for t in truth.tables]
    assert sorted((link.text, link.target) for link in source.links) == sorted(truth.links)
    for link in source.links:
        assert link.text in source.text.split("\n")[link.line - 1]
    assert len(source.page_starts) == truth.pages


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("seed", range(6))
def test_what_was_printed_is_read(language: str, seed: int, tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    printer = Printer(
        path, seed=seed, stretch=seed % 2 == 0, draw_blanks=seed % 3 != 0, foot="© РМК" if seed % 4 == 0 else "",
        numbered=seed % 2 == 1,
    )  # fmt: skip
    truth = printer.print(document(language, seed))
    source = read_file(path)
    assert source.format is Format.PDF
    check(source, truth)


def test_page_furniture_is_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    truth = Printer(path, foot="Қағаз нұсқасы 12-бет", numbered=True).print(document("kk", 3, 60))
    source = read_file(path)
    check(source, truth)
    assert source.warnings == (
        f"page numbers left out of {truth.pages} pages",
        f"the running line «Қағаз нұсқасы 12-бет» left out of {truth.pages} pages",
    )


def test_a_running_foot_of_two_pages_goes_and_like_heads_of_two_annexes_stay(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    corner = Title(("Қазақстан Республикасы", "Денсаулық сақтау министрінің", "бұйрығына қосымша"))
    words = [(word, None) for word in (SENTENCES["kk"] + ".").split()]
    printer = Printer(path, foot="Қағаз нұсқасы 12-бет")
    for page in range(2):
        if page:
            printer.next_page()
        printer.title(corner)
        printer.paragraph(Paragraph((("1.", None), *words)))
    printer.end_page()
    printer.canvas.save()
    source = read_file(path)
    assert source.text.count("Қазақстан Республикасы") == 2
    assert "Қағаз" not in source.text
    assert source.warnings == ("the running line «Қағаз нұсқасы 12-бет» left out of 2 pages",)


def test_pages_with_and_without_rules_give_the_same_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "order.pdf"
    items = [item for item in document("ru", 5) if not isinstance(item, Ruled)]
    Printer(path).print(items)
    plain = read_file(path)
    monkeypatch.setattr(
        pdf_reader, "drawn", lambda page, box: Drawn(((50.0, 50.0, 50.0, 700.0), (50.0, 50.0, 90.0, 50.0)), 2, 0)
    )
    assert read_file(path) == plain


def test_the_layout_of_pages_and_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "order.pdf"
    Printer(path).print(document("kk", 1, 40))
    source = read_file(path)
    for start in source.page_starts[1:]:
        within = re.search(r"\S\n$", source.text[:start]) and source.text[start] != " "
        assert within or source.text[:start].endswith("\n\n\n\n")
        assert source.text[start] != "\n"
    assert not source.text.startswith("\n")
    assert "\n\n\n\n\n" not in source.text


@pytest.fixture
def canvas(tmp_path: Path) -> Canvas:
    register_font()
    made = Canvas(str(tmp_path / "page.pdf"), pagesize=(595, 842), invariant=1)
    made.setFont(FONT, SIZE)
    return made


def saved(canvas: Canvas) -> Path:
    canvas.save()
    return Path(canvas._filename)


def prose(canvas: Canvas, lines: list[str], x: float = MARGIN, top: float = 780) -> None:
    canvas.setFont(FONT, SIZE)
    for number, line in enumerate(lines):
        canvas.drawString(x, top - number * LEADING, line)


FULL = "Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрлігі"


def test_two_columns_are_read_one_after_the_other(canvas: Canvas) -> None:
    left = [f"сол жақтағы {n}-жол мәтіні" for n in range(1, 13)]
    right = [f"строка {n} правого столбца" for n in range(1, 13)]
    prose(canvas, left, 60)
    prose(canvas, right, 320)
    lines = [line for line in read_file(saved(canvas)).text.split("\n") if line]
    assert [line.strip() for line in lines] == left + right


def test_a_mark_above_the_line_stays_in_its_line(canvas: Canvas) -> None:
    prose(canvas, [FULL, "аумағы 100 м", FULL])
    canvas.setFont(FONT, 7)
    canvas.drawString(MARGIN + canvas.stringWidth("аумағы 100 м", FONT, SIZE) + 0.5, 780 - LEADING + 4, "2")
    lines = [line.strip() for line in read_file(saved(canvas)).text.split("\n") if line]
    assert lines == [FULL, "аумағы 100 м²", FULL]


def test_letters_drawn_twice_to_look_bold_are_one(canvas: Canvas) -> None:
    prose(canvas, ["БҰЙЫРАМЫН: ссылка"])
    prose(canvas, ["БҰЙЫРАМЫН: ссылка"], MARGIN + 0.3)
    assert read_file(saved(canvas)).text.strip() == "БҰЙЫРАМЫН: ссылка"


def test_letters_parted_by_blanks_are_closed(canvas: Canvas) -> None:
    prose(canvas, [FULL, "б і р л е с т і к т е р і   м е н   ұ й ы м д а р", FULL])
    lines = [line.strip() for line in read_file(saved(canvas)).text.split("\n") if line]
    assert lines[1] == "бірлестіктері мен ұйымдар"


def test_a_hyphen_at_the_end_of_a_line_stays(canvas: Canvas) -> None:
    """Whether it belongs to the word is not for the page to say: «әкімшілік-шаруашылық» is written with it."""
    prose(canvas, [FULL + " 12-1-", "тармағы және әкімшілік-", "шаруашылық қызмет", FULL])
    lines = [line.strip() for line in read_file(saved(canvas)).text.split("\n") if line]
    assert lines[:2] == [FULL + " 12-1-", "тармағы және әкімшілік-"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("margin", [0, 40])
def test_a_turned_or_cropped_page_reads_as_shown(canvas: Canvas, turn: int, margin: int, tmp_path: Path) -> None:
    """The page is drawn turned and marked as turned back, as landscape annexes are; a part of it is shown."""
    canvas.translate(*{0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
    canvas.rotate(turn)
    height = 842 if turn in (0, 180) else 595
    prose(canvas, [FULL, "екінші жол"], top=height - 100)
    for x, y, text in ((60, 200, "а"), (160, 200, "б"), (60, 170, "в"), (160, 170, "г")):
        canvas.rect(x, y, 100, 30)
        canvas.drawString(x + 5, y + 10, text)
    made = pypdfium2.PdfDocument(saved(canvas))
    made[0].set_rotation(turn)
    made[0].set_cropbox(margin, margin + 5, 595 - margin + 10, 842 - margin)
    made.save(str(tmp_path / "turned.pdf"))
    source = read_file(tmp_path / "turned.pdf")
    assert [line.strip() for line in source.text.split("\n") if line][:2] == [FULL, "екінші жол"]
    assert [[(c.row, c.column, c.text) for c in t.cells] for t in source.tables] == [
        [(0, 0, "а"), (0, 1, "б"), (1, 0, "в"), (1, 1, "г")]
    ]


def test_links_of_a_page_whose_box_does_not_begin_at_nought(canvas: Canvas) -> None:
    canvas.setPageSize((895, 1142))
    canvas.setCropBox((200, 250, 795, 1092))
    prose(canvas, [FULL], 260, 1030)
    canvas.linkURL("https://adilet.zan.kz/x", (260, 1025, 320, 1042), relative=0)
    source = read_file(saved(canvas))
    assert source.text.strip() == FULL
    assert [(link.text, link.target) for link in source.links] == [("Қазақстан", "https://adilet.zan.kz/x")]


def test_words_standing_on_end_in_a_cell_are_read(canvas: Canvas) -> None:
    canvas.rect(60, 600, 40, 150)
    canvas.rect(100, 600, 200, 150)
    canvas.drawString(110, 700, "лауазым")
    canvas.saveState()
    canvas.translate(85, 610)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Реттік нөмірі")
    canvas.restoreState()
    (table,) = read_file(saved(canvas)).tables
    assert [cell.text for cell in table.cells] == ["Реттік нөмірі", "лауазым"]


def test_paragraphs_of_a_cell_stay_apart_and_its_wrapped_lines_do_not(canvas: Canvas) -> None:
    canvas.rect(60, 600, 40, 90)
    canvas.rect(100, 600, 210, 90)
    for number, line in enumerate(["басшының орынбасары;", "Еңбек мобильділігі орталығының", "маманы;", "кеңесші"]):
        canvas.drawString(105, 675 - number * LEADING, line)
    (table,) = read_file(saved(canvas)).tables
    assert table.cells[1].text == "басшының орынбасары;\nЕңбек мобильділігі орталығының маманы;\nкеңесші"


def picture_page(canvas: Canvas) -> None:
    pixels = io.BytesIO(b"P6 2 2 255 " + bytes(12))
    canvas.drawImage(ImageReader(pixels), 0, 0, 595, 842)


def test_a_scan_is_refused_by_name(canvas: Canvas) -> None:
    for _ in range(3):
        picture_page(canvas)
        canvas.showPage()
    with pytest.raises(UnreadableError, match="a scanned PDF: 3 pages of pictures, no text"):
        read_file(saved(canvas))


def test_scanned_pages_among_others_are_named(canvas: Canvas) -> None:
    for page in range(4):
        if page in (1, 3):
            picture_page(canvas)
        else:
            prose(canvas, [FULL])
        canvas.showPage()
    source = read_file(saved(canvas))
    assert source.warnings == ("2 of 4 pages are scanned and not read: 2, 4",)
    assert len(source.page_starts) == 4


def test_an_empty_page_is_no_scan(canvas: Canvas) -> None:
    canvas.showPage()
    with pytest.raises(UnreadableError, match="a PDF without text on its 1 pages"):
        read_file(saved(canvas))


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    register_font()
    made = Canvas(str(tmp_path / "locked.pdf"), encrypt=StandardEncryption("secret", "owner"))
    made.drawString(60, 700, "order")
    made.save()
    with pytest.raises(UnreadableError, match="encrypted: opening it takes a password"):
        read_file(tmp_path / "locked.pdf")


def test_a_file_without_pages_is_refused(tmp_path: Path) -> None:
    empty = pypdfium2.PdfDocument.new()
    empty.save(str(tmp_path / "empty.pdf"))
    with pytest.raises(UnreadableError, match="a PDF without pages"):
        read_file(tmp_path / "empty.pdf")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_off_is_refused_or_read(share: float, tmp_path: Path) -> None:
    """pdfium can rebuild some cut files: then what is there is read; it never breaks down."""
    path = tmp_path / "order.pdf"
    Printer(path).print(document("kk", 2))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    try:
        source = read_file(path)
    except UnreadableError as error:
        assert "\n" not in str(error)
    else:
        assert source.text


def test_a_file_whose_name_is_no_utf8_is_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xe1\xf3\xe9.pdf")
    Printer(path).print([Title(("БҰЙРЫҚ",))])
    assert read_file(path).text.strip() == "БҰЙРЫҚ"


def test_a_wide_page_of_a_long_file_is_laid_out_by_its_own_margins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a long file some pages are measured: one of a width of its own is among them."""
    monkeypatch.setattr(pdf_emit, "_MEASURED", 2)
    path = tmp_path / "order.pdf"
    canvas = Canvas(str(path))
    register_font()
    words = SENTENCES["kk"].split()
    for number in range(9):
        wide = number == 4
        canvas.setPageSize((842, 595) if wide else (595, 842))
        canvas.setFont(FONT, SIZE)
        for line in range(6):
            text = " ".join(words[line * 6 : line * 6 + (9 if wide else 6)])
            canvas.drawString(MARGIN + (0 if line % 2 else 30), 500 - line * LEADING, text)
        canvas.showPage()
    canvas.save()
    source = read_file(path)
    assert len(source.page_starts) == 9
    assert " ".join(source.text.split()).count(words[0]) >= 9
