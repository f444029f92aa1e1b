"""How fast PDF files are read and what memory that takes, beside plain pdfplumber and pypdfium2.

    python benchmarks/reading.py [--plain 500] [--ruled 100] [--long 1000]

The files are printed first, in the manner of the registries: `plain` pages hold text and links, `ruled` pages a
register of positions with merged cells. Every reader runs in a process of its own on the same file; time is that
of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pipeline" / "read")]

WORDS = re.findall(
    r"\S+",
    "Әлеуметтік қамсыздандыру саласының азаматтық қызметшілері лауазымдарының тізілімін бекіту туралы бұйрыққа "
    "мынадай өзгерістер мен толықтырулар енгізілсін; біліктілігіне қойылатын талаптар тиісті мамандық бойынша "
    "жоғары (немесе жоғары оқу орнынан кейінгі) білім және кемінде 3 жыл жұмыс өтілі",
)
TARGET = "https://adilet.zan.kz/docs/V{}"


def print_plain(path: Path, pages: int) -> None:
    """Numbered paragraphs with links, as many pages as asked for."""
    from pdf_printer import Paragraph, Printer

    random = Random(pages)
    printer = Printer(path, foot="Қағаз нұсқасы", numbered=True)
    number = 0
    while printer.truth.pages < pages or printer.y > 120:
        number += 1
        words = [(random.choice(WORDS), None) for _ in range(random.randint(10, 80))]
        linked = [(word, TARGET.format(number) if random.random() < 0.03 else None) for word, _ in words]
        printer.paragraph(Paragraph(((f"{number}.", None), *linked)))
    printer.end_page()
    printer.canvas.save()


def print_ruled(path: Path, pages: int) -> None:
    """Registers of positions with merged cells, as many pages as asked for."""
    from pdf_printer import Printer, Ruled

    random = Random(pages)
    printer = Printer(path)
    while printer.truth.pages < pages:
        rows: list[tuple[tuple[str, int, int], ...]] = [(("Блок", 1, 1), ("Саты", 1, 1), ("Лауазымдар", 1, 1))]
        for step in range(12):
            posts = ";\n".join(" ".join(random.choices(WORDS, k=4)) for _ in range(3))
            cells = ((f"{step % 3 + 1}", 1, 1), (posts, 1, 1))
            rows.append((("А", 3, 1), *cells) if step % 3 == 0 else cells)
        printer.table(Ruled((70, 70, 330), tuple(rows), heads=1))
    printer.end_page()
    printer.canvas.save()


def ours(path: Path) -> int:
    from pipeline.read import read_file

    return len(read_file(path).text)


def plumber_text(path: Path) -> int:
    return _plumbed(path, lambda page: page.extract_text())


def plumber_tables(path: Path) -> int:
    return _plumbed(path, lambda page: page.extract_text() + str(page.extract_tables()))


def _plumbed(path: Path, work: Callable[[Any], str]) -> int:
    import pdfplumber

    characters = 0
    with pdfplumber.open(path) as file:
        for page in file.pages:
            characters += len(work(page))
            page.close()
    return characters


def pdfium(path: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return sum(len(page.get_textpage().get_text_bounded()) for page in document)


READERS = {"zangraph": ours, "pdfplumber": plumber_text, "pdfplumber+tables": plumber_tables, "pypdfium2": pdfium}


def measure(reader: str, path: Path) -> None:
    """Read in this process and print time and memory as JSON; the libraries are imported beforehand."""
    import pdfplumber  # noqa: F401
    import pypdfium2  # noqa: F401

    import pipeline.read.pdf  # noqa: F401

    before = most_memory()
    started = time.process_time()
    characters = READERS[reader](path)
    seconds = time.process_time() - started
    print(json.dumps({"seconds": seconds, "characters": characters, "before": before, "peak": most_memory()}))


def most_memory() -> float:
    """The most memory this process ever held, in megabytes (getrusage would count that of its parent)."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii", "replace"))
    return int(found[1]) / 1024 if found else float("nan")


def run(reader: str, path: Path, pages: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", reader, str(path)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    print(
        f"{path.stem:>12} {reader:>18} {pages:>6} pages {pages / found['seconds']:>8.1f} pages/s "
        f"{found['peak']:>7.0f} MB ({found['before']:.0f} MB before reading) {found['characters']:>10,} characters",
        flush=True,
    )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plain", type=int, default=500, help="pages without tables")
    parser.add_argument("--ruled", type=int, default=100, help="pages with tables")
    parser.add_argument("--long", type=int, default=1000, help="pages of the longest file for the line of memory")
    parser.add_argument("--measure", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure[0], Path(given.measure[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        plain, ruled = Path(folder) / "plain.pdf", Path(folder) / "ruled.pdf"
        print_plain(plain, given.plain)
        times = {each: run(each, plain, given.plain)["seconds"] for each in ("zangraph", "pdfplumber", "pypdfium2")}
        print(f"pages without tables: {times['pdfplumber'] / times['zangraph']:.1f} times as fast as pdfplumber")
        print_ruled(ruled, given.ruled)
        times = {each: run(each, ruled, given.ruled)["seconds"] for each in READERS}
        print(f"pages with tables: {times['pdfplumber'] / times['zangraph']:.2f} times as fast as pdfplumber's text")
        for pages in (given.long // 4, given.long // 2, given.long):
            path = Path(folder) / f"long-{pages}.pdf"
            print_plain(path, pages)
            run("zangraph", path, pages)


if __name__ == "__main__":
    main()
