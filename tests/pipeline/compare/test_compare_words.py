"""Word differences: laws that always hold, and cases as a drafter would mark them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings

sys.path.insert(0, str(Path(__file__).parent))
from drawn import anything, texts

from pipeline.compare.words import Change, accepted, comparable, rejected, word_diff
from pipeline.publish.redline_text import marked, shortened


@settings(max_examples=200, deadline=None)
@given(texts | anything, texts | anything)
def test_accepting_gives_the_new_text_and_rejecting_the_old(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert accepted(pieces) == new
    assert rejected(pieces) == old


@settings(max_examples=100, deadline=None)
@given(texts | anything)
def test_a_text_and_itself_have_no_difference(text: str) -> None:
    assert all(piece.change is Change.SAME for piece in word_diff(text, text))
    assert comparable(text.replace("«", '"')) == comparable(text.replace('"', "«"))


@settings(max_examples=100, deadline=None)
@given(texts, texts)
def test_texts_that_differ_show_a_change_and_no_piece_is_empty(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert all(piece.text for piece in pieces)
    assert (old == new) == all(piece.change is Change.SAME for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("в течение пятнадцати рабочих дней", "в течение десяти рабочих дней",
         "в течение [-пятнадцати-]{+десяти+} рабочих дней"),
        ("три года.", "три года, пять месяцев.", "три года{+, пять месяцев+}."),
        ("5. Алып тасталды сөз", "5. сөз", "5. [-Алып тасталды -]сөз"),
        ("до 12.03.2021 года", "до 14.05.2021 года", "до [-12.03.2021-]{+14.05.2021+} года"),
        ("а, б, в", "г, д, е", "[-а, б, в-]{+г, д, е+}"),
        ("бір\nекі", "бір\nүш\nекі", "бір\n{+үш\n+}екі"),
        ("4-тармақ", "4-1-тармақ", "[-4-тармақ-]{+4-1-тармақ+}"),
        ("", "жаңа", "{+жаңа+}"),
        ("бар", "", "[-бар-]"),
    ],
)  # fmt: skip
def test_marks_as_a_drafter_makes_them(old: str, new: str, expected: str) -> None:
    assert marked(word_diff(old, new)) == expected


def test_what_is_ignored_in_comparison_is_no_difference() -> None:
    pieces = word_diff('Центр  "Занятость"', "центр «занятость»", comparable)
    assert accepted(pieces) == "центр «занятость»"
    assert comparable('Центр  "Занятость"') == comparable("центр «занятость»")
    assert comparable("10 рабочих дней") != comparable("15 рабочих дней")


def test_shortening_keeps_every_change() -> None:
    old = "слово " * 200 + "старое " + "слово " * 200
    new = old.replace("старое", "новое")
    short = shortened(word_diff(old, new))
    assert [p.text for p in short if p.change is not Change.SAME] == ["старое", "новое"]
    assert len(marked(short)) < 300


def test_long_texts_compare_fast() -> None:
    old = " ".join(f"слово{n % 700}" for n in range(4000))
    new = old.replace("слово13 ", "другое ").replace("слово600 ", "")
    begun = time.perf_counter()
    pieces = word_diff(old, new)
    assert time.perf_counter() - begun < 2
    assert accepted(pieces) == new
