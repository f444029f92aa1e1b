"""How fast the language of amendments is read, how much of it the grammar takes, and how time grows with length.

    python benchmarks/clauses.py [--clauses 20000] [--kilobytes 100 1000]

The clauses and the whole orders are those of the tests; an order of a given size is made of them, one after the
other, as often as it takes. Time is that of the processor, on one core.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pipeline" / "amendments")]

from cases import load as load_clauses  # noqa: E402
from test_orders import load as load_orders  # noqa: E402

from pipeline.model.acts import Language  # noqa: E402
from pipeline.model.documents import Layout, Paragraph  # noqa: E402
from pipeline.recognise.amendments import ClauseReader, grammar, read_order, read_segment  # noqa: E402

LANGUAGES: tuple[Language, ...] = ("kk", "ru")


class Stopwatch:
    """The processor time spent inside one function."""

    def __init__(self, function: Callable[..., object]) -> None:
        self.seconds = 0.0
        self._function = function

    def __call__(self, *given: object) -> object:
        started = time.process_time()
        try:
            return self._function(*given)
        finally:
            self.seconds += time.process_time() - started


def order_of(language: Language, characters: int) -> tuple[Paragraph, ...]:
    """The paragraphs of an order of about so many characters."""

    def lines() -> Iterator[str]:
        texts = [p.text for order in load_orders() if order.language == language for p in order.paragraphs]
        written = 0
        for text in cycle(texts):
            if written >= characters:
                return
            written += len(text)
            yield text

    return tuple(Paragraph(text, (at, at), Layout.INDENTED, ()) for at, text in enumerate(lines(), start=1))


def seconds(work: Callable[[], object]) -> float:
    """The best processor time of three."""
    times = []
    for _ in range(3):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def clauses(language: Language, count: int) -> None:
    """Read single clauses and tell the grammar's share."""
    texts = [case.text for case in load_clauses(f"clauses_{language}.txt")]
    reader = ClauseReader(language)

    def read() -> None:
        for text in islice(cycle(texts), count):
            reader.read(text)
            reader.reset()

    read()
    spent = seconds(read)
    watch = Stopwatch(grammar.parse)
    with patch.object(read_segment, "parse", watch):
        started = time.process_time()
        read()
        watched = time.process_time() - started
    print(f"{language}: {count / spent:,.0f} clauses/s; {watch.seconds / watched:.0%} of the time in the grammar")


def orders(language: Language, kilobytes: tuple[int, int]) -> None:
    """Read orders of two lengths and tell how time grew with them."""
    found = []
    for size in kilobytes:
        # Cyrillic takes two bytes a letter; the size of a text is what its file has.
        paragraphs = order_of(language, size * 1000 // 2)
        weight = sum(len(paragraph.text.encode()) for paragraph in paragraphs)
        spent = seconds(lambda paragraphs=paragraphs: read_order(paragraphs, language))  # type: ignore[misc]
        found.append((weight, spent))
        print(f"{language}: an order of {weight / 1e6:.2f} MB in {spent:.2f} s, {weight / 1e6 / spent:.2f} MB/s")
    (less, quick), (more, slow) = found
    print(f"{language}: {more / less:.1f} times the text in {slow / quick:.1f} times the time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clauses", type=int, default=20_000, help="how many clauses to read")
    parser.add_argument("--kilobytes", type=int, nargs=2, default=(100, 1000), help="the sizes of the two orders")
    given = parser.parse_args()
    for language in LANGUAGES:
        clauses(language, given.clauses)
        orders(language, tuple(given.kilobytes))


if __name__ == "__main__":
    main()
