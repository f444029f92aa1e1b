"""What is written is read: characters, provisions, notes, cells and links of invented acts in both languages, format
by format.

python benchmarks/reading_law.py [--acts 20] [FORMAT …]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pipeline" / "read")]

FIRST = 1000
"""The first seed: the tests take others."""


def main() -> int:
    from law_of_reading import FORMATS, LANGUAGES, measure

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=20, help="acts of each language in each format")
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(FORMATS)}")
    arguments = parser.parse_args()
    known: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for format_ in arguments.formats or FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            measured = measure(format_, arguments.acts, Path(folder), FIRST)
        known += measured.known
        right += measured.right
        shares = ", ".join(f"{what} {measured.share(what):.3%}" for what in measured.known if what != "documents")
        print(f"{format_:14} {arguments.acts * len(LANGUAGES)} acts: {shares}")
        for line in measured.wrong[:5]:
            print(f"    {line[:200]}")
    print(f"{known['documents']} documents")
    for what in known:
        print(f"{what}: {right[what]:,} of {known[what]:,} ({right[what] / known[what]:.4%})")
    return int(any(right[what] < known[what] for what in known if what != "characters"))


if __name__ == "__main__":
    raise SystemExit(main())
