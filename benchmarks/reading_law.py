"""What is printed is what is read: characters, cells and links of generated documents in both languages.

python benchmarks/reading_law.py [--documents 200]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pipeline" / "read")]


def measure(language: str, seed: int, path: Path, counts: Counter[str]) -> None:
    """Print one document, read it back, and add up what came out right."""
    from pdf_printer import Printer
    from test_read_pdf import cells, document

    from pipeline.read import read_file

    printer = Printer(
        path, seed=seed, stretch=seed % 2 == 0, draw_blanks=seed % 3 != 0, foot="© РМК" if seed % 4 == 0 else "",
        numbered=seed % 2 == 1,
    )  # fmt: skip
    truth = printer.print(document(language, seed))
    source = read_file(path)
    inside = {number for table in source.tables for number in range(table.lines[0], table.lines[1] + 1)}
    lines = [text for number, text in enumerate(source.text.split("\n"), 1) if text.strip() and number not in inside]
    printed, read = "\n".join(truth.lines), "\n".join(lines)
    counts["characters"] += len(printed)
    counts["characters right"] += len(printed) - Levenshtein.distance(printed, read)
    for expected, found in zip(truth.tables, cells(source), strict=False):
        wanted = {(*cell[:2], cell[2].replace("\n", " "), *cell[3:]) for cell in expected}
        counts["cells right"] += len(wanted & set(found))
    counts["cells"] += sum(map(len, truth.tables))
    links = Counter((link.text, link.target) for link in source.links)
    counts["links"] += len(truth.links)
    counts["links right"] += (links & Counter(truth.links)).total()
    counts["documents"] += 1
    counts["pages"] += truth.pages


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(parser.parse_args().documents // 2):
            for language in ("kk", "ru"):
                measure(language, 1000 + seed, Path(folder) / "order.pdf", counts)
    print(f"{counts['documents']} documents of {counts['pages']} pages")
    for what in ("characters", "cells", "links"):
        print(
            f"{what}: {counts[f'{what} right']:,} of {counts[what]:,} ({counts[f'{what} right'] / counts[what]:.4%})"
        )
    return int(counts["cells right"] < counts["cells"] or counts["links right"] < counts["links"])


if __name__ == "__main__":
    raise SystemExit(main())
