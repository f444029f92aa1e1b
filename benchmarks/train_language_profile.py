"""Train langdetect's Kazakh profile from Kazakh acts, and measure how well it tells kk from ru.

    python -m benchmarks.train_language_profile train  KAZAKH.txt…            → pipeline/identify/profiles/kk.json
    python -m benchmarks.train_language_profile measure KAZAKH.txt… --russian RUSSIAN.txt…

`measure` trains on every second half of the Kazakh files and counts right answers on the other halves, paragraph
by paragraph and line by line; Russian files are only asked, the `ru` profile is langdetect's own.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from pathlib import Path

from langdetect.utils.lang_profile import LangProfile

from pipeline.identify import language
from pipeline.identify.language import detect_language

PROFILE = Path(language.__file__).parent / "profiles" / "kk.json"
_URL = re.compile(r"https?://\S+")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?= {4,})")


def profile(texts: Iterable[str]) -> str:
    """The JSON of a Kazakh profile made from the texts: n-grams of one to three letters and their counts."""
    trained = LangProfile("kk")
    for text in texts:
        trained.update(_URL.sub(" ", text).lower())
    trained.omit_less_freq()
    freq = dict(sorted(trained.freq.items()))
    return json.dumps({"freq": freq, "n_words": trained.n_words, "name": "kk"}, ensure_ascii=False, indent=0)


def measure(kazakh: list[str], russian: list[str]) -> None:
    """Print the share of right answers per language and unit, Kazakh in two folds."""
    for unit, split in (("paragraphs", _PARAGRAPH.split), ("lines", str.splitlines)):
        right = asked = 0
        for fold in (0, 1):
            _use(profile(_half(text, 1 - fold) for text in kazakh))
            held_out = [piece for text in kazakh for piece in split(_half(text, fold))]
            right += _right(held_out, "kk")
            asked += _countable(held_out)
        print(f"kk {unit}: {right}/{asked} = {right / asked:.1%}")
        _use(profile(kazakh))
        pieces = [piece for text in russian for piece in split(text)]
        right, asked = _right(pieces, "ru"), _countable(pieces)
        print(f"ru {unit}: {right}/{asked} = {right / asked:.1%}")


def _half(text: str, which: int) -> str:
    middle = text.rfind("\n", 0, len(text) // 2)
    return text[:middle] if which == 0 else text[middle:]


def _use(kazakh: str) -> None:
    factory = language.factory(kazakh)
    language.shipped_factory = lambda: factory  # type: ignore[assignment]


def _countable(pieces: list[str]) -> int:
    return sum(any(map(str.isalpha, piece)) for piece in pieces)


def _right(pieces: list[str], expected: str) -> int:
    return sum(detect_language(piece).language == expected for piece in pieces if any(map(str.isalpha, piece)))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=("train", "measure"))
    parser.add_argument("kazakh", nargs="+", type=Path)
    parser.add_argument("--russian", nargs="*", type=Path, default=[])
    given = parser.parse_args()
    kazakh = [path.read_text(encoding="utf-8") for path in given.kazakh]
    if given.job == "train":
        PROFILE.write_text(profile(kazakh) + "\n", encoding="utf-8")
        print(f"{PROFILE}: {PROFILE.stat().st_size} bytes")
    else:
        measure(kazakh, [path.read_text(encoding="utf-8") for path in given.russian])


if __name__ == "__main__":
    main()
